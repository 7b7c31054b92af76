// Small multiples: every year as a small map under one legend, all from one id raster.

import { drawCircles, stroke } from "./drawing.js";
import { element } from "./dom.js";
import { groundsOf } from "./field.js";
import { legend } from "./legend.js";
import { paint, paletteOf, rasterise } from "./raster.js";

const RADIUS = 14; // of the largest circle
const CELL = { width: 210, height: 190 };

/** Draw all years of a message. @param {(index: number) => void} chosen */
export function multiples(geometry, message, { words, current: shownIndex }, chosen) {
  const density = Math.min(window.devicePixelRatio || 1, 2);
  const view = fitted(geometry, CELL.width * density, CELL.height * density);
  const ids = rasterise(geometry, view);
  const shown = message.columns.map((column, index) => {
    const canvas = element("canvas", { width: view.width, height: view.height, "aria-hidden": true });
    draw(canvas.getContext("2d"), { geometry, view, ids, message, column, density });
    const current = index === shownIndex;
    return element(
      "button",
      { type: "button", class: "multiple", "aria-pressed": String(current), onclick: () => chosen(index) },
      canvas,
      element("span", { class: "multiple-year" }, column.label),
      element("span", { class: "multiple-area" }, column.area ? `${message.areaLabel} ${column.area}` : ""),
    );
  });
  return element(
    "div",
    { class: "multiples" },
    element("div", { class: "grid" }, ...shown),
    element("div", { class: "side" }, legend(message, { current: shownIndex, radius: RADIUS }, words)),
  );
}

/** The whole area in the middle of a rectangle. @returns {import("./raster.js").View} */
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

function draw(context, { geometry, view, ids, message, column, density }) {
  const circles = message.kind === "circles";
  const image = context.createImageData(view.width, view.height);
  const grounds = groundsOf(message.legend, circles);
  paint(ids, view.width, paletteOf(column.codes, grounds), new Uint32Array(image.data.buffer));
  context.putImageData(image, 0, 0);
  stroke(context, geometry, view, geometry.left.keys(), { colour: "#ffffff", width: 0.6 * density });
  if (!circles) return;
  const colours = (unit) => message.legend[column.codes[unit]]?.colour ?? "#999999";
  drawCircles(context, geometry, view, { sizes: column.sizes, largest: RADIUS * density, colours });
}
