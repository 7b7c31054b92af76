"""The audit's own model: whole numbers that agree with some limits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import inf

import highspy
import numpy as np
import numpy.typing as npt
from highspy._core import _Highs  # the public class prints a banner

from atlas.disclosure.attack import Limit
from atlas.model.disclosure import CellId

Vector = npt.NDArray[np.float64]

_NEARLY = 1e-6
_SEED = 5
_MOST_SWEEPS = 20


@dataclass(frozen=True, slots=True)
class Answer:
    """A table of whole numbers, None if none was reached, and a bound of its cost.

    No table costs less than `bound`.
    """

    table: Vector | None
    bound: float


class WholeNumberModel:
    """Unknown cells in steps, with the limits on their sums.

    `lower` and `upper` are what follows for each cell from one limit after the other.
    """

    def __init__(
        self, keys: Sequence[CellId], step: Vector, limits: Sequence[Limit], least: Vector
    ) -> None:
        column = {key: at for at, key in enumerate(keys)}
        self._entries = [
            (
                np.array([column[key] for key, _ in limit.terms], dtype=np.int64),
                np.array([factor * step[column[key]] for key, factor in limit.terms]),
            )
            for limit in limits
        ]
        self._row_lower = np.array([limit.lower for limit in limits])
        self._row_upper = np.array([limit.upper for limit in limits])
        self.lower, self.upper = least.copy(), np.full(len(keys), inf)
        self._tighten()
        self._solver = self._model()

    def _tighten(self) -> None:
        """Narrow each cell by the limits, one after the other, until nothing changes."""
        for _ in range(_MOST_SWEEPS):
            before = self.lower.copy(), self.upper.copy()
            for row in range(len(self._entries)):
                self._tighten_by(row)
            if all(map(np.array_equal, before, (self.lower, self.upper))):
                return

    def _tighten_by(self, row: int) -> None:
        columns, factors = self._entries[row]
        lower, upper = self.lower[columns], self.upper[columns]
        least = np.where(factors > 0, factors * lower, factors * upper)
        most = np.where(factors > 0, factors * upper, factors * lower)
        # what is left for each cell when all others are at their ends
        room_above = (self._row_upper[row] - _without_each(least)) / factors
        room_below = (self._row_lower[row] - _without_each(most)) / factors
        above = np.where(factors > 0, room_above, room_below)
        below = np.where(factors > 0, room_below, room_above)
        self.upper[columns] = np.minimum(upper, np.floor(above + _NEARLY))
        self.lower[columns] = np.maximum(lower, np.ceil(below - _NEARLY))

    def _model(self) -> _Highs:
        solver = _Highs()
        for name, option in {"output_flag": False, "threads": 1, "random_seed": _SEED}.items():
            solver.setOptionValue(name, option)
        size = len(self.lower)
        lengths = [len(columns) for columns, _ in self._entries]
        solver.passModel(
            size,
            len(lengths),
            sum(lengths),
            int(highspy.MatrixFormat.kRowwise),
            int(highspy.ObjSense.kMinimize),
            0.0,
            np.zeros(size),
            self.lower,
            self.upper,
            self._row_lower,
            self._row_upper,
            np.concatenate([[0], np.cumsum(lengths)]).astype(np.int32),
            np.concatenate([columns for columns, _ in self._entries]).astype(np.int32),
            np.concatenate([factors for _, factors in self._entries]),
            np.ones(size, dtype=np.int32),
        )
        return solver

    def solve(
        self,
        cost: Vector,
        nodes: int,
        *,
        lower: Vector | None = None,
        upper: Vector | None = None,
    ) -> Answer:
        """Find the cheapest table, within limits of the cells beyond those that follow."""
        least = self.lower if lower is None else np.maximum(self.lower, lower)
        most = self.upper if upper is None else np.minimum(self.upper, upper)
        if np.any(least > most):
            return Answer(None, -inf)
        columns = np.arange(len(cost), dtype=np.int32)
        self._solver.clearSolver()
        self._solver.setOptionValue("mip_max_nodes", nodes)
        self._solver.changeColsBounds(len(cost), columns, least, most)
        self._solver.changeColsCost(len(cost), columns, cost)
        self._solver.run()
        return self._answer()

    def _answer(self) -> Answer:
        info = self._solver.getInfo()
        feasible = info.primal_solution_status == highspy.kSolutionStatusFeasible
        table = np.round(np.array(self._solver.getSolution().col_value)) if feasible else None
        solved = self._solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
        bound = info.mip_dual_bound if solved else -inf
        return Answer(table, float(np.ceil(bound - _NEARLY)) if np.isfinite(bound) else -inf)

    def agrees(self, table: Vector) -> bool:
        """Whether a table keeps all limits; by addition alone."""
        sums = np.array([factors @ table[columns] for columns, factors in self._entries])
        least, most = self._row_lower - _NEARLY, self._row_upper + _NEARLY
        within = np.all((least <= sums) & (sums <= most))
        return bool(within and np.all((self.lower <= table) & (table <= self.upper)))


def _without_each(values: Vector) -> Vector:
    """Sum of all values but each one; at most one infinity makes the others infinite."""
    infinite = np.isinf(values)
    count = int(infinite.sum())
    finite = np.where(infinite, 0.0, values)
    rest: Vector = finite.sum() - finite
    if count:
        end = values[infinite][0]
        rest = np.where(infinite & (count == 1), rest, end)
    return rest
