"""What all years of a map share: figures, classes, legend, and the entry of each unit in it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from atlas.atlas import Atlas
from atlas.errors import UnknownYearError
from atlas.measures.cells import Flags, Floats
from atlas.measures.class_methods import ClassingContext
from atlas.measures.grid import Grid
from atlas.measures.round_limits import as_printed
from atlas.model.cells import State
from atlas.model.formulas import PER_HUNDRED, Quotient, Share
from atlas.model.indicators import Indicator
from atlas.model.results import ValueRow
from atlas.model.scope import Scope, View
from atlas.model.specs import NO_CODE, LegendClass
from atlas.pipeline import view_decimals
from atlas.views import texts
from atlas.views.headlines import area_scope, best_rows
from atlas.views.map import chance, colours
from atlas.views.map import texts as map_texts
from atlas.views.map.classing import AreaMark, Classes, classes_of, requested_classing, zero_matters
from atlas.views.plurals import weak
from atlas.views.table.tables import quantities_title

Codes: TypeAlias = npt.NDArray[np.uint8]


@dataclass(frozen=True, slots=True, kw_only=True)
class MapData:
    """The figures of a map over all its years; `area_rows` are those of the whole area by year."""

    atlas: Atlas
    scope: Scope
    item: Indicator
    grid: Grid
    area_rows: dict[int, ValueRow]

    @property
    def decimals(self) -> int:
        """Decimals of the figures shown."""
        return view_decimals(self.item, self.scope.view)

    @property
    def printed(self) -> Floats:
        """The figures as they are printed, shaped like the grid: what classes are made of."""
        return as_printed(self.grid.value, self.decimals)

    @property
    def zero_label(self) -> str:
        """What the sign for nothing stands for: exactly nothing, unless counts are rounded."""
        most = self.atlas.edition(self.scope.area).largest_nothing
        form = map_texts.ROUNDED_ZERO_CLASS if most else map_texts.ZERO_CLASS
        return form.format(sign=State.ZERO.sign, most=most)

    @property
    def other_borders(self) -> Flags:
        """Which units had other borders than those that are drawn, shaped like the grid."""
        return _other_borders(self.atlas, self.scope, self.grid)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CodedLegend:
    """A legend and the index of each unit's entry in it, shaped like the grid."""

    legend: tuple[LegendClass, ...]
    codes: Codes


Sign: TypeAlias = tuple[LegendClass, Flags]
"""A legend entry for figures that are a sign, and where in the grid it occurs."""


def map_data(atlas: Atlas, scope: Scope) -> MapData:
    """Collect the figures of a map: all years that share a legend with the year of the scope.

    Raises
    ------
    UnknownNameError, NoDataError
        If the scope asks for what the data don't hold.
    """
    scope = atlas.with_base_year(scope)
    item = atlas.indicator(scope.area, scope.indicator)
    grid = _of_one_side(atlas.grid(scope), scope)
    if scope.year not in grid.years:
        raise UnknownYearError(item.title, scope.year, list(grid.years))
    return MapData(
        atlas=atlas,
        scope=scope,
        item=item,
        grid=as_drawn(atlas, scope, grid),
        area_rows=_area_rows(atlas, scope),
    )


def as_drawn(atlas: Atlas, scope: Scope, grid: Grid) -> Grid:
    """The figures of the borders that are drawn; units that had others in a year are "x" in it."""
    return _without(grid, _other_borders(atlas, scope, grid))


def _other_borders(atlas: Atlas, scope: Scope, grid: Grid) -> Flags:
    level_vintage = atlas.edition(scope.area).level_vintage(scope.level, scope.vintage)
    by_year = [level_vintage.units_with_other_borders(year) for year in grid.years]
    if not any(by_year):
        return np.zeros(grid.value.shape, dtype=np.bool_)
    return np.array([[unit in keys for unit in grid.units] for keys in by_year], dtype=np.bool_)


