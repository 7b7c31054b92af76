// What the keys do on a map, and how the arrow keys go from unit to unit.

/** @typedef {[east: number, north: number]} Direction */
/** @type {Record<string, Direction>} */
const DIRECTIONS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] };

/**
 * @typedef {object} Deeds
 * @property {(direction: Direction) => void} go
 * @property {() => void} zoomIn
 * @property {() => void} zoomOut
 * @property {() => void} fitAll
 * @property {(() => void) | undefined} select none where no unit is pointed at
 * @property {() => void} leave
 */

/** What a key does; undefined for one that does nothing here. @param {KeyboardEvent} event @param {Deeds} deeds */
export function actionOf({ key }, { go, zoomIn, zoomOut, fitAll, select, leave }) {
  const direction = DIRECTIONS[key];
  if (direction) return () => go(direction);
  /** @type {Record<string, (() => void) | undefined>} */
  const actions = { "+": zoomIn, "-": zoomOut, 0: fitAll, Home: fitAll, Enter: select, " ": select, Escape: leave };
  return actions[key];
}

/**
 * The next unit in a direction.
 * @param {Pick<import("./geometry.js").Geometry, "units" | "labelX" | "labelY">} geometry
 * @param {number} from
 * @param {Direction} direction
 * @returns {number} -1 if there is none
 */
export function nearest({ units, labelX, labelY }, from, [east, north]) {
  let best = -1;
  let least = Infinity;
  for (let unit = 0; unit < units.length; unit += 1) {
    const dx = labelX[unit] - labelX[from];
    const dy = labelY[unit] - labelY[from];
    const along = dx * east + dy * north;
    const across = Math.abs(dx * north) + Math.abs(dy * east);
    if (along > 0 && along >= across * 0.6 && along + 2 * across < least) [best, least] = [unit, along + 2 * across];
  }
  return best;
}
