// Values that both the browser and the server may change.

let lastSend = -Infinity;

/** Milliseconds since this page last sent the server a value. */
export function sinceLastSend() {
  return performance.now() - lastSend;
}

/**
 * What the server only repeats of what the page sent is no remote change: an older echo must not
 * undo a newer click.
 * @template Value anything JSON can write
 */
export class SyncedValue {
  /** @param {(value: Value) => void} [transmit] not needed where another part of the page sends */
  constructor(transmit = () => {}) {
    this.transmit = transmit;
    /** @type {string[]} sent and not yet repeated, as JSON, oldest first */
    this.expectedEchoes = [];
    this.latest = "";
  }

  /** @param {Value} value */
  send(value) {
    this.expectEcho(value);
    lastSend = performance.now();
    this.transmit(value);
  }

  /** Another part of the page sends this value: its echo is no remote change either. @param {Value} value */
  expectEcho(value) {
    this.latest = JSON.stringify(value);
    this.expectedEchoes.push(this.latest);
  }

  /** Whether somebody else chose what came from the server; takes note of it. @param {Value} value */
  isRemoteChange(value) {
    const json = JSON.stringify(value);
    const echo = this.expectedEchoes.indexOf(json);
    if (echo >= 0) {
      this.expectedEchoes.splice(0, echo + 1);
      return false;
    }
    if (json === this.latest) return false;
    this.latest = json;
    this.expectedEchoes = [];
    return true;
  }
}
