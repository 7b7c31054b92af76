// The live map: one instance per element of the page, fed by the server's messages.

import { located } from "./background.js";
import { openChannel } from "./channel.js";
import { element, loaded } from "./dom.js";
import { layout } from "./layout.js";
import { distribution, legend } from "./legend.js";
import { loadGeometries, loadTexts } from "./loading.js";
import { MapCanvas } from "./map_canvas.js";
import { decodeMessage, fetchMessage } from "./message.js";
import { multiples } from "./multiples.js";
import { keyRows, showKeyOnce } from "./key.js";
import { actionOf, nearest } from "./keyboard.js";
import { Cards, classCard, named, selectionPanel, tooltip, unitPanel } from "./panel.js";
import { RenderCall } from "./render_call.js";
import { Selection } from "./selection.js";
import { SyncedValue } from "./synced_value.js";
import { Tip } from "./tip.js";
import { timeline } from "./timeline.js";
import { valuesInAddress, writeValues } from "./view_address.js";

const COMMIT = 250; // milliseconds after the last move of the slider, the year is chosen for the page

/** @typedef {import("./background.js").Background} Background */
/** @typedef {import("./channel.js").Card} Card */
/** @typedef {import("./geometry.js").Geometry} Geometry */
/** @typedef {import("./message.js").Message} Message */
/** @typedef {import("./render_call.js").Send} Send */

/**
 * Streamlit calls this whenever the server sends something. An error means: there is no map.
 * @param {import("./render_call.js").Component<Uint8Array>} component
 * @param {string} base address of the static folder
 */
export async function render({ data, parentElement, setTriggerValue }, base) {
  /** @type {RenderCall<LiveMap>} */
  const call = new RenderCall(parentElement);
  try {
    const message = decodeMessage(data);
    const [{ geometry, ground }, texts] = await Promise.all([loadGeometries(message, base), loadTexts()]);
    if (!call.isLatest) return undefined;
    if (!call.instance?.shows(geometry, ground)) call.removeInstance();
    const map = call.instance
      ?? call.keep(new LiveMap(parentElement, { geometry, ground, texts, message, background: located(message.background, base) }));
    map.send = setTriggerValue;
    map.previews += 1; // what is still on its way is older than this
    map.update(message);
    await map.ready;
  } catch (error) {
    if (!call.isLatest) return undefined;
    call.removeInstance();
    throw error;
  }
  return call.cleanup;
}

class LiveMap {
  /** @type {Send} */
  send = () => {};
  /** @type {SyncedValue<number>} */
  year = new SyncedValue();
  cards = new Cards();
  /** @type {MapCanvas | undefined} */
  canvas = undefined;
  /** @type {HTMLElement | undefined} */
  multiples = undefined;
  /** @type {ReturnType<typeof timeline> | undefined} */
  timeline = undefined;
  labels = "";
  pointed = -1;
  announced = -1;
  radius = 0;
  commitTimer = 0;
  viewFrame = 0;
  previews = 0;
  isStyled = false;
  hasValues = valuesInAddress();
  isRemoved = false;

