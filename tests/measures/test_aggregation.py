import math

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atlas.measures.aggregation import add_up as add_up_matrix
from atlas.measures.aggregation import add_up_mean
from atlas.measures.matrix import side_by_side
from atlas.model.cells import State, Status


def add_up(figures, parents):
    """Sums of a single quantity."""
    return add_up_matrix(side_by_side({"cases": figures}), parents).figures("cases")


def _parents(**members):
    rows = [(unit, year, parent) for parent, m in members.items() for unit, year in m]
    return pd.DataFrame(rows, columns=["unit", "year", "parent"])


COUNTY = _parents(K=[("a", 2014), ("b", 2014)])


def test_municipalities_add_up_to_the_county(residents, children, cells):
    county = residents.index.to_frame(index=False).assign(parent="RBK")
    assert cells(add_up(residents, county)) == {
        ("RBK", 2009): (40931, State.MEASURED),
        ("RBK", 2014): (37988, State.MEASURED),
    }
    summed = add_up(children, county)
    assert cells(summed)["RBK", 2009] == (4422, State.MEASURED)
    assert cells(summed)["RBK", 2014] == (4241, State.MEASURED)


@pytest.mark.parametrize(
    ("b", "expected"),
    [
        (0, (7, State.MEASURED)),
        ((0, State.LESS_THAN_HALF), (7, State.MEASURED)),
        ((2, State.LIMITED), (9, State.LIMITED)),
        (State.NOT_APPLICABLE, (None, State.NOT_APPLICABLE)),
        (State.PENDING, (None, State.PENDING)),
        (State.UNKNOWN, (None, State.UNKNOWN)),
        (State.SECRET, (None, State.SECRET)),
    ],
)
def test_one_member_decides_on_the_sum(figures, cells, b, expected):
    frame = figures({("a", 2014): 7, ("b", 2014): b})
    assert cells(add_up(frame, COUNTY)) == {("K", 2014): expected}


def test_a_member_without_a_row_leaves_the_sum_unknown(figures, cells):
    frame = figures({("a", 2014): 7, ("b", 2013): 1})
    assert cells(add_up(frame, COUNTY)) == {("K", 2014): (None, State.UNKNOWN)}


def test_only_zeros_are_exactly_zero(figures, cells):
    zeros = figures({("a", 2014): 0, ("b", 2014): 0})
    rounded = figures({("a", 2014): 0, ("b", 2014): (0, State.LESS_THAN_HALF)})
    assert cells(add_up(zeros, COUNTY)) == {("K", 2014): (0, State.ZERO)}
    assert cells(add_up(rounded, COUNTY)) == {("K", 2014): (0, State.LESS_THAN_HALF)}


def test_membership_counts_in_its_year_and_once(figures, cells):
    frame = figures({("a", 2013): 1, ("a", 2014): 2, ("b", 2014): 4})
    moved = _parents(K=[("a", 2013), ("b", 2014), ("b", 2014)], L=[("a", 2014), ("b", 2014)])
    assert cells(add_up(frame, moved)) == {
        ("K", 2013): (1, State.MEASURED),
        ("K", 2014): (4, State.MEASURED),
        ("L", 2014): (6, State.MEASURED),
    }


def test_a_broken_figure_is_never_summed_as_nothing(figures):
    broken = figures({("a", 2014): 7, ("b", 2014): (float("nan"), State.MEASURED)})
    assert add_up(broken, COUNTY)["value"].isna().all()


def test_the_sum_is_as_provisional_as_its_least_final_member(figures):
    frame = figures({("a", 2014): (7, None, Status.PROVISIONAL), ("b", 2014): 1})
    assert add_up(frame, COUNTY)["status"].item() == Status.PROVISIONAL


def test_no_parents_no_sums(figures):
    assert add_up(figures({("a", 2014): 7}), COUNTY.iloc[:0]).empty


def test_means_add_up_through_their_weight(figures, cells):
    mean = figures({("a", 2014): 40.0, ("b", 2014): 50.0})
    weight = figures({("a", 2014): 300, ("b", 2014): 100})
    assert cells(add_up_mean(mean, weight, COUNTY)) == {("K", 2014): (42.5, State.MEASURED)}


@pytest.mark.parametrize(
    ("mean_b", "weight_b", "expected"),
    [
        (State.NOT_APPLICABLE, 0, (40, State.MEASURED)),
        (State.SECRET, 5, (None, State.SECRET)),
        (50, State.PENDING, (None, State.PENDING)),
    ],
)
def test_a_mean_is_needed_only_where_somebody_lives(figures, cells, mean_b, weight_b, expected):
    mean = figures({("a", 2014): 40, ("b", 2014): mean_b})
    weight = figures({("a", 2014): 3, ("b", 2014): weight_b})
    assert cells(add_up_mean(mean, weight, COUNTY)) == {("K", 2014): expected}


def test_nobody_anywhere_has_no_mean(figures, cells):
    nobody = figures({("a", 2014): 0, ("b", 2014): 0})
    no_mean = figures({("a", 2014): State.NOT_APPLICABLE, ("b", 2014): State.NOT_APPLICABLE})
    expected = {("K", 2014): (None, State.NOT_APPLICABLE)}
    assert cells(add_up_mean(no_mean, nobody, COUNTY)) == expected


@pytest.mark.slow
@settings(max_examples=50)
@given(counts=st.lists(st.integers(0, 10**9), min_size=1, max_size=30))
def test_parts_make_the_whole(figures, counts):
    frame = figures({(f"u{i}", 2014): count for i, count in enumerate(counts)})
    halves = frame.index.to_frame(index=False)
    halves["parent"] = ["even" if i % 2 == 0 else "odd" for i in range(len(counts))]
    whole = frame.index.to_frame(index=False).assign(parent="K")
    steps = add_up(frame, halves)
    both = steps.index.to_frame(index=False).assign(parent="K")
    assert add_up(frame, whole)["value"].item() == sum(counts)
    assert add_up(steps, both)["value"].item() == sum(counts)


@pytest.mark.slow
@settings(max_examples=50)
@given(
    amounts=st.lists(st.floats(-1e9, 1e9), min_size=2, max_size=20),
    order=st.randoms(use_true_random=False),
)
def test_the_order_of_rows_changes_nothing(figures, amounts, order):
    units = {(f"u{i}", 2014): amount for i, amount in enumerate(amounts)}
    shuffled = list(units)
    order.shuffle(shuffled)
    parents = _parents(K=list(units))
    first = add_up(figures(units), parents)
    second = add_up(figures({key: units[key] for key in shuffled}), _parents(K=shuffled))
    assert first["value"].item() == second["value"].item()
    assert first["value"].item() == pytest.approx(math.fsum(amounts), abs=1e-5)
