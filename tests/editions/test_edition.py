from __future__ import annotations

import pytest

from atlas.atlas import Atlas
from atlas.model.cells import State
from atlas.model.quantities import Audience
from tests.small_town import drop_column


@pytest.fixture
def figures(town):
    """(level, code, delivered) → {(unit, year): (value, state)} of the town."""

    def figures_of(level, code, *, delivered=False, audience=Audience.PUBLIC):
        atlas = Atlas.open(town, audience)
        frame = atlas.edition("ort").figures(
            level, atlas.indicator("ort", code), delivered=delivered
        )
        return dict(zip(frame.index, zip(frame["value"], frame["state"], strict=True), strict=True))

    return figures_of


@pytest.mark.parametrize(
    ("code", "levels"),
    [
        ("kinder", ("block", "bezirk", "stadt", "schule", "quartier")),
        ("kinderanteil_vorjahr", ("block", "bezirk", "stadt", "schule", "quartier")),
        ("miete", ("bezirk",)),
    ],
)
def test_levels_with_figures(plain_atlas, code, levels):
    atlas = plain_atlas()
    assert atlas.edition("ort").levels(atlas.indicator("ort", code)) == levels


def test_years_are_those_of_all_quantities(town):
    drop_column(town / "indicators/ort/2020.csv", "leute")
    atlas = Atlas.open(town)
    years = {
        code: atlas.edition("ort").years(atlas.indicator("ort", code))
        for code in atlas.catalogue("ort").titles()
    }
    assert years["kinder"] == (2020, 2021)
    assert years["leute"] == years["kinderanteil"] == (2021,)


def test_without_delivered_totals_there_are_none(figures):
    assert figures("stadt", "kinder", delivered=True) == {}
    assert figures("stadt", "kinder") == {
        ("S", 2020): (190, State.MEASURED),
        ("S", 2021): (170, State.MEASURED),
    }


def test_a_share_of_a_delivered_total_takes_the_rest_from_the_sums(town, edit, figures):
    edit(town / "indicators/ort/2020.csv", "bezirk;A;", "stadt;S;Ort;;191;;\nbezirk;A;")
    assert figures("stadt", "kinderanteil", delivered=True) == {
        ("S", 2020): (pytest.approx(19.1), State.MEASURED)
    }
    assert figures("stadt", "kinderanteil")["S", 2020] == (19, State.MEASURED)


def test_what_is_computed_once_is_kept(town):
    atlas = Atlas.open(town)
    edition, item = atlas.edition("ort"), atlas.indicator("ort", "kinderanteil")
    assert atlas.edition("ort") is edition
    first, again = (edition.figures("block", item, delivered=False) for _ in range(2))
    assert first is again
    assert Atlas.open(town, Audience.INTERNAL).edition("ort") is not edition
