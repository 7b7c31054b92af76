"""Figures of many indicators, of thousands of units, and of a page that is shown again.

Each is set beside something else of the same run: the same figures queried year by year, a process
that imports pandas, an empty page, rows of all figures.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

from streamlit.testing.v1 import AppTest

from atlas.atlas import Atlas
from atlas.model.scope import Scope
from benchmarks.invented import CITY, COUNTRY, ROOT, YEARS, city, country

RUNS = 5
INDICATORS = 60
LEVEL, UNIT = "bezirk", "b00003"
PAGES = ROOT / "pages"
CODE = "ein_kinder_sgb2_u15"
Work = Callable[[], object]
START = """
from pathlib import Path
from sys import argv
from atlas.atlas import Atlas
from atlas.model.scope import Scope
from atlas.views.map.maps import series
atlas = Atlas.open(Path(argv[1]))
assert not atlas.unusable
series(atlas, Scope(area=argv[2], level="bezirk", indicator=argv[3], year=2024))
"""


def seconds(work: Work) -> float:
    """CPU seconds of this process: other programs slow them less than the clock."""
    start = time.process_time()
    work()
    return time.process_time() - start


def opened(folder: Path, area: str) -> Atlas:
    """Open a folder anew and read one area: quantities are added up and protected."""
    atlas = Atlas.open(folder)
    atlas.edition(area)
    return atlas


def mapped(folder: Path) -> Atlas:
    """Open the city and ask for one map."""
    atlas = opened(folder, CITY)
    atlas.grid(Scope(area=CITY, level=LEVEL, indicator=CODE))
    return atlas


def process(arguments: list[str]) -> float:
    """Run Python once and return how long it took on the clock."""
    start = time.perf_counter()
    subprocess.run([sys.executable, *arguments], cwd=ROOT, check=True)
    return time.perf_counter() - start


def profile(atlas: Atlas, unit: str = UNIT) -> None:
    """All years of one unit for many indicators."""
    atlas.profile(CITY, LEVEL, unit, codes(atlas))


def codes(atlas: Atlas) -> tuple[str, ...]:
    """Return the first indicators of the catalogue that the level has figures for."""
    return atlas.available(CITY, LEVEL)[:INDICATORS]


def by_year(atlas: Atlas) -> None:
    """The same figures year by year, each time for the whole level."""
    for code in codes(atlas):
        for year in YEARS:
            query = Scope(area=CITY, level=LEVEL, indicator=code, years=(year,))
            [row for row in atlas.values(query).rows if row.unit == UNIT]


def taken(work: Callable[[Atlas], object], prepare: Callable[[], Atlas]) -> float:
    """Median of some runs, each on an atlas of its own."""
    times = []
    for _ in range(RUNS):
        atlas = prepare()
        times.append(seconds(partial(work, atlas)))
    return median(times)


def measure_city(folder: Path) -> None:
    """The series of a unit and changes of the choice, in a city of many quantities."""
    loop = taken(by_year, lambda: opened(folder, CITY))
    report("Profil, 60 Indikatoren, kalt", taken(profile, lambda: opened(folder, CITY)), loop)
    report("Profil nach der ersten Karte", taken(profile, lambda: mapped(folder)), loop)
    warm = mapped(folder)
    profile(warm)
    others = (f"b{number:05}" for number in range(7, 7 + RUNS))  # each only once: it is kept
    report(
        "Profil eines anderen Bezirks",
        taken(lambda a: profile(a, next(others)), lambda: warm),
        loop,
    )
    start = ["-c", START, str(folder), CITY, CODE]
    pandas = median(process(["-c", "import pandas"]) for _ in range(RUNS))
    report("Start bis zur ersten Karte", median(process(start) for _ in range(RUNS)), pandas)


def measure_pages(folder: Path) -> None:
    """Warm reruns of the pages, beside a page of a title."""
    os.environ |= {"ATLAS_DATA": str(folder), "ATLAS_RELEASE": "working"}
    empty = rerun(AppTest.from_string("import streamlit as st\nst.title('leer')"))
    for page in ("karte", "tabelle", "diagramme", "methodik"):
        report(f"Seite {page}, warm", rerun(AppTest.from_file(str(PAGES / f"{page}.py"))), empty)


def rerun(app: AppTest) -> float:
    """CPU seconds of one more run of a page that has been shown."""
    for _ in range(2):
        app.run(timeout=120)
    return median(seconds(lambda: app.run(timeout=120)) for _ in range(3 * RUNS))


def measure_country(folder: Path) -> None:
    """A first and a second indicator of 11,000 units in 6 years, beside rows of all figures."""
    first, second = (
        Scope(area=COUNTRY, level="gemeinde", indicator=code) for code in (CODE, "ew_u15")
    )
    rows = taken(lambda a: a.values(first), lambda: opened(folder, COUNTRY))
    report(
        "11.000 Gemeinden, erster",
        taken(lambda a: a.grid(first), lambda: opened(folder, COUNTRY)),
        rows,
    )

    def prepared() -> Atlas:
        atlas = opened(folder, COUNTRY)
        atlas.grid(first)
        return atlas

    report("11.000 Gemeinden, weiterer", taken(lambda a: a.grid(second), prepared), rows)
    report(
        "11.000 Gemeinden, lesen",
        taken(lambda a: a.edition(COUNTRY), lambda: Atlas.open(folder)),
        rows,
    )


def report(what: str, ours: float, beside: float) -> None:
    """Print a figure, what it is compared with, and their ratio."""
    print(f"{what:32} {1000 * ours:7.0f} ms  {1000 * beside:7.0f} ms  {ours / beside:6.3f}")


def main() -> None:
    """Invent both data folders and measure in them."""
    with tempfile.TemporaryDirectory() as name:
        rich, large = city(Path(name) / "stadt"), country(Path(name) / "land")
        for kind in ("districts", "indicators"):
            shutil.copytree(ROOT / "data" / kind / "rhein-berg", rich / kind / "rhein-berg")
        measure_city(rich)
        measure_pages(rich)
        measure_country(large)


if __name__ == "__main__":
    main()
