"""The live map at four sizes, beside a folium rebuild of the same map in the same run."""

from __future__ import annotations

import argparse
import gzip
import os
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from urllib.request import Request, urlopen

from playwright.sync_api import Browser, Page, Playwright, sync_playwright

from atlas.atlas import Atlas
from atlas.model.quantities import Audience
from atlas.model.scope import Scope
from atlas.render.downloads import map_file
from atlas.render.live.geometry import geometry_bytes, units_in
from atlas.render.live.message import LiveView, message_bytes
from atlas.views.map.maps import choropleth, series
from benchmarks.browser import LOST, PAINTED, ROOT, Server, chromium, renderer_memory, running
from benchmarks.folium_map import rebuilt
from benchmarks.invented import COUNTRY, YEARS
from benchmarks.tessellation import land

SIZES = (86, 542, 2_000, 11_000)
RUNS = 10
SESSIONS = 20
QUIET = 3
"""Times in a row that a server has used no processor time until it counts as idle."""
MAP_YEARS = YEARS[-6:]
LATEST = MAP_YEARS[-1]
SCOPE = Scope(area=COUNTRY, level="gemeinde", indicator="ein_kinder_sgb2_u15", year=LATEST)
ADDRESS = f"karte?gebiet={SCOPE.area}&ebene={SCOPE.level}&indikator={SCOPE.indicator}"
TITLES = ("Einwohner unter 15 Jahren", "im SGB-II-Bezug (Abgrenzung")
"""Of the other indicator and of the one on the map."""
SMALL, MEDIUM, LARGE = 86, 542, 11_000
SLIDE = f"""
async (map, runs) => {{
  {PAINTED}
  const slider = map.querySelector(".years");
  const taken = [];
  for (let run = 0; run < runs; run += 1) {{
    // somebody who drags keeps to no frame
    await new Promise((done) => setTimeout(done, 20 + Math.random() * 40));
    slider.value = String((Number(slider.value) + 1) % (Number(slider.max) + 1));
    const start = performance.now();
    slider.dispatchEvent(new InputEvent("input", {{ bubbles: true, composed: true }}));
    taken.push(await painted() - start);
  }}
  return taken;
}}
"""
ARM = f"""
([pressing, year, title]) => {{
  {PAINTED}
  window.taken = new Promise((done) => {{
    let pressed = 0;
    const press = (event) => {{ pressed = event.timeStamp; }};
    window.addEventListener(pressing, press, {{ capture: true, once: true }});
    window.addEventListener("atlas-drawn", async function drawn(event) {{
      const map = event.composedPath()[0];
      if (map.dataset.year !== year) return;
      if (!map.querySelector(".legend-head").textContent.includes(title)) return;
      window.removeEventListener("atlas-drawn", drawn);
      done(await painted() - pressed);
    }});
  }});
}}
"""


@dataclass(frozen=True)
class Reading:
    """A figure, the limit it has to keep, and what folium needs; all in one unit."""

    what: str
    unit: str
    value: float
    limit: float | None = None
    folium: float | None = None

    def line(self, units: int) -> str:
        """Write one line of the table."""
        limit = verdict = folium = ""
        if self.limit is not None:
            limit = f"≤ {self.limit:.0f} {self.unit}"
            verdict = "ja" if self.value <= self.limit else "NEIN"
        if self.folium is not None:
            folium = f"{self.folium:9.0f} {self.unit}{self.folium / max(self.value, 1e-9):8.1f} ×"
        value = f"{self.value:9.1f} {self.unit}"
        return f"{units:6} {self.what:42}{value:14}{limit:12}{verdict:6}{folium}"


@dataclass(frozen=True)
class Rebuild:
    """What folium needs for the same map: seconds, bytes, and megabytes in the browser."""

    seconds: float
    size: int
    memory: float


