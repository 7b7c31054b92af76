// A field for a file: the browser reads it and sends its text, so that the server takes no uploads.

import { element, styleSheet } from "./dom.js";

/**
 * @typedef {{label: string, ending: string, most: number, binary?: boolean}} Data `most` bytes are
 *   read: the server says whether that is too much. Of `binary` files the bytes are sent, in Base64.
 */

/** @param {import("./render_call.js").Component<Data>} component */
export function render({ data: { label, ending, most, binary }, parentElement, setTriggerValue }) {
  const send = async () => {
    const file = input.files?.[0];
    if (file && binary) setTriggerValue("file", { name: file.name, base64: await base64(file.slice(0, most)) });
    else if (file) setTriggerValue("text", await file.slice(0, most).text());
    // the same file can be chosen again
    input.value = "";
  };
  const input = element("input", { type: "file", id: "file", accept: ending, onchange: send });
  parentElement.replaceChildren(styleSheet("file_box.css"), element("label", { for: "file" }, label), input);
}

/** @param {Blob} blob @returns {Promise<string>} */
function base64(blob) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ""));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}
