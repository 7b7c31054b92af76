"""Choose what is hidden so that no hidden cell can be computed (disclosure 4).

Every whole-number table that agrees with what is published is a witness: it shows that a
hidden cell could have another value. One linear program serves many cells at once, and each
of its solutions is kept.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType

import numpy as np

from atlas.disclosure.blocks import TOLERANCE, Block, Flags, Vector
from atlas.disclosure.changes import ChangeModel, Limits, is_whole
from atlas.model.disclosure import CellId

MOST_FREE_ROUNDS = 30
_FRUITLESS_ROUNDS = 2
_FRUITFUL = 0.05
_GROWTH = 1.15
_SEED = 13
_CHEAP_CHANGE = 5.0
_UNITS_PER_TARGET = 20
_MOST_TARGETS = 16
_DETOURS = 10
_MOST_MULTIPLE = 12
_LARGE = 15_000
_NEARBY = 1500
_MOST_CORNERS = 20

Interval = tuple[float, float]
"""Lower and upper limit."""


def possible_values(block: Block) -> Vector | None:
    """The values of a block, and whole numbers that fit them where the atlas knows none.

    None if there are no such numbers: the table contradicts itself.
    """
    gaps = np.isnan(block.value)
    guess = np.where(gaps, block.least, block.value)
    if block.rows.hold(guess).all():
        return guess
    nothing, one = np.zeros(len(guess)), np.ones(len(guess))
    limits = Limits.of(np.where(gaps, np.inf, 0.0), nothing)
    model = ChangeModel(block.rows.of_changes(guess), len(guess))
    for whole in (False, True):
        changes = model.solve(limits, (one, nothing), whole=whole)
        if changes is not None and is_whole(changes):
            return np.round(guess + changes)
    return None


def suppress(
    block: Block,
    values: Vector,
    hidden: frozenset[CellId] = frozenset(),
    narrow: Mapping[CellId, Interval] = MappingProxyType({}),
) -> frozenset[CellId]:
    """Choose the cells of a block that are hidden.

    Parameters
    ----------
    block
        Cells and ties.
    values
        Its values in steps, without gaps.
    hidden
        Cells hidden anyway: by an earlier release, an audience that sees more, an earlier round.
    narrow
        Intervals the audit gave for some of the hidden cells; all others are safe. Empty in
        the first round, in which nothing is.

    Returns
    -------
    frozenset[CellId]
        The hidden cells. Where no table was found that protects one, the audit will say so.
    """
    search = _Search(block, values, hidden)
    if narrow:
        search.take_intervals(narrow)
    else:
        search.free_phase()
    search.protect_all()
    delivered = (cell.secret or cell.value is not None for cell in block.cells)
    chosen = zip(block.keys, search.hidden.tolist(), delivered, strict=True)
    return frozenset(key for key, is_hidden, is_there in chosen if is_hidden and is_there)


class _Search:
    """What is hidden so far, and how far witnesses reach for each cell."""

    def __init__(self, block: Block, values: Vector, hidden: frozenset[CellId]) -> None:
        self.block = block
        self.values = values
        own = np.array([cell.primary or cell.value is None for cell in block.cells])
        self.hidden: Flags = own | block.flags(hidden)
        self.low, self.high = values.copy(), values.copy()
        self.failed: set[int] = set()
        self._is_repair = False
        self.safe = np.array([cell.value is None and not cell.secret for cell in block.cells])
        self._rows = block.rows.of_changes(values)
        self._model = ChangeModel(self._rows, len(values))
        of_year = Counter(key[0] for key in block.keys)
        self._is_large = max(of_year.values()) > _LARGE
        small = zip(block.keys, block.cells, strict=True)
        self._batch_size = _batch_size(len({key[2] for key, cell in small if cell.primary}))
        self._random = np.random.default_rng(_SEED)
        # ties are broken by an order nobody chose
        self._order = self._random.permutation(len(values))
        zeros = np.array([cell.may_be_zero for cell in block.cells])
        published = np.array([cell.is_published for cell in block.cells])
        self._nearly_all = np.array([cell.is_nearly_all for cell in block.cells])
        self._may_hide = ((values > 0) | zeros) & ~published
        self._most_rise, self._most_fall = self._room()
        self._rise_cost, self._fall_cost = self._costs()

    def _room(self) -> tuple[Vector, Vector]:
        """How far each cell can rise and fall before it has a value that is ruled out."""
        rise = np.full(len(self.values), np.inf)
        fall = np.maximum(self.values - self.block.least, 0)
        for column, value in self.block.ruled_out:
            away = value - self.values[column]
            if away > 0:
                rise[column] = min(rise[column], away - 1)
            elif away < 0:
                fall[column] = min(fall[column], -away - 1)
        return rise, fall

    def _costs(self) -> tuple[Vector, Vector]:
        weight = np.array([cell.weight for cell in self.block.cells])
        count = self.values * self.block.step
        dear = np.log2(2 + count) * weight * self.block.step
        return dear / _CHEAP_CHANGE, dear / np.clip(count - 1, self.block.step, _CHEAP_CHANGE)

    @property
    def proven(self) -> Flags:
        """Which cells witnesses show to be wide enough."""
        wide = self.high - self.low >= self.block.width
        return self.safe | (wide & (self.high >= self.block.minimum))

    def unproven(self) -> list[int]:
        """Hidden cells that nothing protects yet, the smallest first."""
        columns = np.flatnonzero(self.hidden & ~self.proven).tolist()
        open_ones = (column for column in columns if column not in self.failed)
        return sorted(open_ones, key=lambda at: (self.values[at], self._order[at]))

    def take_intervals(self, narrow: Mapping[CellId, Interval]) -> None:
        """Take the audit's intervals for the cells that are too narrow, and trust the others."""
        self._is_repair = True
        self.safe |= self.hidden & ~self.block.flags(frozenset(narrow))
        for key, (lower, upper) in narrow.items():
            if key in self.block.column_of:
                at = self.block.column_of[key]
                self.low[at] = lower / self.block.step[at]
                self.high[at] = upper / self.block.step[at]

    def free_phase(self) -> None:
        """Look for witnesses without hiding anything more."""
        fruitless = 0
        for round_number in range(MOST_FREE_ROUNDS):
            before = len(self.unproven())
            if not before or fruitless == _FRUITLESS_ROUNDS:
                return
            self._free_round(upwards=round_number % 2 == 0)
            proved = before - len(self.unproven())
            fruitless = 0 if proved >= _FRUITFUL * before else fruitless + 1

    def _free_round(self, *, upwards: bool) -> None:
        targets = self.hidden & ~self.proven
        weight = np.where(targets, self._random.uniform(0.5, 1.5, len(targets)), 0.0)
        limits = self._free_limits()
        if upwards:
            cap = np.maximum(self._needed_high() - self.values, 0)
            limits.rise[targets] = np.minimum(cap, limits.rise)[targets]
            changes = self._model.solve(limits, (-weight, weight))
        else:
            floor = np.clip(self.values - (self.high - self.block.width), 0, limits.fall)
            limits.fall[targets] = floor[targets]
            changes = self._model.solve(limits, (weight, -weight))
        if changes is not None:
            self._take(changes)

    def _free_limits(self) -> Limits:
        rise = np.where(self.hidden, self._most_rise, 0.0)
        fall = np.where(self.hidden, self._most_fall, 0.0)
        return Limits.of(rise, fall)

    def _needed_high(self) -> Vector:
        """Upper limit at which a cell is proven."""
        high: Vector = np.maximum(self.low + self.block.width, self.block.minimum)
        return high

    def _take(self, changes: Vector) -> bool:
        """Keep a table as a witness if it is one; hide what differs in it."""
        table = np.round(self.values + changes)
        if not is_whole(changes) or not self.block.rows.hold(table).all():
            return False
        if np.any((table < self.block.least) & (table != self.values)):
            return False
        if any(table[column] == value for column, value in self.block.ruled_out):
            return False
        self.hidden |= table != self.values
        np.minimum(self.low, table, out=self.low)
        np.maximum(self.high, table, out=self.high)
        return True

    def _among(self, limits: Limits, changes: Vector) -> Limits:
        """Limits within which only hidden cells change, and those of some changes."""
        may_change = self.hidden | (np.abs(changes) > TOLERANCE)
        return replace(
            limits,
            rise=np.where(may_change, limits.rise, 0.0),
            fall=np.where(may_change, limits.fall, 0.0),
        )

    def protect_all(self) -> None:
        """Hide more until a witness protects every hidden cell, or none can be had."""
        size = int(self.hidden.sum())
        while targets := self.unproven():
            self._reach_each(self._apart(targets) or targets[:1])
            if self.hidden.sum() > _GROWTH * size:
                self.free_phase()
                size = int(self.hidden.sum())

    def _reach_each(self, batch: list[int]) -> None:
        """Protect some cells at once, else each half of them; give up the one that can't be.

        In a large year these programs take long: where one was in vain, fewer cells are next.
        """
        if self._reach(batch):
            return
        if len(batch) == 1:
            self.failed.add(batch[0])
        elif self._is_large:
            self._batch_size //= 2
        else:
            middle = len(batch) // 2
            self._reach_each(batch[:middle])
            self._reach_each(batch[middle:])

    def _apart(self, targets: list[int]) -> list[int]:
        """The first cells of each year that share no tie; years hardly touch each other."""
        batch: list[int] = []
        of_year: Counter[int] = Counter()
        taken: set[int] = set()
        for target in targets:
            year = self.block.keys[target][0]
            free = taken.isdisjoint(self.block.rows_of[target])
            if free and of_year[year] < self._batch_size:
                batch.append(target)
                of_year[year] += 1
                taken |= self.block.rows_of[target]
        return batch

    def _reach(self, batch: list[int]) -> bool:
        """Find a witness in which all of some cells are as far as they must, up or else down."""
        at = np.array(batch)
        up = np.maximum(self._needed_high()[at] - self.values[at], 1)
        down = self.high[at] - self.block.width[at] - self.values[at]
        can_fall = (down < 0) & (self.high[at] >= self.block.minimum[at])
        # nearly all of a group can't be more without hiding how many are in the group
        falls_first = can_fall & self._nearly_all[at]
        ways = [np.where(falls_first, down, up)]
        if falls_first.any():
            ways.append(up)
        if can_fall.all():
            ways.append(down)
        return any(self._moved(batch, way) for way in ways)

    def _moved(self, batch: list[int], change: Vector) -> bool:
        """Find a witness in which some cells change by so much, past values that are ruled out."""
        ruled_out = frozenset(self.block.ruled_out)
        change = change.copy()
        for number, column in enumerate(batch):
            while (column, self.values[column] + change[number]) in ruled_out:
                change[number] += np.sign(change[number])
        return any(
            self._solved(batch, limits.towards(batch, change))
            for limits in self._targeted_limits(batch)
        )

    def _targeted_limits(self, batch: list[int]) -> Iterator[Limits]:
        """How far cells may change: past values that are ruled out; should others hit one, not."""
        changeable = self._may_hide | self.hidden
        rise = np.where(changeable, np.inf, 0.0)
        fall = np.where(changeable, np.maximum(self.values - self.block.least, 0), 0.0)
        yield Limits.of(rise, fall)
        if self.block.ruled_out:
            others = np.ones(len(rise), dtype=np.bool_)
            others[batch] = False
            yield Limits.of(
                np.where(others, np.minimum(rise, self._most_rise), rise),
                np.where(others, np.minimum(fall, self._most_fall), fall),
            )

    def _solved(self, batch: list[int], limits: Limits) -> bool:
        """Find a witness within limits; where fractions are cheapest for one cell, ask again.

        Most fractions are halves or thirds. A multiple of them is whole, hides no other cell and
        is a witness where no cell falls too low; it costs no program.
        """
        cost = (
            np.where(self.hidden, 0.0, self._rise_cost),
            np.where(self.hidden, 0.0, self._fall_cost),
        )
        alone = len(batch) == 1
        if alone and self._is_large and self._solved_nearby(batch[0], limits, cost):
            return True
        changes = self._model.solve(limits, cost)
        if changes is None or self._take(changes):
            return changes is not None
        if not alone:
            return False
        if self._take_multiple(changes):
            return True
        nearby = self._model.solve(self._among(limits, changes), cost, whole=True)
        if nearby is None and self._is_repair:
            nearby = self._farther(limits, cost, changes)
        return nearby is not None and self._take(nearby)

    def _solved_nearby(self, target: int, limits: Limits, cost: tuple[Vector, Vector]) -> bool:
        """Find a witness that differs only around a cell.

        Other costs lead to other corners; about every second one is a multiple of whole numbers.
        Half the fall leaves room for twice the change.
        """
        columns = self.block.around(target, _NEARBY)
        model = ChangeModel(self._rows.among(columns, len(self.values)), len(columns))
        near = limits.among(columns)
        rise_cost, fall_cost = (each[columns] for each in cost)
        other = np.ones(len(columns))
        for _ in range(_MOST_CORNERS):
            nearby = model.solve(near, (rise_cost * other, fall_cost * other))
            if nearby is None:
                return False
            changes = np.zeros(len(self.values))
            changes[columns] = nearby
            if self._take(changes) or self._take_multiple(changes):
                return True
            other = self._random.uniform(0.5, 1.5, len(columns))
            near = replace(near, fall=np.maximum(limits.fall[columns] // 2, near.least_fall))
        return False

    def _take_multiple(self, changes: Vector) -> bool:
        """Keep a multiple of fractions as a witness if one is whole and nothing falls too low."""
        return any(self._take(changes * by) for by in range(2, _MOST_MULTIPLE + 1))

    def _farther(
        self, limits: Limits, cost: tuple[Vector, Vector], changes: Vector
    ) -> Vector | None:
        """Find whole changes for what the audit objects to, in wider and wider surroundings.

        Other costs lead other ways round. Among all cells at once it may take a minute.
        """
        reached = np.abs(changes)
        for _ in range(_DETOURS):
            other = self._random.uniform(0.5, 1.5, len(changes))
            detour = self._model.solve(limits, (cost[0] * other, cost[1] * other))
            if detour is None or is_whole(detour):
                return detour
            reached = np.maximum(reached, np.abs(detour))
            nearby = self._model.solve(self._among(limits, reached), cost, whole=True)
            if nearby is not None:
                return nearby
        return self._model.solve(limits, cost, whole=True)


def _batch_size(units: int) -> int:
    """How many cells of a year one program serves: more is faster, and hides more."""
    return min(max(units // _UNITS_PER_TARGET, 1), _MOST_TARGETS)
