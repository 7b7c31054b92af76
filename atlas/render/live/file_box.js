// A field for a file: the browser reads it and sends its text, so that the server takes no uploads.

import { element, styleSheet } from "./dom.js";

/** @typedef {{label: string, ending: string, most: number}} Data `most` bytes are read: the server says whether that is too much */

/** @param {import("./render_call.js").Component<Data>} component */
export function render({ data: { label, ending, most }, parentElement, setTriggerValue }) {
  const send = async () => {
    const file = input.files?.[0];
    // the same file can be chosen again
    if (file) setTriggerValue("text", await file.slice(0, most).text());
    input.value = "";
  };
  const input = element("input", { type: "file", id: "file", accept: ending, onchange: send });
  parentElement.replaceChildren(styleSheet("file_box.css"), element("label", { for: "file" }, label), input);
}
