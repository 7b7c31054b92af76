"""What is written on a map about a year and a unit, without working out all the others."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from atlas.atlas import Atlas
from atlas.model.scope import Scope, View
from atlas.model.specs import MapColumn, MapSeries, MapYear, Provenance
from atlas.model.text import join_distinct
from atlas.pipeline import view_decimals
from atlas.views.citation import permanent_link
from atlas.views.headlines import (
    headline,
    sign_rows,
    subtitle,
    unit_grid,
)
from atlas.views.map.text_alternative import text_alternative
from atlas.views.provenance import boundary_text, provenance, vintage_notes
from atlas.views.totals import with_totals

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
        text_alternative=text_alternative(atlas, scope, series, column),
        provenance=map_provenance(atlas, scope),
        untested=column.untested,
    )


def map_provenance(atlas: Atlas, scope: Scope, shown: Collection[int] = ()) -> Provenance:
    """Where figures and boundaries come from: of the year of a scope, or of the years `shown`."""
    item = atlas.indicator(scope.area, scope.indicator)
    base = scope.base_year if scope.view is View.CHANGE else None
    grid = atlas.grid(scope).of_years(tuple(shown)) if shown else unit_grid(atlas, scope)
    rows, decimals = sign_rows(grid), view_decimals(item, scope.view)
    sources = provenance(
        atlas,
        scope.area,
        item,
        rows,
        decimals,
        base_year=base,
        units=(scope.level, frozenset(grid.units)),
    )
    years = {row.year for row in rows} | ({base} if base is not None else set())
    sources = vintage_notes(atlas, scope, sources, years)
    sources = with_totals(atlas, scope, sources, years)
    link = permanent_link(atlas, scope, MAP_PAGE, _ALL_YEARS if shown else None)
    sources = replace(sources, link=link)
    boundaries = atlas.level_at(scope.area, scope.level, scope.vintage).boundaries
    if boundaries is None:
        return sources
    parts = (boundaries.attribution, boundaries.source)
    return replace(sources, boundaries=boundary_text(boundaries), attribution=join_distinct(parts))