  /**
   * @param {HTMLElement} parent
   * @param {object} options
   * @param {Geometry} options.geometry
   * @param {Geometry | null} options.ground the whole area below units that cover a part of it
   * @param {import("./loading.js").Texts} options.texts
   * @param {Message} options.message the first; `update` shows it
   * @param {Background | null} options.background
   */
  constructor(parent, { geometry, ground, texts, message, background }) {
    this.geometry = geometry;
    this.ground = ground;
    this.texts = texts;
    this.message = message;
    this.background = background;
    this.channel = openChannel(message.channel);
    this.units = new Map(geometry.units.map((id, unit) => [id, unit]));
    this.current = message.current;
    this.selection = new Selection({
      channel: this.channel,
      send: (ids) => this.send("selection", ids),
      onChange: () => {
        if (this.multiples && this.message.multiples) this.drawMultiples();
        else this.highlight(this.pointed);
      },
      canShow: (id) => this.units.has(id),
    });
    this.elements = layout({ geometry, texts, multiSelect: this.selection.multiSelect, attribution: background?.attribution }, {
      find: (unit) => this.find(unit),
      key: (event) => this.key(event),
      zoomIn: () => this.canvas?.map.zoomIn(),
      zoomOut: () => this.canvas?.map.zoomOut(),
      fitAll: () => this.canvas?.fitAll(),
      showValues: (on) => this.channel.emit("values", { on }, null),
      unfoldKey: () => this.writeKey(),
    });
    this.tip = new Tip(this.elements.tip, this.elements.stage, (unit) => this.tipOf(unit));
    this.observer = new ResizeObserver(() => this.canvas?.resize());
    this.unsubscribe = [
      this.selection.stop,
      this.channel.on("point", ({ unit }) => this.highlight(this.unitOf(unit)), this),
      this.channel.on("year", (event) => this.followYear(event), this),
      this.channel.on("view", (view) => this.canvas?.follow(view), this),
      this.channel.on("values", ({ on }) => this.showValues(on), this),
      this.channel.on("preview", (event) => this.preview(event), this),
      this.channel.on("details", ({ unit, slots }) => this.receive(unit, slots[this.message.slot] ?? null), this),
      this.channel.on("selected", (slots) => this.receiveSelected(slots[this.message.slot] ?? null), this),
    ];
    const { styleSheets, root } = this.elements;
    // the map needs its size, which the style sheets decide
    this.ready = Promise.all(styleSheets.map(loaded)).then(() => {
      this.isStyled = true;
      if (!this.isRemoved) this.draw();
    });
    parent.replaceChildren(...styleSheets, root);
  }

  /** @param {Geometry} geometry @param {Geometry | null} ground */
  shows(geometry, ground) {
    return this.geometry === geometry && this.ground === ground;
  }

  /** The unit of an id, -1 for none. @param {string} id */
  unitOf(id) {
    return this.units.get(id) ?? -1;
  }

  get selected() {
    return this.selection.units.map((id) => this.unitOf(id));
  }

  /** Id of the unit selected last, "" for none. */
  get lastSelected() {
    return this.selection.units.at(-1) ?? "";
  }

  /** Begin the map of one year; all years at once need none. */
  start() {
    const { root, stage } = this.elements;
    const canvas = new MapCanvas(stage, this.geometry, { ground: this.ground, background: this.background, font: getComputedStyle(root).fontFamily });
    this.canvas = canvas;
    canvas.map.on("mousemove", ({ containerPoint }) => this.point(canvas.unitAt(containerPoint), containerPoint));
    canvas.map.on("mouseout", () => {
      this.tip.hide();
      this.pointAway();
    });
    canvas.map.on("click", ({ containerPoint, originalEvent }) => this.click(canvas.unitAt(containerPoint), originalEvent));
    canvas.map.on("move", () => this.emitView());
    this.observer.observe(stage);
    // others may have pointed at something before there was a map: that goes on
    this.channel.emit("request", { unit: this.lastSelected }, this);
    return canvas;
  }

  /** @param {Message} message */
  update(message) {
    const { year } = this.message.columns[this.current];
    this.message = message;
    this.elements.root.classList.toggle("compact", message.compact);
    this.elements.root.classList.toggle("without-texts", !message.columns[0].texts.length);
    this.keepYear(year);
    this.selection.update(message.selection);
    const labels = message.columns.map(({ label }) => label);
    if (this.labels !== labels.join()) this.buildTimeline(labels);
    this.labels = labels.join();
    this.elements.stage.setAttribute("aria-label", `${message.title}. ${this.texts.keys}`);
    if (this.isStyled) this.draw();
  }

