// Lines, labels and circles on canvases, in the coordinates of a raster's view.

const NEAR = 0.9; // pixels: what is nearer than this to the last point drawn can't be seen

/** Append the points of one arc to the current path. */
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

/** Stroke arcs. @param {Iterable<number>} arcs @param {{colour: string, width: number}} line */
export function stroke(context, geometry, view, arcs, line) {
  context.beginPath();
  for (const arc of arcs) trace(context, geometry, view, arc);
  context.strokeStyle = line.colour;
  context.lineWidth = line.width;
  context.lineJoin = "round";
  context.stroke();
}

/** Arcs around a unit. */
export function arcsAround(geometry, unit) {
  return geometry.arcsOf.subarray(geometry.arcStarts[unit], geometry.arcStarts[unit + 1]);
}

/** Arcs between units of different coarser units, and the outer border. @param {Uint16Array} parents */
export function arcsBetween(geometry, parents) {
  const of = (unit) => (unit < parents.length ? parents[unit] : -1);
  const found = [];
  geometry.left.forEach((unit, arc) => {
    if (of(unit) !== of(geometry.right[arc])) found.push(arc);
  });
  return found;
}

/** Where a unit's label stands. */
export function spot(geometry, view, unit) {
  return {
    x: view.left + view.scale * geometry.labelX[unit],
    y: view.top - view.scale * geometry.labelY[unit],
    radius: view.scale * geometry.labelRadius[unit],
  };
}

const SMALLEST = 5; // pixels: units with less room bear no label

/**
 * Write names where there is room, the roomiest units first; no two of them overlap.
 * @param {(unit: number) => string[]} textsOf what a unit is called, longest first; the first that fits @param {{font: string, size: number}} type
 */
export function writeLabels(context, geometry, view, textsOf, type) {
  const placed = [];
  context.font = type.font;
  context.textAlign = "center";
  context.textBaseline = "middle";
  context.lineJoin = "round";
  for (const unit of roomiest(geometry)) {
    const { x, y, radius } = spot(geometry, view, unit);
    if (radius < SMALLEST * (type.size / 12)) break;
    if (x < 0 || y < 0 || x > view.width || y > view.height) continue;
    const fitting = textsOf(unit).map((text) => ({ text, box: boxOf(context, text, { x, y }, type) }))
      .find(({ box }) => box.half <= radius * 3.2 && !placed.some((other) => overlap(box, other)));
    if (!fitting) continue;
    const { text, box } = fitting;
    placed.push(box);
    context.lineWidth = type.size / 4;
    context.strokeStyle = "rgba(255, 255, 255, 0.85)";
    context.strokeText(text, x, y);
    context.fillStyle = "#1f2a30";
    context.fillText(text, x, y);
  }
}

function boxOf(context, text, { x, y }, type) {
  const half = context.measureText(text).width / 2 + 2;
  return { half, left: x - half, right: x + half, top: y - type.size * 0.62, bottom: y + type.size * 0.62 };
}

/** Units by the room they have, kept with the geometry. */
function roomiest(geometry) {
  geometry.byRoom ??= [...geometry.labelRadius.keys()].sort(
    (one, other) => geometry.labelRadius[other] - geometry.labelRadius[one],
  );
  return geometry.byRoom;
}

function overlap(one, other) {
  const across = one.left < other.right && other.left < one.right;
  return across && one.top < other.bottom && other.top < one.bottom;
}

/**
 * Draw circles, the large ones first, so that small ones stay visible on top.
 * @param {Uint8Array} sizes radius in 255ths of `largest` @param {number} largest pixels
 */
export function drawCircles(context, geometry, view, { sizes, largest, colours }) {
  const order = [...sizes.keys()].filter((unit) => sizes[unit]).sort((one, other) => sizes[other] - sizes[one]);
  for (const unit of order) {
    const { x, y } = spot(geometry, view, unit);
    context.beginPath();
    context.arc(x, y, Math.max(1.5, (sizes[unit] / 255) * largest), 0, 2 * Math.PI);
    context.fillStyle = colours(unit);
    context.globalAlpha = 0.8;
    context.fill();
    context.globalAlpha = 1;
    context.lineWidth = 1;
    context.strokeStyle = "#ffffff";
    context.stroke();
  }
}
