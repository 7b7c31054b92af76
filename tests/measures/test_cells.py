import numpy as np
import pandas as pd
import pytest

from atlas.measures.cells import (
    align,
    at_year,
    broadcast,
    derived_figures,
    difference,
    empty,
    lagged,
    outer_align,
    raise_state,
)
from atlas.model.cells import State, Status
from atlas.model.formulas import Term

SMALL = (0, State.LESS_THAN_HALF)
BALANCE = (Term(quantity="in"), Term(quantity="out", sign=-1))


def test_empty_figures_are_unknown_and_final(cells):
    frame = empty(pd.Index(["a", "b"]))
    assert cells(frame) == {"a": (None, State.UNKNOWN), "b": (None, State.UNKNOWN)}
    assert (frame["status"] == Status.FINAL).all()


def test_align_fills_missing_rows_and_keeps_further_columns(figures, cells):
    frame = figures({"a": 3, "b": State.SECRET}).assign(numerator=[1.0, 2.0])
    align_matrix = align(frame, pd.Index(["b", "c", "a"]))
    assert cells(align_matrix) == {
        "b": (None, State.SECRET),
        "c": (None, State.UNKNOWN),
        "a": (3, State.MEASURED),
    }
    np.testing.assert_array_equal(align_matrix["numerator"], [2.0, np.nan, 1.0])


def test_align_of_nothing_is_unknown(figures, cells):
    nothing = figures({"a": 1}).iloc[:0]
    assert cells(align(nothing, pd.Index(["a"]))) == {"a": (None, State.UNKNOWN)}


def test_together_loses_no_row(figures):
    left, right = outer_align(figures({"a": 1}), figures({"b": 2}))
    assert list(left.index) == list(right.index) == ["a", "b"]


def test_lag_and_base_year_find_the_units_own_figure(figures, cells):
    frame = figures({("a", 2013): 1, ("a", 2014): 2, ("b", 2014): 3})
    assert [number for number, _ in cells(lagged(frame, 1)).values()] == [None, 1, None]
    assert [number for number, _ in cells(at_year(frame, 2014)).values()] == [2, 2, 3]


def test_the_area_is_repeated_by_year_or_as_its_single_row(figures, cells):
    area = figures({2013: 10, 2014: 20})
    by_year = broadcast(area, figures({("a", 2014): 1, ("a", 2015): 1}).index)
    assert list(cells(by_year).values()) == [(20, State.MEASURED), (None, State.UNKNOWN)]
    single = broadcast(area.loc[[2014]], figures({"a": 1, "b": 1}).index)
    assert cells(single) == {"a": (20, State.MEASURED), "b": (20, State.MEASURED)}


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (2, 3, (5, State.MEASURED)),
        (0, 0, (0, State.ZERO)),
        (5, -5, (0, State.ZERO)),
        (5, (3, State.LIMITED), (8, State.LIMITED)),
        ((5, State.LIMITED), (-5, State.LIMITED), (0, State.LIMITED)),
        (SMALL, 0, (0, State.LESS_THAN_HALF)),
        (SMALL, SMALL, (0, State.LESS_THAN_HALF)),
        ((0.3, State.LESS_THAN_HALF), 0, (0.3, State.LESS_THAN_HALF)),
        ((0.3, State.LESS_THAN_HALF), (0.4, State.LESS_THAN_HALF), (0.7, State.MEASURED)),
        (SMALL, 4, (4, State.MEASURED)),
        (4, State.UNRELIABLE, (None, State.UNRELIABLE)),
        (0, State.SECRET, (None, State.SECRET)),
        (State.PENDING, State.NOT_APPLICABLE, (None, State.PENDING)),
        (State.UNKNOWN, State.SECRET, (None, State.SECRET)),
        ((4, State.SECRET), 1, (None, State.SECRET)),
    ],
)
def test_combined_state(one, outcome, left, right, expected):
    first, second = one(left), one(right)
    value = first["value"].to_numpy() + second["value"].to_numpy()
    assert outcome(derived_figures(value, first, second)) == expected
    assert outcome(derived_figures(value, second, first)) == expected


def test_combined_status_is_the_least_final(one):
    inputs = one((1, None, Status.PROVISIONAL)), one(2), one((3, None, Status.REVISED))
    assert derived_figures(np.array([6.0]), *inputs)["status"].item() == Status.PROVISIONAL


def test_a_larger_state_is_never_lowered(figures, cells):
    frame = figures({"a": 5, "b": 5, "c": State.SECRET})
    raised = raise_state(frame, np.array([True, False, True]), State.NOT_APPLICABLE)
    assert [state for _, state in cells(raised).values()] == [
        State.NOT_APPLICABLE,
        State.MEASURED,
        State.SECRET,
    ]


def test_difference_on_the_union_of_rows(figures, cells):
    result = difference(figures({"a": 3, "b": 4}), figures({"a": 3}))
    assert cells(result) == {"a": (0, State.ZERO), "b": (None, State.UNKNOWN)}
