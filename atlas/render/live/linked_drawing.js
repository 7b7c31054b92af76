// Bars and points of the chart beside the map, as SVG. Knows nothing of map, pointer or server.

import { element, shape } from "./dom.js";

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

const surface = document.createElement("canvas").getContext("2d");

/** @typedef {import("./linked_chart.js").Data} Data */
/**
 * @typedef {object} Drawn
 * @property {Node[]} parts what to put on the page
 * @property {SVGElement} svg
 * @property {SVGElement[]} groups one per mark
 * @property {[number, number][]} spots where each mark is
 * @property {(x: number, y: number) => number} at the mark at a place, -1 for none
 * @property {(pointed: ?number, selected: number[]) => void} raise put these above the others
 * @property {Record<string, number[]>} orders in which the arrow keys go through the marks
 */

/** A bar per unit, from zero, in the order of the data. @param {Data} data @returns {Drawn} */
export function bars(data, width, font) {
  const beside = width < ROOMY ? 0 : Math.max(0, ...data.lines.map(([, label]) => widthOf(label, font) + 8));
  const box = { ...BARS, right: width - BARS.right - beside, bottom: BARS.top + BARS.height };
  const pitch = (box.right - box.left) / Math.max(1, data.marks.length);
  const y = scale(data.y, box.bottom, box.top);
  const names = namesOf(data, pitch, font);
  const figures = data.marks.map((mark, place) => figureRoom(mark, { x: box.left + (place + 0.5) * pitch, y: y(mark[2] ?? 0), pitch, font }));
  const spots = data.marks.map(([, , value], place) => [box.left + (place + 0.5) * pitch, y(value ?? 0)]);
  const groups = data.marks.map((mark, place) => (
    bar(data, mark, { place, pitch, box, x: spots[place][0], y: spots[place][1], zero: y(0), name: names.texts[place] })
  ));
  const svg = frame(data, width, box.bottom + names.height, [
    ...ticksBeside(data.y, y, box),
    ...groups,
    line("zero", box.left, y(0), box.right, y(0)),
    ...references(data.lines.map(([value, label]) => ({ y: y(value), label })), { box, beside: Boolean(beside), font, taken: figures.filter(Boolean) }),
  ]);
  const all = [...data.marks.keys()];
  const at = (x) => (x < box.left || x > box.right ? -1 : Math.min(all.length - 1, Math.floor((x - box.left) / pitch)));
  const back = [...all].reverse();
  return {
    parts: [element("p", { class: "head", "aria-hidden": true }, data.heads[0]), svg],
    svg, groups, spots, at, raise: () => {}, orders: { Right: all, Left: back, Home: all.slice(0, 1), End: back.slice(0, 1) },
  };
}

/** A point per unit. @param {Data} data @returns {Drawn} */
export function points(data, width, font) {
  const box = { ...POINTS, right: width - POINTS.right, bottom: POINTS.top + POINTS.height };
  const x = scale(data.x, box.left, box.right);
  const y = scale(data.y, box.bottom, box.top);
  const spots = data.marks.map(([, , up, across]) => [x(across), y(up)]);
  const groups = data.marks.map((mark, place) => point(data, mark, place, spots[place]));
  const cross = spots.filter((_, place) => !data.marks[place][0]).flatMap(([left, top]) => [
    line("cross", box.left, top, box.right, top), line("cross", left, box.top, left, box.bottom),
  ]);
  const svg = frame(data, width, box.bottom + POINTS.bottom, [
    ...ticksBeside(data.y, y, box),
    ...ticksBelow(data.x, x, box),
    ...cross,
    ...groups,
    ...(data.marks.length ? [] : [text("empty", data.words.nothing, { x: box.left + 8, y: box.top + 20 })]),
  ]);
  nameSome(data, { groups, spots, box, font });
  const byX = sorted(data, spots, 0);
  const byY = sorted(data, spots, 1);
  return {
    parts: [
      element("p", { class: "head", "aria-hidden": true }, `↑ ${data.heads[0]}`),
      svg,
      element("p", { class: "foot", "aria-hidden": true }, `${data.heads[1]} →`),
    ],
    svg, groups, spots, at: (left, top) => nearest(data, spots, left, top),
    raise: (pointed, selected) => svg.append(...[...selected, pointed].map((place) => groups[place]).filter(Boolean)),
    orders: {
      Right: byX, Left: [...byX].reverse(), Down: byY, Up: [...byY].reverse(), Home: byX.slice(0, 1), End: byX.slice(-1),
    },
  };
}

/** One tab stop for all marks: a list whose entries the arrow keys go through. */
function frame(data, width, height, content) {
  const hatch = shape("pattern", { id: "hatch", width: 5, height: 5, patternUnits: "userSpaceOnUse", patternTransform: "rotate(45)" },
    shape("line", { x1: 0, y1: 0, x2: 0, y2: 5, stroke: "#1f2a30", "stroke-width": 1.4 }));
  return shape("svg", {
    role: "listbox", tabindex: 0, "aria-multiselectable": true, "aria-orientation": "horizontal",
    "aria-label": `${data.label}. ${data.words.keys}`, width, height, viewBox: `0 0 ${width} ${height}`,
  }, shape("defs", {}, hatch), ...content);
}

