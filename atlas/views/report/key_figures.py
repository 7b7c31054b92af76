"""Key figures of a chapter: of the whole area, with the range of its units, and of each unit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

import numpy as np

from atlas import pipeline
from atlas.atlas import Atlas
from atlas.measures.grid import Grid
from atlas.model.areas import Area, Level, distinct_names
from atlas.model.cells import State, Status
from atlas.model.formulas import Quotient
from atlas.model.indicators import Indicator
from atlas.model.numbers import format_number
from atlas.model.quantities import Kind
from atlas.model.results import ValueRow
from atlas.model.scope import Scope, View
from atlas.model.specs import Provenance, TableCell, TableColumn, TableRow, TableSpec
from atlas.views import choices, headlines, texts
from atlas.views.custom.areas import area_figures
from atlas.views.numbers import printed_states, shared_status, sign_legend, title_with_unit
from atlas.views.provenance import provenance
from atlas.views.report import texts as words
from atlas.views.text_tables import NO_PROVENANCE

USUAL_SPAN: Final = 5
"""Years back a figure is compared with where nobody asks for another one."""
MOST_COLUMNS: Final = 6
"""Indicators beside each other in a table of all units on a page of A4."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class KeyFigure:
    """One indicator: the area's figure, an earlier one and the change between them, and the units.

    `scope` names the year, and the base year where there is one to compare with. `units` are the
    figures of the report's level in that year, None where it has none. `row` is None where there
    is no figure of the whole area.
    """

    item: Indicator
    scope: Scope
    row: ValueRow | None
    base: ValueRow | None
    change: ValueRow | None
    units: Grid | None

    @property
    def label(self) -> str:
        """Title with unit."""
        return title_with_unit(self.item.title, self.item.unit)

    @property
    def rows(self) -> tuple[ValueRow, ...]:
        """What is printed of the whole area, and rows that bear the signs of the units."""
        return area_rows(self) + (headlines.sign_rows(self.units) if self.units else ())


