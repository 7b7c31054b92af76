"""Round limits: every value in one class, the same limits for all years, 0 in the middle."""

from __future__ import annotations

from itertools import pairwise
from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.measures.classes import Classification, diverging_steps, equal_steps

YEAR_2009 = (13.716, 10.169, 6.569, 8.294, 3.851, 11.304, 9.801, 10.535)
YEAR_2014 = (14.706, 12.525, 8.213, 7.329, 3.026, 9.673, 9.539, 9.802)
FIGURES = st.floats(-1e9, 1e9).map(lambda value: float(f"{value:.6g}"))
ANY = st.lists(FIGURES, min_size=1, max_size=40)
WHOLE = st.lists(st.integers(-10_000, 10_000).map(float), min_size=1, max_size=40)
UNITS = st.sampled_from((1, 8, 11, 12, 60, 448))
BOTH = pytest.mark.parametrize("steps", [equal_steps, diverging_steps])


def counts(result: Classification, values) -> list[int]:
    classes = [result.class_of(value) for value in values]
    return [classes.count(number) for number in range(result.classes)]


def contains(result: Classification, value: float) -> bool:
    number = result.class_of(value)
    lower, upper = result.limits[number : number + 2]
    noise = 1e-8 * (result.limits[-1] - result.limits[0])
    last = number == result.classes - 1
    return lower - noise <= value and (value <= upper + noise if last else value < upper)


def test_one_classing_for_the_share_of_both_years():
    result = equal_steps(YEAR_2009 + YEAR_2014, 8)
    assert result == Classification(limits=(3, 6, 9, 12, 15))
    assert counts(result, YEAR_2009) == [1, 2, 4, 1]
    assert counts(result, YEAR_2014) == [1, 2, 3, 2]


@pytest.mark.parametrize(
    ("values", "units", "limits"),
    [
        ((1917, 14851), 8, (0, 4000, 8000, 12000, 16000)),
        ((0, 100), 8, (0, 25, 50, 75, 100)),
        ((0, 100), 12, (0, 20, 40, 60, 80, 100)),
        ((0.1, 0.1 * 3), 8, (0.1, 0.15, 0.2, 0.25, 0.3)),
        ((0.6, 0.7 + 0.1 + 0.1 + 0.1), 8, (0.6, 0.7, 0.8, 0.9, 1)),
        ((-7.5, -1.2), 8, (-8, -6, -4, -2, 0)),
        ((12.34, 12.36), 8, (12.34, 12.345, 12.35, 12.355, 12.36)),
        ((2.5, 7.5), 448, (2, 4, 6, 8)),
        ((1e12, 4e12), 8, (1e12, 2e12, 3e12, 4e12)),
        ((1, 2, 3, 1_000_000), 8, (0, 250_000, 500_000, 750_000, 1_000_000)),
    ],
)
def test_limits_are_round(values, units, limits):
    assert equal_steps(values, units).limits == limits


def test_whole_numbers_get_whole_limits():
    assert equal_steps((0.0, 9.0), 8).limits == (0, 3, 6, 9)
    assert equal_steps((0.0, 10.0), 8).limits == (0, 3, 6, 9, 12)  # not 2.5
    assert equal_steps((0.0, 1.0), 8).limits == (0, 1, 2)
    assert diverging_steps((-1.0, 0.0), 8).limits == (-1, 0, 1)


@pytest.mark.parametrize("value", [0.0, 3.0, 12.5, -0.2, -17.0, 3000.0, 1e-12])
def test_equal_values_make_one_class(value):
    result = equal_steps((value, value, value), 8)
    assert result.classes == 1
    assert counts(result, (value, value, value)) == [3]
    assert contains(result, value)


def test_equal_but_for_the_noise_of_floats():
    assert equal_steps((0.3, 0.1 * 3), 8).classes == 1
    assert equal_steps((3 - 1e-12, 3 + 1e-12), 8).limits == (3, 4)


@pytest.mark.parametrize("pair", [(0.0, 1.0), (1.0, 2.0), (-1.0, 1.0), (9.99, 10.0), (0.001, 4e6)])
def test_two_values_lie_in_different_classes(pair):
    result = equal_steps(pair, 8)
    assert counts(result, pair)[0] == counts(result, pair)[-1] == 1


@BOTH
def test_nothing_to_class(steps):
    result = steps((), 8)
    assert result.limits == ()
    assert result.classes == 0


