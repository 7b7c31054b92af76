// The box of the years. The map hears of a choice at once, the server makes the rest of the page anew.

import { element } from "./dom.js";
import { channel, Shared } from "./links.js";

/** @typedef {{label: string, years: string[], chosen: string, link: string}} Asked */

/** @type {WeakMap<HTMLElement, YearBox>} */
const boxes = new WeakMap();

/** @param {{data: Asked, parentElement: HTMLElement, setTriggerValue: Function}} component */
export function ask({ data, parentElement, setTriggerValue }) {
  if (!boxes.has(parentElement)) boxes.set(parentElement, new YearBox(parentElement, data, setTriggerValue));
  const box = boxes.get(parentElement);
  box.update(data);
  return () => {
    box.remove();
    boxes.delete(parentElement);
  };
}

class YearBox {
  constructor(parent, { label, link }, setTriggerValue) {
    this.year = new Shared((value) => setTriggerValue("year", value));
    this.channel = channel(link);
    this.select = element("select", { id: "years", onchange: () => this.choose() });
    const css = element("link", { rel: "stylesheet", href: new URL("year_box.css", import.meta.url).href });
    parent.replaceChildren(css, element("label", { for: "years" }, label), element("div", {}, this.select));
    this.stop = this.channel.hear("year", ({ year }) => {
      this.year.heard(year);
      this.show(year);
    }, this);
  }

  choose() {
    const year = Number(this.select.value);
    this.channel.tell("year", { year }, this);
    this.year.say(year);
  }

  /** @param {Asked} asked */
  update({ years, chosen }) {
    if (this.years !== years.join()) {
      this.years = years.join();
      this.select.replaceChildren(...years.map((year) => element("option", { value: year }, year)));
      this.show(this.shown);
    }
    if (this.year.isNews(Number(chosen)) || !years.includes(String(this.shown))) this.show(Number(chosen));
  }

  show(year) {
    this.shown = year;
    this.select.value = String(year);
  }

  remove() {
    this.stop();
  }
}