  /**
   * Show the map of an address until the server has made the page it belongs to.
   * @param {import("./channel.js").Events["preview"]} event
   */
  async preview({ address, done }) {
    if (this.message.compact) return;
    this.previews += 1;
    const { previews } = this;
    try {
      const message = await fetchMessage(address);
      const isLate = previews !== this.previews || this.isRemoved;
      if (isLate || message?.geometry !== this.message.geometry) return;
      this.update({ ...message, selection: this.selection.units, multiples: this.message.multiples });
    } catch (error) {
      // the page's own map comes anyway
      console.warn(error);
    } finally {
      done();
    }
  }

  /** Stay with a year, unless the server says another or there is no such year. @param {number} year */
  keepYear(year) {
    const { columns, current } = this.message;
    const kept = columns.findIndex((column) => column.year === year);
    const isRemoteChange = this.year.isRemoteChange(columns[current].year);
    if (kept < 0) this.withdrawYear();
    this.current = isRemoteChange || kept < 0 ? current : kept;
  }

  /** All years at once take the place of the map. */
  drawMultiples() {
    const onChoose = (/** @type {number} */ index) => {
      this.current = index;
      this.commitYear();
      this.drawMultiples().querySelectorAll("button")[index].focus();
    };
    const onValues = (/** @type {boolean} */ on) => this.channel.emit("values", { on }, null);
    const drawn = multiples(this.geometry, this.message, { ground: this.ground, texts: this.texts, current: this.current, selected: this.selected, hasValues: this.hasValues, onChoose, onValues });
    this.multiples?.remove();
    this.multiples = drawn;
    this.elements.root.classList.add("all-years");
    this.elements.root.append(drawn);
    this.reportDrawn();
    return drawn;
  }

  /** @param {string[]} labels */
  buildTimeline(labels) {
    this.timeline?.stop();
    this.timeline = undefined;
    this.elements.below.replaceChildren();
    if (labels.length < 2 || this.message.compact) return;
    this.timeline = timeline(labels, this.texts, (index) => this.previewYear(index));
    this.elements.below.append(this.timeline.root);
  }

  draw() {
    if (this.message.multiples) {
      this.drawMultiples();
      return;
    }
    this.multiples?.remove();
    this.elements.root.classList.remove("all-years");
    const canvas = this.canvas ?? this.start();
    this.radius = canvas.largestRadius;
    this.timeline?.setIndex(this.current);
    this.paint();
    canvas.highlight({ selected: this.selected });
    this.writePanel();
  }

  /** Colour the current year and write its legend. */
  paint() {
    const { message, current, radius } = this;
    const largest = message.kind === "circles" ? radius : 0;
    const column = message.columns[current];
    this.canvas?.colour({ column, legend: message.legend, largest, hasValues: this.hasValues && column.texts.length > 0 });
    this.elements.values.checked = this.hasValues;
    this.writeKey();
    this.elements.legend.replaceChildren(legend(message, { current, radius, borders: this.geometry.levels, hasGround: Boolean(this.ground) }, this.texts));
    this.elements.bars.replaceChildren(...distribution(message, this.texts));
    this.reportDrawn();
  }

  /** @param {boolean} on */
  showValues(on) {
    writeValues(on);
    this.hasValues = on;
    if (!this.isStyled) return;
    if (this.message.multiples) this.drawMultiples().querySelector("input")?.focus();
    else this.paint();
  }

  /** Which number is which unit, and its figure: written while somebody looks at it. */
  writeKey() {
    const { key, keyList } = this.elements;
    showKeyOnce(key, this.canvas?.unnamed ?? 0, this.geometry.units.length);
    if (key.open) keyList.replaceChildren(...keyRows(this.geometry, this.message.columns[this.current].texts));
  }

  /** Say what is on the screen, to tests and benchmarks. */
  reportDrawn() {
    const { root } = this.elements;
    root.dataset.year = this.message.columns[this.current].label;
    root.dispatchEvent(new CustomEvent("atlas-drawn", { bubbles: true, composed: true }));
  }

