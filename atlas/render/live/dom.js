// Elements whose content is always text, never markup: names may hold anything.

const SVG = "http://www.w3.org/2000/svg";

/** @typedef {string | number | boolean | ((event: any) => void)} AttributeValue "onclick" etc. take functions */
/** @typedef {Record<string, AttributeValue>} Attributes */

/**
 * @template {keyof HTMLElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Attributes} [attributes]
 * @param {...(Node | string)} children
 */
export function element(tag, attributes = {}, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

/**
 * The same for SVG.
 * @template {keyof SVGElementTagNameMap} Tag
 * @param {Tag} tag
 * @param {Attributes} [attributes]
 * @param {...(Node | string)} children
 */
export function svgElement(tag, attributes = {}, ...children) {
  return filled(document.createElementNS(SVG, tag), attributes, children);
}

/** A link to a style sheet that lies beside this file. @param {string} name */
export function styleSheet(name) {
  return element("link", { rel: "stylesheet", href: new URL(name, import.meta.url).href });
}

/**
 * Wait for a style sheet on the page; an error if it can't be had.
 * @param {HTMLLinkElement} link
 * @returns {Promise<unknown>}
 */
export function loaded(link) {
  return new Promise((resolve, reject) => {
    link.addEventListener("load", resolve);
    link.addEventListener("error", () => reject(new Error(link.href)));
  });
}

/** Every canvas has a 2D context, unless it was asked for another before. @param {HTMLCanvasElement} canvas */
export function contextOf(canvas) {
  return /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
}

/**
 * @template {Element} Filled
 * @param {Filled} target
 * @param {Attributes} attributes
 * @param {(Node | string)[]} children
 */
function filled(target, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") target.addEventListener(name.slice(2), value);
    // ARIA says "true" and "false"; an empty word would mean neither
    else if (name.startsWith("aria-")) target.setAttribute(name, String(value));
    else if (value !== false) target.setAttribute(name, value === true ? "" : String(value));
  }
  target.append(...children);
  return target;
}
