"""Figures as arrays: the own figure first, units that don't exist, samples of all signs."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from atlas.measures.grid import NONEXISTENT, Grid, GridCell, grid
from atlas.model.cells import State, Status

COLUMNS = ["value", "state", "status", "numerator", "denominator"]


def frame(*rows) -> pd.DataFrame:
    """Rows (unit, year, value, state[, status]) with numerator 1 and denominator 2."""
    filled = [(u, y, v, s, *(rest or (Status.FINAL,)), 1.0, 2.0) for u, y, v, s, *rest in rows]
    columns = pd.Index(["unit", "year", *COLUMNS])
    return pd.DataFrame(filled, columns=columns).set_index(["unit", "year"])


def of(own=(), delivered=(), years=(2020,)) -> Grid:
    return grid(frame(*own), frame(*delivered), years)


def test_years_in_rows_and_units_in_columns():
    result = of(
        own=[
            ("b", 2020, 2.0, State.MEASURED),
            ("a", 2021, 3.0, State.MEASURED),
            ("a", 2020, 1.0, State.MEASURED),
            ("c", 2019, 9.0, State.MEASURED),
        ],
        years=(2020, 2021),
    )
    assert (result.years, result.units) == ((2020, 2021), ("a", "b"))
    np.testing.assert_array_equal(result.value, [[1, 2], [3, np.nan]])
    assert result.exists.tolist() == [[True, True], [True, False]]
    assert result.state[1, 1] == NONEXISTENT
    assert sorted(result.numbers) == [1, 2, 3]


@pytest.mark.parametrize(
    ("own", "delivered", "value", "state", "of_total"),
    [
        ((5.0, State.MEASURED), (6.0, State.MEASURED), 5.0, State.MEASURED, False),
        ((np.nan, State.SECRET), (6.0, State.LIMITED), 6.0, State.LIMITED, True),
        ((np.nan, State.SECRET), (np.nan, State.UNKNOWN), None, State.SECRET, False),
        ((0.0, State.ZERO), (6.0, State.MEASURED), 0.0, State.ZERO, False),
        (None, (np.nan, State.PENDING), None, State.PENDING, True),
    ],
)
def test_delivered_only_where_the_own_figure_has_no_value(own, delivered, value, state, of_total):
    result = of(
        own=[("a", 2020, *own)] if own else [("b", 2020, 1.0, State.MEASURED)],
        delivered=[("a", 2020, *delivered)],
    )
    cell = result.cell("a", 2020)
    assert cell == GridCell(
        value=value,
        state=state,
        status=Status.FINAL,
        numerator=1.0,
        denominator=2.0,
        delivered=of_total,
    )


def test_no_cell_where_no_row_is():
    result = of(own=[("a", 2020, 1.0, State.MEASURED), ("c", 2020, 2.0, State.MEASURED)])
    assert result.cell("c", 2020).value == 2
    assert [result.cell(unit, 2020) for unit in ("", "b", "d")] == [None] * 3
    assert result.cell("a", 2019) is None


def test_some_years_have_the_units_that_exist_then():
    result = of(
        own=[("a", 2020, 1.0, State.MEASURED), ("b", 2021, 2.0, State.MEASURED)], years=(2020, 2021)
    )
    later = result.of_years((2021, 2022))
    assert (later.years, later.units, later.value.tolist()) == ((2021,), ("b",), [[2]])


def test_samples_bear_all_signs():
    rows = [(f"m{n}", 2020, float(n), State.MEASURED) for n in range(1, 50)]
    rows += [("z", 2020, 0.0, State.MEASURED), ("t", 2020, -0.01, State.MEASURED)]
    rows += [("s1", 2020, np.nan, State.SECRET), ("s2", 2020, np.nan, State.SECRET)]
    rows += [("p", 2020, 5.0, State.MEASURED, Status.PROVISIONAL)]
    rows += [("l", 2020, 7.0, State.LIMITED)]
    result = of(own=[*rows, ("x", 2021, np.nan, State.NOT_APPLICABLE)], years=(2020, 2021))
    signs = {(cell.value, cell.state, cell.status) for cell in result.samples(2020)}
    assert signs == {
        (0.0, State.MEASURED, Status.FINAL),
        (-0.01, State.MEASURED, Status.FINAL),
        (49.0, State.MEASURED, Status.FINAL),
        (5.0, State.MEASURED, Status.PROVISIONAL),
        (7.0, State.LIMITED, Status.FINAL),
        (None, State.SECRET, Status.FINAL),
    }
    assert [cell.state for cell in result.samples(2021)] == [State.NOT_APPLICABLE]


def test_an_empty_grid():
    result = grid(frame(), frame(), (2020,))
    assert (result.units, result.samples(2020), result.numbers.size) == ((), (), 0)
