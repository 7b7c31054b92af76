// Decodes the binary that atlas/render/live/geometry.py writes (the layout is described there).

export const NO_UNIT = 0xffff;

/**
 * A unit is a number here: its position in `units`.
 * @typedef {object} Geometry
 * @property {string} crs
 * @property {[x: number, y: number]} origin metres, south-west corner
 * @property {number} step metres per step
 * @property {string[]} units ids
 * @property {string[]} names as people call the units, no two of them are the same
 * @property {string[]} official names, "" where they are the same
 * @property {[lines: string[], isTorn: 0 | 1][][]} settings ways to set each name, whole words first
 * @property {string[]} numbers official numbers, "" where they are too long for a map
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
export function decodeGeometry(buffer) {
  const length = new DataView(buffer).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(new Uint8Array(buffer, 4, length)));
  let offset = 4 + length;
  const uint16s = (/** @type {number} */ count) => {
    const numbers = new Uint16Array(buffer, offset, count);
    offset += 2 * count;
    return numbers;
  };
  const uint8s = (/** @type {number} */ count) => {
    const numbers = new Uint8Array(buffer, offset, count);
    offset += count;
    return numbers;
  };
  const [left, right, lengths] = [uint16s(header.arcs), uint16s(header.arcs), uint16s(header.arcs)];
  const count = header.units.length;
  const [labelX, labelY, labelRadius] = [uint16s(count), uint16s(count), uint16s(count)];
  const parents = header.levels.map(() => uint16s(count));
  const xs = cumulated(uint8s(header.points), uint8s(header.points));
  const ys = cumulated(uint8s(header.points), uint8s(header.points));
  return {
    ...header,
    left, right, starts: startsOf(lengths), xs, ys, labelX, labelY, labelRadius, parents,
    ...arcsByUnit(left, right, count),
    size: { width: largest(xs), height: largest(ys) },
  };
}

/**
 * Where another geometry of the same plane lies on a canvas that shows the first one so.
 * @param {import("./raster.js").View} view of the first
 * @param {Geometry} first
 * @param {Geometry} other
 */
export function viewOfOther(view, first, other) {
  const steps = view.scale / first.step;
  return {
    ...view,
    scale: steps * other.step,
    left: view.left + steps * (other.origin[0] - first.origin[0]),
    top: view.top - steps * (other.origin[1] - first.origin[1]),
  };
}

/** Add up steps modulo 65,536. @param {Uint8Array} low bytes @param {Uint8Array} high bytes */
function cumulated(low, high) {
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

/** The largest number, at least 1: an area has a size. @param {Uint16Array} numbers */
function largest(numbers) {
  let most = 1;
  for (const number of numbers) if (number > most) most = number;
  return most;
}

/** List the arcs of each unit, by counting first. @param {Uint16Array} left @param {Uint16Array} right @param {number} count of units */
function arcsByUnit(left, right, count) {
  const arcStarts = new Uint32Array(count + 1);
  const sides = [left, right];
  for (const side of sides) for (const unit of side) if (unit !== NO_UNIT) arcStarts[unit + 1] += 1;
  for (let unit = 0; unit < count; unit += 1) arcStarts[unit + 1] += arcStarts[unit];
  const next = arcStarts.slice();
  const arcsOf = new Uint32Array(arcStarts[count]);
  for (const side of sides) {
    side.forEach((unit, arc) => {
      if (unit === NO_UNIT) return;
      arcsOf[next[unit]] = arc;
      next[unit] += 1;
    });
  }
  return { arcStarts, arcsOf };
}
