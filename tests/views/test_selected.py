from __future__ import annotations

from dataclasses import replace

import pytest

from atlas.model.scope import Scope, View
from atlas.views import selected
from atlas.views.chart import charts
from atlas.views.chart.data import AREA
from atlas.views.table.unit_tables import unit_table

BURSCHEID, KUERTEN = "05378008", "05378012"
PAIR = (KUERTEN, BURSCHEID)  # picked in this order


@pytest.fixture
def scope() -> Scope:
    return Scope(area="rhein-berg", level="kommune", indicator="ein_kinder_sgb2_u15", year=2014)


@pytest.fixture
def level(shipped):
    return shipped.level("rhein-berg", "kommune")


def groups(spec) -> list[str]:
    return list(dict.fromkeys(mark.group for mark in spec.marks))


def keys(spec) -> list[str]:
    return [row.cells[0].text for row in spec.rows]


def test_the_sentence_names_the_units_in_official_order(level):
    assert selected.sentence(level, PAIR) == "2 Kommunen ausgewählt: Burscheid, Kürten"
    assert selected.sentence(level, (BURSCHEID,)) == "1 Kommune ausgewählt: Burscheid"


def test_units_of_another_level_are_not_told(level):
    assert selected.sentence(level, ("05378", "nirgends")) == ""


def test_of_many_names_the_first_twelve_are_told(land):
    atlas = land({2020: [(1, 100)] * 14})
    level = atlas.level("land", "teil")
    sentence = selected.sentence(level, tuple(unit.id for unit in level.units))
    assert sentence.startswith("14 Kommunen ausgewählt: Ort 1, Ort 10, Ort 11, ")
    assert sentence.endswith("Ort 6, Ort 7 …")


def test_selected_marks_stand_out_and_the_figures_stay(shipped, scope):
    plain = charts.bars(shipped, scope)
    spec = selected.emphasised(plain, PAIR)
    assert spec.selected == (BURSCHEID, KUERTEN)
    assert spec.marks == plain.marks
    assert spec.text_alternative == (*plain.text_alternative, "Hervorgehoben: Burscheid, Kürten.")
    assert spec.provenance.notes[-1] == "Hervorgehoben: Burscheid, Kürten"
    assert spec.file_stem == f"{plain.file_stem}__auswahl"


def test_nothing_selected_changes_nothing(shipped, scope):
    plain = charts.bars(shipped, scope)
    assert selected.emphasised(plain, ()) is plain
    assert selected.emphasised(plain, ("nirgends",)) is plain


def test_few_lines_stay_beside_the_selected_ones(shipped, scope):
    spec = selected.development(shipped, replace(scope, selection=PAIR))
    assert len(groups(spec)) == 9
    assert spec.selected == (BURSCHEID, KUERTEN)


def test_of_many_lines_only_the_selected_ones_and_the_area_are_drawn(shipped, scope, monkeypatch):
    monkeypatch.setattr("atlas.views.chart.series.MOST_LINES", 7)
    spec = selected.development(shipped, replace(scope, selection=PAIR))
    assert groups(spec) == [BURSCHEID, KUERTEN, AREA]
    assert groups(selected.development(shipped, scope)) == [AREA]


def test_more_than_eight_selected_lines_are_all_drawn_and_the_colours_told(land):
    atlas = land({2020: [(n, 100) for n in range(1, 42)]})
    scope = Scope(area="land", level="teil", indicator="armut", year=2020)
    spec = selected.development(
        atlas, replace(scope, selection=tuple(str(n) for n in range(1, 41)))
    )
    assert len(groups(spec)) == 42
    assert "farbig die ersten 8 von 40 ausgewählten Kommunen, die übrigen grau" in spec.subtitle


def test_selected_rows_are_marked_and_the_others_stay(shipped, scope, level):
    plain = unit_table(shipped, scope)
    spec = selected.marked(plain, level, PAIR)
    assert [row.cells[1].text for row in spec.rows if row.selected] == ["Burscheid", "Kürten"]
    assert [row.cells for row in spec.rows] == [row.cells for row in plain.rows]
    assert spec.provenance.notes[-1] == "Hervorgehoben: Burscheid, Kürten"
    assert selected.marked(plain, level, ()) is plain


def test_only_the_selected_rows_and_the_totals_stay(shipped, scope, level):
    spec = selected.only(unit_table(shipped, scope), level, PAIR)
    assert keys(spec) == [BURSCHEID, KUERTEN, "05378", "05378", "05378"]
    assert spec.subtitle == "Angaben in: %; nur Auswahl: 2 von 8 Kommunen"
    assert spec.file_stem.endswith("__auswahl")
    link = f"&auswahl={','.join(PAIR)}"
    assert spec.provenance.link.endswith(f"{link}&nur_auswahl=ja")
    marked = selected.marked(unit_table(shipped, scope), level, PAIR)
    assert marked.provenance.link.endswith(link)


def test_the_subtitle_of_a_change_is_the_selection_alone(shipped, scope, level):
    change = unit_table(shipped, replace(scope, view=View.CHANGE))
    assert selected.only(change, level, PAIR).subtitle == "nur Auswahl: 2 von 8 Kommunen"


def test_units_of_one_name_are_told_apart_by_their_keys(level):
    same = tuple(replace(unit, name="Neustadt") for unit in level.units)
    sentence = selected.sentence(replace(level, units=same), PAIR)
    assert sentence == f"2 Kommunen ausgewählt: Neustadt ({BURSCHEID}), Neustadt ({KUERTEN})"
