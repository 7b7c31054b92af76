"""The protected quantities of an area, as matrices, shared by all its overlays."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import TypeAlias, cast

import numpy as np
import numpy.typing as npt
import pandas as pd

from atlas.editions.vintages import LevelVintage
from atlas.measures.aggregation import add_up
from atlas.measures.cells import YEAR
from atlas.measures.matrix import QuantityMatrix, align_matrix, matrix
from atlas.measures.nesting import (
    coarser_levels,
    nearest_parts,
    parents_by_year,
    years_with_lost_units,
)
from atlas.measures.totals import prevailing_last
from atlas.memo import memoized
from atlas.model.areas import Area, Level
from atlas.model.crosswalk import Crosswalk
from atlas.model.disclosure import Behind
from atlas.model.indicators import Catalogue
from atlas.model.quantities import Audience, Delivery, DeliveryIndex, Kind, TotalRule
from atlas.model.results import TotalGap
from atlas.pipeline import ProtectedYear, contributors_of

Pairs: TypeAlias = dict[tuple[str, int], tuple[float, float]]
"""By unit and year: delivered total and sum, where both have a value."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelMatrices:
    """Protected quantities of one level.

    `own` are delivered for its units or summed to them, of units in years in which they exist.
    `totals` were delivered beside an own sum; `totals_preferred` is `own` with these in place of
    the sums. `counting` are those of the totals that count whatever the sum is, `by_rule` has of
    each cell the figure that counts.
    """

    own: QuantityMatrix
    totals: QuantityMatrix
    totals_preferred: QuantityMatrix
    counting: QuantityMatrix
    by_rule: QuantityMatrix

    @classmethod
    def of_sums(cls, sums: QuantityMatrix) -> LevelMatrices:
        """Matrices of a level for which nobody delivered a total."""
        none = sums.rows_where(np.zeros(len(sums.index), dtype=np.bool_))
        return cls(own=sums, totals=none, totals_preferred=sums, counting=none, by_rule=sums)

    def of_unit(self, unit: str) -> LevelMatrices:
        """The rows of one unit."""
        return LevelMatrices(
            **{item.name: getattr(self, item.name).of_unit(unit) for item in fields(self)}
        )