@dataclass(frozen=True, eq=False)
class KeyFigures:
    """All key figures of a report: the area's figures of many indicators are asked for at once."""

    atlas: Atlas
    scope: Scope
    """Area, level, year and base year of the report."""
    codes: tuple[str, ...]

    @cached_property
    def area(self) -> Area:
        """The area."""
        return self.atlas.area(self.scope.area)

    @cached_property
    def level(self) -> Level:
        """The level of the report."""
        return self.atlas.level_at(self.scope.area, self.scope.level)

    @cached_property
    def by_code(self) -> dict[str, KeyFigure]:
        """The figures of each indicator that has any up to the year."""
        every = ((code, self._figure(code)) for code in self.codes)
        return {code: figure for code, figure in every if figure is not None}

    @cached_property
    def _area_rows(self) -> dict[str, dict[int, ValueRow]]:
        rows: dict[str, dict[int, ValueRow]] = {}
        for (code, year), row in area_figures(self.atlas, self.scope.area, self.codes).items():
            rows.setdefault(code, {})[year] = row
        return rows

    def _figure(self, code: str) -> KeyFigure | None:
        of_area = self._area_rows.get(code, {})
        on_level = code in self.atlas.available(self.scope.area, self.level.id)
        if not of_area and not on_level:
            return None
        level = self.level.id if on_level else self.area.top_level
        scope = Scope(area=self.scope.area, level=level, indicator=code)
        grid = self.atlas.grid(scope) if on_level else None
        year = self._last_year(of_area, grid)
        if year is None:
            return None
        item = self.atlas.indicator(scope.area, code)
        dated = replace(
            scope, year=year, base_year=base_year(self.atlas, scope, year, self.scope.base_year)
        )
        has_units = grid is not None and year in grid.years and level != self.area.top_level
        return KeyFigure(
            item=item,
            scope=dated,
            row=of_area.get(year),
            base=of_area.get(dated.base_year or 0),
            change=self._change(dated, of_area),
            units=grid.of_years((year,)) if grid is not None and has_units else None,
        )

    def _last_year(self, of_area: dict[int, ValueRow], grid: Grid | None) -> int | None:
        """The last year up to that of the report with a figure, else with a sign."""
        latest = self.scope.year
        valued = [year for year, row in of_area.items() if row.value is not None]
        if grid is not None:
            rows = np.flatnonzero(grid.has_number.any(axis=1))
            valued += [grid.years[row] for row in rows]
        every = [*of_area, *(grid.years if grid is not None else ())]
        past = [year for year in valued if year <= latest] or [y for y in every if y <= latest]
        return max(past, default=None)

    def _change(self, scope: Scope, of_area: dict[int, ValueRow]) -> ValueRow | None:
        if scope.base_year not in of_area or scope.year not in of_area:
            return None
        return headlines.area_row(self.atlas, replace(scope, view=View.CHANGE))

    def sources(self, figure: KeyFigure) -> Provenance:
        """Where one indicator comes from, for the years printed."""
        item = figure.item
        return provenance(
            self.atlas,
            self.scope.area,
            item,
            figure.rows,
            item.decimals,
            base_year=figure.scope.base_year,
        )

    def area_table(self, codes: Sequence[str], title: str) -> TableSpec:
        """The whole area's figures of some indicators: now, then, and the range of the units."""
        figures = [self.by_code[code] for code in codes]
        shared = _shared(row for figure in figures for row in area_rows(figure))
        heads = [
            TableColumn(key="indicator", title=words.INDICATOR),
            TableColumn(key="year", title=texts.YEAR),
            TableColumn(
                key="value", title=texts.AREA_VALUE.format(kind=self.area.kind), decimals=1
            ),
            TableColumn(key="absolute", title=words.ABSOLUTE, decimals=0),
            TableColumn(key="before", title=words.BEFORE, decimals=1),
            TableColumn(key="change", title=words.CHANGE),
            TableColumn(key="range", title=words.RANGE.format(plural=self.level.plural)),
        ]
        rows = (TableRow(cells=tuple(self._cells(figure, shared))) for figure in figures)
        return plain_table(title, heads, rows)

    def _cells(self, figure: KeyFigure, shared: Status) -> Iterator[TableCell]:
        item, base = figure.item, figure.base
        yield TableCell(text=figure.label)
        yield TableCell(text=str(figure.scope.year))
        yield _value_cell(figure.row, item, shared)
        yield self._absolute(figure)
        if base is None:
            yield TableCell(text=words.NO_BASE)
        else:
            cell = _value_cell(base, item, shared)
            named = words.BASE.format(value=cell.text, year=figure.scope.base_year)
            yield TableCell(text=named, number=cell.number)
        yield TableCell(text=_change_text(figure))
        yield TableCell(text=_range(figure))

    def _absolute(self, figure: KeyFigure) -> TableCell:
        """The cases behind a quotient, else the figure itself."""
        item, row = figure.item, figure.row
        if row is None or not isinstance(item.formula, Quotient):
            return _value_cell(row, item, row.status if row else Status.FINAL)
        quantities = self.atlas.catalogue(self.scope.area).quantities
        behind = [quantities[term.quantity] for term in item.formula.of]
        if any(quantity.kind is not Kind.COUNT for quantity in behind):
            # nobody asks for the sum of all ages
            return TableCell(text=State.NOT_APPLICABLE.sign)
        if row.numerator is None:
            return TableCell(text=State.UNKNOWN.sign)
        decimals = max(quantity.decimals for quantity in behind)
        text = format_number(row.numerator, decimals) if row.numerator else State.ZERO.sign
        return TableCell(text=text, number=row.numerator)

    def unit_tables(
        self, codes: Sequence[str], title: str
    ) -> Iterator[tuple[TableSpec, Sequence[KeyFigure]]]:
        """All units with some indicators, a few beside each other, the whole area last."""
        with_units = [figure for code in codes if (figure := self.by_code[code]).units is not None]
        starts = range(0, len(with_units), MOST_COLUMNS)
        parts = [with_units[start : start + MOST_COLUMNS] for start in starts]
        for number, figures in enumerate(parts, 1):
            fields = {"title": title, "part": number, "parts": len(parts)}
            named = words.PART.format(**fields) if len(parts) > 1 else title
            yield self._unit_table(figures, named), figures

    def _unit_table(self, figures: Sequence[KeyFigure], title: str) -> TableSpec:
        names = distinct_names(self.level.units)
        heads = [TableColumn(key="name", title=self.level.name)]
        for figure in figures:
            label = figure.label
            if figure.scope.year != self.scope.year:
                label = words.IN_YEAR.format(title=label, year=figure.scope.year)
            heads.append(
                TableColumn(key=figure.item.code, title=label, decimals=figure.item.decimals)
            )
        status = _shared(row for figure in figures for row in unit_rows(figure))
        units = sorted({unit for f in figures for unit in (f.units.units if f.units else ())})
        rows = []
        for unit in units:
            cells = (_value_cell(_unit_row(f, unit), f.item, status) for f in figures)
            rows.append(TableRow(cells=(TableCell(text=names[unit].shown), *cells)))
        whole = words.WHOLE.format(kind=self.area.kind)
        cells = (_value_cell(f.row, f.item, status) for f in figures)
        rows.append(TableRow(cells=(TableCell(text=whole), *cells), emphasis=True))
        return plain_table(title, heads, rows)


