"""The linear program of the suppression: by how much cells could differ from what they are."""

from __future__ import annotations

from dataclasses import dataclass

import highspy
import numpy as np
import numpy.typing as npt
from highspy._core import _Highs  # the public class prints a banner

from atlas.disclosure.blocks import TOLERANCE, Flags, Indices, Rows, Vector

_MINIMISE = int(highspy.ObjSense.kMinimize)
_ROW_WISE = int(highspy.MatrixFormat.kRowwise)
_SOLVED = (highspy.HighsModelStatus.kOptimal, highspy.HighsModelStatus.kSolutionLimit)
_SEED = 13
_MIP_NODES = 10  # not seconds: the same table has the same result on a slow machine
_MIP_GAP = 0.1


def is_whole(changes: Vector) -> bool:
    """Whether all changes are whole numbers, but for what the solver leaves."""
    return bool(np.all(np.abs(changes - np.round(changes)) <= TOLERANCE))


@dataclass(frozen=True, slots=True, eq=False)
class Limits:
    """How far each cell may rise and fall, and that some have to rise or fall at all."""

    rise: Vector
    fall: Vector
    least_rise: Vector
    least_fall: Vector

    @classmethod
    def of(cls, rise: Vector, fall: Vector) -> Limits:
        """Limits without anything that has to be."""
        return cls(rise, fall, np.zeros_like(rise), np.zeros_like(fall))

    def among(self, columns: Indices) -> Limits:
        """The limits of some cells."""
        return Limits(*(each[columns] for each in self._all))

    def towards(self, columns: list[int], change: Vector) -> Limits:
        """With some cells that have to change by so much: up if it is positive, else down."""
        limits = Limits(*(each.copy() for each in self._all))
        up = change > 0
        for column, by, rises in zip(columns, np.abs(change), up, strict=True):
            forced, other = (
                (limits.least_rise, limits.fall) if rises else (limits.least_fall, limits.rise)
            )
            forced[column], other[column] = by, 0.0
        return limits

    @property
    def _all(self) -> tuple[Vector, Vector, Vector, Vector]:
        return self.rise, self.fall, self.least_rise, self.least_fall

    @property
    def are_empty(self) -> bool:
        """Whether something has to change by more than it may."""
        return bool(np.any(self.least_rise > self.rise) or np.any(self.least_fall > self.fall))


class ChangeModel:
    """One model for a block; what is asked of it are other limits and other costs.

    Columns are the rises of all cells, then their falls. A cold dual simplex without presolve
    was faster than any other way (disclosure 10). One thread and a fixed seed: the same
    question has the same answer.
    """

    def __init__(self, rows: Rows, size: int) -> None:
        self._size = size
        self._columns = np.arange(2 * self._size, dtype=np.int32)
        self._solver = _Highs()
        options: dict[str, bool | float | str] = {
            "output_flag": False,
            "threads": 1,
            "random_seed": _SEED,
            "presolve": "off",
            "solver": "simplex",
            "mip_rel_gap": _MIP_GAP,
            "mip_max_nodes": _MIP_NODES,
            "mip_max_improving_sols": 1,
        }
        for name, option in options.items():
            self._solver.setOptionValue(name, option)
        self._pass(rows)

    def _pass(self, rows: Rows) -> None:
        both = 2 * self._size
        column = np.column_stack([rows.column, rows.column + self._size]).ravel()
        coefficient = np.column_stack([rows.coefficient, -rows.coefficient]).ravel()
        self._solver.passModel(
            both,
            len(rows),
            len(column),
            _ROW_WISE,
            _MINIMISE,
            0.0,
            np.zeros(both),
            np.zeros(both),
            np.zeros(both),
            rows.lower,
            rows.upper,
            (2 * rows.start).astype(np.int32),
            column.astype(np.int32),
            coefficient,
            np.zeros(both, dtype=np.int32),
        )

    def solve(
        self, limits: Limits, cost: tuple[Vector, Vector], *, whole: bool = False
    ) -> Vector | None:
        """Find the cheapest changes of all cells; None if there are none.

        Parameters
        ----------
        limits
            How far each cell may and must rise and fall.
        cost
            Cost of a rise and of a fall by one, per cell.
        whole
            Ask for whole numbers: takes longer, and may take too long.
        """
        if limits.are_empty:
            return None
        lower = np.concatenate([limits.least_rise, limits.least_fall])
        upper = np.concatenate([limits.rise, limits.fall])
        size = 2 * self._size
        self._solver.clearSolver()
        self._solver.changeColsBounds(size, self._columns, lower, upper)
        self._solver.changeColsCost(size, self._columns, np.concatenate(cost))
        # without presolve a program in whole numbers takes minutes
        self._solver.setOptionValue("presolve", "on" if whole else "off")
        self._require_whole(np.full(size, whole) & (upper > lower))
        self._solver.run()
        if self._solver.getModelStatus() not in _SOLVED:
            return None
        solution = np.array(self._solver.getSolution().col_value, dtype=np.float64)
        changes: Vector = solution[: self._size] - solution[self._size :]
        # where the limit of nodes is reached before a whole-number table is
        return None if whole and not is_whole(changes) else changes

    def _require_whole(self, columns: Flags) -> None:
        kinds: npt.NDArray[np.uint8] = columns.astype(np.uint8)
        self._solver.changeColsIntegrality(len(kinds), self._columns, kinds)
