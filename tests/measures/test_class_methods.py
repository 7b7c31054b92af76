"""All ways of classing: limits by hand, ties, too few figures, one classing for all years."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from atlas.measures.class_methods import MOST_FIGURES, ClassingContext, classify
from atlas.measures.classes import Classification, ClassingNote, diverging_steps, equal_steps
from atlas.model.classing import Classing, Method

YEAR_2009 = (13.716, 10.169, 6.569, 8.294, 3.851, 11.304, 9.801, 10.535)
YEAR_2014 = (14.706, 12.525, 8.213, 7.329, 3.026, 9.673, 9.539, 9.802)
BOTH_YEARS = YEAR_2009 + YEAR_2014
COUNTY = ClassingContext(units=8, decimals=1, area=11.164)
MANY = replace(COUNTY, units=60)
COMPUTED = [method for method in Method if method is not Method.MANUAL]
FIGURES = st.floats(-1e6, 1e6).map(lambda value: float(f"{value:.4g}"))
ANY = st.lists(FIGURES, min_size=1, max_size=60)
FEW = st.lists(st.sampled_from((0.0, 1.0, 2.5, 7.0)), min_size=1, max_size=40)


def classed(
    method, values=BOTH_YEARS, context=COUNTY, *, classes=None, limits=()
) -> Classification:
    return classify(values, Classing(method=method, classes=classes, limits=limits), context)


def counts(result: Classification, values=BOTH_YEARS) -> list[int]:
    codes = result.codes(np.array(values, dtype=float))
    return np.bincount(codes, minlength=result.classes).tolist()


def test_equal_steps_are_the_default():
    assert classify(BOTH_YEARS, Classing(), COUNTY) == equal_steps(BOTH_YEARS, 8)
    changes = (-1.63, 0.99, 2.36)
    assert classify(changes, Classing(), replace(COUNTY, zero=True)) == diverging_steps(changes, 8)


@pytest.mark.parametrize(
    ("classes", "limits"),
    [
        (3, (0, 5, 10, 15)),
        (4, (3, 6, 9, 12, 15)),
        (5, (2.5, 5, 7.5, 10, 12.5, 15)),
        (7, (2, 4, 6, 8, 10, 12, 14, 16)),
    ],
)
def test_as_many_equal_steps_as_requested(classes, limits):
    assert classed(Method.EQUAL, classes=classes) == Classification(limits=limits)


def test_a_number_that_round_steps_cannot_give_is_said():
    result = classed(Method.EQUAL, classes=6)
    assert (result.limits, result.note) == ((2.5, 5, 7.5, 10, 12.5, 15), ClassingNote.ROUND)
    few = classed(Method.EQUAL, (0, 1, 2, 3), classes=7)
    assert (few.limits, few.note) == ((0, 1, 2, 3), ClassingNote.FEW_FIGURES)


@pytest.mark.parametrize(("requested", "expected"), [(1, 3), (2, 3), (9, 7)])
def test_three_to_seven_classes(requested, expected):
    assert classed(Method.QUANTILES, classes=requested).classes == expected


def test_quantiles_hold_as_many_figures_each():
    result = classed(Method.QUANTILES)
    # sorted: … 7.329 | 8.213 8.294 9.539 9.673 | 9.801 9.802 10.169 10.535 | 11.304 …
    assert result == Classification(limits=(3, 8, 9.8, 11, 14.8))
    assert counts(result) == [4, 4, 4, 4]


def test_quantiles_never_part_equal_figures():
    values = (1, 2, 2, 2, 2, 2, 2, 3, 4, 5)
    result = classed(Method.QUANTILES, values)
    # a quarter of ten figures is two and a half: the gaps nearest to 2.5, 5 and 7.5
    assert result.limits == (1, 2, 3, 5)
    assert counts(result, values) == [1, 6, 3]
    assert result.note is ClassingNote.FEW_FIGURES


def test_natural_breaks_part_what_is_apart():
    values = (1, 1.2, 1.4, 5, 5.1, 5.3, 9, 9.1, 20, 20.5)
    result = classed(Method.NATURAL, values)
    assert result == Classification(limits=(1, 5, 8, 20, 20.5))
    assert counts(result, values) == [3, 3, 2, 2]


def test_natural_breaks_of_thousands():
    rng = np.random.default_rng(7)
    values = np.concatenate([rng.normal(centre, 1, 5 * MOST_FIGURES) for centre in (10, 30, 60)])
    result = classed(Method.NATURAL, values, MANY, classes=3)
    assert counts(result, values) == [5 * MOST_FIGURES] * 3


@pytest.mark.parametrize("method", [Method.QUANTILES, Method.NATURAL])
def test_limits_among_thousands_are_round(method):
    values = np.random.default_rng(3).gamma(2, 5, 20_000)
    result = classed(method, values, MANY)
    assert all(round(limit, 1) == limit for limit in result.limits)
    if method is Method.QUANTILES:
        assert max(counts(result, values)) - min(counts(result, values)) <= 0.08 * 4000


def test_standard_deviations_as_in_berlin():
    # mean 5, population standard deviation 2
    values = (2, 4, 4, 4, 5, 5, 7, 9)
    result = classed(Method.STANDARD_DEVIATION, values, replace(COUNTY, decimals=0))
    assert result == Classification(limits=(2, 3, 7, 8, 9), centre=5, open_ended=True)
    assert counts(result, values) == [1, 5, 1, 1]
    changes = classed(Method.STANDARD_DEVIATION, values, replace(COUNTY, decimals=0, zero=True))
    assert changes.limits == (2, 3, 7, 9)


def test_limits_of_standard_deviations_have_one_decimal_more():
    # mean 9.9653, population standard deviation 2.9282 of both years
    result = classed(Method.STANDARD_DEVIATION, classes=3)
    mean, spread = np.mean(BOTH_YEARS), np.std(BOTH_YEARS)
    assert result.limits[1:-1] == (round(mean - spread, 2), round(mean + spread, 2))
    hair = classed(Method.STANDARD_DEVIATION, (1, 1.0001, 1.0002, 1.0003), classes=3)
    assert hair.limits[1] < hair.limits[2]


@pytest.mark.parametrize(("classes", "note"), [(7, ClassingNote.OUTSIDE), (None, None)])
def test_limits_where_no_figure_is_are_left_out(classes, note):
    values = (0, 0, 0, 0, 0, 0, 1, 10)
    result = classed(Method.STANDARD_DEVIATION, values, classes=classes)
    assert all(0 < limit <= 10 for limit in result.limits[1:-1])
    assert result.note is note


def test_around_the_area_as_in_rheinland_pfalz():
    values = np.linspace(3.4, 9.8, 36)
    result = classed(Method.AROUND_AREA, values, replace(MANY, area=6.6), classes=6)
    assert result.limits[1:-1] == (4.6, 5.6, 6.6, 7.6, 8.6)
    assert (result.centre, result.open_ended, result.sides) == (6.6, True, (3, 3))


def test_an_odd_number_of_classes_has_the_area_in_the_middle():
    result = classed(Method.AROUND_AREA, classes=5)
    assert result.limits[1:-1] == (5.2, 9.2, 13.2)  # one beyond 14.7 is left out
    assert result.note is ClassingNote.OUTSIDE
    assert result.sides == (2, 1)
    lower, upper = result.limits[2:4]
    assert (lower + upper) / 2 == pytest.approx(result.centre)


def test_without_a_value_of_the_area_there_is_nothing_to_place_classes_around():
    result = classed(Method.AROUND_AREA, context=replace(COUNTY, area=None))
    assert result == replace(equal_steps(BOTH_YEARS, 8), note=ClassingNote.NO_AREA)


def test_an_area_outside_of_all_units():
    result = classed(Method.AROUND_AREA, context=replace(COUNTY, area=90.0), classes=4)
    assert result.classes == 1
    assert sum(counts(result)) == 16


def test_limits_set_by_hand_stay():
    result = classed(Method.MANUAL, limits=(5, 10, 20, 30))
    assert result.limits[1:-1] == (5, 10, 20, 30)
    assert counts(result) == [2, 8, 6, 0, 0]
    assert result.open_ended
    assert result.centre is None


def test_zero_is_a_centre_by_hand_only_where_it_matters():
    signed = replace(COUNTY, zero=True)
    assert classed(Method.MANUAL, (-3, 4), signed, limits=(-1, 0, 1)).centre == 0
    assert classed(Method.MANUAL, (-3, 4), signed, limits=(-1, 1)).centre is None
    change = replace(signed, change=True)
    assert classed(Method.MANUAL, (-3, 4), change, limits=(-1, 1)).centre == 0
    assert classed(Method.MANUAL, (-3, 4), change, limits=(-1, 2)).centre is None
    assert classed(Method.MANUAL, (1, 4), COUNTY, limits=(0, 2)).centre is None


def test_by_hand_without_limits_is_one_class():
    assert classed(Method.MANUAL).limits == (3, 14.8)
    assert classed(Method.MANUAL, (4, 4)).classes == 1


@pytest.mark.parametrize("method", Method)
def test_nothing_to_class(method):
    assert classed(method, ()).limits == ()


@pytest.mark.parametrize("method", COMPUTED)
@pytest.mark.parametrize("classes", [None, 5])
def test_equal_figures_make_one_class(method, classes):
    result = classed(method, (7.25,) * 9, classes=classes)
    assert result.classes == 1
    assert counts(result, (7.25,) * 9) == [9]
    assert result.note is (ClassingNote.FEW_FIGURES if classes else None)


@pytest.mark.parametrize("method", [Method.QUANTILES, Method.NATURAL])
def test_two_figures_make_two_classes(method):
    result = classed(method, (1, 1, 4, 4, 4), classes=5)
    assert counts(result, (1, 1, 4, 4, 4)) == [2, 3]
    assert result.note is ClassingNote.FEW_FIGURES


@pytest.mark.parametrize("method", [Method.QUANTILES, Method.NATURAL])
def test_one_class_with_one_member(method):
    values = (1, 1, 1, 1, 1, 1, 1, 1, 9)
    result = classed(method, values)
    assert counts(result, values) == [8, 1]


@pytest.mark.slow
@pytest.mark.parametrize("method", COMPUTED)
@pytest.mark.parametrize("zero", [False, True])
@given(values=ANY | FEW, classes=st.sampled_from((None, 3, 4, 5, 6, 7)))
def test_every_figure_lies_in_one_of_at_most_as_many_classes_as_wished(
    method, zero, values, classes
):
    context = ClassingContext(units=20, decimals=1, zero=zero, area=float(np.mean(values)))
    result = classed(method, values, context, classes=classes)
    assert sum(counts(result, values)) == len(values)
    assert list(result.limits) == sorted(set(result.limits))
    assert 1 <= result.classes <= (classes or 5)
    if classes and result.classes < classes:
        assert result.note is not None


@given(values=ANY | FEW, classes=st.sampled_from((3, 5, 7)))
@pytest.mark.parametrize("method", [Method.QUANTILES, Method.NATURAL])
def test_rounding_a_limit_moves_no_figure(method, values, classes):
    result = classed(method, values, classes=classes)
    for limit in result.limits[1:-1]:
        below = [value for value in values if value < limit]
        assert below
        assert len(below) < len(values)
    taken = {result.class_of(value) for value in values}
    assert taken == set(range(result.classes))


@pytest.mark.slow
@given(values=ANY)
@pytest.mark.parametrize("method", COMPUTED)
def test_the_order_of_the_figures_does_not_matter(method, values):
    context = ClassingContext(units=20, decimals=1, area=0.5)
    assert classed(method, values, context) == classed(method, sorted(values), context)


def test_equal_widths_around_the_area():
    result = classed(
        Method.AROUND_AREA, np.linspace(0, 50, 200), replace(MANY, area=21.37), classes=7
    )
    widths = [upper - lower for lower, upper in pairwise(result.limits[1:-1])]
    assert widths == pytest.approx([widths[0]] * len(widths))


def test_the_sides_of_a_centre():
    assert Classification(limits=(-2, -1, 0, 1), centre=0).sides == (2, 1)
    assert Classification(limits=(-1, 0), centre=0).sides == (1, 0)
    assert Classification(limits=(2, 4, 6, 8), centre=5).sides == (1, 1)
    assert Classification(limits=(2, 4)).sides == (0, 0)
    assert not Classification(limits=(2, 4)).diverging


# Outliers, and figures that can't be larger


def test_one_value_far_away_leaves_the_others_in_several_classes():
    # 8.0, 8.5 … 22.0 in two years, and 90 once: equal steps to 90 would put all others into one
    values = np.array([*np.arange(8, 22.5, 0.5), *np.arange(8, 22.5, 0.5), 90.0])
    context = ClassingContext(units=29, decimals=1)
    classification = classify(values, Classing(), context)
    counts = np.bincount(classification.codes(values))
    assert classification.limits == (8, 12, 16, 20, 90)
    assert counts.tolist() == [16, 16, 16, 11]
    assert classification.open_ended
    assert classification.note is ClassingNote.OUTLIERS


@pytest.mark.parametrize("values", [[100.0, 150.0, 100.0], [5.0] * 20 + [50.0]])
def test_equal_figures_beside_another_one_are_not_all_equal(values):
    classification = classify(values, Classing(), ClassingContext(units=len(values), decimals=1))
    assert classification.only is None
    assert not classification.open_ended


def test_a_skewed_distribution_is_told_apart_where_most_units_are():
    # nine in ten are small: equal steps to 100 would put all of these into one class
    values = np.array([*range(1, 19), 80.0, 100.0] * 3, dtype=float)
    classification = classify(values, Classing(), ClassingContext(units=20, decimals=1))
    assert max(np.bincount(classification.codes(values))) < 0.6 * len(values)
    assert all(limit == round(limit) for limit in classification.limits)
    assert classification.open_ended


def test_an_exceptional_year_leaves_the_others_in_several_classes():
    # 1.0 … 3.9 in four years, 20.0 … 22.9 in the fifth: pooled, no class would be crowded
    usual = np.arange(10, 40) / 10
    years = (usual, usual, usual, usual + 0.0, np.arange(200, 230) / 10)
    values = np.concatenate(years)
    context = ClassingContext(units=30, decimals=1, by_year=years)
    result = classify(values, Classing(), context)
    assert max(np.bincount(result.codes(usual))) < 0.6 * len(usual)
    assert result.limits[-1] == 22.9


def test_a_centre_stays_a_limit_when_the_outer_classes_open():
    # all but one lie below the average
    values = np.array([*np.linspace(-5, -0.1, 40), 300.0])
    result = classify(values, Classing(), ClassingContext(units=41, decimals=1, zero=True))
    assert 0 in result.limits[1:-1]
    assert result.codes(np.array([-0.1, 0.0])).tolist() == [result.classes - 2, result.classes - 1]
    assert result.classes <= 5


def test_limits_have_no_more_decimals_than_the_figures():
    printed = np.array([2.1, 2.2, 2.2, 2.3, 2.4])
    result = classify(printed, Classing(), ClassingContext(units=5, decimals=1))
    assert result.limits == (2.1, 2.2, 2.3, 2.4)


@pytest.mark.parametrize(
    ("values", "limits"),
    [
        ([100.0, 100.0, 100.0], (75, 100)),
        ([20.0, 60.0, 100.0], (0, 40, 80, 100)),
    ],
)
def test_a_share_ends_at_a_hundred(values, limits):
    context = ClassingContext(units=3, decimals=1, highest=100.0)
    assert classify(values, Classing(classes=3), context).limits == limits
