from __future__ import annotations

from dataclasses import replace

import pytest

from atlas.atlas import Atlas
from atlas.editions.queries import Query, answer_years, no_years_error, profile
from atlas.errors import NoDataError, SingleYearError, UnknownYearError
from atlas.model.scope import Scope, View

ASKED = Scope(area="ort", level="block", indicator="kinder")
CHANGE = replace(ASKED, view=View.CHANGE)
YEARS = (2009, 2014, 2019)


@pytest.fixture
def query_of(plain_atlas):
    def query_of(atlas=None, **more):
        atlas, scope = atlas or plain_atlas(), replace(ASKED, **more)
        level, item = atlas.level("ort", scope.level), atlas.indicator(scope.area, scope.indicator)
        return Query(scope=scope, level=level, item=item, edition=atlas.edition("ort"))

    return query_of


@pytest.mark.parametrize(
    ("scope", "years"),
    [
        (ASKED, (2009, 2014, 2019)),
        (replace(ASKED, years=(2013, 2014)), (2014,)),
        (replace(ASKED, years=(1999,)), ()),
        (CHANGE, (2014, 2019)),
        (replace(CHANGE, base_year=2014), (2009, 2019)),
        (replace(CHANGE, base_year=2014, years=(2014, 2019)), (2014, 2019)),
        (replace(CHANGE, base_year=1999), ()),
    ],
)
def test_years_of_an_answer(scope, years):
    assert answer_years(scope, YEARS) == years


def test_one_year_is_not_enough_for_a_change():
    assert answer_years(CHANGE, (2014,)) == ()


@pytest.mark.parametrize(
    ("scope", "error", "hint"),
    [
        (CHANGE, SingleYearError, "„Kinder“ hat nur für das Jahr 2009"),
        (replace(CHANGE, base_year=1999), UnknownYearError, "1999"),
        (replace(CHANGE, base_year=1999, years=(1998,)), UnknownYearError, "1998"),
    ],
)
def test_why_nothing_of_a_level_has_an_answer(scope, error, hint):
    result = no_years_error(scope, "Kinder", YEARS)
    assert isinstance(result, error)
    assert hint in str(result)


def test_rows_and_arrays_say_the_same(query_of):
    table, grid = query_of().table(), query_of().grid()
    assert grid.years == table.years == (2020, 2021)
    for row in table.rows:
        assert grid.cell(row.unit, row.year).value == row.value


@pytest.mark.parametrize("answer", ["table", "grid"])
@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"indicator": "miete"}, NoDataError),
        ({"years": (1999,)}, UnknownYearError),
        ({"view": View.CHANGE, "base_year": 1999}, UnknownYearError),
    ],
)
def test_what_has_no_answer_is_refused(query_of, answer, more, error):
    with pytest.raises(error):
        getattr(query_of(**more), answer)()


def test_one_unit_of_several_questions(query_of):
    query = query_of()
    unit = query.level.units[0]
    children, people = profile([query, query_of(indicator="leute")], unit)
    assert {row.unit for table in (children, people) for row in table.rows} == {unit.id}
    assert (children.indicator, people.indicator) == ("kinder", "leute")
    assert profile([], unit) == ()


def test_a_delivered_total_changes_though_the_sum_is_secret(town, edit, query_of):
    edit(town / "indicators/ort/2020.csv", "Bach;200;20;", "Bach;200;.;")
    for year, total in ((2020, 160), (2021, 200)):
        edit(
            town / f"indicators/ort/{year}.csv",
            "bezirk;A;",
            f"stadt;S;Ort;1000;{total};;\nbezirk;A;",
        )
    atlas = Atlas.open(town)
    change = query_of(atlas, level="stadt", view=View.CHANGE, base_year=2020).table()
    assert [(row.delivered, row.value) for row in change.rows] == [(False, None), (True, 25)]
