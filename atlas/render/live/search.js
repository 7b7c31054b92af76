// Find a unit by its name or everyday name; for the keyboard the way to any unit.

import { element } from "./dom.js";

const MOST = 8;

/**
 * A text field with a list of matches (the combobox of WAI-ARIA).
 * @param {import("./geometry.js").Geometry} geometry
 * @param {Record<string, string>} words
 * @param {(unit: number) => void} chosen
 */
export function search(geometry, words, chosen) {
  const options = element("ul", { class: "options", role: "listbox", id: "options", hidden: true, "aria-label": words.search });
  const field = element("input", {
    type: "search", class: "search", placeholder: words.search, "aria-label": words.search, role: "combobox",
    "aria-expanded": "false", "aria-controls": "options", "aria-autocomplete": "list", autocomplete: "off",
  });
  let found = [];
  let active = -1;
  const close = () => {
    options.hidden = true;
    [found, active] = [[], -1];
    field.setAttribute("aria-expanded", "false");
    field.removeAttribute("aria-activedescendant");
  };
  const take = (place) => {
    if (!(place in found)) return;
    const unit = found[place];
    field.value = geometry.names[unit];
    close();
    chosen(unit);
  };
  const activate = (place) => {
    active = (place + found.length) % found.length;
    [...options.children].forEach((option, number) => option.setAttribute("aria-selected", String(number === active)));
    field.setAttribute("aria-activedescendant", `option-${active}`);
  };
  field.addEventListener("input", () => {
    found = matches(geometry, field.value);
    active = -1;
    options.replaceChildren(...found.map((unit, place) => element(
      "li",
      { role: "option", id: `option-${place}`, "aria-selected": "false", onmousedown: (event) => { event.preventDefault(); take(place); } },
      labelOf(geometry, unit),
    )));
    if (field.value && !found.length) options.append(element("li", { class: "nothing" }, words.nothing));
    options.hidden = !field.value;
    field.setAttribute("aria-expanded", String(!options.hidden));
  });
  field.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
    else if (event.key === "Enter") take(Math.max(active, 0));
    else if (event.key === "ArrowDown" && found.length) activate(active + 1);
    else if (event.key === "ArrowUp" && found.length) activate(active - 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  field.addEventListener("blur", close);
  return element("div", { class: "search-box" }, field, options);
}

/** Units whose name, everyday name or key holds the text; those that begin with it first. */
export function matches(geometry, text) {
  const wanted = plain(text);
  if (!wanted) return [];
  const ranked = geometry.units.map((id, unit) => {
    const names = [geometry.names[unit], geometry.everyday[unit], id].map(plain);
    if (names.some((name) => name.startsWith(wanted))) return { unit, rank: 0 };
    return { unit, rank: names.some((name) => name.includes(wanted)) ? 1 : 2 };
  });
  return ranked.filter(({ rank }) => rank < 2).sort((one, other) => one.rank - other.rank).slice(0, MOST).map(({ unit }) => unit);
}

/** Small letters without accents: "Kürten" is found by "kurten" too. */
function plain(text) {
  return text.toLowerCase().replaceAll("ß", "ss").normalize("NFD").replace(/\p{Diacritic}/gu, "");
}

function labelOf(geometry, unit) {
  const everyday = geometry.everyday[unit];
  return everyday ? `${geometry.names[unit]} (${everyday})` : geometry.names[unit];
}
