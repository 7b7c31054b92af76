"""Classes of changes: around 0, robust against outliers, of figures as they are printed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atlas.measures.change_classes import change_steps
from atlas.measures.classes import Classification, ClassingNote
from atlas.measures.round_limits import as_printed
from atlas.model.numbers import rounded

NEWCOMBE = (0.990, 2.356, 1.644, -0.965, -0.825, -1.632, -0.261, -0.733)
"""Changes of the eight municipalities of the RBK 2009 to 2014 (methods.md, Appendix A)."""
CHANGES = st.lists(
    st.floats(-99, 99).map(lambda value: float(f"{value:.3g}")), min_size=1, max_size=30
)


def counts(result: Classification, values) -> list[int]:
    codes = result.codes(as_printed(np.array(values, dtype=float), 1))
    return np.bincount(codes, minlength=result.classes).tolist()


def test_the_county():
    result = change_steps(NEWCOMBE, 8, 1)
    # −1,6 | −1,0 −0,8 −0,7 −0,3 | 1,0 1,6 | 2,4
    assert result.limits[1:-1] == (-1, 1, 2)
    assert counts(result, NEWCOMBE) == [1, 4, 2, 1]
    assert (result.centre, result.open_ended, result.sides) == (0, True, (1, 2))


def test_one_change_of_a_thousand_percent_moves_no_limit():
    usual = [change / 10 for change in range(-40, 41)]
    result = change_steps([*usual, 1000.0], 82, 1)
    assert result.limits[1:-1] == change_steps(usual, 81, 1).limits[1:-1] == (-2, -1, 1, 2)
    assert counts(result, [*usual, 1000.0]) == [20, 10, 20, 10, 22]


def test_an_outlier_alone_on_its_side_never_hardly_changed():
    result = change_steps([*np.linspace(1, 9, 60), -50.0], 61, 1)
    assert result.limits[1] < 0
    assert result.codes(np.array([-50.0, 0.0])).tolist() == [0, 1]


@pytest.mark.parametrize("values", [(0.0,) * 8, (0.04, -0.04, 0.0)])
def test_where_nothing_changed_there_is_one_class_around_zero(values):
    assert change_steps(values, 8, 1) == Classification(
        limits=(-0.1, 0.1), centre=0.0, open_ended=True
    )
    assert change_steps(values, 8, 1, 5).note is ClassingNote.FEW_FIGURES


def test_a_single_change_and_none():
    assert change_steps((1.5,), 1, 1).limits == (-1, 1, 2)
    assert change_steps((), 8, 1) == Classification(limits=(), centre=0.0)


def test_a_change_on_a_limit_lies_in_the_class_that_its_print_names():
    # −20,0 is "−20,0 bis unter …", never "unter −20,0"; 20,0 is "20,0 und mehr"
    values = [-25.0, -20.04, -19.96, 19.96, 20.04, 25.0, *range(-18, 19, 2)]
    result = change_steps(values, 30, 1, 3)
    lower, upper = result.limits[1:3]
    printed = as_printed(np.array([lower - 0.06, lower - 0.04, upper - 0.06, upper - 0.04]), 1)
    assert result.codes(printed).tolist() == [0, 1, 1, 2]


@settings(max_examples=30)
@given(values=CHANGES, units=st.sampled_from((1, 8, 60)), classes=st.sampled_from((None, 3, 7)))
def test_rising_and_falling_changes_share_only_the_class_around_zero(values, units, classes):
    result = change_steps(values, units, 1, classes)
    assert list(result.limits) == sorted(set(result.limits))
    assert result.classes <= (classes or (4 if units < 12 else 5))
    assert sum(counts(result, values)) == len(values)
    around = result.class_of(0.0)
    assert result.limits[around] == -result.limits[around + 1]
    for value in as_printed(np.array(values), 1):
        code = result.class_of(value)
        assert code <= around or value > 0
        assert code >= around or value < 0


@settings(max_examples=50)
@given(values=st.lists(st.floats(-1e5, 1e5), min_size=1, max_size=30), decimals=st.integers(0, 3))
def test_printed_figures_are_those_of_the_table(values, decimals):
    halves = np.array([*values, *(np.round(values) / 20)])
    assert as_printed(halves, decimals).tolist() == [
        float(rounded(value, decimals)) for value in halves
    ]
