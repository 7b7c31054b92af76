"""What the start page says of districts: beyond chance only, both ways, in key order."""

from __future__ import annotations

from datetime import date

import pytest

from atlas.model.scope import Scope, View
from atlas.views.overview.changes import bases, changes

UP, DOWN, SAME, SMALL = (
    ((10, 100), (30, 100)),
    ((30, 100), (10, 100)),
    ((10, 100),) * 2,
    ((1, 9),) * 2,
)


def years(*units, first=2019, last=2024):
    return {first: [unit[0] for unit in units], last: [unit[1] for unit in units]}


def changes_of(atlas, codes=("armut",), year=2024, level="teil"):
    where = Scope(area="land", level=level, indicator="", year=year)
    return changes(atlas, where, codes)


@pytest.mark.parametrize(
    ("available", "year", "shortest", "expected"),
    [
        ((2013, 2018, 2019, 2023, 2024), 2024, 1, (2023, 2019)),
        ((2009, 2014), 2014, 1, (2009,)),
        ((2014, 2020), 2020, 1, (2014,)),
        ((2022, 2024), 2024, 1, (2022,)),
        ((2023, 2024), 2024, 1, (2023,)),
        ((2019, 2023, 2024), 2024, 3, (2019,)),
        ((2022, 2023, 2024), 2024, 3, ()),
        ((2024,), 2024, 1, ()),
        ((2023, 2024, 2025), 2024, 1, (2023,)),
    ],
)
def test_the_year_before_and_five_back_or_else_the_last_one(available, year, shortest, expected):
    assert bases(available, year, shortest) == expected


def test_both_directions_in_key_order_without_ranking(land):
    summary = changes_of(land(years(DOWN, UP, SAME, UP)))
    (movement,) = summary.movements
    (period,) = movement.periods
    assert movement.title == "Armut"
    assert period.title == "2024 gegenüber 2019"
    assert [(one.text, one.names) for one in period.directions] == [
        ("gestiegen in 2 von 4 Kommunen", ("Ort 2", "Ort 4")),
        ("gesunken in 1 von 4 Kommunen", ("Ort 1",)),
    ]
    assert (period.scope.view, period.scope.base_year, period.scope.year) == (
        View.CHANGE,
        2019,
        2024,
    )


def test_it_says_how_many_comparisons_there_were_and_what_chance_would_show(land):
    # 40 units, one of them too small: 39 comparisons, 5 % of them are 1.95
    summary = changes_of(land(years(*[SAME] * 38, UP, SMALL)))
    assert "39 Vergleiche" in summary.intro[1]
    assert "bis zu 39 Kommunen" in summary.intro[1]
    assert "einer von 20" in summary.intro[1]
    assert "rund 2." in summary.intro[1]


def test_where_nothing_moved_that_is_said(land):
    summary = changes_of(land(years(SAME, SAME)))
    assert summary.movements == ()
    assert summary.intro[0].startswith("In keinem Teilgebiet")
    assert "2 Vergleiche" in summary.intro[1]
    assert summary.rest == ("Keine Veränderung über den Zufall hinaus: Armut.",)


def test_what_is_no_share_of_counts_is_named_and_not_tested(land):
    atlas = land(
        {2019: [(10, 100, 2), (10, 100, 2)], 2024: [(30, 100, 2), (30, 100, 2)]},
        columns=("arme", "leute", "flaeche"),
    )
    summary = changes_of(atlas, codes=("dichte", "zahl", "armut"))
    assert [movement.title for movement in summary.movements] == ["Armut"]
    assert summary.rest[-1].endswith("Dichte; Verhältnis.")
    assert "zusammen" not in summary.intro[1]
    assert "ein Anteil" in summary.intro[1]


def test_hidden_figures_are_not_compared(land):
    atlas = land(years(UP, UP), audience="statistics")
    summary = changes_of(atlas)
    assert summary.movements == ()
    assert "lässt sich" in summary.intro[0]


def test_years_defined_differently_are_not_compared(land):
    atlas = land(years(UP, DOWN))
    path = atlas.folder / "indicators" / "land" / "2024.toml"
    path.write_text(
        path.read_text("utf-8").replace("[arme]", '[arme]\ndefinition = "neu"'), "utf-8"
    )
    summary = changes_of(atlas)
    assert summary.movements == ()
    assert "lässt sich" in summary.intro[0]


def test_an_earlier_year_is_told_as_of_then(land):
    atlas = land({2014: [(10, 100)] * 2, 2019: [(30, 100)] * 2, 2024: [(10, 100)] * 2})
    (movement,) = changes_of(atlas, year=2020).movements
    (period,) = movement.periods
    assert period.title == "2019 gegenüber 2014"
    assert period.directions[0].text.startswith("gestiegen in 2 von 2")


def test_an_area_without_districts_says_so(land):
    summary = changes_of(land(years(UP, UP)), level="kreis")
    assert summary.movements == ()
    assert len(summary.intro) == 1
    assert not summary.method


def test_the_shipped_county_as_its_sceptical_councillor_finds_it(shipped):
    # screens.md: beyond chance only in Bergisch Gladbach, Burscheid, Kürten (up), Overath (down)
    where = Scope(area="rhein-berg", level="kommune", indicator="", year=2014)
    summary = changes(shipped, where, ["ein_kinder_sgb2_u15"])
    (movement,) = summary.movements
    (period,) = movement.periods
    assert [one.names for one in period.directions] == [
        ("Bergisch Gladbach", "Burscheid", "Kürten"),
        ("Overath",),
    ]
    assert "8 Vergleiche" in summary.intro[1]


def test_changes_are_told_of_the_districts_of_the_gebietsstand(shipped):
    vintage = date(2013, 1, 1)
    where = Scope(area="musterstadt", level="bezirk", indicator="", year=2019, vintage=vintage)
    summary = changes(shipped, where, ["ein_sgb2_u15", "dem_u18"])
    periods = [period for movement in summary.movements for period in movement.periods]
    named = {name for one in periods for way in one.directions for name in way.names}
    former = {unit.name for unit in shipped.level("musterstadt", "bezirk").units_on(vintage)}
    assert named
    assert named <= former
    assert {period.scope.vintage for period in periods} == {vintage}
