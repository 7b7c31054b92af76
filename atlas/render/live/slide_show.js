// Slides that fill the window, above everything else on the page, until somebody ends it.

import { element } from "./dom.js";

/** @typedef {{html: string, title: string, end: string}} Data the slides as a page of their own, and what it is called */

/** @param {import("./render_call.js").Component<Data>} component */
export function render({ data: { html, title, end }, parentElement }) {
  const frame = element("iframe", { title, srcdoc: html, allow: "fullscreen", style: "flex: 1; border: 0" });
  const close = element("button", { type: "button", class: "end" }, end);
  const dialog = element("dialog", { "aria-label": title }, element("style", {}, STYLE), close, frame);
  const closeDialog = () => {
    if (document.fullscreenElement) document.exitFullscreen();
    dialog.close();
  };
  close.addEventListener("click", closeDialog);
  frame.addEventListener("load", () => {
    frame.contentWindow?.addEventListener("keydown", ({ key }) => { if (key === "Escape") closeDialog(); });
    frame.focus();
  });
  // the frame would show its slides and hear keys when it is closed
  dialog.addEventListener("close", () => frame.remove());
  parentElement.replaceChildren(dialog);
  dialog.showModal();
  return () => dialog.remove();
}

const STYLE = `
  dialog {
    width: 100vw; height: 100vh; max-width: none; max-height: none;
    margin: 0; padding: 0; border: 0; background: #11181c;
  }
  dialog[open] { display: flex; }
  .end {
    position: absolute; top: 0.5rem; right: 0.5rem; padding: 0.5rem 0.75rem;
    font: inherit; color: #18242b; background: #ffffff; border: 1px solid #18242b;
  }
  .end:not(:focus-visible) { opacity: 0; pointer-events: none; }
`;
