// The live map: one instance per place on the page, fed by the server's messages.

import { element, sheet, styled } from "./dom.js";
import { Field } from "./field.js";
import { legend } from "./legend.js";
import { geometryAt, wordsOf } from "./loading.js";
import { multiples } from "./multiples.js";
import { channel, Shared } from "./links.js";
import { read } from "./message.js";
import { Turn } from "./place.js";
import { search } from "./search.js";
import { Selection } from "./selection.js";
import { timeline } from "./timeline.js";

const SETTLED = 250; // milliseconds after the last move of the slider, the server hears of the year
const ARROWS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
// of the largest circle: part of the window's shorter side, units from which on it shrinks so that
// circles don't cover each other, pixels
const RADIUS = { share: 0.055, units: 60, least: 7, most: 34 };

/** Streamlit calls this whenever the server sends something. An error means: there is no map. */
export async function show({ data, parentElement, setTriggerValue }, base) {
  const turn = new Turn(parentElement);
  try {
    const message = read(data);
    const [geometry, words] = await Promise.all([geometryAt(base + message.geometry), wordsOf()]);
    if (!turn.isNewest) return undefined;
    if (turn.thing && turn.thing.geometry !== geometry) turn.clear();
    const map = turn.thing
      ?? turn.hold(new LiveMap(parentElement, { geometry, words, background: placed(message.background, base) }));
    map.send = setTriggerValue;
    map.update(message);
    await map.ready;
  } catch (error) {
    if (!turn.isNewest) return undefined;
    turn.clear();
    throw error;
  }
  return turn.end;
}

/** A picture among the static files gets its whole address. */
function placed(background, base) {
  return background?.kind === "image" ? { ...background, url: base + background.url } : background;
}

class LiveMap {
  constructor(parent, { geometry, words: spoken, background }) {
    this.parent = parent;
    this.geometry = geometry;
    this.words = spoken;
    this.background = background;
    this.year = new Shared();
    this.numbers = new Map(geometry.units.map((id, unit) => [id, unit]));
    this.selection = new Selection({
      send: (units) => this.send("selection", units),
      changed: () => this.mark(this.pointed),
      knows: (id) => this.numbers.has(id),
    });
    this.pointed = -1;
    this.current = 0;
    this.build();
  }

  /** Numbers of the units selected. */
  get selected() {
    return this.selection.units.map((id) => this.numbers.get(id));
  }

  /** Id of the unit selected last, "" for none. */
  get lastSelected() {
    return this.selection.units[this.selection.units.length - 1] ?? "";
  }

  build() {
    const { words: spoken } = this;
    this.stage = element("div", {
      class: "stage", tabindex: 0, role: "application", "aria-roledescription": spoken.map, "aria-label": spoken.keys,
      onkeydown: (event) => this.key(event),
    });
    this.voice = element("p", { class: "hidden", "aria-live": "polite" });
    this.tip = element("div", { class: "tip", hidden: true, "aria-hidden": true });
    this.side = element("div", { class: "side-legend" });
    this.panel = element("div", { class: "panel" });
    this.below = element("div", { class: "below" });
    const button = (text, label, pressed) => element("button", { type: "button", title: label, "aria-label": label, onclick: pressed }, text);
    const tools = element(
      "div",
      { class: "tools" },
      search(this.geometry, spoken, (unit) => this.find(unit)),
      button("+", spoken.closer, () => this.field.map.zoomIn()),
      button("−", spoken.farther, () => this.field.map.zoomOut()),
      button("⤢", spoken.whole, () => this.field.whole()),
      element("label", { class: "several" }, this.selection.several, spoken.several),
    );
    const credit = this.background ? [element("p", { class: "credit" }, this.background.attribution)] : [];
    const sheets = [sheet("leaflet.css"), sheet("live_map.css")];
    this.root = element(
      "div",
      { class: "live-map" },
      element("div", { class: "main" }, element("div", { class: "stage-frame" }, tools, this.stage, this.tip, ...credit), this.below),
      // it may scroll, and the keyboard has to reach what lies below
      element("div", { class: "side", tabindex: 0, role: "group", "aria-label": spoken.beside }, this.side, this.panel),
      this.voice,
    );
    // the map needs its size, which the style sheets decide
    this.ready = Promise.all(sheets.map(styled)).then(() => {
      this.styled = true;
      if (!this.removed) this.draw();
    });
    this.parent.replaceChildren(...sheets, this.root);
  }