def test_limits_belong_to_the_class_above_the_last_to_the_class_below():
    result = Classification(limits=(0.0, 0.1, 0.2, 0.3))
    assert [result.class_of(value) for value in (0.0, 0.1, 0.2, 0.3)] == [0, 1, 2, 2]
    assert result.class_of(0.1 + 0.1) == 2
    assert result.class_of(0.1 * 3) == 2
    assert [result.class_of(value) for value in (-5, 5)] == [0, 2]


def test_large_figures_close_together_are_told_apart():
    result = equal_steps((1_000_000_000.0, 1_000_000_004.0), 8)
    figures = [1_000_000_000.0 + extra for extra in range(5)]
    assert counts(result, figures) == [1, 1, 1, 2]


@BOTH
@given(values=ANY | WHOLE, units=UNITS)
def test_every_value_lies_in_exactly_one_class(steps, values, units):
    result = steps(values, units)
    assert sum(counts(result, values)) == len(values)
    assert list(result.limits) == sorted(set(result.limits))
    assert all(contains(result, value) for value in values)


@BOTH
@given(values=ANY | WHOLE, units=UNITS)
def test_the_order_of_the_figures_does_not_matter(steps, values, units):
    assert steps(sorted(values), units) == steps(values, units) == steps(values[::-1], units)


@BOTH
@given(values=ANY, units=UNITS)
def test_three_or_four_classes_for_few_units_up_to_five_for_many(steps, values, units):
    result = steps(values, units)
    assert result.classes <= (4 if units < 12 else 5)
    spread = max(values) - min(values) if steps is equal_steps else max(map(abs, values))
    if spread > 1e-6 * max(map(abs, values), default=0) and spread > 1e-6:
        whole = all(value.is_integer() for value in values)
        assert result.classes >= (2 if whole else 3)


@BOTH
@given(values=WHOLE, units=UNITS)
def test_limits_of_whole_numbers_are_whole(steps, values, units):
    limits = steps(values, units).limits
    assert len(set(values)) == 1 or all(float(limit).is_integer() for limit in limits)


@BOTH
@given(values=ANY | WHOLE, units=UNITS)
def test_limits_have_three_digits_or_are_multiples_of_such_a_step(steps, values, units):
    limits = steps(values, units).limits
    step = limits[1] - limits[0]
    widths = [upper - lower for lower, upper in pairwise(limits)]
    assert all(isclose(width, step, rel_tol=1e-4) for width in widths)
    mantissa = float(f"{step:e}".split("e")[0])
    assert min(abs(mantissa - allowed) for allowed in (1, 2, 2.5, 3, 4, 5, 10)) < 1e-3


@pytest.mark.parametrize(
    ("values", "units", "limits"),
    [
        ((-1.63, 0.99, 2.36), 8, (-2, 0, 2, 4)),
        ((-1.63, 0.99, 2.36), 60, (-2, -1, 0, 1, 2, 3)),
        ((-18.9, -3.3), 8, (-20, -15, -10, -5, 0)),
        ((0.5, 3.9), 8, (0, 1, 2, 3, 4)),
        ((-9.0, 9.5), 8, (-10, -5, 0, 5, 10)),
        ((-4.5, -0.5, 0.0), 8, (-6, -4, -2, 0, 2)),
        ((0.0, 0.0), 8, (-1, 0, 1)),
        ((1e-15, -1e-15), 8, (-1, 0, 1)),
    ],
)
def test_zero_is_a_limit_of_changes(values, units, limits):
    assert diverging_steps(values, units) == Classification(limits=limits, centre=0.0)


@given(values=ANY | WHOLE, units=UNITS)
def test_falling_and_rising_figures_never_share_a_class(values, units):
    result = diverging_steps(values, units)
    assert 0 in result.limits
    zero = result.limits.index(0)
    noise = 1e-8 * (result.limits[-1] - result.limits[0])
    assert all(result.class_of(value) < zero for value in values if value < -noise)
    assert all(result.class_of(value) >= zero for value in values if value >= 0)


@given(values=ANY, units=UNITS)
def test_turning_the_sign_turns_the_classes(values, units):
    apart = [value for value in values if abs(value) > 1e-3 and not value.is_integer()] or [0.5]
    result = diverging_steps(apart, units).limits
    turned = diverging_steps([-value for value in apart], units).limits
    assert result == tuple(-limit for limit in reversed(turned))
