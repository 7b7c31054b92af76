"""The texts beside a map, one unit or one year at a time, are those of the whole map."""

from __future__ import annotations

from dataclasses import replace

import pytest

from atlas.model.cells import State
from atlas.model.classing import Classing, Method
from atlas.model.scope import Scope, View
from atlas.model.specs import NO_CODE, MapSpec
from atlas.views.map import texts as map_texts
from atlas.views.map.captions import year_texts
from atlas.views.map.maps import choropleth, series
from atlas.views.map.unit_cards import unit_card

CELLS = {
    2010: [(10, 100), ("(11)", 100), (0, 100), (0, 0), (5, 100), (60, 100)],
    2015: [(14, 100), (".", 100), (2, 100), (3, 100), (5, 100), ("(70)", 100)],
    2020: [(20, 100), ("/", 100), (0, 100), (0, 0), ("7 p", 100), (80, 100)],
}
CLASSINGS = [
    None,
    *(Classing(method=m, limits=(5.0, 20.0) if m is Method.MANUAL else ()) for m in Method),
]


def scope_of(**more) -> Scope:
    return Scope(**{"area": "land", "level": "teil", "indicator": "quote", "year": 2020} | more)


def shared(spec):
    """All of a map but its years, its name and the selection, which the live map keeps itself."""
    return {
        name: getattr(spec, name)
        for name in MapSpec.__dataclass_fields__
        if name not in {"years", "current", "file_stem", "selected"} and hasattr(spec, name)
    }


@pytest.mark.slow
@pytest.mark.parametrize(
    ("view", "classing"),
    [
        # each view with the usual classes, the values with all, and all with all in CI
        pytest.param(view, classing, marks=() if usual else pytest.mark.slow)
        for view in View
        for classing in CLASSINGS
        for usual in [classing is None or view is View.VALUE]
    ],
    ids=str,
)
def test_series_map_texts_and_details_agree(land, view, classing):
    atlas = land(CELLS)
    scope = scope_of(view=view, base_year=2010, classing=classing)
    short, whole = series(atlas, scope), choropleth(atlas, scope, every_year=True)
    assert shared(whole) == shared(short)
    assert [year.year for year in whole.years] == [column.year for column in short.columns]
    for year, column in zip(whole.years, short.columns, strict=True):
        of_year = replace(scope, year=year.year)
        assert shared(series(atlas, of_year)) == shared(short)
        assert replace(year, figures=()) == year_texts(atlas, of_year, short)
        assert [figure.unit for figure in year.figures] == list(short.units)
        assert bytes(figure.legend_class for figure in year.figures) == column.codes
        for figure in year.figures:
            card = unit_card(atlas, of_year, figure.unit)
            label, text = figure.details[0]
            assert card.label == label
            # of a change the card judges in a line of its own what a file says behind the figure
            judged = (map_texts.WITHIN_CHANCE, map_texts.BEYOND_CHANCE)
            assert text in (card.figure, *(f"{card.figure}, {words}" for words in judged))
        numbers = [figure.legend_class for figure in year.figures]
        assert column.counts == tuple(numbers.count(n) for n in range(len(short.legend)))


def test_every_figure_lies_between_the_limits_of_its_entry(land):
    spec = choropleth(land(CELLS), scope_of(), every_year=True)
    for year in spec.years:
        for figure in year.figures:
            entry = spec.legend[figure.legend_class]
            assert (figure.value is None) == (entry.sign not in {"", State.ZERO.sign})
            if not entry.sign:
                assert entry.lower <= figure.value <= entry.upper
                assert entry.hatched == ("limited" in figure.flag)


def test_only_the_year_to_show_is_written_out(land):
    spec = choropleth(land(CELLS), scope_of(year=2015))
    assert [year.year for year in spec.years] == [2015]
    assert [column.year for column in spec.columns] == [2010, 2015, 2020]


def test_the_legend_tells_zero_nobody_and_no_value_apart(land):
    spec = choropleth(land(CELLS), scope_of())
    signs = {entry.label: entry.colour for entry in spec.legend if entry.sign}
    assert signs == {
        "genau null (–)": spec.legend[0].colour,
        "ohne Leute (x)": "#ffffff",
        "kein Wert ausgewiesen (.)": "#d4d4d4",
        "kein Wert ausgewiesen (/)": "#d4d4d4",
    }
    entry = {
        figure.unit: spec.legend[figure.legend_class].label for figure in spec.current_map.figures
    }
    assert entry["2"] == "kein Wert ausgewiesen (/)"
    assert entry["3"] == "genau null (–)"
    assert entry["4"] == "ohne Leute (x)"


def test_zero_is_no_missing_value(land):
    atlas = land({2020: [(0, 100), (".", 100), (40, 100)]})
    text_alternative = choropleth(atlas, scope_of()).current_map.text_alternative
    assert "Für 1 von 3 Kommunen wird kein Wert ausgewiesen." in text_alternative


def test_no_change_is_told_as_a_change_not_as_zero(land):
    spec = choropleth(land({2010: [(5, 100)] * 2, 2020: [(5, 100), (9, 100)]}), scope_of())
    assert [entry.label for entry in spec.legend if entry.sign] == []
    change = choropleth(
        land({2010: [(5, 100)] * 2, 2020: [(5, 100), (9, 100)]}), scope_of(view=View.CHANGE)
    )
    assert [entry.label for entry in change.legend if entry.sign] == []
    assert change.current_map.figures[0].text == "±0,0"


def test_a_unit_that_has_no_row_in_a_year(land):
    atlas = land({2010: [(5, 100)], 2020: [(5, 100), (9, 100)]})
    spec = series(atlas, scope_of(indicator="leute"))
    assert len(spec.columns) == 2
    # both units exist in 2010, one of them has no figure then
    assert NO_CODE not in spec.columns[0].codes
    assert unit_card(atlas, scope_of(), "99") is None


def test_the_area_of_every_year_stands_in_its_column(shipped):
    scope = Scope(area="rhein-berg", level="kommune", indicator="ein_kinder_sgb2_u15", year=2014)
    columns = series(shipped, scope).columns
    assert [(c.year, c.label, c.area_text, c.counts) for c in columns] == [
        (2009, "2009", "10,8 %", (1, 2, 4, 1)),
        (2014, "2014", "11,2 %", (1, 2, 3, 2)),
    ]
    assert columns[1].area_value == pytest.approx(11.1641, abs=1e-4)
    deviation = series(shipped, replace(scope, view=View.DEVIATION)).columns
    assert [(c.area_value, c.area_text) for c in deviation] == [(None, ""), (None, "")]


def test_the_stored_classing_is_used(shipped):
    scope = Scope(area="rhein-berg", level="kommune", indicator="ein_kinder_sgb2_u15", year=2014)
    by_hand = Classing(method=Method.MANUAL, limits=(5.0, 10.0))
    spec = choropleth(shipped, replace(scope, classing=by_hand))
    labels = [entry.label for entry in spec.legend]
    assert labels == ["unter 5,0", "5,0 bis unter 10,0", "10,0 und mehr"]
    assert spec.current_map.counts == (1, 5, 2)
    assert spec.method == "festgelegte Klassengrenzen, für alle Jahre gleich"
    assert spec.denominator == "Einwohner unter 15 Jahren"
    assert sum(bar.count for bar in spec.histogram) == 16
