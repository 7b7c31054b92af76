// A text field with a list of matches (the combobox of WAI-ARIA).

import { element } from "./dom.js";

const FIELD = {
  type: "search", class: "search", role: "combobox", "aria-expanded": "false", "aria-controls": "options",
  "aria-autocomplete": "list", autocomplete: "off",
};

/**
 * @template Item
 * @typedef {object} Options
 * @property {Record<string, string>} attributes of the field: its label, its placeholder
 * @property {string} label of the list
 * @property {string} nothing says that no item matches
 * @property {(text: string) => Item[]} matches items for what is in the field
 * @property {(item: Item) => string} labelOf
 * @property {(item: Item) => string} textOf what the field shows when the item was chosen
 * @property {(item: Item) => void} onChoose
 */

/** @template Item */
export class Combobox {
  /** @type {Item[]} */
  results = [];
  active = -1;

  /** @param {Options<Item>} options */
  constructor(options) {
    this.options = options;
    this.list = element("ul", { class: "options", role: "listbox", id: "options", hidden: true, "aria-label": options.label });
    this.field = element("input", {
      ...FIELD,
      ...options.attributes,
      oninput: () => this.open(this.field.value),
      onkeydown: (event) => this.key(event),
      onblur: () => this.close(),
    });
    this.root = element("div", { class: "search-box" }, this.field, this.list);
  }

  get isOpen() {
    return !this.list.hidden;
  }

  /** Show what matches a text. @param {string} text */
  open(text) {
    this.results = this.options.matches(text);
    this.active = -1;
    this.list.replaceChildren(...this.results.map((item, index) => this.optionOf(item, index)));
    if (text && !this.results.length) this.list.append(element("li", { class: "nothing" }, this.options.nothing));
    this.list.hidden = !this.list.children.length;
    this.field.setAttribute("aria-expanded", String(this.isOpen));
  }

  /** @param {Item} item @param {number} index */
  optionOf(item, index) {
    return element(
      "li",
      {
        role: "option",
        id: `option-${index}`,
        "aria-selected": "false",
        // the field keeps the focus: the list would close before the click
        onmousedown: (event) => event.preventDefault(),
        onclick: () => this.choose(index),
      },
      this.options.labelOf(item),
    );
  }

  close() {
    this.list.hidden = true;
    [this.results, this.active] = [[], -1];
    this.field.setAttribute("aria-expanded", "false");
    this.field.removeAttribute("aria-activedescendant");
  }

  /** @param {number} index */
  choose(index) {
    if (!(index in this.results)) return;
    const item = this.results[index];
    this.field.value = this.options.textOf(item);
    this.close();
    this.options.onChoose(item);
  }

  /** @param {number} index */
  activate(index) {
    const { results, list } = this;
    this.active = (index + results.length) % results.length;
    [...list.children].forEach((option, position) => option.setAttribute("aria-selected", String(position === this.active)));
    list.children[this.active].scrollIntoView({ block: "nearest" });
    this.field.setAttribute("aria-activedescendant", `option-${this.active}`);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.key === "Escape") this.close();
    else if (event.key === "Enter") this.choose(Math.max(this.active, 0));
    else if (event.key === "ArrowDown" && this.results.length) this.activate(this.active + 1);
    else if (event.key === "ArrowUp" && this.results.length) this.activate(this.active - 1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}

/** Small letters without accents: "Kürten" is found by "kurten" too. @param {string} text */
export function folded(text) {
  return text.toLowerCase().replaceAll("ß", "ss").normalize("NFD").replace(/\p{Diacritic}/gu, "");
}

/** Both ways to type a text without umlauts: "kurten" and "kuerten". @param {string} text */
export function spellings(text) {
  return [folded(text), folded(text.normalize("NFC").replace(/[äöü]/gi, (letter) => `${folded(letter)}e`))];
}
