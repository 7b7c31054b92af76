// What is in view of the map, and whether values stand on it, in the address of the page: a link shows
// what its sender saw.

const NAME = "ausschnitt";
const VALUES = "werte";
const YES = "ja";
const WORD = /^(-?\d{1,8})_(-?\d{1,8})_(-?\d{1,2}(?:\.\d{1,2})?)$/;

/** @typedef {{x: number, y: number, zoom: number}} View centre in metres of the map's plane */

/** What the address says; null if it says nothing that could be a view. @returns {View | null} */
export function viewInAddress() {
  const [, x, y, zoom] = WORD.exec(new URL(location.href).searchParams.get(NAME) ?? "") ?? [];
  return zoom === undefined ? null : { x: Number(x), y: Number(y), zoom: Number(zoom) };
}

/** Put a view into the address, or none for the whole area. It is no step to go back to. @param {View | null} view */
export function writeView(view) {
  write(NAME, view ? `${Math.round(view.x)}_${Math.round(view.y)}_${Number(view.zoom.toFixed(2))}` : null);
}

/** Whether the address wants values on the map. */
export function valuesInAddress() {
  return new URL(location.href).searchParams.get(VALUES) === YES;
}

/** @param {boolean} on */
export function writeValues(on) {
  write(VALUES, on ? YES : null);
}

/** @param {string} name @param {string | null} word */
function write(name, word) {
  const address = withWord(new URL(location.href), name, word);
  if (address.href !== location.href) history.replaceState(history.state, "", address);
}

/** @param {URL} address @param {string} name @param {string | null} word null for none */
function withWord(address, name, word) {
  // any change writes the whole query anew, with "%2F" for "/"
  if (address.searchParams.get(name) === word) return address;
  if (word === null) address.searchParams.delete(name);
  else address.searchParams.set(name, word);
  return address;
}

/**
 * An address that the server wrote, with the view and the values of the one that is shown: the server hears of
 * a map that was moved no more than that its page was asked for.
 * @param {URL} target
 */
export function withView(target) {
  if (target.pathname !== location.pathname) return target;
  const shown = new URL(location.href).searchParams;
  return [NAME, VALUES].reduce((address, name) => withWord(address, name, shown.get(name)), target);
}
