// What is fetched once for all maps of a page: geometries and German texts.

import { decodeGeometry } from "./geometry.js";

const MOST_KEPT = 6; // geometries

/** @typedef {Record<string, string>} Texts */

/** @type {Map<string, Promise<import("./geometry.js").Geometry>>} */
const geometries = new Map();
/** @type {Promise<Texts> | undefined} */
let texts;

/**
 * The geometry of a map, and that of the whole area below, if there is one of the same plane.
 * @param {import("./message.js").Message} message
 * @param {string} base address of the static folder
 */
export async function loadGeometries(message, base) {
  const addresses = [message.geometry, message.ground].filter(Boolean);
  const [geometry, whole] = await Promise.all(addresses.map((address) => loadGeometry(base + address)));
  return { geometry, ground: whole?.crs === geometry.crs ? whole : null };
}

/** Fetch a geometry once, however many maps show it. @param {string} url */
function loadGeometry(url) {
  const kept = geometries.get(url);
  if (kept) return kept;
  const pending = fetched(url).then((response) => response.arrayBuffer()).then(decodeGeometry);
  pending.catch(() => geometries.delete(url));
  geometries.set(url, pending);
  if (geometries.size > MOST_KEPT) geometries.delete([...geometries.keys()][0]);
  return pending;
}

/** German texts, written by the server beside this file. @returns {Promise<Texts>} */
export function loadTexts() {
  if (texts) return texts;
  const pending = fetched(new URL("texts.json", import.meta.url)).then((response) => response.json());
  pending.catch(() => { texts = undefined; });
  texts = pending;
  return pending;
}

/** Whoever asks again after a failure gets another try. @param {string | URL} url */
async function fetched(url) {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`${response.status} ${url}`);
  return response;
}
