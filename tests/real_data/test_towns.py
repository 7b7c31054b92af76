"""Köln and München, set up as the README says: their shares are the published ones."""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path

import pytest

from atlas.atlas import Atlas
from atlas.desk import Desk
from atlas.model.numbers import rounded
from atlas.model.problems import Severity
from atlas.model.scope import Scope

pytestmark = pytest.mark.real_data

RELEASED = """\
[defaults]
base = "{base}"
publisher = "Stadt {name}"
source = "Melderegister"
audience = "public"
date = {year}-12-31
"""
AGES = {"10": "u3", "20": "3_5", "30": "6_9", "40": "10_14", "50": "15_17"}
"""Age groups of Köln below 18, by the number of their row."""
KOELN = """\
[quantity.ew_u18]
title = "Kinder und Jugendliche"
parts = [["ew_u3", "ew_3_5", "ew_6_9", "ew_10_14", "ew_15_17"]]
""" + "".join(
    f'[quantity.ew_{age}]\ntitle = "Alter {age}"\nunit = "Personen"\nkind = "count"\n'
    for age in AGES.values()
)
MUENCHEN = """\
[quantity.ausl]
title = "Ausländische Einwohner"
unit = "Personen"
kind = "count"

[indicator.auslaenderanteil]
title = "Ausländeranteil"
topics = ["bevoelkerung"]
unit = "%"
formula = { kind = "share", of = ["ausl"], per = ["ew"] }
definition = "Ausländische je 100 Einwohner."
date_rule = "31.12."
source = "Melderegister"
"""


def append(path: Path, lines: Iterable[str]) -> None:
    path.write_text(path.read_text("utf-8") + "\n".join([*lines, ""]), "utf-8")


def write_years(
    folder: Path,
    name: str,
    base: str,
    rows: Mapping[int, Mapping[tuple[str, str], Mapping[str, str]]],
) -> None:
    """Write yearly tables of rows by level and unit, described by their defaults only."""
    for year, cells in rows.items():
        codes = list(next(iter(cells.values())))
        lines = [";".join(["level", "unit", *codes])]
        lines += [";".join([*key, *row.values()]) for key, row in cells.items()]
        (folder / f"{year}.csv").write_text("\n".join([*lines, ""]), "utf-8")
        described = RELEASED.format(base=base, name=name, year=year)
        (folder / f"{year}.toml").write_text(described, "utf-8")


def found_in(folder: Path) -> set[str]:
    return {
        item.message for item in Desk.open(folder).problems() if item.severity is Severity.ERROR
    }


