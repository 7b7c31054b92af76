// The part of the map that is in view, in the address of the page: a link shows what its sender saw.

const NAME = "ausschnitt";
const WORD = /^(-?\d{1,8})_(-?\d{1,8})_(-?\d{1,2}(?:\.\d{1,2})?)$/;

/** @typedef {{x: number, y: number, zoom: number}} View centre in metres of the map's plane */

/** What the address says; null if it says nothing that could be a view. @returns {View | null} */
export function viewInAddress() {
  const [, x, y, zoom] = WORD.exec(new URL(location.href).searchParams.get(NAME) ?? "") ?? [];
  return zoom === undefined ? null : { x: Number(x), y: Number(y), zoom: Number(zoom) };
}

/** Put a view into the address, or none for the whole area. It is no step to go back to. @param {View | null} view */
export function writeView(view) {
  const address = new URL(location.href);
  if (view) address.searchParams.set(NAME, `${Math.round(view.x)}_${Math.round(view.y)}_${Number(view.zoom.toFixed(2))}`);
  else address.searchParams.delete(NAME);
  if (address.href !== location.href) history.replaceState(history.state, "", address);
}

/**
 * An address that the server wrote, with the view of the one that is shown: the server hears of
 * a map that was moved no more than that its page was asked for.
 * @param {URL} target
 */
export function withView(target) {
  const view = new URL(location.href).searchParams.get(NAME);
  if (target.pathname !== location.pathname) return target;
  if (view === null) target.searchParams.delete(NAME);
  else target.searchParams.set(NAME, view);
  return target;
}
