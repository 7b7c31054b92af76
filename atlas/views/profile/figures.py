"""The figures of one unit: of each indicator the last counted year, an earlier one, the area's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from typing import Final

import numpy as np

from atlas import pipeline
from atlas.atlas import Atlas
from atlas.errors import UnknownNameError
from atlas.measures.chance import Movement
from atlas.measures.grid import Grid, GridCell
from atlas.model.areas import Area, Level, UnitName, distinct_names
from atlas.model.cells import State, Status
from atlas.model.formulas import Quotient
from atlas.model.indicators import Indicator
from atlas.model.numbers import format_number
from atlas.model.results import ValueRow
from atlas.model.scope import EVERY_YEAR, Scope, View
from atlas.model.specs import TableCell
from atlas.views import headlines, texts
from atlas.views.choices import topic_fields
from atlas.views.custom.areas import area_figures
from atlas.views.map import chance
from atlas.views.numbers import shared_status, title_with_unit
from atlas.views.overview.changes import base_of
from atlas.views.overview.spec import core

USUAL_SPAN: Final = 5
"""Years back a figure is compared with where nobody asks for another one (methods.md 8.3)."""
FEWEST_INDICATORS: Final = 6
MOST_INDICATORS: Final = 24
"""Indicators of a profile: as many others beside a small core, and no more of a large one."""
_NOWHERE: Final = GridCell(
    value=None, state=State.UNKNOWN, status=Status.FINAL, numerator=None, denominator=None
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileChoice:
    """Which profile: of a unit of the level of a scope, as of its year.

    The indicator of the scope doesn't matter. `ranks` says beside each value which rank it has.
    """

    scope: Scope
    unit: str
    ranks: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class UnitFigures:
    """One indicator of a unit.

    `scope` names the year the figures are of and the year they are compared with, None if there is
    none. `grid` are the values of all units and years, `area` the whole area's of that year.
    """

    item: Indicator
    scope: Scope
    unit: str
    grid: Grid
    change: GridCell | None
    area: ValueRow | None
    area_rows: tuple[ValueRow, ...]
    moved: Movement | None

    @property
    def cell(self) -> GridCell:
        """The figure; one without value where the unit has no row."""
        return self.grid.cell(self.unit, self.scope.year) or _NOWHERE

    @property
    def base(self) -> GridCell | None:
        """The figure of the year it is compared with, None if there is none."""
        year = self.scope.base_year
        return None if year is None else self.grid.cell(self.unit, year) or _NOWHERE

    @property
    def verdict(self) -> str:
        """Whether the change may be chance, "" where that can't be told."""
        has_change = self.change is not None and self.change.value is not None
        return chance.verdict(self.moved, self.unit) if has_change else ""

    @property
    def rows(self) -> tuple[ValueRow, ...]:
        """All years of the unit."""
        cells = ((year, self.grid.cell(self.unit, year)) for year in self.grid.years)
        return tuple(
            headlines.row_of(cell, unit=self.unit, year=year) for year, cell in cells if cell
        )

    def row(self, cell: GridCell, year: int | None = None) -> ValueRow:
        """Put one of the cells as a row."""
        return headlines.row_of(cell, unit=self.unit, year=year or self.scope.year)

    @property
    def label(self) -> str:
        """The title with the unit, which no cell of a table repeats."""
        return title_with_unit(self.item.title, self.item.unit)

    def printed(self, cell: GridCell) -> str:
        """Print a value as a table does."""
        return headlines.figure_text(self.row(cell), self.item, View.VALUE)

    def phrase(self, cell: GridCell) -> str:
        """Print a value with its unit."""
        return headlines.figure_phrase(self.row(cell), self.item, View.VALUE)

    @property
    def change_phrase(self) -> str:
        """Print the change with its unit, "" where there is no earlier year."""
        if self.change is None:
            return ""
        row = headlines.final(self.row(self.change))
        text = headlines.figure_text(row, self.item, View.CHANGE)
        return headlines.with_unit(text, pipeline.view_unit(self.item, View.CHANGE))


