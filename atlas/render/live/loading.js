// What is fetched once for all maps of a page: geometries and German words.

import { decode } from "./geometry.js";

const MOST_KEPT = 6; // geometries

/** @type {Map<string, Promise<import("./geometry.js").Geometry>>} */
const geometries = new Map();
/** @type {Promise<Record<string, string>> | undefined} */
let words;

/** Fetch a geometry once, however many maps show it. @param {string} url */
export function geometryAt(url) {
  if (!geometries.has(url)) {
    const coming = fetched(url).then((answer) => answer.arrayBuffer()).then(decode);
    coming.catch(() => geometries.delete(url));
    geometries.set(url, coming);
    if (geometries.size > MOST_KEPT) geometries.delete(geometries.keys().next().value);
  }
  return geometries.get(url);
}

/** German words, written by the server beside this file. */
export function wordsOf() {
  if (!words) {
    words = fetched(new URL("words.json", import.meta.url)).then((answer) => answer.json());
    words.catch(() => { words = undefined; });
  }
  return words;
}

/** Whoever asks again after a failure gets another try. */
async function fetched(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${answer.status} ${url}`);
  return answer;
}
