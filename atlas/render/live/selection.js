// The units selected on a map or chart, shared with the other parts of the page and with the server.

import { element } from "./dom.js";
import { SyncedValue } from "./synced_value.js";

/** @typedef {{ctrlKey?: boolean, metaKey?: boolean, shiftKey?: boolean}} Modifiers keys held during a click */

export class Selection {
  /**
   * @param {object} options
   * @param {import("./channel.js").Channel} options.channel
   * @param {(ids: string[]) => void} options.send to the server
   * @param {() => void} options.onChange draws it
   * @param {(id: string) => boolean} [options.canShow] whether a unit can be shown here
   */
  constructor({ channel, send, onChange, canShow = () => true }) {
    /** @type {SyncedValue<string[]>} */
    this.synced = new SyncedValue(send);
    this.channel = channel;
    this.onChange = onChange;
    this.canShow = canShow;
    /** @type {string[]} */
    this.units = [];
    this.multiSelect = element("input", { type: "checkbox" });
    const stops = [
      channel.on("select", ({ units }) => {
        this.synced.expectEcho(units);
        this.units = units.filter(canShow);
        onChange();
      }, this),
      channel.on("listening", () => channel.emit("request", { unit: this.units.at(-1) ?? "" }, this), this),
    ];
    this.stop = () => stops.forEach((stop) => stop());
  }

  /** What the server says; an echo of what was sent from here changes nothing. @param {string[]} units */
  update(units) {
    if (this.synced.isRemoteChange(units)) this.units = units.filter(this.canShow);
  }

  /** One unit instead of all others, or one more or less. @param {string} unit @param {Modifiers} [held] */
  click(unit, held = {}) {
    const adds = this.multiSelect.checked || held.ctrlKey || held.metaKey || held.shiftKey;
    const others = this.units.filter((other) => other !== unit);
    const wasSelected = others.length < this.units.length;
    if (adds) this.choose(wasSelected ? others : [...this.units, unit]);
    else this.choose(wasSelected && !others.length ? [] : [unit]);
  }

  /** @param {string[]} units */
  choose(units) {
    this.units = units;
    this.onChange();
    this.channel.emit("select", { units }, this);
    this.synced.send(units);
  }
}
