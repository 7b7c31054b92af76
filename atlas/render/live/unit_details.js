// Fetches the card of the unit pointed at from the server and passes it, and what the server says
// of the selected units, to the maps. Draws nothing.

import { openChannel } from "./channel.js";
import { sinceLastSend } from "./synced_value.js";

const DWELL = 110; // milliseconds a pointer has to rest on a unit before its details are fetched
const NOTICED = 400; // milliseconds after which the page shows that the server has heard of a click

/** @type {WeakMap<HTMLElement, () => string>} end what the message before began; returns the unit still to be fetched */
const cleanups = new WeakMap();

/**
 * Whether the server is making the page anew. A fragment asked for meanwhile runs right after it,
 * and then Streamlit 1.67 takes off the page what stands below the fragment.
 */
function isServerBusy() {
  /** @type {HTMLElement | null} */
  const app = document.querySelector("[data-testid=stApp]");
  return sinceLastSend() < NOTICED || app?.dataset.testScriptState === "running";
}

/**
 * @typedef {object} Data
 * @property {string} channel
 * @property {import("./channel.js").Details | null} details
 * @property {import("./channel.js").Events["selected"]} selected
 */

/** @param {import("./render_call.js").Component<Data>} component */
export function render({ data: { channel: name, details, selected }, parentElement, setStateValue }) {
  const channel = openChannel(name);
  channel.emit("selected", selected, parentElement);
  if (details) channel.emit("details", details, parentElement);
  const isFirst = !cleanups.has(parentElement);
  let requested = cleanups.get(parentElement)?.() ?? "";
  let timer = 0;
  const fetchLater = () => {
    timer = window.setTimeout(() => {
      if (isServerBusy()) fetchLater();
      else setStateValue("unit", requested);
    }, DWELL);
  };
  const request = (/** @type {{unit: string}} */ { unit }) => {
    window.clearTimeout(timer);
    requested = unit;
    if (!unit) return;
    if (unit === details?.unit) channel.emit("details", details, parentElement);
    else fetchLater();
  };
  const unsubscribe = [
    channel.on("point", request, parentElement),
    // a map that only begins doesn't put aside what is pointed at
    channel.on("request", (event) => {
      channel.emit("selected", selected, parentElement);
      if (!requested) request(event);
    }, parentElement),
  ];
  if (requested && requested !== details?.unit) fetchLater();
  const cleanup = () => {
    window.clearTimeout(timer);
    unsubscribe.forEach((off) => off());
    return requested;
  };
  cleanups.set(parentElement, cleanup);
  // what a map asked for before there was anybody to hear it
  if (isFirst) channel.emit("listening", {}, parentElement);
  return cleanup;
}
