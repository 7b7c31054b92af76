// Elements whose content is always text, never markup: names may hold anything.

/**
 * @param {string} tag
 * @param {Record<string, string | number | boolean | EventListener>} [attributes] "onclick" etc. take functions
 * @param {...(Node | string)} children
 */
export function element(tag, attributes = {}, ...children) {
  return filled(document.createElement(tag), attributes, children);
}

/** The same for SVG. */
export function shape(tag, attributes = {}, ...children) {
  return filled(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

/** A style sheet that lies beside this file. @param {string} name */
export function sheet(name) {
  return element("link", { rel: "stylesheet", href: new URL(name, import.meta.url).href });
}

/** Wait for a style sheet on the page; an error if it can't be had. @param {HTMLElement} link */
export function styled(link) {
  return new Promise((done, failed) => {
    link.addEventListener("load", done);
    link.addEventListener("error", () => failed(new Error(link.href)));
  });
}

function filled(made, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name.slice(2), value);
    // ARIA says "true" and "false"; an empty word would mean neither
    else if (name.startsWith("aria-")) made.setAttribute(name, String(value));
    else if (value !== false) made.setAttribute(name, value === true ? "" : String(value));
  }
  made.append(...children);
  return made;
}
