// Bars and points of the chart beside the map, as SVG. Knows nothing of map, pointer or server.

import { contextOf, element, svgElement } from "./dom.js";

const BARS = { height: 210, top: 22, left: 52, right: 10 };
const POINTS = { height: 330, top: 12, left: 52, right: 24, bottom: 26 };
const SIZE = 12; // of names and numbers, pixels
const WIDE = 62; // pixels per bar: names stand level
const NARROW = 14; // pixels per bar: names stand aslant; below that they are left to the tooltip
const FIGURES = 40; // pixels per bar: figures stand above the bars
const MOST_NAMES = 40; // points
const REACH = 24; // pixels between pointer and point
const SLANT = 50; // degrees
const LONGEST = 130; // pixels of a slanted name
const ROOMY = 640; // pixels: the names of lines stand beside the bars, else above their line
const LEADING = 15; // pixels between lines of text
const STEP = 4; // pixels by which the name of a line is moved until it has room
const DENSE = 5; // pixels per bar: outlines would hide the colours

const surface = contextOf(document.createElement("canvas"));

/** @typedef {import("./dom.js").Attributes} Attributes */
/** @typedef {import("./linked_chart.js").Axis} Axis */
/** @typedef {import("./linked_chart.js").Data} Data */
/** @typedef {import("./linked_chart.js").Mark} Mark */
/** @typedef {[x: number, y: number]} Centre pixels */
/** @typedef {[left: number, top: number, right: number, bottom: number]} Rect */
/** @typedef {{left: number, right: number, top: number, bottom: number}} Frame in which the marks lie, pixels */
/** @typedef {(value: number) => number} Scale from a value to pixels */
/**
 * A mark is a number here: its position in the data.
 * @typedef {object} Drawing
 * @property {Node[]} parts what to put on the page
 * @property {SVGSVGElement} svg
 * @property {SVGGElement[]} groups one per mark
 * @property {Centre[]} centres one per mark
 * @property {(x: number, y: number) => number} positionAt the mark at a point, -1 for none
 * @property {(marks: number[]) => void} raise put these above the others, the last on top
 * @property {Record<string, number[]>} orders in which the arrow keys go through the marks
 */

/** A bar per unit, from zero, in the order of the data. @param {Data} data @param {number} width @param {string} font @returns {Drawing} */
export function bars(data, width, font) {
  const beside = width < ROOMY ? 0 : Math.max(0, ...data.lines.map(([, label]) => widthOf(label, font) + 8));
  const frame = { left: BARS.left, right: width - BARS.right - beside, top: BARS.top, bottom: BARS.top + BARS.height };
  const pitch = (frame.right - frame.left) / Math.max(1, data.marks.length);
  const y = scale(data.y, frame.bottom, frame.top);
  const names = namesBelow(data.marks, pitch, font);
  /** @type {Centre[]} */
  const centres = data.marks.map(([, , value], position) => [frame.left + (position + 0.5) * pitch, y(value ?? 0)]);
  const figures = data.marks.flatMap((mark, position) => figureRects(mark, centres[position], pitch, font));
  const groups = data.marks.map((mark, position) => (
    bar(data, mark, { position, pitch, frame, centre: centres[position], zero: y(0), name: names.texts[position] })
  ));
  const svg = list(data, width, frame.bottom + names.height, [
    ...ticksBeside(data.y, y, frame),
    ...groups,
    line("zero", frame.left, y(0), frame.right, y(0)),
    ...references(data.lines.map(([value, label]) => ({ y: y(value), label })), { frame, beside: beside > 0, font, figures }),
  ]);
  const all = [...data.marks.keys()];
  const back = [...all].reverse();
  return {
    parts: [element("p", { class: "head", "aria-hidden": true }, data.titles[0]), svg],
    svg, groups, centres,
    positionAt: (x) => (x < frame.left || x > frame.right ? -1 : Math.min(all.length - 1, Math.floor((x - frame.left) / pitch))),
    raise: () => {},
    orders: { Right: all, Left: back, Home: all.slice(0, 1), End: back.slice(0, 1) },
  };
}

