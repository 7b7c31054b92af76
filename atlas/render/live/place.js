// What stands in a place of the page, and whose call put it there.

/** @type {WeakMap<HTMLElement, Turn>} */
const newest = new WeakMap();
/** @type {WeakMap<HTMLElement, {remove: () => void}>} */
const standing = new WeakMap();

/**
 * One call of Streamlit for a place; each message is a new one. A call that waited may answer late,
 * and Streamlit ends what an overtaken call returned, even before the newer one has begun: neither
 * may undo anything. A place is only at its end when it has left the page.
 */
export class Turn {
  /** @param {HTMLElement} parent */
  constructor(parent) {
    this.parent = parent;
    newest.set(parent, this);
    this.end = () => {
      if (this.isNewest && !this.parent.isConnected) this.clear();
    };
  }

  get isNewest() {
    return newest.get(this.parent) === this;
  }

  /** What stands in the place, put there by this call or an older one. */
  get thing() {
    return standing.get(this.parent);
  }

  /** @template {{remove: () => void}} T @param {T} thing @returns {T} */
  hold(thing) {
    standing.set(this.parent, thing);
    return thing;
  }

  clear() {
    standing.get(this.parent)?.remove();
    standing.delete(this.parent);
  }
}
