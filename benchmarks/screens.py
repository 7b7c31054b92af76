"""How soon the pages are complete in a fresh Chromium, beside Streamlit pages of one title each."""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.browser import ROOT, chromium, running

Kind = tuple[str, str]
Pages = dict[str, tuple[str, tuple[str, ...]]]

RUNS = 5
READING = 3000
"""Milliseconds."""
TABLE, CHART = "table.atlas-table", "[data-testid=stVegaLiteChart] .marks"
# per page its name in the navigation, and what has to be seen: headline and figure
OURS: Pages = {
    "uebersicht": ("Übersicht", ("h1.atlas-headline", ".atlas-tile-value")),
    "karte": ("Karte", ("h1.atlas-headline", ".live-map .legend")),
    "tabelle": ("Tabelle", ("h1.atlas-headline", TABLE)),
    "diagramme": ("Diagramme", ("h1.atlas-headline", CHART)),
    "methodik": ("Methodik und Quellen", ("h1:has-text('Methodik')", "dl.atlas-facts", TABLE)),
}
EMPTY: Pages = {name: (name, (f"h1:has-text('{name}')",)) for name in ("eins", "zwei")}
ARM = """
addEventListener("click", (event) => { window.pressed = event.timeStamp; }, { capture: true })
"""
SINCE_CLICK = "(performance.now() - window.pressed) / 1000"
"""From the click itself: what looks for the link and moves the mouse there isn't of the page."""
EMPTY_APP = """import streamlit as st
def start(): st.title("start")
def eins(): st.title("eins")
def zwei(): st.title("zwei")
pages = [st.Page(page, title=page.__name__) for page in (start, eins, zwei)]
st.navigation(pages, position="top").run()
"""


def until_seen(page: Page, selectors: tuple[str, ...], start: float) -> float:
    """Wait until everything is visible and return the seconds since the start."""
    for selector in selectors:
        page.locator(selector).first.wait_for()
    return time.perf_counter() - start


def visit(browser: Browser, address: str, pages: Pages, stem: str) -> dict[Kind, float]:
    """Open a page by its address in a fresh window, then go to the next one by a click."""
    following = [*pages, *pages][list(pages).index(stem) + 1]
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="de-DE")
    page = context.new_page()
    start = time.perf_counter()
    page.goto(f"{address}/{stem}", wait_until="commit")
    opened = until_seen(page, pages[stem][1], start)
    page.wait_for_timeout(READING)  # a person reads before the next click
    name, selectors = pages[following]
    page.evaluate(ARM)
    page.get_by_role("link", name=name).first.click()
    until_seen(page, selectors, start)
    changed = page.evaluate(SINCE_CLICK)
    context.close()
    return {("Adresse", stem): opened, ("Klick", following): changed}


def main() -> None:
    """Take turns between the atlas and the empty pages, so that a busy machine slows both."""
    times: dict[Kind, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        script = Path(folder) / "leer.py"
        script.write_text(EMPTY_APP, encoding="utf-8")
        with running(ROOT / "app.py") as ours, running(script) as empty:
            browser = chromium(play)
            apps = ((ours.address, OURS), (empty.address, EMPTY))
            for address, pages in apps:  # a visit to warm the servers doesn't count
                visit(browser, address, pages, next(iter(pages)))
            turns = [(*app, stem) for app in apps for stem in app[1]] * RUNS
            for address, pages, stem in turns:
                for key, taken in visit(browser, address, pages, stem).items():
                    times.setdefault(key, []).append(taken)
            browser.close()
    medians = {key: median(seconds) for key, seconds in times.items()}
    for kind in ("Adresse", "Klick"):
        base = median(medians[kind, stem] for stem in EMPTY)
        for stem in (*OURS, *EMPTY):
            ratio = medians[kind, stem] / base
            print(f"{kind:8} {stem:10} {medians[kind, stem]:5.2f} s {ratio:5.1f} × leere Seite")
    print(f"Median von {RUNS}; Last {os.getloadavg()[0]:.1f} auf {os.cpu_count()} Kernen")


if __name__ == "__main__":
    main()