def measure(browser: Browser, folder: Path, units: int, runs: int) -> Iterator[Reading]:
    """Measure everything at one size."""
    atlas = Atlas.open(folder, Audience.PUBLIC)
    rebuild = _folium(browser, atlas, runs=3 if units < LARGE else 1)
    yield from _files(atlas, units, rebuild)
    environment = {"ATLAS_DATA": str(folder), "ATLAS_HOME": str(folder / "home")}
    with running(ROOT / "app.py", environment) as server, _opened(browser) as page:
        received: list[int] = []

        def note(frame: str | bytes) -> None:
            received.append(len(frame))

        page.on("websocket", lambda socket: socket.on("framereceived", note))
        page.goto(f"{server.address}/{ADDRESS}&jahr={LATEST}")
        page.locator(".live-map .legend").first.wait_for(timeout=60_000)
        _wait_until_idle(page, server)
        live_map = page.locator(".live-map").first
        slid = live_map.evaluate(SLIDE, 2 * runs)
        millis = rebuild.seconds * 1000
        yield Reading("Schieber → Bild, Median", "ms", median(slid), 33, millis)
        _wait_until_idle(page, server)
        yield from _select(page, server, units, (runs, millis, received))
        limit = 300 if units == LARGE else None
        memory = renderer_memory(browser)
        yield Reading("Speicher im Browser", "MB", memory, limit, rebuild.memory)
        yield _fetched(page, units)


def _folium(browser: Browser, atlas: Atlas, runs: int) -> Rebuild:
    frame = atlas.boundaries(SCOPE.area, SCOPE.level)
    figures = choropleth(atlas, SCOPE).current_map.figures
    values = {figure.unit: figure.value or 0.0 for figure in figures}
    with _opened(browser) as page:
        page.goto("about:blank")
        taken = [rebuilt(page, frame, values) for _ in range(runs)]
        memory = renderer_memory(browser)
    return Rebuild(median(seconds for seconds, _ in taken), taken[0][1], memory)


def _files(atlas: Atlas, units: int, rebuild: Rebuild) -> Iterator[Reading]:
    """Measure what needs no browser: the message, the geometry, the printed map."""
    frame = atlas.boundaries(SCOPE.area, SCOPE.level)
    start = time.perf_counter()
    geometry = geometry_bytes(frame, atlas.level(SCOPE.area, SCOPE.level).units)
    yield Reading("Geometrie, Rechenzeit (einmal)", "ms", (time.perf_counter() - start) * 1000)
    yield Reading("Geometrie, unkomprimiert", "kB", len(geometry) / 1000)
    yield Reading("Geometrie, gzip -6", "kB", len(gzip.compress(geometry, 6)) / 1000)
    view = LiveView(
        geometry="geometry-0123456789abcdef.bin", channel="karte", slot="karte", current=LATEST
    )
    size = len(message_bytes(series(atlas, SCOPE), units_in(geometry), view))
    limit = 2 + units * len(MAP_YEARS) / 1000
    yield Reading("Nachricht an die Karte", "kB", size / 1000, limit, rebuild.size / 1000)
    limits = {SMALL: 1_000, LARGE: 6_000}
    spec = choropleth(atlas, SCOPE)
    map_file(spec, frame, "png")  # the first map loads matplotlib and its fonts
    start = time.perf_counter()
    map_file(spec, frame, "png")
    taken = (time.perf_counter() - start) * 1000
    yield Reading("PNG zum Drucken", "ms", taken, limits.get(units))


def _select(
    page: Page, server: Server, units: int, context: tuple[int, float, list[int]]
) -> Iterator[Reading]:
    """Choose years in the sidebar: each once for the first time, then again and again."""
    runs, rebuild, received = context
    years = [str(year) for year in MAP_YEARS]
    current = years.index(page.locator(".live-map").first.get_attribute("data-year") or years[-1])
    years = (
        years[current + 1 :] + years[: current + 1]
    )  # the first one chosen has to be another one
    first = [_choose(page, server, year) for year in years]
    received.clear()
    idle = _idle(page, server)
    before, start = server.cpu(), time.perf_counter()
    again = [_choose(page, server, years[run % len(years)]) for run in range(runs)]
    waited = time.perf_counter() - start
    used = (server.cpu() - before - idle * waited) / runs * 1000
    tenth = quantiles(again, n=10, method="inclusive")[-1]
    yield Reading("Auswahl → Bild, jedes Jahr zum ersten Mal", "ms", median(first))
    yield Reading(
        "Auswahl → Bild, Median", "ms", median(again), 100 if units <= MEDIUM else 150, rebuild
    )
    yield Reading("Auswahl → Bild, 90 %", "ms", tenth, 200 if units == LARGE else None)
    yield Reading("Rechenzeit des Servers je Auswahl", "ms", used, 25)
    yield Reading("alles, was der Server je Auswahl schickt", "kB", sum(received) / runs / 1000)
    others = [_choose_indicator(page, server, TITLES[run % 2]) for run in range(runs)]
    limit = 120 if units == LARGE else 100
    yield Reading("anderer Indikator → Bild, Median", "ms", median(others[2:]), limit, rebuild)


