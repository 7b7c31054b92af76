"""Every mistake in the data gives one German sentence with place and remedy, and nothing else."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pytest

pytestmark = pytest.mark.usefixtures("shared_editions")

CSV = "indicators/rhein-berg/2014.csv"
TOML = "indicators/rhein-berg/2014.toml"
AREA = "districts/rhein-berg/area.toml"
UNITS = "districts/rhein-berg/units.csv"
MEMBERS = "districts/rhein-berg/memberships.csv"
MAP = "districts/rhein-berg/kommune.geojson"
CATALOGUE = "indicators/catalogue.toml"
ODENTHAL = "kommune;05378020;Odenthal;1917;58"


def replace(old: str, new: str, file: str, data: Path) -> None:
    text = (data / file).read_text(encoding="utf-8")
    assert text.count(old) == 1
    (data / file).write_text(text.replace(old, new), encoding="utf-8")


def append(more: str, file: str, data: Path) -> None:
    with (data / file).open("a", encoding="utf-8") as out:
        out.write(more)


def recode(file: str, data: Path) -> None:
    text = (data / file).read_text(encoding="utf-8")
    (data / file).write_bytes(text.encode("cp1252"))


def empty(file: str, data: Path) -> None:
    (data / file).write_bytes(b"")


def delete(file: str, data: Path) -> None:
    (data / file).unlink()


def twice(file: str, data: Path) -> None:
    name = Path(file).with_stem(f"{Path(file).stem} (1)")
    (data / name).write_bytes((data / file).read_bytes())


def shapes(change: Callable[[list], None], file: str, data: Path) -> None:
    content = json.loads((data / file).read_text(encoding="utf-8"))
    change(content["features"])
    (data / file).write_text(json.dumps(content), encoding="utf-8")


def to_metres(features: list) -> None:
    for feature in features:
        rings = feature["geometry"]["coordinates"]
        feature["geometry"]["coordinates"] = [
            [[360000 + 70000 * (x - 7), 5650000 + 111000 * (y - 51)] for x, y in ring]
            for ring in rings
        ]


def cross_edges(features: list) -> None:
    ring = features[0]["geometry"]["coordinates"][0]
    ring[1], ring[2] = ring[2], ring[1]


def lay_upon(features: list) -> None:
    features[1]["geometry"] = features[0]["geometry"]


def drop(features: list) -> None:
    del features[0]


def add_stranger(features: list) -> None:
    square = [[[8.0, 52.0], [8.01, 52.0], [8.01, 52.01], [8.0, 52.01], [8.0, 52.0]]]
    shape = {"type": "Polygon", "coordinates": square}
    unit = {"unit": "05999998", "name": "Nirgends"}
    features.append({"type": "Feature", "properties": unit, "geometry": shape})


def cell(text: str) -> Callable[[str, Path], None]:
    return partial(replace, ODENTHAL, f"kommune;05378020;Odenthal;1917;{text}")


def row(text: str) -> Callable[[str, Path], None]:
    return partial(replace, ODENTHAL, text)


CYCLE = """
[indicator.huhn]
title = "Huhn"
topics = ["kinder"]
unit = "%"
definition = "Huhn"
date_rule = ""
source = ""
formula = { kind = "difference", of = "ei", minus = "ein_sgb2" }

