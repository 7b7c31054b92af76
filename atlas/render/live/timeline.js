// The years under a map: a slider and a button that plays them once.

import { element } from "./dom.js";

const MOST_TICKS = 12;
const PAUSE = 900; // milliseconds per year

/**
 * @param {string[]} labels one per year
 * @param {import("./loading.js").Texts} texts
 * @param {(index: number) => void} onChange
 */
export function timeline(labels, texts, onChange) {
  const last = labels.length - 1;
  const slider = element("input", { type: "range", class: "years", min: 0, max: last, step: 1, "aria-label": texts.year });
  const output = element("output", { class: "year-shown" });
  const button = element("button", { type: "button", class: "play" }, texts.play);
  let timer = 0;
  const setIndex = (/** @type {number} */ index) => {
    slider.value = String(index);
    slider.setAttribute("aria-valuetext", labels[index]);
    output.textContent = labels[index];
  };
  const stop = () => {
    window.clearInterval(timer);
    timer = 0;
    button.textContent = texts.play;
  };
  const go = (/** @type {number} */ index) => {
    setIndex(index);
    onChange(index);
  };
  slider.addEventListener("input", () => {
    stop();
    go(Number(slider.value));
  });
  button.addEventListener("click", () => {
    if (timer) {
      stop();
      return;
    }
    button.textContent = texts.pause;
    go(Number(slider.value) === last ? 0 : Number(slider.value) + 1);
    timer = window.setInterval(() => {
      if (Number(slider.value) < last) go(Number(slider.value) + 1);
      if (Number(slider.value) >= last) stop();
    }, PAUSE);
  });
  const root = element("div", { class: "timeline" }, button, element("div", { class: "years-box" }, slider, ticksOf(labels)), output);
  return { root, setIndex, stop };
}

/** As many years below the slider as there is room for, the last always. @param {string[]} labels */
function ticksOf(labels) {
  const last = labels.length - 1;
  const interval = Math.ceil(labels.length / MOST_TICKS);
  const hasTick = (/** @type {number} */ index) => (index % interval === 0 && index + interval / 2 < labels.length) || index === last;
  // the years of changes begin alike ("2013–2014", "2013–2015"): beside the slider stands the whole
  const alike = labels.length > 1 && labels.every((label) => label.startsWith(labels[0].replace(/[^–]*$/, "")));
  const ticks = element("div", { class: "ticks", "aria-hidden": true });
  labels.forEach((label, index) => {
    if (!hasTick(index)) return;
    const tick = element("span", {}, alike ? label.replace(/^.*–/, "") : label);
    tick.style.left = `${(index / Math.max(1, last)) * 100}%`;
    ticks.append(tick);
  });
  return ticks;
}
