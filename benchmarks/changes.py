"""How soon a page is complete after another area, level or year was chosen, with the shipped data.

Beside it a Streamlit page of the same three boxes and one line of text. Then how soon the map
alone is painted after another level or area was chosen, and how soon a changed figure is on the
next page.
"""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.browser import LOST, PAINTED, ROOT, chromium, running

RUNS = 5
LIMIT = 0.5
START_LIMIT = 3.0
MAP_LIMIT = 0.3
CELL_LIMIT = 1.0
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
MAP_CHANGES = CHANGES[2:]
"""Those that need another map: its boundaries are others."""
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
ARM = f"""
(before) => {{
  {PAINTED}
  window.taken = new Promise((done) => {{
    let pressed = 0;
    const press = (event) => {{ pressed = event.timeStamp; }};
    window.addEventListener("click", press, {{ capture: true }});
    window.addEventListener("atlas-drawn", async function drawn(event) {{
      if (event.composedPath()[0] === before) return;
      window.removeEventListener("click", press, {{ capture: true }});
      window.removeEventListener("atlas-drawn", drawn);
      done(await painted() - pressed);
    }});
  }});
}}
"""
"""Another level or area has a map of its own: wait for its first picture, not one of `before`.

Counted from the last click, the choice; the one before it opened the list.
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


def measure_map(browser: Browser, address: str) -> None:
    """Choose another level or area; seconds from the click to the picture of its map."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="de-DE")
    page = context.new_page()
    page.goto(address)
    page.wait_for_function(COMPLETE, arg=MUSTERSTADT, timeout=60_000)
    page.wait_for_timeout(1_000)
    taken: dict[tuple[str, str], list[float]] = {}
    for _ in range(RUNS + 1):
        for label, word, line in MAP_CHANGES:
            page.locator(".live-map").first.evaluate(ARM)
            choose(page, label, word)
            taken.setdefault((label, word), []).append(float(page.evaluate(LOST)) / 1000)
            page.wait_for_function(COMPLETE, arg=line)
            page.wait_for_timeout(400)
    for (label, word), (first, *again) in taken.items():
        usual = median(again)
        verdict = "ja" if usual <= MAP_LIMIT else "NEIN"
        print(f"Kartenbild  {label:16} {word:27} {first:5.2f} s {usual:6.2f} s   {verdict}")
    context.close()


def measure_cell(browser: Browser, folder: Path) -> None:
    """Change a figure of Musterstadt; seconds from the next click to the page that shows it."""
    shutil.copytree(ROOT / "data", folder / "data")
    table = folder / "data" / "indicators" / "musterstadt" / "2024.csv"
    environment = {"ATLAS_DATA": str(folder / "data"), "ATLAS_HOME": str(folder / "home")}
    with running(ROOT / "app.py", environment) as server:
        page = browser.new_page(locale="de-DE")
        address = "karte?gebiet=musterstadt&ebene=stadt&indikator=dem_ew&jahr=2024"
        page.goto(f"{server.address}/{address}")
        page.wait_for_function(COMPLETE, arg=MUSTERSTADT, timeout=60_000)
        changed_ones, unchanged = [], []
        for _ in range(RUNS):
            unchanged.append(_to_table(page, _total(table)))
            changed_ones.append(_to_table(page, _add_resident(table)))
        page.close()
    verdict = "ja" if max(changed_ones) <= CELL_LIMIT else "NEIN"
    print(
        f"Geänderte Zahl bis zur nächsten Seite {median(changed_ones):.2f} s, höchstens "
        f"{max(changed_ones):.2f} s ({verdict}); ohne Änderung {median(unchanged):.2f} s"
    )


def _to_table(page: Page, residents: int) -> float:
    """Click from the map to the table; return when it shows the number, and go back."""
    page.wait_for_timeout(1_000)
    number = f"{residents:,}".replace(",", ".")
    start = time.perf_counter()
    page.get_by_role("link", name="Tabelle").first.click()
    page.locator(f"table.atlas-table :text('{number}')").first.wait_for()
    taken = time.perf_counter() - start
    page.get_by_role("link", name="Karte").first.click()
    page.locator(".live-map .legend").first.wait_for()
    return taken


def _add_resident(table: Path) -> int:
    """Let one more person live in the first base unit; return the residents of the town."""
    lines = table.read_text("utf-8").splitlines()
    row = next(number for number, line in enumerate(lines) if line.startswith("baublockgruppe;"))
    cells = lines[row].split(";")
    cells[3] = str(int(cells[3]) + 1)
    lines[row] = ";".join(cells)
    table.write_text("\n".join([*lines, ""]), "utf-8")
    return _total(table)


def _total(table: Path) -> int:
    rows = [line.split(";") for line in table.read_text("utf-8").splitlines()]
    return sum(int(row[3]) for row in rows if row[0] == "baublockgruppe" and row[3] != "–")


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
            measure_map(browser, f"{server.address}/karte?gebiet=musterstadt&jahr=2024")
        script = Path(folder) / "leer.py"
        script.write_text(EMPTY_APP, encoding="utf-8")
        with running(script) as empty:
            measure(browser, empty.address, "leere Seite")
        measure_cell(browser, Path(folder))
        browser.close()
    print(f"Median von {RUNS}; Last {os.getloadavg()[0]:.1f} auf {os.cpu_count()} Kernen")


if __name__ == "__main__":
    main()