def base_year(atlas: Atlas, scope: Scope, year: int, wanted: int | None) -> int | None:
    """The year to compare an indicator with, None where there is none.

    The one wanted or five years before, else the nearest one that can be compared. Figures of
    several years pooled share people with those of the years between.
    """
    pooled = atlas.indicator(scope.area, scope.indicator).pooled_years
    years = [old for old in choices.base_years(atlas, scope, year) if old <= year - pooled]
    nearest = wanted or year - USUAL_SPAN
    return min(years, key=lambda old: (abs(old - nearest), -old), default=None)


def plain_table(title: str, columns: Iterable[TableColumn], rows: Iterable[TableRow]) -> TableSpec:
    """Lay out a table of a document, which states its sources elsewhere."""
    return TableSpec(
        title=title,
        subtitle="",
        columns=tuple(columns),
        rows=tuple(rows),
        provenance=NO_PROVENANCE,
        file_stem="",
    )


def _shared(rows: Iterable[ValueRow | None]) -> Status:
    """The status that all values have, which no cell need say."""
    return shared_status(row.status for row in rows if row is not None and row.value is not None)


def area_rows(figure: KeyFigure) -> tuple[ValueRow, ...]:
    """What is printed of the whole area."""
    return tuple(row for row in (figure.row, figure.base) if row is not None)


def unit_rows(figure: KeyFigure) -> tuple[ValueRow, ...]:
    """What is printed of all units, and beside them of the whole area."""
    units = figure.units.units if figure.units else ()
    rows = (figure.row, *(_unit_row(figure, unit) for unit in units))
    return tuple(row for row in rows if row is not None)


def signs_of(rows: Iterable[tuple[Indicator, ValueRow]]) -> tuple[str, ...]:
    """Explain the signs that a table of rows of several indicators has."""
    printed = list(rows)
    valued = [row for _, row in printed if row.value is not None]
    states = (
        state
        for item, row in printed
        for state in printed_states(row.value, row.state, item.decimals)
    )
    return sign_legend(states, (row.status for row in valued), (row.year for row in valued))


def _unit_row(figure: KeyFigure, unit: str) -> ValueRow | None:
    year = figure.scope.year
    cell = figure.units.cell(unit, year) if figure.units else None
    return headlines.row_of(cell, unit=unit, year=year) if cell else None


def _value_cell(row: ValueRow | None, item: Indicator, shared: Status) -> TableCell:
    """Print a value without the status that all have; the sign for unknown where there is none."""
    if row is None:
        return TableCell(text=State.UNKNOWN.sign)
    plain = headlines.final(row) if row.status is shared else row
    text = headlines.figure_text(plain, item, View.VALUE)
    return TableCell(text=headlines.marked(text, row), number=row.value)


def _change_text(figure: KeyFigure) -> str:
    change, item = figure.change, figure.item
    if change is None or change.value is None:
        return words.NO_CHANGE if figure.base is None else State.UNKNOWN.sign
    text = headlines.figure_text(headlines.final(change), item, View.CHANGE)
    return headlines.with_unit(text, pipeline.view_unit(item, View.CHANGE))


def _range(figure: KeyFigure) -> str:
    """The lowest and the highest value of the units: no unit is named."""
    values = figure.units.numbers if figure.units else None
    if values is None or not values.size:
        return words.NO_RANGE
    low, high = (format_number(v, figure.item.decimals) for v in (values.min(), values.max()))
    return low if low == high else words.RANGE_TEXT.format(low=low, high=high)
