// The live map: one instance per place on the page, fed by the server's messages.

import { decode } from "./geometry.js";
import { element } from "./dom.js";
import { Field } from "./field.js";
import { legend } from "./legend.js";
import { multiples } from "./multiples.js";
import { channel, Shared } from "./links.js";
import { read } from "./message.js";
import { search } from "./search.js";
import { timeline } from "./timeline.js";

const MOST_KEPT = 6; // geometries
const SETTLED = 250; // milliseconds after the last move of the slider, the server hears of the year
const ARROWS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };
const RADIUS = { share: 0.055, most: 34 }; // of the largest circle: part of the window's shorter side, pixels

/** @type {Map<string, Promise<import("./geometry.js").Geometry>>} */
const geometries = new Map();
/** @type {WeakMap<HTMLElement, LiveMap>} */
const maps = new WeakMap();
/** The newest call for each place: an older one that had to wait must not undo it. @type {WeakMap<HTMLElement, object>} */
const turns = new WeakMap();

/** Fetch a geometry once, however many maps show it. @param {string} url */
function fetched(url) {
  if (!geometries.has(url)) {
    const coming = fetch(url).then((answer) => {
      if (!answer.ok) throw new Error(`${answer.status} ${url}`);
      return answer.arrayBuffer();
    }).then(decode);
    coming.catch(() => geometries.delete(url));
    geometries.set(url, coming);
    if (geometries.size > MOST_KEPT) geometries.delete(geometries.keys().next().value);
  }
  return geometries.get(url);
}

/** Streamlit calls this whenever the server sends something. */
export async function show({ data, parentElement, setTriggerValue }, base) {
  const message = read(data);
  const turn = {};
  turns.set(parentElement, turn);
  const [geometry, words] = await Promise.all([fetched(base + message.geometry), wordsOf()]);
  if (turns.get(parentElement) !== turn) return undefined;
  let shown = maps.get(parentElement);
  if (shown && shown.geometry !== geometry) {
    shown.remove();
    shown = undefined;
  }
  if (!shown) {
    shown = new LiveMap(parentElement, { geometry, words, background: placed(message.background, base), setTriggerValue });
    maps.set(parentElement, shown);
  }
  shown.update(message);
  return () => {
    if (turns.get(parentElement) !== turn) return;
    maps.get(parentElement)?.remove();
    maps.delete(parentElement);
  };
}

/** A picture among the static files gets its whole address. */
function placed(background, base) {
  return background?.kind === "image" ? { ...background, url: base + background.url } : background;
}

let words;
/** German words, written by the server beside this file. */
function wordsOf() {
  if (!words) {
    words = fetch(new URL("words.json", import.meta.url)).then((answer) => {
      if (!answer.ok) throw new Error(`${answer.status} words.json`);
      return answer.json();
    });
    words.catch(() => { words = undefined; });
  }
  return words;
}

class LiveMap {
  constructor(parent, { geometry, words: spoken, background, setTriggerValue }) {
    this.parent = parent;
    this.geometry = geometry;
    this.words = spoken;
    this.background = background;
    this.year = new Shared((value) => setTriggerValue("year", value));
    this.chosen = new Shared((value) => setTriggerValue("selection", value));
    this.numbers = new Map(geometry.units.map((id, unit) => [id, unit]));
    this.selected = [];
    this.pointed = -1;
    this.current = 0;
    this.build();
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
    this.several = element("input", { type: "checkbox" });
    this.below = element("div", { class: "below" });
    const button = (text, label, pressed) => element("button", { type: "button", title: label, "aria-label": label, onclick: pressed }, text);
    const tools = element(
      "div",
      { class: "tools" },
      search(this.geometry, spoken, (unit) => this.find(unit)),
      button("+", spoken.closer, () => this.field.map.zoomIn()),
      button("−", spoken.farther, () => this.field.map.zoomOut()),
      button("⤢", spoken.whole, () => this.field.whole()),
      element("label", { class: "several" }, this.several, spoken.several),
    );
    const credit = this.background ? [element("p", { class: "credit" }, this.background.attribution)] : [];
    const css = element("link", { rel: "stylesheet", href: new URL("live_map.css", import.meta.url).href });
    const leaflet = element("link", { rel: "stylesheet", href: new URL("leaflet.css", import.meta.url).href });
    this.root = element(
      "div",
      { class: "live-map" },
      element("div", { class: "main" }, element("div", { class: "stage-frame" }, tools, this.stage, this.tip, ...credit), this.below),
      // it may scroll, and the keyboard has to reach what lies below
      element("div", { class: "side", tabindex: 0, role: "group", "aria-label": spoken.beside }, this.side, this.panel),
      this.voice,
    );
    // the map needs its size, which the style sheets decide
    this.ready = Promise.all([leaflet, css].map((sheet) => new Promise((done) => {
      sheet.addEventListener("load", done);
      sheet.addEventListener("error", done);
    }))).then(() => {
      this.styled = true;
      if (this.message && !this.removed) this.draw();
    });
    this.parent.replaceChildren(leaflet, css, this.root);
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
    this.rest();
  }

