from __future__ import annotations

from dataclasses import replace

import pytest

from atlas.atlas import Atlas
from atlas.editions.queries import Question, no_years, profile, years_shown
from atlas.errors import NoDataError, SingleYearError, UnknownYearError
from atlas.model.scope import Query, View

ASKED = Query(area="ort", level="block", code="kinder")
CHANGE = replace(ASKED, view=View.CHANGE)
KNOWN = (2009, 2014, 2019)


@pytest.fixture
def question(town):
    def asked(**more):
        atlas, query = Atlas.open(town), replace(ASKED, **more)
        level, item = atlas.level("ort", query.level), atlas.indicator(query.code)
        return Question(query=query, level=level, item=item, shown=atlas.shown("ort"))

    return asked


@pytest.mark.parametrize(
    ("query", "years"),
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
def test_years_of_an_answer(query, years):
    assert years_shown(query, KNOWN) == years


def test_one_year_is_not_enough_for_a_change():
    assert years_shown(CHANGE, (2014,)) == ()


@pytest.mark.parametrize(
    ("query", "error", "hint"),
    [
        (CHANGE, SingleYearError, "„Kinder“ hat nur für das Jahr 2009"),
        (replace(CHANGE, base_year=1999), UnknownYearError, "1999"),
        (replace(CHANGE, base_year=1999, years=(1998,)), UnknownYearError, "1998"),
    ],
)
def test_why_nothing_of_a_level_has_an_answer(query, error, hint):
    found = no_years(query, "Kinder", KNOWN)
    assert isinstance(found, error)
    assert hint in str(found)


def test_rows_and_arrays_say_the_same(question):
    table, grid = question().table(), question().grid()
    assert grid.years == table.years == (2020, 2021)
    for row in table.rows:
        assert grid.cell(row.unit, row.year).value == row.value


@pytest.mark.parametrize("answer", ["table", "grid"])
@pytest.mark.parametrize(
    ("more", "error"),
    [
        ({"code": "miete"}, NoDataError),
        ({"years": (1999,)}, UnknownYearError),
        ({"view": View.CHANGE, "base_year": 1999}, UnknownYearError),
    ],
)
def test_what_has_no_answer_is_refused(question, answer, more, error):
    with pytest.raises(error):
        getattr(question(**more), answer)()


def test_one_unit_of_several_questions(question):
    asked = question()
    unit = asked.level.units[0]
    children, people = profile([asked, question(code="leute")], unit)
    assert {row.unit for table in (children, people) for row in table.rows} == {unit.id}
    assert (children.indicator, people.indicator) == ("kinder", "leute")
    assert profile([], unit) == ()
