"""The usual classing of real towns: the fullest class never hides what differs."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterator
from math import nan
from pathlib import Path

import numpy as np
import pytest

from atlas.measures.class_methods import ClassingContext, classify
from atlas.measures.round_limits import as_printed
from atlas.model.classing import Classing
from tests.real_data.conftest import BENEFITS, rows_of

pytestmark = pytest.mark.real_data

Years = dict[int, dict[str, float]]
"""Figures of one indicator: year → unit → number."""
MOST = 2 / 3
BERLIN = [f"{kind}{number}" for kind in "SD" for number in (1, 2, 3, 4)]


def number(text: str) -> float:
    """Read "1.234,5" or "12.5"; anything else is missing."""
    plain = text.replace(".", "").replace(",", ".") if "," in text else text
    try:
        return float(plain)
    except ValueError:
        return nan


def series_of(real_data: Path) -> Iterator[tuple[str, Years]]:
    """Yield name and figures of every indicator: München, Köln, Berlin, municipalities of NRW."""
    for path in sorted((real_data / "muenchen").glob("*.csv")):
        with path.open(encoding="utf-8-sig") as file:
            rows = [row for row in csv.DictReader(file) if row["NUMMER"].isdigit()]
        years: Years = defaultdict(dict)
        for row in rows:
            if int(row["NUMMER"]) <= 25:
                years[int(row["JAHR"])][row["NUMMER"]] = number(row["INDIKATOR_WERT"])
        yield path.stem, years
    yield "koeln", koeln(real_data)
    with (real_data / "berlin/mss_2021_index_indikatoren.csv").open(encoding="utf-8-sig") as file:
        berlin = list(csv.DictReader(file))
    for code in BERLIN:
        yield f"berlin {code}", {2020: {row["PLR_ID"]: number(row[code]) for row in berlin}}
    folder = real_data / "rheinland"
    people = {row[1]: number(row[3]) for row in rows_of(folder / "12411-15i.csv")}
    benefits = {row[1]: row for row in rows_of(folder / "22811-05i.csv")}
    for code, column in BENEFITS.items():
        shares = {
            key: 100 * number(benefits[key][column]) / of
            for key, of in people.items()
            if len(key) == 8 and key in benefits and of > 0
        }
        yield f"nrw {code}", {2024: shares}


def koeln(real_data: Path) -> Years:
    """Children below 3 per 100 residents of the 86 districts."""
    cells: dict[tuple[str, str, str], float] = {}
    with (real_data / "koeln/bevoelkerung.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            if len(row["raum_id"]) == 3 and (row["tab_id"], row["zei_id"]) in {
                ("005", "10"),
                ("020", "10"),
            }:
                cells[row["tab_id"], row["jahr"], row["raum_id"]] = number(row["zahl"])
    years: Years = defaultdict(dict)
    for (table, year, unit), young in cells.items():
        if table == "020" and cells.get(("005", year, unit), 0) > 0:
            years[int(year)][unit] = 100 * young / cells["005", year, unit]
    return years


@pytest.mark.parametrize("change", [False, True], ids=["values", "changes"])
def test_no_class_of_a_real_town_holds_two_thirds(real_data, change):
    crowded, examined = {}, 0
    for name, years in series_of(real_data):
        units = sorted({unit for figures in years.values() for unit in figures})
        grid = np.array([[years[year].get(unit, nan) for unit in units] for year in sorted(years)])
        printed = as_printed(grid[1:] - grid[:1] if change else grid, 1)
        values = printed[~np.isnan(printed)]
        if not values.size:
            continue
        context = ClassingContext(
            units=len(units),
            decimals=1,
            zero=change or values.min() < 0 < values.max(),
            change=change,
            by_year=tuple(row[~np.isnan(row)] for row in printed),
        )
        fullest = np.bincount(classify(values, Classing(), context).codes(values)).max()
        equal = np.unique(values, return_counts=True)[1].max()
        examined += 1
        if fullest >= MOST * len(values) and equal <= MOST * len(values):
            crowded[name] = fullest / len(values)
    assert examined >= (7 if change else 15)
    assert crowded == {}
