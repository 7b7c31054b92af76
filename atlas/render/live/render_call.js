// Which call of Streamlit rendered what an element of the page holds.

/**
 * What Streamlit passes to a component with each message of the server.
 * @template Data
 * @typedef {object} Component
 * @property {Data} data
 * @property {HTMLElement} parentElement
 * @property {Send} setTriggerValue
 * @property {Send} setStateValue
 */

/** @typedef {(name: string, value: unknown) => void} Send */
/** @typedef {{remove: () => void}} Removable */

/** @type {WeakMap<HTMLElement, RenderCall<any>>} */
const latest = new WeakMap();
/** @type {WeakMap<HTMLElement, Removable>} */
const instances = new WeakMap();

/**
 * One call of Streamlit to render into an element; each message is a new one. A call that waited
 * may answer late, and Streamlit ends what an overtaken call returned, even before the newer one
 * has begun: neither may undo anything. An instance lives until its element has left the page.
 * @template {Removable} Instance
 */
export class RenderCall {
  /** @param {HTMLElement} parent */
  constructor(parent) {
    this.parent = parent;
    latest.set(parent, this);
    this.cleanup = () => {
      if (this.isLatest && !this.parent.isConnected) this.removeInstance();
    };
  }

  get isLatest() {
    return latest.get(this.parent) === this;
  }

  /** What the element holds, rendered by this call or an older one. */
  get instance() {
    return /** @type {Instance | undefined} */ (instances.get(this.parent));
  }

  /** @param {Instance} instance */
  keep(instance) {
    instances.set(this.parent, instance);
    return instance;
  }

  removeInstance() {
    instances.get(this.parent)?.remove();
    instances.delete(this.parent);
  }
}
