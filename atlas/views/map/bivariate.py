"""Two indicators on one map: three classes each, nine colours (for analysts)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, replace
from functools import cached_property, lru_cache
from typing import Final, TypeAlias

import numpy as np

from atlas import pipeline
from atlas.atlas import Atlas
from atlas.errors import UnknownYearError
from atlas.measures.cells import Flags
from atlas.measures.class_methods import ClassingContext, classify
from atlas.measures.classes import Classification
from atlas.measures.grid import Grid, GridCell
from atlas.measures.round_limits import as_printed
from atlas.model.areas import UnitName, distinct_names
from atlas.model.cells import State, Status
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
    SignedNumber,
    UnitCard,
    UnitFigure,
    UnitNumbers,
)
from atlas.views import file_name_texts, headlines
from atlas.views.citation import permanent_link
from atlas.views.file_names import file_stem
from atlas.views.headlines import figure_phrase, final, row_of, with_unit
from atlas.views.map import bivariate_captions as captions
from atlas.views.map import colours
from atlas.views.map import texts as map_texts
from atlas.views.map.bivariate_captions import Axis
from atlas.views.map.captions import MAP_PAGE
from atlas.views.map.classing import class_labels
from atlas.views.map.data import (
    CodedLegend,
    Codes,
    MapData,
    Sign,
    hatched_class,
    map_data,
    signs_of,
)
from atlas.views.map.maps import frame, signed_number
from atlas.views.numbers import shared_status

CLASSES: Final = 3
"""Classes per indicator: with more nobody could read the square."""
_STEPS: Final = {0: (), 1: (0,), 2: (0, 2), 3: (0, 1, 2)}
"""Which of the three shades so many classes take."""
Detail: TypeAlias = tuple[str, str]
_UNKNOWN: Final = SignedNumber(sign=State.UNKNOWN.sign)
_COMPARISON: Final = "zusammenhang"
"""Name of this kind of map in an address."""


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
        Whether the figures of all common years are requested or only those of the scope's year.
    """
    pair = _pair(atlas, scope, other_code)
    shared = _series(pair)
    columns = [c for c in shared.columns if every_year or c.year == scope.year]
    return MapSpec(
        **{field.name: getattr(shared, field.name) for field in fields(MapSeries)},
        years=tuple(_year(pair, shared, column) for column in columns),
        current=scope.year,
        file_stem=file_stem(atlas, pair.scope, file_name_texts.MAP, other_code),
    )


def bivariate_texts(atlas: Atlas, scope: Scope, other_code: str, series: MapSeries) -> MapYear:
    """All that is written about the year of a scope; its `figures` are left empty."""
    column = next(column for column in series.columns if column.year == scope.year)
    return _texts(_pair(atlas, scope, other_code), series, column)


def bivariate_card(atlas: Atlas, scope: Scope, other_code: str, unit: str) -> UnitCard | None:
    """Say both figures of a unit with their classes; None for one without."""
    pair = _pair(atlas, scope, other_code)
    grid = pair.x.data.grid
    if unit not in grid.units:
        return None
    row, position = grid.years.index(scope.year), grid.units.index(unit)
    coded = pair.coded
    code = int(coded.codes[row, position])
    if code == NO_CODE:
        return None
    first, *others = _details(pair, (row, position), coded.legend[code])
    brief = tuple(": ".join(detail) for detail in (first, *others))
    return UnitCard(label=first[0], figure=first[1], lines=tuple(others), brief=brief)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Side:
    """One indicator: its figures on the units and years of both, and their classes."""

    data: MapData
    classification: Classification

    @property
    def axis(self) -> Axis:
        """Title, unit and classes along the square."""
        item = self.data.item
        count = self.classification.classes
        # outside the limits there are the first and the last class all the same
        labelled = replace(self.classification, open_ended=count > 1)
        return Axis(
            title=item.title,
            unit=pipeline.view_unit(item, View.VALUE),
            names=map_texts.CLASS_NAMES[count],
            ranges=class_labels(labelled, self.data.decimals),
        )

    @property
    def has_value(self) -> Flags:
        """Where there is a number."""
        return np.asarray(~np.isnan(self.data.grid.value))

    def figure_text(self, cell: GridCell | None, year: int) -> str:
        """A figure as text without its unit; "." where a unit has none of its own."""
        if cell is None:
            return State.UNKNOWN.sign
        row = row_of(cell, year=year)
        plain = final(row) if cell.status is _status_of_all(self.data.grid, year) else row
        return headlines.figure_text(plain, self.data.item, View.VALUE)


