"""What one audience may see of one area: protected once, derived when somebody asks."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
import pandas as pd

from atlas import pipeline
from atlas.comparable import definitions
from atlas.measures.figures import align, empty
from atlas.measures.nesting import coarser_levels
from atlas.measures.sheets import Sheet, sheet
from atlas.model.indicators import Catalogue, Indicator
from atlas.model.quantities import Audience, Kind
from atlas.model.values import State
from atlas.rows import unit_years
from atlas.sources.area_data import AreaData

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
    """The figures of one area for one audience. Nobody writes into its frames."""

    data: AreaData
    catalogue: Catalogue
    audience: Audience

    @cached_property
    def years(self) -> Callable[[Indicator], tuple[int, ...]]:
        """Years for which every quantity of an indicator was delivered."""
        return lru_cache(maxsize=None)(self._known_years)

    def _known_years(self, item: Indicator) -> tuple[int, ...]:
        needed = pipeline.quantities_needed(item, self.catalogue)
        years = [set(self.data.delivered_years(quantity)) for quantity in needed]
        return tuple(sorted(set.intersection(*years))) if years else ()

    @cached_property
    def levels(self) -> Callable[[Indicator], tuple[str, ...]]:
        """Levels on which an indicator has figures, in the order of the area."""
        return lru_cache(maxsize=None)(self._known_levels)

    def _known_levels(self, item: Indicator) -> tuple[str, ...]:
        needed = pipeline.quantities_needed(item, self.catalogue)
        found = [self._levels.get(quantity, frozenset()) for quantity in needed]
        common = frozenset.intersection(*found) if found else frozenset()
        return tuple(level.id for level in self.data.area.levels if level.id in common)

    @cached_property
    def _levels(self) -> Mapping[str, frozenset[str]]:
        """Levels on which each quantity was delivered or can be added up."""
        observed = self.data.observations
        told = observed.loc[observed["state"] != State.UNKNOWN, ["quantity", "level"]]
        found: dict[str, set[str]] = {}
        for quantity, level in told.drop_duplicates().itertuples(index=False, name=None):
            found.setdefault(quantity, set()).add(level)
        bases = {delivery.base_level for delivery in self.data.deliveries}
        above = {base: coarser_levels(base, self.data.area) for base in bases}
        for delivery in self.data.deliveries:
            if self.catalogue.quantities[delivery.quantity].kind is not Kind.GIVEN:
                found.setdefault(delivery.quantity, set()).update(above[delivery.base_level])
        return {quantity: frozenset(levels) for quantity, levels in found.items()}

    @cached_property
    def _protected(self) -> pd.DataFrame:
        """All quantities on all levels, as the audience may see them."""
        codes = tuple(self.data.observations["quantity"].unique())
        return pipeline.protected_quantities(self.data, self.catalogue, codes, self.audience)

    @cached_property
    def _sheets(self) -> Callable[[str], _Sheets]:
        return lru_cache(maxsize=None)(self._laid_out)

    def _laid_out(self, level_id: str) -> _Sheets:
        table = self._protected[self._protected["level"] == level_id]
        codes = table["quantity"].unique()
        delivered = table["delivered"].to_numpy(dtype=bool)
        own = sheet(table[~delivered], codes, self._units_in(level_id, self.data.years))
        totals = sheet(table[delivered], codes)
        # of two rows the last counts
        both = pd.concat([table[~delivered], table[delivered]]) if delivered.any() else table
        return _Sheets(own=own, totals=totals, best=sheet(both, codes) if delivered.any() else own)

    @cached_property
    def _units_in(self) -> Callable[[str, tuple[int, ...]], pd.MultiIndex]:
        """Units of a level in the years in which they exist; one object for equal questions."""

        def units_in(level_id: str, years: tuple[int, ...]) -> pd.MultiIndex:
            level = self.data.area.level(level_id)
            return unit_years(level.units if level else (), years)

        return lru_cache(maxsize=REMEMBERED)(units_in)

    @cached_property
    def figures(self) -> Callable[[str, Indicator, bool], pd.DataFrame]:
        """Figures of an indicator by level, indicator and whether delivered totals come first."""
        return lru_cache(maxsize=REMEMBERED)(self._derived)

    def _derived(self, level_id: str, item: Indicator, delivered: bool) -> pd.DataFrame:
        years = self.years(item)
        sheets = self._sheets(level_id)
        quantities = sheets.own
        rows: pd.Index = self._units_in(level_id, years)
        if delivered:
            told = sheets.totals.known(pipeline.quantities_needed(item, self.catalogue))
            quantities, rows = sheets.best, sheets.totals.index[told]
        if not len(rows):
            return self._nothing
        figures = pipeline.derive(item, self.catalogue, quantities, rows)
        whole = {y for y in years if len(definitions(self.data, self.catalogue, item, y)) == 1}
        return pipeline.unbroken(figures, whole)

    @cached_property
    def _nothing(self) -> pd.DataFrame:
        nowhere = unit_years((), ())
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
