// Decodes the binary that atlas/render/live_geometry.py writes (the layout is described there).

export const NO_UNIT = 0xffff;

/**
 * @typedef {object} Geometry
 * @property {string} crs
 * @property {number[]} origin metres, south-west corner
 * @property {number} step metres per step
 * @property {string[]} units
 * @property {string[]} names
 * @property {string[]} everyday everyday names, "" where there is none
 * @property {string[]} levels titles of the coarser levels
 * @property {Uint16Array} left unit to the left of each arc
 * @property {Uint16Array} right unit to the right of each arc
 * @property {Uint32Array} starts first point of each arc, and one entry more
 * @property {Uint16Array} xs steps eastwards
 * @property {Uint16Array} ys steps northwards
 * @property {Uint16Array} labelX
 * @property {Uint16Array} labelY
 * @property {Uint16Array} labelRadius
 * @property {Uint16Array[]} parents coarser unit of each unit, per level
 * @property {Uint32Array} arcStarts first entry of each unit in `arcsOf`, and one entry more
 * @property {Uint32Array} arcsOf arcs of the units, one unit after the other
 * @property {{width: number, height: number}} size steps
 */

/** @param {ArrayBuffer} buffer @returns {Geometry} */
export function decode(buffer) {
  const length = new DataView(buffer).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length)));
  let at = 4 + length;
  const words = (count) => {
    const found = new Uint16Array(buffer, at, count);
    at += 2 * count;
    return found;
  };
  const bytes = (count) => {
    const found = new Uint8Array(buffer, at, count);
    at += count;
    return found;
  };
  const [left, right, lengths] = [words(header.arcs), words(header.arcs), words(header.arcs)];
  const many = header.units.length;
  const [labelX, labelY, labelRadius] = [words(many), words(many), words(many)];
  const parents = header.levels.map(() => words(many));
  const xs = summed(bytes(header.points), bytes(header.points));
  const ys = summed(bytes(header.points), bytes(header.points));
  const geometry = { ...header, left, right, labelX, labelY, labelRadius, parents, xs, ys };
  geometry.starts = startsOf(lengths);
  geometry.size = { width: largest(xs), height: largest(ys) };
  return { ...geometry, ...arcsByUnit(geometry, many) };
}

/** Add up steps modulo 65,536, given as low and high bytes. */
function summed(low, high) {
  const sums = new Uint16Array(low.length);
  let sum = 0;
  for (let i = 0; i < low.length; i += 1) {
    sum = (sum + low[i] + (high[i] << 8)) & 0xffff;
    sums[i] = sum;
  }
  return sums;
}

/** @param {Uint16Array} lengths */
function startsOf(lengths) {
  const starts = new Uint32Array(lengths.length + 1);
  for (let i = 0; i < lengths.length; i += 1) starts[i + 1] = starts[i] + lengths[i];
  return starts;
}

/** @param {Uint16Array} numbers */
function largest(numbers) {
  let found = 1;
  for (const number of numbers) if (number > found) found = number;
  return found;
}

/** List the arcs of each unit, by counting first. */
function arcsByUnit({ left, right }, many) {
  const arcStarts = new Uint32Array(many + 1);
  const both = [left, right];
  for (const side of both) for (const unit of side) if (unit !== NO_UNIT) arcStarts[unit + 1] += 1;
  for (let unit = 0; unit < many; unit += 1) arcStarts[unit + 1] += arcStarts[unit];
  const next = arcStarts.slice();
  const arcsOf = new Uint32Array(arcStarts[many]);
  for (const side of both) {
    side.forEach((unit, arc) => {
      if (unit === NO_UNIT) return;
      arcsOf[next[unit]] = arc;
      next[unit] += 1;
    });
  }
  return { arcStarts, arcsOf };
}
