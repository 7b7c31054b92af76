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


def made(method, values=BOTH_YEARS, setting=COUNTY, *, classes=None, limits=()) -> Classification:
    return classify(values, Classing(method=method, classes=classes, limits=limits), setting)


def counts(found: Classification, values=BOTH_YEARS) -> list[int]:
    codes = found.codes(np.array(values, dtype=float))
    return np.bincount(codes, minlength=found.classes).tolist()


def test_equal_steps_are_the_usual_way():
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
def test_as_many_equal_steps_as_wished(classes, limits):
    assert made(Method.EQUAL, classes=classes) == Classification(limits=limits)


def test_a_number_that_round_steps_cannot_give_is_said():
    found = made(Method.EQUAL, classes=6)
    assert (found.limits, found.note) == ((2.5, 5, 7.5, 10, 12.5, 15), ClassingNote.ROUND)
    few = made(Method.EQUAL, (0, 1, 2, 3), classes=7)
    assert (few.limits, few.note) == ((0, 1, 2, 3), ClassingNote.FEW_FIGURES)


@pytest.mark.parametrize(("wished", "given"), [(1, 3), (2, 3), (9, 7)])
def test_three_to_seven_classes(wished, given):
    assert made(Method.QUANTILES, classes=wished).classes == given


def test_quantiles_hold_as_many_figures_each():
    found = made(Method.QUANTILES)
    # sorted: … 7.329 | 8.213 8.294 9.539 9.673 | 9.801 9.802 10.169 10.535 | 11.304 …
    assert found == Classification(limits=(3, 8, 9.8, 11, 14.8))
    assert counts(found) == [4, 4, 4, 4]


def test_quantiles_never_part_equal_figures():
    values = (1, 2, 2, 2, 2, 2, 2, 3, 4, 5)
    found = made(Method.QUANTILES, values)
    # a quarter of ten figures is two and a half: the gaps nearest to 2.5, 5 and 7.5
    assert found.limits == (1, 2, 3, 5)
    assert counts(found, values) == [1, 6, 3]
    assert found.note is ClassingNote.FEW_FIGURES


def test_natural_breaks_part_what_is_apart():
    values = (1, 1.2, 1.4, 5, 5.1, 5.3, 9, 9.1, 20, 20.5)
    found = made(Method.NATURAL, values)
    assert found == Classification(limits=(1, 5, 8, 20, 20.5))
    assert counts(found, values) == [3, 3, 2, 2]


def test_natural_breaks_of_thousands():
    rng = np.random.default_rng(7)
    values = np.concatenate([rng.normal(centre, 1, 5 * MOST_FIGURES) for centre in (10, 30, 60)])
    found = made(Method.NATURAL, values, MANY, classes=3)
    assert counts(found, values) == [5 * MOST_FIGURES] * 3


@pytest.mark.parametrize("method", [Method.QUANTILES, Method.NATURAL])
def test_limits_among_thousands_are_round(method):
    values = np.random.default_rng(3).gamma(2, 5, 20_000)
    found = made(method, values, MANY)
    assert all(round(limit, 1) == limit for limit in found.limits)
    if method is Method.QUANTILES:
        assert max(counts(found, values)) - min(counts(found, values)) <= 0.08 * 4000


def test_standard_deviations_as_in_berlin():
    # mean 5, population standard deviation 2
    values = (2, 4, 4, 4, 5, 5, 7, 9)
    found = made(Method.STANDARD_DEVIATION, values, replace(COUNTY, decimals=0))
    assert found == Classification(limits=(2, 3, 7, 8, 9), centre=5, open_ended=True)
    assert counts(found, values) == [1, 5, 1, 1]
    changes = made(Method.STANDARD_DEVIATION, values, replace(COUNTY, decimals=0, zero=True))
    assert changes.limits == (2, 3, 7, 9)


def test_limits_of_standard_deviations_have_one_decimal_more():
    # mean 9.9653, population standard deviation 2.9282 of both years
    found = made(Method.STANDARD_DEVIATION, classes=3)
    mean, spread = np.mean(BOTH_YEARS), np.std(BOTH_YEARS)
    assert found.limits[1:-1] == (round(mean - spread, 2), round(mean + spread, 2))
    hair = made(Method.STANDARD_DEVIATION, (1, 1.0001, 1.0002, 1.0003), classes=3)
    assert hair.limits[1] < hair.limits[2]


@pytest.mark.parametrize(("classes", "note"), [(7, ClassingNote.OUTSIDE), (None, None)])
def test_limits_where_no_figure_is_are_left_out(classes, note):
    values = (0, 0, 0, 0, 0, 0, 1, 10)
    found = made(Method.STANDARD_DEVIATION, values, classes=classes)
    assert all(0 < limit <= 10 for limit in found.limits[1:-1])
    assert found.note is note


def test_around_the_area_as_in_rheinland_pfalz():
    values = np.linspace(3.4, 9.8, 36)
    found = made(Method.AROUND_AREA, values, replace(MANY, area=6.6), classes=6)
    assert found.limits[1:-1] == (4.6, 5.6, 6.6, 7.6, 8.6)
    assert (found.centre, found.open_ended, found.sides) == (6.6, True, (3, 3))