def _without(grid: Grid, other: Flags) -> Grid:
    """The same figures, "x" where the flags are."""
    if not other.any():
        return grid
    return replace(
        grid,
        value=np.where(other, np.nan, grid.value),
        state=np.where(other, np.int8(State.NOT_APPLICABLE), grid.state),
        numerator=np.where(other, np.nan, grid.numerator),
        denominator=np.where(other, np.nan, grid.denominator),
    )


def _of_one_side(grid: Grid, scope: Scope) -> Grid:
    """Leave out changes on the other side of the base year."""
    base = scope.base_year
    if scope.view is not View.CHANGE or base is None:
        return grid
    backwards = scope.year < base
    return grid.of_years(tuple(y for y in grid.years if y != base and (y < base) == backwards))


def _area_rows(atlas: Atlas, scope: Scope) -> dict[int, ValueRow]:
    whole = area_scope(atlas, scope, years=())
    if whole is None:
        return {}
    rows = best_rows(atlas.values(whole).rows)
    return {row.year: row for row in reversed(rows)}


def area_label(data: MapData) -> str:
    """Name the whole area's value: "Kreiswert"."""
    return texts.AREA_VALUE.format(kind=data.atlas.area(data.scope.area).kind)


def classing_context(data: MapData) -> tuple[ClassingContext, AreaMark]:
    """What the classes depend on besides the figures: the area's value is that of the last year."""
    year = max(data.grid.years)
    row = data.area_rows.get(year)
    value = row.value if row else None
    if data.scope.view is View.DEVIATION:
        value = 0.0
    formula = data.item.formula
    is_part = isinstance(formula, Share) and not formula.may_exceed
    numbers = as_printed(data.grid.numbers, data.decimals)
    context = ClassingContext(
        units=len(data.grid.units),
        decimals=data.decimals,
        zero=zero_matters(numbers, data.scope.view),
        change=data.scope.view is View.CHANGE,
        area=value,
        by_year=tuple(row[~np.isnan(row)] for row in data.printed),
        highest=PER_HUNDRED if is_part and data.scope.view is View.VALUE else None,
    )
    return context, AreaMark(label=area_label(data), year=year, value=value)


def classes(data: MapData) -> Classes:
    """One classing over all years, in words and colours.

    Custom areas have that of the units they are made of: a colour means the same on both maps.
    Made of units of several levels they have one of their own.
    """
    custom = data.atlas.level(data.scope.area, data.scope.level).custom
    if custom is not None and len(custom.levels) == 1:
        return _of_building_blocks(data, custom.levels[0])
    numbers = as_printed(data.grid.numbers, data.decimals)
    return classes_of(numbers, requested_classing(data.scope, data.item), *classing_context(data))


def _of_building_blocks(data: MapData, level_id: str) -> Classes:
    level = data.atlas.level(data.scope.area, level_id)
    scope = replace(data.scope, level=level_id, vintage=None, selection=())
    shared = classes(map_data(data.atlas, scope))
    note = map_texts.CLASSES_AS_ON.format(plural=weak(level.plural))
    return replace(shared, method=map_texts.METHOD_NOTED.format(method=shared.method, note=note))


def coded_legend(data: MapData, map_classes: Classes) -> CodedLegend:
    """Lay out the legend: classes, the same hatched where figures are uncertain, then signs.

    What is of limited reliability and may be chance, too, is listed as both.
    """
    class_entries = tuple(
        LegendClass(label=label, colour=shade, lower=lower, upper=upper)
        for label, shade, (lower, upper) in zip(
            map_classes.labels,
            map_classes.colours,
            pairwise(map_classes.classification.limits),
            strict=True,
        )
    )
    grid, codes = data.grid, np.full(data.grid.value.shape, NO_CODE, dtype=np.uint8)
    has_value = ~np.isnan(grid.value)
    if class_entries:
        codes[has_value] = map_classes.classification.codes(data.printed[has_value])
    within = chance.within_chance(data.atlas, data.scope, grid)
    limited = has_value & (grid.state == State.LIMITED)
    legend = list(class_entries)
    for where, uncertain_class in (
        (limited & ~within, hatched_class),
        (limited & within, _doubtful_class),
        (within & ~limited, chance.chance_class),
    ):
        uncertain = np.unique(codes[where])
        codes[where] = len(legend) + np.searchsorted(uncertain, codes[where])
        legend += [uncertain_class(class_entries[position]) for position in uncertain]
    for entry, where in signs_of(data, class_entries, map_classes):
        codes[where] = len(legend)
        legend.append(entry)
    return CodedLegend(legend=tuple(legend), codes=codes)


