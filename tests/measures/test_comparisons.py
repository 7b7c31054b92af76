import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.measures.comparisons import (
    Spread,
    deviation_percent,
    deviation_points,
    location_quotient,
    min_max,
    ranks,
    spread,
    z_scores,
)
from atlas.model.cells import State

LEVEL = {"a": 10, "b": 20, "c": 20, "d": 40, "hidden": State.SECRET}


@pytest.mark.parametrize(
    ("measure", "pair", "expected"),
    [
        (deviation_points, (12.5, 10), (2.5, State.MEASURED)),
        (deviation_points, (10, 10), (0, State.ZERO)),
        (deviation_points, (12.5, 0), (12.5, State.MEASURED)),
        (deviation_points, (12.5, State.SECRET), (None, State.SECRET)),
        (deviation_percent, (12.5, 10), (25, State.MEASURED)),
        (deviation_percent, (0, 10), (-100, State.MEASURED)),
        (deviation_percent, (12.5, 0), (None, State.NOT_APPLICABLE)),
        (deviation_percent, (-5, 10), (None, State.NOT_APPLICABLE)),
        (deviation_percent, (State.PENDING, 10), (None, State.PENDING)),
        (location_quotient, (12.5, 10), (1.25, State.MEASURED)),
        (location_quotient, (0, 10), (0, State.ZERO)),
        (location_quotient, (12.5, 0), (None, State.NOT_APPLICABLE)),
        (location_quotient, (State.UNKNOWN, 10), (None, State.UNKNOWN)),
    ],
)
def test_against_the_area(one, outcome, measure, pair, expected):
    values, area = map(one, pair)
    assert outcome(measure(values, area)) == expected


def test_each_year_is_held_against_its_own_area(figures, cells):
    values = figures({("a", 2009): 12, ("a", 2014): 12})
    result = cells(deviation_points(values, figures({2009: 10, 2014: 11})))
    assert [number for number, _ in result.values()] == [2, 1]


def test_location_quotients_of_the_rbk(shares_2014, one):
    expected = [1.3173, 1.1219, 0.7357, 0.6564, 0.2710, 0.8664, 0.8545, 0.8780]
    result = location_quotient(shares_2014, one(100 * 4241 / 37988))
    np.testing.assert_allclose(result["value"], expected, atol=5e-5)


@pytest.mark.parametrize(
    ("ddof", "expected"),
    [
        (0, [1.6477, 0.9765, -0.3503, -0.6225, -1.9466, 0.0988, 0.0578, 0.1385]),
        (1, [1.5412, 0.9135, -0.3276, -0.5823, -1.8209, 0.0924, 0.0541, 0.1296]),
    ],
)
def test_z_scores_of_the_rbk(shares_2014, ddof, expected):
    np.testing.assert_allclose(z_scores(shares_2014, ddof=ddof)["value"], expected, atol=5e-5)


def test_units_without_a_value_take_no_part_in_scales(figures, cells):
    scaled = cells(min_max(figures(LEVEL)))
    assert [number for number, _ in scaled.values()] == [
        0,
        pytest.approx(1 / 3),
        pytest.approx(1 / 3),
        1,
        None,
    ]
    assert scaled["a"][1] == State.MEASURED
    assert scaled["hidden"][1] == State.SECRET
    assert cells(z_scores(figures(LEVEL), ddof=0))["hidden"] == (None, State.SECRET)


@pytest.mark.parametrize("scale", [min_max, lambda v: z_scores(v, ddof=0)])
def test_scales_of_equal_or_missing_values(figures, cells, scale):
    equal = cells(scale(figures({"a": 0.1, "b": 0.1, "c": 0.1, "d": State.SECRET})))
    assert [state for _, state in equal.values()] == [State.NOT_APPLICABLE] * 3 + [State.SECRET]
    assert cells(scale(figures({"a": State.PENDING}))) == {"a": (None, State.PENDING)}


def test_one_unit_has_no_sample_deviation(one, outcome):
    assert outcome(z_scores(one(5), ddof=1)) == (None, State.NOT_APPLICABLE)


def test_limited_figures_stay_limited_on_a_scale(figures, cells):
    scaled = cells(min_max(figures({"a": 1, "b": (3, State.LIMITED)})))
    assert scaled["b"] == (1, State.LIMITED)


def test_spread_of_the_rbk_2014(shares_2014):
    result = spread(shares_2014)
    assert (round(result.minimum, 1), round(result.maximum, 1)) == (3.0, 14.7)
    assert result.range == pytest.approx(11.6805, abs=5e-5)
    assert result.units_with_value == 8


def test_spread_without_values_and_of_one(one, figures):
    nothing = spread(figures({"a": State.SECRET, "b": State.UNKNOWN}))
    assert nothing == Spread(minimum=None, maximum=None, units_with_value=0)
    assert nothing.range is None
    assert spread(one(0)) == Spread(minimum=0.0, maximum=0.0, units_with_value=1)


@pytest.mark.parametrize(
    ("method", "descending", "expected"),
    [
        ("average", True, [4, 2.5, 2.5, 1]),
        ("average", False, [1, 2.5, 2.5, 4]),
        ("competition", True, [4, 2, 2, 1]),
        ("competition", False, [1, 2, 2, 4]),
    ],
)
def test_ranks_with_ties(figures, method, descending, expected):
    result = ranks(figures(LEVEL), method=method, descending=descending)
    np.testing.assert_array_equal(result, [*expected, np.nan])


numbers = st.lists(st.integers(-1000, 1000), min_size=1, max_size=40)


@given(numbers=numbers)
def test_ranks_add_up_like_1_to_n(figures, numbers):
    values = figures({f"u{i}": number for i, number in enumerate(numbers)})
    n = len(numbers)
    assert ranks(values).sum() == n * (n + 1) / 2
    assert ranks(values, method="competition").min() == 1


@given(numbers=st.lists(st.integers(-1000, 1000), min_size=1, max_size=40, unique=True))
def test_ranks_without_ties_are_a_permutation(figures, numbers):
    values = figures({f"u{i}": number for i, number in enumerate(numbers)})
    assert sorted(ranks(values)) == list(range(1, len(numbers) + 1))


@pytest.mark.slow
@given(pairs=st.lists(st.tuples(st.integers(0, 500), st.integers(1, 5000)), min_size=1))
def test_weighted_deviations_cancel_out(figures, one, pairs):
    people = np.array([cases + others for cases, others in pairs])
    cases = np.array([cases for cases, _ in pairs])
    values = figures({f"u{i}": rate for i, rate in enumerate(100 * cases / people)})
    result = deviation_points(values, one(100 * cases.sum() / people.sum()))
    assert (people * result["value"]).sum() == pytest.approx(0, abs=1e-6 * people.sum())