  /** A year of the slider: on the screen at once, and chosen for the page when the slider rests. @param {number} index */
  previewYear(index) {
    this.showYear(index);
    this.channel.emit("year", { year: this.message.columns[index].year, committed: false }, this);
    this.commitTimer = window.setTimeout(() => this.commitYear(), COMMIT);
  }

  /** Choose the year on the screen. The box of the years, which is on every page, sends it to the server. */
  commitYear() {
    const { year } = this.message.columns[this.current];
    this.commitTimer = 0;
    this.year.expectEcho(year);
    this.channel.emit("year", { year, committed: true }, this);
  }

  /** The year the slider shows can't be chosen any more: nobody may go on showing it. */
  withdrawYear() {
    if (!this.commitTimer) return;
    window.clearTimeout(this.commitTimer);
    this.commitTimer = 0;
    this.channel.emit("year", { year: null, committed: false }, this);
  }

  /** A year chosen beside the map; of two maps only one would follow. @param {import("./channel.js").Events["year"]} event */
  followYear({ year, committed }) {
    const index = this.message.columns.findIndex((column) => column.year === year);
    if (year === null || index < 0 || !this.isStyled || this.message.compact) return;
    if (committed) this.year.expectEcho(year);
    this.timeline?.stop();
    this.timeline?.setIndex(index);
    this.showYear(index);
  }

  /** @param {number} index */
  showYear(index) {
    window.clearTimeout(this.commitTimer);
    this.commitTimer = 0;
    this.current = index;
    if (this.message.multiples) {
      this.drawMultiples();
      return;
    }
    this.paint();
    this.writePanel();
  }

  /** Point at a unit, -1 for none. @param {number} unit @param {import("leaflet").Point} [pointer] where the tooltip goes */
  point(unit, pointer) {
    if (pointer && unit >= 0) this.tip.show(unit, pointer);
    else this.tip.hide();
    if (unit === this.pointed) return;
    this.highlight(unit);
    this.channel.emit("point", { unit: unit >= 0 ? this.geometry.units[unit] : "" }, this);
  }

  /** Nothing is pointed at any more: request the details of the unit selected last. */
  pointAway() {
    this.highlight(-1);
    this.channel.emit("point", { unit: this.lastSelected }, this);
  }

  /** Outline what is pointed at and what is selected, and show its details. @param {number} unit */
  highlight(unit) {
    this.pointed = unit;
    this.canvas?.highlight({ pointed: unit, selected: this.selected });
    this.writePanel();
  }

  /** What the tooltip says of a unit: its card, or what is known before that comes. @param {number} unit */
  tipOf(unit) {
    const lines = this.cards.of(unit, this.current)?.brief ?? [this.message.columns[this.current].texts[unit] || this.classOf(unit)];
    return tooltip(this.named(unit), lines);
  }

  /** What a unit is called, and why it has no value. @param {number} unit */
  named(unit) {
    const { columns, legend: entries } = this.message;
    return named(this.geometry, unit, entries[columns[this.current].codes[unit]], this.texts);
  }

  /** @param {number} unit */
  classOf(unit) {
    const { columns, legend: entries } = this.message;
    return entries[columns[this.current].codes[unit]]?.label ?? this.texts.nothingHere;
  }

  /** The card of a unit has come, for the page's year. @param {string} id @param {Card | null} card */
  receive(id, card) {
    const unit = this.unitOf(id);
    if (unit < 0 || !card) return;
    this.cards.receive(unit, card, this.message.current);
    this.tip.refresh(unit);
    if (this.announced === unit) this.announce(unit);
    this.writePanel();
  }

  /** @param {import("./channel.js").Selected | null} cards of the selected units, for the page's year */
  receiveSelected(cards) {
    this.cards.receiveSelected(cards, this.message.current);
    this.writePanel();
  }

