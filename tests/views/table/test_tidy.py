"""Whole series for programs: the rows of `Atlas.values`, nothing added and nothing left out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from atlas.atlas import Atlas
from atlas.errors import NoDataError
from atlas.model.scope import Scope, View
from atlas.views.table.tidy import tidy_table

SCOPE = Scope(area="ort", level="bezirk", indicator="kinderanteil", year=2021)


@pytest.fixture
def atlas(plain_atlas) -> Atlas:
    return plain_atlas()


def cells(table) -> list[dict[str, object]]:
    names = [column.name for column in table.columns]
    return [dict(zip(names, row, strict=True)) for row in table.rows]


def test_the_rows_are_those_of_the_atlas(atlas):
    codes = atlas.available("ort", "bezirk")
    rows = [
        (code, row.unit, row.name, row.year, row.value, row.numerator, row.denominator, row.counts)
        for code in codes
        for row in atlas.values(replace(SCOPE, indicator=code)).rows
    ]
    names = ["indikator", "schluessel", "name", "jahr", "wert", "zaehler", "nenner", "gilt"]
    exported = cells(tidy_table(atlas, SCOPE, codes))
    assert [tuple(row[name] for name in names) for row in exported] == rows
    assert len(codes) > 3


def test_all_years_of_a_share_with_its_parts(atlas):
    table = tidy_table(atlas, SCOPE, ["kinderanteil"])
    # bezirk A without the block that moved to B in 2021: (11 + 19) of (110 + 190)
    a = next(row for row in cells(table) if (row["schluessel"], row["jahr"]) == ("A", 2021))
    assert (a["wert"], a["zaehler"], a["nenner"], a["zeichen"]) == (10.0, 30.0, 300.0, "")
    assert {row["jahr"] for row in cells(table)} == {2020, 2021}
    assert table.file_stem.endswith("__2020-2021__reihe")
    query = "gebiet=ort&ebene=bezirk&indikator=kinderanteil&jahr=2021&v=2"
    assert table.provenance.link == f"/tabelle?{query}"


def test_a_change_is_of_the_years_after_its_base(shipped):
    scope = Scope(
        area="rhein-berg", level="kommune", indicator="ew_u15", view=View.CHANGE, base_year=2009
    )
    table = tidy_table(shipped, scope, ["ew_u15"])
    assert {row["jahr"] for row in cells(table)} == {2014}
    burscheid = next(row for row in cells(table) if row["name"] == "Burscheid")
    assert (burscheid["wert"], burscheid["basisjahr"], burscheid["wert_basis"]) == (
        2499,
        2009,
        2891,
    )
    assert burscheid["veraenderung"] == pytest.approx((2499 / 2891 - 1) * 100)
    # no value takes the unit of its change
    meanings = {column.name: (column.meaning, column.unit) for column in table.columns}
    assert meanings["veraenderung"] == (
        "Veränderung seit 2009: Einwohner unter 15 Jahren",
        "%",
    )
    assert meanings["wert"] == ("Wert: Einwohner unter 15 Jahren", "Personen")
    assert meanings["wert_basis"][1] == "Personen"
    assert table.title.startswith("Veränderung seit 2009: Einwohner unter 15 Jahren, ")
    # of a value the year it is compared with says nothing
    values = tidy_table(shipped, replace(scope, view=View.VALUE), ["ew_u15"])
    assert {row["jahr"] for row in cells(values)} == {2009, 2014}


def test_nothing_to_export_is_refused(atlas):
    with pytest.raises(NoDataError):
        tidy_table(atlas, SCOPE, [])


def test_each_number_of_a_change_has_its_own_sign_and_each_sign_is_explained(shipped):
    scope = Scope(
        area="musterstadt",
        level="bezirk",
        indicator="ein_sgb2_u15",
        years=(2024,),
        base_year=2013,
        view=View.CHANGE,
    )
    table = tidy_table(shipped, scope, ["ein_sgb2_u15"])
    rows = {row["schluessel"]: row for row in cells(table)}
    signs = ("zeichen", "zeichen_basis", "zeichen_veraenderung")
    # Sonnenhang was divided in 2020, Gleisbogen had no children in 2013, Nordhafen never had any
    assert [rows["051"][name] for name in signs] == ["p", "s", "s"]
    assert [rows["024"][name] for name in signs] == ["p", "x", "x p"]
    assert [rows["034"][name] for name in signs] == ["x p", "x", "x p"]
    assert {line.partition(" = ")[0] for line in table.provenance.signs} >= {"x", "p", "s"}
    assert "basis=2013" in table.provenance.link


def test_a_deviation_stands_beside_its_value(shipped):
    scope = Scope(
        area="rhein-berg",
        level="kommune",
        indicator="ein_kinder_sgb2_u15",
        years=(2014,),
        view=View.DEVIATION,
    )
    table = tidy_table(shipped, scope, ["ein_kinder_sgb2_u15", "ein_kinder_sgb2_u15"])
    burscheid = next(row for row in cells(table) if row["name"] == "Burscheid")
    # 313 of 2,499 beside 4,241 of 37,988
    assert burscheid["abweichung"] == pytest.approx(313 / 24.99 - 4241 / 379.88)
    assert burscheid["wert"] == pytest.approx(313 / 24.99)
    assert table.indicators[0][1].endswith("(%); Abweichung vom Kreiswert in: Prozentpunkte")
    # no page shows several indicators: the link opens the level
    assert table.provenance.link.startswith("/tabelle?gebiet=rhein-berg&ebene=kommune&")
    assert "indikator" not in table.provenance.link
