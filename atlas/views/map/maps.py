"""Maps of one indicator: every decision of a map, made once for screen and paper.

`series` is all that is needed to colour a map of all years, `captions.year_texts` and
`unit_cards.unit_card` the texts beside it, `choropleth` the whole of it. All rest on one
`data.MapData`, so that classes, colours and labels are the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Literal

import numpy as np

from atlas import pipeline
from atlas.atlas import Atlas
from atlas.measures.chance import FEWEST_PEOPLE
from atlas.measures.grid import GridCell
from atlas.model.areas import UnitName, distinct_names
from atlas.model.cells import Status, flag
from atlas.model.formulas import Quotient
from atlas.model.scope import Scope, View
from atlas.model.specs import (
    MapColumn,
    MapKind,
    MapSeries,
    MapSpec,
    MapYear,
    SignedNumber,
    UnitFigure,
    UnitNumbers,
)
from atlas.views import file_name_texts, texts
from atlas.views.file_names import file_stem
from atlas.views.headlines import figure_phrase, figure_text, final, row_of, span, view_label
from atlas.views.map import texts as map_texts
from atlas.views.map.captions import year_of
from atlas.views.map.circles import circle_layout, is_circles, with_sizes
from atlas.views.map.data import (
    CodedLegend,
    Codes,
    MapData,
    area_label,
    as_drawn,
    classes,
    coded_legend,
    map_data,
)
from atlas.views.map.unit_cards import CardWriter
from atlas.views.numbers import shared_status, title_with_unit
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
    return _series(map_data(atlas, scope))


def choropleth(atlas: Atlas, scope: Scope, *, every_year: bool = False) -> MapSpec:
    """Lay out the map of a scope with all that is written on it.

    Parameters
    ----------
    every_year
        Whether the figures of all years are needed, for a drawing that can switch between
        them, or only those of the year of the scope.

    Raises
    ------
    UnknownNameError, NoDataError
        If the scope asks for what the data don't hold.
    """
    data = map_data(atlas, scope)
    shared = _series(data)
    columns = [c for c in shared.columns if every_year or c.year == data.scope.year]
    numbers = Numbers(data)
    return MapSpec(
        **{field.name: getattr(shared, field.name) for field in fields(MapSeries)},
        years=tuple(_year(data, shared, column, numbers) for column in columns),
        current=data.scope.year,
        file_stem=file_stem(atlas, data.scope, file_name_texts.MAP),
    )


def _series(data: MapData) -> MapSeries:
    return _circle_series(data) if is_circles(data) else _class_series(data)


def _circle_series(data: MapData) -> MapSeries:
    circles = circle_layout(data)
    column_sizes = zip(columns(data, circles.coded), circles.sizes, strict=True)
    return replace(
        frame(data),
        kind=MapKind.CIRCLES,
        legend=circles.coded.legend,
        method=map_texts.METHOD_CIRCLES,
        units=data.grid.units,
        columns=tuple(replace(column, sizes=sizes.tobytes()) for column, sizes in column_sizes),
        circles=circles.steps,
    )


def _class_series(data: MapData) -> MapSeries:
    map_classes = classes(data)
    coded = coded_legend(data, map_classes)
    return replace(
        frame(data),
        legend=coded.legend,
        method=_method(data, map_classes.method, coded),
        units=data.grid.units,
        columns=columns(data, coded),
        histogram=map_classes.histogram,
    )


def _method(data: MapData, classing: str, coded: CodedLegend) -> str:
    """Name the classing, and what hatching says of changes, if any are hatched for it."""
    if not any(entry.within_chance for entry in coded.legend):
        return classing
    method = map_texts.METHOD_CHANCE.format(method=classing, fewest=FEWEST_PEOPLE)
    years = data.item.pooled_years
    if years <= 1:
        return method
    return map_texts.METHOD_CHANCE_POOLED.format(method=method, years=years)


def frame(data: MapData) -> MapSeries:
    """What every kind of map has around it: names, unit, notices; no legend and no figures."""
    scope, item = data.scope, data.item
    level = data.atlas.level_at(scope.area, scope.level, scope.vintage)
    area = data.atlas.area(scope.area)
    return MapSeries(
        title=item.title,
        area=area.name,
        level=level.name,
        level_plural=level.plural,
        unit=pipeline.view_unit(item, scope.view),
        decimals=data.decimals,
        legend=(),
        area_label=area_label(data),
        method="",
        schematic=bool(level.boundaries and level.boundaries.schematic),
        fictional=area.fictional,
        numerator=_part(data, "of"),
        denominator=_part(data, "per"),
        view_label="" if scope.view is View.VALUE else view_label(scope, area),
        change_label=_change_label(data),
        base_label=_base_label(data),
        value_unit=item.unit,
    )


def _change_base(data: MapData) -> int | None:
    """Year from which on changes are counted: that of the scope or the first; None without any."""
    scope = data.scope
    years = data.atlas.years(scope.area, scope.indicator, scope.level)
    base = years[0] if scope.base_year is None else scope.base_year
    return base if any(year > base for year in years) else None


def _change_label(data: MapData) -> str:
    base, unit = _change_base(data), pipeline.view_unit(data.item, View.CHANGE)
    return "" if base is None else title_with_unit(texts.CHANGE_SINCE.format(base=base), unit)


def _base_label(data: MapData) -> str:
    base = _change_base(data)
    label = texts.VALUE_IN.format(year=base)
    return "" if base is None else title_with_unit(label, data.item.unit)


def _part(data: MapData, side: Literal["of", "per"]) -> str:
    """What the figures are a part `of` or related to (`per`); nothing for absolute ones."""
    formula = data.item.formula
    if not isinstance(formula, Quotient):
        return ""
    terms = formula.of if side == "of" else formula.per
    return quantities_title(terms, data.atlas.catalogue(data.scope.area).titles())


def columns(data: MapData, coded: CodedLegend) -> tuple[MapColumn, ...]:
    """Put the codes of the legend by year, with the number of units per entry."""
    judged = any(entry.within_chance for entry in coded.legend)
    estimates = [_estimates(data, year) for year in data.grid.years if judged]
    untested = estimates if any(estimates) else [None] * len(data.grid.years)
    return tuple(
        replace(_column(data, year, codes, len(coded.legend)), untested=number)
        for year, codes, number in zip(data.grid.years, coded.codes, untested, strict=True)
    )


def _column(data: MapData, year: int, codes: Codes, entries: int) -> MapColumn:
    row, view = data.area_rows.get(year), data.scope.view
    comparable = row if row and row.value is not None and view is not View.DEVIATION else None
    return MapColumn(
        year=year,
        label=span(replace(data.scope, year=year)),
        codes=codes.tobytes(),
        counts=tuple(np.bincount(codes, minlength=entries)[:entries].tolist()),
        area_value=comparable.value if comparable else None,
        area_text=figure_phrase(final(comparable), data.item, view) if comparable else "",
    )


def _estimates(data: MapData, year: int) -> int:
    grid = data.grid.of_years((year,))
    return int(np.sum(grid.has_number & (grid.status == Status.ESTIMATED)))


def figure_texts(atlas: Atlas, scope: Scope) -> tuple[tuple[str, ...], ...]:
    """Print the figures of a map for units and years as in its `series`, as they are on paper.

    Without their unit, and without a status that all of a year share; "" where there is no row.
    """
    data = map_data(atlas, scope)
    return tuple(tuple(_texts_of_year(data, year)) for year in data.grid.years)


def _texts_of_year(data: MapData, year: int) -> Iterator[str]:
    grid = data.grid.of_years((year,))
    shared = shared_status(grid.statuses)
    for position in range(len(grid.units)):
        cell = grid.cell_at(0, position)
        yield "" if cell is None else _printed(data, cell, year, shared)


def _printed(data: MapData, cell: GridCell, year: int, shared: Status) -> str:
    row = row_of(cell, year=year)
    return figure_text(final(row) if cell.status is shared else row, data.item, data.scope.view)


def _year(data: MapData, shared: MapSeries, column: MapColumn, numbers: Numbers) -> MapYear:
    captions = year_of(data.atlas, data.scope, shared, column)
    figures = unit_figures(data, column, numbers)
    drawn = with_sizes(data, figures) if shared.kind is MapKind.CIRCLES else figures
    return replace(captions, figures=drawn)


class Numbers:
    """What geodata say beside the figures of a map: values, and their change since a base year.

    It is that of the map, else the first one.
    """

    def __init__(self, data: MapData) -> None:
        scope, atlas, base = data.scope, data.atlas, _change_base(data)
        self._view = scope.view
        of_values = replace(scope, view=View.VALUE, base_year=None)
        self._values = as_drawn(atlas, scope, atlas.grid(of_values))
        self._base = base or 0
        change = replace(scope, view=View.CHANGE, base_year=base)
        self._grid = None if base is None else as_drawn(atlas, scope, atlas.grid(change))

    def of(self, unit: str, year: int, shown: GridCell) -> UnitNumbers:
        """Numbers of a unit in a year; `shown` is what the map shows of it."""
        value, base = (self._values.cell(unit, of_year) for of_year in (year, self._base))
        change = self._grid.cell(unit, year) if self._grid and year != self._base else None
        return UnitNumbers(
            value=signed_number(shown if self._view is View.VALUE else value),
            numerator=value.numerator if value else None,
            denominator=value.denominator if value else None,
            base=signed_number(base),
            change=signed_number(shown if self._view is View.CHANGE else change),
            deviation=signed_number(shown) if self._view is View.DEVIATION else None,
        )


def signed_number(cell: GridCell | None) -> SignedNumber:
    """Return the number of a cell with its sign, both empty where there is none."""
    if cell is None:
        return SignedNumber()
    return SignedNumber(number=cell.value, sign=row_of(cell, year=0).flag_sign)


def unit_figures(data: MapData, column: MapColumn, numbers: Numbers) -> tuple[UnitFigure, ...]:
    """Every unit of a year with its figure, entry of the legend and details."""
    scope = replace(data.scope, year=column.year)
    level = data.atlas.level_at(scope.area, scope.level, scope.vintage)
    names = distinct_names(level.units)
    cards = CardWriter(data.atlas, scope, data.atlas.grid)
    row, figures = data.grid.years.index(column.year), []
    shared = shared_status(data.grid.of_years((column.year,)).statuses)
    for position, (unit, code) in enumerate(zip(data.grid.units, column.codes, strict=True)):
        cell = data.grid.cell_at(row, position)
        if cell is None:
            continue
        name = names.get(unit, UnitName(name=unit))
        figure = UnitFigure(
            unit=unit,
            name=name.name,
            value=cell.value,
            text=_printed(data, cell, column.year, shared),
            flag=flag(cell.state, cell.status),
            legend_class=code,
            details=cards.details(unit),
            delivered=cell.delivered,
            everyday=name.everyday,
            numbers=numbers.of(unit, column.year, cell),
        )
        figures.append(figure)
    return tuple(figures)