@lru_cache(maxsize=64)  # asked for every unit, the same for all of a year
def _status_of_all(grid: Grid, year: int) -> Status:
    """The status all figures of a year share: it is said in the head, not at each of them."""
    return shared_status(grid.of_years((year,)).statuses)


@dataclass(frozen=True)
class _Pair:
    """Two indicators on the same units and years."""

    scope: Scope
    x: _Side
    y: _Side

    @cached_property
    def coded(self) -> CodedLegend:
        """Legend and codes."""
        return _coded(self)

    @property
    def scopes(self) -> tuple[Scope, Scope]:
        """The scopes of both."""
        return self.x.data.scope, self.y.data.scope

    def area_rows(self, year: int) -> tuple[ValueRow | None, ValueRow | None]:
        """The whole area's figures of a year."""
        return self.x.data.area_rows.get(year), self.y.data.area_rows.get(year)


def _pair(atlas: Atlas, scope: Scope, other_code: str) -> _Pair:
    scope = replace(scope, view=View.VALUE, base_year=None, classing=None)
    first = map_data(atlas, scope)
    second = map_data(atlas, replace(scope, indicator=other_code))
    years = tuple(sorted({*first.grid.years} & {*second.grid.years}))
    if scope.year not in years:
        raise UnknownYearError(second.item.title, scope.year, list(years))
    units = tuple(sorted({*first.grid.units} | {*second.grid.units}))
    sides = (_side(data, years, units) for data in (first, second))
    return _Pair(scope, *sides)


def _side(data: MapData, years: tuple[int, ...], units: tuple[str, ...]) -> _Side:
    grid = data.grid.of_years(years).of_units(units)
    terciles = Classing(method=Method.QUANTILES, classes=CLASSES)
    context = ClassingContext(units=len(units), decimals=data.decimals)
    return _Side(
        data=replace(data, grid=grid),
        classification=classify(as_printed(grid.numbers, data.decimals), terciles, context),
    )


def _coded(pair: _Pair) -> CodedLegend:
    """Lay out the square, the same hatched where a figure is uncertain, then the signs."""
    across, up = pair.x, pair.y
    cells = tuple(_cells(across.axis, up.axis))
    both = across.has_value & up.has_value
    codes = np.full(both.shape, NO_CODE, dtype=np.uint8)
    if cells:
        column = across.classification.codes(across.data.printed[both])
        row = up.classification.codes(up.data.printed[both])
        codes[both] = row * across.classification.classes + column
    limited = both & ((_states(across) == State.LIMITED) | (_states(up) == State.LIMITED))
    uncertain = np.unique(codes[limited])
    codes[limited] = len(cells) + np.searchsorted(uncertain, codes[limited])
    hatched = tuple(hatched_class(cells[position]) for position in uncertain)
    signs = _signs(pair, both)
    for number, (_, where) in enumerate(signs, len(cells) + len(hatched)):
        codes[where] = number
    return CodedLegend(legend=(*cells, *hatched, *(entry for entry, _ in signs)), codes=codes)


def _cells(across: Axis, up: Axis) -> Iterator[LegendClass]:
    """Yield the classes of the square row by row from low to high."""
    for row, shade_up in enumerate(_STEPS[len(up.names)]):
        for column, shade_across in enumerate(_STEPS[len(across.names)]):
            label = f"{across.class_text(column)}, {up.class_text(row)}"
            shade = colours.BIVARIATE[shade_up][shade_across]
            yield LegendClass(label=label, colour=shade, position=(column, row))


def _states(side: _Side) -> Codes:
    return np.asarray(side.data.grid.state)


def _signs(pair: _Pair, both: Flags) -> list[Sign]:
    """Entries for units that lack one of the figures, with the sign of the first such figure."""
    uncovered, entries = ~both, dict[LegendClass, Flags]()
    for side in (pair.x, pair.y):
        for entry, where_sign in signs_of(side.data):
            where = where_sign & uncovered & ~side.has_value
            if where.any():
                entries[entry] = np.asarray(where | entries.get(entry, False))
                uncovered &= ~where
    where_sign = pair.x.data.grid.exists | pair.y.data.grid.exists
    if (rest := where_sign & uncovered).any():
        sign = State.UNKNOWN.sign
        label = map_texts.NO_VALUE_CLASS.format(sign=sign)
        entry = LegendClass(label=label, colour=colours.NO_VALUE, sign=sign)
        entries[entry] = np.asarray(rest | entries.get(entry, False))
    return list(entries.items())


