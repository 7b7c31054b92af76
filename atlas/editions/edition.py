"""What one audience may see of one area: protected once, derived on request."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from hashlib import sha256

import numpy as np
import pandas as pd

from atlas import pipeline
from atlas.editions.definition_breaks import definitions, is_of_one_definition
from atlas.editions.protected_area import LevelMatrices, ProtectedArea
from atlas.editions.value_rows import unit_years
from atlas.editions.vintages import LevelVintage
from atlas.measures.cells import UNIT, align, empty
from atlas.measures.composite import FEWEST_UNITS
from atlas.measures.composite_figures import composite_figures
from atlas.measures.custom_sums import can_have_figures, custom_sums
from atlas.measures.matrix import QuantityMatrix, with_figures, without_figures
from atlas.measures.totals import prevailing
from atlas.memo import memoized
from atlas.model.additive import AdditiveSystem
from atlas.model.areas import Area, Level
from atlas.model.cells import State
from atlas.model.custom_areas import CustomLevel
from atlas.model.formulas import Composite
from atlas.model.indicators import Catalogue, Indicator, ReferenceValue
from atlas.model.problems import Acknowledgement, Problem
from atlas.model.published import PublishedClaim
from atlas.model.quantities import Audience, Delivery, TotalRule
from atlas.model.recipes import Recipe
from atlas.model.releases import Protection
from atlas.model.results import TotalGap

CACHED_INDICATORS = 256
"""Number of indicators whose figures are cached, on one level each."""
CACHED_UNITS = 4
"""Number of units all figures of which are cached, and of levels custom ones are summed from."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Edition:
    """The figures of one area for one audience. Nobody writes into its frames.

    `area` has the levels of the data and, behind them, custom levels as an overlay;
    `protected` is shared by all overlays. `release` names a release, "" is the working
    state, `protection` says what was hidden in it.
    `files_digest` is of all files it was read from, which nobody outside is told: whoever knew all
    of them but one hidden figure could try out which one fits. `facts_digest` is of those that
    aren't yearly tables, and of custom levels. `notices` say in German what was wrong with
    editions kept on disk, `catalogue_problems` what is wrong with the area's own catalogue, and
    `faults` with the quantities and indicators it lacks therefore. There is no way from here to
    what was delivered but not released.
    """

    area: Area
    protected: ProtectedArea
    audience: Audience
    files_digest: str
    facts_digest: str
    release: str = ""
    protection: Protection | None = None
    references: tuple[ReferenceValue, ...] = ()
    claims: tuple[PublishedClaim, ...] = ()
    acknowledgements: tuple[Acknowledgement, ...] = ()
    notices: tuple[str, ...] = ()
    catalogue_problems: tuple[Problem, ...] = ()
    faults: Mapping[str, Problem] = field(default_factory=dict)
    _base: Edition | None = field(default=None, repr=False)

    def with_custom_levels(self, levels: Iterable[Level], digest: str) -> Edition:
        """Return the edition with custom levels as an overlay.

        Parameters
        ----------
        levels
            Levels without faults, made of units of this area.
        digest
            Digest of what they are read from.
        """
        area = replace(self.area, levels=(*self.protected.area.levels, *levels))
        both = sha256(f"{self.facts_digest} {digest}".encode()).hexdigest()
        return replace(self, area=area, facts_digest=both, _base=self)

    def _below(self, level_id: str) -> Edition | None:
        """The edition an overlay of custom levels asks about all other levels.

        It outlives the overlay: nothing of the data is computed anew when somebody saves a level.
        """
        level = self.area.level(level_id)
        return self._base if level is None or level.custom is None else None

    @cached_property
    def digest(self) -> str:
        """Digest of what the edition says: it changes with anything the audience may see."""
        both = f"{self.facts_digest} {self.protected.digest}"
        return sha256(both.encode()).hexdigest()

    @property
    def catalogue(self) -> Catalogue:
        """Definitions of all quantities and indicators."""
        return self.protected.catalogue

    @property
    def hides_anything(self) -> bool:
        """Whether anything was delivered that the audience may not see."""
        return self.protected.hides_anything

    @property
    def rounding_base(self) -> int:
        """Of what all counts are multiples; 0 where they aren't rounded."""
        return self.protection.mode.base if self.protection else 0

    @property
    def largest_nothing(self) -> int:
        """Largest count of which 0 is published: 0 where counts aren't rounded."""
        return self.protection.mode.largest_nothing if self.protection else 0

    @cached_property
    def deliveries(self) -> tuple[Delivery, ...]:
        """The deliveries that were released to the audience."""
        every = self.protected.deliveries
        return tuple(item for item in every if item.is_released_to(self.audience))

    def delivery(self, quantity: str, year: int) -> Delivery | None:
        """The delivery of a quantity in a year, None if there is none or it wasn't released."""
        item = self.protected.delivery_index.find(quantity, year)
        return item if item and item.is_released_to(self.audience) else None

    @property
    def cells(self) -> pd.DataFrame:
        """The table of all cells of all years (see `pipeline`), as the audience may see them."""
        return self.protected.cells

    @property
    def delivered_years(self) -> tuple[int, ...]:
        """Years in which anything was delivered, in order."""
        return self.protected.years

    @cached_property
    def delivered_quantities(self) -> frozenset[str]:
        """Codes of the quantities that were delivered in any year."""
        return frozenset(item.quantity for item in self.protected.deliveries)

    def system(self, year: int) -> AdditiveSystem:
        """Which cell of a year is the sum of which."""
        years = self.protected.years_by_key.values()
        return next((item.system for item in years if item.year == year), AdditiveSystem(year=year))

    @memoized()
    def years(self, item: Indicator) -> tuple[int, ...]:
        """Years for which every quantity of an indicator was delivered."""
        needed = pipeline.quantities_needed(item, self.catalogue)
        return self.protected.delivery_index.common_years(needed)

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
        of_each = [self._levels.get(quantity, frozenset()) for quantity in needed]
        common = frozenset.intersection(*of_each) if of_each else frozenset()
        # an index compares units with each other
        fewest = FEWEST_UNITS if isinstance(item.formula, Composite) else 1
        return tuple(
            level.id
            for level in self.area.levels
            if level.id in common and len(level.units) >= fewest
        )

    @cached_property
    def _levels(self) -> Mapping[str, frozenset[str]]:
        """Levels on which each quantity was delivered or can be added up."""
        levels: dict[str, frozenset[str]] = {}
        for (quantity, _), of_year in self._levels_by_year.items():
            levels[quantity] = levels.get(quantity, frozenset()) | of_year
        return levels

    @cached_property
    def _levels_by_year(self) -> Mapping[tuple[str, int], frozenset[str]]:
        """The same by quantity and year."""
        return {
            (quantity, year): self._custom_levels(quantity, levels) | levels
            for (quantity, year), levels in self.protected.levels_by_year.items()
        }

    def _custom_levels(self, quantity: str, levels: frozenset[str]) -> frozenset[str]:
        """Custom levels on which a quantity has figures, if it has them on some levels."""
        item = self.catalogue.quantities[quantity]
        custom = (level.custom for level in self.area.levels if level.custom)
        return frozenset(
            level.id
            for level in custom
            if any(can_have_figures(unit, levels, item) for unit in level.units)
        )

    @memoized()
    def level_vintage(self, level_id: str, vintage: date | None) -> LevelVintage:
        """A level on a Gebietsstand; None is the newest."""
        level = self.area.level(level_id)
        if level is None or level.custom is None:
            return self.protected.level_vintage(level_id, vintage)
        return LevelVintage.of(level, vintage, self.protected.crosswalks)

    @memoized()
    def level_at(self, level_id: str, vintage: date | None) -> Level:
        """A level on a Gebietsstand: each unit once, with the borders of that day."""
        level_vintage = self.level_vintage(level_id, vintage)
        level, day = level_vintage.level, level_vintage.vintage
        existing = {unit.id for unit in level.units_on(day)} if day else set()
        existing |= {u.id for year in self.delivered_years for u in level_vintage.units(year)}
        latest = level.latest_versions(day)
        units = tuple(unit for unit in latest if unit.id in existing)
        boundaries = level.boundaries_at(day)
        return replace(level, units=units or latest, boundaries=boundaries, former_boundaries=())

    @memoized()
    def matrices(self, level_id: str, vintage: date | None) -> LevelMatrices:
        """Protected quantities of a level, converted to a Gebietsstand."""
        level = self.area.level(level_id)
        if level is not None and level.custom is not None:
            return self._custom_matrices(level.custom)
        return self.protected.matrices(level_id, vintage)

    def _custom_matrices(self, custom: CustomLevel) -> LevelMatrices:
        """Add up the published quantities of a custom level, on the newest Gebietsstand."""
        parts = {level_id: self.building_blocks(level_id) for level_id in custom.levels}
        return LevelMatrices.of_sums(
            custom_sums(custom, parts, self.delivered_years, self.catalogue.quantities)
        )

    def building_blocks(self, level_id: str) -> QuantityMatrix:
        """Figures of the units of today; "x" in years in which a key had other borders."""
        below = self._below(level_id)
        return below.building_blocks(level_id) if below else self._building_blocks(level_id)

    @memoized(maxsize=CACHED_UNITS)
    def _building_blocks(self, level_id: str) -> QuantityMatrix:
        level_vintage, matrices = (
            self.level_vintage(level_id, None),
            self.matrices(level_id, None),
        )
        # of each cell the figure that a map shows: also a total that fills in for a missing sum
        blocks = with_figures(matrices.own, matrices.by_rule)
        redrawn = [
            (unit, year)
            for year in self.delivered_years
            for unit in level_vintage.units_with_other_borders(year)
        ]
        keys = pd.MultiIndex.from_tuples(redrawn) if redrawn else blocks.index[:0]
        where = np.asarray(blocks.index.isin(keys), dtype=np.bool_)
        return without_figures(blocks, where, State.NOT_APPLICABLE)

    def figures(
        self, level_id: str, item: Indicator, *, delivered: bool, vintage: date | None = None
    ) -> pd.DataFrame:
        """Figures of an indicator on a level.

        Parameters
        ----------
        level_id, item
            The level and the indicator.
        delivered
            Whether to return the rows of delivered totals, or those of the atlas's own sums.
        vintage
            First day of the Gebietsstand, None for the newest.

        Returns
        -------
        pd.DataFrame
            Columns value, state, status, numerator, denominator on (unit, year).
        """
        if below := self._below(level_id):
            return below.figures(level_id, item, delivered=delivered, vintage=vintage)
        return self._figures(level_id, item, delivered, vintage)

    @memoized(maxsize=CACHED_INDICATORS)
    def _figures(
        self, level_id: str, item: Indicator, delivered: bool, vintage: date | None
    ) -> pd.DataFrame:
        if isinstance(item.formula, Composite):
            recipe = item.formula.recipe
            return self._nothing if delivered else self._index(level_id, item, recipe, vintage)
        matrices = self.matrices(level_id, vintage)
        if delivered:
            (figures,) = self._delivered_figures(matrices, (item,))
        else:
            figures = self._sum_figures(matrices, item, level_id, vintage)
        return self._unbroken(item, figures, self.level_vintage(level_id, vintage))

    def _index(
        self, level_id: str, item: Indicator, recipe: Recipe, vintage: date | None
    ) -> pd.DataFrame:
        """Figures of an index: of all units that exist in a year, from the figures that count."""
        years = self.years(item)
        rows = self.level_vintage(level_id, vintage).unit_years(years)
        if not len(rows):
            return self._nothing
        frames = {
            code: self._counting_figures(level_id, self.catalogue.indicators[code], vintage)
            for code in recipe.columns
        }
        figures = composite_figures(recipe, frames, rows)
        whole = {y for y in years if is_of_one_definition(definitions(self.protected, item, y))}
        figures = figures.assign(numerator=np.nan, denominator=np.nan)
        return figures if whole.issuperset(years) else pipeline.only_years(figures, whole)

    def _counting_figures(
        self, level_id: str, item: Indicator, vintage: date | None
    ) -> pd.DataFrame:
        """Of own sums and delivered totals of a level the ones that count."""
        own, delivered = (
            self._figures(level_id, item, delivered, vintage) for delivered in (False, True)
        )
        counting = self.counting_totals(level_id, item, vintage)
        return prevailing(own, delivered, counting).drop(columns="delivered")

    def _sum_figures(
        self, matrices: LevelMatrices, item: Indicator, level_id: str, vintage: date | None
    ) -> pd.DataFrame:
        rows = self.level_vintage(level_id, vintage).unit_years(self.years(item))
        if not len(rows):
            return self._nothing
        (figures,) = self._derived((item,), matrices.own)
        return align(figures, rows)

    def _derived(
        self, items: Sequence[Indicator], quantities: QuantityMatrix
    ) -> list[pd.DataFrame]:
        is_released = self.protection is not None
        return pipeline.derive(items, self.catalogue, quantities, is_released=is_released)

    def _delivered_figures(
        self, matrices: LevelMatrices, items: Sequence[Indicator]
    ) -> list[pd.DataFrame]:
        """Figures of the rows in which a total an indicator rests on was delivered."""
        if not len(matrices.totals.index):
            return [self._nothing] * len(items)
        figures = self._derived(items, matrices.totals_preferred)
        rows = [self._rows_with(matrices.totals, item) for item in items]
        of_items = [
            align(of_item, index) if len(index) else self._nothing
            for of_item, index in zip(figures, rows, strict=True)
        ]
        return self._by_rule(matrices, items, of_items)

    def _by_rule(
        self, matrices: LevelMatrices, items: Sequence[Indicator], delivered: list[pd.DataFrame]
    ) -> list[pd.DataFrame]:
        """Where a total counts by its rule, take of every other quantity what counts as well."""
        if not len(matrices.counting.index):
            return delivered
        figures = self._derived(items, matrices.by_rule)
        results = []
        for item, of_totals, by_rule in zip(items, delivered, figures, strict=True):
            counting = of_totals.index.isin(self._rows_with(matrices.counting, item))
            chosen = [of_totals[~counting], align(by_rule, of_totals.index[counting])]
            results.append(align(pd.concat(chosen), of_totals.index))
        return results

    def _rows_with(self, totals: QuantityMatrix, item: Indicator) -> pd.Index:
        """Rows in which a total an indicator rests on was delivered."""
        return totals.index[totals.has_any(pipeline.quantities_needed(item, self.catalogue))]

    def counting_totals(self, level_id: str, item: Indicator, vintage: date | None) -> pd.Index:
        """Units and years whose delivered total counts by its rule, whatever the own sum is."""
        if isinstance(item.formula, Composite):
            return self._nothing.index
        return self._rows_with(self.matrices(level_id, vintage).counting, item)

    def _unbroken(
        self, item: Indicator, figures: pd.DataFrame, level_vintage: LevelVintage
    ) -> pd.DataFrame:
        """Blank figures that themselves span a change of definition or of borders."""
        if figures is self._nothing:
            return figures
        years = self.years(item)
        across = level_vintage.across_borders(
            figures.index, lambda year: pipeline.years_used(item, self.catalogue, year)
        )
        figures = pipeline.without_value(figures, across)
        whole = {y for y in years if is_of_one_definition(definitions(self.protected, item, y))}
        return figures if whole.issuperset(years) else pipeline.only_years(figures, whole)

    def unit_figures(
        self, level_id: str, unit_id: str, items: Sequence[Indicator], vintage: date | None = None
    ) -> list[dict[bool, pd.DataFrame]]:
        """Figures of one unit for each indicator: {False: own sums, True: delivered totals}."""
        if below := self._below(level_id):
            return below.unit_figures(level_id, unit_id, items, vintage)
        return self._unit_figures(level_id, unit_id, tuple(items), vintage)

    @memoized(maxsize=CACHED_UNITS)
    def _unit_figures(
        self, level_id: str, unit_id: str, items: tuple[Indicator, ...], vintage: date | None
    ) -> list[dict[bool, pd.DataFrame]]:
        matrices = self.matrices(level_id, vintage)
        level_vintage = self.level_vintage(level_id, vintage)
        rows = matrices.of_unit(unit_id)
        own = self._derived(items, rows.own)
        delivered = self._delivered_figures(rows, items)
        return [
            self._index_of_unit(level_id, unit_id, item, vintage)
            if isinstance(item.formula, Composite)
            else {
                False: self._unbroken(item, figures, level_vintage),
                True: self._unbroken(item, totals, level_vintage),
            }
            for item, figures, totals in zip(items, own, delivered, strict=True)
        ]

    def _index_of_unit(
        self, level_id: str, unit_id: str, item: Indicator, vintage: date | None
    ) -> dict[bool, pd.DataFrame]:
        """Figures of an index of one unit: it is computed from those of all others, too."""
        figures = self._figures(level_id, item, False, vintage)  # noqa: FBT003  (of own sums)
        return {
            False: figures[figures.index.get_level_values(UNIT) == unit_id],
            True: self._nothing,
        }

    @cached_property
    def _nothing(self) -> pd.DataFrame:
        nowhere = unit_years({})
        return empty(nowhere).assign(numerator=np.nan, denominator=np.nan)

    def years_reported(self, item: Indicator, level_id: str) -> frozenset[int]:
        """Years in which the whole area's figure was delivered, and units that don't make it up."""
        if level_id != self.area.top_level:
            return frozenset()
        needed = pipeline.quantities_needed(item, self.catalogue)
        return frozenset(year for code, year in self.protected.reported if code in needed)

    def total_gaps(
        self, item: Indicator, level_id: str, years: Iterable[int], vintage: date | None = None
    ) -> tuple[TotalGap, ...]:
        """Delivered totals of a level's units that differ from the sum of their parts.

        Of rounded figures none: each sum differs.
        """
        level = self.area.level(level_id)
        if level is None or level.custom is not None or self.rounding_base:
            return ()
        codes, wanted = pipeline.quantities_needed(item, self.catalogue), set(years)
        return tuple(
            gap
            for code in codes
            for gap in self.protected.total_gaps(level_id, code, vintage)
            if gap.year in wanted
        )

    def area_figures(self, item: Indicator, rule: TotalRule | None = None) -> pd.DataFrame:
        """Figures of the whole area by year: of own sum and delivered total the one that counts.

        By its own rule, or by another one. The column `delivered` marks delivered totals.
        """
        area = self.area
        years = pd.Index(self.years(item), name="year")
        if area.top_unit is None or area.top_level not in self.levels(item):
            nothing = align(pd.DataFrame(columns=pipeline.FIGURE_COLUMNS, dtype=float), years)
            return nothing.assign(delivered=False)
        own, delivered = (
            self.figures(area.top_level, item, delivered=delivered) for delivered in (False, True)
        )
        counting = self.counting_totals(area.top_level, item, None)
        figures = prevailing(own, delivered, counting if rule is None else rule)
        by_year = figures.droplevel("unit")
        totals = set(by_year.index[by_year["delivered"]])
        totals |= self.years_reported(item, area.top_level)
        aligned = align(by_year.drop(columns="delivered"), years)
        return aligned.assign(delivered=years.isin(list(totals)))
