from __future__ import annotations

import pandas as pd
import pytest

from atlas.measures.totals import precedence, prevailing, prevailing_last
from atlas.model.cells import State
from atlas.model.quantities import TotalRule

SUM, DELIVERED = TotalRule
A = ("S", 2020)


@pytest.mark.parametrize(
    ("rule", "totals", "expected"),
    [
        (SUM, (5, 6), (5, State.MEASURED)),
        (SUM, (State.UNKNOWN, 6), (6, State.MEASURED)),
        (SUM, (State.SECRET, State.PENDING), (None, State.SECRET)),
        (SUM, (0, 6), (0, State.ZERO)),
        (DELIVERED, (5, 6), (6, State.MEASURED)),
        (DELIVERED, (5, State.SECRET), (None, State.SECRET)),
    ],
)
def test_which_of_two_totals_counts(figures, cells, rule, totals, expected):
    own, delivered = (figures({A: total}) for total in totals)
    assert cells(prevailing(own, delivered, rule)) == {A: expected}


@pytest.mark.parametrize("rule", TotalRule)
def test_a_row_that_only_one_has_is_taken_from_it(figures, cells, rule):
    both = prevailing(figures({A: 5}), figures({("S", 2021): 7}), rule)
    assert cells(both) == {A: (5, State.MEASURED), ("S", 2021): (7, State.MEASURED)}


def test_rows_of_a_table_in_the_order_in_which_they_count():
    rows = pd.DataFrame(
        {"state": [State.MEASURED, State.MEASURED], "delivered": [True, False], "value": [6, 5]}
    )
    assert prevailing_last(rows, SUM)["value"].tolist() == [6, 5]
    assert prevailing_last(rows, DELIVERED)["value"].tolist() == [5, 6]


def test_a_single_figure_can_be_ranked():
    assert precedence(State.MEASURED, delivered=False, rule=SUM) > precedence(
        State.MEASURED, delivered=True, rule=SUM
    )
