// The chart beside the map: bars or points of all units; map and chart follow each other.

import { openChannel } from "./channel.js";
import { element, loaded, styleSheet } from "./dom.js";
import { bars, points } from "./linked_drawing.js";
import { RenderCall } from "./render_call.js";
import { Selection } from "./selection.js";

/**
 * What the server sends (atlas/render/live/chart_message.py).
 * @typedef {object} Data
 * @property {string} channel name all parts of the page share
 * @property {string[]} selection
 * @property {"bars" | "scatter"} kind
 * @property {string} label what there is to see, for screen readers
 * @property {string[]} titles of the figures, upwards first
 * @property {Axis} y
 * @property {Axis | null} x of points
 * @property {Mark[]} marks
 * @property {[value: number, label: string][]} lines
 * @property {[label: string, colour: string, hatched: number][]} legend
 * @property {Record<"keys" | "several" | "class" | "nothing", string>} texts
 */

/** @typedef {[low: number, high: number, ticks: [value: number, label: string][]]} Axis */
/**
 * A unit, or with the id "" the area.
 * @typedef {[id: string, name: string, y: number | null, x: number | null, entry: number | null, figure: string, second: string]} Mark
 */

/** Streamlit calls this whenever the server sends something. @param {import("./render_call.js").Component<Data>} component */
export function render({ data, parentElement, setTriggerValue }) {
  /** @type {RenderCall<LinkedChart>} */
  const call = new RenderCall(parentElement);
  const chart = call.instance ?? call.keep(new LinkedChart(parentElement, data));
  chart.send = setTriggerValue;
  chart.update(data);
  return call.cleanup;
}

class LinkedChart {
  /** @type {import("./render_call.js").Send} */
  send = () => {};
  /** @type {Map<string, number>} position of each unit's mark */
  positions = new Map();
  /** @type {import("./linked_drawing.js").Drawing | undefined} undefined while it has no width */
  drawing = undefined;
  pointed = "";
  figures = "";
  width = 0;
  isRemoved = false;

  /** @param {HTMLElement} parent @param {Data} data the first; `update` shows it */
  constructor(parent, data) {
    this.data = data;
    this.channel = openChannel(data.channel);
    this.selection = new Selection({
      channel: this.channel,
      send: (units) => this.send("selection", units),
      onChange: () => this.highlight(this.pointed),
    });
    this.unsubscribe = [this.selection.stop, this.channel.on("point", ({ unit }) => this.highlight(unit), this)];
    this.plot = element("div", { class: "plot" });
    this.tip = element("div", { class: "tip", hidden: true, "aria-hidden": true });
    this.root = element(
      "div",
      { class: "linked-chart" },
      element("label", { class: "multi-select" }, this.selection.multiSelect, data.texts.several),
      element("div", { class: "frame" }, this.plot, this.tip),
    );
    // folded away, it has no width
    this.observer = new ResizeObserver(() => ![0, this.width].includes(this.root.clientWidth) && this.draw());
    const css = styleSheet("linked_chart.css");
    // its width depends on the style sheet; without one it is plain, but it is there
    loaded(css).catch(() => {}).then(() => this.isRemoved || this.observer.observe(this.root));
    parent.replaceChildren(css, this.root);
  }

  /** @param {Data} data */
  update(data) {
    this.data = data;
    this.positions = new Map(data.marks.map(([id], position) => [id, position]));
    this.selection.update(data.selection);
    const figures = JSON.stringify({ ...data, selection: [] });
    const isSame = figures === this.figures;
    this.figures = figures;
    if (isSame) this.highlight(this.pointed);
    else if (this.width) this.draw();
  }

