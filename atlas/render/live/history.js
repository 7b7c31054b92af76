// The browser's history: one entry for each thing somebody does, so that each Back undoes one.
//
// Streamlit adds one for whatever it writes into the address: for a page, then for its choices, then
// for those a page adds. Loaded before Streamlit, this turns all but the first into corrections.

import { withView } from "./view_address.js";

// Streamlit would ask for the server below the page's address first, and wait 100 ms after it failed.
// This file's address is the browser's own: a proxy may lead there by another path
Object.assign(window, { __streamlit: { BACKEND_BASE_URL: new URL("../../..", import.meta.url).href } });

/** Whether somebody did something since the last entry. */
let acted = false;

for (const kind of ["pointerdown", "keydown", "input"]) {
  addEventListener(kind, () => { acted = true; }, { capture: true, passive: true });
}

const push = history.pushState.bind(history);
const replace = history.replaceState.bind(history);

history.pushState = (state, title, url) => {
  const target = withView(new URL(url ?? location.href, location.href));
  // the start address only leads to the first page, and a page without choices only to them
  const leads = location.pathname.endsWith("/") || (location.search === "" && target.pathname === location.pathname);
  if (acted && !leads) push(state, title, target);
  else replace(state, title, target);
  acted = false;
};
