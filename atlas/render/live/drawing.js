// Lines, labels and circles on canvases, in the coordinates of a raster's view.

/** @typedef {import("./geometry.js").Geometry} Geometry */
/** @typedef {import("./raster.js").View} View */
/** @typedef {{left: number, top: number, right: number, bottom: number}} Box */

const NEAR = 0.9; // pixels: what is nearer than this to the last point drawn can't be seen
const SMALLEST = 5; // pixels
const LEADING = 1.1; // distance of lines in sizes of their letters
const INK = "#1f2a30";

/**
 * Append the points of one arc to the current path.
 * @param {CanvasRenderingContext2D} context
 * @param {Geometry} geometry
 * @param {View} view
 * @param {number} arc
 */
function trace(context, geometry, view, arc) {
  const { xs, ys, starts } = geometry;
  const { scale, left, top } = view;
  const last = starts[arc + 1] - 1;
  let x = left + scale * xs[starts[arc]];
  let y = top - scale * ys[starts[arc]];
  context.moveTo(x, y);
  for (let i = starts[arc] + 1; i <= last; i += 1) {
    const nextX = left + scale * xs[i];
    const nextY = top - scale * ys[i];
    if (i < last && Math.abs(nextX - x) + Math.abs(nextY - y) < NEAR) continue;
    x = nextX;
    y = nextY;
    context.lineTo(x, y);
  }
}

/**
 * Stroke arcs.
 * @param {CanvasRenderingContext2D} context
 * @param {Geometry} geometry
 * @param {View} view
 * @param {Iterable<number>} arcs
 * @param {{colour: string, width: number}} line
 */
export function stroke(context, geometry, view, arcs, line) {
  context.beginPath();
  for (const arc of arcs) trace(context, geometry, view, arc);
  context.strokeStyle = line.colour;
  context.lineWidth = line.width;
  context.lineJoin = "round";
  context.stroke();
}

/** Arcs around a unit. @param {Geometry} geometry @param {number} unit */
export function arcsAround(geometry, unit) {
  return geometry.arcsOf.subarray(geometry.arcStarts[unit], geometry.arcStarts[unit + 1]);
}

/** Arcs between units of different coarser units, and the outer border. @param {Geometry} geometry @param {Uint16Array} parents */
export function arcsBetween(geometry, parents) {
  const parentOf = (/** @type {number} */ unit) => (unit < parents.length ? parents[unit] : -1);
  return [...geometry.left.keys()].filter((arc) => parentOf(geometry.left[arc]) !== parentOf(geometry.right[arc]));
}

/** Where a unit's label is centred, and the room around it. @param {Geometry} geometry @param {View} view @param {number} unit */
function labelCentre(geometry, view, unit) {
  return {
    x: view.left + view.scale * geometry.labelX[unit],
    y: view.top - view.scale * geometry.labelY[unit],
    radius: view.scale * geometry.labelRadius[unit],
  };
}

/**
 * A label: its lines, the size of its letters in canvas pixels, and whether the name is in it.
 * @typedef {{lines: string[], size: number, isName?: boolean}} Text
 */

/**
 * Write names where there is room, the roomiest units first; no two of them overlap.
 * @param {CanvasRenderingContext2D} context
 * @param {Geometry} geometry
 * @param {View} view
 * @param {object} labels
 * @param {(unit: number) => Iterable<Text>} labels.textsOf what a unit is called, the best first; the first that fits
 * @param {(box: Box, unit: number) => boolean} labels.fits whether a box lies within a unit
 * @param {string} labels.font weight and family; the size comes between them
 * @param {number[]} [labels.units] which of the units, the first first
 * @param {number} [labels.least] pixels: units with less room bear no label
 * @returns {Text[]} what was written
 */
export function writeLabels(context, geometry, view, { textsOf, fits, font, units = roomiest(geometry), least = SMALLEST }) {
  const [weight, family] = font.split("|");
  /** @type {Box[]} */
  const taken = [];
  /** @type {Text[]} */
  const written = [];
  const isFree = (/** @type {Box} */ box) => !taken.some((other) => overlap(box, other));
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  for (const unit of units) {
    const { x, y, radius } = labelCentre(geometry, view, unit);
    if (radius < least) break;
    if (!isInView({ x, y }, view)) continue;
    for (const text of textsOf(unit)) {
      context.font = `${weight} ${text.size}px ${family}`;
      const box = boxOf(context, text, { x, y });
      if (!isFree(box) || !fits(box, unit)) continue;
      taken.push(box);
      write(context, text, { x, y });
      written.push(text);
      break;
    }
  }
  return written;
}

/** @param {{x: number, y: number}} point @param {View} view */
function isInView({ x, y }, { width, height }) {
  return x >= 0 && y >= 0 && x <= width && y <= height;
}

/** @param {CanvasRenderingContext2D} context @param {Text} text @param {{x: number, y: number}} centre */
function write(context, { lines, size }, { x, y }) {
  context.lineWidth = size / 4;
  context.strokeStyle = "rgba(255, 255, 255, 0.85)";
  context.fillStyle = INK;
  lines.forEach((line, index) => {
    const height = y + (index - (lines.length - 1) / 2) * size * LEADING;
    context.strokeText(line, x, height);
    context.fillText(line, x, height);
  });
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {Text} text
 * @param {{x: number, y: number}} centre
 * @returns {Box}
 */
function boxOf(context, { lines, size }, { x, y }) {
  const half = Math.max(...lines.map((line) => context.measureText(line).width)) / 2 + 1;
  const height = (lines.length * size * LEADING) / 2;
  return { left: x - half, right: x + half, top: y - height, bottom: y + height };
}

/** @type {WeakMap<Geometry, number[]>} */
const unitsByRoom = new WeakMap();

/** Units by the room they have, the roomiest first; sorted once. @param {Geometry} geometry */
export function roomiest(geometry) {
  const { labelRadius } = geometry;
  const sorted = unitsByRoom.get(geometry) ?? [...labelRadius.keys()].sort((a, b) => labelRadius[b] - labelRadius[a]);
  unitsByRoom.set(geometry, sorted);
  return sorted;
}

/** @param {Box} a @param {Box} b */
function overlap(a, b) {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

/**
 * Draw circles, the large ones first, so that small ones stay visible on top.
 * @param {CanvasRenderingContext2D} context
 * @param {Geometry} geometry
 * @param {View} view
 * @param {object} circles
 * @param {Uint8Array} circles.sizes radius in 255ths of `largest`
 * @param {number} circles.largest pixels
 * @param {(unit: number) => string} circles.colourOf
 */
export function drawCircles(context, geometry, view, { sizes, largest, colourOf }) {
  const order = [...sizes.keys()].filter((unit) => sizes[unit]).sort((a, b) => sizes[b] - sizes[a]);
  for (const unit of order) {
    const { x, y } = labelCentre(geometry, view, unit);
    context.beginPath();
    context.arc(x, y, Math.max(1.5, (sizes[unit] / 255) * largest), 0, 2 * Math.PI);
    context.fillStyle = colourOf(unit);
    context.globalAlpha = 0.8;
    context.fill();
    context.globalAlpha = 1;
    context.lineWidth = 1;
    context.strokeStyle = "#ffffff";
    context.stroke();
  }
}
