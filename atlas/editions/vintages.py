"""Which Gebietsstand figures have, and which of them a crosswalk brings to another one."""

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
    """A level as it is shown: on the units of one Gebietsstand, as far as crosswalks lead there.

    `vintage` is None for a level of which no Gebietsstand is known: every year keeps its units.
    """

    level: Level
    vintage: date | None
    _crosswalks: Mapping[date, Crosswalk]

    @classmethod
    def of(cls, level: Level, wanted: date | None, crosswalks: Iterable[Crosswalk]) -> LevelVintage:
        """Find the Gebietsstand wanted, or the newest one.

        A level whose borders never changed is on every Gebietsstand what it always is; sets of
        one's own are put together on the newest one only.

        Raises
        ------
        UnknownStandError
            If the level has other Gebietsstände than this one.
        """
        known = wanted in level.vintages
        fixed = len(level.vintages) > 1 or level.custom is not None
        if wanted is not None and not known and fixed:
            raise UnknownVintageError(level.name, wanted, level.vintages)
        vintage = wanted if known else next(reversed(level.vintages), None)
        here = (one for one in crosswalks if (one.level, one.to_vintage) == (level.id, vintage))
        return cls(level, vintage, {one.from_vintage: one for one in here})

    def delivered_vintage(self, year: int) -> date | None:
        """Gebietsstand of the figures of a year as they were delivered."""
        day = year_end(year)
        begun = [vintage for vintage in self.level.vintages if vintage <= day]
        return begun[-1] if begun else next(iter(self.level.vintages), None)

    @memoized()
    def crosswalk(self, year: int) -> Crosswalk | None:
        """What converts the figures of a year; None if nothing does or has to."""
        own = self.delivered_vintage(year)
        found = self._crosswalks.get(own) if own is not None else None
        # a unit the crosswalk doesn't know would be lost without a word
        there = {unit.id for unit in self.level.units_on(year_end(year))}
        return found if found and there <= found.units else None

    def converted_years(self, years: Iterable[int]) -> tuple[int, ...]:
        """Those of the years whose figures are converted."""
        return tuple(year for year in years if self.crosswalk(year))

    @memoized()
    def units(self, year: int) -> tuple[SpatialUnit, ...]:
        """Units the figures of a year are shown for."""
        if self.vintage is not None and self.crosswalk(year):
            return self.level.units_on(self.vintage)
        return self.level.units_on(year_end(year))

    @memoized()
    def unit_years(self, years: tuple[int, ...]) -> pd.MultiIndex:
        """Units in the years in which they are shown; one object for equal questions."""
        return unit_years({year: self.units(year) for year in years})

    def converted(self, own: QuantityMatrix, quantities: Mapping[str, Quantity]) -> QuantityMatrix:
        """Convert the years that can be converted; the other rows stay as they are."""
        known = own.index.get_level_values(YEAR)
        ways: dict[date, tuple[Crosswalk, list[int]]] = {}
        for year in sorted(known.unique()):
            if way := self.crosswalk(int(year)):
                ways.setdefault(way.from_vintage, (way, []))[1].append(int(year))
        if not ways:
            return own
        left = own.rows_where(~known.isin(self.converted_years(known.unique())))
        found = [convert(own, way, years, quantities) for way, years in ways.values()]
        return stacked([left, *found])

    def years_with_new_borders(self, years: Sequence[int]) -> frozenset[int]:
        """Those of the years with other units, or other borders, than the year before them."""
        shown = {year: frozenset(self.units(year)) for year in years}
        return frozenset(new for old, new in pairwise(years) if shown[old] != shown[new])

    def units_with_other_borders(self, year: int) -> frozenset[str]:
        """Keys that stand in a year for units with other borders than the Gebietsstand draws."""
        if self.vintage is None:
            return frozenset()
        drawn = {unit.id: unit for unit in self.level.units_on(self.vintage)}
        shown = self.units(year)
        return frozenset(unit.id for unit in shown if drawn.get(unit.id, unit) != unit)

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
        known = rows.get_level_values(YEAR).unique()
        other = [(unit, year) for year in known for unit in self._others(int(year), used)]
        pairs = pd.MultiIndex.from_tuples(other, names=[UNIT, YEAR]) if other else rows[:0]
        return np.asarray(rows.isin(pairs), dtype=np.bool_)

    def _others(self, year: int, used: Callable[[int], Iterable[int]]) -> frozenset[str]:
        """Keys that stood for another unit in one of the years a year rests on."""
        now = {unit.id: unit for unit in self.units(year)}
        before = (unit for other in used(year) for unit in self.units(other))
        return frozenset(unit.id for unit in before if now.get(unit.id, unit) != unit)
