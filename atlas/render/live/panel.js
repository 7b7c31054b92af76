// What stands beside the map about the unit pointed at, or about the selected ones together.

import { element } from "./dom.js";

/** @typedef {import("./channel.js").Card} Card */
/** @typedef {import("./channel.js").Selected} Selected */

const MOST_IN_SIGHT = 8; // units

/** What the server said last, which holds for one year of the map only (its index). */
export class Cards {
  /** @type {{unit: number, index: number, card: Card | null}} */
  #details = { unit: -1, index: -1, card: null };
  /** @type {{index: number, cards: Selected | null}} */
  #selected = { index: -1, cards: null };

  /** @param {number} unit @param {Card} card @param {number} index */
  receive(unit, card, index) {
    this.#details = { unit, card, index };
  }

  /** @param {Selected | null} cards @param {number} index */
  receiveSelected(cards, index) {
    this.#selected = { cards, index };
  }

  /** Card of a unit for a year; none until it has come. @param {number} unit @param {number} index */
  of(unit, index) {
    const { unit: ofUnit, index: ofIndex, card } = this.#details;
    return ofUnit === unit && ofIndex === index ? card : null;
  }

  /** What was said of just these units for a year. @param {string[]} ids @param {number} index */
  ofSelected(ids, index) {
    const { cards, index: ofIndex } = this.#selected;
    const isOfThese = cards?.each.length === ids.length && cards.each.every(([id]) => ids.includes(id));
    return isOfThese && ofIndex === index ? cards : null;
  }
}

/**
 * @typedef {object} Named a unit as a panel or tooltip calls it
 * @property {string} name
 * @property {string} official its other, official name in words, "" if that is the same
 * @property {string} reason why there is no value, "" if there is one
 */

/**
 * @param {import("./geometry.js").Geometry} geometry
 * @param {number} unit
 * @param {import("./message.js").Entry | undefined} entry of the legend
 * @param {import("./loading.js").Texts} texts
 * @returns {Named}
 */
export function named({ names, official }, unit, entry, texts) {
  return {
    name: names[unit],
    official: official[unit] ? texts.official.replace("{name}", () => official[unit]) : "",
    reason: entry?.sign ? entry.label : "",
  };
}

/** @param {Named} unit @param {Card} card */
export function unitPanel({ name, official, reason }, card) {
  const note = (/** @type {string} */ kind, /** @type {string} */ text) => (text ? [element("p", { class: kind }, text)] : []);
  return [element("h2", {}, name), ...note("official", official), facts(card), ...note("reason", reason), ...note("dates", card.dates)];
}

/**
 * All of them as one first, which has to be in sight however many they are; then each, in a list that
 * says so where it is longer than what is in sight.
 * @param {Selected} selected
 * @param {import("./loading.js").Texts} texts
 */
export function selectionPanel({ heading, each, together, note }, texts) {
  const units = each.map(([, name, figure]) => pair(name, figure));
  return [
    element("h2", {}, heading),
    ...(note ? [element("p", { class: "note" }, ...(together ? [element("strong", {}, `${texts.together}: `)] : []), note)] : []),
    ...(together ? [facts(together)] : []),
    element("dl", { class: "each" }, ...units),
    ...(each.length > MOST_IN_SIGHT ? [element("p", { class: "more" }, texts.more)] : []),
  ];
}

/** @param {Named} unit @param {string[]} lines */
export function tooltip({ name, reason }, lines) {
  return [element("strong", {}, name), ...lines, reason].filter(Boolean).map((part) => (typeof part === "string" ? element("span", {}, part) : part));
}

/** @param {Card} card */
function facts({ label, figure, lines }) {
  return element("dl", {}, pair(label, figure, "figure"), ...lines.map(([name, text]) => pair(name, text)));
}

/** @param {string} label @param {string} text */
function pair(label, text, kind = "fact") {
  return element("div", { class: kind }, element("dt", {}, label), element("dd", {}, text));
}

/** What is known of a unit before its card comes. @param {string} name of its class @param {import("./loading.js").Texts} texts @returns {Card} */
export function classCard(name, texts) {
  return { label: texts.class, figure: name, lines: [], brief: [], dates: "" };
}
