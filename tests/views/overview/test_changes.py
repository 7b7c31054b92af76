"""What the start page says of districts: beyond chance only, both ways, in key order."""

from __future__ import annotations

from datetime import date

import pytest

from atlas.model.scope import Scope, View
from atlas.views.overview.changes import base_of, changes

UP, DOWN, SAME, SMALL = (
    ((10, 100), (30, 100)),
    ((30, 100), (10, 100)),
    ((10, 100),) * 2,
    ((1, 9),) * 2,
)


def years(*units, first=2019, last=2024):
    return {first: [unit[0] for unit in units], last: [unit[1] for unit in units]}


def changes_of(atlas, codes=("armut",), year=2024, level="teil", base=None):
    where = Scope(area="land", level=level, indicator="", year=year, base_year=base)
    return changes(atlas, where, codes)


@pytest.mark.parametrize(
    ("available", "year", "requested", "breaks", "expected"),
    [
        ((2013, 2019, 2024), 2024, 2013, (), 2013),
        ((2013, 2019, 2024), 2024, None, (), 2013),
        # the first year after the one requested, or after a break in the series
        ((2014, 2019, 2024), 2024, 2013, (), 2014),
        ((2013, 2016, 2024), 2024, 2013, (2016,), 2016),
        ((2013, 2016, 2024), 2024, 2013, (2030,), 2013),
        ((2013, 2024), 2024, 2013, (2024,), None),
        ((2024, 2025), 2024, 2013, (), None),
        ((2013, 2024), 2024, 2023, (), None),
        ((), 2024, 2013, (), None),
    ],
)
def test_the_base_year_is_the_one_requested_or_the_first_comparable_after_it(
    available, year, requested, breaks, expected
):
    assert base_of(available, year, requested, breaks) == expected


def test_one_sentence_per_direction_with_names_in_key_order(land):
    summary = changes_of(land(years(DOWN, UP, SAME, UP)))
    (movement,) = summary.movements
    assert (movement.title, movement.period) == ("Armut", "2024 gegenüber 2019")
    assert [(one.text, one.names) for one in movement.directions] == [
        (
            "Der Anteil „Armut“ ist seit 2019 in 2 von 4 Kommunen gestiegen: Ort 2 und Ort 4.",
            ("Ort 2", "Ort 4"),
        ),
        ("Gesunken ist er in einer von 4: Ort 1.", ("Ort 1",)),
    ]
    scope = movement.scope
    assert (scope.view, scope.base_year, scope.year) == (View.CHANGE, 2019, 2024)


def test_of_many_those_that_moved_most_are_named(land):
    steeper, steepest = ((10, 100), (40, 100)), ((10, 100), (50, 100))
    (movement,) = changes_of(land(years(UP, steeper, UP, UP, steepest, UP))).movements
    (rise,) = movement.directions
    assert rise.text == (
        "Der Anteil „Armut“ ist seit 2019 in allen 6 Kommunen gestiegen, am stärksten in Ort 5, "
        "Ort 2 und Ort 1."
    )
    assert rise.names == tuple(f"Ort {number}" for number in range(1, 7))
    assert rise.fold == "alle 6 Kommunen nennen"


def test_a_lone_fall_names_the_indicator(land):
    (movement,) = changes_of(land(years(DOWN, DOWN))).movements
    assert [one.text for one in movement.directions] == [
        "Der Anteil „Armut“ ist seit 2019 in beiden Kommunen gesunken: Ort 1 und Ort 2."
    ]


def test_the_method_says_how_many_comparisons_there_were_and_what_chance_would_show(land):
    # 40 units, one of them too small: 39 comparisons, 5 % of them are 1.95
    counted = changes_of(land(years(*[SAME] * 38, UP, SMALL))).method[-1]
    assert "39 Vergleiche" in counted
    assert "bis zu 39 Kommunen" in counted
    assert "einer von 20" in counted
    assert "rund 2." in counted


def test_where_nothing_moved_that_is_said(land):
    summary = changes_of(land(years(SAME, SAME)))
    assert summary.movements == ()
    assert summary.intro.startswith("In keinem Teilgebiet")
    assert "2 Vergleiche" in summary.method[-2]
    assert summary.method[-1] == "Keine Veränderung über den Zufall hinaus: Armut."


def test_what_is_no_share_of_counts_is_named_and_not_tested(land):
    atlas = land(
        {2019: [(10, 100, 2), (10, 100, 2)], 2024: [(30, 100, 2), (30, 100, 2)]},
        columns=("arme", "leute", "flaeche"),
    )
    summary = changes_of(atlas, codes=("dichte", "zahl", "armut"))
    assert [movement.title for movement in summary.movements] == ["Armut"]
    assert summary.method[-1].endswith("Dichte; Verhältnis.")
    assert "ein Anteil" in summary.method[-2]


def test_hidden_figures_are_not_compared(land):
    atlas = land(years(UP, UP), audience="statistics")
    summary = changes_of(atlas)
    assert summary.movements == ()
    assert "lässt sich" in summary.intro


def test_years_defined_differently_are_not_compared(land):
    atlas = land(years(UP, DOWN))
    path = atlas.folder / "indicators" / "land" / "2024.toml"
    path.write_text(
        path.read_text("utf-8").replace("[arme]", '[arme]\ndefinition = "neu"'), "utf-8"
    )
    summary = changes_of(atlas)
    assert summary.movements == ()
    assert "lässt sich" in summary.intro


def test_an_earlier_year_is_told_as_of_then(land):
    atlas = land({2014: [(10, 100)] * 2, 2019: [(30, 100)] * 2, 2024: [(10, 100)] * 2})
    (movement,) = changes_of(atlas, year=2020).movements
    assert movement.period == "2019 gegenüber 2014"
    assert movement.directions[0].text.endswith("gestiegen: Ort 1 und Ort 2.")


def test_an_area_without_districts_says_so(land):
    summary = changes_of(land(years(UP, UP)), level="kreis")
    assert summary.movements == ()
    assert summary.intro.startswith("Unterhalb des Gesamtgebiets")
    assert not summary.method


def test_the_shipped_county_as_its_sceptical_councillor_finds_it(shipped):
    # screens.md: beyond chance only in Bergisch Gladbach, Burscheid, Kürten (up), Overath (down)
    where = Scope(area="rhein-berg", level="kommune", indicator="", year=2014)
    summary = changes(shipped, where, ["ein_kinder_sgb2_u15"])
    (movement,) = summary.movements
    assert [one.names for one in movement.directions] == [
        ("Bergisch Gladbach", "Burscheid", "Kürten"),
        ("Overath",),
    ]
    assert "8 Vergleiche" in summary.method[-1]


def test_changes_are_told_of_the_districts_of_the_gebietsstand(shipped):
    vintage = date(2013, 1, 1)
    where = Scope(area="musterstadt", level="bezirk", indicator="", year=2019, vintage=vintage)
    summary = changes(shipped, where, ["ein_sgb2_u15", "dem_u18"])
    named = {name for one in summary.movements for way in one.directions for name in way.names}
    former = {unit.name for unit in shipped.level("musterstadt", "bezirk").units_on(vintage)}
    assert named
    assert named <= former
    assert {movement.scope.vintage for movement in summary.movements} == {vintage}