[indicator.ei]
title = "Ei"
topics = ["kinder"]
unit = "%"
definition = "Ei"
date_rule = ""
source = ""
formula = { kind = "difference", of = "huhn", minus = "ein_sgb2" }
"""


class Case(NamedTuple):
    file: str
    change: Callable[[str, Path], None]
    code: str
    line: int | None
    words: str
    exit_code: int = 1


CASES = {
    "unknown code": Case(
        CSV, row("kommune;05378021;Odenthal;1917;58"), "unit_unknown", 7, "„05378021“"
    ),
    "duplicate key": Case(
        CSV, row(f"{ODENTHAL}\n{ODENTHAL}"), "unit_twice", 8, "kommt zweimal vor"
    ),
    "lost leading zero": Case(
        CSV, row("kommune;5378020;Odenthal;1917;58"), "unit_leading_zero", 7, "führende Null"
    ),
    "decimal point": Case(CSV, cell("3.5"), "cell_point", 7, "Punkt trennt Tausender"),
    "fraction of a count": Case(CSV, cell("3,5"), "cell_not_whole", 7, "keine ganze Zahl"),
    "text in a number column": Case(CSV, cell("viele"), "cell_not_number", 7, "keine Zahl"),
    "negative": Case(CSV, cell("-58"), "cell_negative", 7, "negativ"),
    "part over whole, share over 100": Case(CSV, cell("1918"), "part_over_whole", 7, "100 %"),
    "total part over whole": Case(
        CSV,
        partial(replace, "Kreis;37988;4240", "Kreis;37988;42400"),
        "part_over_whole",
        2,
        "42.400",
    ),
    "a small count hidden in its own way": Case(
        CSV, cell("<3"), "cell_not_number", 7, "einen Punkt"
    ),
    "subheading": Case(CSV, row("kommune;;davon:;;"), "unit_empty", 7, "„davon:“ löschen"),
    "fields missing": Case(CSV, row("kommune;05378020;Odenthal"), "csv_row_length", 7, "sondern 3"),
    "unknown level": Case(
        CSV, row("komune;05378020;Odenthal;1917;58"), "level_unknown", 7, "„kommune“"
    ),
    "unknown column": Case(
        CSV, partial(replace, ";ew_u15;", ";ew_u51;"), "csv_column_unknown", 1, "„ew_u51“"
    ),
    "column twice": Case(
        CSV,
        partial(replace, ";kinder_sgb2_u15", ";ew_u15"),
        "csv_column_twice",
        1,
        "zweimal",
    ),
    "wrong encoding": Case(CSV, recode, "file_encoding", 5, "UTF-8"),
    "empty file": Case(CSV, empty, "file_empty", None, "leer"),
    "a year twice": Case(CSV, twice, "year_twice", None, "2014"),
    "no description": Case(TOML, delete, "file_missing", None, "fehlt"),
    "empty description": Case(TOML, empty, "file_empty", None, "leer"),
    "broken description": Case(
        TOML, partial(replace, "[defaults]", "[defaults"), "toml_syntax", 1, "TOML"
    ),
    "unknown key": Case(TOML, partial(append, "datum = 2014\n"), "toml_unknown_key", 14, "„datum“"),
    "unknown key in the area": Case(
        AREA, partial(replace, "kind =", 'art = "Kreis"\nkind ='), "toml_unknown_key", 3, "„art“"
    ),
    "unknown key in the catalogue": Case(
        CATALOGUE,
        partial(replace, "[quantity.ew_u15]\n", "[quantity.ew_u15]\nkuerzel = 1\n"),
        "toml_unknown_key",
        None,
        "„kuerzel“",
    ),
    "cycle in the catalogue": Case(
        CATALOGUE, partial(append, CYCLE), "catalogue_cycle", None, "im Kreis"
    ),
    "unknown quantity in a formula": Case(
        CATALOGUE,
        partial(
            replace,
            'of = ["kinder_sgb2_u15"], per = ["ew_u15"]',
            'of = ["kinder_sgb2"], per = ["ew_u15"]',
        ),
        "catalogue_unknown",
        None,
        "„kinder_sgb2“",
    ),
    "units unreadable": Case(UNITS, recode, "file_encoding", 5, "UTF-8"),
    "unit named twice": Case(
        UNITS, partial(append, "kommune;05378020;Odenthal\n"), "unit_twice", 11, "zweimal"
    ),
    "unknown member": Case(
        MEMBERS,
        partial(replace, "kommune;05378020;", "kommune;05378021;"),
        "membership_unknown",
        6,
        "„05378021“",
    ),
    "no memberships": Case(MEMBERS, delete, "file_missing", None, "fehlt"),
    "metres claim to be degrees": Case(
        MAP, partial(shapes, to_metres), "boundary_metres", None, "Meter"
    ),
    "invalid polygon": Case(
        MAP, partial(shapes, cross_edges), "boundary_invalid", None, "fehlerhaft"
    ),
    "overlapping polygons": Case(
        MAP, partial(shapes, lay_upon), "boundary_overlap", None, "überlappen", 0
    ),
    "unit without geometry": Case(
        MAP, partial(shapes, drop), "boundary_unit_without_shape", None, "fehlt die Fläche", 0
    ),
    "geometry without data": Case(
        MAP,
        partial(shapes, add_stranger),
        "boundary_shape_without_unit",
        None,
        "keine Einheit",
        0,
    ),
    "no map": Case(MAP, delete, "boundary_missing", None, "fehlt"),
}
CLEAN = Counter(
    total_differs=1, claim_differs=5, dates_apart=1, date_missing=1
)  # the eight notes on the shipped data


@pytest.mark.parametrize("case", CASES.values(), ids=CASES.keys())
def test_one_mistake_gives_one_sentence(case, cli, data_copy):
    case.change(case.file, data_copy)
    before = {path: path.read_bytes() for path in data_copy.rglob("*") if path.is_file()}
    found = cli("check", "--format", "json", "--data", data_copy)
    problems = found.json["problems"]
    more = Counter(problem["code"] for problem in problems) - CLEAN
    assert more == Counter({case.code: 1}), [p["message"] for p in problems if p["code"] in more]
    assert found.code == case.exit_code
    assert found.err == ""
    problem = next(problem for problem in problems if problem["code"] == case.code)
    assert case.words in problem["message"] + problem["remedy"]
    assert problem["message"].endswith(".")
    assert problem["remedy"].endswith(".")
    assert Path(problem["file"]).parent == Path(case.file).parent
    assert case.line in {None, problem["line"]}
    assert before == {path: path.read_bytes() for path in data_copy.rglob("*") if path.is_file()}


SAMPLE = {
    *("unknown code", "fields missing", "wrong encoding", "empty file", "broken description"),
    *("unknown key in the area", "no memberships", "invalid polygon", "no map"),
}
"""One of each way to break a file; the others take part in CI only."""
UNTOUCHED = {name: case for name, case in CASES.items() if case.file not in {UNITS, CATALOGUE}}


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(case, id=name, marks=() if name in SAMPLE else pytest.mark.slow)
        for name, case in UNTOUCHED.items()
    ],
)
def test_the_rest_of_the_data_stays_usable(case, cli, data_copy):
    case.change(case.file, data_copy)
    indicator = ("--indicator", "ein_kinder_sgb2_u15", "--year", "2009")
    place = ("--area", "rhein-berg", "--level", "kommune", "--data", data_copy)
    rows = cli("values", *place, *indicator).json["rows"]
    shares = {row["name"]: row["value"] for row in rows}
    assert shares["Bergisch Gladbach"] == pytest.approx(13.7163, abs=5e-5)
    assert shares["Odenthal"] == pytest.approx(3.8510, abs=5e-5)


def test_other_units_of_the_same_year_keep_their_figures(cli, data_copy):
    CASES["text in a number column"].change(CSV, data_copy)
    place = ("--area", "rhein-berg", "--level", "kommune", "--data", data_copy)
    found = cli("values", *place, "--indicator", "ein_kinder_sgb2_u15", "--year", "2014")
    rows = {row["name"]: row for row in found.json["rows"]}
    assert rows["Burscheid"]["value"] == pytest.approx(12.5250, abs=5e-5)
    assert rows["Odenthal"]["value"] is None
    assert rows["Odenthal"]["flag"] == "unknown"
