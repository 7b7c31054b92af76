// The box of the years. The maps follow a choice at once, the server makes the rest of the page anew.

import { openChannel } from "./channel.js";
import { element, styleSheet } from "./dom.js";
import { RenderCall } from "./render_call.js";
import { SyncedValue } from "./synced_value.js";

/** @typedef {{label: string, years: string[], chosen: string, channel: string, lateChoices: number}} Data */

/** @param {import("./render_call.js").Component<Data>} component */
export function render({ data, parentElement, setTriggerValue }) {
  /** @type {RenderCall<YearBox>} */
  const call = new RenderCall(parentElement);
  const box = call.instance ?? call.keep(new YearBox(parentElement, data));
  box.send = setTriggerValue;
  box.update(data);
  return call.cleanup;
}

class YearBox {
  /** @type {import("./render_call.js").Send} */
  send = () => {};
  /** @type {SyncedValue<number>} */
  year = new SyncedValue((year) => this.send("year", year));
  /** @type {string[]} */
  years = [];

  /** @param {HTMLElement} parent @param {Data} data */
  constructor(parent, { label, channel, chosen, lateChoices }) {
    this.channel = openChannel(channel);
    this.serverYear = Number(chosen);
    this.current = this.serverYear;
    this.lateChoices = lateChoices;
    this.select = element("select", { id: "years", onchange: () => this.choose() });
    this.stop = this.channel.on("year", (event) => this.follow(event), this);
    parent.replaceChildren(styleSheet("year_box.css"), element("label", { for: "years" }, label), element("div", {}, this.select));
  }

  choose() {
    this.current = Number(this.select.value);
    this.channel.emit("year", { year: this.current, committed: true }, this);
    this.year.send(this.current);
  }

  /**
   * A year the map shows; null if it went back to the server's. A committed one is sent by this
   * box and not by the map: a map may have left the page before its message arrives.
   * @param {import("./channel.js").Events["year"]} event
   */
  follow({ year, committed }) {
    this.show(year ?? this.serverYear);
    if (committed && year !== null && this.years.includes(String(year))) this.year.send(year);
  }

  /** @param {Data} data */
  update({ years, chosen, lateChoices }) {
    this.serverYear = Number(chosen);
    if (this.years.join() !== years.join()) {
      this.years = years;
      this.select.replaceChildren(...years.map((year) => element("option", { value: year }, year)));
      this.show(this.current);
    }
    const isRemoteChange = this.year.isRemoteChange(this.serverYear) || lateChoices !== this.lateChoices;
    if (isRemoteChange || !years.includes(String(this.current))) this.show(this.serverYear);
    this.lateChoices = lateChoices;
  }

  /** @param {number} year */
  show(year) {
    this.current = year;
    this.select.value = String(year);
  }

  remove() {
    this.stop();
  }
}
