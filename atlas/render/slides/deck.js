// One slide at a time, turned by keyboard, clicker or click. Without this program all of them stand below each other.

(() => {
  const root = document.documentElement;
  const slides = /** @type {HTMLElement[]} */ ([...document.querySelectorAll("section.slide")]);
  const said = /** @type {HTMLElement} */ (document.getElementById("folie"));
  const keys = /** @type {HTMLElement} */ (document.getElementById("tasten"));
  let current = 0;

  /** @param {number} number */
  function show(number) {
    current = Math.min(Math.max(number, 0), slides.length - 1);
    slides.forEach((slide, index) => { slide.hidden = index !== current; });
    const heading = slides[current].querySelector("h1, h2")?.textContent ?? "";
    const place = (said.dataset.form ?? "").replace("{number}", String(current + 1));
    said.textContent = `${place.replace("{total}", String(slides.length))}: ${heading}`;
  }

  function look() {
    const isDark = matchMedia("(prefers-color-scheme: dark)").matches;
    const shown = root.dataset.look ?? (isDark ? "dark" : "light");
    root.dataset.look = shown === "dark" ? "light" : "dark";
  }

  function fullScreen() {
    // where it isn't allowed the slides fill the window all the same
    const done = document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen?.();
    done?.catch(() => undefined);
  }

  const next = () => show(current + 1);
  const previous = () => show(current - 1);
  const black = () => root.classList.toggle("black");
  /** @type {Record<string, () => unknown>} */
  const commands = {
    ArrowRight: next, ArrowDown: next, PageDown: next, Enter: next, " ": next,
    ArrowLeft: previous, ArrowUp: previous, PageUp: previous, Backspace: previous,
    Home: () => show(0), End: () => show(slides.length - 1),
    f: fullScreen, F5: fullScreen, d: look, b: black, ".": black,
    h: () => { keys.hidden = !keys.hidden; },
  };

  addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const command = key === " " && event.shiftKey ? previous : commands[key];
    if (!command) return;
    event.preventDefault();
    command();
  });
  document.querySelector("main")?.addEventListener("click", (event) => {
    if (String(getSelection())) return;
    (event.clientX < innerWidth / 3 ? previous : next)();
  });
  root.classList.add("live");
  show(0);
})();
