"""Which Gebietsstand figures have, and which of them a crosswalk converts to another one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np
import pandas as pd

from atlas.editions.value_rows import unit_years
from atlas.errors import UnknownVintageError
from atlas.measures.cells import UNIT, YEAR, Flags
from atlas.measures.conversion import convert
from atlas.measures.matrix import QuantityMatrix, stacked
from atlas.memo import memoized
from atlas.model.areas import Level, SpatialUnit
from atlas.model.crosswalk import Crosswalk
from atlas.model.dates import year_end
from atlas.model.quantities import Quantity


@dataclass(frozen=True, eq=False)
class LevelVintage:
    """A level on the units of one Gebietsstand, as far as crosswalks lead there.

    `vintage` is None for a level without known Gebietsstand: every year keeps its units.
    """

    level: Level
    vintage: date | None
    _crosswalks: Mapping[date, Crosswalk]

    @classmethod
    def of(
        cls, level: Level, requested: date | None, crosswalks: Iterable[Crosswalk]
    ) -> LevelVintage:
        """Choose the requested Gebietsstand, or the newest one.

        A level whose borders never changed is the same on every Gebietsstand; custom
        levels are made of units of the newest one only.

        Raises
        ------
        UnknownVintageError
            If the level has other Gebietsstände than this one.
        """
        exists = requested in level.vintages
        fixed = len(level.vintages) > 1 or level.custom is not None
        if requested is not None and not exists and fixed:
            raise UnknownVintageError(level.name, requested, level.vintages)
        vintage = requested if exists else next(reversed(level.vintages), None)
        leading = (
            crosswalk
            for crosswalk in crosswalks
            if (crosswalk.level, crosswalk.to_vintage) == (level.id, vintage)
        )
        return cls(level, vintage, {crosswalk.from_vintage: crosswalk for crosswalk in leading})

    def delivered_vintage(self, year: int) -> date | None:
        """Gebietsstand of the figures of a year as they were delivered."""
        day = year_end(year)
        begun = [vintage for vintage in self.level.vintages if vintage <= day]
        return begun[-1] if begun else next(iter(self.level.vintages), None)

    @memoized()
    def crosswalk(self, year: int) -> Crosswalk | None:
        """What converts the figures of a year; None if nothing does or has to."""
        delivered = self.delivered_vintage(year)
        crosswalk = self._crosswalks.get(delivered) if delivered is not None else None
        # a unit that isn't in the crosswalk would silently be lost
        existing = {unit.id for unit in self.level.units_on(year_end(year))}
        return crosswalk if crosswalk and existing <= crosswalk.units else None

    def converted_years(self, years: Iterable[int]) -> tuple[int, ...]:
        """Those of the years whose figures are converted."""
        return tuple(year for year in years if self.crosswalk(year))

    @memoized()
    def units(self, year: int) -> tuple[SpatialUnit, ...]:
        """Units the figures of a year are of."""
        if self.vintage is not None and self.crosswalk(year):
            return self.level.units_on(self.vintage)
        return self.level.units_on(year_end(year))

    @memoized()
    def unit_years(self, years: tuple[int, ...]) -> pd.MultiIndex:
        """Units by year as one index; the same object for the same years."""
        return unit_years({year: self.units(year) for year in years})

    def converted(
        self, matrix: QuantityMatrix, quantities: Mapping[str, Quantity]
    ) -> QuantityMatrix:
        """Convert the years that can be converted; the other rows stay as they are."""
        years_of_rows = matrix.index.get_level_values(YEAR)
        by_vintage: dict[date, tuple[Crosswalk, list[int]]] = {}
        for year in sorted(years_of_rows.unique()):
            if crosswalk := self.crosswalk(int(year)):
                by_vintage.setdefault(crosswalk.from_vintage, (crosswalk, []))[1].append(int(year))
        if not by_vintage:
            return matrix
        unconverted = matrix.rows_where(
            ~years_of_rows.isin(self.converted_years(years_of_rows.unique()))
        )
        converted = [
            convert(matrix, crosswalk, years, quantities)
            for crosswalk, years in by_vintage.values()
        ]
        return stacked([unconverted, *converted])

    def years_with_new_borders(self, years: Sequence[int]) -> frozenset[int]:
        """Those of the years with other units, or other borders, than the year before them."""
        units_by_year = {year: frozenset(self.units(year)) for year in years}
        return frozenset(
            new for old, new in pairwise(years) if units_by_year[old] != units_by_year[new]
        )

    def units_with_other_borders(self, year: int) -> frozenset[str]:
        """Keys that in a year belong to units with other borders than on the Gebietsstand."""
        if self.vintage is None:
            return frozenset()
        drawn = {unit.id: unit for unit in self.level.units_on(self.vintage)}
        units = self.units(year)
        return frozenset(unit.id for unit in units if drawn.get(unit.id, unit) != unit)

    def across_borders(self, rows: pd.Index, used: Callable[[int], Iterable[int]]) -> Flags:
        """In which rows a figure rests on a year in which its unit was another one.

        Parameters
        ----------
        rows
            Units and years.
        used
            Years a figure of a year rests on.
        """
        keys = [unit.id for unit in self.level.units]
        if len(keys) == len(set(keys)):
            return np.zeros(len(rows), dtype=np.bool_)
        all_years = rows.get_level_values(YEAR).unique()
        redrawn = [(unit, year) for year in all_years for unit in self._others(int(year), used)]
        pairs = pd.MultiIndex.from_tuples(redrawn, names=[UNIT, YEAR]) if redrawn else rows[:0]
        return np.asarray(rows.isin(pairs), dtype=np.bool_)

    def _others(self, year: int, used: Callable[[int], Iterable[int]]) -> frozenset[str]:
        """Keys that belonged to another unit in one of the years a year rests on."""
        now = {unit.id: unit for unit in self.units(year)}
        before = (unit for other in used(year) for unit in self.units(other))
        return frozenset(unit.id for unit in before if now.get(unit.id, unit) != unit)
