// The box of the years. The map hears of a choice at once, the server makes the rest of the page anew.

import { element, sheet } from "./dom.js";
import { channel, Shared } from "./links.js";
import { Turn } from "./place.js";

/** @typedef {{label: string, years: string[], chosen: string, link: string}} Asked */

/** @param {{data: Asked, parentElement: HTMLElement, setTriggerValue: Function}} component */
export function ask({ data, parentElement, setTriggerValue }) {
  const turn = new Turn(parentElement);
  const box = turn.thing ?? turn.hold(new YearBox(parentElement, data));
  box.send = setTriggerValue;
  box.update(data);
  return turn.end;
}

class YearBox {
  constructor(parent, { label, link }) {
    this.year = new Shared((value) => this.send("year", value));
    this.channel = channel(link);
    this.select = element("select", { id: "years", onchange: () => this.choose() });
    parent.replaceChildren(sheet("year_box.css"), element("label", { for: "years" }, label), element("div", {}, this.select));
    this.stop = this.channel.hear("year", (told) => this.follow(told), this);
  }

  choose() {
    const year = Number(this.select.value);
    this.shown = year;
    this.channel.tell("year", { year, said: true }, this);
    this.year.say(year);
  }

  /** A year the map shows; null if it went back to the server's before the server heard of it. */
  follow({ year, said }) {
    if (said) this.year.heard(year);
    this.show(year ?? this.chosen);
  }

  /** @param {Asked} asked */
  update({ years, chosen }) {
    this.chosen = Number(chosen);
    if (this.years?.join() !== years.join()) {
      this.years = years;
      this.select.replaceChildren(...years.map((year) => element("option", { value: year }, year)));
      this.show(this.shown);
    }
    if (this.year.isNews(this.chosen) || !years.includes(String(this.shown))) this.show(this.chosen);
  }

  show(year) {
    this.shown = year;
    this.select.value = String(year);
  }

  remove() {
    this.stop();
  }
}