/** A point per unit. @param {Data} data @param {number} width @param {string} font @returns {Drawing} */
export function points(data, width, font) {
  const frame = { left: POINTS.left, right: width - POINTS.right, top: POINTS.top, bottom: POINTS.top + POINTS.height };
  const xAxis = /** @type {Axis} */ (data.x);
  const x = scale(xAxis, frame.left, frame.right);
  const y = scale(data.y, frame.bottom, frame.top);
  /** @type {Centre[]} */
  const centres = data.marks.map(([, , up, across]) => [x(Number(across)), y(Number(up))]);
  const groups = data.marks.map((mark, position) => point(data, mark, position, centres[position]));
  const cross = centres.filter((_, position) => !data.marks[position][0]).flatMap(([left, top]) => [
    line("cross", frame.left, top, frame.right, top), line("cross", left, frame.top, left, frame.bottom),
  ]);
  const svg = list(data, width, frame.bottom + POINTS.bottom, [
    ...ticksBeside(data.y, y, frame),
    ...ticksBelow(xAxis, x, frame),
    ...cross,
    ...groups,
    ...(data.marks.length ? [] : [text("empty", data.texts.nothing, { x: frame.left + 8, y: frame.top + 20 })]),
  ]);
  nameMarks(data.marks, { groups, centres, frame, font });
  const byX = sorted(data.marks, centres, 0);
  const byY = sorted(data.marks, centres, 1);
  return {
    parts: [
      element("p", { class: "head", "aria-hidden": true }, `↑ ${data.titles[0]}`),
      svg,
      element("p", { class: "foot", "aria-hidden": true }, `${data.titles[1]} →`),
    ],
    svg, groups, centres,
    positionAt: (left, top) => nearest(data.marks, centres, [left, top]),
    raise: (marks) => svg.append(...marks.map((position) => groups[position])),
    orders: {
      Right: byX, Left: [...byX].reverse(), Down: byY, Up: [...byY].reverse(), Home: byX.slice(0, 1), End: byX.slice(-1),
    },
  };
}

/**
 * One tab stop for all marks: a list whose entries the arrow keys go through.
 * @param {Data} data
 * @param {number} width
 * @param {number} height
 * @param {SVGElement[]} content
 */
