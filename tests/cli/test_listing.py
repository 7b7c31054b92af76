from __future__ import annotations

import json
from pathlib import Path

import pytest

from atlas.atlas import Atlas
from atlas.cli import listing
from atlas.desk import Desk
from atlas.model.problems import Problem, Severity
from atlas.model.scope import Scope

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="module")
def area(shipped):
    listed = {area["area"]: area for area in listing.areas(shipped)["areas"]}
    return listed["rhein-berg"]


def test_an_area_lists_levels_years_and_units(area):
    assert area["levels"] == ["kommune", "kreis"]
    assert area["years"] == [2009, 2014]
    assert len(area["units"]) == 9
    assert area["units"][0] == {
        "level": "kommune",
        "unit": "05378004",
        "name": "Bergisch Gladbach",
        "valid_from": None,
        "valid_to": None,
        "parents": [{"level": "kreis", "unit": "05378", "valid_from": None, "valid_to": None}],
    }


def test_an_area_lists_its_quantities(area):
    residents, children = area["quantities"]
    assert (residents["quantity"], residents["kind"], residents["minimum"]) == (
        "ew_u15",
        "count",
        3,
    )
    assert residents["parts"] == []  # a breakdown counts only if all of its parts were delivered
    assert children["levels"] == ["kommune", "kreis"]


def test_an_indicator_says_how_to_recompute_it(area):
    (indicator,) = area["indicators"]
    assert indicator["indicator"] == "ein_kinder_sgb2_u15"
    assert (indicator["numerator"], indicator["denominator"]) == ("kinder_sgb2_u15", "ew_u15")
    assert (indicator["factor"], indicator["unit"], indicator["decimals"]) == (100.0, "%", 1)


def test_every_share_can_be_recomputed_from_the_listing(area, shipped):
    (item,) = area["indicators"]
    query = Scope(area="rhein-berg", level="kommune", indicator=item["indicator"])
    for row in listing.values(shipped.values(query))["rows"]:
        assert row["value"] == item["factor"] * row["numerator"] / row["denominator"]


def test_units_with_changing_parents_say_from_when_to_when(plain_atlas):
    (area,) = listing.areas(plain_atlas())["areas"]
    parents = {unit["unit"]: unit["parents"] for unit in area["units"] if unit["level"] == "block"}
    assert [tuple(parent.values())[1:] for parent in parents["03"]] == [
        ("A", None, "2020-12-31"),
        ("B", "2021-01-01", None),
        ("X", None, None),
    ]


def test_values_hold_what_a_program_needs(plain_atlas):
    query = Scope(area="ort", level="bezirk", indicator="kinderanteil", years=(2021,))
    listed = listing.values(plain_atlas().values(query))
    assert listed["rows"][0] == {
        "unit": "A",
        "name": "Altstadt",
        "year": 2021,
        "value": 10.0,
        "flag": "",
        "numerator": 30.0,
        "denominator": 300.0,
    }
    kept = ("area", "level", "indicator", "unit", "decimals")
    assert [listed[key] for key in kept] == ["ort", "bezirk", "kinderanteil", "%", 1]


def test_only_delivered_totals_are_marked(town, edit):
    edit(town / "indicators/ort/2020.csv", "bezirk;A;", "stadt;S;Ort;1000;191;;\nbezirk;A;")
    query = Scope(area="ort", level="stadt", indicator="kinder", years=(2020,))
    of_units, total = listing.values(Atlas.open(town).values(query))["rows"]
    assert "delivered" not in of_units
    assert total["delivered"] is True


def test_all_lists_a_table_per_indicator_and_quantity(plain_atlas):
    atlas = plain_atlas()
    query = Scope(area="ort", level="stadt", indicator="all", years=(2021,))
    listed = listing.all_values(atlas, query, atlas.answerable(query))
    codes = [table["indicator"] for table in listed["tables"]]
    assert codes == list(atlas.available("ort", "stadt"))


def test_problems_have_place_and_remedy():
    (first, *_) = listing.problems(Desk.open(DATA).problems("rhein-berg"))["problems"]
    assert first["severity"] == "Hinweis"
    assert first["file"] == "indicators/rhein-berg/2014.csv"
    assert first["remedy"].endswith(".")


def test_listings_are_json_without_nan(town, edit):
    edit(town / "indicators/ort/2020.csv", "Bach;200;20;", "Bach;200;.;")
    query = Scope(area="ort", level="stadt", indicator="kinderanteil")
    text = json.dumps(listing.values(Atlas.open(town).values(query)), allow_nan=False)
    assert json.loads(text)["rows"][0]["value"] is None


def test_people_read_areas_as_text(plain_atlas):
    text = listing.areas_text(listing.areas(plain_atlas()))
    assert text.startswith("ort: Ort\n  Ebenen: block (4), bezirk (2), stadt (1)")
    assert "kinderanteil: Anteil der Kinder, %" in text


def test_problems_have_the_keys_programs_rely_on(town, edit):
    edit(town / "indicators/ort/2020.csv", "block;02;", "block;20;")
    (problem,) = listing.problems(Desk.open(town).problems())["problems"]
    keys = ["severity", "code", "area", "file", "line", "value", "message", "remedy"]
    assert list(problem) == keys


def test_people_read_the_code_of_a_problem(town, edit):
    edit(town / "indicators/ort/2020.csv", "block;02;", "block;20;")
    first, *_ = listing.problems_text(Desk.open(town).problems()).splitlines()
    assert first == "Fehler · indicators/ort/2020.csv, Zeile 3 · unit_unknown"


def test_one_of_a_kind_is_counted_in_the_singular():
    one, two = (
        Problem(code="x", severity=Severity.WARNING, message="", remedy=""),
        Problem(code="y", severity=Severity.NOTE, message="", remedy=""),
    )
    assert listing.problems_text([one, two, two]).endswith("\n0 Fehler, 1 Warnung, 2 Hinweise")
