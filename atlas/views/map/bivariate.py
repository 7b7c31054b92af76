"""Two indicators on one map: three classes each, nine colours (for analysts)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from functools import cached_property
from typing import Final, TypeAlias

import numpy as np

from atlas import pipeline
from atlas.atlas import Atlas
from atlas.errors import UnknownYearError
from atlas.measures.cells import Flags
from atlas.measures.class_methods import ClassingContext, classify
from atlas.measures.classes import Classification
from atlas.measures.grid import GridCell
from atlas.model.cells import State
from atlas.model.classing import Classing, Method
from atlas.model.results import ValueRow
from atlas.model.scope import Scope, View
from atlas.model.specs import (
    NO_CODE,
    LegendClass,
    MapColumn,
    MapKind,
    MapSeries,
    MapSpec,
    MapYear,
    UnitFigure,
)
from atlas.views import texts
from atlas.views.headlines import figure_text, row_of, told, with_unit
from atlas.views.map import bivariate_words as words
from atlas.views.map import colours
from atlas.views.map import texts as map_texts
from atlas.views.map.bivariate_words import Axis
from atlas.views.map.classing import class_labels
from atlas.views.map.data import Coded, Codes, MapData, Sign, ground, hatched_class, signs_of
from atlas.views.map.maps import frame

CLASSES: Final = 3
"""Classes per indicator: with more nobody could read the square."""
_STEPS: Final = {0: (), 1: (0,), 2: (0, 2), 3: (0, 1, 2)}
"""Which of the three shades so many classes take."""
Detail: TypeAlias = tuple[str, str]


def bivariate_series(atlas: Atlas, scope: Scope, other_code: str) -> MapSeries:
    """Lay out all common years of two indicators under one legend, without their texts.

    Parameters
    ----------
    scope
        What is looked at; its indicator runs from left to right. Values are compared, whatever
        the view is.
    other_code
        The indicator or quantity that runs upwards.

    Raises
    ------
    UnknownNameError, NoDataError
        If one of the two has no figures on this level, or not both have some in the year.
    """
    return _series(_pair(atlas, scope, other_code))


def bivariate(atlas: Atlas, scope: Scope, other_code: str, *, every_year: bool = False) -> MapSpec:
    """Lay out the map of two indicators with all that is written on it.

    Parameters
    ----------
    scope, other_code
        See `bivariate_series`, which says what is raised, too.
    every_year
        Whether the figures of all common years are wanted or only those of the scope's year.
    """
    pair = _pair(atlas, scope, other_code)
    shared = _series(pair)
    columns = [c for c in shared.columns if every_year or c.year == scope.year]
    return MapSpec(
        **{field.name: getattr(shared, field.name) for field in fields(MapSeries)},
        years=tuple(_year(pair, shared, column) for column in columns),
        current=scope.year,
        file_stem=f"{pair.scope.file_stem}__{other_code}",
    )


def bivariate_texts(atlas: Atlas, scope: Scope, other_code: str, series: MapSeries) -> MapYear:
    """All that is written about the year of a scope; its `figures` are left empty."""
    column = next(column for column in series.columns if column.year == scope.year)
    return _texts(_pair(atlas, scope, other_code), series, column)


def bivariate_details(atlas: Atlas, scope: Scope, other_code: str, unit: str) -> tuple[Detail, ...]:
    """Label and text of both figures of a unit and of its class; empty if it has none."""
    pair = _pair(atlas, scope, other_code)
    grid = pair.x.base.grid
    if unit not in grid.units:
        return ()
    row, place = grid.years.index(scope.year), grid.units.index(unit)
    laid = pair.laid
    code = int(laid.codes[row, place])
    return () if code == NO_CODE else _details(pair, (row, place), laid.legend[code])


@dataclass(frozen=True, slots=True, kw_only=True)
class _Side:
    """One indicator: its figures on the units and years of both, and their classes."""

    base: MapData
    found: Classification

    @property
    def axis(self) -> Axis:
        """What the map says of it."""
        item = self.base.item
        count = self.found.classes
        # outside the limits there are the first and the last class all the same
        told = replace(self.found, open_ended=count > 1)
        return Axis(
            title=item.title,
            unit=pipeline.view_unit(item, View.VALUE),
            names=map_texts.HEIGHTS[count],
            ranges=class_labels(told, self.base.decimals),
        )

    @property
    def known(self) -> Flags:
        """Where there is a number."""
        return np.asarray(~np.isnan(self.base.grid.value))

    def told(self, cell: GridCell | None, year: int) -> str:
        """A figure as text without its unit; "." where a unit has none of its own."""
        if cell is None:
            return State.UNKNOWN.sign
        return figure_text(row_of(cell, year=year), self.base.item, View.VALUE)


@dataclass(frozen=True)
class _Pair:
    """Two indicators on the same units and years."""

    scope: Scope
    x: _Side
    y: _Side

    @cached_property
    def laid(self) -> Coded:
        """Legend and codes."""
        return _coded(self)

    @property
    def scopes(self) -> tuple[Scope, Scope]:
        """The scopes of both."""
        return self.x.base.scope, self.y.base.scope

    def area_rows(self, year: int) -> tuple[ValueRow | None, ValueRow | None]:
        """The whole area's figures of a year."""
        return self.x.base.area_rows.get(year), self.y.base.area_rows.get(year)