  draw() {
    this.width = this.root.clientWidth;
    const root = /** @type {Document | ShadowRoot} */ (this.root.getRootNode());
    const isFocused = this.drawing !== undefined && root.activeElement === this.drawing.svg;
    const plot = this.data.kind === "bars" ? bars : points;
    this.drawing = plot(this.data, this.width, getComputedStyle(this.root).fontFamily);
    const { svg } = this.drawing;
    svg.addEventListener("pointermove", (event) => this.point(this.unitAt(event)));
    svg.addEventListener("pointerleave", () => this.point(""));
    svg.addEventListener("click", (event) => this.click(this.unitAt(event), event));
    svg.addEventListener("keydown", (event) => this.key(event));
    this.plot.replaceChildren(...this.drawing.parts);
    if (isFocused) svg.focus({ preventScroll: true });
    this.highlight(this.pointed);
  }

  /** Highlight the unit pointed at and those selected. @param {string} unit */
  highlight(unit) {
    this.pointed = unit;
    if (!this.drawing) return;
    const { svg, groups, raise } = this.drawing;
    const selected = new Set(this.selection.units);
    groups.forEach((group, position) => {
      const [id] = this.data.marks[position];
      if (!id) return;
      group.classList.toggle("pointed", id === unit);
      group.classList.toggle("selected", selected.has(id));
      group.setAttribute("aria-selected", String(selected.has(id)));
    });
    const pointed = this.positions.get(unit);
    if (unit && pointed !== undefined) svg.setAttribute("aria-activedescendant", groups[pointed].id);
    else svg.removeAttribute("aria-activedescendant");
    this.tip.hidden = true;
    raise([...this.selection.units, unit].flatMap((id) => this.positions.get(id) ?? []));
  }

  /** Write the figures of a unit beside its bar or point. @param {number} position */
  showTip(position) {
    if (!this.drawing) return;
    const { titles, legend, marks, texts } = this.data;
    const [, name, , , entry, figure, second] = marks[position];
    const label = entry === null ? "" : legend[entry][0];
    const lines = [
      `${titles[0]}: ${figure}`, titles.length > 1 ? `${titles[1]}: ${second}` : second, label && `${texts.class}: ${label}`,
    ];
    this.tip.replaceChildren(
      element("strong", {}, name),
      ...lines.filter(Boolean).map((line) => element("span", {}, line)),
    );
    const [x, y] = this.drawing.centres[position];
    this.tip.hidden = false;
    const width = this.tip.offsetWidth;
    const left = x > this.width / 2 ? x - 14 - width : x + 14;
    this.tip.style.transform = `translate(${Math.max(0, Math.min(left, this.width - width))}px, ${y + 10}px)`;
  }

  /** Id of the unit under the pointer, "" for none. @param {MouseEvent} event */
  unitAt({ clientX, clientY }) {
    if (!this.drawing) return "";
    const { left, top } = this.drawing.svg.getBoundingClientRect();
    const position = this.drawing.positionAt(clientX - left, clientY - top);
    return position < 0 ? "" : this.data.marks[position][0];
  }

  /** @param {string} unit */
  point(unit) {
    if (unit === this.pointed) return;
    this.highlight(unit);
    // the tooltip stands where the pointer is: what others point at has theirs
    const position = this.positions.get(unit);
    if (unit && position !== undefined) this.showTip(position);
    this.channel.emit("point", { unit }, this);
  }

  /** @param {string} unit @param {import("./selection.js").Modifiers} held */
  click(unit, held) {
    if (unit) this.selection.click(unit, held);
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const order = this.drawing?.orders[event.key.replace("Arrow", "")];
    if (order) this.step(order);
    else if (event.key === "Enter") this.click(this.pointed, event);
    else if (event.key === " ") this.click(this.pointed, { ctrlKey: true });
    else if (event.key === "Escape") this.point("");
    else return;
    event.preventDefault();
  }

  /** Go to the next unit of an order of all units; the first key press goes to the first. @param {number[]} order */
  step(order) {
    const from = this.positions.get(this.pointed || this.selection.units[0]);
    const step = from === undefined ? 0 : order.indexOf(from) + 1;
    const next = order[Math.min(step, order.length - 1)];
    if (next !== undefined) this.point(this.data.marks[next][0]);
  }

  remove() {
    this.isRemoved = true;
    this.unsubscribe.forEach((off) => off());
    this.observer.disconnect();
    this.root.remove();
  }
}
