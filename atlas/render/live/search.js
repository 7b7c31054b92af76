// Find a unit by its name or everyday name; for the keyboard the way to any unit.

import { element } from "./dom.js";

const MOST = 8;
const FIELD = {
  type: "search", class: "search", role: "combobox", "aria-expanded": "false", "aria-controls": "options",
  "aria-autocomplete": "list", autocomplete: "off",
};

/** @typedef {Pick<import("./geometry.js").Geometry, "units" | "names" | "everyday">} Units */

/**
 * A text field with a list of matches (the combobox of WAI-ARIA).
 * @param {Units} geometry
 * @param {import("./loading.js").Texts} texts
 * @param {(unit: number) => void} onChoose
 */
export function search(geometry, texts, onChoose) {
  const list = element("ul", { class: "options", role: "listbox", id: "options", hidden: true, "aria-label": texts.search });
  const field = element("input", { ...FIELD, placeholder: texts.search, "aria-label": texts.search });
  /** @type {number[]} */
  let results = [];
  let active = -1;
  const close = () => {
    list.hidden = true;
    [results, active] = [[], -1];
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  };
  const choose = (/** @type {number} */ index) => {
    if (!(index in results)) return;
    const unit = results[index];
    field.value = geometry.names[unit];
    close();
    onChoose(unit);
  };
  const activate = (/** @type {number} */ index) => {
    active = (index + results.length) % results.length;
    [...list.children].forEach((option, position) => option.setAttribute("aria-selected", String(position === active)));
    field.setAttribute("aria-activedescendant", `option-${active}`);
  };
  const optionOf = (/** @type {number} */ unit, /** @type {number} */ index) => element(
    "li",
    { role: "option", id: `option-${index}`, "aria-selected": "false", onmousedown: (event) => { event.preventDefault(); choose(index); } },
    labelOf(geometry, unit),
  );
  field.addEventListener("input", () => {
    results = matches(geometry, field.value);
    active = -1;
    list.replaceChildren(...results.map(optionOf));
    if (field.value && !results.length) list.append(element("li", { class: "nothing" }, texts.nothing));
    list.hidden = !field.value;
    field.setAttribute("aria-expanded", String(!list.hidden));
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    else if (event.key === "Enter") choose(Math.max(active, 0));
    else if (event.key === "ArrowDown" && results.length) activate(active + 1);
    else if (event.key === "ArrowUp" && results.length) activate(active - 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  field.addEventListener("blur", close);
  return element("div", { class: "search-box" }, field, list);
}

/**
 * Units whose name, everyday name or key holds the text; those that begin with it first.
 * @param {Units} geometry
 * @param {string} text
 */
export function matches(geometry, text) {
  const query = folded(text);
  if (!query) return [];
  const ranked = geometry.units.map((id, unit) => {
    const names = [geometry.names[unit], geometry.everyday[unit], id].map(folded);
    if (names.some((name) => name.startsWith(query))) return { unit, rank: 0 };
    return { unit, rank: names.some((name) => name.includes(query)) ? 1 : 2 };
  });
  return ranked.filter(({ rank }) => rank < 2).sort((a, b) => a.rank - b.rank).slice(0, MOST).map(({ unit }) => unit);
}

/** Small letters without accents: "Kürten" is found by "kurten" too. @param {string} text */
function folded(text) {
  return text.toLowerCase().replaceAll("ß", "ss").normalize("NFD").replace(/\p{Diacritic}/gu, "");
}

/** @param {Units} geometry @param {number} unit */
function labelOf(geometry, unit) {
  const everyday = geometry.everyday[unit];
  return everyday ? `${geometry.names[unit]} (${everyday})` : geometry.names[unit];
}