def _pair(atlas: Atlas, scope: Scope, other_code: str) -> _Pair:
    scope = replace(scope, view=View.VALUE, base_year=None, classing=None)
    first = ground(atlas, scope)
    second = ground(atlas, replace(scope, indicator=other_code))
    years = tuple(sorted({*first.grid.years} & {*second.grid.years}))
    if scope.year not in years:
        raise UnknownYearError(second.item.title, scope.year, list(years))
    units = tuple(sorted({*first.grid.units} | {*second.grid.units}))
    sides = (_side(base, years, units) for base in (first, second))
    return _Pair(scope, *sides)


def _side(base: MapData, years: tuple[int, ...], units: tuple[str, ...]) -> _Side:
    grid = base.grid.of_years(years).of_units(units)
    terciles = Classing(method=Method.QUANTILES, classes=CLASSES)
    setting = ClassingContext(units=len(units), decimals=base.decimals)
    return _Side(base=replace(base, grid=grid), found=classify(grid.numbers, terciles, setting))


def _coded(pair: _Pair) -> Coded:
    """Lay out the square, the same hatched where a figure is uncertain, then the signs."""
    across, up = pair.x, pair.y
    cells = tuple(_cells(across.axis, up.axis))
    both = across.known & up.known
    codes = np.full(both.shape, NO_CODE, dtype=np.uint8)
    if cells:
        column = across.found.codes(across.base.grid.value[both])
        row = up.found.codes(up.base.grid.value[both])
        codes[both] = row * across.found.classes + column
    limited = both & ((_states(across) == State.LIMITED) | (_states(up) == State.LIMITED))
    uncertain = np.unique(codes[limited])
    codes[limited] = len(cells) + np.searchsorted(uncertain, codes[limited])
    hatched = tuple(hatched_class(cells[position]) for position in uncertain)
    signs = _signs(pair, both)
    for number, (_, where) in enumerate(signs, len(cells) + len(hatched)):
        codes[where] = number
    return Coded(legend=(*cells, *hatched, *(entry for entry, _ in signs)), codes=codes)


def _cells(across: Axis, up: Axis) -> Iterator[LegendClass]:
    """Yield the classes of the square row by row from low to high."""
    for row, shade_up in enumerate(_STEPS[len(up.names)]):
        for column, shade_across in enumerate(_STEPS[len(across.names)]):
            label = f"{across.class_text(column)}, {up.class_text(row)}"
            shade = colours.BIVARIATE[shade_up][shade_across]
            yield LegendClass(label=label, colour=shade, position=(column, row))


def _states(side: _Side) -> Codes:
    return np.asarray(side.base.grid.state)


def _signs(pair: _Pair, both: Flags) -> list[Sign]:
    """Entries for units that lack one of the figures, with the sign of the first such figure."""
    free, found = ~both, dict[LegendClass, Flags]()
    for side in (pair.x, pair.y):
        for entry, there in signs_of(side.base):
            where = there & free & ~side.known
            if where.any():
                found[entry] = np.asarray(where | found.get(entry, False))
                free &= ~where
    there = pair.x.base.grid.there | pair.y.base.grid.there
    if (left := there & free).any():
        sign = State.UNKNOWN.sign
        label = texts.NO_VALUE_CLASS.format(sign=sign)
        entry = LegendClass(label=label, colour=colours.NO_VALUE, sign=sign)
        found[entry] = np.asarray(left | found.get(entry, False))
    return list(found.items())


