"""Official tables of IT.NRW (latin-1, head of several rows, footer) as a data folder."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path

import pytest

LEVELS = {8: "gemeinde", 5: "kreis", 3: "regierungsbezirk", 2: "land"}
BENEFITS = {"sgb2": 5, "mindest": 4, "hlu": 6, "grusi": 7, "asylblg": 10}
ELSEWHERE = "05999998"
"""Recipients who live outside the Land: no area, and in no total of a county."""

AREA = """
name = "Nordrhein-Westfalen"
kind = "Land"
within = "in Nordrhein-Westfalen"
top_level = "land"
system.amtlich = { name = "Amtlich", levels = ["gemeinde", "kreis", "regierungsbezirk", "land"] }
level.gemeinde = { name = "Gemeinde", plural = "Gemeinden" }
level.kreis = { name = "Kreis", plural = "Kreise" }
level.regierungsbezirk = { name = "Regierungsbezirk", plural = "Regierungsbezirke" }
level.land = { name = "Land", plural = "Länder" }
"""
QUANTITY = '[quantity.{code}]\ntitle = "{code}"\nunit = "{unit}"\nkind = "{kind}"\ndecimals = 2\n'
INDICATOR = """
[indicator.{code}]
title = "{code}"
topics = []
unit = "{unit}"
definition = "{code}"
date_rule = "31.12."
source = "IT.NRW"
formula = {{ kind = "{kind}", of = {of}, per = ["{per}"] }}
"""
PARTS = ["sgb2", "hlu", "grusi", "asylblg"]
DELIVERY = """
[defaults]
base = "gemeinde"
publisher = "IT.NRW"
source = "© IT.NRW, dl-de/by-2-0"
audience = "public"
date = 2024-12-31
"""


def rows_of(path: Path) -> list[list[str]]:
    """Rows with a key, everything else is head or footer; names lose their indent."""
    with path.open(encoding="latin-1", newline="") as file:
        found = [row for row in csv.reader(file, delimiter=";") if len(row) > 3 and row[1]]
    return [[cell.strip() for cell in row] for row in found]


def existing(rows: Iterable[list[str]]) -> list[list[str]]:
    """Rows of areas there are: a dissolved one has no residents."""
    return [row for row in rows if row[3] != "-"]


def as_units(keys: Iterable[str]) -> dict[str, list[str]]:
    """Keys of the atlas by official key: a town that is a county is its own municipality too."""
    known = list(keys)
    counties = {key[:5] for key in known if len(key) == 8}
    alone = {key for key in known if len(key) == 5} - counties
    return {key: [key, f"{key}000"] if key in alone else [key] for key in known}


def write_folder(source: Path, folder: Path) -> None:
    """Write the tables in the format of the atlas."""
    people = {row[1]: row for row in existing(rows_of(source / "12411-15i.csv"))}
    benefits = {row[1]: row for row in rows_of(source / "22811-05i.csv")}
    units = as_units(people)
    districts, indicators = folder / "districts/nrw", folder / "indicators"
    for path in (districts, indicators / "nrw"):
        path.mkdir(parents=True)
    (districts / "area.toml").write_text(AREA, encoding="utf-8")
    named, members, table = [], [], []
    for key, row in people.items():
        cells = [benefits[key][column] for column in BENEFITS.values()]
        for unit in units[key]:
            level = LEVELS[len(unit)]
            named.append(f"{level};{unit};{row[2]}")
            table.append(";".join([level, unit, row[3], row[4], *cells]))
            if unit != "05":
                upper = unit[: {8: 5, 5: 3, 3: 2}[len(unit)]]
                members.append(f"{level};{unit};{LEVELS[len(upper)]};{upper}")
    codes = ["ew", "flaeche", *BENEFITS]
    write(districts / "units.csv", "level;unit;name", named)
    write(districts / "memberships.csv", "level;unit;parent_level;parent", members)
    write(indicators / "nrw/2024.csv", ";".join(["level", "unit", *codes]), table)
    sections = [DELIVERY, *(f"[{code}]" for code in codes)]
    write(indicators / "nrw/2024.toml", "", sections)
    write(indicators / "catalogue.toml", "", catalogue())


def write(path: Path, head: str, lines: list[str]) -> None:
    path.write_text("\n".join([head, *lines, ""]).lstrip("\n"), encoding="utf-8")


def catalogue() -> list[str]:
    """A tiny catalogue: density, and the share of recipients computed in two ways."""
    entries = [QUANTITY.format(code=code, unit="Personen", kind="count") for code in PARTS]
    entries.append(QUANTITY.format(code="ew", unit="Personen", kind="count"))
    entries.append(QUANTITY.format(code="flaeche", unit="km²", kind="amount"))
    entries.append(QUANTITY.format(code="mindest", unit="Personen", kind="count"))
    shares = {"quote": PARTS, "quote_insgesamt": ["mindest"]}
    for code, of in shares.items():
        entries.append(INDICATOR.format(code=code, unit="%", kind="share", of=of, per="ew"))
    words = {"code": "dichte", "unit": "je km²", "kind": "ratio", "of": ["ew"], "per": "flaeche"}
    total = INDICATOR.format(code="summe", unit="Personen", kind="total", of=PARTS, per="")
    return [*entries, INDICATOR.format(**words), total.replace(', per = [""]', "")]


@pytest.fixture(scope="session")
def rheinland(real_data) -> Path:
    return real_data / "rheinland"


@pytest.fixture(scope="session")
def nrw(rheinland, tmp_path_factory) -> Path:
    """The tables of 2024 as a data folder."""
    folder = tmp_path_factory.mktemp("nrw")
    write_folder(rheinland, folder)
    return folder
