import math

import pandas as pd
import pytest

from atlas.measures.aggregation import add_up_all
from atlas.measures.matrix import aligned, sheet
from atlas.model.cells import State, Status

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


def places(*pairs):
    return pd.MultiIndex.from_tuples(pairs, names=["unit", "year"])


def test_quantities_stand_side_by_side(rows, cells):
    found = sheet(rows, ["kinder", "ew"])
    assert cells(found.figures("ew")) == {
        ("a", 2014): (7, State.MEASURED),
        ("b", 2014): (5, State.LIMITED),
        ("a", 2015): (None, State.UNKNOWN),
    }
    assert cells(found.figures("kinder")) == {
        ("a", 2014): (None, State.UNKNOWN),
        ("b", 2014): (None, State.SECRET),
        ("a", 2015): (0, State.ZERO),
    }
    assert found.figures("ew")["status"].tolist() == [0, Status.PROVISIONAL, 0]


def test_a_quantity_that_is_not_there_is_unknown_everywhere(rows, cells):
    found = sheet(rows, ["ew"])
    assert set(cells(found.figures("kinder")).values()) == {(None, State.UNKNOWN)}


def test_of_two_rows_the_last_counts(rows, cells):
    again = rows.iloc[:1].assign(value=8.0)
    found = sheet(pd.concat([rows, again]), ["ew"])
    assert cells(found.figures("ew"))["a", 2014] == (8, State.MEASURED)


def test_other_rows_in_another_order(rows, cells):
    found = sheet(rows, ["ew"], places(("c", 2014), ("b", 2014)))
    assert cells(found.figures("ew")) == {
        ("c", 2014): (None, State.UNKNOWN),
        ("b", 2014): (5, State.LIMITED),
    }
    assert aligned(found, found.index) is found


def test_where_somebody_told_something(rows):
    found = sheet(rows, ["ew", "kinder"])
    assert found.known(["ew"]).tolist() == [True, True, False]
    assert found.known(["kinder"]).tolist() == [False, True, True]
    assert found.known(["ew", "kinder"]).tolist() == [True, True, True]
    assert found.known(["nichts"]).tolist() == [False, False, False]


def test_rows_by_number_hold_the_same(rows):
    found = sheet(rows, ["ew"])
    assert list(found.by_number().figures("ew").index) == [0, 1, 2]
    assert found.by_number().figures("ew")["value"].tolist()[:2] == [7, 5]


def test_a_sheet_lists_its_rows(rows):
    again = sheet(rows, ["ew", "kinder"]).rows(rows)
    assert len(again) == 6
    assert again.dtypes["unit"] == rows.dtypes["unit"]
    told = again[again["state"] != State.UNKNOWN].reset_index(drop=True)
    pd.testing.assert_frame_equal(told, rows[COLUMNS], check_dtype=False)


def test_an_empty_table_is_an_empty_sheet(rows):
    found = sheet(rows[:0], ["ew"])
    assert len(found.index) == 0
    assert found.figures("ew").empty
    assert aligned(found, places(("a", 2014))).figures("ew")["state"].tolist() == [State.UNKNOWN]


def test_all_quantities_add_up_at_once(rows, cells):
    members = [("a", 2014, "K"), ("b", 2014, "K"), ("a", 2015, "K"), ("a", 2014, "L")]
    parents = pd.DataFrame(members, columns=["unit", "year", "parent"])
    summed = add_up_all(sheet(rows, ["ew", "kinder"]), parents)
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
    assert len(add_up_all(sheet(rows, ["ew"]), parents).index) == 0


def test_the_rows_of_one_unit(rows, cells):
    found = sheet(rows, ["ew", "kinder"]).of_unit("b")
    assert cells(found.figures("ew")) == {("b", 2014): (5, State.LIMITED)}
    assert cells(found.figures("kinder")) == {("b", 2014): (None, State.SECRET)}
    assert len(found.of_unit("z").index) == 0
