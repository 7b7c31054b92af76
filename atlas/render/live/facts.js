// Asks the server for the figures of the unit pointed at, and tells them to the map. Draws nothing.

import { channel } from "./links.js";

const REST = 110; // milliseconds a pointer has to rest on a unit before its figures are fetched

/** @type {WeakMap<HTMLElement, () => void>} */
const listening = new WeakMap();

/** @param {{data: {link: string, facts: ?object}, parentElement: HTMLElement, setStateValue: Function}} component */
export function ask({ data, parentElement, setStateValue }) {
  const link = channel(data.link);
  if (data.facts) link.tell("facts", data.facts, parentElement);
  listening.get(parentElement)?.();
  let timer = 0;
  const stop = link.hear("point", ({ unit }) => {
    window.clearTimeout(timer);
    if (unit && unit !== data.facts?.unit) timer = window.setTimeout(() => setStateValue("unit", unit), REST);
    else if (unit) link.tell("facts", data.facts, parentElement);
  }, parentElement);
  listening.set(parentElement, stop);
  return stop;
}
