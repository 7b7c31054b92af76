"""From a scope to its answer: the years it is about, and their figures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import pandas as pd

from atlas import pipeline
from atlas.editions.columns import no_data_error
from atlas.editions.definition_breaks import comparable_years
from atlas.editions.edition import Edition
from atlas.editions.value_rows import Figures, value_rows
from atlas.errors import AtlasError, NoDataError, SingleYearError, UnknownYearError
from atlas.measures.cells import UNIT, Flags, align, has_value
from atlas.measures.grid import Grid, grid
from atlas.measures.nesting import blocked_levels
from atlas.model.areas import Level, SpatialUnit
from atlas.model.cells import State
from atlas.model.indicators import Indicator
from atlas.model.quantities import TotalRule
from atlas.model.results import ValueRow, ValueTable
from atlas.model.scope import Scope, View


def answer_years(scope: Scope, years: tuple[int, ...]) -> tuple[int, ...]:
    """Years of an answer: those requested that have figures, else all that have.

    A change needs a base with figures and isn't given for the base itself, unless requested.

    Parameters
    ----------
    scope
        What is queried.
    years
        Years with figures, ascending.
    """
    if scope.base_year is not None and scope.base_year not in years:
        return ()
    if scope.years:
        return tuple(year for year in years if year in scope.years)
    if scope.view is not View.CHANGE:
        return years
    bases = years[:1] if scope.base_year is None else (scope.base_year,)
    return tuple(year for year in years if year not in bases)


def no_years_error(scope: Scope, title: str, years: Sequence[int]) -> AtlasError:
    """Say why a query about all of a level has no answer though there are figures."""
    requested = (*scope.years, *([] if scope.base_year is None else [scope.base_year]))
    if requested:
        return UnknownYearError(scope.indicator, requested[0], years)
    return SingleYearError(title, years[0])


@dataclass(frozen=True, kw_only=True, eq=False)
class Query:
    """A scope, with the level and indicator it names, to be answered by an edition."""

    scope: Scope
    level: Level
    item: Indicator
    edition: Edition

    @cached_property
    def years_with_figures(self) -> tuple[int, ...]:
        """Years for which every quantity was delivered for the level or one it sums up from."""
        return self.edition.years_on(self.item, self.level.id)

    @cached_property
    def years(self) -> tuple[int, ...]:
        """Years of the answer; there is one at least.

        Raises
        ------
        NoDataError
            If the indicator has no figures on this level.
        UnknownYearError, SingleYearError
            If it has some, but none of the years requested, or of one year and no change.
        """
        levels, with_figures = self.edition.levels(self.item), self.years_with_figures
        if not with_figures or self.level.id not in levels:
            raise no_data_error(self.edition, self.item, self.level, self._incomplete_levels)
        base, requested = self.scope.base_year, self.scope.years
        if base is not None and base not in with_figures:
            raise UnknownYearError(self.item.title, base, with_figures)
        years = answer_years(self.scope, with_figures)
        if not years and requested:
            raise UnknownYearError(self.item.title, requested[0], with_figures)
        if not years:
            raise SingleYearError(self.item.title, with_figures[0])
        return years

    @property
    def _incomplete_levels(self) -> tuple[str, ...]:
        """Names of the levels that don't cover the area, for which there is no sum on this one."""
        needed = pipeline.quantities_needed(self.item, self.edition.catalogue)
        deliveries = [d for d in self.edition.protected.deliveries if d.quantity in needed]
        area = self.edition.area
        causes = {
            level
            for base in {delivery.base_level for delivery in deliveries}
            for level in blocked_levels(base, area).get(self.level.id, ())
        }
        return tuple(level.name for level in area.levels if level.id in causes)

    @property
    def _base(self) -> int:
        base = self.scope.base_year
        return self.years_with_figures[0] if base is None else base

    def table(self) -> ValueTable:
        """Answer as rows; see `years` for what is refused."""
        years, units = self.years, self.level.latest_versions(self.scope.vintage)
        return self.table_of(value_rows(self._figures(), units, years))

    def grid(self) -> Grid:
        """Answer as arrays, one figure per unit and year; see `years` for what is refused."""
        years, figures = self.years, self._figures()
        answer = grid(figures.own, figures.delivered, years, figures.counting)
        if not answer.units:
            raise NoDataError(self.item.title, self.level.plural, ())
        reported = np.isin(years, list(figures.reported))[:, None] & answer.exists
        return replace(answer, delivered=answer.delivered | reported)

    def table_of(self, rows: tuple[ValueRow, ...]) -> ValueTable:
        """Make a table of the rows of the answer."""
        scope, item = self.scope, self.item
        if not rows:
            raise NoDataError(item.title, self.level.plural, ())
        return ValueTable(
            area=scope.area,
            level=scope.level,
            indicator=scope.indicator,
            title=item.title,
            unit=pipeline.view_unit(item, scope.view),
            decimals=pipeline.view_decimals(item, scope.view),
            rows=rows,
            view=scope.view,
            base_year=self._base if scope.view is View.CHANGE else None,
            vintage=scope.vintage,
        )

    def _figures(self) -> Figures:
        """Figures of the view."""
        return self.figures_of(self._viewed(delivered=False), self._viewed(delivered=True))

    def figures_of(self, own: pd.DataFrame, delivered: pd.DataFrame) -> Figures:
        """Put own sums and delivered totals together, with what says which of them counts."""
        edition, level, item = self.edition, self.level.id, self.item
        counting = edition.counting_totals(level, item, self.scope.vintage)
        reported = edition.years_reported(item, level)
        return Figures(own=own, delivered=delivered, counting=counting, reported=reported)

    def _viewed(self, *, delivered: bool) -> pd.DataFrame:
        scope, edition, item = self.scope, self.edition, self.item
        figures = edition.figures(scope.level, item, delivered=delivered, vintage=scope.vintage)
        if scope.view is View.CHANGE:
            comparable = comparable_years(
                edition.protected, item, self._base, self.years_with_figures
            )
            level_vintage = edition.level_vintage(scope.level, scope.vintage)
            across = level_vintage.across_borders(figures.index, lambda _: (self._base,))
            changed = pipeline.change(item, figures, self._base, comparable)
            hidden = self._hidden_at_base(figures.index) & ~has_value(changed)
            changed = pipeline.without_value(changed, hidden, State.SECRET)
            return pipeline.without_value(changed, across)
        if scope.view is View.DEVIATION:
            # a delivered total is compared with the total delivered for the whole area
            rule = TotalRule.DELIVERED if delivered else None
            return pipeline.deviation(item, figures, edition.area_figures(item, rule))
        return figures

    def _hidden_at_base(self, rows: pd.Index) -> Flags:
        """Of which units the base year is hidden.

        Whether a total was delivered for it isn't known then: their change is hidden, not unknown.
        """
        own = self.edition.figures(
            self.scope.level, self.item, delivered=False, vintage=self.scope.vintage
        )
        units = rows.get_level_values(UNIT)
        years = np.full(len(rows), self._base)
        state = align(own, pd.MultiIndex.from_arrays([units, years], names=own.index.names))[
            "state"
        ]
        return np.asarray(state == State.SECRET, dtype=np.bool_)


def profile(queries: Sequence[Query], unit: SpatialUnit) -> tuple[ValueTable, ...]:
    """Answer queries about one unit of a level, all evaluated at once.

    Raises
    ------
    NoDataError
        If one of them has no figures of the unit.
    """
    if not queries:
        return ()
    first, years = queries[0], [query.years for query in queries]
    items = [query.item for query in queries]
    figures = first.edition.unit_figures(first.level.id, unit.id, items, first.scope.vintage)
    return tuple(
        query.table_of(
            value_rows(query.figures_of(of_query[False], of_query[True]), (unit,), requested)
        )
        for query, of_query, requested in zip(queries, figures, years, strict=True)
    )
