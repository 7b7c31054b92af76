"""What one audience may see of one area: protected once, derived when somebody asks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import numpy as np
import pandas as pd

from atlas import pipeline
from atlas.comparable import definitions
from atlas.measures.figures import align, empty
from atlas.measures.nesting import coarser_levels
from atlas.measures.own_sums import can_be_told, sums_of_sets
from atlas.measures.sheets import Sheet, aligned, sheet, without_figures
from atlas.memory import remembered
from atlas.model.indicators import Catalogue, Indicator
from atlas.model.own import OwnLevel
from atlas.model.quantities import Audience, Kind
from atlas.model.units import Level
from atlas.model.values import State
from atlas.rows import unit_years
from atlas.sources.area_data import AreaData
from atlas.stands import Standing

REMEMBERED = 256
"""Indicators kept with their figures, on one level each."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheets:
    """Protected quantities of one level.

    `own` are told or computed, of units in years in which they exist: nobody is compared with
    a time before. `totals` were delivered beside an own sum. `best` puts those first.
    """

    own: Sheet
    totals: Sheet
    best: Sheet


@dataclass(frozen=True, eq=False)
class Shown:
    """The figures of one area for one audience. Nobody writes into its frames.

    `plain` shows the same area without levels of one's own; what it computed is used again.
    """

    data: AreaData
    catalogue: Catalogue
    audience: Audience
    plain: Shown | None = None

    @remembered()
    def years(self, item: Indicator) -> tuple[int, ...]:
        """Years for which every quantity of an indicator was delivered."""
        needed = pipeline.quantities_needed(item, self.catalogue)
        years = [set(self.data.delivered_years(quantity)) for quantity in needed]
        return tuple(sorted(set.intersection(*years))) if years else ()

    @remembered()
    def years_on(self, item: Indicator, level_id: str) -> tuple[int, ...]:
        """Years for which every quantity was delivered for a level or one it sums up from."""
        needed = pipeline.quantities_needed(item, self.catalogue)
        reached = self._levels_by_year
        return tuple(
            year
            for year in self.years(item)
            if all(level_id in reached.get((quantity, year), ()) for quantity in needed)
        )

    @remembered()
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
            own.id for own in made if any(can_be_told(unit, levels, item) for unit in own.units)
        )

    @cached_property
    def protected(self) -> pd.DataFrame:
        """All quantities on all levels, as the audience may see them."""
        if self.plain is not None:
            return self.plain.protected
        codes = tuple(self.data.observations["quantity"].unique())
        return pipeline.protected_quantities(self.data, self.catalogue, codes, self.audience)

    @remembered()
    def standing(self, level_id: str, stand: date | None) -> Standing:
        """How a level is shown on a Gebietsstand; None stands for the newest."""
        level = self.data.area.level(level_id)
        known = level or Level(id=level_id, name=level_id, plural=level_id, units=())
        return Standing.of(known, stand, self.data.crosswalks)

    @remembered()
    def level_at(self, level_id: str, stand: date | None) -> Level:
        """A level as it is shown on a Gebietsstand: each unit once, with the borders of then."""
        standing = self.standing(level_id, stand)
        level, day = standing.level, standing.stand
        there = {unit.id for unit in level.units_on(day)} if day else set()
        there |= {unit.id for year in self.data.years for unit in standing.units(year)}
        units = tuple(unit for unit in level.each(day) if unit.id in there)
        drawn = level.drawn_at(day)
        return replace(level, units=units or level.each(day), boundaries=drawn, former=())

    @remembered()
    def sheets(self, level_id: str, stand: date | None) -> _Sheets:
        """CONVERT: protected quantities of a level, brought onto a Gebietsstand."""
        level = self.data.area.level(level_id)
        if level is not None and level.own is not None:
            return self._put_together(level.own)
        if self.plain is not None:
            return self.plain.sheets(level_id, stand)
        table = self.protected[self.protected["level"] == level_id]
        codes = table["quantity"].unique()
        delivered = table["delivered"].to_numpy(dtype=bool)
        standing = self.standing(level_id, stand)

        def laid_out(rows: pd.DataFrame) -> Sheet:
            return standing.brought(sheet(rows, codes), self.catalogue.quantities)

        own = aligned(laid_out(table[~delivered]), self._units_in(standing, self.data.years))
        totals = laid_out(table[delivered])
        # of two rows the last counts
        both = pd.concat([table[~delivered], table[delivered]]) if delivered.any() else table
        return _Sheets(own=own, totals=totals, best=laid_out(both) if delivered.any() else own)

    def _put_together(self, own: OwnLevel) -> _Sheets:
        """Add up the published quantities of a level of one's own, on the newest Gebietsstand."""
        parts = {level_id: self._building_blocks(level_id) for level_id in own.levels}
        found = sums_of_sets(own, parts, self.data.years, self.catalogue.quantities)
        nothing = found.taken(np.zeros(len(found.index), dtype=np.bool_))
        return _Sheets(own=found, totals=nothing, best=found)

    def _building_blocks(self, level_id: str) -> Sheet:
        """Figures of the units of today; "x" in years in which a key had other borders."""
        standing, found = self.standing(level_id, None), self.sheets(level_id, None).own
        strangers = [(unit, year) for year in self.data.years for unit in standing.strangers(year)]
        keys = pd.MultiIndex.from_tuples(strangers) if strangers else found.index[:0]
        where = np.asarray(found.index.isin(keys), dtype=np.bool_)
        return without_figures(found, where, State.NOT_APPLICABLE)

    @remembered(most=REMEMBERED)
    def _units_in(self, standing: Standing, years: tuple[int, ...]) -> pd.MultiIndex:
        """Units of a level in the years they are shown for; one object for equal questions."""
        return unit_years({year: standing.units(year) for year in years})

    def figures(
        self, level_id: str, item: Indicator, delivered: bool, stand: date | None = None
    ) -> pd.DataFrame:
        """Figures of an indicator on a level; `delivered`: totals somebody told come first."""
        return self._derived(level_id, item, delivered, stand)

    @remembered(most=REMEMBERED)
    def _derived(
        self, level_id: str, item: Indicator, delivered: bool, stand: date | None
    ) -> pd.DataFrame:
        sheets, standing = self.sheets(level_id, stand), self.standing(level_id, stand)
        quantities = sheets.own
        rows: pd.Index = self._units_in(standing, self.years(item))
        if delivered:
            told = sheets.totals.known(pipeline.quantities_needed(item, self.catalogue))
            quantities, rows = sheets.best, sheets.totals.index[told]
        if not len(rows):
            return self._nothing
        figures = pipeline.derive(item, self.catalogue, quantities, rows)
        return self._unbroken(item, figures, standing)

    def _unbroken(self, item: Indicator, figures: pd.DataFrame, standing: Standing) -> pd.DataFrame:
        """Take away figures that span a change of definition or of borders themselves."""
        years = self.years(item)
        moved = standing.moved(
            figures.index, lambda year: pipeline.years_used(item, self.catalogue, year)
        )
        figures = pipeline.without_value(figures, moved)
        whole = {y for y in years if len(definitions(self.data, self.catalogue, item, y)) == 1}
        return figures if whole.issuperset(years) else pipeline.unbroken(figures, whole)

    def of_unit(
        self, level_id: str, unit_id: str, items: Sequence[Indicator], stand: date | None = None
    ) -> list[dict[bool, pd.DataFrame]]:
        """Figures of one unit for each indicator, without delivered totals and with them first."""
        sheets, standing = self.sheets(level_id, stand), self.standing(level_id, stand)
        own, totals, best = (
            one.of_unit(unit_id) for one in (sheets.own, sheets.totals, sheets.best)
        )
        figures = pipeline.derive_all(items, self.catalogue, own)
        found = [
            {False: self._unbroken(item, one, standing)}
            for item, one in zip(items, figures, strict=True)
        ]
        for item, both in zip(items, found, strict=True):
            rows = totals.index[totals.known(pipeline.quantities_needed(item, self.catalogue))]
            if len(rows):
                given = pipeline.derive(item, self.catalogue, best, rows)
                both[True] = self._unbroken(item, given, standing)
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