function list(data, width, height, content) {
  const hatch = svgElement("pattern", { id: "hatch", width: 5, height: 5, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
    svgElement("line", { x1: 0, y1: 0, x2: 0, y2: 5, stroke: "#1f2a30", "stroke-width": 1.4 }));
  return svgElement("svg", {
    role: "listbox", tabindex: 0, "aria-multiselectable": true, "aria-orientation": "horizontal",
    "aria-label": `${data.label}. ${data.texts.keys}`, width, height, viewBox: `0 0 ${width} ${height}`,
  }, svgElement("defs", {}, hatch), ...content);
}

/** @param {Axis} axis @param {number} from pixels @param {number} to pixels @returns {Scale} */
function scale([low, high], from, to) {
  return (value) => from + ((value - low) / (high - low)) * (to - from);
}

/** @param {string} kind @param {number} x1 @param {number} y1 @param {number} x2 @param {number} y2 */
function line(kind, x1, y1, x2, y2) {
  return svgElement("line", { class: kind, x1, y1, x2, y2, "aria-hidden": true });
}

/** @param {string} kind @param {string} content @param {Attributes} attributes */
function text(kind, content, attributes) {
  return svgElement("text", { class: kind, "aria-hidden": true, ...attributes }, content);
}

/** @param {Axis} axis @param {Scale} y @param {Frame} frame */
function ticksBeside([, , ticks], y, frame) {
  return ticks.flatMap(([value, label]) => [
    line("grid", frame.left, y(value), frame.right, y(value)),
    text("tick", label, { x: frame.left - 7, y: y(value) + 4, "text-anchor": "end" }),
  ]);
}

/** @param {Axis} axis @param {Scale} x @param {Frame} frame */
function ticksBelow([, , ticks], x, frame) {
  return ticks.flatMap(([value, label]) => [
    line("grid", x(value), frame.top, x(value), frame.bottom),
    text("tick", label, { x: x(value), y: frame.bottom + 17, "text-anchor": "middle" }),
  ]);
}

/**
 * Lines across the bars, with gaps where they meet a figure; names beside them are moved apart
 * downwards, names within the chart to where they cover no figure.
 * @param {{y: number, label: string}[]} lines
 * @param {object} surroundings
 * @param {Frame} surroundings.frame
 * @param {boolean} surroundings.beside whether there is room for names beside the frame
 * @param {string} surroundings.font
 * @param {Rect[]} surroundings.figures
 */
function references(lines, { frame, beside, font, figures }) {
  let free = -Infinity;
  const taken = [...figures];
  return [...lines].sort((a, b) => a.y - b.y).flatMap(({ y, label }) => {
    free = Math.max(y + 4, free + LEADING);
    const anchor = beside ? { x: frame.right + 8, y: free } : anchorWithin(y, widthOf(label, font), frame, taken);
    const parts = piecesOf(y, frame, figures);
    return [
      ...parts.map(([from, to]) => line("halo", from, y, to, y)),
      ...parts.map(([from, to]) => line("reference", from, y, to, y)),
      text("reference-name", label, anchor),
    ];
  });
}

/** What is left of a line across the chart when it makes room for figures. @param {number} y @param {Frame} frame @param {Rect[]} figures */
function piecesOf(y, frame, figures) {
  const crossed = figures.filter(([, top, , bottom]) => top < y && y < bottom).sort((a, b) => a[0] - b[0]);
  const ends = [frame.left, ...crossed.flatMap(([left, , right]) => [left, right]), frame.right];
  const pieces = [];
  for (let i = 0; i < ends.length; i += 2) if (ends[i] < ends[i + 1]) pieces.push([ends[i], ends[i + 1]]);
  return pieces;
}

/**
 * Where a name stands above or below its line, as far right as it covers no figure or other name;
 * its room is taken then.
 * @param {number} y
 * @param {number} width
 * @param {Frame} frame
 * @param {Rect[]} taken
 */
function anchorWithin(y, width, frame, taken) {
  for (const base of [y - 5, y + LEADING]) {
    for (let { right } = frame; right - width >= frame.left; right -= STEP) {
      /** @type {Rect} */
      const room = [right - width, base - SIZE, right, base + 3];
      if (taken.some((other) => overlap(room, other))) continue;
      taken.push(room);
      return { x: right, y: base, "text-anchor": "end" };
    }
  }
  return { x: frame.right, y: y - 5, "text-anchor": "end" };
}

/**
 * An entry of the list; the area itself can't be chosen.
 * @param {Data} data
 * @param {Mark} mark
 * @param {number} position
 * @param {SVGElement[]} children
 */
function group(data, [id, name, , , , figure, second], position, children) {
  if (!id) return svgElement("g", { class: "whole", "aria-hidden": true }, ...children);
  const spoken = [figure, second].map((value, i) => (data.titles[i] ? `${data.titles[i]}: ${value}` : value));
  return svgElement("g", {
    class: "mark", role: "option", id: `mark-${position}`, "aria-selected": false,
    "aria-label": [name, ...spoken.filter(Boolean)].join(", "),
  }, ...children);
}

/**
 * @param {Data} data
 * @param {Mark} mark
 * @param {object} layout
 * @param {number} layout.position
 * @param {number} layout.pitch
 * @param {Frame} layout.frame
 * @param {Centre} layout.centre end of the bar
 * @param {number} layout.zero
 * @param {string[] | string | undefined} layout.name
 */
function bar(data, mark, { position, pitch, frame, centre: [x, y], zero, name }) {
  const [, , value, , , figure] = mark;
  const width = Math.max(1, pitch * 0.78);
  const body = { x: x - width / 2, y: Math.min(y, zero), width, height: Math.max(1, Math.abs(zero - y)) };
  const [, colour, hatched] = entryOf(data, mark);
  /** @type {SVGElement[]} */
  const parts = [svgElement("rect", { class: "band", x: x - pitch / 2, y: frame.top, width: pitch, height: frame.bottom - frame.top })];
  if (value !== null) parts.push(svgElement("rect", { class: pitch < DENSE ? "body dense" : "body", ...body, fill: colour }));
  if (value !== null && hatched) parts.push(svgElement("rect", { ...body, fill: "url(#hatch)" }));
  if (hasFigure(mark, pitch)) parts.push(text("figure", figure, { x, y: figureBase(value, y), "text-anchor": "middle" }));
  if (name) parts.push(nameBelow(name, x, frame.bottom));
  return group(data, mark, position, parts);
}

/** The line of the legend a mark belongs to; white without one. @param {Data} data @param {Mark} mark @returns {Data["legend"][number]} */
function entryOf(data, [, , , , entry]) {
  return entry === null ? ["", "#ffffff", 0] : data.legend[entry];
}

/** @param {Mark} mark @param {number} pitch */
function hasFigure([, , value], pitch) {
  return pitch >= FIGURES || value === null;
}

/** Where a figure stands: above its bar, below one of a value under zero. @param {number | null} value @param {number} y */
function figureBase(value, y) {
  return value === null || value >= 0 ? y - 5 : y + 13;
}

/** Room of a figure with some air, nothing without one. @param {Mark} mark @param {Centre} centre @param {number} pitch @param {string} font @returns {Rect[]} */
function figureRects(mark, [x, y], pitch, font) {
  if (!hasFigure(mark, pitch)) return [];
  const half = widthOf(mark[5], font) / 2 + 2;
  const base = figureBase(mark[2], y);
  return [[x - half, base - SIZE + 1, x + half, base + 4]];
}

/** @param {string[] | string} name lines, or one aslant @param {number} x @param {number} bottom */
function nameBelow(name, x, bottom) {
  if (typeof name === "string") {
    return text("name", name, { "text-anchor": "end", transform: `translate(${x + 4} ${bottom + 12}) rotate(${-SLANT})` });
  }
  const lines = name.map((part, i) => svgElement("tspan", { x, y: bottom + 17 + i * LEADING }, part));
  return svgElement("text", { class: "name", "aria-hidden": true, "text-anchor": "middle" }, ...lines);
}

/**
 * Names that fit below the bars, and the room they take.
 * @param {Mark[]} marks
 * @param {number} pitch
 * @param {string} font
 * @returns {{texts: (string[] | string)[], height: number}}
 */
function namesBelow(marks, pitch, font) {
  if (pitch < NARROW) return { texts: [], height: 8 };
  if (pitch >= WIDE) {
    const texts = marks.map(([, name]) => broken(name, pitch - 6, font));
    return { texts, height: 11 + LEADING * Math.max(1, ...texts.map((lines) => lines.length)) };
  }
  const texts = marks.map(([, name]) => shortened(name, LONGEST, font));
  const widest = Math.max(0, ...texts.map((name) => widthOf(name, font)));
  return { texts, height: widest * Math.sin((SLANT * Math.PI) / 180) + 22 };
}

/** A name in one or two lines. @param {string} name @param {number} room pixels @param {string} font */
function broken(name, room, font) {
  const breaks = [...name.matchAll(/[ -]/g)].map(({ index }) => index + 1);
  const fitting = breaks.filter((end) => widthOf(name.slice(0, end).trim(), font) <= room).at(-1);
  if (widthOf(name, font) <= room || fitting === undefined) return [shortened(name, room, font)];
  return [name.slice(0, fitting).trim(), shortened(name.slice(fitting), room, font)];
}

/** @param {string} content @param {string} font */
function widthOf(content, font) {
  surface.font = `600 ${SIZE}px ${font}`; // selected names are bold
  return surface.measureText(content).width;
}

/** @param {string} content @param {number} room pixels @param {string} font */
function shortened(content, room, font) {
  if (widthOf(content, font) <= room) return content;
  let end = content.length;
  while (end > 1 && widthOf(`${content.slice(0, end)}…`, font) > room) end -= 1;
  return `${content.slice(0, end).trimEnd()}…`;
}

/** @param {Data} data @param {Mark} mark @param {number} position @param {Centre} centre */
function point(data, mark, position, [x, y]) {
  if (!mark[0]) return group(data, mark, position, [svgElement("path", { class: "area", d: `M${x} ${y - 7}l7 7l-7 7l-7 -7z` })]);
  const [, colour, hatched] = entryOf(data, mark);
  const parts = [svgElement("circle", { class: "body", cx: x, cy: y, r: 6, fill: colour })];
  if (hatched) parts.push(svgElement("circle", { cx: x, cy: y, r: 6, fill: "url(#hatch)" }));
  return group(data, mark, position, parts);
}

/**
 * Write names beside few points where they cover neither points nor each other; the names of all
 * others are shown while they are selected.
 * @param {Mark[]} marks
 * @param {{groups: SVGGElement[], centres: Centre[], frame: Frame, font: string}} drawn
 */
function nameMarks(marks, { groups, centres, frame, font }) {
  const taken = centres.map(([x, y]) => /** @type {Rect} */ ([x - 6, y - 6, x + 6, y + 6]));
  const isFree = (/** @type {Rect} */ room) => (
    room[0] >= frame.left && room[2] <= frame.right + POINTS.right && room[1] >= 0 && room[3] <= frame.bottom
    && !taken.some((other) => overlap(room, other))
  );
  marks.forEach(([, name], position) => {
    const [x, y] = centres[position];
    const width = widthOf(name, font);
    const side = marks.length > MOST_NAMES ? undefined : sidesOf(x, y, width).find(({ room }) => isFree(room));
    if (side) {
      taken.push(side.room);
      groups[position].append(text("name", name, side.anchor));
      return;
    }
    const right = x + 10 + width < frame.right + POINTS.right;
    groups[position].append(text("name spare", name, { x: right ? x + 10 : x - 10, y: y + 4, "text-anchor": right ? "start" : "end" }));
  });
}

/** Where the name of a point can stand: right of it, left, above, below. @param {number} x @param {number} y @param {number} width */
function sidesOf(x, y, width) {
  /** @type {[textAnchor: string, x: number, y: number, left: number][]} */
  const sides = [
    ["start", x + 10, y + 4, x + 9], ["end", x - 10, y + 4, x - 9 - width], ["middle", x, y - 11, x - width / 2], ["middle", x, y + 20, x - width / 2],
  ];
  return sides.map(([textAnchor, anchorX, base, left]) => ({
    anchor: { x: anchorX, y: base, "text-anchor": textAnchor },
    room: /** @type {Rect} */ ([left, base - 10, left + width, base + 3]),
  }));
}

/** @param {Rect} a @param {Rect} b */
function overlap(a, b) {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
}

/** Marks that can be chosen, from left to right or from top to bottom. @param {Mark[]} marks @param {Centre[]} centres @param {0 | 1} axis */
function sorted(marks, centres, axis) {
  const units = [...marks.keys()].filter((position) => marks[position][0]);
  return units.sort((a, b) => centres[a][axis] - centres[b][axis] || a - b);
}

/** The mark nearest to a point within reach, -1 for none. @param {Mark[]} marks @param {Centre[]} centres @param {Centre} point */
function nearest(marks, centres, [x, y]) {
  let best = -1;
  let least = REACH;
  centres.forEach(([left, top], position) => {
    const distance = Math.hypot(left - x, top - y);
    if (marks[position][0] && distance < least) [best, least] = [position, distance];
  });
  return best;
}