  /** @param {ReturnType<typeof read>} message */
  update(message) {
    this.message = message;
    this.root.classList.toggle("compact", message.compact);
    if (this.link !== message.link) this.listen(message.link);
    const year = message.columns[message.current].year;
    if (this.year.isNews(year) || this.current >= message.columns.length) this.current = message.current;
    if (this.chosen.isNews(message.selection)) this.selected = this.unitsOf(message.selection);
    const labels = message.columns.map(({ label }) => label);
    if (this.labels !== labels.join()) this.buildTimeline(labels);
    this.labels = labels.join();
    this.stage.setAttribute("aria-label", `${message.title}. ${this.words.keys}`);
    if (this.styled) this.draw();
  }

  /** All years at once take the place of the map. */
  drawMultiples() {
    const drawn = multiples(this.geometry, this.message, { words: this.words, current: this.current }, (index) => {
      this.current = index;
      this.year.say(this.message.columns[index].year);
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
        this.writePanel();
      }, this),
      this.channel.hear("select", ({ units }) => {
        this.chosen.heard(units);
        this.selected = this.unitsOf(units);
        this.mark(this.pointed);
        this.writePanel();
      }, this),
      this.channel.hear("year", ({ year }) => this.followYear(year), this),
      this.channel.hear("view", ({ view }) => this.follow(view), this),
      this.channel.hear("facts", ({ unit, figures }) => this.hearFigures(unit, figures[this.message.topic] ?? []), this),
    ];
  }

  unitsOf(ids) {
    return ids.map((id) => this.numbers.get(id)).filter((unit) => unit !== undefined);
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
    this.radius = Math.min(RADIUS.most, Math.min(size.x, size.y) * RADIUS.share);
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
    this.side.replaceChildren(legend(message, { current: this.current, radius: this.radius }, this.words));
    this.drawn();
  }

  /** Say what is on the screen, to tests and benchmarks. */
  drawn() {
    this.root.dataset.year = this.message.columns[this.current].label;
    this.root.dispatchEvent(new CustomEvent("atlas-drawn", { bubbles: true, composed: true }));
  }

  /** A year chosen with the slider: on the screen at once, told to the server when it rests. */
  choose(index) {
    const { year } = this.message.columns[index];
    this.turnTo(index);
    this.channel.tell("year", { year }, this);
    this.waiting = window.setTimeout(() => this.year.say(year), SETTLED);
  }

  /** A year chosen beside the map, which tells the server itself; of two maps only one would follow. */
  followYear(year) {
    const index = this.message.columns.findIndex((column) => column.year === year);
    if (index < 0 || !this.field || this.message.compact || this.message.small) return;
    this.year.heard(year);
    this.line?.stop();
    this.line?.set(index);
    this.turnTo(index);
  }

  turnTo(index) {
    window.clearTimeout(this.waiting);
    this.current = index;
    this.paint();
    this.writePanel();
  }

  point(unit, place) {
    if (place && unit >= 0) this.moveTip(unit, place);
    else this.tip.hidden = true;
    if (unit === this.pointed) return;
    this.mark(unit);
    this.channel.tell("point", { unit: unit >= 0 ? this.geometry.units[unit] : "" }, this);
    this.writePanel();
  }

  mark(unit) {
    this.pointed = unit;
    this.field?.mark({ pointed: unit, selected: this.selected });
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
    const last = this.selected[this.selected.length - 1];
    this.channel.tell("point", { unit: last === undefined ? "" : this.geometry.units[last] }, this);
    this.writePanel();
  }

  click(unit, event) {
    if (unit < 0) return;
    const more = this.several.checked || event?.ctrlKey || event?.metaKey || event?.shiftKey;
    const others = this.selected.filter((other) => other !== unit);
    const was = others.length < this.selected.length;
    if (more) this.select(was ? others : [...this.selected, unit]);
    else this.select(was && !others.length ? [] : [unit]);
  }

  select(units) {
    this.selected = units;
    this.mark(this.pointed);
    const ids = units.map((unit) => this.geometry.units[unit]);
    this.channel.tell("select", { units: ids }, this);
    this.chosen.say(ids);
    this.writePanel();
  }

  /** A unit found by its name is shown, pointed at and selected. */
  find(unit) {
    this.field.show(unit, { closer: this.geometry.units.length > 1 });
    this.speak(unit);
    this.select([unit]);
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

  tellView() {
    if (this.following) return;
    const { map } = this.field;
    this.channel?.tell("view", { view: { centre: map.getCenter(), zoom: map.getZoom() } }, this);
  }

  follow({ centre, zoom }) {
    if (!this.field) return;
    this.following = true;
    this.field.map.setView(centre, zoom, { animate: false });
    this.following = false;
  }

  remove() {
    this.removed = true;
    window.clearTimeout(this.waiting);
    this.stopHearing?.forEach((stop) => stop());
    this.observer?.disconnect();
    this.line?.stop();
    this.field?.remove();
    this.root.remove();
  }
}
