"""The audit: whether a hidden cell can be computed from what is published (disclosure 5).

It knows what the public knows and shares no code with the suppression. A cell is proven safe by
two tables that agree with everything published, never by a limit of a linear program; a cell
for which time was up counts as unsafe.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice, product
from math import inf
from typing import Final

import numpy as np
import numpy.typing as npt

from atlas.disclosure.attack import HiddenCell, Limit, read
from atlas.disclosure.audit_solver import Answer, WholeNumberModel
from atlas.model.disclosure import CellId, ProtectionMode
from atlas.model.published_table import CellVerdict, PublishedTable, Verdict

_MOST_ROUNDS = 30
_FRUITLESS_ROUNDS = 2
_SEED = 5
# not seconds: the same table has the same verdict on a slow machine
_BATCH_NODES = 100
_SINGLE_NODES = 2000
_MOST_SIDES = 8
_NOT_PUBLISHED: Final = HiddenCell(least=0.0, minimum=0, step=1.0)

Vector = npt.NDArray[np.float64]


def audit(
    table: PublishedTable, *, exact: bool = False, report: Callable[[int], object] = int
) -> tuple[CellVerdict, ...]:
    """Say of each hidden cell whether it can be computed from what is published.

    Parameters
    ----------
    table
        What is published.
    exact
        Look for the exact interval of every cell, not only for one that is wide enough.
    report
        Is told again and again of how many hidden cells nothing is said yet.

    Returns
    -------
    tuple[CellVerdict, ...]
        One for each hidden cell, sorted by key.
    """
    verdicts: dict[CellId, CellVerdict] = {}
    reading = read(table)
    for keys, own in _components(reading.limits):
        if not reading.hidden.keys().isdisjoint(keys):
            component = _Component(reading.hidden, keys, own, table.mode)
            report(len(reading.hidden) - len(verdicts))
            verdicts |= {verdict.key: verdict for verdict in component.verdicts(exact=exact)}
    for key in reading.hidden.keys() - verdicts.keys():
        verdicts[key] = _free(key, reading.hidden[key], table.mode)
    return tuple(verdicts[key] for key in sorted(verdicts))


def _free(key: CellId, cell: HiddenCell, mode: ProtectionMode) -> CellVerdict:
    """No sum that is published says anything of the cell."""
    lower = cell.step * cell.least
    while lower in cell.ruled_out:
        lower += cell.step
    upper = lower + mode.required_width(cell.minimum)
    while upper in cell.ruled_out:
        upper += cell.step
    return CellVerdict(
        key=key,
        verdict=Verdict.PROVEN,
        lower=lower,
        upper=upper,
        tables=({key: lower}, {key: upper}),
    )


def _components(every: Sequence[Limit]) -> Iterator[tuple[list[CellId], list[Limit]]]:
    """Cells that limits connect, with these limits."""
    naming: dict[CellId, list[int]] = {}
    for number, limit in enumerate(every):
        for key, _ in limit.terms:
            naming.setdefault(key, []).append(number)
    seen: set[CellId] = set()
    for start in sorted(naming):
        if start in seen:
            continue
        keys, numbers, waiting = {start}, set[int](), [start]
        while waiting:
            fresh = set(naming[waiting.pop()]) - numbers
            numbers |= fresh
            reached = {key for number in fresh for key, _ in every[number].terms} - keys
            keys |= reached
            waiting += reached
        seen |= keys
        yield sorted(keys), [every[number] for number in sorted(numbers)]


class _Component:
    """Unknown cells that hang together, in steps, with what is known of them."""

    def __init__(
        self,
        hidden: Mapping[CellId, HiddenCell],
        keys: list[CellId],
        own: Sequence[Limit],
        mode: ProtectionMode,
    ) -> None:
        self.keys = keys
        cells = [hidden.get(key, _NOT_PUBLISHED) for key in keys]
        self.is_hidden = np.array([key in hidden for key in keys])
        self.step = np.array([cell.step for cell in cells])
        self.mode = mode
        self.minimum = np.array([mode.least_upper(cell.minimum) for cell in cells])
        self.width = np.array([mode.required_width(cell.minimum) for cell in cells])
        self.least = np.array([cell.least for cell in cells])
        self.ruled_out = [
            (at, float(np.round(value / cell.step)))
            for at, cell in enumerate(cells)
            for value in sorted(cell.ruled_out)
        ]
        self.model = WholeNumberModel(keys, self.step, own, self.least)
        size = len(keys)
        # upside down until the first table
        self.low, self.high = np.full(size, inf), np.full(size, -inf)
        self.tables: list[Vector] = []
        self.at_low, self.at_high = np.zeros(size, dtype=int), np.zeros(size, dtype=int)
        self.bound_low, self.bound_high = self.model.lower.copy(), self.model.upper.copy()

    def verdicts(self, *, exact: bool) -> Iterator[CellVerdict]:
        """Say of each hidden cell what is known of it."""
        free = np.zeros(len(self.keys))
        answer = self.model.solve(free, _BATCH_NODES)
        if not self._take(answer) and answer.table is not None:
            self._push_past(free, answer.table)
        if self.tables:
            self._batches()
            self._singles(exact=exact)
        for at in np.flatnonzero(self.is_hidden).tolist():
            yield self._verdict(at)

    @property
    def _open(self) -> npt.NDArray[np.bool_]:
        wide = (self.high - self.low) * self.step >= self.width
        proven = wide & (self.high * self.step >= self.minimum)
        is_open: npt.NDArray[np.bool_] = self.is_hidden & ~proven
        return is_open

    def _take(self, answer: Answer) -> bool:
        """Keep a table that agrees with everything published; checked by addition alone."""
        table = answer.table
        if table is None or not self.model.agrees(table) or self._is_ruled_out(table):
            return False
        self.at_low[table < self.low] = len(self.tables)
        self.at_high[table > self.high] = len(self.tables)
        np.minimum(self.low, table, out=self.low)
        np.maximum(self.high, table, out=self.high)
        self.tables.append(table)
        return True

    def _is_ruled_out(self, table: Vector) -> bool:
        return any(table[at] == value for at, value in self.ruled_out)

    def _ends(self, at: int) -> tuple[float, float]:
        """How far a cell may reach as far as is known, past values that are ruled out."""
        lower, upper = self.bound_low[at], self.bound_high[at]
        ruled_out = {value for of, value in self.ruled_out if of == at}
        while lower in ruled_out and lower <= upper:
            lower += 1
        while upper in ruled_out and lower <= upper:
            upper -= 1
        return lower, upper

    def _batches(self) -> None:
        """Move all cells that aren't proven at once, up and down in turn."""
        random = np.random.default_rng(_SEED)
        fruitless = 0
        for number in range(_MOST_ROUNDS):
            before = self._open
            if not before.any() or fruitless == _FRUITLESS_ROUNDS:
                return
            weight = np.where(before, random.uniform(0.5, 1.5, len(before)), 0.0)
            needed = np.ceil(self.width / self.step)
            if number % 2:
                floor = np.where(before, self.high - needed, -inf)
                answer = self.model.solve(weight, _BATCH_NODES, lower=floor)
            else:
                high = np.maximum(self.low + needed, np.ceil(self.minimum / self.step))
                cap = np.where(before, high, inf)
                answer = self.model.solve(-weight, _BATCH_NODES, upper=cap)
            self._take(answer)
            fruitless = 0 if self._open.sum() < before.sum() else fruitless + 1

    def _singles(self, *, exact: bool) -> None:
        """Push each cell that isn't proven as far as it goes."""
        for at in np.flatnonzero(self.is_hidden).tolist():
            if exact or self._open[at]:
                self._push(at)

    def _push(self, at: int) -> None:
        cost = np.zeros(len(self.keys))
        for direction in (1.0, -1.0):
            cost[at] = direction
            answer = self.model.solve(cost, _SINGLE_NODES)
            if not self._take(answer) and answer.table is not None:
                self._push_past(cost, answer.table)
            if direction > 0:
                self.bound_low[at] = max(self.bound_low[at], answer.bound)
            else:
                self.bound_high[at] = min(self.bound_high[at], -answer.bound)

    def _push_past(self, cost: Vector, table: Vector) -> None:
        """Push again, with the cells that came to values they can't have kept on a side of these.

        Some of the sides at most: what isn't proven then counts as unsafe.
        """
        hit = [(at, value) for at, value in self.ruled_out if table[at] == value]
        for sides in islice(product((-1, 1), repeat=len(hit)), _MOST_SIDES):
            lower, upper = np.full(len(cost), -inf), np.full(len(cost), inf)
            for (at, value), side in zip(hit, sides, strict=True):
                (upper if side < 0 else lower)[at] = value + side
            self._take(self.model.solve(cost, _SINGLE_NODES, lower=lower, upper=upper))

    def _verdict(self, at: int) -> CellVerdict:
        step = self.step[at]
        if self.tables and not self._open[at]:
            tables = (self._table(self.at_low[at]), self._table(self.at_high[at]))
            lower, upper, verdict = self.low[at], self.high[at], Verdict.PROVEN
        else:
            tables = ({}, {})
            lower, upper = self._ends(at)
            if lower > upper:  # what is published contradicts itself: it says nothing of the cell
                lower, upper = self.least[at], inf
            wide = self.mode.is_wide_enough(lower * step, upper * step, int(self.minimum[at]))
            is_narrow = bool(self.tables) and not wide
            verdict = Verdict.NARROW if is_narrow else Verdict.UNDECIDED
        return CellVerdict(
            key=self.keys[at],
            verdict=verdict,
            lower=float(lower * step),
            upper=float(upper * step),
            tables=tables,
        )

    def _table(self, number: int) -> Mapping[CellId, float]:
        values = self.tables[number] * self.step
        return dict(zip(self.keys, values.tolist(), strict=True))
