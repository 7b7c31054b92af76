// The key of a map on which numbers stand for names: number, name and figure of every unit.

import { element } from "./dom.js";

/** @typedef {import("./geometry.js").Geometry} Geometry */

const MOST = 1000; // units: more bear no numbers
const collator = new Intl.Collator("de", { numeric: true });

/**
 * In the order of the numbers.
 * @param {Pick<Geometry, "units" | "names">} geometry
 * @param {string[]} texts figures, none on a map that has none to write
 */
export function keyRows({ units, names }, texts) {
  return [...units.keys()]
    .sort((a, b) => collator.compare(units[a], units[b]))
    .map((unit) => element(
      "li",
      {},
      element("b", {}, units[unit]),
      element("span", {}, names[unit]),
      element("span", { class: "key-value" }, texts[unit] ?? ""),
    ));
}

/**
 * A key that was needed once stays: what stands below must not jump at every step of the zoom.
 * @param {HTMLElement} key
 * @param {number} unnamed units whose name found no room
 * @param {number} units
 */
export function showKeyOnce(key, unnamed, units) {
  if (unnamed && units <= MOST) key.hidden = false;
}
