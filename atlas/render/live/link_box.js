// The address of the page as it is, to copy; only the browser knows which part of the map is in view.

import { element, styleSheet } from "./dom.js";
import { withView } from "./view_address.js";

/** @typedef {{label: string, copy: string, copied: string, marked: string, address: string}} Data address with the choices the server knows */

/** @param {import("./render_call.js").Component<Data>} component */
export function render({ data: { label, copy, copied, marked, address }, parentElement }) {
  const link = withView(new URL(address, location.href)).href;
  const box = element("textarea", { id: "link", readonly: true, rows: 4, onfocus: () => box.select() }, link);
  const said = element("span", { role: "status" });
  const put = async () => {
    box.select();
    try {
      await navigator.clipboard.writeText(link);
      said.textContent = copied;
    } catch { // without a secure connection there is no clipboard: the text is marked all the same
      said.textContent = marked;
    }
  };
  parentElement.replaceChildren(
    styleSheet("link_box.css"),
    element("label", { for: "link" }, label),
    box,
    element("p", {}, element("button", { type: "button", onclick: put }, copy), said),
  );
}
