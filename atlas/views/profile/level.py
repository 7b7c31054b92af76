"""What the profiles of all units of a level share: asked for once, read by each of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from typing import Final

import numpy as np

from atlas.atlas import Atlas
from atlas.errors import BoundaryError, NoBoundariesError
from atlas.measures.chance import Movement
from atlas.measures.grid import Grid
from atlas.measures.similarity import FEWEST_COMMON, Nearest, nearest
from atlas.measures.unit_position import rank_of_units, standard_scores
from atlas.memo import memoized
from atlas.model.areas import Area, Level, UnitName, distinct_names
from atlas.model.cells import Status
from atlas.model.formulas import Total
from atlas.model.indicators import Indicator
from atlas.model.results import ValueRow
from atlas.model.scope import EVERY_YEAR, Scope, View
from atlas.views import headlines
from atlas.views.choices import topic_fields
from atlas.views.custom.areas import area_figures
from atlas.views.map import chance
from atlas.views.overview.changes import base_of
from atlas.views.overview.spec import core

USUAL_SPAN: Final = 5
"""Years back a figure is compared with where nobody asks for another one (methods.md 8.3)."""
FEWEST_INDICATORS: Final = 6
_LEVELS_BESIDE: Final = 4
MOST_INDICATORS: Final = 24
"""Indicators of a profile: as many others beside a small core, and no more of a large one."""


@dataclass(frozen=True, kw_only=True, eq=False)
class LevelFigures:
    """One indicator in all units of a level.

    `scope` names the year the figures are of and the year they are compared with, None if there is
    none. `grid` are the values of all units and years, `changes` the changes of that year, `area`
    is the whole area's value of it.
    """

    atlas: Atlas
    item: Indicator
    scope: Scope
    grid: Grid
    changes: Grid | None
    area: ValueRow | None
    area_rows: tuple[ValueRow, ...]
    moved: Movement | None

    @cached_property
    def scores(self) -> Mapping[str, float]:
        """Standard scores of the units; see `standard_scores`."""
        return standard_scores(self.grid, self.scope.year)

    @cached_property
    def ranks(self) -> Mapping[str, int]:
        """Ranks of the units with a value."""
        return rank_of_units(self.grid, self.scope.year)


@dataclass(frozen=True, eq=False)
class LevelProfiles:
    """What the profiles of a level share; the indicator of the scope doesn't matter.

    They have no more than `most` of the core indicators. `chosen` are the codes of what they are
    about, the core indicators of the area where it is empty.
    """

    atlas: Atlas
    scope: Scope
    most: int = MOST_INDICATORS
    chosen: tuple[str, ...] = ()

    @cached_property
    def area(self) -> Area:
        """The area."""
        return self.atlas.area(self.scope.area)

    @cached_property
    def level(self) -> Level:
        """The level on its Gebietsstand."""
        return self.atlas.level_at(self.scope.area, self.scope.level, self.scope.vintage)

    @cached_property
    def names(self) -> Mapping[str, UnitName]:
        """What the units that have a profile are called, in official order."""
        names = distinct_names(self.level.units)
        return {unit.id: names[unit.id] for unit in self.level.latest_versions(self.scope.vintage)}

    @property
    def is_whole(self) -> bool:
        """Whether its unit is the whole area: then there is nothing to compare it with."""
        return self.level.id == self.area.top_level

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """Core indicators that the level has figures of; where they are few, others behind them."""
        offered = self._offered
        named = tuple(code for code in self._core if code in offered)
        if self.chosen:
            return named
        named = named[: self.most]
        others = (code for code in offered if code not in named)
        return (*named, *islice(others, max(0, FEWEST_INDICATORS - len(named))))

    @cached_property
    def absent(self) -> tuple[str, ...]:
        """Titles of core indicators that the level has no figures of."""
        missing = (code for code in self._core if code not in self._offered)
        return tuple(self.atlas.indicator(self.scope.area, code).title for code in missing)

    @property
    def _offered(self) -> tuple[str, ...]:
        return self.atlas.available(self.scope.area, self.level.id)

    @cached_property
    def _core(self) -> tuple[str, ...]:
        return (self.chosen or core(self.atlas, self.scope.area))[:MOST_INDICATORS]

    @cached_property
    def figures(self) -> tuple[LevelFigures, ...]:
        """The figures of each core indicator that has any up to the year."""
        every = map(self.figures_of, self.codes)
        return tuple(figures for figures in every if figures is not None)

    @memoized()
    def grid_of(self, code: str) -> Grid:
        """Values of an indicator or quantity of the level, of all units and years."""
        return self.atlas.grid(self._scope_of(code))

    def _scope_of(self, code: str) -> Scope:
        scope = self.scope
        return Scope(area=scope.area, level=self.level.id, indicator=code, vintage=scope.vintage)

    @memoized()
    def figures_of(self, code: str) -> LevelFigures | None:
        """The figures of an indicator of the level; None if there are none up to the year."""
        scope, grid = self._scope_of(code), self.grid_of(code)
        year = _last_counted(grid, self.scope.year)
        if year is None:
            return None
        item = self.atlas.indicator(scope.area, code)
        of_area = () if self.is_whole else self._area_rows.get(code, ())
        dated = replace(scope, year=year, base_year=self._base_year(scope, item, grid, year))
        changes = None
        if dated.base_year is not None:
            changes = self.atlas.grid(replace(dated, view=View.CHANGE, years=(year,)))
        return LevelFigures(
            atlas=self.atlas,
            item=item,
            scope=dated,
            grid=grid,
            changes=changes,
            area=next((row for row in of_area if row.year == year), None),
            area_rows=of_area,
            moved=chance.movement(self.atlas, dated, grid),
        )

    def _base_year(self, scope: Scope, item: Indicator, grid: Grid, year: int) -> int | None:
        """The year to compare with: the one asked for, else five years before, or what there is.

        Figures of several years pooled share people with those of the years between.
        """
        breaks = self.atlas.breaks(scope.area, item.code, scope.level, scope.vintage)
        apart = [old for old in grid.years if old <= year - item.pooled_years]
        wanted = self.scope.base_year or year - USUAL_SPAN
        nearest = base_of(apart, year, wanted, breaks)
        first = max((new for new in breaks if new <= year), default=0)
        return nearest or max((old for old in apart if old >= first), default=None)

    @cached_property
    def year(self) -> int:
        """The year of the profiles: the one asked for, else the newest with a figure."""
        years = (figures.scope.year for figures in self.figures)
        return self.scope.year or max(years, default=EVERY_YEAR)

    @cached_property
    def topics(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """Titles of the topic fields with the codes of their indicators."""
        fields = topic_fields(self.atlas, self.scope.area, self.level.id)
        return tuple((field.title, tuple(field.codes)) for field in fields)

    @cached_property
    def _area_rows(self) -> dict[str, tuple[ValueRow, ...]]:
        """Figures of the whole area in all years, by indicator."""
        rows: dict[str, tuple[ValueRow, ...]] = {}
        every = area_figures(self.atlas, self.scope.area, self.codes)
        for (code, _), row in sorted(every.items(), key=lambda entry: entry[0]):
            rows[code] = (*rows.get(code, ()), row)
        return rows

    @cached_property
    def drawn_units(self) -> frozenset[str]:
        """The units that the boundaries of the level show; none where there are no boundaries."""
        if self.level.boundaries is None:
            return frozenset()
        try:
            boundaries = self.atlas.boundaries(self.area.id, self.level.id, self.scope.vintage)
        except (NoBoundariesError, BoundaryError):
            return frozenset()
        return frozenset(boundaries.index)

    @memoized(maxsize=_LEVELS_BESIDE)
    def other(self, level_id: str) -> LevelProfiles:
        """What the profiles of another level of the area share, as of the same year."""
        if level_id == self.level.id:
            return self
        return LevelProfiles(self.atlas, replace(self.scope, level=level_id, vintage=None))

    @memoized()
    def nearest(self, unit: str) -> Nearest | None:
        """The unit most like another one in the core indicators that aren't absolute numbers."""
        return nearest(self._all_scores, unit)

    @cached_property
    def _all_scores(self) -> Mapping[str, Mapping[str, float]]:
        return {
            figures.item.code: standard_scores(figures.grid, figures.scope.year, FEWEST_COMMON)
            for figures in self.figures
            if not isinstance(figures.item.formula, Total)
        }

    @memoized()
    def area_row(self, code: str, year: int) -> ValueRow | None:
        """The whole area's value of any indicator or quantity; None on its own level."""
        scope = replace(self._scope_of(code), year=year)
        return None if self.is_whole else headlines.area_row(self.atlas, scope)


def level_profiles(atlas: Atlas, scope: Scope) -> LevelProfiles:
    """What the profiles of the level of a scope share."""
    return LevelProfiles(atlas, scope)


def _last_counted(grid: Grid, latest: int) -> int | None:
    """The last year up to a given one with a figure of any unit that is no forecast.

    Where all are hidden, the last one in which any is expected; None where there is none.
    """
    ahead = grid.status == Status.FORECAST
    for counted in (grid.has_number & ~ahead, grid.exists & ~ahead):
        years = np.array(grid.years)[counted.any(axis=1)]
        last = int(years[(years <= latest) | (latest == EVERY_YEAR)].max(initial=EVERY_YEAR))
        if last != EVERY_YEAR:
            return last
    return None
