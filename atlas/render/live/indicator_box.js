// The box of the indicators. A map shows the one chosen before the server makes the rest of the page anew.

import { openChannel } from "./channel.js";
import { Combobox } from "./combobox.js";
import { element, styleSheet } from "./dom.js";
import { matches } from "./indicator_search.js";
import { RenderCall } from "./render_call.js";
import { SyncedValue } from "./synced_value.js";

const PATIENCE = 250; // milliseconds the server's turn waits for the map, which uses the same processor

/**
 * @typedef {object} Data
 * @property {string} label
 * @property {string} list name of the list
 * @property {import("./indicator_search.js").Option[]} options
 * @property {string} chosen code
 * @property {string} channel
 * @property {string} preview address of maps, to which a code is appended; "" where there is no map
 * @property {string} nothing says that no title matches
 * @property {number} lateChoices
 */

/** @param {import("./render_call.js").Component<Data>} component */
export function render({ data, parentElement, setTriggerValue }) {
  /** @type {RenderCall<IndicatorBox>} */
  const call = new RenderCall(parentElement);
  const box = call.instance ?? call.keep(new IndicatorBox(parentElement, data));
  box.send = setTriggerValue;
  box.update(data);
  return call.cleanup;
}

class IndicatorBox {
  /** @type {import("./render_call.js").Send} */
  send = () => {};
  /** @type {SyncedValue<string>} */
  code = new SyncedValue((code) => this.send("code", code));
  turn = 0;

  /** @param {HTMLElement} parent @param {Data} data */
  constructor(parent, data) {
    this.data = data;
    this.current = data.chosen;
    this.channel = openChannel(data.channel);
    /** @type {Combobox<import("./indicator_search.js").Hit>} */
    this.box = new Combobox({
      attributes: { id: "indicators" },
      label: data.list,
      nothing: data.nothing,
      matches: (/** @type {string} */ text) => matches(this.data.options, text),
      labelOf: ({ title, hit }) => (hit ? `${title} · ${hit}` : title),
      textOf: ({ title }) => title,
      onChoose: ({ code }) => this.choose(code),
    });
    const { field, root } = this.box;
    field.addEventListener("focus", () => field.select());
    // a click opens all of them, another one closes them again
    field.addEventListener("mousedown", () => (this.box.isOpen ? this.box.close() : this.openAll()));
    field.addEventListener("keydown", ({ key }) => {
      if (["ArrowDown", "ArrowUp"].includes(key) && !this.box.isOpen) this.openAll();
    }, { capture: true });
    field.addEventListener("blur", () => this.show(this.current));
    this.whole = element("p", { class: "whole", "aria-hidden": "true" });
    parent.replaceChildren(styleSheet("indicator_box.css"), element("label", { for: "indicators" }, data.label), root, this.whole);
  }

  /** All indicators, the chosen one in sight. */
  openAll() {
    this.box.open("");
    this.box.activate(Math.max(0, this.data.options.findIndex(([code]) => code === this.current)));
  }

  /** @param {string} code */
  choose(code) {
    if (code === this.current) return;
    this.current = code;
    this.turn += 1;
    const { turn } = this;
    // the server's turn begins when the map has had its own
    const send = () => {
      if (turn !== this.turn) return;
      this.turn += 1;
      this.code.send(code);
    };
    if (!this.data.preview) {
      send();
      return;
    }
    window.setTimeout(send, PATIENCE);
    this.channel.emit("preview", { address: this.data.preview + encodeURIComponent(code), done: send }, this);
  }

  /** @param {Data} data */
  update(data) {
    const isRemoteChange = this.code.isRemoteChange(data.chosen) || data.lateChoices !== this.data.lateChoices;
    this.data = data;
    const isOffered = data.options.some(([code]) => code === this.current);
    if (isRemoteChange || !isOffered) this.current = data.chosen;
    if (!this.box.field.matches(":focus") || isRemoteChange) this.show(this.current);
  }

  /** @param {string} code */
  show(code) {
    const { field } = this.box;
    field.value = this.data.options.find(([other]) => other === code)?.[1] ?? "";
    field.title = field.value;
    // the field has its width once the style sheet is there
    window.requestAnimationFrame(() => {
      this.whole.textContent = field.scrollWidth > field.clientWidth ? field.value : "";
    });
  }

  remove() {
    this.turn += 1;
  }
}
