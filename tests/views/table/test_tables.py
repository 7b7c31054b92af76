from __future__ import annotations

import pytest

from atlas.atlas import Atlas
from atlas.errors import NoDataError
from atlas.model.quantities import Audience
from atlas.model.scope import Scope, View
from atlas.views.table import tables

SHARE = Scope(area="rhein-berg", level="kommune", indicator="ein_kinder_sgb2_u15", years=(2014,))


@pytest.fixture(scope="module")
def spec(shipped):
    return tables.value_table(shipped, SHARE)


def texts(spec):
    return [[cell.text for cell in row.cells] for row in spec.rows]


def test_title_says_what_where_and_when(spec):
    assert spec.title.startswith("Kinder unter 15 Jahren im SGB-II-Bezug")
    assert spec.title.endswith("Rheinisch-Bergischer Kreis, 2014")
    assert spec.subtitle == "Angaben in: %"


def test_units_come_in_official_order_with_rounded_values(spec):
    names = [row[1] for row in texts(spec)[:8]]
    assert names[0] == "Bergisch Gladbach"
    assert names[-1] == "Wermelskirchen"
    values = [row[3] for row in texts(spec)[:8]]
    assert values == ["14,7", "12,5", "8,2", "7,3", "3,0", "9,7", "9,5", "9,8"]


def test_numbers_stay_unrounded(spec):
    assert spec.rows[0].cells[3].number == pytest.approx(14.706080398626355)


def test_sum_and_delivered_total_stand_below_with_their_difference(spec):
    total, delivered, difference = texts(spec)[8:]
    assert total[1] == "Rheinisch-Bergischer Kreis (Summe der Einheiten)"
    assert total[4] == "4.241"
    assert delivered[1] == "Rheinisch-Bergischer Kreis (gemeldet)"
    assert delivered[4] == "4.240"
    assert difference[1] == "Unterschied (Summe − gemeldet)"
    assert difference[4] == "+1"
    assert all(row.emphasis for row in spec.rows[8:])


def test_totals_that_agree_have_no_difference(shipped):
    query = Scope(area="rhein-berg", level="kommune", indicator="ew_u15", years=(2014,))
    assert len(tables.value_table(shipped, query).rows) == 10


@pytest.mark.parametrize(
    ("view", "unit", "first", "title"),
    [
        (View.CHANGE, "Prozentpunkte", "+1,0", "Veränderung: "),
        (View.DEVIATION, "Prozentpunkte", "+3,5", "Abweichung vom Kreiswert: "),
    ],
)
def test_changes_and_deviations_carry_sign_and_unit(shipped, view, unit, first, title):
    query = Scope(
        area="rhein-berg", level="kommune", indicator=SHARE.indicator, years=(2014,), view=view
    )
    spec = tables.value_table(shipped, query)
    assert spec.columns[3].unit == unit
    assert texts(spec)[0][3] == first
    assert spec.title.startswith(title)


def test_a_change_names_both_years_in_title_and_stand(shipped):
    query = Scope(area="rhein-berg", level="kommune", indicator="kinder_sgb2_u15", view=View.CHANGE)
    spec = tables.value_table(shipped, query)
    assert spec.title.endswith("2009–2014")
    assert spec.provenance.reference_dates == "2009: nicht angegeben; 2014: 31.10.2014"
    assert texts(spec)[0][3] == "+3,7"


def test_file_names_say_what_is_inside(spec):
    stem = "rhein-berg__kommunen__kinder-unter-15-jahren-im-sgb-ii-bezug__2014__tabelle"
    assert spec.file_stem == stem


def test_hidden_figures_are_a_point_with_its_explanation(town, edit):
    edit(town / "indicators/ort/2021.toml", "[kinder]", '[kinder]\naudience = "internal"')
    query = Scope(area="ort", level="bezirk", indicator="kinderanteil", years=(2021,))
    spec = tables.value_table(Atlas.open(town, Audience.PUBLIC), query)
    altstadt = spec.rows[0].cells
    assert [cell.text for cell in altstadt[3:]] == [".", ".", "300", "."]
    assert [cell.number for cell in altstadt[3:5]] == [None, None]
    assert any(sign.startswith(". = ") for sign in spec.provenance.signs)


def test_all_is_one_long_table(plain_atlas):
    atlas = plain_atlas()
    query = Scope(area="ort", level="bezirk", indicator="all", years=(2021,))
    spec = tables.all_values(atlas, query, atlas.answerable(query))
    assert len(spec.rows) == 14  # 3 indicators and 4 quantities of 2 districts
    assert texts(spec)[0] == ["Anteil der Kinder", "%", "A", "Altstadt", "2021", "10,0", ""]
    assert spec.provenance.source == "Melderegister der Stadt Ort"


def test_a_level_without_any_figures_is_told(plain_atlas):
    query = Scope(area="ort", level="block", indicator="all")
    with pytest.raises(NoDataError, match="für: Blöcke"):
        tables.all_values(plain_atlas(), query, ())