@dataclass(frozen=True, kw_only=True, eq=False)
class ProtectedArea:
    """What one audience may see of the quantities of one area. Nobody writes into its frames."""

    area: Area
    catalogue: Catalogue
    audience: Audience
    years_by_key: Mapping[str, ProtectedYear]
    crosswalks: tuple[Crosswalk, ...] = ()

    @cached_property
    def contributors(self) -> Mapping[int, Behind]:
        """By year, who is behind the figures, as far as the audience may know."""
        return contributors_of(self.years_by_key.values(), self.catalogue, self.audience)

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
        for delivery in self.deliveries:
            reached = levels.setdefault((delivery.quantity, delivery.year), set())
            if self.catalogue.quantities[delivery.quantity].kind is not Kind.GIVEN:
                reached.update(self._coarser[delivery.base_level])
                reached.add(delivery.base_level)
        return {key: frozenset(reached) for key, reached in levels.items()}

    @cached_property
    def _coarser(self) -> Mapping[str, Collection[str]]:
        """By base level: the levels added up from it."""
        bases = {delivery.base_level for delivery in self.deliveries}
        return {base: tuple(coarser_levels(base, self.area)) for base in bases}

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
        if not delivered.any():
            return LevelMatrices.of_sums(own)
        rules = self._total_rules(rows)
        return LevelMatrices(
            own=own,
            totals=as_matrix(rows[delivered]),
            totals_preferred=as_matrix(prevailing_last(rows, TotalRule.DELIVERED)),
            counting=as_matrix(rows[delivered & (rules == TotalRule.DELIVERED)]),
            by_rule=as_matrix(prevailing_last(rows, rules)),
        )

    def total_rule(self, quantity: str, year: int) -> TotalRule:
        """Which of own sum and delivered total counts: as the delivery says, else the catalogue."""
        delivery = self.delivery_index.find(quantity, year)
        return (delivery and delivery.total) or self.catalogue.quantities[quantity].total

    @cached_property
    def reported(self) -> frozenset[tuple[str, int]]:
        """Quantities and years whose total of the whole area no sum stands beside."""
        top = self.area.top_level
        return frozenset(
            (delivery.quantity, delivery.year)
            for delivery in self.deliveries
            # units that don't make up the area; a figure of the area alone is no total
            if self.levels_by_year[delivery.quantity, delivery.year] - {top}
            and (
                self.catalogue.quantities[delivery.quantity].kind is Kind.GIVEN
                or top not in self._coarser[delivery.base_level]
            )
        )

    @memoized()
    def total_gaps(
        self, level_id: str, quantity: str, vintage: date | None
    ) -> tuple[TotalGap, ...]:
        """Units and years whose delivered total differs, as printed, from the sum of its parts."""
        gaps: list[TotalGap] = []
        matrices = self.matrices(level_id, vintage)
        bases = {year: d.base_level for year, d in self._deliveries_of(quantity).items()}
        for (unit, year), pair in _pairs(matrices.totals, matrices.own, quantity).items():
            gaps += self._gaps(quantity, (unit, year), pair, bases[year])
        if level_id == self.area.top_level:
            for year in sorted(year for code, year in self.reported if code == quantity):
                pairs, parts = self._reported_and_sum(quantity, year, vintage)
                for key, pair in pairs.items():
                    gaps += self._gaps(quantity, key, pair, parts)
        return tuple(sorted(gaps, key=lambda gap: gap.year))

    def _deliveries_of(self, quantity: str) -> Mapping[int, Delivery]:
        return self.delivery_index.by_quantity.get(quantity, {})

    def _gaps(
        self, quantity: str, key: tuple[str, int], pair: tuple[float, float], parts: str
    ) -> Iterator[TotalGap]:
        (unit, year), (delivered, summed) = key, pair
        if round(delivered - summed, self.catalogue.quantities[quantity].decimals):
            yield TotalGap(
                unit=unit,
                quantity=quantity,
                year=year,
                delivered=delivered,
                summed=summed,
                parts=parts,
            )

    def _reported_and_sum(
        self, quantity: str, year: int, vintage: date | None
    ) -> tuple[Pairs, str]:
        """The whole area's total beside the sum of the nearest units that make it up, if any do."""
        top = self.area.top_level
        additive = self.catalogue.quantities[quantity].kind in {Kind.COUNT, Kind.AMOUNT}
        path = nearest_parts(top, self.levels_by_year[quantity, year] - {top}, self.area)
        if not path or not additive:
            return {}, ""
        parents = parents_by_year(self.area, path, [year])
        if years_with_lost_units(self.area, path, parents, [year]):
            return {}, ""
        sums = add_up(self.matrices(path[0], vintage).own, parents)
        own = self.matrices(top, vintage).own
        of_year = own.rows_where(own.index.get_level_values(YEAR) == year)
        return _pairs(of_year, sums, quantity), path[0]

    def _total_rules(self, rows: pd.DataFrame) -> npt.NDArray[np.str_]:
        """The rule of each row of a table of cells."""
        keys = pd.MultiIndex.from_frame(rows[["quantity", "year"]])
        distinct = keys.unique()
        rules = np.array([self.total_rule(*key) for key in distinct], dtype=np.str_)
        return rules[distinct.get_indexer(keys)]


def _pairs(delivered: QuantityMatrix, sums: QuantityMatrix, quantity: str) -> Pairs:
    """Totals of a quantity, each with the sum on the same row."""
    if not len(delivered.index):
        return {}
    aligned = align_matrix(sums, cast("pd.MultiIndex", delivered.index))
    totals, own = (side.figures(quantity)["value"].to_numpy() for side in (delivered, aligned))
    both = ~np.isnan(totals) & ~np.isnan(own)
    keys = delivered.index[both].tolist()
    return dict(zip(keys, zip(totals[both].tolist(), own[both].tolist(), strict=True), strict=True))
