// Events between the parts of a page: what is pointed at, what is selected, which year and what is in view.

/**
 * What the parts emit. Units are ids, "" for none.
 * @typedef {object} Events
 * @property {{unit: string}} point a unit is pointed at
 * @property {{unit: string}} request details are needed, unless those of another unit are on their way
 * @property {{}} listening requests are heard from now on
 * @property {{units: string[]}} select
 * @property {{year: number | null, committed: boolean}} year shown for now, or chosen; null: back to the server's
 * @property {{centre: import("leaflet").LatLng, zoom: number}} view
 * @property {{on: boolean}} values whether figures stand on the maps
 * @property {Details} details
 * @property {Record<string, Selected | null>} selected what is said of the selected units, for each map by its slot
 * @property {{address: string, done: () => void}} preview a map to show until the page has one; done: it is shown, or can't be had
 */

/** @typedef {[label: string, text: string][]} Pairs */
/** @typedef {{label: string, figure: string, lines: Pairs, brief: string[], dates: string}} Card what is said of a unit, in short for a tooltip */
/** @typedef {{unit: string, slots: Record<string, Card | null>}} Details a unit's card, for each map by its slot */
/** @typedef {{heading: string, each: [unit: string, name: string, figure: string][], together: Card | null, note: string}} Selected note: how they are taken together, or why not */

/** @type {Map<string, EventTarget>} */
const targets = new Map();

/** All parts that open a channel of the same name share it. @param {string} name */
export function openChannel(name) {
  const target = targets.get(name) ?? new EventTarget();
  targets.set(name, target);
  return {
    /**
     * @template {keyof Events} Type
     * @param {Type} type
     * @param {Events[Type]} payload
     * @param {unknown} sender
     */
    emit(type, payload, sender) {
      target.dispatchEvent(new CustomEvent(type, { detail: { payload, sender } }));
    },
    /**
     * Listen to what others emit; returns how to stop.
     * @template {keyof Events} Type
     * @param {Type} type
     * @param {(payload: Events[Type]) => void} listener
     * @param {unknown} self
     */
    on(type, listener, self) {
      const handle = (/** @type {Event} */ event) => {
        const { payload, sender } = /** @type {CustomEvent} */ (event).detail;
        if (sender !== self) listener(payload);
      };
      target.addEventListener(type, handle);
      return () => target.removeEventListener(type, handle);
    },
  };
}

/** @typedef {ReturnType<typeof openChannel>} Channel */
