// Small multiples: every year as a small map under one legend, all from one id raster.

import { contextOf, element } from "./dom.js";
import { arcsAround, drawCircles, roomiest, stroke, writeLabels } from "./drawing.js";
import { viewOfOther } from "./geometry.js";
import { legend } from "./legend.js";
import { fillsOf, liesWithin, settingsOf } from "./map_canvas.js";
import { paint, paintGround, paletteOf, rasterise } from "./raster.js";

const FONT = "\"Source Sans\", sans-serif";
const RADIUS = 14; // of the largest circle
const OUTLINE = [{ colour: "#ffffff", width: 4 }, { colour: "#1f2a30", width: 1.8 }];
const CELL = { width: 210, height: 190 };
const LETTERS = 11.5; // pixels of names and values
const SMALLER = 0.87; // part of that for values with little room

/** @typedef {import("./geometry.js").Geometry} Geometry */
/** @typedef {import("./message.js").Message} Message */

/**
 * Draw all years of a message as buttons.
 * @param {Geometry} geometry
 * @param {Message} message
 * @param {object} options
 * @param {Geometry | null} options.ground the whole area below units that cover a part of it
 * @param {import("./loading.js").Texts} options.texts
 * @param {number} options.current index of the year that is pressed
 * @param {number[]} options.selected units that are outlined
 * @param {boolean} options.hasValues whether figures stand on units that have room for them
 * @param {(index: number) => void} options.onChoose
 * @param {(on: boolean) => void} options.onValues
 */
export function multiples(geometry, message, { ground, texts, current, selected, hasValues, onChoose, onValues }) {
  const density = Math.min(window.devicePixelRatio || 1, 2);
  const whole = fitted(ground ?? geometry, CELL.width * density, CELL.height * density);
  const view = ground ? viewOfOther(whole, ground, geometry) : whole;
  const groundIds = ground ? rasterise(ground, whole) : null;
  const ids = rasterise(geometry, view);
  const buttons = message.columns.map((column, index) => {
    const canvas = element("canvas", { width: view.width, height: view.height, "aria-hidden": true });
    draw(contextOf(canvas), { geometry, view, ids, groundIds, message, column, density, selected, hasValues });
    return element(
      "button",
      { type: "button", class: "multiple", "aria-pressed": String(index === current), onclick: () => onChoose(index) },
      canvas,
      element("span", { class: "multiple-year" }, column.label),
      element("span", { class: "multiple-area" }, column.area ? `${message.areaLabel} ${column.area}` : ""),
    );
  });
  const values = element("input", { type: "checkbox", checked: hasValues, onchange: () => onValues(values.checked) });
  const valuesSwitch = message.columns[0].texts.length ? [element("label", { class: "switch" }, values, texts.values)] : [];
  return element(
    "div",
    { class: "multiples" },
    element("div", { class: "grid" }, ...buttons),
    element("div", { class: "side" }, ...valuesSwitch, legend(message, { current, radius: RADIUS, hasGround: Boolean(ground) }, texts)),
  );
}

/** The whole area in the middle of a rectangle. @param {Geometry} geometry @param {number} width @param {number} height */
function fitted({ size }, width, height) {
  const scale = Math.min(width / size.width, height / size.height) * 0.96;
  return {
    scale,
    left: (width - scale * size.width) / 2,
    top: (height + scale * size.height) / 2,
    width: Math.round(width),
    height: Math.round(height),
  };
}

/**
 * @param {CanvasRenderingContext2D} context
 * @param {object} year
 * @param {Geometry} year.geometry
 * @param {import("./raster.js").View} year.view
 * @param {Uint16Array} year.ids
 * @param {Uint16Array | null} year.groundIds
 * @param {Message} year.message
 * @param {import("./message.js").Column} year.column
 * @param {number} year.density canvas pixels per pixel
 * @param {number[]} year.selected
 * @param {boolean} year.hasValues
 */
function draw(context, { geometry, view, ids, groundIds, message, column, density, selected, hasValues }) {
  const circles = message.kind === "circles";
  const image = context.createImageData(view.width, view.height);
  const fills = fillsOf(message.legend, circles);
  const pixels = new Uint32Array(image.data.buffer);
  paint(ids, view.width, paletteOf(column.codes, fills), pixels);
  if (groundIds) paintGround(ids, groundIds, pixels);
  context.putImageData(image, 0, 0);
  stroke(context, geometry, view, geometry.left.keys(), { colour: "#ffffff", width: 0.6 * density });
  for (const line of OUTLINE) {
    for (const unit of selected) stroke(context, geometry, view, arcsAround(geometry, unit), { ...line, width: line.width * density });
  }
  const colourOf = (/** @type {number} */ unit) => message.legend[column.codes[unit]]?.colour ?? "#999999";
  if (circles) drawCircles(context, geometry, view, { sizes: column.sizes, largest: RADIUS * density, colourOf });
  const chosen = selected.filter((unit) => unit >= 0);
  // a name may lie across borders here: its unit is outlined
  const fits = (/** @type {import("./drawing.js").Box} */ box, /** @type {number} */ unit) => (
    chosen.includes(unit) ? box.left >= 0 && box.right <= view.width : liesWithin(box, unit, { ids, ...view })
  );
  const valueOf = (/** @type {number} */ unit) => (hasValues && column.texts[unit] ? [column.texts[unit]] : []);
  const textsOf = (/** @type {number} */ unit) => waysToLabel(valueOf(unit), chosen.includes(unit) ? settingsOf(geometry, unit) : [], LETTERS * density);
  const units = hasValues ? [...new Set([...chosen, ...roomiest(geometry)])] : chosen;
  writeLabels(context, geometry, view, { textsOf, fits, font: `600|${FONT}`, units, least: 0 });
}

/**
 * What may be written on a unit, the best first: the name with the value, the name, the value.
 * @param {string[]} value none or one
 * @param {{lines: string[]}[]} names ways to set the name
 * @param {number} size
 * @returns {import("./drawing.js").Text[]}
 */
function waysToLabel(value, names, size) {
  const named = (/** @type {string[]} */ remark) => names.map(({ lines }) => ({ lines: [...lines, ...remark], size }));
  if (!value.length) return named([]);
  return [...named(value), ...named([]), { lines: value, size }, { lines: value, size: size * SMALLER }];
}
