"""The protected quantities of an area, as matrices, shared by all its overlays."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256

import pandas as pd

from atlas.editions.vintages import LevelVintage
from atlas.measures.matrix import QuantityMatrix, align_matrix, matrix
from atlas.measures.nesting import coarser_levels
from atlas.measures.totals import prevailing_last
from atlas.memo import memoized
from atlas.model.areas import Area, Level
from atlas.model.crosswalk import Crosswalk
from atlas.model.indicators import Catalogue
from atlas.model.quantities import Audience, Delivery, DeliveryIndex, Kind, TotalRule
from atlas.pipeline import ProtectedYear


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelMatrices:
    """Protected quantities of one level.

    `own` are delivered for its units or summed to them, of units in years in which they exist.
    `totals` were delivered beside an own sum; `totals_preferred` is `own` with these in place of
    the sums.
    """

    own: QuantityMatrix
    totals: QuantityMatrix
    totals_preferred: QuantityMatrix


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
        return any(year.hides_anything for year in self.years_by_key.values())

    @cached_property
    def years(self) -> tuple[int, ...]:
        """Years in which anything was delivered, in order."""
        return tuple(sorted({delivery.year for delivery in self.deliveries}))

    @cached_property
    def delivery_index(self) -> DeliveryIndex:
        """The deliveries by quantity and year."""
        return DeliveryIndex.of(self.deliveries)

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
        """A level on a Gebietsstand; None is the newest."""
        without_units = Level(id=level_id, name=level_id, plural=level_id, units=())
        return LevelVintage.of(self.area.level(level_id) or without_units, vintage, self.crosswalks)

    @memoized()
    def matrices(self, level_id: str, vintage: date | None) -> LevelMatrices:
        """CONVERT: protected quantities of a level, converted to a Gebietsstand."""
        rows = self.cells[self.cells["level"] == level_id]
        codes = rows["quantity"].unique()
        delivered = rows["delivered"].to_numpy(dtype=bool)
        level_vintage = self.level_vintage(level_id, vintage)

        def as_matrix(some: pd.DataFrame) -> QuantityMatrix:
            return level_vintage.converted(matrix(some, codes), self.catalogue.quantities)

        own = align_matrix(as_matrix(rows[~delivered]), level_vintage.unit_years(self.years))
        totals = as_matrix(rows[delivered])
        both = prevailing_last(rows, TotalRule.DELIVERED)
        return LevelMatrices(
            own=own, totals=totals, totals_preferred=as_matrix(both) if delivered.any() else own
        )
