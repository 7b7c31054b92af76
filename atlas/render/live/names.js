// In which lines a name may be set: between words first, then between syllables.

const SOFT_HYPHEN = "\u00ad";
const MOST_LINES = 3;
const MOST_PARTS = 24; // of a longer name the rest isn't parted: no map has room for it
const ENDS = /(?<=[ \u00ad])|(?<=[^\s–/-][–/-])(?=[^\s–/-])/;

/** @typedef {{lines: string[], isTorn: boolean}} Layout */

/** The line of a part: with a hyphen at its end if a word goes on, without any within. @param {string} text */
function lineOf(text) {
  const hyphen = text.endsWith(SOFT_HYPHEN) ? "-" : "";
  return text.replaceAll(SOFT_HYPHEN, "").trim() + hyphen;
}

/** @param {string[]} lines */
const longest = (lines) => Math.max(...lines.map((line) => line.length));

/**
 * Join parts to lines so that the longest is as short as can be.
 * @param {string[]} parts
 * @param {number} count
 * @returns {string[]} none if there are too few parts
 */
function shortest(parts, count) {
  if (parts.length < count) return [];
  if (count === 1) return [lineOf(parts.join(""))];
  /** @type {string[]} */
  let best = [];
  for (let cut = 1; cut <= parts.length - count + 1; cut += 1) {
    const lines = [lineOf(parts.slice(0, cut).join("")), ...shortest(parts.slice(cut), count - 1)];
    if (!best.length || longest(lines) < longest(best)) best = lines;
  }
  return best;
}

/** @param {string} marked */
function partsOf(marked) {
  const parts = marked.split(ENDS);
  return [...parts.slice(0, MOST_PARTS), parts.slice(MOST_PARTS).join("")].filter(Boolean);
}

/**
 * Ways to set a name, each in shorter lines than those before; words are torn last.
 * @param {string} marked with soft hyphens where syllables may be parted
 */
export function layouts(marked) {
  const whole = marked.replaceAll(SOFT_HYPHEN, "");
  /** @type {Layout[]} */
  const ways = [{ lines: [whole], isTorn: false }];
  for (const [text, isTorn] of /** @type {[string, boolean][]} */ ([[whole, false], [marked, true]])) {
    const parts = partsOf(text);
    for (let count = 2; count <= MOST_LINES; count += 1) {
      const lines = shortest(parts, count);
      const last = ways[ways.length - 1];
      if (lines.length && longest(lines) < longest(last.lines)) ways.push({ lines, isTorn });
    }
  }
  return ways;
}