def test_an_odd_number_of_classes_has_the_area_in_the_middle():
    found = made(Method.AROUND_AREA, classes=5)
    assert found.limits[1:-1] == (5.2, 9.2, 13.2)  # one beyond 14.7 is left out
    assert found.note is ClassingNote.OUTSIDE
    assert found.sides == (2, 1)
    lower, upper = found.limits[2:4]
    assert (lower + upper) / 2 == pytest.approx(found.centre)


def test_without_a_value_of_the_area_there_is_nothing_to_place_classes_around():
    found = made(Method.AROUND_AREA, setting=replace(COUNTY, area=None))
    assert found == replace(equal_steps(BOTH_YEARS, 8), note=ClassingNote.NO_AREA)


def test_an_area_outside_of_all_units():
    found = made(Method.AROUND_AREA, setting=replace(COUNTY, area=90.0), classes=4)
    assert found.classes == 1
    assert sum(counts(found)) == 16


def test_limits_set_by_hand_stay():
    found = made(Method.MANUAL, limits=(5, 10, 20, 30))
    assert found.limits[1:-1] == (5, 10, 20, 30)
    assert counts(found) == [2, 8, 6, 0, 0]
    assert found.open_ended
    assert found.centre is None


def test_zero_is_a_centre_by_hand_only_where_it_matters():
    signed = replace(COUNTY, zero=True)
    assert made(Method.MANUAL, (-3, 4), signed, limits=(-1, 0, 1)).centre == 0
    assert made(Method.MANUAL, (-3, 4), signed, limits=(-1, 1)).centre is None
    assert made(Method.MANUAL, (1, 4), COUNTY, limits=(0, 2)).centre is None


def test_by_hand_without_limits_is_one_class():
    assert made(Method.MANUAL).limits == (3, 14.8)
    assert made(Method.MANUAL, (4, 4)).classes == 1


@pytest.mark.parametrize("method", Method)
def test_nothing_to_class(method):
    assert made(method, ()).limits == ()


@pytest.mark.parametrize("method", COMPUTED)
@pytest.mark.parametrize("classes", [None, 5])
def test_equal_figures_make_one_class(method, classes):
    found = made(method, (7.25,) * 9, classes=classes)
    assert found.classes == 1
    assert counts(found, (7.25,) * 9) == [9]
    assert found.note is (ClassingNote.FEW_FIGURES if classes else None)


@pytest.mark.parametrize("method", [Method.QUANTILES, Method.NATURAL])
def test_two_figures_make_two_classes(method):
    found = made(method, (1, 1, 4, 4, 4), classes=5)
    assert counts(found, (1, 1, 4, 4, 4)) == [2, 3]
    assert found.note is ClassingNote.FEW_FIGURES


@pytest.mark.parametrize("method", [Method.QUANTILES, Method.NATURAL])
def test_one_class_with_one_member(method):
    values = (1, 1, 1, 1, 1, 1, 1, 1, 9)
    found = made(method, values)
    assert counts(found, values) == [8, 1]


@pytest.mark.parametrize("method", COMPUTED)
@pytest.mark.parametrize("zero", [False, True])
@given(values=ANY | FEW, classes=st.sampled_from((None, 3, 4, 5, 6, 7)))
def test_every_figure_lies_in_one_of_at_most_as_many_classes_as_wished(
    method, zero, values, classes
):
    setting = ClassingContext(units=20, decimals=1, zero=zero, area=float(np.mean(values)))
    found = made(method, values, setting, classes=classes)
    assert sum(counts(found, values)) == len(values)
    assert list(found.limits) == sorted(set(found.limits))
    assert 1 <= found.classes <= (classes or 5)
    if classes and found.classes < classes:
        assert found.note is not None


@given(values=ANY | FEW, classes=st.sampled_from((3, 5, 7)))
@pytest.mark.parametrize("method", [Method.QUANTILES, Method.NATURAL])
def test_rounding_a_limit_moves_no_figure(method, values, classes):
    found = made(method, values, classes=classes)
    for limit in found.limits[1:-1]:
        below = [value for value in values if value < limit]
        assert below
        assert len(below) < len(values)
    taken = {found.class_of(value) for value in values}
    assert taken == set(range(found.classes))


@given(values=ANY)
@pytest.mark.parametrize("method", COMPUTED)
def test_the_order_of_the_figures_does_not_matter(method, values):
    setting = ClassingContext(units=20, decimals=1, area=0.5)
    assert made(method, values, setting) == made(method, sorted(values), setting)


def test_equal_widths_around_the_area():
    found = made(Method.AROUND_AREA, np.linspace(0, 50, 200), replace(MANY, area=21.37), classes=7)
    widths = [upper - lower for lower, upper in pairwise(found.limits[1:-1])]
    assert widths == pytest.approx([widths[0]] * len(widths))


def test_the_sides_of_a_centre():
    assert Classification(limits=(-2, -1, 0, 1), centre=0).sides == (2, 1)
    assert Classification(limits=(-1, 0), centre=0).sides == (1, 0)
    assert Classification(limits=(2, 4, 6, 8), centre=5).sides == (1, 1)
    assert Classification(limits=(2, 4)).sides == (0, 0)
    assert not Classification(limits=(2, 4)).diverging
