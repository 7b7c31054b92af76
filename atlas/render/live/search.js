// Find a unit by its everyday or official name; for the keyboard the way to any unit.

import { Combobox, folded, spellings } from "./combobox.js";

const MOST = 8;

/** @typedef {Pick<import("./geometry.js").Geometry, "units" | "names" | "official" | "everyday">} Units */

/**
 * @param {Units} geometry
 * @param {import("./loading.js").Texts} texts
 * @param {(unit: number) => void} onChoose
 */
export function search(geometry, texts, onChoose) {
  return new Combobox({
    attributes: { placeholder: texts.search, "aria-label": texts.search },
    label: texts.search,
    nothing: texts.nothing,
    matches: (text) => matches(geometry, text),
    labelOf: (unit) => labelOf(geometry, unit),
    textOf: (unit) => geometry.names[unit],
    onChoose,
  }).root;
}

/**
 * Units whose name, whether everyday or official, or key holds the text; those that begin with it first.
 * @param {Units} geometry
 * @param {string} text
 */
export function matches(geometry, text) {
  const query = folded(text);
  if (!query) return [];
  const ranked = geometry.units.map((id, unit) => {
    const names = [geometry.names[unit], geometry.official[unit], geometry.everyday[unit], id].flatMap(spellings);
    if (names.some((name) => name.startsWith(query))) return { unit, rank: 0 };
    return { unit, rank: names.some((name) => name.includes(query)) ? 1 : 2 };
  });
  return ranked.filter(({ rank }) => rank < 2).sort((a, b) => a.rank - b.rank).slice(0, MOST).map(({ unit }) => unit);
}

/** @param {Units} geometry @param {number} unit */
function labelOf(geometry, unit) {
  const { names, official, everyday } = geometry;
  const other = official[unit] || everyday[unit];
  return other && other !== names[unit] ? `${names[unit]} (${other})` : names[unit];
}
