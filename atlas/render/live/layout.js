// The elements of a live map and where they stand; what they say and do is the map's affair.

import { element, styleSheet } from "./dom.js";
import { search } from "./search.js";

/**
 * @typedef {object} Actions
 * @property {(unit: number) => void} find
 * @property {(event: KeyboardEvent) => void} key
 * @property {() => void} zoomIn
 * @property {() => void} zoomOut
 * @property {() => void} fitAll
 * @property {(on: boolean) => void} showValues
 * @property {() => void} unfoldKey
 */

/**
 * @param {object} content
 * @param {import("./geometry.js").Geometry} content.geometry
 * @param {import("./loading.js").Texts} content.texts
 * @param {HTMLInputElement} content.multiSelect
 * @param {string | undefined} content.attribution of the background
 * @param {Actions} actions
 */
export function layout({ geometry, texts, multiSelect, attribution }, actions) {
  const stage = element("div", {
    class: "stage", tabindex: 0, role: "application", "aria-roledescription": texts.map, "aria-label": texts.keys,
    onkeydown: actions.key,
  });
  const announcer = element("p", { class: "hidden", "aria-live": "polite" });
  const tip = element("div", { class: "tip", hidden: true, "aria-hidden": true });
  const legend = element("div", { class: "side-legend" });
  const panel = element("div", { class: "panel" });
  const bars = element("div", { class: "bars" });
  const below = element("div", { class: "below" });
  const values = element("input", { type: "checkbox", onchange: () => actions.showValues(values.checked) });
  const keyList = element("ol", { class: "key-list" });
  const key = element("details", { class: "key", hidden: true, ontoggle: actions.unfoldKey }, element("summary", {}, texts.key), keyList);
  const tools = element(
    "div",
    { class: "tools" },
    search(geometry, texts, actions.find),
    button("+", texts.closer, actions.zoomIn),
    button("−", texts.farther, actions.zoomOut),
    button("⤢", texts.whole, actions.fitAll),
    element("label", { class: "switch values-switch" }, values, texts.values),
    element("label", { class: "switch multi-select" }, multiSelect, texts.several),
  );
  const credit = attribution === undefined ? [] : [element("p", { class: "credit" }, attribution)];
  // it may scroll, and the keyboard has to reach what lies below
  const side = element("div", { class: "side", tabindex: 0, role: "group", "aria-label": texts.beside }, legend, panel, bars);
  const root = element(
    "div",
    { class: "live-map" },
    element("div", { class: "main" }, element("div", { class: "stage-frame" }, tools, stage, tip, ...credit), below, key),
    side,
    announcer,
  );
  return { root, stage, announcer, tip, legend, panel, bars, below, values, key, keyList, side, styleSheets: [styleSheet("leaflet.css"), styleSheet("live_map.css")] };
}

/** @param {string} sign @param {string} label @param {() => void} onclick */
function button(sign, label, onclick) {
  return element("button", { type: "button", title: label, "aria-label": label, onclick }, sign);
}
