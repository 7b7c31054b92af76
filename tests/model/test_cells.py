from itertools import pairwise

import pytest

from atlas.model.cells import Cell, State, Status, flag
from atlas.model.results import ValueRow, ValueTable


@pytest.mark.parametrize(
    ("state", "has_value", "code", "sign"),
    [
        (State.ZERO, True, "zero", "–"),
        (State.LESS_THAN_HALF, True, "lt_half", ""),
        (State.MEASURED, True, "", ""),
        (State.LIMITED, True, "limited", ""),
        (State.UNRELIABLE, False, "unreliable", "/"),
        (State.NOT_APPLICABLE, False, "na", "x"),
        (State.PENDING, False, "pending", "…"),
        (State.UNKNOWN, False, "unknown", "."),
        (State.SECRET, False, "secret", "."),
    ],
)
def test_states(state, has_value, code, sign):
    assert (state.has_value, state.code, state.sign) == (has_value, code, sign)


@pytest.mark.parametrize(
    ("status", "code", "sign"),
    [
        (Status.FINAL, "", ""),
        (Status.REVISED, "revised", "r"),
        (Status.PROVISIONAL, "provisional", "p"),
        (Status.ESTIMATED, "estimated", "s"),
        (Status.FORECAST, "forecast", "f"),
    ],
)
def test_statuses(status, code, sign):
    assert (status.code, status.sign) == (code, sign)


def test_what_weighs_more_comes_later():
    ordered = [
        State.ZERO,
        State.MEASURED,
        State.LIMITED,
        State.UNRELIABLE,
        State.UNKNOWN,
        State.SECRET,
    ]
    assert all(one < other for one, other in pairwise(ordered))
    assert max(Status.PROVISIONAL, Status.FINAL) is Status.PROVISIONAL


@pytest.mark.parametrize(
    ("state", "status", "expected"),
    [
        (State.MEASURED, Status.FINAL, ""),
        (State.SECRET, Status.FINAL, "secret"),
        (State.MEASURED, Status.PROVISIONAL, "provisional"),
        (State.LIMITED, Status.PROVISIONAL, "limited provisional"),
        (8, 1, "secret revised"),
    ],
)
def test_flags(state, status, expected):
    assert flag(state, status) == expected


def test_a_cell_knows_its_flag():
    assert Cell(value=None, state=State.PENDING).flag == "pending"


def row(state, status, year=2014):
    return ValueRow(unit="09", name="Altdorf", year=year, value=None, state=state, status=status)


@pytest.mark.parametrize(
    ("state", "status", "code", "sign"),
    [
        (State.MEASURED, Status.FINAL, "", ""),
        (State.LIMITED, Status.FINAL, "limited", "( )"),
        (State.LIMITED, Status.REVISED, "limited revised", "( ) r"),
        (State.SECRET, Status.FINAL, "secret", "."),
        (State.MEASURED, Status.FORECAST, "forecast", "f"),
    ],
)
def test_flags_of_a_row(state, status, code, sign):
    assert (row(state, status).flag, row(state, status).flag_sign) == (code, sign)


def test_years_of_a_table_in_order():
    rows = tuple(row(State.MEASURED, Status.FINAL, year) for year in (2014, 2009, 2014))
    table = ValueTable(
        area="a", level="l", indicator="i", title="I", unit="%", decimals=1, rows=rows
    )
    assert table.years == (2009, 2014)
