// The chart beside the map: bars or points of all units, which hear the map and tell it.

import { element, sheet, styled } from "./dom.js";
import { bars, points } from "./linked_drawing.js";
import { channel } from "./links.js";
import { Turn } from "./place.js";
import { Selection } from "./selection.js";

/**
 * What the server sends (atlas/render/linked_message.py).
 * @typedef {object} Data
 * @property {string} link
 * @property {string[]} selection
 * @property {"bars" | "scatter"} kind
 * @property {string} label what there is to see, for the ear
 * @property {string[]} heads what the figures are
 * @property {[number, number, [number, string][]]} y low and high end, ticks
 * @property {?[number, number, [number, string][]]} x
 * @property {[string, string, ?number, ?number, ?number, string, string][]} marks id ("" for the
 *   area), name, y, x, entry of the legend, figure, second figure
 * @property {[number, string][]} lines
 * @property {[string, string, number][]} legend label, colour, hatched
 * @property {Record<string, string>} words
 */

/** Streamlit calls this whenever the server sends something. */
export function show({ data, parentElement, setTriggerValue }) {
  const turn = new Turn(parentElement);
  const chart = turn.thing ?? turn.hold(new LinkedChart(parentElement));
  chart.send = setTriggerValue;
  chart.update(data);
  return turn.end;
}

class LinkedChart {
  constructor(parent) {
    this.selection = new Selection({
      send: (units) => this.send("selection", units), changed: () => this.mark(this.pointed),
    });
    this.pointed = "";
    const css = sheet("linked_chart.css");
    this.severalWord = element("span");
    this.place = element("div", { class: "place" });
    this.tip = element("div", { class: "tip", hidden: true, "aria-hidden": true });
    this.root = element(
      "div",
      { class: "linked-chart" },
      element("label", { class: "several" }, this.selection.several, this.severalWord),
      element("div", { class: "frame" }, this.place, this.tip),
    );
    // folded away, it has no width
    this.observer = new ResizeObserver(() => ![0, this.width].includes(this.root.clientWidth) && this.draw());
    // its width depends on the style sheet; without one it is plain, but it is there
    styled(css).catch(() => {}).then(() => this.removed || this.observer.observe(this.root));
    parent.replaceChildren(css, this.root);
  }

  /** @param {Data} data */
  update(data) {
    this.data = data;
    this.numbers = new Map(data.marks.map(([id], number) => [id, number]));
    this.severalWord.textContent = data.words.several;
    if (this.link !== data.link) this.listen(data.link);
    this.selection.update(data.selection);
    const figures = JSON.stringify({ ...data, selection: [] });
    const same = figures === this.figures;
    this.figures = figures;
    if (same) this.mark(this.pointed);
    else if (this.width) this.draw();
  }

  listen(name) {
    this.stopHearing?.forEach((stop) => stop());
    this.link = name;
    this.channel = channel(name);
    this.stopHearing = [
      this.channel.hear("point", ({ unit }) => this.mark(unit), this),
      this.selection.listen(this.channel),
    ];
  }

  draw() {
    this.width = this.root.clientWidth;
    const focused = this.root.getRootNode().activeElement === this.drawn?.svg;
    const make = this.data.kind === "bars" ? bars : points;
    this.drawn = make(this.data, this.width, getComputedStyle(this.root).fontFamily);
    const { svg } = this.drawn;
    svg.addEventListener("pointermove", (event) => this.move(event));
    svg.addEventListener("pointerleave", () => this.point(""));
    svg.addEventListener("click", (event) => this.click(this.unitAt(event), event));
    svg.addEventListener("keydown", (event) => this.key(event));
    this.place.replaceChildren(...this.drawn.parts);
    if (focused) svg.focus({ preventScroll: true });
    this.mark(this.pointed);
  }

  /** Highlight the unit pointed at and those selected. */
  mark(unit) {
    this.pointed = unit;
    if (!this.drawn) return;
    const { svg, groups } = this.drawn;
    const chosen = new Set(this.selection.units);
    groups.forEach((group, number) => {
      const [id] = this.data.marks[number];
      if (!id) return;
      group.classList.toggle("pointed", id === unit);
      group.classList.toggle("selected", chosen.has(id));
      group.setAttribute("aria-selected", String(chosen.has(id)));
    });
    const number = this.numbers.get(unit);
    if (unit && number !== undefined) {
      svg.setAttribute("aria-activedescendant", groups[number].id);
    } else {
      svg.removeAttribute("aria-activedescendant");
    }
    this.tip.hidden = true;
    this.drawn.raise(number, this.selection.units.map((id) => this.numbers.get(id)));
  }

  /** Write the figures of a unit beside its bar or point. */
  showTip(number) {
    const { heads, legend, marks, words } = this.data;
    const [, name, , , entry, figure, more] = marks[number];
    const second = heads.length > 1 ? `${heads[1]}: ${more}` : more;
    const [label] = legend[entry] ?? [""];
    const lines = [`${heads[0]}: ${figure}`, second, label && `${words.class}: ${label}`];
    this.tip.replaceChildren(
      element("strong", {}, name),
      ...lines.filter(Boolean).map((line) => element("span", {}, line)),
    );
    const [x, y] = this.drawn.spots[number];
    this.tip.hidden = false;
    const wide = this.tip.offsetWidth;
    const left = x > this.width / 2 ? x - 14 - wide : x + 14;
    this.tip.style.transform = `translate(${Math.max(0, Math.min(left, this.width - wide))}px, ${y + 10}px)`;
  }

  /** The unit under the pointer. */
  unitAt({ clientX, clientY }) {
    const { left, top } = this.drawn.svg.getBoundingClientRect();
    const number = this.drawn.at(clientX - left, clientY - top);
    return number < 0 ? "" : this.data.marks[number][0];
  }

  move(event) {
    this.point(this.unitAt(event));
  }

  point(unit) {
    if (unit === this.pointed) return;
    this.mark(unit);
    // what others point at, they tell of themselves
    if (unit) this.showTip(this.numbers.get(unit));
    this.channel.tell("point", { unit }, this);
  }

  click(unit, event) {
    if (unit) this.selection.click(unit, event);
  }

  key(event) {
    const order = this.drawn.orders[event.key.replace("Arrow", "")];
    if (order) this.step(order);
    else if (event.key === "Enter") this.click(this.pointed, event);
    else if (event.key === " ") this.click(this.pointed, { ctrlKey: true });
    else if (event.key === "Escape") this.point("");
    else return;
    event.preventDefault();
  }

  /** Go to the next unit of an order of all units; the first key press finds the first. */
  step(order) {
    const from = this.pointed || this.selection.units[0];
    const place = from ? order.indexOf(this.numbers.get(from)) + 1 : 0;
    const next = order[Math.min(place, order.length - 1)];
    if (next !== undefined) this.point(this.data.marks[next][0]);
  }

  remove() {
    this.removed = true;
    this.stopHearing?.forEach((stop) => stop());
    this.observer.disconnect();
    this.root.remove();
  }
}