function scale([low, high], from, to) {
  return (value) => from + ((value - low) / (high - low)) * (to - from);
}

function line(kind, x1, y1, x2, y2) {
  return shape("line", { class: kind, x1, y1, x2, y2, "aria-hidden": true });
}

function text(kind, words, attributes) {
  return shape("text", { class: kind, "aria-hidden": true, ...attributes }, words);
}

function ticksBeside([, , ticks], y, box) {
  return ticks.flatMap(([value, label]) => [
    line("grid", box.left, y(value), box.right, y(value)),
    text("tick", label, { x: box.left - 7, y: y(value) + 4, "text-anchor": "end" }),
  ]);
}

function ticksBelow([, , ticks], x, box) {
  return ticks.flatMap(([value, label]) => [
    line("grid", x(value), box.top, x(value), box.bottom),
    text("tick", label, { x: x(value), y: box.bottom + 17, "text-anchor": "middle" }),
  ]);
}

/**
 * Lines across the bars, with gaps where they meet a figure; names beside them are moved apart
 * downwards, names within the chart to where they cover no figure.
 */
function references(lines, { box, beside, font, taken }) {
  let free = -Infinity;
  const rooms = [...taken];
  return [...lines].sort((one, other) => one.y - other.y).flatMap(({ y, label }) => {
    free = Math.max(y + 4, free + LEADING);
    const place = beside ? { x: box.right + 8, y: free } : within(y, widthOf(label, font), box, rooms);
    const parts = pieces(y, box, taken);
    return [
      ...parts.map(([from, to]) => line("halo", from, y, to, y)),
      ...parts.map(([from, to]) => line("reference", from, y, to, y)),
      text("reference-name", label, place),
    ];
  });
}

/** What is left of a line across the chart when it makes room for figures. */
function pieces(y, box, taken) {
  const met = taken.filter(([, top, , bottom]) => top < y && y < bottom).sort((one, other) => one[0] - other[0]);
  const ends = [box.left, ...met.flatMap(([left, , right]) => [left, right]), box.right];
  const found = [];
  for (let at = 0; at < ends.length; at += 2) if (ends[at] < ends[at + 1]) found.push([ends[at], ends[at + 1]]);
  return found;
}

/** A place for a name above or below its line, as far right as no figure or other name stands there. */
function within(y, long, box, rooms) {
  for (const base of [y - 5, y + LEADING]) {
    for (let right = box.right; right - long >= box.left; right -= STEP) {
      const room = [right - long, base - SIZE, right, base + 3];
      if (rooms.some((other) => overlap(room, other))) continue;
      rooms.push(room);
      return { x: right, y: base, "text-anchor": "end" };
    }
  }
  return { x: box.right, y: y - 5, "text-anchor": "end" };
}

/** An entry of the list; the area itself can't be chosen. */
function group(data, [id, name, , , , figure, more], place, children) {
  if (!id) return shape("g", { class: "whole", "aria-hidden": true }, ...children);
  const said = [figure, more].map((word, at) => (data.heads[at] ? `${data.heads[at]}: ${word}` : word));
  return shape("g", {
    class: "mark", role: "option", id: `mark-${place}`, "aria-selected": false,
    "aria-label": [name, ...said.filter((word) => word)].join(", "),
  }, ...children);
}

function bar(data, mark, { place, pitch, box, x, y, zero, name }) {
  const [, , value, , entry, figure] = mark;
  const thick = Math.max(1, pitch * 0.78);
  const body = { x: x - thick / 2, y: Math.min(y, zero), width: thick, height: Math.max(1, Math.abs(zero - y)) };
  const [, colour, hatched] = data.legend[entry] ?? ["", "#ffffff", 0];
  const parts = [shape("rect", { class: "band", x: x - pitch / 2, y: box.top, width: pitch, height: box.bottom - box.top })];
  if (value !== null) parts.push(shape("rect", { class: pitch < DENSE ? "body dense" : "body", ...body, fill: colour }));
  if (value !== null && hatched) parts.push(shape("rect", { ...body, fill: "url(#hatch)" }));
  if (hasFigure(mark, pitch)) parts.push(text("figure", figure, { x, y: figureBase(value, y), "text-anchor": "middle" }));
  if (name) parts.push(unitName(name, x, box.bottom));
  return group(data, mark, place, parts);
}

function hasFigure([, , value], pitch) {
  return pitch >= FIGURES || value === null;
}

/** Where a figure stands: above its bar, below one of a value under zero. */
function figureBase(value, y) {
  return value === null || value >= 0 ? y - 5 : y + 13;
}

