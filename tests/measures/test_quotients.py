import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.measures.quotients import quotient, share
from atlas.model.cells import State, Status


@pytest.mark.parametrize(
    ("of", "per", "expected"),
    [
        (4422, 40931, (pytest.approx(10.8035, abs=5e-5), State.MEASURED)),
        (57, 100, (57.0, State.MEASURED)),
        (8, 8, (100.0, State.MEASURED)),
        (0, 12, (0.0, State.ZERO)),
        ((0, State.LESS_THAN_HALF), 12, (0.0, State.LESS_THAN_HALF)),
        ((3, State.LIMITED), 12, (25.0, State.LIMITED)),
        (0, 0, (None, State.NOT_APPLICABLE)),
        (5, 0, (None, State.NOT_APPLICABLE)),
        (5, -10, (None, State.NOT_APPLICABLE)),
        (13, 12, (None, State.UNRELIABLE)),
        (-1, 12, (None, State.UNRELIABLE)),
        (State.SECRET, 12, (None, State.SECRET)),
        (State.SECRET, 0, (None, State.SECRET)),
        (State.PENDING, 0, (None, State.PENDING)),
        (5, State.UNKNOWN, (None, State.UNKNOWN)),
        (State.UNKNOWN, State.PENDING, (None, State.UNKNOWN)),
        (State.NOT_APPLICABLE, 12, (None, State.NOT_APPLICABLE)),
        (State.UNRELIABLE, 12, (None, State.UNRELIABLE)),
    ],
)
def test_share(one, outcome, of, per, expected):
    assert outcome(share(one(of), one(per))) == expected


def test_all_printed_shares_of_the_rbk_table(residents, children):
    result = share(children, residents)["value"]
    printed = {
        2009: [13.7, 10.2, 6.6, 8.3, 3.9, 11.3, 9.8, 10.5],
        2014: [14.7, 12.5, 8.2, 7.3, 3.0, 9.7, 9.5, 9.8],
    }
    for year, column in printed.items():
        assert list(result.xs(year, level="year").round(1)) == column


def test_a_care_rate_may_exceed_the_whole(one, outcome):
    result = share(one(130), one(100), may_exceed=True)
    assert outcome(result) == (130.0, State.MEASURED)


def test_the_last_binary_digit_makes_no_share_impossible(one, outcome):
    parts, whole = one(0.1 + 0.2), one(0.3)
    assert outcome(share(parts, whole)) == (100.0, State.MEASURED)


@pytest.mark.parametrize(
    ("pair", "factor", "expected"),
    [
        ((30, 4000), 1000.0, (7.5, State.MEASURED)),
        ((3, 400_000), 100_000.0, (0.75, State.MEASURED)),
        ((9000, 25), 1.0, (360.0, State.MEASURED)),
        ((-20, 4000), 1000.0, (-5.0, State.MEASURED)),
        ((0, 4000), 1000.0, (0.0, State.ZERO)),
        ((7, 0), 1000.0, (None, State.NOT_APPLICABLE)),
        ((7, (4000, State.LIMITED)), 1000.0, (1.75, State.LIMITED)),
        ((State.SECRET, 4000), 1000.0, (None, State.SECRET)),
    ],
)
def test_rates_ratios_and_means(one, outcome, pair, factor, expected):
    of, per = map(one, pair)
    assert outcome(quotient(of, per, factor)) == expected


def test_a_missing_row_is_unknown_not_zero(figures, cells):
    result = quotient(figures({"a": 1}), figures({"a": 2, "b": 4}), 1.0)
    assert cells(result) == {"a": (0.5, State.MEASURED), "b": (None, State.UNKNOWN)}


def test_a_provisional_denominator_makes_a_provisional_rate(one):
    result = quotient(one(1), one((4, None, Status.PROVISIONAL)), 1.0)
    assert result["status"].item() == Status.PROVISIONAL


@pytest.mark.slow
@given(part=st.floats(0, 1e12), rest=st.floats(0, 1e12))
def test_a_part_of_a_whole_lies_between_0_and_100(one, outcome, part, rest):
    number, state = outcome(share(one(part), one(part + rest)))
    if part + rest == 0:
        assert (number, state) == (None, State.NOT_APPLICABLE)
    else:
        assert 0 <= number <= 100
        assert (state == State.ZERO) == (number == 0)