def hatched_class(entry: LegendClass) -> LegendClass:
    """Return the same class for figures of limited reliability."""
    label = map_texts.LIMITED_CLASS.format(label=entry.label)
    return replace(entry, label=label, hatched=True)


def _doubtful_class(entry: LegendClass) -> LegendClass:
    """Return the same class for changes of limited reliability that may be due to chance."""
    label = map_texts.DOUBTFUL_CLASS.format(label=entry.label)
    return replace(entry, label=label, hatched=True)


def signs_of(
    data: MapData, class_entries: tuple[LegendClass, ...] = (), map_classes: Classes | None = None
) -> list[Sign]:
    """Entries for figures printed as a sign: exactly zero, nobody there, no value.

    An exact zero has the colour of the class it would fall into (white without classes).
    """
    entries = [_zero(data, class_entries, map_classes), _nobody(data), _redrawn(data)]
    covered = np.logical_or.reduce([where for _, where in entries])
    empty = data.grid.exists & np.isnan(data.grid.value) & ~covered
    states = {State(code).sign for code in np.unique(data.grid.state[empty]).tolist()}
    for sign in sorted(states):
        same = [state for state in State if state.sign == sign]
        where = empty & np.isin(data.grid.state, same)
        form = (
            map_texts.NO_CHANGE_CLASS
            if sign == State.NOT_APPLICABLE.sign and data.scope.view is View.CHANGE
            else map_texts.NO_VALUE_CLASS
        )
        label = form.format(sign=sign, base=data.scope.base_year)
        entries.append((LegendClass(label=label, colour=colours.NO_VALUE, sign=sign), where))
    return [(entry, where) for entry, where in entries if where.any()]


def _zero(
    data: MapData, class_entries: tuple[LegendClass, ...], map_classes: Classes | None
) -> Sign:
    """Exactly nothing is more than a low value: nobody or nothing at all."""
    sign = State.ZERO.sign
    shade = (
        class_entries[map_classes.classification.class_of(0.0)].colour
        if map_classes and class_entries
        else colours.NOBODY
    )
    entry = LegendClass(label=data.zero_label, colour=shade, sign=sign)
    values = data.scope.view is View.VALUE
    return entry, np.asarray(values & (data.grid.state == State.ZERO), dtype=np.bool_)


def _nobody(data: MapData) -> Sign:
    """Units with nobody to relate a figure to (uninhabited ones, for instance)."""
    formula, sign = data.item.formula, State.NOT_APPLICABLE.sign
    if not isinstance(formula, Quotient):
        return LegendClass(label="", colour=colours.NOBODY), np.zeros_like(data.grid.exists)
    titles = quantities_title(formula.per, data.atlas.catalogue(data.scope.area).titles())
    label = map_texts.NOBODY_CLASS.format(denominator=titles, sign=sign)
    where = (data.grid.state == State.NOT_APPLICABLE) & (data.grid.denominator == 0)
    where &= ~data.other_borders
    return LegendClass(label=label, colour=colours.NOBODY, sign=sign), np.asarray(where)


def _redrawn(data: MapData) -> Sign:
    """Units whose borders were others: their figures are of another shape than the one drawn."""
    sign = State.NOT_APPLICABLE.sign
    label = map_texts.OTHER_BORDERS_CLASS.format(sign=sign)
    return LegendClass(label=label, colour=colours.OTHER_BORDERS, sign=sign), data.other_borders
