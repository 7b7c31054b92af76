from __future__ import annotations

from dataclasses import replace

import pytest

from atlas.model.scope import Scope, View
from atlas.model.specs import NO_CODE
from atlas.views.chart import charts
from atlas.views.chart.data import AREA
from atlas.views.chart.linked import linked
from atlas.views.map import maps


@pytest.fixture
def scope() -> Scope:
    return Scope(
        area="rhein-berg",
        level="kommune",
        indicator="ein_kinder_sgb2_u15",
        year=2014,
        base_year=2009,
    )


@pytest.fixture
def four(land):
    """Shares 10, 30, 15, 25 (all: 20 %), balances 100, 200, −150, 50 (all: 50 per 1 000)."""
    rows = [(10, 100, 0), (30, 100, 10), (15, 100, 30), (25, 100, 20)]
    return land({2020: rows}, columns=("arme", "leute", "reiche"))


@pytest.fixture
def armut() -> Scope:
    return Scope(area="land", level="teil", indicator="armut", year=2020)


def test_bars_are_those_of_the_chart_page(shipped, scope):
    chart = charts.bars(shipped, scope)
    assert linked(chart, maps.series(shipped, scope), 2014).chart is chart


@pytest.mark.parametrize(
    ("view", "year"),
    [
        (View.VALUE, 2009),
        (View.VALUE, 2014),
        (View.CHANGE, 2014),
        (View.DEVIATION, 2009),
        (View.DEVIATION, 2014),
    ],
)
def test_a_bar_has_the_class_that_the_map_gives_its_unit(shipped, scope, view, year):
    requested = replace(scope, view=view, year=year)
    series = maps.series(shipped, requested)
    spec = linked(charts.bars(shipped, requested), series, year)
    on_map = {
        figure.unit: series.legend[figure.legend_class].label
        for figure in maps.choropleth(shipped, requested).current_map.figures
    }
    in_chart = {
        mark.group: spec.legend[code].label
        for mark, code in zip(spec.chart.marks, spec.codes, strict=True)
    }
    assert in_chart == on_map


def test_the_classes_of_the_example(shipped, scope):
    spec = linked(charts.bars(shipped, scope), maps.series(shipped, scope), 2014)
    assert [spec.legend[code].label for code in spec.codes][:3] == [
        "12,0 bis 15,0",
        "12,0 bis 15,0",
        "6,0 bis unter 9,0",
    ]


def test_the_finding_of_bars_is_headline_and_range(shipped, scope):
    spec = linked(charts.bars(shipped, scope), maps.series(shipped, scope), 2014)
    assert spec.finding.startswith("Jedes neunte Kind unter 15 Jahren")
    assert "Kommunen 3,0 bis 14,7 %" in spec.finding
    assert set(spec.across) == {""}


def test_points_have_both_figures_as_text(four, armut):
    chart = charts.scatter(four, armut, "saldo")
    spec = linked(chart, maps.series(four, armut), 2020)
    texts = [mark.text for mark in spec.chart.marks]
    assert texts == ["10,0", "30,0", "15,0", "25,0", "20,0"]
    assert spec.across == ("100,0", "200,0", "−150,0", "50,0", "50,0")


def test_the_area_is_on_the_chart_but_not_on_the_map(four, armut):
    spec = linked(charts.scatter(four, armut, "saldo"), maps.series(four, armut), 2020)
    assert [mark.group for mark in spec.chart.marks] == ["1", "2", "3", "4", AREA]
    assert spec.codes[-1] == NO_CODE
    assert NO_CODE not in spec.codes[:-1]


def test_the_finding_of_points_counts_the_quadrants(four, armut):
    spec = linked(charts.scatter(four, armut, "saldo"), maps.series(four, armut), 2020)
    expected = "Über beiden Kreiswerten: 1 von 4 Kommunen; unter beiden: 1"
    assert spec.finding.endswith(expected)


def test_without_the_area_no_quadrants_are_told(four, armut):
    requested = replace(armut, view=View.DEVIATION)
    spec = linked(charts.scatter(four, requested, "saldo"), maps.series(four, requested), 2020)
    assert "beiden" not in spec.finding
