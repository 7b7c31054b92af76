// The box of the years. The map hears of a choice at once, the server makes the rest of the page anew.

import { element, sheet } from "./dom.js";
import { channel, Shared } from "./links.js";
import { Turn } from "./place.js";

/** @typedef {{label: string, years: string[], chosen: string, link: string, lost: number}} Asked */

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
    this.channel.tell("year", { year, rests: true }, this);
    this.year.say(year);
  }

  /**
   * A year the map shows; null if it went back to the server's. Where it rests, the server is told
   * by this box and not by the map: a map may have left the page before its message arrives.
   */
  follow({ year, rests }) {
    this.show(year ?? this.chosen);
    if (rests && this.years.includes(String(year))) this.year.say(year);
  }

  /** @param {Asked} asked */
  update({ years, chosen, lost }) {
    this.chosen = Number(chosen);
    if (this.years?.join() !== years.join()) {
      this.years = years;
      this.select.replaceChildren(...years.map((year) => element("option", { value: year }, year)));
      this.show(this.shown);
    }
    const news = this.year.isNews(this.chosen) || lost !== this.lost; // a choice came too late
    if (news || !years.includes(String(this.shown))) this.show(this.chosen);
    this.lost = lost;
  }

  show(year) {
    this.shown = year;
    this.select.value = String(year);
  }

  remove() {
    this.stop();
  }
}
