// Find indicators by what people call them: words of the title or of its synonyms, the best hit first.

import { folded, spellings } from "./combobox.js";

/** @typedef {[code: string, title: string, synonyms: string[]]} Option */
/** @typedef {{ code: string, title: string, hit: string }} Hit `hit` is the synonym that led to it, "" for the title */

const NOT = 5;

/** Indicators that fit a text; all of them, in their order, where it is empty. @param {Option[]} options @param {string} text */
export function matches(options, text) {
  const words = folded(text).split(/\s+/).filter(Boolean);
  return options
    .map((option) => ranked(option, words))
    .filter(({ rank }) => rank < NOT)
    .sort((a, b) => a.rank - b.rank)
    .map(({ hit }) => hit);
}

/**
 * The title counts before a synonym, the beginning of a word before its middle; last come those
 * of which some words fit the title and others a synonym.
 * @param {Option} option
 * @param {string[]} words
 * @returns {{ rank: number, hit: Hit }}
 */
function ranked([code, title, synonyms], words) {
  const [begins, holds] = [beginnings, anywhere].map((test) => (/** @type {string} */ text) => spellings(text).some((form) => test(form, words)));
  const hit = (/** @type {number} */ rank, /** @type {string | undefined} */ synonym) => ({ rank, hit: { code, title, hit: synonym ?? "" } });
  if (!words.length || begins(title)) return hit(0, "");
  const synonym = synonyms.find(begins);
  if (synonym) return hit(1, synonym);
  if (holds(title)) return hit(2, "");
  const part = synonyms.find(holds);
  if (part) return hit(3, part);
  return hit(holds([title, ...synonyms].join(" ")) ? NOT - 1 : NOT, "");
}

/** @param {string} form @param {string[]} words */
function beginnings(form, words) {
  const parts = form.split(/[\s(-]+/);
  return words.every((word) => parts.some((part) => part.startsWith(word)) || form.startsWith(word));
}

/** @param {string} form @param {string[]} words */
function anywhere(form, words) {
  return words.every((word) => form.includes(word));
}
