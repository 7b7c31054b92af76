// The legend in words, with the number of units per class, the histogram and the area's value.

import { element, svgElement } from "./dom.js";
import { isDark } from "./raster.js";

const LINE = 14; // pixels
const BARS = { width: 200, height: 44 };
const INK = "#1f2a30";
const PAPER = "#ffffff";

/** @typedef {import("./loading.js").Texts} Texts */
/** @typedef {import("./message.js").Column} Column */
/** @typedef {import("./message.js").Entry} Entry */
/** @typedef {import("./message.js").Message} Message */
/** @typedef {{entry: Entry, index: number}} Numbered a line of the legend with its position */

const KINDS = { choropleth: classLegend, circles: circleLegend, bivariate: squareLegend };

/**
 * @param {Message} message
 * @param {object} options
 * @param {number} options.current index of the year
 * @param {number} options.radius pixels of the largest circle
 * @param {string[]} [options.borders] coarser levels whose borders are drawn
 * @param {boolean} [options.hasGround] whether the whole area lies below the units
 * @param {Texts} texts
 */
export function legend(message, { current, radius, borders = [], hasGround = false }, texts) {
  const column = message.columns[current];
  return element(
    "div",
    { class: "legend" },
    element("p", { class: "legend-head" }, message.unit ? `${message.title}, ${message.unit}` : message.title),
    ...KINDS[message.kind](message, column, radius),
    ...(hasGround ? [element("p", { class: "legend-border" }, element("span", { class: "swatch ground", "aria-hidden": true }), texts.ground)] : []),
    ...borders.map((title) => borderLine(title, texts)),
  );
}

/** The histogram, where there is one. @param {Message} message @param {Texts} texts */
export function distribution({ legend: entries, bins }, texts) {
  return bins ? [histogram(entries, bins, texts)] : [];
}

/** The whole area's value in words, behind the arrow that marks it. @param {Message} message @param {Column} column */
function areaLine(message, column) {
  const mark = column.areaMark ? [element("span", { class: "area-mark", "aria-hidden": true })] : [];
  return column.area ? [element("p", { class: "legend-area" }, ...mark, `${message.areaLabel} ${column.area}`)] : [];
}

/** @param {string} title @param {Texts} texts */
function borderLine(title, texts) {
  return element("p", { class: "legend-border" }, element("span", { class: "border-line", "aria-hidden": true }), texts.borders.replace("{plural}", () => title));
}

/** @param {Message} message @returns {Numbered[]} */
const numbered = ({ lines }) => lines.map((entry, index) => ({ entry, index }));

/**
 * As on paper: one line per class, from low to high, what of them is within chance, the area's
 * value, then the entries that are hatched or without value.
 * @param {Message} message
 * @param {Column} column
 */
function classLegend(message, column) {
  const isOther = (/** @type {Numbered} */ { entry }) => Boolean(entry.sign) || (entry.hatched && !entry.withinChance);
  const list = (/** @type {Numbered[]} */ lines) => element("ul", { class: "classes" }, ...lines.map((line) => classLine(line, column)));
  const lines = numbered(message);
  const others = lines.filter(isOther);
  return [list(lines.filter((line) => !isOther(line))), ...areaLine(message, column), ...(others.length ? [list(others)] : [])];
}

/** @param {Numbered} numbered @param {Column} column */
function classLine({ entry, index }, column) {
  const count = column.counts[index];
  const line = element(
    "li",
    { class: count ? "" : "empty" },
    entry.colour ? swatch(entry) : element("span"),
    element("span", { class: "class-label" }, entry.label),
    element("span", { class: "class-count" }, `(${count})`),
  );
  if (column.areaMark?.[0] === index) {
    const arrow = element("span", { class: "area-mark", "aria-hidden": true });
    arrow.style.top = `${Math.round(column.areaMark[1] * 100)}%`;
    line.prepend(arrow);
  }
  return line;
}

/** @param {Entry} entry */
function swatch(entry) {
  const sample = element("span", { class: entry.hatched ? "swatch hatched" : "swatch", "aria-hidden": true }, entry.sign);
  sample.style.backgroundColor = entry.colour;
  sample.style.setProperty("--hatching", isDark(entry.colour) ? PAPER : INK);
  return sample;
}

/**
 * Circles of round numbers, one within the other.
 * @param {Message} message
 * @param {Column} column
 * @param {number} radius
 */