def _series(pair: _Pair) -> MapSeries:
    across, up, laid = pair.x.axis, pair.y.axis, pair.laid
    return replace(
        frame(pair.x.base),
        kind=MapKind.BIVARIATE,
        title=map_texts.BOTH.format(x=across.title, y=up.title),
        unit="",
        denominator="",
        legend=laid.legend,
        method=words.method((across, up)),
        units=pair.x.base.grid.units,
        columns=tuple(_columns(pair)),
        axes=(across.head, up.head),
        axis_classes=(across.classes, up.classes),
    )


def _columns(pair: _Pair) -> Iterator[MapColumn]:
    entries = len(pair.laid.legend)
    for year, codes in zip(pair.x.base.grid.years, pair.laid.codes, strict=True):
        yield MapColumn(
            year=year,
            label=str(year),
            codes=codes.tobytes(),
            counts=tuple(np.bincount(codes, minlength=entries)[:entries].tolist()),
            area_value=None,
            area_text="",
        )


def _year(pair: _Pair, shared: MapSeries, column: MapColumn) -> MapYear:
    return replace(_texts(pair, shared, column), figures=tuple(_figures(pair, shared, column)))


def _texts(pair: _Pair, shared: MapSeries, column: MapColumn) -> MapYear:
    atlas, scope = pair.x.base.atlas, replace(pair.scope, year=column.year)
    told = words.Told(
        atlas=atlas,
        scope=scope,
        axes=(pair.x.axis, pair.y.axis),
        area=tuple(_area_texts(pair, column.year)),
    )
    carried = words.carried(
        [(side.item.title, words.of_year(atlas, side.scope, column.year)) for side in _bases(pair)]
    )
    return MapYear(
        year=column.year,
        label=column.label,
        headline=told.headline,
        subtitle=told.subtitle,
        figures=(),
        counts=column.counts,
        area_value=None,
        area_text="",
        text_alternative=told.text_alternative(shared.legend, column.counts),
        provenance=carried,
    )


def _bases(pair: _Pair) -> tuple[MapData, MapData]:
    return pair.x.base, pair.y.base


def _area_texts(pair: _Pair, year: int) -> Iterator[str]:
    """Yield title and value of the whole area, where it has one."""
    for side, row in zip((pair.x, pair.y), pair.area_rows(year), strict=True):
        if row is not None and row.value is not None:
            yield f"{side.base.item.title} {told(row, side.base.item, View.VALUE)}"


def _figures(pair: _Pair, shared: MapSeries, column: MapColumn) -> Iterator[UnitFigure]:
    """Yield every unit of a year with both figures."""
    scope = pair.scope
    level = pair.x.base.atlas.level_at(scope.area, scope.level, scope.vintage)
    names = {unit.id: unit.name for unit in level.units}
    row = pair.x.base.grid.years.index(column.year)
    for place, (unit, code) in enumerate(zip(shared.units, column.codes, strict=True)):
        if code == NO_CODE:
            continue
        cells = [side.base.grid.at(row, place) for side in (pair.x, pair.y)]
        entry = shared.legend[code]
        pairs = zip((pair.x, pair.y), cells, strict=True)
        yield UnitFigure(
            unit=unit,
            name=names.get(unit, unit),
            value=None if entry.sign or cells[0] is None else cells[0].value,
            text=map_texts.PAIR.join(side.told(cell, column.year) for side, cell in pairs),
            flag="",
            legend_class=code,
            details=_details(pair, (row, place), entry),
        )


def _details(pair: _Pair, at: tuple[int, int], entry: LegendClass) -> tuple[Detail, ...]:
    """Both figures with their units, and in words how high they are."""
    return tuple(
        (side.axis.title, _told(side, at, entry.position[number] if entry.position else None))
        for number, side in enumerate((pair.x, pair.y))
    )


def _told(side: _Side, at: tuple[int, int], place: int | None) -> str:
    year = side.base.grid.years[at[0]]
    text = with_unit(side.told(side.base.grid.at(*at), year), side.axis.unit)
    return text if place is None else f"{text}, {side.axis.names[place]}"
