"""Absolute numbers as circles: areas as the figures, one scale for all years."""

from __future__ import annotations

import pytest

from atlas.model.scope import Scope, View
from atlas.model.specs import MapKind, MapSpec
from atlas.views.map import colours
from atlas.views.map.circles import steps
from atlas.views.map.maps import choropleth, series


@pytest.fixture
def draw(land):
    def draw(cells, code="arme", *, year=2020, view=View.VALUE, **more) -> MapSpec:
        scope = Scope(area="land", level="teil", indicator=code, year=year, view=view)
        return choropleth(land(cells, **more), scope, every_year=True)

    return draw


def test_absolute_numbers_are_circles_and_shares_are_not(shipped):
    def kind(code, **more) -> MapKind:
        scope = Scope(area="rhein-berg", level="kommune", indicator=code, year=2014, **more)
        return series(shipped, scope).kind

    assert kind("kinder_sgb2_u15") is MapKind.CIRCLES
    assert kind("ein_kinder_sgb2_u15") is MapKind.CHOROPLETH
    assert kind("kinder_sgb2_u15", view=View.CHANGE, base_year=2009) is MapKind.CHOROPLETH


def test_areas_are_parts_of_the_largest_of_all_years(draw):
    spec = draw({2020: [(50, 100), (200, 400)], 2021: [(400, 500), (100, 300)]})
    sizes = {year.year: [figure.size for figure in year.figures] for year in spec.years}
    assert sizes == {2020: [0.125, 0.5], 2021: [1.0, 0.25]}
    # radii in 255ths: √0.125 · 255 = 90.2, √0.5 · 255 = 180.3
    assert [tuple(column.sizes) for column in spec.columns] == [(90, 180), (255, 128)]
    assert [tuple(column.codes) for column in spec.columns] == [(0, 0), (0, 0)]
    assert spec.kind is MapKind.CIRCLES
    assert spec.histogram == ()
    assert "Fläche" in spec.method
    assert "Anteile" not in spec.method


def test_zero_and_missing_are_signs_of_their_own(draw):
    spec = draw({2020: [(0, 100), (".", 100), (7, 100), ("...", 100)]})
    entries = {figure.unit: spec.legend[figure.legend_class] for figure in spec.current_map.figures}
    assert [(entry.sign, entry.colour) for entry in entries.values()] == [
        ("–", "#ffffff"),
        (".", colours.NO_VALUE),
        ("", "#2f848a"),
        ("…", colours.NO_VALUE),
    ]
    assert [figure.size for figure in spec.current_map.figures] == [0, 0, 1, 0]
    assert spec.current_map.counts == (1, 1, 1, 1)
    assert list(spec.columns[0].sizes) == [0, 0, 255, 0]


def test_uncertain_figures_have_hatched_circles(draw):
    spec = draw({2020: [("(5)", 100), (10, 100)]})
    hatched = [entry.hatched for entry in spec.legend]
    assert hatched == [False, True]
    assert [figure.legend_class for figure in spec.current_map.figures] == [1, 0]


def test_what_is_more_than_nothing_can_be_seen(draw):
    spec = draw({2020: [(1, 10), (1_000_000, 2_000_000)]})
    assert list(spec.columns[0].sizes) == [1, 255]


@pytest.mark.parametrize("cells", [[("x", 1), (".", 1)], [(0, 1), (0, 1)]])
def test_nothing_to_draw_has_no_circles(draw, cells):
    spec = draw({2020: cells})
    assert spec.circles == ()
    assert not any(spec.columns[0].sizes)


@pytest.mark.parametrize(
    ("largest", "decimals", "labels"),
    [
        (2184, 0, ["2.000", "500", "200"]),
        (1000, 0, ["1.000", "200", "100"]),
        (9, 0, ["8", "2"]),
        (7.3, 1, ["6,0", "2,0", "0,5"]),
        (4, 0, ["4", "1"]),
        (1, 0, ["1"]),
        (0.5, 2, ["0,50", "0,20", "0,05"]),
        (0, 0, []),
    ],
)
def test_the_legend_names_round_numbers(largest, decimals, labels):
    found = steps(largest, decimals)
    assert [step.label for step in found] == labels
    assert all(0 < step.size <= 1 for step in found)


def test_a_step_has_the_area_of_its_number():
    assert [step.size for step in steps(4000, 0)] == [1.0, 0.25, 0.05]


def test_one_unit_has_one_circle(draw):
    spec = draw({2020: [(12, 20)]}, whole=False)
    assert [figure.size for figure in spec.current_map.figures] == [1.0]
    assert [step.label for step in spec.circles] == ["10", "2", "1"]
