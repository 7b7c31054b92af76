"""Which shares moved beyond chance: the vectors of the RBK, thresholds and states."""

from __future__ import annotations

import numpy as np
import pytest

from atlas.atlas import Atlas
from atlas.measures.chance import beyond_chance
from atlas.measures.grid import NONEXISTENT, Grid
from atlas.model.cells import State, Status
from atlas.model.scope import Scope

NOBODY = (0.0, 0.0)


def shares(*units, state=None, status=None) -> Grid:
    """One unit each: cases and people of 2019, then of 2024; state and status by (year, unit)."""
    numbers = np.array(units, dtype=float).transpose(1, 2, 0)
    shape = (2, len(units))
    states = np.full(shape, np.int8(State.MEASURED))
    statuses = np.full(shape, np.int8(Status.FINAL))
    for array, codes in ((states, state), (statuses, status)):
        for cell, code in (codes or {}).items():
            array[cell] = code
    return Grid(
        years=(2019, 2024),
        units=tuple(f"{n:02d}" for n in range(1, len(units) + 1)),
        value=np.zeros(shape),
        state=states,
        status=statuses,
        numerator=numbers[:, 0],
        denominator=numbers[:, 1],
        delivered=np.zeros(shape, dtype=bool),
    )


def test_the_rbk_as_the_methods_paper_says(shipped):
    # Newcombe 2009→2014 (methods.md, Appendix A): the interval excludes 0 in four of eight
    figures = shipped.grid(
        Scope(area="rhein-berg", level="kommune", indicator="ein_kinder_sgb2_u15")
    )
    movement = beyond_chance(figures, 2009, 2014)
    assert movement.risen == ("05378004", "05378008", "05378012")
    assert movement.fallen == ("05378024",)
    assert movement.examined == 8


@pytest.fixture(scope="module")
def shipped(rhein_berg) -> Atlas:
    return Atlas.open(rhein_berg)


def test_both_directions_are_symmetric():
    up, down = ((10, 100), (30, 100)), ((30, 100), (10, 100))
    movement = beyond_chance(shares(up, down), 2019, 2024)
    assert (movement.risen, movement.fallen, movement.examined) == (("01",), ("02",), 2)


def test_a_small_difference_is_examined_and_not_reported():
    movement = beyond_chance(shares(((10, 100), (12, 100))), 2019, 2024)
    assert (movement.risen, movement.fallen, movement.examined) == ((), (), 1)


@pytest.mark.parametrize("unit", [((1, 99), (60, 100)), ((1, 100), (60, 99)), (NOBODY, (60, 100))])
def test_fewer_than_a_hundred_people_in_either_year_are_not_examined(unit):
    movement = beyond_chance(shares(unit), 2019, 2024)
    assert (movement.risen, movement.fallen, movement.examined) == ((), (), 0)


@pytest.mark.parametrize("cell", [(0, 0), (1, 0)])
@pytest.mark.parametrize(
    ("state", "status", "examined"),
    [
        (State.SECRET, Status.FINAL, 0),
        (State.UNKNOWN, Status.FINAL, 0),
        (NONEXISTENT, Status.FINAL, 0),
        (State.MEASURED, Status.ESTIMATED, 0),
        (State.MEASURED, Status.FORECAST, 0),
        (State.MEASURED, Status.PROVISIONAL, 1),
        (State.LIMITED, Status.FINAL, 1),
    ],
)
def test_only_counted_figures_are_examined(cell, state, status, examined):
    unit = ((10, 100), (30, 100))
    movement = beyond_chance(shares(unit, state={cell: state}, status={cell: status}), 2019, 2024)
    assert movement.examined == examined
    assert movement.risen == ("01",) * examined


def test_a_share_over_100_percent_has_no_interval():
    movement = beyond_chance(shares(((90, 100), (130, 100))), 2019, 2024)
    assert (movement.risen, movement.examined) == ((), 0)
