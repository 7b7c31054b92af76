// The tooltip of a map: beside the pointer, and never beyond the frame.

const DISTANCE = 14; // pixels from the pointer

export class Tip {
  unit = -1;
  pointer = { x: 0, y: 0 };

  /** @param {HTMLElement} root @param {HTMLElement} frame @param {(unit: number) => Node[]} content what it says of a unit */
  constructor(root, frame, content) {
    this.root = root;
    this.frame = frame;
    this.content = content;
  }

  get isHidden() {
    return this.root.hidden;
  }

  hide() {
    this.root.hidden = true;
  }

  /** @param {number} unit @param {{x: number, y: number}} pointer */
  show(unit, pointer) {
    this.pointer = pointer;
    const isWritten = this.unit === unit && !this.root.hidden;
    this.root.hidden = false;
    if (isWritten) this.place();
    else this.write(unit);
  }

  /** There is more to say of a unit. @param {number} unit */
  refresh(unit) {
    if (!this.root.hidden && this.unit === unit) this.write(unit);
  }

  /** @param {number} unit */
  write(unit) {
    this.unit = unit;
    this.root.replaceChildren(...this.content(unit));
    this.place();
  }

  /** On the side of the pointer that has room. */
  place() {
    const { pointer: { x, y }, root: { offsetWidth, offsetHeight }, frame: { clientWidth, clientHeight } } = this;
    const left = placed(x, offsetWidth, clientWidth);
    this.root.style.transform = `translate(${left}px, ${placed(y, offsetHeight, clientHeight)}px)`;
  }
}

/** Where something begins beside a position within a room. @param {number} at @param {number} size @param {number} room */
function placed(at, size, room) {
  const start = at + DISTANCE + size > room ? at - DISTANCE - size : at + DISTANCE;
  return Math.max(0, Math.min(start, room - size));
}
