from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from atlas.measures.custom_sums import can_have_figures, custom_sums
from atlas.measures.matrix import matrix
from atlas.model.cells import State, Status
from atlas.model.custom_areas import CustomLevel, CustomUnit, Part
from atlas.model.quantities import Kind, Quantity

QUANTITIES = {
    code: Quantity(code=code, title=code, unit="x", kind=kind, weight=weight)
    for code, kind, weight in [
        ("people", Kind.COUNT, None),
        ("age", Kind.MEAN, "people"),
        ("rent", Kind.GIVEN, None),
    ]
}


def cells(*rows):
    """Rows of (unit, quantity, value, state, status) of 2020 as a matrix."""
    columns = ["unit", "quantity", "value", "state", "status"]
    frame = pd.DataFrame(rows, columns=columns).assign(year=2020)
    return matrix(frame, dict.fromkeys(row[1] for row in rows))


def exact(unit, quantity, value, status=Status.FINAL):
    return (unit, quantity, value, State.MEASURED, status)


def custom_level(*parts):
    blocks = tuple(Part(level=level, unit=unit) for level, unit in parts)
    return CustomLevel(
        id="own", name="Own", units=(CustomUnit(id="set", name="Set", parts=blocks),)
    )


def figures(level, parts, quantity):
    result = custom_sums(level, parts, [2020], QUANTITIES).figures(quantity).loc[("set", 2020)]
    return result["value"], State(result["state"]), Status(result["status"])


def test_one_key_on_two_levels_means_two_units():
    parts = {"a": cells(exact("1", "people", 3.0)), "b": cells(exact("1", "people", 40.0))}
    result = figures(custom_level(("a", "1"), ("b", "1")), parts, "people")
    assert result == (43, State.MEASURED, Status.FINAL)


def test_the_least_certain_status_travels():
    rows = [exact("1", "people", 3.0), exact("2", "people", 4.0, Status.PROVISIONAL)]
    result = figures(custom_level(("a", "1"), ("a", "2")), {"a": cells(*rows)}, "people")
    assert result == (7, State.MEASURED, Status.PROVISIONAL)


def test_a_mean_goes_through_its_weight():
    rows = [exact("1", "people", 1.0), exact("2", "people", 3.0)]
    rows += [exact("1", "age", 20.0), exact("2", "age", 40.0)]
    result = figures(custom_level(("a", "1"), ("a", "2")), {"a": cells(*rows)}, "age")
    assert result == (35, State.MEASURED, Status.FINAL)


def test_a_mean_of_a_hidden_weight_is_hidden():
    rows = [exact("1", "people", 1.0), ("2", "people", float("nan"), State.SECRET, Status.FINAL)]
    rows += [exact("1", "age", 20.0), exact("2", "age", 40.0)]
    result = figures(custom_level(("a", "1"), ("a", "2")), {"a": cells(*rows)}, "age")
    assert result[1] is State.SECRET


@pytest.mark.parametrize(
    ("parts", "expected"),
    [([("a", "1")], (7, State.MEASURED)), ([("a", "1"), ("a", "2")], (None, State.NOT_APPLICABLE))],
)
def test_a_given_figure_is_never_summed(parts, expected):
    rows = [exact("1", "rent", 7.0), exact("2", "rent", 9.0)]
    value, state, _ = figures(custom_level(*parts), {"a": cells(*rows)}, "rent")
    assert (None if pd.isna(value) else value, state) == expected


def test_a_quantity_one_level_lacks_is_missing():
    parts = {"a": cells(exact("1", "people", 3.0)), "b": cells(exact("1", "rent", 4.0))}
    assert figures(custom_level(("a", "1"), ("b", "1")), parts, "people")[1] is State.UNKNOWN


def test_which_sets_can_have_a_figure():
    (one,) = custom_level(("a", "1")).units
    (two,) = custom_level(("a", "1"), ("b", "1")).units
    people, age, rent = (QUANTITIES[code] for code in ("people", "age", "rent"))
    weightless = replace(age, weight=None)
    assert can_have_figures(one, ["a"], rent)
    assert can_have_figures(one, ["a"], weightless)
    assert not can_have_figures(two, ["a"], people)
    assert can_have_figures(two, ["a", "b"], people)
    assert can_have_figures(two, ["a", "b"], age)
    assert not can_have_figures(two, ["a", "b"], rent)
    assert not can_have_figures(two, ["a", "b"], weightless)
