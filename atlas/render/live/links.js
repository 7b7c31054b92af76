// What the parts of a page tell each other: which unit is pointed at, which are selected, which year and what is in view.

/** @type {Map<string, EventTarget>} */
const channels = new Map();

/** All parts with the same name hear each other. @param {string} name */
export function channel(name) {
  if (!channels.has(name)) channels.set(name, new EventTarget());
  const target = channels.get(name);
  return {
    /** @param {"point" | "ask" | "select" | "year" | "view" | "facts"} type @param {object} detail @param {unknown} from */
    tell(type, detail, from) {
      target.dispatchEvent(new CustomEvent(type, { detail: { ...detail, from } }));
    },
    /** Hear what others say; returns how to stop. */
    hear(type, heard, self) {
      const listener = (event) => {
        if (event.detail.from !== self) heard(event.detail);
      };
      target.addEventListener(type, listener);
      return () => target.removeEventListener(type, listener);
    },
  };
}

let said = -Infinity;

/** Milliseconds since somebody on this page told the server something. */
export function sinceSaid() {
  return performance.now() - said;
}

/**
 * A value that both the browser and the server may change. What the server only repeats of our
 * own words is no news: an older echo must not undo a newer click.
 */
export class Shared {
  /** @param {(value: unknown) => void} [send] whoever never says anything needs none */
  constructor(send) {
    this.send = send;
    this.sent = [];
    this.known = undefined;
  }

  /** Tell the server. */
  say(value) {
    const word = JSON.stringify(value);
    this.sent.push(word);
    this.known = word;
    said = performance.now();
    this.send(value);
  }

  /** Another part of the page told the server: what comes back of it is no news either. */
  heard(value) {
    this.known = JSON.stringify(value);
    this.sent.push(this.known);
  }

  /** Whether what came from the server is news. */
  isNews(value) {
    const word = JSON.stringify(value);
    const place = this.sent.indexOf(word);
    if (place >= 0) {
      this.sent.splice(0, place + 1);
      return false;
    }
    if (word === this.known) return false;
    this.known = word;
    this.sent = [];
    return true;
  }
}