@dataclass(frozen=True, eq=False)
class UnitProfile:
    """All figures of the profile of a unit.

    Raises
    ------
    UnknownNameError
        At the first question, if the level has no such unit.
    """

    atlas: Atlas
    choice: ProfileChoice

    @property
    def scope(self) -> Scope:
        """The scope asked for."""
        return self.choice.scope

    @cached_property
    def area(self) -> Area:
        """The area."""
        return self.atlas.area(self.scope.area)

    @cached_property
    def level(self) -> Level:
        """The level on its Gebietsstand."""
        return self.atlas.level_at(self.scope.area, self.scope.level, self.scope.vintage)

    @cached_property
    def _names(self) -> Mapping[str, UnitName]:
        units = {unit.id: unit for unit in self.level.latest_versions(self.scope.vintage)}
        if self.choice.unit not in units:
            raise UnknownNameError(self.level.name, self.choice.unit, units)
        return distinct_names(self.level.units)

    @property
    def unit_name(self) -> UnitName:
        """What the unit is called, officially and by people."""
        return self._names[self.choice.unit]

    @property
    def name(self) -> str:
        """What people call the unit."""
        return self.unit_name.shown

    @property
    def is_whole(self) -> bool:
        """Whether the unit is the whole area: then there is nothing to compare it with."""
        return self.level.id == self.area.top_level

    @cached_property
    def codes(self) -> tuple[str, ...]:
        """Core indicators that the level has figures of; where they are few, others behind them."""
        offered = self.atlas.available(self.scope.area, self.level.id)
        named = tuple(code for code in self._core if code in offered)
        others = (code for code in offered if code not in named)
        return (*named, *islice(others, max(0, FEWEST_INDICATORS - len(named))))

    @property
    def absent(self) -> tuple[str, ...]:
        """Titles of core indicators that the level has no figures of."""
        missing = (code for code in self._core if code not in self.codes)
        return tuple(self.atlas.indicator(self.scope.area, code).title for code in missing)

    @cached_property
    def _core(self) -> tuple[str, ...]:
        return core(self.atlas, self.scope.area)[:MOST_INDICATORS]

    @cached_property
    def figures(self) -> tuple[UnitFigures, ...]:
        """The figures of each core indicator that has any up to the year."""
        return tuple(self._figures())

    def _figures(self) -> Iterator[UnitFigures]:
        every = map(self.figures_of, self.codes)
        yield from (figures for figures in every if figures is not None)

    def figures_of(self, code: str) -> UnitFigures | None:
        """The figures of an indicator of the level; None if there are none up to the year."""
        scope = Scope(
            area=self.scope.area, level=self.level.id, indicator=code, vintage=self.scope.vintage
        )
        grid = self.atlas.grid(scope)
        year = _last_counted(grid, self.scope.year)
        if year is None:
            return None
        item = self.atlas.indicator(scope.area, scope.indicator)
        of_area = () if self.is_whole else self._area_rows.get(code, ())
        dated = replace(scope, year=year, base_year=self._base_year(scope, item, grid, year))
        changes = None
        if dated.base_year is not None:
            changes = self.atlas.grid(replace(dated, view=View.CHANGE, years=(year,)))
        return UnitFigures(
            item=item,
            scope=dated,
            unit=self.choice.unit,
            grid=grid,
            change=changes.cell(self.choice.unit, year) if changes else None,
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
        """The year of the profile: the one asked for, else the newest with a figure."""
        years = (figures.scope.year for figures in self.figures)
        return self.scope.year or max(years, default=EVERY_YEAR)

    @cached_property
    def by_topic(self) -> tuple[tuple[str, tuple[UnitFigures, ...]], ...]:
        """The figures by topic field, each once, with the title of the field."""
        by_code = {figures.item.code: figures for figures in self.figures}
        fields = topic_fields(self.atlas, self.scope.area, self.level.id)
        parted = (
            (field.title, tuple(by_code.pop(code) for code in field.codes if code in by_code))
            for field in fields
        )
        return tuple((title, figures) for title, figures in parted if figures)

    @cached_property
    def shared_status(self) -> Status:
        """The status that all values have, which no cell need say."""
        cells = (figures.cell for figures in self.figures)
        return shared_status(cell.status for cell in cells if cell.value is not None)

    @cached_property
    def _area_rows(self) -> dict[str, tuple[ValueRow, ...]]:
        """Figures of the whole area in all years, by indicator."""
        rows: dict[str, tuple[ValueRow, ...]] = {}
        every = area_figures(self.atlas, self.scope.area, self.codes)
        for (code, _), row in sorted(every.items(), key=lambda entry: entry[0]):
            rows[code] = (*rows.get(code, ()), row)
        return rows

    def value_cell(self, figures: UnitFigures, row: ValueRow | None) -> TableCell:
        """Print a value without the status that all have; "nicht angegeben" where there is none."""
        if row is None:
            return TableCell(text=texts.NOT_STATED)
        plain = headlines.final(row) if row.status is self.shared_status else row
        text = headlines.figure_text(plain, figures.item, View.VALUE)
        return TableCell(text=headlines.marked(text, row), number=row.value)

    def absolute_cell(self, figures: UnitFigures) -> TableCell:
        """Print the cases behind a quotient, else the figure itself."""
        formula, cases = figures.item.formula, figures.cell.numerator
        if not isinstance(formula, Quotient):
            return TableCell(text=figures.printed(figures.cell), number=figures.cell.value)
        if cases is None:
            return TableCell(text=State.UNKNOWN.sign)
        quantities = self.atlas.catalogue(self.scope.area).quantities
        decimals = max(quantities[term.quantity].decimals for term in formula.of)
        text = format_number(cases, decimals) if cases else State.ZERO.sign
        return TableCell(text=text, number=cases)


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