def _choose(page: Page, server: Server, year: str) -> float:
    """Choose a year; milliseconds from the choice to the frame that shows it."""
    page.evaluate(ARM, ["input", year, ""])
    page.get_by_label("Berichtsjahr").select_option(year)
    taken = page.evaluate(LOST)
    _wait_until_idle(page, server)
    return float(taken)


def _choose_indicator(page: Page, server: Server, title: str) -> float:
    """Choose an indicator, whose map comes before its page; milliseconds from the click."""
    year = page.locator(".live-map").first.get_attribute("data-year")
    page.get_by_label("Indikator", exact=True).click()
    option = page.get_by_role("option", name=title)
    option.wait_for()
    page.evaluate(ARM, ["click", year, title])
    option.click()
    taken = page.evaluate(LOST)
    _wait_until_idle(page, server)
    return float(taken)


def _idle(page: Page, server: Server) -> float:
    """Share of a processor a server uses while nobody does anything."""
    before, start = server.cpu(), time.perf_counter()
    page.wait_for_timeout(5_000)
    return (server.cpu() - before) / (time.perf_counter() - start)


def _wait_until_idle(page: Page, server: Server) -> None:
    """Wait until the server has nothing left to do."""
    quiet, before = 0, -1.0
    while quiet < QUIET:
        page.wait_for_timeout(300)
        used = server.cpu()
        quiet, before = (quiet + 1, used) if used == before else (0, used)


def _fetched(page: Page, units: int) -> Reading:
    """Size of the geometry as the server sends it."""
    names = page.evaluate("performance.getEntriesByType('resource').map((entry) => entry.name)")
    address = next(name for name in names if name.endswith(".bin"))
    with urlopen(Request(address, headers={"Accept-Encoding": "gzip"})) as answer:  # noqa: S310
        size = len(answer.read())
    return Reading("Geometrie, wie gesendet", "kB", size / 1000, 150 if units == MEDIUM else None)


def sessions(play: Playwright, folder: Path) -> Reading:
    """Memory of a server with many open pages above that of one nobody has visited."""
    environment = {"ATLAS_DATA": str(folder), "ATLAS_HOME": str(folder / "home")}
    with running(ROOT / "app.py", environment) as server:
        idle = server.memory()
        # few processes, and no code of the map in them: the server is measured, not Chromium
        browser = chromium(play, "--renderer-process-limit=2")
        for number in range(SESSIONS):
            context = browser.new_context(locale="de-DE")
            context.route("**/app/static/**", lambda route: route.abort())
            page = context.new_page()
            page.goto(f"{server.address}/{ADDRESS}&jahr={MAP_YEARS[number % len(MAP_YEARS)]}")
            page.locator("footer.atlas-frame-foot").first.wait_for(timeout=60_000)
        _wait_until_idle(page, server)
        used = server.memory() - idle
        browser.close()
    return Reading(f"{SESSIONS} Sitzungen, über dem leeren Prozess", "MB", used, 450)


@contextmanager
def _opened(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1366, "height": 768}, locale="de-DE")
    yield context.new_page()
    context.close()


def main() -> None:
    """Measure one size after the other and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES)
    parser.add_argument("--runs", type=int, default=RUNS)
    options = parser.parse_args()
    print(f"{'':6} {'':42}{'gemessen':>12}  {'Grenze':12}{'':6}{'folium':>12}{'Verhältnis':>10}")
    with sync_playwright() as play:
        for units in options.sizes:
            with tempfile.TemporaryDirectory() as name:
                folder = land(Path(name), units)
                (folder / "home").mkdir()
                browser = chromium(play)
                for reading in measure(browser, folder, units, options.runs):
                    print(reading.line(units), flush=True)
                browser.close()
                if units == LARGE:
                    print(sessions(play, folder).line(units), flush=True)
    print(f"{options.runs} Wechsel; Last {os.getloadavg()[0]:.1f} auf {os.cpu_count()} Kernen")


if __name__ == "__main__":
    main()
