// The units selected on a map or chart, shared with the other parts of the page and with the server.

import { element } from "./dom.js";
import { Shared } from "./links.js";

export class Selection {
  /**
   * @param {object} owner
   * @param {(units: string[]) => void} owner.send tells the server
   * @param {() => void} owner.changed draws it
   * @param {(unit: string) => boolean} [owner.knows] whether a unit can be shown here
   */
  constructor({ send, changed, knows = () => true }) {
    this.shared = new Shared(send);
    this.changed = changed;
    this.knows = knows;
    /** @type {string[]} */
    this.units = [];
    this.several = element("input", { type: "checkbox" });
  }

  /** Hear what others of a channel select; returns how to stop. */
  listen(channel) {
    this.channel = channel;
    return channel.hear("select", ({ units }) => {
      this.shared.heard(units);
      this.units = units.filter(this.knows);
      this.changed();
    }, this);
  }

  /** What the server says; an echo of what was said here changes nothing. */
  update(units) {
    if (this.shared.isNews(units)) this.units = units.filter(this.knows);
  }

  /** One unit instead of all others, or one more or less. @param {Partial<MouseEvent>} [event] */
  click(unit, event) {
    const more = this.several.checked || event?.ctrlKey || event?.metaKey || event?.shiftKey;
    const others = this.units.filter((other) => other !== unit);
    const was = others.length < this.units.length;
    if (more) this.choose(was ? others : [...this.units, unit]);
    else this.choose(was && !others.length ? [] : [unit]);
  }

  choose(units) {
    this.units = units;
    this.changed();
    this.channel.tell("select", { units }, this);
    this.shared.say(units);
  }
}
