from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from atlas.measures.conversion import convert
from atlas.measures.matrix import matrix
from atlas.model.cells import State, Status
from atlas.model.crosswalk import Crosswalk, Passage
from atlas.model.quantities import Kind, Quantity


def quantity(code, kind=Kind.COUNT, **more):
    return Quantity(code=code, title=code, unit="", kind=kind, **more)


QUANTITIES = {
    "ew": quantity("ew"),
    "flaeche": quantity("flaeche", Kind.AMOUNT, converted_by="area"),
    "fremd": quantity("fremd", converted_by="households"),
}
# b is split: a quarter of its people and half of its land come to a
CROSSWALK = Crosswalk(
    level="bezirk",
    from_vintage=date(2013, 1, 1),
    to_vintage=date(2020, 1, 1),
    weight_kinds=("residents", "area"),
    passages=(
        Passage(unit="a", target="A", weights=(1, 1)),
        Passage(unit="b", target="A", weights=(0.25, 0.5)),
        Passage(unit="b", target="B", weights=(0.75, 0.5)),
        Passage(unit="c", target="C", weights=(1, 1)),
    ),
)


def converted(*rows, years=(2019,)):
    """(unit, quantity, value, state, status) → {(unit, quantity): (value, state, status)}."""
    names = ["unit", "quantity", "value", "state", "status"]
    frame = pd.DataFrame(rows, columns=names).assign(year=2019)
    result = convert(matrix(frame, list(QUANTITIES)), CROSSWALK, years, QUANTITIES)
    return {
        (unit, year, code): (row.value, State(row.state), Status(row.status))
        for code in QUANTITIES
        for (unit, year), row in zip(
            result.index, result.figures(code).itertuples(index=False), strict=True
        )
    }


def delivered(code, *values, state=State.MEASURED, status=Status.FINAL):
    return [(unit, code, value, state, status) for unit, value in zip("abc", values, strict=True)]


def test_each_kind_of_weight_splits_its_quantities():
    result = converted(*delivered("ew", 10, 100, 7), *delivered("flaeche", 2, 4, 1))
    assert result["A", 2019, "ew"] == (35, State.MEASURED, Status.ESTIMATED)
    assert result["B", 2019, "ew"] == (75, State.MEASURED, Status.ESTIMATED)
    assert result["A", 2019, "flaeche"] == (4, State.MEASURED, Status.ESTIMATED)
    assert result["C", 2019, "ew"] == (7, State.MEASURED, Status.FINAL)


def test_without_its_weights_a_quantity_passes_over_whole_or_not_at_all():
    result = converted(*delivered("fremd", 10, 100, 7))
    assert result["C", 2019, "fremd"] == (7, State.MEASURED, Status.FINAL)
    assert result["A", 2019, "fremd"][1] is result["B", 2019, "fremd"][1] is State.UNKNOWN


def test_a_provisional_part_makes_the_whole_provisional_and_a_forecast_stays_one():
    result = converted(*delivered("ew", 10, 100, 7, status=Status.PROVISIONAL))
    assert result["C", 2019, "ew"][2] is Status.PROVISIONAL
    assert result["A", 2019, "ew"][2] is Status.ESTIMATED
    result = converted(*delivered("ew", 10, 100, 7, status=Status.FORECAST))
    assert result["A", 2019, "ew"][2] is Status.FORECAST


@pytest.mark.parametrize("state", [State.SECRET, State.UNKNOWN, State.PENDING])
def test_a_part_without_a_value_leaves_none(state):
    rows = delivered("ew", 10, 100, 7)
    rows[1] = ("b", "ew", float("nan"), state, Status.FINAL)
    result = converted(*rows)
    assert result["A", 2019, "ew"][1] is result["B", 2019, "ew"][1] is state
    assert result["C", 2019, "ew"][0] == 7


def test_a_year_nobody_delivered_is_unknown():
    result = converted(*delivered("ew", 10, 100, 7), years=(2018, 2019))
    assert result["C", 2018, "ew"][1] is State.UNKNOWN
    assert result["C", 2019, "ew"][1] is State.MEASURED