  start() {
    const font = getComputedStyle(this.root).fontFamily;
    this.field = new Field(this.stage, this.geometry, { background: this.background, font });
    const { map } = this.field;
    map.on("mousemove", (event) => this.point(this.field.unitAt(event.containerPoint), event.containerPoint));
    map.on("mouseout", () => {
      this.tip.hidden = true;
      this.rest();
    });
    map.on("click", (event) => this.click(this.field.unitAt(event.containerPoint), event.originalEvent));
    map.on("move", () => this.tellView());
    this.observer = new ResizeObserver(() => this.field.resize());
    this.observer.observe(this.stage);
    // others may have pointed at something before there was a map: what they say goes on
    this.channel.tell("ask", { unit: this.lastSelected }, this);
  }

  /** @param {ReturnType<typeof read>} message */
  update(message) {
    const shown = this.message?.columns[this.current].year;
    this.message = message;
    this.root.classList.toggle("compact", message.compact);
    if (this.link !== message.link) this.listen(message.link);
    this.settle(shown);
    this.selection.update(message.selection);
    const labels = message.columns.map(({ label }) => label);
    if (this.labels !== labels.join()) this.buildTimeline(labels);
    this.labels = labels.join();
    this.stage.setAttribute("aria-label", `${message.title}. ${this.words.keys}`);
    if (this.styled) this.draw();
  }

  /** Stay with the year on the screen, unless the server says another or there is no such year. */
  settle(shown) {
    const { columns, current } = this.message;
    const kept = columns.findIndex(({ year }) => year === shown);
    const news = this.year.isNews(columns[current].year);
    if (kept < 0) this.takeBack();
    this.current = news || kept < 0 ? current : kept;
  }

  /** All years at once take the place of the map. */
  drawMultiples() {
    const drawn = multiples(this.geometry, this.message, { words: this.words, current: this.current }, (index) => {
      this.current = index;
      this.settleYear();
      this.drawMultiples();
      this.many.querySelectorAll("button")[index].focus();
    });
    this.many?.remove();
    this.many = drawn;
    this.root.classList.add("many");
    this.root.append(drawn);
    this.drawn();
  }

  buildTimeline(labels) {
    this.line?.stop();
    this.line = undefined;
    this.below.replaceChildren();
    if (labels.length < 2 || this.message.compact) return;
    this.line = timeline(labels, this.words, (index) => this.choose(index));
    this.below.append(this.line.line);
  }

  listen(name) {
    this.stopHearing?.forEach((stop) => stop());
    this.link = name;
    this.channel = channel(name);
    this.stopHearing = [
      this.channel.hear("point", ({ unit }) => {
        this.mark(this.numbers.get(unit) ?? -1);
      }, this),
      this.selection.listen(this.channel),
      this.channel.hear("year", (told) => this.followYear(told), this),
      this.channel.hear("view", ({ view }) => this.field?.follow(view), this),
      this.channel.hear("facts", ({ unit, figures }) => this.hearFigures(unit, figures[this.message.topic] ?? []), this),
    ];
  }

  draw() {
    const { message } = this;
    if (message.small) {
      this.drawMultiples();
      return;
    }
    this.many?.remove();
    this.root.classList.remove("many");
    if (!this.field) this.start();
    const size = this.field.map.getSize();
    const crowd = Math.min(1, Math.sqrt(RADIUS.units / this.geometry.units.length));
    this.radius = Math.max(RADIUS.least, Math.min(RADIUS.most, Math.min(size.x, size.y) * RADIUS.share * crowd));
    this.line?.set(this.current);
    this.paint();
    this.field.mark({ selected: this.selected });
    this.writePanel();
  }

