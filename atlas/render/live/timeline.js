// The years under a map: a slider and a button that plays them once.

import { element } from "./dom.js";

const MOST_TICKS = 12;
const PAUSE = 900; // milliseconds per year

/**
 * @param {string[]} labels one per year
 * @param {Record<string, string>} words
 * @param {(index: number) => void} changed
 */
export function timeline(labels, words, changed) {
  const slider = element("input", {
    type: "range", class: "years", min: 0, max: labels.length - 1, step: 1, "aria-label": words.year,
  });
  const shown = element("output", { class: "year-shown" });
  const button = element("button", { type: "button", class: "play" }, words.play);
  let timer = 0;
  const set = (index) => {
    slider.value = String(index);
    slider.setAttribute("aria-valuetext", labels[index]);
    shown.textContent = labels[index];
  };
  const stop = () => {
    window.clearInterval(timer);
    timer = 0;
    button.textContent = words.play;
  };
  const go = (index) => {
    set(index);
    changed(index);
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
    button.textContent = words.pause;
    go(Number(slider.value) === labels.length - 1 ? 0 : Number(slider.value) + 1);
    timer = window.setInterval(() => {
      if (Number(slider.value) < labels.length - 1) go(Number(slider.value) + 1);
      if (Number(slider.value) >= labels.length - 1) stop();
    }, PAUSE);
  });
  const every = Math.ceil(labels.length / MOST_TICKS);
  const told = (index) => (index % every === 0 && index + every / 2 < labels.length) || index === labels.length - 1;
  // the years of changes begin alike ("2013–2014", "2013–2015"): beside the slider stands the whole
  const shared = labels.length > 1 && labels.every((label) => label.startsWith(labels[0].replace(/[^–]*$/, "")));
  const short = (label) => (shared ? label.replace(/^.*–/, "") : label);
  const ticks = element("div", { class: "ticks", "aria-hidden": true });
  labels.forEach((label, index) => {
    if (!told(index)) return;
    const tick = element("span", {}, short(label));
    tick.style.left = `${(index / Math.max(1, labels.length - 1)) * 100}%`;
    ticks.append(tick);
  });
  const line = element("div", { class: "timeline" }, button, element("div", { class: "years-box" }, slider, ticks), shown);
  return { line, set, stop };
}