/** Room of a figure with some air, null without one. */
function figureRoom(mark, { x, y, pitch, font }) {
  if (!hasFigure(mark, pitch)) return null;
  const half = widthOf(mark[5], font) / 2 + 2;
  const base = figureBase(mark[2], y);
  return [x - half, base - SIZE + 1, x + half, base + 4];
}

/** @param {string[] | string} name lines, or one aslant */
function unitName(name, x, bottom) {
  if (typeof name === "string") {
    return text("name", name, { "text-anchor": "end", transform: `translate(${x + 4} ${bottom + 12}) rotate(${-SLANT})` });
  }
  const lines = name.map((words, at) => shape("tspan", { x, y: bottom + 17 + at * LEADING }, words));
  return shape("text", { class: "name", "aria-hidden": true, "text-anchor": "middle" }, ...lines);
}

/** Names that fit below the bars, and the room they take. */
function namesOf(data, pitch, font) {
  if (pitch < NARROW) return { texts: [], height: 8 };
  if (pitch >= WIDE) {
    const texts = data.marks.map(([, name]) => broken(name, pitch - 6, font));
    return { texts, height: 11 + LEADING * Math.max(1, ...texts.map((lines) => lines.length)) };
  }
  const texts = data.marks.map(([, name]) => shortened(name, LONGEST, font));
  const widest = Math.max(0, ...texts.map((name) => widthOf(name, font)));
  return { texts, height: widest * Math.sin((SLANT * Math.PI) / 180) + 22 };
}

/** A name in one or two lines. */
function broken(name, room, font) {
  const breaks = [...name.matchAll(/[ -]/g)].map(({ index }) => index + 1);
  const fit = breaks.filter((at) => widthOf(name.slice(0, at).trim(), font) <= room);
  if (widthOf(name, font) <= room || !fit.length) return [shortened(name, room, font)];
  const at = fit[fit.length - 1];
  return [name.slice(0, at).trim(), shortened(name.slice(at), room, font)];
}

function widthOf(words, font) {
  surface.font = `600 ${SIZE}px ${font}`; // selected names are bold
  return surface.measureText(words).width;
}

function shortened(words, room, font) {
  if (widthOf(words, font) <= room) return words;
  let end = words.length;
  while (end > 1 && widthOf(`${words.slice(0, end)}…`, font) > room) end -= 1;
  return `${words.slice(0, end).trimEnd()}…`;
}

function point(data, mark, place, [x, y]) {
  const [id, , , , entry] = mark;
  const [, colour, hatched] = data.legend[entry] ?? ["", "#ffffff", 0];
  if (!id) return group(data, mark, place, [shape("path", { class: "area", d: `M${x} ${y - 7}l7 7l-7 7l-7 -7z` })]);
  const parts = [shape("circle", { class: "body", cx: x, cy: y, r: 6, fill: colour })];
  if (hatched) parts.push(shape("circle", { cx: x, cy: y, r: 6, fill: "url(#hatch)" }));
  return group(data, mark, place, parts);
}

/**
 * Write names beside few points where they cover neither points nor each other; the names of all
 * others are shown while they are selected.
 */
function nameSome(data, { groups, spots, box, font }) {
  const few = data.marks.length <= MOST_NAMES;
  const taken = spots.map(([x, y]) => [x - 6, y - 6, x + 6, y + 6]);
  data.marks.forEach(([, name], place) => {
    const [x, y] = spots[place];
    const long = widthOf(name, font);
    const sides = [["start", x + 10, y + 4, x + 9], ["end", x - 10, y + 4, x - 9 - long], ["middle", x, y - 11, x - long / 2], ["middle", x, y + 20, x - long / 2]];
    for (const [anchor, left, base, start] of sides) {
      const room = [start, base - 10, start + long, base + 3];
      const inside = room[0] >= box.left && room[2] <= box.right + POINTS.right && room[1] >= 0 && room[3] <= box.bottom;
      if (!few || !inside || taken.some((other) => overlap(room, other))) continue;
      taken.push(room);
      groups[place].append(text("name", name, { x: left, y: base, "text-anchor": anchor }));
      return;
    }
    const right = x + 10 + long < box.right + POINTS.right;
    groups[place].append(text("name spare", name, { x: right ? x + 10 : x - 10, y: y + 4, "text-anchor": right ? "start" : "end" }));
  });
}

function overlap(one, other) {
  return one[0] < other[2] && other[0] < one[2] && one[1] < other[3] && other[1] < one[3];
}

/** Marks that can be chosen, from left to right or from top to bottom. */
function sorted(data, spots, axis) {
  const known = [...spots.keys()].filter((place) => data.marks[place][0]);
  return known.sort((one, other) => spots[one][axis] - spots[other][axis] || one - other);
}

function nearest(data, spots, x, y) {
  let found = -1;
  let least = REACH;
  spots.forEach(([left, top], place) => {
    const far = Math.hypot(left - x, top - y);
    if (data.marks[place][0] && far < least) [found, least] = [place, far];
  });
  return found;
}
