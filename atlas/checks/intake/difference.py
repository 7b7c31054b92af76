"""What taking a file over would change: new, changed and removed cells."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from atlas.checks.intake.figures import NO_CELL, IntakeFigures, Positions
from atlas.measures.cells import Flags
from atlas.model.cells import State, Status

CELL: Final = ["level", "unit", "quantity"]
FIGURE: Final = ["value", "state", "status"]
_ABSENT: Final[Mapping[str, Any]] = {
    "value": np.nan,
    "state": np.int8(State.UNKNOWN),
    "status": np.int8(Status.FINAL),
}
_Arrays: TypeAlias = dict[str, npt.NDArray[Any]]


class CellChange(StrEnum):
    """What happens to a cell."""

    NEW = "new"
    CHANGED = "changed"
    REMOVED = "removed"


@dataclass(frozen=True, kw_only=True, eq=False)
class Difference:
    """Cells that change, in the order of the table; what isn't among them stays as it is.

    `cells` has the columns level, unit, quantity (categories), change (see `CellChange`), value,
    state, status, and old_value, old_state, old_status.
    """

    cells: pd.DataFrame

    @property
    def counts(self) -> dict[CellChange, int]:
        """How many cells are new, changed and removed."""
        numbers = self.cells["change"].value_counts()
        return {change: int(numbers.get(change.value, 0)) for change in CellChange}


def difference(figures: IntakeFigures, *, partial: bool = False) -> Difference:
    """Compare a file with what its year holds now.

    A file stands for all cells of its quantities on its levels: others are removed, unless it is
    `partial` and brings single cells only. An empty cell in it removes what was there.
    """
    present = figures.tables.present
    places = figures.layout.positions(present)
    new, old = _figures(figures.frame, figures.cell), _figures(present, places)
    given, held = new["state"] != State.UNKNOWN, old["state"] != State.UNKNOWN
    same = (new["state"] == old["state"]) & (new["status"] == old["status"])
    same &= (new["value"] == old["value"]) | np.isnan(new["value"])
    covered = figures.in_file if partial else _covered(figures)
    kinds = {
        CellChange.NEW: given & ~held,
        CellChange.CHANGED: given & held & ~same,
        CellChange.REMOVED: covered & held & ~given,
    }
    changed = np.select(list(kinds.values()), range(1, len(kinds) + 1))
    rows, columns = np.nonzero(changed)
    level, unit, quantity = figures.layout.names_at(rows, columns, present)
    cells: dict[str, Any] = {
        "level": level,
        "unit": unit,
        "quantity": quantity,
        "change": pd.Categorical.from_codes(
            (changed[rows, columns] - 1).astype(np.int8),
            categories=pd.Index([kind.value for kind in kinds]),
        ),
        **{name: array[rows, columns] for name, array in new.items()},
        **{f"old_{name}": array[rows, columns] for name, array in old.items()},
    }
    return Difference(cells=pd.DataFrame(cells))


def _figures(frame: pd.DataFrame, places: Positions) -> _Arrays:
    """Value, state and status at the rows of `frame` that `places` names."""
    somewhere = places != NO_CELL
    arrays = {name: np.full(places.shape, absent) for name, absent in _ABSENT.items()}
    for name, array in arrays.items():
        array[somewhere] = frame[name].to_numpy()[places[somewhere]]
    return arrays


def _covered(figures: IntakeFigures) -> Flags:
    """Cells of a level and quantity of which the file has any."""
    covered = np.zeros_like(figures.in_file)
    for rows in figures.of_level.values():
        covered[rows] = figures.in_file[rows].any(axis=0)
    return covered