  /**
   * Beside the map: the unit pointed at, else the selected ones, else how to begin. Several
   * selected ones stay while the pointer is on the map: its tooltip says the rest.
   */
  writePanel() {
    const { panel, side } = this.elements;
    const isFree = this.pointed < 0 || !this.tip.isHidden;
    const cards = isFree ? this.cards.ofSelected(this.selection.units, this.current) : null;
    const unit = this.pointed >= 0 ? this.pointed : this.unitOf(this.lastSelected);
    side.classList.remove("full", "tight");
    if (cards) panel.replaceChildren(...selectionPanel(cards, this.texts));
    else if (unit < 0) panel.replaceChildren(element("p", { class: "hint" }, this.texts.hint));
    else panel.replaceChildren(...unitPanel(this.named(unit), this.cards.of(unit, this.current) ?? classCard(this.classOf(unit), this.texts)));
    // where the window is low, the histogram gives way to what is said of the unit, then the legend
    side.classList.toggle("full", side.scrollHeight > side.clientHeight);
    side.classList.toggle("tight", panel.offsetTop + panel.offsetHeight - side.offsetTop > side.clientHeight);
  }

  /** @param {number} unit @param {import("./selection.js").Modifiers} held */
  click(unit, held) {
    if (unit >= 0) this.selection.click(this.geometry.units[unit], held);
  }

  /** Show, point at and select a unit that was searched. @param {number} unit */
  find(unit) {
    this.canvas?.reveal(unit, { closer: this.geometry.units.length > 1 });
    this.pointAloud(unit);
    this.selection.choose([this.geometry.units[unit]]);
  }

  /** @param {number} unit */
  pointAloud(unit) {
    this.announced = unit;
    this.point(unit);
    this.announce(unit);
  }

  /** Tell screen readers the value where it is known, and always the class. @param {number} unit */
  announce(unit) {
    const value = this.cards.of(unit, this.current)?.figure;
    const text = value ? `${value}, ${this.classOf(unit)}` : this.classOf(unit);
    this.elements.announcer.textContent = `${this.geometry.names[unit]}: ${text}`;
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const { canvas } = this;
    if (event.target !== this.elements.stage || !canvas) return;
    const action = actionOf(event, {
      go: (direction) => this.go(direction, event.shiftKey),
      zoomIn: () => canvas.map.zoomIn(),
      zoomOut: () => canvas.map.zoomOut(),
      fitAll: () => canvas.fitAll(),
      select: this.pointed < 0 ? undefined : () => this.click(this.pointed, { ctrlKey: event.ctrlKey }),
      leave: () => this.pointAway(),
    });
    if (!action) return;
    action();
    event.preventDefault();
  }

  /** Move the map, or go to the next unit. @param {[east: number, north: number]} direction @param {boolean} moves */
  go([east, north], moves) {
    if (moves) this.canvas?.map.panBy([east * 80, -north * 80], { animate: false });
    else this.step([east, north]);
  }

  /** Go to the nearest unit in a direction. @param {[east: number, north: number]} direction */
  step(direction) {
    const from = this.pointed >= 0 ? this.pointed : this.selected[0];
    if (from === undefined) {
      this.pointAloud(0);
      return;
    }
    const best = nearest(this.geometry, from, direction);
    if (best < 0) return;
    this.canvas?.reveal(best, { closer: false });
    this.pointAloud(best);
  }

  /** Emit where the map is, once per picture however often it moved. */
  emitView() {
    if (this.canvas?.isFollowing || this.viewFrame) return;
    this.viewFrame = window.requestAnimationFrame(() => {
      this.viewFrame = 0;
      if (!this.canvas) return;
      const { map } = this.canvas;
      this.channel.emit("view", { centre: map.getCenter(), zoom: map.getZoom() }, this);
    });
  }

  remove() {
    this.isRemoved = true;
    this.withdrawYear();
    window.cancelAnimationFrame(this.viewFrame);
    this.unsubscribe.forEach((off) => off());
    this.observer.disconnect();
    this.timeline?.stop();
    this.canvas?.remove();
    this.elements.root.remove();
  }
}