  /** Colour the current year and write its legend. */
  paint() {
    const { message } = this;
    const look = { circles: message.kind === "circles", largest: this.radius };
    this.field.colour(message.columns[this.current], message.legend, look);
    const shown = { current: this.current, radius: this.radius, borders: this.geometry.levels };
    this.side.replaceChildren(legend(message, shown, this.words));
    this.drawn();
  }

  /** Say what is on the screen, to tests and benchmarks. */
  drawn() {
    this.root.dataset.year = this.message.columns[this.current].label;
    this.root.dispatchEvent(new CustomEvent("atlas-drawn", { bubbles: true, composed: true }));
  }

  /** A year chosen with the slider: on the screen at once, and chosen for the page when it rests. */
  choose(index) {
    this.turnTo(index);
    this.channel.tell("year", { year: this.message.columns[index].year, rests: false }, this);
    this.waiting = window.setTimeout(() => this.settleYear(), SETTLED);
  }

  /** The year on the screen is the one chosen. The box of the years, which is on every page, tells the server. */
  settleYear() {
    const { year } = this.message.columns[this.current];
    this.waiting = 0;
    this.year.heard(year);
    this.channel.tell("year", { year, rests: true }, this);
  }

  /** The year the slider chose can't be told any more: nobody may go on showing it. */
  takeBack() {
    if (!this.waiting) return;
    window.clearTimeout(this.waiting);
    this.waiting = 0;
    this.channel.tell("year", { year: null, rests: false }, this);
  }

  /** A year chosen beside the map; of two maps only one would follow. */
  followYear({ year, rests }) {
    const index = this.message.columns.findIndex((column) => column.year === year);
    if (index < 0 || !this.styled || this.message.compact) return;
    if (rests) this.year.heard(year);
    this.line?.stop();
    this.line?.set(index);
    this.turnTo(index);
  }

  turnTo(index) {
    window.clearTimeout(this.waiting);
    this.waiting = 0;
    this.current = index;
    if (this.message.small) {
      this.drawMultiples();
      return;
    }
    this.paint();
    this.writePanel();
  }

  point(unit, place) {
    if (place && unit >= 0) this.moveTip(unit, place);
    else this.tip.hidden = true;
    if (unit === this.pointed) return;
    this.mark(unit);
    this.channel.tell("point", { unit: unit >= 0 ? this.geometry.units[unit] : "" }, this);
  }

  /** Outline what is pointed at and what is selected, and tell its figures. */
  mark(unit) {
    this.pointed = unit;
    this.field?.mark({ pointed: unit, selected: this.selected });
    this.writePanel();
  }

  moveTip(unit, { x, y }) {
    if (this.tipped !== unit || this.tip.hidden) this.writeTip(unit);
    this.tip.hidden = false;
    const right = x > this.stage.clientWidth / 2;
    this.tip.style.transform = `translate(${x + (right ? -14 : 14)}px, ${y + 14}px) ${right ? "translateX(-100%)" : ""}`;
  }

  writeTip(unit) {
    this.tipped = unit;
    const text = this.figuresOf(unit)[0]?.[1] ?? this.classOf(unit);
    this.tip.replaceChildren(element("strong", {}, this.geometry.names[unit]), element("span", {}, text));
  }

  classOf(unit) {
    const { columns, legend: entries } = this.message;
    return entries[columns[this.current].codes[unit]]?.label ?? this.words.nothingHere;
  }

  /** Figures the server told of a unit for the year on the screen; none while it hasn't. */
  figuresOf(unit) {
    return this.told?.unit === unit && this.told.index === this.current ? this.told.pairs : [];
  }

  /** The server tells the figures of a unit in the year it knows of. */
  hearFigures(id, pairs) {
    const unit = this.numbers.get(id);
    if (unit === undefined || !pairs.length) return;
    this.told = { unit, pairs, index: this.message.current };
    if (!this.tip.hidden && this.tipped === unit) this.writeTip(unit);
    if (this.spoken === unit) this.say(unit);
    this.writePanel();
  }

