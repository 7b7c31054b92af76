// What Streamlit's pages lack around our own: heads that sort tables, a hint where these are wide,
// a sign that a file is being made, a way past the menu, and a menu that closes on a phone.

import { element } from "./dom.js";
import { loadTexts } from "./loading.js";
import { makeSortable } from "./table_sort.js";

const NARROW = "(max-width: 768px)"; // where Streamlit lays its sidebar over the page
const MOST_WAITING = 120_000; // milliseconds after which nobody believes any more that a file comes
const SIDEBAR_OPENER = '[data-testid="stExpandSidebarButton"]';
const SIDEBAR_CLOSER = '[data-testid="stSidebar"][data-collapsed="false"] [data-testid="stSidebarCollapseButton"] button';
const DOWNLOAD = '[data-testid="stDownloadButton"] button';
const MAIN = "stMain";
const RETRY = 2000; // milliseconds
const READING = 1500; // milliseconds: whoever clicks sooner shall not wait for other pages' code
const FOR_OTHER_PAGES = 'link[rel="atlas-later"]';
const IS_DONE = '[data-testid="stApp"][data-test-script-state="notRunning"] h1';

const whenIdle = window.requestIdleCallback ?? ((/** @type {() => void} */ act) => setTimeout(act, 200)); // Safari

let isLookingSoon = false;
let isLoadingOthers = false;
let shownAddress = location.href;

const texts = await textsAtLast();
const status = element("p", { class: "atlas-hidden", role: "status" });

/** The words of the frame: a server that is being started again gives them later. */
async function textsAtLast() {
  for (;;) {
    try {
      return await loadTexts();
    } catch {
      await new Promise((resolve) => { setTimeout(resolve, RETRY); });
    }
  }
}

/** Look through the page once per picture, however much of it changed. */
function lookSoon() {
  if (isLookingSoon) return;
  isLookingSoon = true;
  window.requestAnimationFrame(() => {
    isLookingSoon = false;
    document.querySelectorAll("table.atlas-sortable:not(.is-ready)").forEach((table) => {
      table.classList.add("is-ready");
      makeSortable(/** @type {HTMLTableElement} */ (table));
    });
    document.querySelectorAll(".atlas-scroll:not(.is-watched)").forEach(watchWidth);
    document.querySelector(SIDEBAR_OPENER)?.setAttribute("aria-label", texts.menu);
    nameInGerman();
    closeMenuAfterChoice();
    if (!isLoadingOthers && document.querySelector(IS_DONE)) loadOtherPages();
  });
}

/** Screen readers read out labels that Streamlit has in English only. */
function nameInGerman() {
  for (const part of document.querySelectorAll("[aria-label]")) {
    const english = part.getAttribute("aria-label") ?? "";
    const [, removed] = /^Remove (.+)$/.exec(english) ?? [];
    const german = removed ? texts["label Remove"].replace("{name}", () => removed) : texts[`label ${english}`];
    if (german) part.setAttribute("aria-label", german);
  }
}

/** Load the code of the other pages, piece by piece while somebody reads this one. */
async function loadOtherPages() {
  isLoadingOthers = true;
  await new Promise((resolve) => { setTimeout(resolve, READING); });
  for (const link of document.querySelectorAll(FOR_OTHER_PAGES)) {
    await new Promise((resolve) => { whenIdle(resolve); });
    // whoever shows it asks again, and says so if it can't be had
    await import(/** @type {HTMLLinkElement} */ (link).href).catch(() => {});
    link.classList.add("is-there");
  }
}

// told of sizes after the browser laid the page out: asking for them would make it do so at once
const widths = new ResizeObserver((changes) => {
  for (const frame of new Set(changes.map(({ target }) => target.closest(".atlas-scroll")))) {
    if (frame) frame.parentElement?.classList.toggle("is-wide", frame.scrollWidth > frame.clientWidth + 1);
  }
});

/** A table wider than its frame says that it can be moved. @param {Element} frame */
function watchWidth(frame) {
  frame.classList.add("is-watched");
  for (const box of [frame, ...frame.children]) widths.observe(box);
}

/** Whatever is chosen is in the address: on a phone the menu then gives way to what it is about. */
function closeMenuAfterChoice() {
  if (shownAddress === location.href) return;
  shownAddress = location.href;
  if (matchMedia(NARROW).matches) /** @type {HTMLElement | null} */ (document.querySelector(SIDEBAR_CLOSER))?.click();
}

/** The first thing the keyboard reaches leads past menu and choices. */
function addSkipLink() {
  const skip = (/** @type {Event} */ event) => {
    event.preventDefault();
    const headline = document.querySelector(`[data-testid="${MAIN}"] h1`);
    headline?.setAttribute("tabindex", "-1");
    /** @type {HTMLElement | null} */ (headline)?.focus();
  };
  document.body.prepend(element("a", { class: "atlas-skip", href: "#", onclick: skip }, texts.skip), status);
}

/** From the click until the browser gets it, the button of a file says that it is being made. */
function showProgress() {
  /** @type {HTMLElement | undefined} */
  let waiting;
  const end = (/** @type {string} */ word) => {
    if (!waiting) return;
    delete waiting.dataset.busy;
    waiting.removeAttribute("aria-busy");
    waiting = undefined;
    status.textContent = word;
  };
  document.addEventListener("click", ({ target }) => {
    const button = target instanceof Element ? /** @type {HTMLElement | null} */ (target.closest(DOWNLOAD)) : null;
    if (!button) return;
    end("");
    waiting = button;
    button.dataset.busy = texts.making;
    button.setAttribute("aria-busy", "true");
    status.textContent = texts.making;
    window.setTimeout(() => waiting === button && end(""), MOST_WAITING);
  }, { capture: true });
  // Streamlit hands a file over by clicking a link that is not on the page: no event tells of it
  const { click } = HTMLElement.prototype;
  HTMLAnchorElement.prototype.click = function handedOver() {
    if (this.hasAttribute("download")) end(texts.made);
    click.call(this);
  };
}

addSkipLink();
showProgress();
new MutationObserver(lookSoon).observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["data-collapsed", "data-test-script-state"] });
addEventListener("resize", lookSoon);
lookSoon();
