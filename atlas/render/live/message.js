// Reads what the server sends: a header and one byte per unit and year (atlas/render/live_message.py).

/**
 * @typedef {object} Entry one line of the legend
 * @property {string} label
 * @property {string} colour
 * @property {string} sign "" for a class of values
 * @property {boolean} hatched
 * @property {?number} lower
 * @property {?number} upper
 * @property {?number[]} place column and row in the legend of two indicators
 *
 * @typedef {object} Column one year
 * @property {number} year
 * @property {string} label
 * @property {number[]} counts units per entry of the legend
 * @property {string} area the whole area's value in words, "" if there is none
 * @property {?number[]} mark where it lies: entry and part of it
 * @property {Uint8Array} codes entry of each unit
 * @property {Uint8Array} sizes radius of each unit's circle, in 255ths of the largest
 */

/** @param {Uint8Array} bytes */
export function read(bytes) {
  const length = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
  const legend = header.legend.map(([label, colour, sign, hatched, lower, upper, place]) => (
    { label, colour, sign, hatched: Boolean(hatched), lower, upper, place }
  ));
  let at = 4 + length;
  const next = () => {
    const found = bytes.subarray(at, at + header.units);
    at += header.units;
    return found;
  };
  const columns = header.columns.map(([year, label, counts, area, mark]) => (
    { year, label, counts, area, mark, codes: next(), sizes: new Uint8Array(0) }
  ));
  if (header.kind === "circles") for (const column of columns) column.sizes = next();
  return { ...header, legend, columns };
}
