"""Maps of one indicator: every decision of a map, made once for screen and paper.

`series` is all that is needed to colour a map of all years, `map_words.year_texts` and
`map_words.unit_details` what stands beside it, `choropleth` the whole of it. All rest on one
`data.MapData`, so that classes, colours and labels are the same.
"""

from __future__ import annotations

from dataclasses import fields, replace

import numpy as np

from atlas import pipeline
from atlas.atlas import Atlas
from atlas.model.cells import flag
from atlas.model.formulas import Quotient
from atlas.model.scope import Scope, View
from atlas.model.specs import MapColumn, MapKind, MapSeries, MapSpec, MapYear, UnitFigure
from atlas.views.headlines import figure_text, measured, row_of, span, told
from atlas.views.map import texts as map_texts
from atlas.views.map.captions import Details, year_of
from atlas.views.map.circles import circled, is_circles, sized
from atlas.views.map.data import Coded, Codes, MapData, area_label, classes, coded, ground
from atlas.views.table.tables import quantities_title


def series(atlas: Atlas, scope: Scope) -> MapSeries:
    """Lay out all years of a map under one legend, without their texts.

    The year of the scope doesn't matter, as long as it has figures: every year on the same
    side of the base year gives the same series.

    Raises
    ------
    UnknownNameError, NoDataError
        If the scope asks for what the data don't hold.
    """
    return _series(ground(atlas, scope))


def choropleth(atlas: Atlas, scope: Scope, *, every_year: bool = False) -> MapSpec:
    """Lay out the map of a scope with all that is written on it.

    Parameters
    ----------
    every_year
        Whether the figures of all years are wanted, for a drawing that can switch between
        them, or only those of the year of the scope.

    Raises
    ------
    UnknownNameError, NoDataError
        If the scope asks for what the data don't hold.
    """
    base = ground(atlas, scope)
    shared = _series(base)
    columns = [c for c in shared.columns if every_year or c.year == base.scope.year]
    return MapSpec(
        **{field.name: getattr(shared, field.name) for field in fields(MapSeries)},
        years=tuple(_year(base, shared, column) for column in columns),
        current=base.scope.year,
        file_stem=base.scope.file_stem,
    )


def _series(base: MapData) -> MapSeries:
    return _circle_series(base) if is_circles(base) else _class_series(base)


def _circle_series(base: MapData) -> MapSeries:
    made = circled(base)
    found = zip(columns(base, made.laid), made.sizes, strict=True)
    return replace(
        frame(base),
        kind=MapKind.CIRCLES,
        legend=made.laid.legend,
        method=map_texts.METHOD_CIRCLES,
        units=base.grid.units,
        columns=tuple(replace(column, sizes=sizes.tobytes()) for column, sizes in found),
        circles=made.steps,
    )


def _class_series(base: MapData) -> MapSeries:
    made = classes(base)
    laid = coded(base, made)
    return replace(
        frame(base),
        legend=laid.legend,
        method=made.method,
        units=base.grid.units,
        columns=columns(base, laid),
        histogram=made.histogram,
    )


def frame(base: MapData) -> MapSeries:
    """What stands around every kind of map: names, unit, notices; no legend and no figures."""
    scope, item = base.scope, base.item
    level = base.atlas.level_at(scope.area, scope.level, scope.vintage)
    area = base.atlas.area(scope.area)
    return MapSeries(
        title=item.title,
        area=area.name,
        level=level.name,
        level_plural=level.plural,
        unit=pipeline.view_unit(item, scope.view),
        decimals=base.decimals,
        legend=(),
        area_label=area_label(base),
        method="",
        schematic=bool(level.boundaries and level.boundaries.schematic),
        fictional=area.fictional,
        denominator=_denominator(base),
        view_label="" if scope.view is View.VALUE else measured(scope, area),
    )


def _denominator(base: MapData) -> str:
    """What the figures are related to; nothing for absolute ones."""
    formula = base.item.formula
    if not isinstance(formula, Quotient):
        return ""
    return quantities_title(formula.per, base.atlas.catalogue.titles())


def columns(base: MapData, laid: Coded) -> tuple[MapColumn, ...]:
    """Put the codes of the legend by year, with the number of units per entry."""
    return tuple(
        _column(base, year, codes, len(laid.legend))
        for year, codes in zip(base.grid.years, laid.codes, strict=True)
    )


def _column(base: MapData, year: int, codes: Codes, entries: int) -> MapColumn:
    row, view = base.area_rows.get(year), base.scope.view
    shown = row if row and row.value is not None and view is not View.DEVIATION else None
    return MapColumn(
        year=year,
        label=span(replace(base.scope, year=year)),
        codes=codes.tobytes(),
        counts=tuple(np.bincount(codes, minlength=entries)[:entries].tolist()),
        area_value=shown.value if shown else None,
        area_text=told(shown, base.item, view) if shown else "",
    )


def _year(base: MapData, shared: MapSeries, column: MapColumn) -> MapYear:
    words = year_of(base.atlas, base.scope, shared, column)
    figures = unit_figures(base, column)
    shown = sized(base, figures) if shared.kind is MapKind.CIRCLES else figures
    return replace(words, figures=shown)


def unit_figures(base: MapData, column: MapColumn) -> tuple[UnitFigure, ...]:
    """Every unit of a year with its figure, entry of the legend and details."""
    scope = replace(base.scope, year=column.year)
    level = base.atlas.level_at(scope.area, scope.level, scope.vintage)
    names = {unit.id: unit.name for unit in level.units}
    details = Details(base.atlas, scope)
    row, found = base.grid.years.index(column.year), []
    for place, (unit, code) in enumerate(zip(base.grid.units, column.codes, strict=True)):
        cell = base.grid.at(row, place)
        if cell is None:
            continue
        name = names.get(unit, unit)
        text = figure_text(row_of(cell, year=column.year), base.item, scope.view)
        figure = UnitFigure(
            unit=unit,
            name=name,
            value=cell.value,
            text=text,
            flag=flag(cell.state, cell.status),
            legend_class=code,
            details=details.of(unit),
        )
        found.append(figure)
    return tuple(found)
