"""How soon a page is complete after another area, level or year was chosen, with the shipped data.

Beside it a Streamlit page of the same three boxes and one line of text.
"""

from __future__ import annotations

import os
import tempfile
import time
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.browser import ROOT, chromium, running

RUNS = 5
LIMIT = 0.5
START_LIMIT = 3.0
AREA, LEVEL, YEAR = "Stadt / Kreis", "Räumliche Ebene", "Berichtsjahr"
MUSTERSTADT, RHEIN_BERG = "Musterstadt", "Rheinisch-Bergischer Kreis"
# what is chosen in which box, and what the line above the page says then
CHANGES = (
    (YEAR, "2022", "2022"),
    (YEAR, "2024", "2024"),
    (LEVEL, "Sozialräume", "Sozialräume"),
    (LEVEL, "Bezirke", "Bezirke"),
    (AREA, RHEIN_BERG, RHEIN_BERG),
    (AREA, MUSTERSTADT, MUSTERSTADT),
)
STEMS = ("uebersicht", "karte", "tabelle", "diagramme")
EMPTY_APP = f"""import streamlit as st
area = st.sidebar.selectbox("{AREA}", ["{MUSTERSTADT}", "{RHEIN_BERG}"])
level = st.sidebar.selectbox("{LEVEL}", ["Bezirke", "Sozialräume"])
year = st.sidebar.selectbox("{YEAR}", ["2024", "2022"])
st.html(f'<p class="atlas-chosen">{{area}} {{level}} {{year}}</p>')
"""
COMPLETE = """
(word) => document.querySelector(".atlas-chosen")?.textContent.includes(word)
  && document.querySelector("[data-testid=stApp]").dataset.testScriptState === "notRunning"
"""


def choose(page: Page, label: str, word: str) -> float:
    """Choose in a box of Streamlit or in a plain one; return when that was."""
    box = page.get_by_label(label, exact=True)
    if box.evaluate("(box) => box.tagName") == "SELECT":
        start = time.perf_counter()
        box.select_option(word)
        return start
    box.click()
    option = page.get_by_role("option", name=word, exact=True)
    option.wait_for()
    start = time.perf_counter()
    option.click()
    return start


def changed(page: Page, label: str, word: str, line: str) -> float:
    """Seconds from the choice until the whole page says it."""
    start = choose(page, label, word)
    page.wait_for_function(COMPLETE, arg=line)
    taken = time.perf_counter() - start
    page.wait_for_timeout(400)  # a person looks before the next change
    return taken


def measure(browser: Browser, address: str, name: str) -> None:
    """Change everything once for the first time, then again and again."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="de-DE")
    page = context.new_page()
    page.goto(address)
    page.wait_for_function(COMPLETE, arg=MUSTERSTADT, timeout=60_000)
    page.wait_for_timeout(1_000)
    first = [changed(page, *change) for change in CHANGES]
    again = [[changed(page, *change) for change in CHANGES] for _ in range(RUNS)]
    for number, (label, word, _) in enumerate(CHANGES):
        usual = median(run[number] for run in again)
        verdict = "ja" if max(usual, first[number]) <= LIMIT else "NEIN"
        print(f"{name:11} {label:16} {word:27} {first[number]:5.2f} s {usual:6.2f} s   {verdict}")
    context.close()


def start(browser: Browser) -> None:
    """Seconds from the start of the program until its first page is complete in a browser."""
    begin = time.perf_counter()
    with running(ROOT / "app.py") as server:
        ready = time.perf_counter() - begin
        page = browser.new_page(locale="de-DE")
        page.goto(server.address)
        page.wait_for_function(COMPLETE, arg=MUSTERSTADT, timeout=60_000)
        whole = time.perf_counter() - begin
        page.close()
    verdict = "ja" if ready <= START_LIMIT else "NEIN"
    print(f"Start bis zur Antwort {ready:.2f} s ({verdict}), bis zur ersten Seite {whole:.2f} s")


def main() -> None:
    """Measure every page, then the one beside them."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        browser = chromium(play)
        start(browser)
        print(f"{'Seite':11} {'Feld':16} {'Wahl':27} {'erstmals':>7} {'wieder':>8}")
        with running(ROOT / "app.py") as server:
            for stem in STEMS:
                measure(browser, f"{server.address}/{stem}?gebiet=musterstadt&jahr=2024", stem)
        script = Path(folder) / "leer.py"
        script.write_text(EMPTY_APP, encoding="utf-8")
        with running(script) as empty:
            measure(browser, empty.address, "leere Seite")
        browser.close()
    print(f"Median von {RUNS}; Last {os.getloadavg()[0]:.1f} auf {os.cpu_count()} Kernen")


if __name__ == "__main__":
    main()
