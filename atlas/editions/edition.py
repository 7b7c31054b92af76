"""What one audience may see of one area: protected once, derived when somebody asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import numpy as np
import pandas as pd

from atlas import pipeline
from atlas.editions.definition_breaks import definitions
from atlas.editions.value_rows import unit_years
from atlas.editions.vintages import LevelVintage
from atlas.measures.cells import align, empty
from atlas.measures.custom_sums import can_be_shown, custom_sums
from atlas.measures.matrix import Sheet, aligned, sheet, without_figures
from atlas.measures.nesting import coarser_levels
from atlas.memo import memoized
from atlas.model.areas import Level
from atlas.model.cells import State
from atlas.model.custom_areas import CustomLevel
from atlas.model.indicators import Catalogue, Indicator
from atlas.model.quantities import Audience, Kind
from atlas.sources.area_data import AreaData

REMEMBERED = 256
"""Indicators kept with their figures, on one level each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _LevelMatrices:
    """Protected quantities of one level.

    `own` are told or computed, of units in years in which they exist: nobody is compared with
    a time before. `totals` were delivered beside an own sum. `best` puts those first.
    """

    own: Sheet
    totals: Sheet
    best: Sheet


@dataclass(frozen=True, eq=False)
class Edition:
    """The figures of one area for one audience. Nobody writes into its frames.

    `plain` shows the same area without levels of one's own; what it computed is used again.
    """

    data: AreaData
    catalogue: Catalogue
    audience: Audience
    plain: Edition | None = None

    @memoized()
    def years(self, item: Indicator) -> tuple[int, ...]:
        """Years for which every quantity of an indicator was delivered."""
        needed = pipeline.quantities_needed(item, self.catalogue)
        years = [set(self.data.delivered_years(quantity)) for quantity in needed]
        return tuple(sorted(set.intersection(*years))) if years else ()

    @memoized()
    def years_on(self, item: Indicator, level_id: str) -> tuple[int, ...]:
        """Years for which every quantity was delivered for a level or one it sums up from."""
        needed = pipeline.quantities_needed(item, self.catalogue)
        reached = self._levels_by_year
        return tuple(
            year
            for year in self.years(item)
            if all(level_id in reached.get((quantity, year), ()) for quantity in needed)
        )

    @memoized()
    def levels(self, item: Indicator) -> tuple[str, ...]:
        """Levels on which an indicator has figures, in the order of the area."""
        needed = pipeline.quantities_needed(item, self.catalogue)
        found = [self._levels.get(quantity, frozenset()) for quantity in needed]
        common = frozenset.intersection(*found) if found else frozenset()
        return tuple(level.id for level in self.data.area.levels if level.id in common)

    @cached_property
    def _levels(self) -> Mapping[str, frozenset[str]]:
        """Levels on which each quantity was delivered or can be added up."""
        found: dict[str, frozenset[str]] = {}
        for (quantity, _), levels in self._levels_by_year.items():
            found[quantity] = found.get(quantity, frozenset()) | levels
        return found

    @cached_property
    def _levels_by_year(self) -> Mapping[tuple[str, int], frozenset[str]]:
        """The same by quantity and year."""
        observed = self.data.observations
        told = observed.loc[observed["state"] != State.UNKNOWN, ["quantity", "year", "level"]]
        found: dict[tuple[str, int], set[str]] = {}
        for quantity, year, level in told.drop_duplicates().itertuples(index=False, name=None):
            found.setdefault((quantity, int(year)), set()).add(level)
        bases = {delivery.base_level for delivery in self.data.deliveries}
        above = {base: coarser_levels(base, self.data.area) for base in bases}
        for delivery in self.data.deliveries:
            levels = found.setdefault((delivery.quantity, delivery.year), set())
            if self.catalogue.quantities[delivery.quantity].kind is not Kind.GIVEN:
                levels.update(above[delivery.base_level])
                levels.add(delivery.base_level)
        return {
            (quantity, year): self._own_levels(quantity, levels).union(levels)
            for (quantity, year), levels in found.items()
        }

    def _own_levels(self, quantity: str, levels: set[str]) -> frozenset[str]:
        """Levels of one's own on which a quantity has figures, if it has them on some levels."""
        item = self.catalogue.quantities[quantity]
        made = (level.own for level in self.data.area.levels if level.own)
        return frozenset(
            own.id for own in made if any(can_be_shown(unit, levels, item) for unit in own.units)
        )

    @cached_property
    def protected(self) -> pd.DataFrame:
        """All quantities on all levels, as the audience may see them."""
        if self.plain is not None:
            return self.plain.protected
        codes = tuple(self.data.observations["quantity"].unique())
        return pipeline.protected_quantities(self.data, self.catalogue, codes, self.audience)

    @memoized()
    def level_vintage(self, level_id: str, vintage: date | None) -> LevelVintage:
        """How a level is shown on a Gebietsstand; None stands for the newest."""
        level = self.data.area.level(level_id)
        known = level or Level(id=level_id, name=level_id, plural=level_id, units=())
        return LevelVintage.of(known, vintage, self.data.crosswalks)

    @memoized()
    def level_at(self, level_id: str, vintage: date | None) -> Level:
        """A level as it is shown on a Gebietsstand: each unit once, with the borders of then."""
        level_vintage = self.level_vintage(level_id, vintage)
        level, day = level_vintage.level, level_vintage.vintage
        there = {unit.id for unit in level.units_on(day)} if day else set()
        there |= {unit.id for year in self.data.years for unit in level_vintage.units(year)}
        units = tuple(unit for unit in level.each(day) if unit.id in there)
        drawn = level.boundaries_at(day)
        return replace(level, units=units or level.each(day), boundaries=drawn, former=())

    @memoized()
    def sheets(self, level_id: str, vintage: date | None) -> _LevelMatrices:
        """CONVERT: protected quantities of a level, brought onto a Gebietsstand."""
        level = self.data.area.level(level_id)
        if level is not None and level.own is not None:
            return self._put_together(level.own)
        if self.plain is not None:
            return self.plain.sheets(level_id, vintage)
        table = self.protected[self.protected["level"] == level_id]
        codes = table["quantity"].unique()
        delivered = table["delivered"].to_numpy(dtype=bool)
        level_vintage = self.level_vintage(level_id, vintage)

        def laid_out(rows: pd.DataFrame) -> Sheet:
            return level_vintage.brought(sheet(rows, codes), self.catalogue.quantities)

        own = aligned(laid_out(table[~delivered]), self._units_in(level_vintage, self.data.years))
        totals = laid_out(table[delivered])
        # of two rows the last counts
        both = pd.concat([table[~delivered], table[delivered]]) if delivered.any() else table
        return _LevelMatrices(
            own=own, totals=totals, best=laid_out(both) if delivered.any() else own
        )

    def _put_together(self, own: CustomLevel) -> _LevelMatrices:
        """Add up the published quantities of a level of one's own, on the newest Gebietsstand."""
        parts = {level_id: self._building_blocks(level_id) for level_id in own.levels}
        found = custom_sums(own, parts, self.data.years, self.catalogue.quantities)
        nothing = found.taken(np.zeros(len(found.index), dtype=np.bool_))
        return _LevelMatrices(own=found, totals=nothing, best=found)

    def _building_blocks(self, level_id: str) -> Sheet:
        """Figures of the units of today; "x" in years in which a key had other borders."""
        level_vintage, found = self.level_vintage(level_id, None), self.sheets(level_id, None).own
        units_with_other_borders = [
            (unit, year)
            for year in self.data.years
            for unit in level_vintage.units_with_other_borders(year)
        ]
        keys = (
            pd.MultiIndex.from_tuples(units_with_other_borders)
            if units_with_other_borders
            else found.index[:0]
        )
        where = np.asarray(found.index.isin(keys), dtype=np.bool_)
        return without_figures(found, where, State.NOT_APPLICABLE)

    @memoized(most=REMEMBERED)
    def _units_in(self, level_vintage: LevelVintage, years: tuple[int, ...]) -> pd.MultiIndex:
        """Units of a level in the years they are shown for; one object for equal questions."""
        return unit_years({year: level_vintage.units(year) for year in years})

    def figures(
        self, level_id: str, item: Indicator, delivered: bool, vintage: date | None = None
    ) -> pd.DataFrame:
        """Figures of an indicator on a level; `delivered`: totals somebody told come first."""
        return self._derived(level_id, item, delivered, vintage)

    @memoized(most=REMEMBERED)
    def _derived(
        self, level_id: str, item: Indicator, delivered: bool, vintage: date | None
    ) -> pd.DataFrame:
        sheets, level_vintage = (
            self.sheets(level_id, vintage),
            self.level_vintage(level_id, vintage),
        )
        quantities = sheets.own
        rows: pd.Index = self._units_in(level_vintage, self.years(item))
        if delivered:
            told = sheets.totals.known(pipeline.quantities_needed(item, self.catalogue))
            quantities, rows = sheets.best, sheets.totals.index[told]
        if not len(rows):
            return self._nothing
        figures = pipeline.derive(item, self.catalogue, quantities, rows)
        return self._unbroken(item, figures, level_vintage)

    def _unbroken(
        self, item: Indicator, figures: pd.DataFrame, level_vintage: LevelVintage
    ) -> pd.DataFrame:
        """Take away figures that span a change of definition or of borders themselves."""
        years = self.years(item)
        moved = level_vintage.moved(
            figures.index, lambda year: pipeline.years_used(item, self.catalogue, year)
        )
        figures = pipeline.without_value(figures, moved)
        whole = {y for y in years if len(definitions(self.data, self.catalogue, item, y)) == 1}
        return figures if whole.issuperset(years) else pipeline.unbroken(figures, whole)

    def of_unit(
        self, level_id: str, unit_id: str, items: Sequence[Indicator], vintage: date | None = None
    ) -> list[dict[bool, pd.DataFrame]]:
        """Figures of one unit for each indicator, without delivered totals and with them first."""
        sheets, level_vintage = (
            self.sheets(level_id, vintage),
            self.level_vintage(level_id, vintage),
        )
        own, totals, best = (
            one.of_unit(unit_id) for one in (sheets.own, sheets.totals, sheets.best)
        )
        figures = pipeline.derive_all(items, self.catalogue, own)
        found = [
            {False: self._unbroken(item, one, level_vintage)}
            for item, one in zip(items, figures, strict=True)
        ]
        for item, both in zip(items, found, strict=True):
            rows = totals.index[totals.known(pipeline.quantities_needed(item, self.catalogue))]
            if len(rows):
                given = pipeline.derive(item, self.catalogue, best, rows)
                both[True] = self._unbroken(item, given, level_vintage)
        return found

    @cached_property
    def _nothing(self) -> pd.DataFrame:
        nowhere = unit_years({})
        return empty(nowhere).assign(numerator=np.nan, denominator=np.nan)

    def of_area(self, item: Indicator) -> pd.DataFrame:
        """Figures of the whole area by year: the atlas's own sum, else the delivered total."""
        area = self.data.area
        years = pd.Index(self.years(item), name="year")
        if area.top_unit is None or area.top_level not in self.levels(item):
            return align(pd.DataFrame(columns=pipeline.FIGURE_COLUMNS, dtype=float), years)
        own, given = (self.figures(area.top_level, item, told) for told in (False, True))
        complete = own[own["state"] <= State.LIMITED]
        best = pd.concat([complete, given.drop(complete.index, errors="ignore"), own])
        best = best[~best.index.duplicated()]
        return align(best.droplevel("unit"), years)
