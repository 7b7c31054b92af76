import math

import pandas as pd
import pytest

from atlas.measures.aggregation import add_up
from atlas.measures.matrix import align_matrix, matrix, side_by_side, signed_sums
from atlas.model.cells import State, Status
from atlas.model.formulas import Term

COLUMNS = ["unit", "year", "quantity", "value", "state", "status"]
ROWS = [
    ("a", 2014, "ew", 7.0, State.MEASURED, Status.FINAL),
    ("b", 2014, "ew", 5.0, State.LIMITED, Status.PROVISIONAL),
    ("b", 2014, "kinder", math.nan, State.SECRET, Status.FINAL),
    ("a", 2015, "kinder", 0.0, State.ZERO, Status.FINAL),
]


@pytest.fixture
def rows():
    frame = pd.DataFrame(ROWS, columns=COLUMNS)
    return frame.astype({"unit": "category", "quantity": "category", "state": "int8"})


def index_of(*pairs):
    return pd.MultiIndex.from_tuples(pairs, names=["unit", "year"])


def test_quantities_stand_side_by_side(rows, cells):
    result = matrix(rows, ["kinder", "ew"])
    assert cells(result.figures("ew")) == {
        ("a", 2014): (7, State.MEASURED),
        ("b", 2014): (5, State.LIMITED),
        ("a", 2015): (None, State.UNKNOWN),
    }
    assert cells(result.figures("kinder")) == {
        ("a", 2014): (None, State.UNKNOWN),
        ("b", 2014): (None, State.SECRET),
        ("a", 2015): (0, State.ZERO),
    }
    assert result.figures("ew")["status"].tolist() == [0, Status.PROVISIONAL, 0]


def test_a_quantity_that_is_not_there_is_unknown_everywhere(rows, cells):
    result = matrix(rows, ["ew"])
    assert set(cells(result.figures("kinder")).values()) == {(None, State.UNKNOWN)}


def test_of_a_table_without_any_quantity_every_sum_is_unknown(rows, cells):
    nothing = matrix(rows, [], index_of(("a", 2014)))
    assert cells(signed_sums(nothing, [(Term(quantity="ew"),)])) == {0: (None, State.UNKNOWN)}


def test_of_two_rows_the_last_counts(rows, cells):
    again = rows.iloc[:1].assign(value=8.0)
    result = matrix(pd.concat([rows, again]), ["ew"])
    assert cells(result.figures("ew"))["a", 2014] == (8, State.MEASURED)


def test_other_rows_in_another_order(rows, cells):
    result = matrix(rows, ["ew"], index_of(("c", 2014), ("b", 2014)))
    assert cells(result.figures("ew")) == {
        ("c", 2014): (None, State.UNKNOWN),
        ("b", 2014): (5, State.LIMITED),
    }
    assert align_matrix(result, result.index) is result


def test_where_anything_was_delivered(rows):
    result = matrix(rows, ["ew", "kinder"])
    assert result.has_any(["ew"]).tolist() == [True, True, False]
    assert result.has_any(["kinder"]).tolist() == [False, True, True]
    assert result.has_any(["ew", "kinder"]).tolist() == [True, True, True]
    assert result.has_any(["nichts"]).tolist() == [False, False, False]


def test_a_matrix_lists_its_rows(rows):
    again = matrix(rows, ["ew", "kinder"]).to_rows(rows)
    assert len(again) == 6
    assert again.dtypes["unit"] == rows.dtypes["unit"]
    delivered = again[again["state"] != State.UNKNOWN].reset_index(drop=True)
    pd.testing.assert_frame_equal(delivered, rows[COLUMNS], check_dtype=False)


def test_an_empty_table_is_an_empty_matrix(rows):
    result = matrix(rows[:0], ["ew"])
    assert len(result.index) == 0
    assert result.figures("ew").empty
    assert align_matrix(result, index_of(("a", 2014))).figures("ew")["state"].tolist() == [
        State.UNKNOWN
    ]


def test_all_quantities_add_up_at_once(rows, cells):
    members = [("a", 2014, "K"), ("b", 2014, "K"), ("a", 2015, "K"), ("a", 2014, "L")]
    parents = pd.DataFrame(members, columns=["unit", "year", "parent"])
    summed = add_up(matrix(rows, ["ew", "kinder"]), parents)
    assert cells(summed.figures("ew")) == {
        ("K", 2014): (12, State.LIMITED),
        ("K", 2015): (None, State.UNKNOWN),
        ("L", 2014): (7, State.MEASURED),
    }
    assert cells(summed.figures("kinder")) == {
        ("K", 2014): (None, State.SECRET),
        ("K", 2015): (0, State.ZERO),
        ("L", 2014): (None, State.UNKNOWN),
    }
    assert summed.figures("ew")["status"].tolist() == [Status.PROVISIONAL, 0, 0]


def test_nobody_adds_up_to_nothing(rows):
    parents = pd.DataFrame([], columns=["unit", "year", "parent"])
    assert len(add_up(matrix(rows, ["ew"]), parents).index) == 0


def test_the_rows_of_one_unit(rows, cells):
    result = matrix(rows, ["ew", "kinder"]).of_unit("b")
    assert cells(result.figures("ew")) == {("b", 2014): (5, State.LIMITED)}
    assert cells(result.figures("kinder")) == {("b", 2014): (None, State.SECRET)}
    assert len(result.of_unit("z").index) == 0


BALANCE = (Term(quantity="in"), Term(quantity="out", sign=-1))


def test_a_signed_sum_needs_all_its_parts(figures, cells):
    quantities = side_by_side(
        {
            "in": figures({"a": 80, "b": 70, "c": State.SECRET}),
            "out": figures({"a": 100, "b": State.PENDING, "c": State.PENDING}),
        }
    )
    sums = signed_sums(quantities, [BALANCE, BALANCE[:1]])
    assert cells(sums) == {
        0: (-20, State.MEASURED),
        1: (None, State.PENDING),
        2: (None, State.SECRET),
        3: (80, State.MEASURED),
        4: (70, State.MEASURED),
        5: (None, State.SECRET),
    }


def test_a_signed_sum_of_what_nobody_delivered_is_unknown(figures, cells):
    quantities = side_by_side({"in": figures({"a": 1})})
    assert cells(signed_sums(quantities, [BALANCE])) == {0: (None, State.UNKNOWN)}


def test_figures_side_by_side_have_all_rows(figures, cells):
    quantities = side_by_side({"k": figures({("a", 2014): 1}), "n": figures({("b", 2014): 9})})
    assert cells(quantities.figures("n")) == {
        ("a", 2014): (None, State.UNKNOWN),
        ("b", 2014): (9, State.MEASURED),
    }
