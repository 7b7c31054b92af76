"""What is written on a map about a year and a unit, without working out all the others."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from atlas.atlas import Atlas
from atlas.measures.grid import GridCell
from atlas.model.formulas import Quotient, SignedSum
from atlas.model.indicators import Indicator
from atlas.model.numbers import format_number
from atlas.model.scope import Scope, View
from atlas.model.specs import MapColumn, MapSeries, MapYear, Provenance
from atlas.model.text import join_distinct
from atlas.pipeline import view_decimals
from atlas.views import texts
from atlas.views.citation import permanent_link
from atlas.views.headlines import (
    figure_phrase,
    final,
    headline,
    marked,
    reference_dates,
    row_of,
    sign_rows,
    subtitle,
    unit_grid,
    view_label,
)
from atlas.views.map import texts as map_texts
from atlas.views.map.chance import units_within_chance
from atlas.views.map.text_alternative import text_alternative
from atlas.views.numbers import shared_status
from atlas.views.provenance import boundary_text, provenance, vintage_notes
from atlas.views.table.tables import quantities_title
from atlas.views.totals import with_totals

Detail = tuple[str, str]
MAP_PAGE = "karte"
_ALL_YEARS = {"vergleich": "alle-jahre"}
"""How an address says that all years are beside each other."""


def year_texts(atlas: Atlas, scope: Scope, series: MapSeries) -> MapYear:
    """All texts about the year of a scope; its `figures` are left empty.

    Parameters
    ----------
    series
        The map of this scope (`maps.series`), whose legend and counts are described.
    """
    scope = atlas.with_base_year(scope)
    column = next(column for column in series.columns if column.year == scope.year)
    return year_of(atlas, scope, series, column)


def year_of(atlas: Atlas, scope: Scope, series: MapSeries, column: MapColumn) -> MapYear:
    """See `year_texts`; the year is that of the column."""
    scope = replace(scope, year=column.year)
    return MapYear(
        year=column.year,
        label=column.label,
        headline=headline(atlas, scope),
        subtitle=subtitle(atlas, scope),
        figures=(),
        counts=column.counts,
        area_value=column.area_value,
        area_text=column.area_text,
        text_alternative=text_alternative(atlas, scope, series, column.counts),
        provenance=map_provenance(atlas, scope),
    )


def map_provenance(atlas: Atlas, scope: Scope, shown: Collection[int] = ()) -> Provenance:
    """Where figures and boundaries come from: of the year of a scope, or of the years `shown`."""
    item = atlas.indicator(scope.area, scope.indicator)
    base = scope.base_year if scope.view is View.CHANGE else None
    grid = atlas.grid(scope).of_years(tuple(shown)) if shown else unit_grid(atlas, scope)
    rows, decimals = sign_rows(grid), view_decimals(item, scope.view)
    sources = provenance(atlas, scope.area, item, rows, decimals, base_year=base)
    years = {row.year for row in rows} | ({base} if base is not None else set())
    sources = vintage_notes(atlas, scope, sources, years)
    sources = with_totals(atlas, scope, sources, years)
    link = permanent_link(scope, MAP_PAGE, _ALL_YEARS if shown else None)
    sources = replace(sources, link=link)
    boundaries = atlas.level_at(scope.area, scope.level, scope.vintage).boundaries
    if boundaries is None:
        return sources
    parts = (boundaries.attribution, boundaries.source)
    return replace(sources, boundaries=boundary_text(boundaries), attribution=join_distinct(parts))


class Details:
    """The figures of each unit of a scope in its year as text; `scope` has its base year."""

    def __init__(self, atlas: Atlas, scope: Scope) -> None:
        self._atlas, self._scope = atlas, scope
        self._item: Indicator = atlas.indicator(scope.area, scope.indicator)
        self._view_grid = atlas.grid(scope)
        self._value_grid = atlas.grid(replace(scope, view=View.VALUE))
        base = scope.base_year
        later = base is not None and any(
            y > base for y in atlas.years(scope.area, scope.indicator, scope.level)
        )
        self._change_grid = atlas.grid(replace(scope, view=View.CHANGE)) if later else None
        self._shared_status = shared_status(unit_grid(atlas, scope).statuses)
        self._within_chance = units_within_chance(atlas, scope)
        self._dates = reference_dates(atlas, scope, sign_rows(unit_grid(atlas, scope)))

    def of(self, unit: str) -> tuple[Detail, ...]:
        """Label and text of all figures of a unit; empty for one that has no row.

        The value comes first, with its unit or as a sign; then numerator, denominator, value of
        the base year, change since then, reference dates.
        """
        cell = self._view_grid.cell(unit, self._scope.year)
        if cell is None:
            return ()
        dates = [(texts.REFERENCE_DATES, self._dates)] if self._dates else []
        return (*self._figures(unit, cell), *self._parts(cell), *self._base(unit), *dates)

    def _figures(self, unit: str, cell: GridCell) -> Iterator[Detail]:
        scope = self._scope
        if scope.view is not View.VALUE:
            yield (
                view_label(scope, self._atlas.area(scope.area)),
                self._change_text(unit, cell)
                if scope.view is View.CHANGE
                else self._figure_text(cell, scope.view),
            )
        value = self._value_grid.cell(unit, scope.year)
        if value is not None:
            plain = scope.view is View.VALUE
            label = texts.VALUE if plain else texts.VALUE_IN.format(year=scope.year)
            row = row_of(value, year=scope.year)
            yield marked(label, row), self._figure_text(value, View.VALUE)

    def _base(self, unit: str) -> Iterator[Detail]:
        """Value of the base year and change since then."""
        scope, base = self._scope, self._scope.base_year
        if base is None:
            return
        before = self._value_grid.cell(unit, base)
        if before is not None and base != scope.year:
            yield texts.VALUE_IN.format(year=base), self._figure_text(before, View.VALUE)
        if self._change_grid is None or scope.view is View.CHANGE or scope.year < base:
            return
        change = self._change_grid.cell(unit, scope.year)
        if change is not None:
            yield texts.CHANGE_SINCE.format(base=base), self._change_text(unit, change)

    def _change_text(self, unit: str, cell: GridCell) -> str:
        """The change with its unit, and whether chance alone may have made it."""
        text = self._figure_text(cell, View.CHANGE)
        if cell.value is None or unit not in self._within_chance:
            return text
        return map_texts.WITHIN_CHANCE_DETAIL.format(change=text)

    def _figure_text(self, cell: GridCell, view: View) -> str:
        # who added it up is said beside its label, what holds for all units in the headline
        row = replace(row_of(cell, year=self._scope.year), delivered=False)
        once = row.status is self._shared_status
        return figure_phrase(final(row) if once else row, self._item, view)

    def _parts(self, cell: GridCell) -> Iterator[Detail]:
        """Numerator and denominator, with the decimals of their quantities."""
        formula, catalogue = self._item.formula, self._atlas.catalogue(self._scope.area)
        if not isinstance(formula, Quotient):
            return
        sides: tuple[tuple[SignedSum, float | None], ...] = (
            (formula.of, cell.numerator),
            (formula.per, cell.denominator),
        )
        for terms, number in sides:
            if number is not None:
                decimals = max(catalogue.quantities[term.quantity].decimals for term in terms)
                yield quantities_title(terms, catalogue.titles()), format_number(number, decimals)
