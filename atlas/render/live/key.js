// The key of a map on which numbers stand for names: number, name and figure of every unit.

import { element } from "./dom.js";

/** @typedef {import("./geometry.js").Geometry} Geometry */

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
