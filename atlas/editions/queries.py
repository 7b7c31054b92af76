"""From a question to its answer: the years it is about, and the figures of those."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from atlas import pipeline
from atlas.editions.definition_breaks import like
from atlas.editions.edition import Edition
from atlas.editions.value_rows import value_rows
from atlas.errors import AtlasError, NoDataError, SingleYearError, UnknownYearError
from atlas.measures.grid import Grid, grid
from atlas.model.areas import Level, SpatialUnit
from atlas.model.indicators import Indicator
from atlas.model.results import ValueRow, ValueTable
from atlas.model.scope import Query, View


def years_shown(query: Query, known: tuple[int, ...]) -> tuple[int, ...]:
    """Years of an answer: of those wanted the ones with figures, else all of them.

    A change needs a base with figures and isn't told for the base itself, unless wanted.

    Parameters
    ----------
    query
        What is asked.
    known
        Years with figures, ascending.
    """
    if query.base_year is not None and query.base_year not in known:
        return ()
    if query.years:
        return tuple(year for year in known if year in query.years)
    if query.view is not View.CHANGE:
        return known
    bases = known[:1] if query.base_year is None else (query.base_year,)
    return tuple(year for year in known if year not in bases)


def no_years(query: Query, title: str, known: Sequence[int]) -> AtlasError:
    """Say why a query for all of a level has no answer though there are figures."""
    wanted = (*query.years, *([] if query.base_year is None else [query.base_year]))
    if wanted:
        return UnknownYearError(query.code, wanted[0], known)
    return SingleYearError(title, known[0])


@dataclass(frozen=True, kw_only=True, eq=False)
class Question:
    """A query, with the level and the indicator it names, to what an audience may see."""

    query: Query
    level: Level
    item: Indicator
    shown: Edition

    @cached_property
    def known(self) -> tuple[int, ...]:
        """Years for which every quantity was delivered for the level or one it sums up from."""
        return self.shown.years_on(self.item, self.level.id)

    @cached_property
    def years(self) -> tuple[int, ...]:
        """Years of the answer; there is one at least.

        Raises
        ------
        NoDataError
            If the indicator has no figures on this level.
        UnknownYearError, SingleYearError
            If it has some, but none of the years wanted, or of one year and no change.
        """
        levels = self.shown.levels(self.item)
        if not self.known or self.level.id not in levels:
            raise NoDataError(self.item.title, self.level.plural, levels)
        base, wanted = self.query.base_year, self.query.years
        if base is not None and base not in self.known:
            raise UnknownYearError(self.item.title, base, self.known)
        found = years_shown(self.query, self.known)
        if not found and wanted:
            raise UnknownYearError(self.item.title, wanted[0], self.known)
        if not found:
            raise SingleYearError(self.item.title, self.known[0])
        return found

    @property
    def _base(self) -> int:
        return self.known[0] if self.query.base_year is None else self.query.base_year

    def table(self) -> ValueTable:
        """Answer as rows; see `years` for what is refused."""
        years, units = self.years, self.level.each(self.query.vintage)
        return self.table_of(value_rows(self._figures(), units, years))

    def grid(self) -> Grid:
        """Answer as arrays, one figure per unit and year; see `years` for what is refused."""
        years, figures = self.years, self._figures()
        found = grid(figures[False], figures[True], years)
        if not found.units:
            raise NoDataError(self.item.title, self.level.plural, ())
        return found

    def table_of(self, rows: tuple[ValueRow, ...]) -> ValueTable:
        """Say of rows what they answer; without any, there are no figures."""
        query, item = self.query, self.item
        if not rows:
            raise NoDataError(item.title, self.level.plural, ())
        return ValueTable(
            area=query.area,
            level=query.level,
            indicator=query.code,
            title=item.title,
            unit=pipeline.view_unit(item, query.view),
            decimals=pipeline.view_decimals(item, query.view),
            rows=rows,
            view=query.view,
            base_year=self._base if query.view is View.CHANGE else None,
            vintage=query.vintage,
        )

    def _figures(self) -> dict[bool, pd.DataFrame]:
        """Figures as asked for, by whether delivered totals come first."""
        return {delivered: self._viewed(delivered=delivered) for delivered in (False, True)}

    def _viewed(self, *, delivered: bool) -> pd.DataFrame:
        query, shown, item = self.query, self.shown, self.item
        figures = shown.figures(query.level, item, delivered, query.vintage)
        if query.view is View.CHANGE:
            same = like(shown.data, shown.catalogue, item, self._base, self.known)
            level_vintage = shown.level_vintage(query.level, query.vintage)
            moved = level_vintage.moved(figures.index, lambda _: (self._base,))
            changed = pipeline.change(item, figures, self._base, same)
            return pipeline.without_value(changed, moved)
        if query.view is View.DEVIATION:
            return pipeline.deviation(item, figures, shown.of_area(item))
        return figures


def profile(questions: Sequence[Question], unit: SpatialUnit) -> tuple[ValueTable, ...]:
    """Answer questions about one unit of a level, all evaluated at once.

    Raises
    ------
    NoDataError
        If one of them has no figures of the unit.
    """
    if not questions:
        return ()
    first, years = questions[0], [question.years for question in questions]
    items = [question.item for question in questions]
    found = first.shown.of_unit(first.level.id, unit.id, items, first.query.vintage)
    return tuple(
        question.table_of(value_rows(figures, (unit,), shown))
        for question, figures, shown in zip(questions, found, years, strict=True)
    )
