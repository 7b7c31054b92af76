"""The protected quantities of an area, laid out as matrices: what all its overlays share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256

import pandas as pd

from atlas.editions.vintages import LevelVintage
from atlas.measures.matrix import QuantityMatrix, aligned, matrix
from atlas.measures.nesting import coarser_levels
from atlas.measures.totals import counting_last
from atlas.memo import memoized
from atlas.model.areas import Area, Level
from atlas.model.crosswalk import Crosswalk
from atlas.model.indicators import Catalogue
from atlas.model.quantities import Audience, Delivery, Kind, TotalRule
from atlas.pipeline import ProtectedYear


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelMatrices:
    """Protected quantities of one level.

    `own` are delivered for its units or summed to them, of units in years in which they exist:
    nobody is compared with a time before. `totals` were delivered beside an own sum;
    `totals_first` is `own` with these in their place.
    """

    own: QuantityMatrix
    totals: QuantityMatrix
    totals_first: QuantityMatrix


@dataclass(frozen=True, kw_only=True, eq=False)
class ProtectedArea:
    """What one audience may see of the quantities of one area. Nobody writes into its frames."""

    area: Area
    catalogue: Catalogue
    audience: Audience
    years_by_key: Mapping[str, ProtectedYear]
    crosswalks: tuple[Crosswalk, ...] = ()

    @cached_property
    def cells(self) -> pd.DataFrame:
        """The table of all cells of all years (see `pipeline`)."""
        return pd.concat([year.cells for year in self.years_by_key.values()], ignore_index=True)

    @cached_property
    def deliveries(self) -> tuple[Delivery, ...]:
        """All deliveries; those that weren't released say nothing but their base level."""
        return tuple(item for year in self.years_by_key.values() for item in year.deliveries)

    @cached_property
    def digest(self) -> str:
        """Digest of all cells and of what is said of their deliveries."""
        years = sorted(self.years_by_key.values(), key=lambda year: year.year)
        return sha256(" ".join(year.digest for year in years).encode()).hexdigest()

    @property
    def hides_anything(self) -> bool:
        """Whether a cell was taken out of any table."""
        return any(year.hides for year in self.years_by_key.values())

    @cached_property
    def years(self) -> tuple[int, ...]:
        """Years in which anything was delivered, in order."""
        return tuple(sorted({delivery.year for delivery in self.deliveries}))

    def delivery(self, quantity: str, year: int) -> Delivery | None:
        """What is known of a quantity in a year, None if it was not delivered."""
        return self._deliveries.get(quantity, {}).get(year)

    def delivered_years(self, quantity: str) -> tuple[int, ...]:
        """Years in which a quantity was delivered, in order."""
        return tuple(sorted(self._deliveries.get(quantity, ())))

    @cached_property
    def _deliveries(self) -> Mapping[str, Mapping[int, Delivery]]:
        deliveries: dict[str, dict[int, Delivery]] = {}
        for delivery in self.deliveries:
            deliveries.setdefault(delivery.quantity, {})[delivery.year] = delivery
        return deliveries

    @cached_property
    def levels_by_year(self) -> Mapping[tuple[str, int], frozenset[str]]:
        """By quantity and year: levels it was delivered on or can be added up to."""
        levels = {
            (quantity, year.year): set(observed)
            for year in self.years_by_key.values()
            for quantity, observed in year.levels.items()
        }
        bases = {delivery.base_level for delivery in self.deliveries}
        above = {base: coarser_levels(base, self.area) for base in bases}
        for delivery in self.deliveries:
            reached = levels.setdefault((delivery.quantity, delivery.year), set())
            if self.catalogue.quantities[delivery.quantity].kind is not Kind.GIVEN:
                reached.update(above[delivery.base_level])
                reached.add(delivery.base_level)
        return {key: frozenset(reached) for key, reached in levels.items()}

    @memoized()
    def level_vintage(self, level_id: str, vintage: date | None) -> LevelVintage:
        """How a level is shown on a Gebietsstand; None is the newest."""
        level = self.area.level(level_id)
        known = level or Level(id=level_id, name=level_id, plural=level_id, units=())
        return LevelVintage.of(known, vintage, self.crosswalks)

    @memoized()
    def matrices(self, level_id: str, vintage: date | None) -> LevelMatrices:
        """CONVERT: protected quantities of a level, brought onto a Gebietsstand."""
        rows = self.cells[self.cells["level"] == level_id]
        codes = rows["quantity"].unique()
        delivered = rows["delivered"].to_numpy(dtype=bool)
        level_vintage = self.level_vintage(level_id, vintage)

        def laid_out(some: pd.DataFrame) -> QuantityMatrix:
            return level_vintage.converted(matrix(some, codes), self.catalogue.quantities)

        own = aligned(laid_out(rows[~delivered]), level_vintage.unit_years(self.years))
        totals = laid_out(rows[delivered])
        both = counting_last(rows, TotalRule.DELIVERED)
        return LevelMatrices(
            own=own, totals=totals, totals_first=laid_out(both) if delivered.any() else own
        )
