// The id raster: each pixel knows its unit. Colouring is a look-up, pointing reads one number.

import { NO_UNIT } from "./geometry.js";

/**
 * Where the grid of a geometry lies on a canvas: pixel = offset + scale · step, y downwards.
 * @typedef {{scale: number, left: number, top: number, width: number, height: number}} View
 */

/**
 * Fill units line by line: each line is cut where it crosses a border, and the border says
 * which unit follows.
 * @param {import("./geometry.js").Geometry} geometry
 * @param {View} view
 * @returns {Uint16Array} width × height units, NO_UNIT outside
 */
export function rasterise(geometry, view) {
  const { width, height } = view;
  const ids = new Uint16Array(width * height).fill(NO_UNIT);
  const counts = new Uint32Array(height + 1);
  eachCrossing(geometry, view, (row) => {
    counts[row + 1] += 1;
  });
  for (let row = 0; row < height; row += 1) counts[row + 1] += counts[row];
  const xs = new Float32Array(counts[height]);
  const units = new Uint16Array(counts[height]);
  const next = counts.slice();
  eachCrossing(geometry, view, (row, x, unit) => {
    // insert into the line from the right: lines hold few crossings, mostly in order
    let index = next[row];
    const first = counts[row];
    while (index > first && xs[index - 1] > x) {
      xs[index] = xs[index - 1];
      units[index] = units[index - 1];
      index -= 1;
    }
    xs[index] = x;
    units[index] = unit;
    next[row] += 1;
  });
  for (let row = 0; row < height; row += 1) {
    const [first, last] = [counts[row], counts[row + 1]];
    fillRow(ids.subarray(row * width, (row + 1) * width), xs.subarray(first, last), units.subarray(first, last));
  }
  return ids;
}

/**
 * Fill one line; a crossing at x concerns the pixels whose middle lies right of it.
 * @param {Uint16Array} pixels of the line
 * @param {Float32Array} xs where borders cross it
 * @param {Uint16Array} units east of each crossing
 */
function fillRow(pixels, xs, units) {
  for (let i = 0; i + 1 < xs.length; i += 1) {
    const from = Math.max(0, Math.ceil(xs[i] - 0.5));
    const to = Math.min(pixels.length, Math.ceil(xs[i + 1] - 0.5));
    if (units[i] !== NO_UNIT && to > from) pixels.fill(units[i], from, to);
  }
}

/**
 * Call `onCrossing` wherever a border crosses the middle of a row.
 * Crossings left of the view count: they say what lies at its left edge.
 * @param {import("./geometry.js").Geometry} geometry
 * @param {View} view
 * @param {(row: number, x: number, east: number) => void} onCrossing with the unit to the east
 */
function eachCrossing(geometry, view, onCrossing) {
  const { xs, ys, starts, left, right } = geometry;
  const { scale, top, height } = view;
  for (let arc = 0; arc < left.length; arc += 1) {
    const end = starts[arc + 1];
    let y0 = top - scale * ys[starts[arc]];
    for (let i = starts[arc] + 1; i < end; i += 1) {
      const y1 = top - scale * ys[i];
      const first = Math.max(0, Math.ceil(Math.min(y0, y1) - 0.5));
      const last = Math.min(height - 1, Math.ceil(Math.max(y0, y1) - 0.5) - 1);
      const x0 = view.left + scale * xs[i - 1];
      const slope = (view.left + scale * xs[i] - x0) / (y1 - y0);
      // on the screen y grows downwards: a border going up has its right side in the east
      const east = y1 < y0 ? right[arc] : left[arc];
      for (let row = first; row <= last; row += 1) onCrossing(row, x0 + (row + 0.5 - y0) * slope, east);
      y0 = y1;
    }
  }
}

/** @typedef {{colour: number, ink: number, hatched: boolean}} Fill of a class, colours as ABGR */
/**
 * @typedef {object} Palette
 * @property {Uint32Array} plain colour per unit (ABGR), and one entry more for "outside"
 * @property {Uint32Array} striped the same, with ink where a unit is hatched
 */

const STRIPE = 7;
const GROUND = "#e9ecee"; // lighter than units without a value

/**
 * Paint the raster. Every seventh diagonal takes the striped colour: hatching means "uncertain".
 * @param {Uint16Array} ids @param {number} width @param {Palette} palette @param {Uint32Array} pixels
 */
export function paint(ids, width, palette, pixels) {
  const { plain, striped } = palette;
  const outside = plain.length - 1;
  let hatched = false;
  for (let i = 0; i < plain.length && !hatched; i += 1) hatched = plain[i] !== striped[i];
  if (!hatched) {
    for (let i = 0; i < ids.length; i += 1) pixels[i] = plain[ids[i] < outside ? ids[i] : outside];
    return;
  }
  for (let i = 0, x = 0, y = 0; i < ids.length; i += 1) {
    const unit = ids[i] < outside ? ids[i] : outside;
    pixels[i] = ((x + y) % STRIPE < 1 ? striped : plain)[unit];
    x += 1;
    if (x === width) {
      x = 0;
      y += 1;
    }
  }
}

/**
 * Paint the whole area, where no unit lies on it.
 * @param {Uint16Array} ids @param {Uint16Array} groundIds @param {Uint32Array} pixels
 */
export function paintGround(ids, groundIds, pixels) {
  const grey = abgr(GROUND);
  for (let i = 0; i < ids.length; i += 1) if (ids[i] === NO_UNIT && groundIds[i] !== NO_UNIT) pixels[i] = grey;
}

/**
 * Look up the colour of every unit.
 * @param {Uint8Array} codes legend entry per unit
 * @param {Fill[]} fills one per legend entry
 * @returns {Palette}
 */
export function paletteOf(codes, fills) {
  const plain = new Uint32Array(codes.length + 1);
  const striped = new Uint32Array(codes.length + 1);
  codes.forEach((code, unit) => {
    const fill = fills[code];
    plain[unit] = fill ? fill.colour : 0;
    striped[unit] = fill?.hatched ? fill.ink : plain[unit];
  });
  return { plain, striped };
}

/** Turn "#rrggbb" into the number a canvas keeps. @param {string} hex */
export function abgr(hex) {
  const number = parseInt(hex.slice(1), 16);
  const [red, green, blue] = [number >> 16, (number >> 8) & 0xff, number & 0xff];
  return ((0xff << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}

/** Whether white is seen better on a colour than ink. @param {string} hex */
export function isDark(hex) {
  const number = parseInt(hex.slice(1), 16);
  return 0.3 * (number >> 16) + 0.59 * ((number >> 8) & 0xff) + 0.11 * (number & 0xff) < 140;
}
