// Asks the server for the figures of the unit pointed at, and tells them to the map. Draws nothing.

import { channel, sinceSaid } from "./links.js";

const REST = 110; // milliseconds a pointer has to rest on a unit before its figures are fetched
const HEARD = 400; // milliseconds after which the page shows that the server has heard of a click

/** @type {WeakMap<HTMLElement, () => void>} */
const listening = new WeakMap();

/**
 * Whether the server is making the page anew. A fragment asked for meanwhile runs right after it,
 * and then Streamlit 1.67 takes off the page what stands below the fragment.
 */
function busy() {
  return sinceSaid() < HEARD || document.querySelector("[data-testid=stApp]")?.dataset.testScriptState === "running";
}

/** @param {{data: {link: string, facts: ?object}, parentElement: HTMLElement, setStateValue: Function}} component */
export function ask({ data, parentElement, setStateValue }) {
  const link = channel(data.link);
  if (data.facts) link.tell("facts", data.facts, parentElement);
  let wanted = listening.get(parentElement)?.() ?? ""; // still to be fetched when the page came anew
  let timer = 0;
  const fetchLater = () => {
    timer = window.setTimeout(() => {
      if (busy()) fetchLater();
      else setStateValue("unit", wanted);
    }, REST);
  };
  const want = ({ unit }) => {
    window.clearTimeout(timer);
    wanted = unit;
    if (unit && unit !== data.facts?.unit) fetchLater();
    else if (unit) link.tell("facts", data.facts, parentElement);
  };
  const stops = [
    link.hear("point", want, parentElement),
    // who only begins doesn't put aside what is pointed at
    link.hear("ask", (asked) => wanted || want(asked), parentElement),
  ];
  if (wanted && wanted !== data.facts?.unit) fetchLater();
  const end = () => {
    window.clearTimeout(timer);
    stops.forEach((stop) => stop());
    return wanted;
  };
  listening.set(parentElement, end);
  return end;
}
