"""The figures of one indicator as arrays: what maps of thousands of units are made from."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

from atlas.measures.cells import UNIT, YEAR, Codes, Flags, Floats, number_or_none
from atlas.measures.totals import prevailing
from atlas.model.cells import State, Status
from atlas.model.quantities import TotalRule

NONEXISTENT = -1
"""State of a unit that has no row in a year because it doesn't exist then."""


@dataclass(frozen=True, slots=True, kw_only=True)
class GridCell:
    """The figure of one unit in one year; numbers are None where there is none."""

    value: float | None
    state: State
    status: Status
    numerator: float | None
    denominator: float | None
    delivered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Grid:
    """Figures of one indicator on one level: a row per year, a column per unit, both ascending.

    `value` is NaN where `state` has no value or is NONEXISTENT. `delivered` marks totals that
    somebody delivered. Nobody writes into the arrays.
    """

    years: tuple[int, ...]
    units: tuple[str, ...]
    value: Floats
    state: Codes
    status: Codes
    numerator: Floats
    denominator: Floats
    delivered: Flags

    @property
    def exists(self) -> Flags:
        """Which units exist in which years."""
        return np.asarray(self.state != NONEXISTENT, dtype=np.bool_)

    @property
    def numbers(self) -> Floats:
        """All numbers of all years, without missing ones."""
        return np.asarray(self.value[self.has_number], dtype=np.float64)

    @property
    def statuses(self) -> frozenset[Status]:
        """How final the figures are, each status once."""
        return frozenset(Status(int(code)) for code in np.unique(self.status[self.has_number]))

    @property
    def has_number(self) -> Flags:
        """Where there is a number."""
        return np.asarray(~np.isnan(self.value), dtype=np.bool_)

    def of_years(self, years: tuple[int, ...]) -> Grid:
        """Rows of some of the years, and the units that exist in any of them."""
        rows = np.flatnonzero(np.isin(self.years, years))
        columns = np.flatnonzero(self.exists[rows].any(axis=0))
        arrays = {name: getattr(self, name)[np.ix_(rows, columns)] for name in _FILL}
        units = tuple(self.units[column] for column in columns)
        return Grid(years=tuple(self.years[row] for row in rows), units=units, **arrays)

    def of_units(self, units: tuple[str, ...]) -> Grid:
        """The same figures with a column for each of these units, which hold all of the grid's.

        A unit that isn't in the grid exists in no year.
        """
        columns = np.searchsorted(units, self.units)
        arrays = {}
        for name, fill in _FILL.items():
            arrays[name] = np.full((len(self.years), len(units)), fill)
            arrays[name][:, columns] = getattr(self, name)
        return Grid(years=self.years, units=units, **arrays)

    def cell(self, unit: str, year: int) -> GridCell | None:
        """The figure of a unit in a year, None where it has no row."""
        if year not in self.years:
            return None
        row = self.years.index(year)
        column = bisect_left(self.units, unit)
        if column == len(self.units) or self.units[column] != unit:
            return None
        return self.cell_at(row, column)

    def cell_at(self, row: int, column: int) -> GridCell | None:
        """The figure in a row and column, None where the unit doesn't exist."""
        state = int(self.state[row, column])
        if state == NONEXISTENT:
            return None
        return GridCell(
            value=number_or_none(self.value[row, column]),
            state=State(state),
            status=Status(int(self.status[row, column])),
            numerator=number_or_none(self.numerator[row, column]),
            denominator=number_or_none(self.denominator[row, column]),
            delivered=bool(self.delivered[row, column]),
        )

    def samples(self, year: int) -> tuple[GridCell, ...]:
        """A few figures of a year that together have all signs of that year.

        Of each state and status these are the one nearest to zero, the one nearest to zero but
        not zero, and the one farthest from it.
        """
        row = self.years.index(year)
        signs = self.state[row].astype(np.int64) * len(Status) + self.status[row]
        size = np.abs(self.value[row])
        cells = [self.cell_at(row, column) for column in _extremes(signs, size, self.exists[row])]
        return tuple(cell for cell in cells if cell is not None)


def _extremes(signs: npt.NDArray[np.int64], size: Floats, exists: Flags) -> list[int]:
    """Places of the smallest, smallest but zero and largest size among those of one mark."""
    order = np.lexsort((size, signs))
    order = order[exists[order]]
    ordered, sizes = signs[order], size[order]
    first = np.diff(ordered, prepend=-1) != 0
    last = np.diff(ordered, append=-1) != 0
    rises = first | ((sizes > 0) & (np.concatenate([[0.0], sizes[:-1]]) == 0))
    return [int(column) for column in order[rises | last]]


_FILL: Mapping[str, float | np.int8 | bool] = {
    "value": np.nan,
    "state": np.int8(NONEXISTENT),
    "status": np.int8(Status.FINAL),
    "numerator": np.nan,
    "denominator": np.nan,
    "delivered": False,
}


def grid(
    own: pd.DataFrame,
    delivered: pd.DataFrame,
    years: tuple[int, ...],
    rule: TotalRule | pd.Index = TotalRule.SUM,
) -> Grid:
    """Lay out one figure per unit and year, of own sum and delivered total the one that prevails.

    Parameters
    ----------
    own, delivered
        Figures on (unit, year) with `numerator` and `denominator`.
    years
        Years of the grid, ascending.
    rule
        As for `totals.prevailing`.
    """
    own, delivered = (
        frame[frame.index.get_level_values(YEAR).isin(years)] for frame in (own, delivered)
    )
    figures = prevailing(own, delivered, rule) if len(delivered) else own.assign(delivered=False)
    units = pd.Index(sorted(figures.index.get_level_values(UNIT).unique()))
    row = pd.Index(years).get_indexer(figures.index.get_level_values(YEAR))
    column = units.get_indexer(figures.index.get_level_values(UNIT))
    arrays = {name: np.full((len(years), len(units)), fill) for name, fill in _FILL.items()}
    for name, array in arrays.items():
        array[row, column] = figures[name].to_numpy()
    return Grid(years=years, units=tuple(units), **arrays)
