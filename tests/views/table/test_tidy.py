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
    assert "Veränderung seit 2009" in next(c.meaning for c in table.columns if c.name == "wert")
    # of a value the year it is compared with says nothing
    values = tidy_table(shipped, replace(scope, view=View.VALUE), ["ew_u15"])
    assert {row["jahr"] for row in cells(values)} == {2009, 2014}


def test_nothing_to_export_is_refused(atlas):
    with pytest.raises(NoDataError):
        tidy_table(atlas, SCOPE, [])
