// Decodes what the server sends: a header and one byte per unit and year (atlas/render/live/message.py).

/**
 * @typedef {object} Entry how units are drawn, and how a legend lists that
 * @property {string} label
 * @property {string} colour
 * @property {string} sign "" for a class of values
 * @property {boolean} hatched
 * @property {boolean} [withinChance] hatched because chance alone may have made the change
 * @property {number | null} lower
 * @property {number | null} upper
 * @property {[column: number, row: number] | null} cell in the legend of two indicators
 *
 * @typedef {object} Column one year
 * @property {number} year
 * @property {string} label
 * @property {number[]} counts units per line of the legend
 * @property {string} area the whole area's value in words, "" if there is none
 * @property {[entry: number, part: number] | null} areaMark where it lies in the legend
 * @property {Uint8Array} codes entry of each unit
 * @property {Uint8Array} sizes radius of each unit's circle, in 255ths of the largest
 * @property {string[]} texts figure of each unit; empty where there is no room for them
 *
 * @typedef {object} Message
 * @property {string} geometry address of the geometry file below the static folder
 * @property {string} ground address of the geometry of the whole area, "" where the units cover it
 * @property {string} channel name all parts of the page share
 * @property {string} slot under which the map's details are sent
 * @property {string} title
 * @property {string} unit of the figures
 * @property {"choropleth" | "circles" | "bivariate"} kind
 * @property {Entry[]} legend one entry per code
 * @property {Entry[]} lines of the legend as it is read
 * @property {string} areaLabel
 * @property {Column[]} columns
 * @property {number} current index of the page's year
 * @property {string[]} selection
 * @property {boolean} compact
 * @property {boolean} multiples
 * @property {import("./background.js").Background | null} background
 * @property {{from: number, to: number, counts: number[]} | null} bins
 * @property {[label: string, size: number][]} circles of the legend, area as a part of the largest
 * @property {string[]} axes of the legend of two indicators
 * @property {string[][]} axisClasses classes of each of the two, from low to high
 */

/** @param {Uint8Array} bytes @returns {Message} */
export function decodeMessage(bytes) {
  const length = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0, true);
  const header = JSON.parse(new TextDecoder().decode(bytes.subarray(4, 4 + length)));
  let offset = 4 + length;
  const next = () => {
    const perUnit = bytes.subarray(offset, offset + header.units);
    offset += header.units;
    return perUnit;
  };
  const columns = header.columns.map((/** @type {any[]} */ [year, label, counts, area, areaMark], /** @type {number} */ index) => (
    { year, label, counts, area, areaMark, codes: next(), sizes: new Uint8Array(0), texts: header.texts?.[index] ?? [] }
  ));
  if (header.kind === "circles") for (const column of columns) column.sizes = next();
  return { circles: [], axes: [], axisClasses: [], ...header, legend: header.legend.map(entryOf), lines: header.lines.map(entryOf), columns };
}

/** @param {any[]} entry @returns {Entry} */
function entryOf([label, colour, sign, hatching, lower, upper, cell]) {
  return { label, colour, sign, hatched: hatching > 0, withinChance: hatching > 1, lower, upper, cell };
}

/** The message of an address; none where the server has none. @param {string} address */
export async function fetchMessage(address) {
  const response = await fetch(address);
  return response.ok ? decodeMessage(new Uint8Array(await response.arrayBuffer())) : null;
}
