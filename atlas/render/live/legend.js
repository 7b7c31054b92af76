// The legend in words, with the number of units per class, the histogram and the area's value.

import { element, shape } from "./dom.js";

const LINE = 14; // pixels
const BARS = { width: 200, height: 44 };

/**
 * @param {ReturnType<typeof import("./message.js").read>} message
 * @param {object} look
 * @param {number} look.current index of the year
 * @param {number} look.radius pixels of the largest circle
 * @param {string[]} [look.borders] coarser levels whose borders are drawn
 * @param {Record<string, string>} words
 */
export function legend(message, { current, radius, borders = [] }, words) {
  const column = message.columns[current];
  const parts = { circles: circleLegend, bivariate: squareLegend }[message.kind] ?? classLegend;
  return element(
    "div",
    { class: "legend" },
    element("p", { class: "legend-head" }, message.unit ? `${message.title}, ${message.unit}` : message.title),
    ...parts(message, column, radius),
    ...borders.map((title) => borderLine(title, words)),
    ...(column.area ? [areaLine(message, column)] : []),
    ...(message.bins ? [histogram(message, words)] : []),
  );
}

function borderLine(title, words) {
  return element("p", { class: "legend-border" }, element("span", { class: "border-line", "aria-hidden": true }), words.borders.replace("{plural}", () => title));
}

function areaLine(message, column) {
  return element("p", { class: "legend-area" }, `${message.areaLabel} ${column.area}`);
}

/** One line per class, from high to low, then those without value. */
function classLegend(message, column) {
  const numbered = message.legend.map((entry, number) => ({ entry, number }));
  const ramp = numbered.filter(({ entry }) => !entry.sign && !entry.hatched).reverse();
  const others = numbered.filter(({ entry }) => entry.sign || entry.hatched);
  // a class that is only used by uncertain figures has its plain line all the same
  return [element("ul", { class: "classes" }, ...[...ramp, ...others].map((line) => classLine(line, column)))];
}

function classLine({ entry, number }, column) {
  const count = column.counts[number];
  const here = column.mark && column.mark[0] === number;
  const line = element(
    "li",
    { class: count ? "" : "empty" },
    swatch(entry),
    element("span", { class: "class-label" }, entry.label),
    element("span", { class: "class-count" }, `(${count})`),
  );
  if (here) {
    const arrow = element("span", { class: "area-mark", "aria-hidden": true });
    arrow.style.bottom = `${Math.round(column.mark[1] * 100)}%`;
    line.prepend(arrow);
  }
  return line;
}

function swatch(entry) {
  const made = element("span", { class: entry.hatched ? "swatch hatched" : "swatch", "aria-hidden": true }, entry.sign);
  made.style.backgroundColor = entry.colour;
  return made;
}

/** Circles of round numbers, one within the other. */
function circleLegend(message, column, radius) {
  const drawing = shape("svg", { class: "circle-legend", width: 2 * radius + 110, height: 2 * radius + 28, "aria-hidden": true });
  let free = 0; // labels keep a line's distance from each other
  for (const [label, size] of [...message.circles].sort((one, other) => other[1] - one[1])) {
    const r = Math.sqrt(size) * radius;
    const y = 2 * radius + 8 - r;
    const at = Math.max(free, y - r);
    free = at + LINE;
    drawing.append(
      shape("circle", { cx: radius + 2, cy: y, r, fill: "none", stroke: "#4a565e" }),
      shape("polyline", { points: `${radius + 2},${y - r} ${2 * radius + 4},${y - r} ${2 * radius + 14},${at}`, fill: "none", stroke: "#4a565e" }),
      shape("text", { x: 2 * radius + 18, y: at + 4 }, label),
    );
  }
  const spoken = element("p", { class: "hidden" }, message.circles.map(([label]) => label).join("; "));
  return [drawing, spoken, ...classLegend(message, column)];
}

/** Three by three colours; both axes grow from low to high. */
function squareLegend(message, column) {
  const square = element("div", { class: "square" });
  message.legend.forEach((entry, number) => {
    if (!entry.place) return;
    const cell = element("span", { class: "cell", title: entry.label }, String(column.counts[number]));
    cell.style.backgroundColor = entry.colour;
    cell.style.color = isDark(entry.colour) ? "#ffffff" : "#1f2a30";
    cell.style.gridColumn = String(entry.place[0] + 1);
    cell.style.gridRow = String(3 - entry.place[1]);
    square.append(cell);
  });
  const spoken = message.legend
    .map((entry, number) => (entry.place ? `${entry.label}: ${column.counts[number]}` : ""))
    .filter(Boolean);
  const signs = message.legend.map((entry, number) => ({ entry, number })).filter(({ entry }) => !entry.place);
  return [
    element("div", { class: "square-frame", "aria-hidden": true },
      element("span", { class: "axis-y" }, `${message.axes[1]} →`),
      square,
      element("span", { class: "axis-x" }, `${message.axes[0]} →`)),
    element("ul", { class: "hidden" }, ...spoken.map((text) => element("li", {}, text))),
    element("ul", { class: "classes" }, ...signs.map((line) => classLine(line, column))),
  ];
}

function isDark(hex) {
  const number = parseInt(hex.slice(1), 16);
  return 0.3 * (number >> 16) + 0.59 * ((number >> 8) & 0xff) + 0.11 * (number & 0xff) < 140;
}

/** Bars in the colours of their classes; the limits are lines. */
function histogram(message, words) {
  const { from, to, counts } = message.bins;
  const step = BARS.width / counts.length;
  const most = Math.max(...counts, 1);
  const ramp = message.legend.filter((entry) => entry.lower !== null && !entry.hatched);
  const at = (value) => ((value - from) / (to - from)) * BARS.width;
  const drawing = shape("svg", { viewBox: `0 0 ${BARS.width} ${BARS.height}`, class: "histogram", role: "img", "aria-label": words.histogram });
  counts.forEach((count, place) => {
    const middle = from + ((place + 0.5) * (to - from)) / counts.length;
    const entry = ramp.find(({ upper }) => middle < upper) ?? ramp[ramp.length - 1];
    const height = (count / most) * (BARS.height - 4);
    drawing.append(shape("rect", {
      x: place * step + 0.5, y: BARS.height - height, width: Math.max(1, step - 1), height, fill: entry?.colour ?? "#999999",
    }));
  });
  for (const { lower } of ramp.slice(1)) {
    drawing.append(shape("line", { x1: at(lower), x2: at(lower), y1: 0, y2: BARS.height, class: "limit" }));
  }
  return element("figure", { class: "distribution" }, element("figcaption", {}, words.histogram), drawing);
}
