from __future__ import annotations

from dataclasses import replace

import pytest

from atlas.model.scope import Scope, View
from atlas.views.table.unit_tables import unit_table, without_file_columns

CHILDREN = Scope(
    area="musterstadt", level="bezirk", indicator="ein_sgb2_u15", year=2024, base_year=2013
)


def column(spec, key):
    position = [column.key for column in spec.columns].index(key)
    return {row.cells[0].text: row.cells[position].text for row in spec.rows}


@pytest.mark.parametrize("view", View)
def test_every_sign_of_a_table_is_explained_below_it(shipped, view):
    scope = replace(CHILDREN, view=view)
    spec = unit_table(shipped, scope)
    printed = {cell.text.split("\u202f")[-1] for row in spec.rows for cell in row.cells}
    # all values are provisional, of the changes some are estimated
    signs = {"x"} | (set() if view is View.DEVIATION else {"s"})
    assert signs <= printed
    assert signs <= {line.split(" = ")[0] for line in spec.provenance.signs}
    assert "alle Werte für 2024 sind vorläufig" in spec.provenance.signs


def test_changes_of_divided_units_are_marked_beside_values_that_are_not(shipped):
    spec = unit_table(shipped, CHILDREN)
    # Sonnenhang was divided in 2020, the Altstadt was not
    assert column(spec, "value")["051"] == "38,1"
    assert column(spec, "change")["051"] == "+4,1\u202fs"
    # what is provisional in all rows is told below
    assert column(spec, "change")["011"] == "−2,6"
    *_, x, estimated, provisional = spec.provenance.signs
    assert x.startswith("x = ")
    assert (estimated, provisional) == ("s = geschätzt", "alle Werte für 2024 sind vorläufig")


def test_a_change_beside_the_values_names_the_day_it_is_counted_from(shipped):
    sources = unit_table(shipped, CHILDREN).provenance
    assert sources.reference_dates == "31.12.2013; 31.12.2024"
    assert any("Werte vor 2020 umgerechnet" in note for note in sources.notes)
    assert unit_table(shipped, replace(CHILDREN, base_year=None)).provenance.reference_dates == (
        "31.12.2024"
    )


def test_the_year_of_all_rows_is_no_column(shipped):
    scope = Scope(area="rhein-berg", level="kommune", indicator="ein_kinder_sgb2_u15", year=2014)
    spec = unit_table(shipped, scope)
    shown = without_file_columns(spec)
    assert [c.key for c in spec.columns if c not in shown.columns] == ["year", "flag"]
    assert len(shown.rows[0].cells) == len(shown.columns)
    assert without_file_columns(shown) == shown


def test_the_signs_of_changes_have_a_column_in_files(shipped):
    spec = unit_table(shipped, CHILDREN)
    assert column(spec, "change_flag")["051"] == "s"
    assert [c.title for c in spec.columns[-2:]] == ["Zeichen", "Zeichen: Veränderung seit 2013"]
    assert not [c.key for c in without_file_columns(spec).columns if "flag" in c.key]


def test_nobody_is_a_dash_in_the_columns_of_counts_too(land):
    atlas = land({2020: [(0, 100), (5, 0), (7, 100)]})
    spec = unit_table(atlas, Scope(area="land", level="teil", indicator="quote", year=2020))
    keys = [column.key for column in spec.columns]
    parts = [
        (row.cells[keys.index("numerator")].text, row.cells[keys.index("denominator")].text)
        for row in spec.rows[:3]
    ]
    assert parts == [("–", "100"), ("5", "–"), ("7", "100")]
    assert any(line.startswith("– = ") for line in spec.provenance.signs)