def _series(pair: _Pair) -> MapSeries:
    across, up, coded = pair.x.axis, pair.y.axis, pair.coded
    return replace(
        frame(pair.x.data),
        kind=MapKind.BIVARIATE,
        title=map_texts.BOTH.format(x=across.title, y=up.title),
        unit="",
        numerator="",
        denominator="",
        change_label="",
        legend=coded.legend,
        method=captions.method((across, up)),
        units=pair.x.data.grid.units,
        columns=tuple(_columns(pair)),
        axes=(across.head, up.head),
        axis_classes=(across.classes, up.classes),
    )


def _columns(pair: _Pair) -> Iterator[MapColumn]:
    entries = len(pair.coded.legend)
    for year, codes in zip(pair.x.data.grid.years, pair.coded.codes, strict=True):
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
    atlas, scope = pair.x.data.atlas, replace(pair.scope, year=column.year)
    sentences = captions.BivariateCaptions(
        atlas=atlas,
        scope=scope,
        axes=(pair.x.axis, pair.y.axis),
        area=tuple(_area_texts(pair, column.year)),
    )
    sources = captions.bivariate_provenance(
        [
            (side.item.title, captions.year_provenance(atlas, side.scope, column.year))
            for side in _bases(pair)
        ]
    )
    second = {"vergleich": _COMPARISON, "mit": pair.y.data.scope.indicator}
    return MapYear(
        year=column.year,
        label=column.label,
        headline=sentences.headline,
        subtitle=sentences.subtitle,
        figures=(),
        counts=column.counts,
        area_value=None,
        area_text="",
        text_alternative=sentences.text_alternative(shared.legend, column.counts),
        provenance=replace(sources, link=permanent_link(atlas, scope, MAP_PAGE, second)),
    )


def _bases(pair: _Pair) -> tuple[MapData, MapData]:
    return pair.x.data, pair.y.data


def _area_texts(pair: _Pair, year: int) -> Iterator[str]:
    """Yield title and value of the whole area, where it has one."""
    for side, row in zip((pair.x, pair.y), pair.area_rows(year), strict=True):
        if row is not None and row.value is not None:
            yield f"{side.data.item.title} {figure_phrase(row, side.data.item, View.VALUE)}"


def _figures(pair: _Pair, shared: MapSeries, column: MapColumn) -> Iterator[UnitFigure]:
    """Yield every unit of a year with both figures."""
    scope = pair.scope
    level = pair.x.data.atlas.level_at(scope.area, scope.level, scope.vintage)
    names = distinct_names(level.units)
    row = pair.x.data.grid.years.index(column.year)
    for position, (unit, code) in enumerate(zip(shared.units, column.codes, strict=True)):
        if code == NO_CODE:
            continue
        cells = [side.data.grid.cell_at(row, position) for side in (pair.x, pair.y)]
        entry = shared.legend[code]
        pairs = zip((pair.x, pair.y), cells, strict=True)
        numbers, second = (
            UnitNumbers(value=signed_number(cell) if cell else _UNKNOWN) for cell in cells
        )
        name = names.get(unit, UnitName(name=unit))
        yield UnitFigure(
            unit=unit,
            name=name.name,
            value=None if entry.sign or cells[0] is None else cells[0].value,
            text=map_texts.PAIR.join(side.figure_text(cell, column.year) for side, cell in pairs),
            flag="",
            legend_class=code,
            details=_details(pair, (row, position), entry),
            numbers=numbers,
            second=second,
            everyday=name.everyday,
        )


def _details(pair: _Pair, at: tuple[int, int], entry: LegendClass) -> tuple[Detail, ...]:
    """Both figures with their units, and the names of their classes."""
    return tuple(
        (
            side.axis.title,
            _detail_text(side, at, entry.position[number] if entry.position else None),
        )
        for number, side in enumerate((pair.x, pair.y))
    )


def _detail_text(side: _Side, at: tuple[int, int], class_index: int | None) -> str:
    year = side.data.grid.years[at[0]]
    text = with_unit(side.figure_text(side.data.grid.cell_at(*at), year), side.axis.unit)
    return text if class_index is None else f"{text}, {side.axis.names[class_index]}"
