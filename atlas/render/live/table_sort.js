// Tables whose heads sort them: by a click, by keyboard, and back to the official order.

import { element } from "./dom.js";

const COLLATOR = new Intl.Collator("de", { numeric: true });
/** What a click leads to: numbers are first asked for from high to low. @type {Record<string, Record<string, string>>} */
const NEXT = {
  number: { none: "descending", descending: "ascending", ascending: "none" },
  text: { none: "ascending", ascending: "descending", descending: "none" },
};

/** Turn the heads of a table into buttons. @param {HTMLTableElement} table */
export function makeSortable(table) {
  const [body] = table.tBodies;
  const official = [...body.rows];
  const heads = [...table.querySelectorAll("thead th")];
  heads.forEach((head, column) => {
    head.setAttribute("aria-sort", "none");
    const sort = () => {
      const kind = head.classList.contains("atlas-number") ? "number" : "text";
      const order = NEXT[kind][head.getAttribute("aria-sort") ?? "none"];
      for (const other of heads) other.setAttribute("aria-sort", other === head ? order : "none");
      body.append(...sorted(official, column, order));
    };
    head.replaceChildren(element("button", { type: "button", class: "atlas-sort", onclick: sort }, ...head.childNodes));
  });
}

/** Units in order, those without value behind them; totals are in the foot. @param {HTMLTableRowElement[]} rows @param {number} column @param {string} order */
function sorted(rows, column, order) {
  if (order === "none") return rows;
  const units = rows.map((row) => ({ row, key: keyOf(row.cells[column]) }));
  const sign = order === "ascending" ? 1 : -1;
  units.sort((a, b) => Number(a.key === null) - Number(b.key === null) || sign * compared(a.key, b.key));
  return units.map(({ row }) => row);
}

/** A number, a text, or null for a cell without value. @param {HTMLTableCellElement} cell */
function keyOf(cell) {
  const { number } = cell.dataset;
  if (number !== undefined) return Number(number);
  return cell.classList.contains("atlas-number") ? null : cell.textContent ?? "";
}

/** @param {number | string | null} a @param {number | string | null} b */
function compared(a, b) {
  return typeof a === "number" && typeof b === "number" ? a - b : COLLATOR.compare(String(a), String(b));
}