  /** Beside the map: the unit pointed at, else the last one selected, else how to begin. */
  writePanel() {
    const unit = this.pointed >= 0 ? this.pointed : this.selected[this.selected.length - 1];
    if (unit === undefined) {
      this.panel.replaceChildren(element("p", { class: "hint" }, this.words.hint));
      return;
    }
    const figures = this.figuresOf(unit);
    const shown = figures.length ? figures : [[this.words.class, this.classOf(unit)]];
    this.panel.replaceChildren(
      element("h2", {}, this.geometry.names[unit]),
      element("dl", {}, ...shown.flatMap(([label, text]) => [element("dt", {}, label), element("dd", {}, text)])),
    );
  }

  /** Nothing is pointed at any more: ask for the figures of the unit selected last. */
  rest() {
    this.mark(-1);
    this.channel.tell("point", { unit: this.lastSelected }, this);
  }

  click(unit, event) {
    if (unit >= 0) this.selection.click(this.geometry.units[unit], event);
  }

  /** A unit found by its name is shown, pointed at and selected. */
  find(unit) {
    this.field.show(unit, { closer: this.geometry.units.length > 1 });
    this.speak(unit);
    this.selection.choose([this.geometry.units[unit]]);
  }

  speak(unit) {
    this.spoken = unit;
    this.point(unit);
    this.say(unit);
  }

  /** Tell the ear the value where it is known, and always the class. */
  say(unit) {
    const value = this.figuresOf(unit)[0]?.[1];
    const told = value ? `${value}, ${this.classOf(unit)}` : this.classOf(unit);
    this.voice.textContent = `${this.geometry.names[unit]}: ${told}`;
  }

  key(event) {
    if (event.target !== this.stage) return;
    const { map } = this.field;
    const direction = ARROWS[event.key];
    if (direction && event.shiftKey) map.panBy([direction[0] * 80, -direction[1] * 80], { animate: false });
    else if (direction) this.step(direction);
    else if ((event.key === "Enter" || event.key === " ") && this.pointed >= 0) this.click(this.pointed, { ctrlKey: event.ctrlKey });
    else if (event.key === "+") map.zoomIn();
    else if (event.key === "-") map.zoomOut();
    else if (event.key === "0" || event.key === "Home") this.field.whole();
    else if (event.key === "Escape") this.rest();
    else return;
    event.preventDefault();
  }

  /** Go to the nearest unit in a direction. */
  step([east, north]) {
    const { labelX, labelY, units } = this.geometry;
    const from = this.pointed >= 0 ? this.pointed : this.selected[0];
    if (from === undefined) {
      this.speak(0);
      return;
    }
    let best = -1;
    let least = Infinity;
    for (let unit = 0; unit < units.length; unit += 1) {
      const dx = labelX[unit] - labelX[from];
      const dy = labelY[unit] - labelY[from];
      const along = dx * east + dy * north;
      const across = Math.abs(dx * north) + Math.abs(dy * east);
      if (along > 0 && along >= across * 0.6 && along + 2 * across < least) [best, least] = [unit, along + 2 * across];
    }
    if (best < 0) return;
    this.field.show(best, { closer: false });
    this.speak(best);
  }

  /** Tell where the map is, once per picture however often it moved. */
  tellView() {
    if (this.field.following || this.telling) return;
    this.telling = window.requestAnimationFrame(() => {
      this.telling = 0;
      const { map } = this.field;
      this.channel.tell("view", { view: { centre: map.getCenter(), zoom: map.getZoom() } }, this);
    });
  }

  remove() {
    this.removed = true;
    this.takeBack();
    window.cancelAnimationFrame(this.telling);
    this.stopHearing?.forEach((stop) => stop());
    this.observer?.disconnect();
    this.line?.stop();
    this.field?.remove();
    this.root.remove();
  }
}