function circleLegend(message, column, radius) {
  const drawing = svgElement("svg", { class: "circle-legend", width: 2 * radius + 110, height: 2 * radius + 28, "aria-hidden": true });
  let free = 0; // labels keep a line's distance from each other
  for (const [label, size] of [...message.circles].sort((a, b) => b[1] - a[1])) {
    const r = Math.sqrt(size) * radius;
    const y = 2 * radius + 8 - r;
    const labelY = Math.max(free, y - r);
    free = labelY + LINE;
    drawing.append(
      svgElement("circle", { cx: radius + 2, cy: y, r, fill: "none", stroke: "#4a565e" }),
      svgElement("polyline", { points: `${radius + 2},${y - r} ${2 * radius + 4},${y - r} ${2 * radius + 14},${labelY}`, fill: "none", stroke: "#4a565e" }),
      svgElement("text", { x: 2 * radius + 18, y: labelY + 4 }, label),
    );
  }
  const spoken = element("p", { class: "hidden" }, message.circles.map(([label]) => label).join("; "));
  return [drawing, spoken, ...classLegend(message, column)];
}

/**
 * Three by three colours with the classes of both indicators along the sides, from low to high.
 * @param {Message} message
 * @param {Column} column
 */
function squareLegend(message, column) {
  const [across, up] = message.axisClasses;
  const square = element("div", { class: "square" },
    ...up.map((text, row) => placed(element("span", { class: "tick-y" }, text), 1, up.length - row)),
    ...across.map((text, at) => placed(element("span", { class: "tick-x" }, text), at + 2, up.length + 1)));
  /** @type {string[]} */
  const spoken = [];
  /** @type {Numbered[]} */
  const signs = [];
  numbered(message).forEach(({ entry, index }) => {
    if (!entry.cell) {
      signs.push({ entry, index });
      return;
    }
    const count = String(column.counts[index]);
    const cell = element("span", { class: "cell", title: entry.label }, count);
    cell.style.backgroundColor = entry.colour;
    cell.style.color = isDark(entry.colour) ? PAPER : INK;
    square.append(placed(cell, entry.cell[0] + 2, up.length - entry.cell[1]));
    spoken.push(`${entry.label}: ${count}`);
  });
  return [
    element("div", { class: "square-frame", "aria-hidden": true },
      element("p", { class: "axis-y" }, `↑ ${message.axes[1]}`),
      square,
      element("p", { class: "axis-x" }, `→ ${message.axes[0]}`)),
    element("ul", { class: "hidden" }, ...spoken.map((text) => element("li", {}, text))),
    element("ul", { class: "classes" }, ...signs.map((line) => classLine(line, column))),
  ];
}

/** Put a part of a grid into its column and row. @param {HTMLElement} part @param {number} column @param {number} row */
function placed(part, column, row) {
  part.style.gridColumn = String(column);
  part.style.gridRow = String(row);
  return part;
}

/**
 * Bars in the colours of their classes; the limits are lines.
 * @param {Entry[]} entries
 * @param {{from: number, to: number, counts: number[]}} bins
 * @param {Texts} texts
 */
function histogram(entries, { from, to, counts }, texts) {
  const step = BARS.width / counts.length;
  const most = Math.max(...counts, 1);
  const ramp = entries.filter((entry) => entry.lower !== null && !entry.hatched);
  const drawing = svgElement("svg", { viewBox: `0 0 ${BARS.width} ${BARS.height}`, class: "histogram", role: "img", "aria-label": texts.histogram });
  counts.forEach((count, index) => {
    const middle = from + ((index + 0.5) * (to - from)) / counts.length;
    const entry = ramp.find(({ upper }) => upper !== null && middle < upper) ?? ramp[ramp.length - 1];
    const height = (count / most) * (BARS.height - 4);
    drawing.append(svgElement("rect", {
      x: index * step + 0.5, y: BARS.height - height, width: Math.max(1, step - 1), height, fill: entry?.colour ?? "#999999",
    }));
  });
  for (const { lower } of ramp.slice(1)) {
    const x = ((Number(lower) - from) / (to - from)) * BARS.width;
    drawing.append(svgElement("line", { x1: x, x2: x, y1: 0, y2: BARS.height, class: "limit" }));
  }
  return element("figure", { class: "distribution" }, element("figcaption", {}, texts.histogram), drawing);
}
