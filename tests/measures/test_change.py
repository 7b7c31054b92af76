from datetime import date

import pytest

from atlas.errors import AtlasError
from atlas.measures.change import (
    YearSpanError,
    absolute_change,
    annual_growth,
    index_number,
    index_series,
    point_change,
    relative_change,
    years_between,
)
from atlas.model.cells import State
from atlas.model.dates import Period, ReferenceDate

MISSING = [State.UNRELIABLE, State.NOT_APPLICABLE, State.PENDING, State.UNKNOWN, State.SECRET]


@pytest.mark.parametrize(
    ("now", "base", "expected"),
    [
        (4240, 4422, (-182, State.MEASURED)),
        (7, 7, (0, State.ZERO)),
        (5, 0, (5, State.MEASURED)),
        (-30, 20, (-50, State.MEASURED)),
        (5, (3, State.LIMITED), (2, State.LIMITED)),
        (State.SECRET, State.UNKNOWN, (None, State.SECRET)),
    ],
)
def test_absolute_change(one, outcome, now, base, expected):
    assert outcome(absolute_change(one(now), one(base))) == expected


@pytest.mark.parametrize(
    ("now", "base", "percent"),
    [
        (4240, 4422, -4.1158),
        (2184, 2106, 3.7037),
        (313, 294, 6.4626),
        (228, 202, 12.8713),
        (265, 331, -19.9396),
        (58, 91, -36.2637),
        (377, 413, -8.7167),
        (435, 510, -14.7059),
    ],
)
def test_relative_changes_of_the_rbk_table(one, outcome, now, base, percent):
    expected = (pytest.approx(percent, abs=5e-5), State.MEASURED)
    assert outcome(relative_change(one(now), one(base))) == expected


@pytest.mark.parametrize(
    ("now", "base", "expected"),
    [
        (0, 40, (-100, State.MEASURED)),
        (40, 40, (0, State.ZERO)),
        (25, 20, (25, State.MEASURED)),
        (24, 19, (pytest.approx(26.3158, abs=5e-5), State.LIMITED)),
        (5, 0, (None, State.NOT_APPLICABLE)),
        (0, 0, (None, State.NOT_APPLICABLE)),
        (5, -5, (None, State.NOT_APPLICABLE)),
        (-5, -10, (None, State.NOT_APPLICABLE)),
        (-5, 50, (None, State.NOT_APPLICABLE)),
    ],
)
def test_relative_change_at_the_edges(one, outcome, now, base, expected):
    assert outcome(relative_change(one(now), one(base))) == expected


def test_the_cases_behind_a_rate_decide_whether_its_base_is_small(figures, cells):
    now = figures({"many": 2.4, "few": 2.4})
    base = figures({"many": 2.0, "few": 2.0}).assign(numerator=[500.0, 12.0])
    result = cells(relative_change(now, base))
    assert result["many"] == (pytest.approx(20), State.MEASURED)
    assert result["few"] == (pytest.approx(20), State.LIMITED)


def test_the_share_of_the_county_rises_while_the_count_falls(one, outcome):
    now, base = one(100 * 4240 / 37988), one(100 * 4422 / 40931)
    assert outcome(point_change(now, base)) == (pytest.approx(0.358, abs=5e-4), State.MEASURED)


def test_annual_growth_of_the_rbk_children(one, outcome):
    growth = annual_growth(one(4240), one(4422), 5.0)
    assert outcome(growth) == (pytest.approx(-0.837, abs=5e-4), State.MEASURED)


@pytest.mark.parametrize(("now", "base"), [(0, 5), (5, 0), (-5, 5), (5, -5), (0, 0)])
def test_no_annual_growth_from_or_to_nothing(one, outcome, now, base):
    assert outcome(annual_growth(one(now), one(base), 5.0)) == (None, State.NOT_APPLICABLE)


def test_no_annual_growth_over_no_time(one):
    with pytest.raises(YearSpanError, match=r"0\.00 Jahre") as error:
        annual_growth(one(2), one(1), 0.0)
    assert isinstance(error.value, AtlasError)


@pytest.mark.parametrize("state", MISSING)
@pytest.mark.parametrize(
    "change",
    [
        absolute_change,
        point_change,
        relative_change,
        index_number,
        lambda n, b: annual_growth(n, b, 2),
    ],
)
def test_a_missing_figure_says_why_there_is_no_change(one, outcome, change, state):
    assert outcome(change(one(state), one(50))) == (None, state)
    assert outcome(change(one(50), one(state))) == (None, state)


def test_years_are_measured_between_real_dates():
    start = ReferenceDate.day(date(2013, 12, 31))
    end = ReferenceDate.day(date(2014, 10, 31))
    assert years_between(start, end) == pytest.approx(0.83, abs=5e-3)


def test_a_year_stands_for_its_middle():
    year = ReferenceDate(period=Period.YEAR, start=date(2014, 1, 1), end=date(2014, 12, 31))
    assert years_between(ReferenceDate.day(date(2014, 7, 2)), year) == pytest.approx(0, abs=3e-3)


@pytest.mark.parametrize(
    ("now", "base", "expected"),
    [
        (4240, 4422, (pytest.approx(95.9, abs=0.05), State.MEASURED)),
        (7, 7, (100, State.MEASURED)),
        (0, 7, (0, State.ZERO)),
        (7, 0, (None, State.NOT_APPLICABLE)),
    ],
)
def test_index_number(one, outcome, now, base, expected):
    assert outcome(index_number(one(now), one(base))) == expected


@pytest.mark.parametrize(
    ("first", "base_years", "numbers"),
    [
        (50, (2010, 2010), [100, 160, 200]),
        (State.SECRET, (2010, 2012), [None, 100, 125]),
        (0, (2010, 2012), [0, 100, 125]),
        (50, (2011, 2012), [62.5, 100, 125]),
        (50, (2020, 2020), [None, None, None]),
    ],
)
def test_index_series_moves_to_the_next_base_and_says_so(
    figures, cells, first, base_years, numbers
):
    series = figures({2010: first, 2012: 80, 2014: 100})
    wanted, used = base_years
    result, base_year = index_series(series, wanted)
    assert base_year == used
    assert [number for number, _ in cells(result).values()] == numbers


def test_a_series_without_any_base_says_why(figures, cells):
    result, _ = index_series(figures({2010: State.SECRET, 2011: 0}), 2010)
    assert cells(result) == {2010: (None, State.SECRET), 2011: (None, State.SECRET)}