@pytest.fixture(scope="module")
def koeln_rows(real_data):
    """Unit → year → column → figure, as the city delivers it."""
    found = defaultdict(lambda: defaultdict(dict))
    with (real_data / "koeln/bevoelkerung.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            year, cells = int(row["jahr"]), found[row["raum_id"]]
            figure = str(int(float(row["zahl"]))) if row["zahl"] else ""
            if row["tab_id"] == "005":
                cells[year]["ew"] = figure
            elif row["tab_id"] == "020" and row["zei_id"] in AGES:
                cells[year][f"ew_{AGES[row['zei_id']]}"] = figure
    return found


@pytest.fixture
def run(cli):
    """Run a command that must succeed."""

    def done(*arguments):
        finished = cli(*arguments)
        assert finished.code == 0, finished.err

    return done


@pytest.fixture
def koeln(tmp_path, real_data, koeln_rows, run):
    folder = tmp_path / "daten"
    run(
        "areas",
        "new",
        folder,
        "--name",
        "Köln",
        "--levels",
        "stadtteil,stadtbezirk,stadt",
        "--year",
        "2012",
    )
    for level, file, key in (
        ("stadtteil", "Stadtteil", "STT"),
        ("stadtbezirk", "Stadtbezirk", "STB"),
    ):
        where = ("--data", folder, "--area", "koeln", "--level", level)
        columns = ("--code", f"{key}_NR", "--name", f"{key}_NAME", "--source", "© Stadt Köln")
        run("districts", "import", real_data / f"koeln/{file}.shp", *where, *columns)
    parts = sorted(unit for unit in koeln_rows if unit[0] != "0")
    members = [f"stadtteil;{unit};stadtbezirk;{unit[0]}" for unit in parts]
    members += [f"stadtbezirk;{number};stadt;00" for number in range(1, 10)]
    append(folder / "districts/koeln/memberships.csv", members)
    indicators = folder / "indicators/koeln"
    (indicators / "catalogue.toml").write_text(KOELN, "utf-8")
    columns = ["ew", *(f"ew_{age}" for age in AGES.values())]
    years = {
        year: {
            ("stadtteil", unit): {code: koeln_rows[unit][year][code] for code in columns}
            for unit in parts
        }
        for year in range(2005, 2013)
    }
    write_years(indicators, "Köln", "stadtteil", years)
    return folder


def test_688_shares_of_koeln(koeln, koeln_rows):
    assert found_in(koeln) == set()
    table = Atlas.open(koeln).values(Scope(area="koeln", level="stadtteil", indicator="anteil_u18"))
    rows = [row for row in table.rows if row.unit != "00"]
    assert len(rows) == 688
    for row in rows:
        cells = koeln_rows[row.unit][row.year]
        young = sum(Decimal(cells[f"ew_{age}"]) for age in AGES.values())
        assert rounded(row.value, 6) == rounded(float(100 * young / Decimal(cells["ew"])), 6)


def test_the_districts_of_koeln_add_up_to_what_the_city_prints(koeln, koeln_rows):
    table = Atlas.open(koeln).values(Scope(area="koeln", level="stadtbezirk", indicator="ew"))
    summed = {(row.unit, row.year): row.value for row in table.rows if row.unit != "00"}
    assert len(summed) == 72
    for (unit, year), value in summed.items():
        assert value == float(koeln_rows[f"00{unit}"][year]["ew"])


@pytest.fixture(scope="module")
def printed(real_data):
    """Year → number of the district → the row as München prints it."""
    found = defaultdict(dict)
    name = "muenchen/indikatorenatlas2014bevoelkerungauslaenderinnenanteil.csv"
    with (real_data / name).open(encoding="utf-8-sig") as file:
        for row in csv.DictReader(file):
            if row["NUMMER"].isdigit() and int(row["NUMMER"]) <= 25:
                found[int(row["JAHR"])][f"{int(row['NUMMER']):02d}"] = row
    return found


def test_325_shares_of_muenchen(tmp_path, printed, run):
    folder = tmp_path / "daten"
    run(
        "areas",
        "new",
        folder,
        "--name",
        "München",
        "--levels",
        "stadtbezirk,stadt",
        "--year",
        "2012",
    )
    names = {number: row["NAME"][3:].strip() for number, row in printed[2012].items()}
    districts, indicators = folder / "districts/muenchen", folder / "indicators/muenchen"
    append(districts / "units.csv", (f"stadtbezirk;{n};{name}" for n, name in names.items()))
    append(districts / "memberships.csv", (f"stadtbezirk;{n};stadt;00" for n in names))
    (indicators / "catalogue.toml").write_text(MUENCHEN, "utf-8")
    years = {
        year: {
            ("stadtbezirk", n): {"ew": row["BASISWERT_2"], "ausl": row["BASISWERT_1"]}
            for n, row in of_year.items()
        }
        for year, of_year in printed.items()
    }
    write_years(indicators, "München", "stadtbezirk", years)
    assert found_in(folder) == set()
    scope = Scope(area="muenchen", level="stadtbezirk", indicator="auslaenderanteil")
    rows = [row for row in Atlas.open(folder).values(scope).rows if row.unit != "00"]
    assert len(rows) == 325
    for row in rows:
        text = printed[row.year][row.unit]["INDIKATOR_WERT"].replace(",", ".")
        assert rounded(row.value, 1) == Decimal(text)
