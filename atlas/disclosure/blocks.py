"""Cells and ties as a matrix, cut into blocks that no tie connects."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import numpy.typing as npt

from atlas.model.disclosure import CellId, ProtectionMode, SecretCell, Tie

Vector = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]
Indices = npt.NDArray[np.int64]

TOLERANCE = 1e-6
"""By how much a sum of decimals may miss its total."""


@dataclass(frozen=True, eq=False)
class Rows:
    """Ties as a sparse matrix: the entries of row i are those from `start[i]` to `start[i + 1]`."""

    start: Indices
    column: Indices
    coefficient: Vector
    lower: Vector
    upper: Vector

    def __len__(self) -> int:
        return len(self.lower)

    @cached_property
    def row(self) -> Indices:
        """Row of each entry."""
        return np.repeat(np.arange(len(self), dtype=np.int64), np.diff(self.start))

    def sums(self, values: Vector) -> Vector:
        """What each row adds up to."""
        products = self.coefficient * values[self.column]
        sums = np.bincount(self.row, weights=products, minlength=len(self))
        return np.asarray(sums, dtype=np.float64)

    def of_changes(self, values: Vector) -> Rows:
        """The same ties, of how far cells are from some values."""
        sums = self.sums(values)
        return replace(self, lower=self.lower - sums, upper=self.upper - sums)

    def among(self, columns: Indices, size: int) -> Rows:
        """The ties of changes if only some of `size` cells change; these are numbered anew."""
        number = np.full(size, -1, dtype=np.int64)
        number[columns] = np.arange(len(columns))
        kept = number[self.column] >= 0
        lengths = np.bincount(self.row[kept], minlength=len(self))
        touched = lengths > 0
        return Rows(
            np.concatenate([[0], np.cumsum(lengths[touched])]).astype(np.int64),
            number[self.column[kept]],
            self.coefficient[kept],
            self.lower[touched],
            self.upper[touched],
        )

    def hold(self, values: Vector) -> Flags:
        """Which ties some values keep."""
        sums = self.sums(values)
        return (self.lower - TOLERANCE <= sums) & (sums <= self.upper + TOLERANCE)


@dataclass(frozen=True, eq=False)
class Block:
    """Cells that ties connect, sorted by key.

    Every cell is counted in its own steps: a value of 2.5 in steps of 0.5 is 5. `value` is nan
    where the atlas doesn't know it.
    """

    keys: tuple[CellId, ...]
    cells: tuple[SecretCell, ...]
    ties: tuple[Tie, ...]
    mode: ProtectionMode = ProtectionMode.WIDTH_5

    @cached_property
    def column_of(self) -> Mapping[CellId, int]:
        """Column of each cell."""
        return {key: column for column, key in enumerate(self.keys)}

    @cached_property
    def step(self) -> Vector:
        """Step of each cell."""
        return np.array([cell.step for cell in self.cells])

    @cached_property
    def value(self) -> Vector:
        """Values in steps."""
        values = [np.nan if cell.value is None else cell.value for cell in self.cells]
        return np.round(np.array(values, dtype=np.float64) / self.step)

    @cached_property
    def least(self) -> Vector:
        """Least value a hidden cell can have: where no zero is hidden, everybody knows."""
        there = [
            (cell.secret or cell.value is not None) and not cell.may_be_zero for cell in self.cells
        ]
        return np.array(there, dtype=np.float64)

    @cached_property
    def minimum(self) -> Vector:
        """Least upper limit of a hidden cell, in steps."""
        least = [self.mode.least_upper(cell.minimum) for cell in self.cells]
        return np.ceil(np.array(least) / self.step - TOLERANCE)

    @cached_property
    def width(self) -> Vector:
        """Width the interval of a hidden cell must have, in steps."""
        widths = np.array([self.mode.required_width(cell.minimum) for cell in self.cells])
        return np.ceil(widths / self.step - TOLERANCE)

    @cached_property
    def ruled_out(self) -> tuple[tuple[int, float], ...]:
        """Columns with values in steps that everybody knows they don't have."""
        return tuple(
            (column, float(np.round(value / cell.step)))
            for column, cell in enumerate(self.cells)
            for value in sorted(cell.ruled_out)
        )

    @cached_property
    def rows(self) -> Rows:
        """The ties, each divided by its smallest coefficient: what is whole stays whole."""
        entries = [(self.column_of[key], coef) for tie in self.ties for key, coef in tie.terms]
        lengths = [len(tie.terms) for tie in self.ties]
        start = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
        column = np.array([column for column, _ in entries], dtype=np.int64)
        coefficient = np.array([coefficient for _, coefficient in entries]) * self.step[column]
        scale = np.minimum.reduceat(np.abs(coefficient), start[:-1])
        return Rows(
            start,
            column,
            coefficient / np.repeat(scale, lengths),
            np.array([tie.lower for tie in self.ties], dtype=np.float64) / scale,
            np.array([tie.upper for tie in self.ties], dtype=np.float64) / scale,
        )

    @cached_property
    def rows_of(self) -> tuple[frozenset[int], ...]:
        """The ties each cell is in."""
        ties: list[set[int]] = [set() for _ in self.keys]
        for row, column in zip(self.rows.row.tolist(), self.rows.column.tolist(), strict=True):
            ties[column].add(row)
        return tuple(map(frozenset, ties))

    def around(self, column: int, least: int) -> Indices:
        """Columns of a cell, of those tied to it, and so on until there are so many."""
        reached = ring = frozenset({column})
        while ring and len(reached) < least:
            touched = frozenset[int]().union(*(self.rows_of[column] for column in ring))
            named = np.isin(self.rows.row, list(touched))
            ring = frozenset(self.rows.column[named].tolist()) - reached
            reached |= ring
        return np.array(sorted(reached), dtype=np.int64)

    def flags(self, keys: Collection[CellId]) -> Flags:
        """Which cells are among some keys."""
        return np.array([key in keys for key in self.keys], dtype=np.bool_)


def blocks(
    cells: Mapping[CellId, SecretCell],
    ties: Sequence[Tie],
    mode: ProtectionMode = ProtectionMode.WIDTH_5,
) -> Iterator[Block]:
    """Cut cells and ties into blocks, in the order of their first keys.

    Rows and columns are sorted by key: their order must not depend on how they were read.
    """
    groups = _Groups()
    for key in cells:
        groups.find(key)
    for tie in ties:
        for key, _ in tie.terms[1:]:
            groups.join(tie.terms[0][0], key)
    keys: dict[CellId, list[CellId]] = {}
    for key in sorted(cells):
        keys.setdefault(groups.find(key), []).append(key)
    of_block: dict[CellId, list[Tie]] = {}
    for tie in sorted(ties, key=lambda tie: (tie.terms, tie.lower, tie.upper)):
        of_block.setdefault(groups.find(tie.terms[0][0]), []).append(tie)
    for root, members in keys.items():
        yield Block(
            tuple(members),
            tuple(cells[key] for key in members),
            tuple(of_block.get(root, ())),
            mode,
        )


class _Groups:
    """Sets of cells that grow together."""

    def __init__(self) -> None:
        self._parent: dict[CellId, CellId] = {}

    def find(self, key: CellId) -> CellId:
        """The cell that stands for the set of a cell."""
        parent = self._parent.setdefault(key, key)
        while parent != (above := self._parent[parent]):
            self._parent[key] = above
            key, parent = parent, above
        return parent

    def join(self, one: CellId, other: CellId) -> None:
        """Unite the sets of two cells."""
        self._parent[self.find(one)] = self.find(other)
