"""What all years of a map share: figures, classes, legend, and where in it each unit stands."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from atlas.atlas import Atlas
from atlas.errors import UnknownYearError
from atlas.measures.cells import Flags
from atlas.measures.class_methods import ClassingContext
from atlas.measures.grid import Grid
from atlas.model.cells import State
from atlas.model.formulas import Quotient
from atlas.model.indicators import Indicator
from atlas.model.results import ValueRow
from atlas.model.scope import Scope, View
from atlas.model.specs import NO_CODE, LegendClass
from atlas.pipeline import view_decimals
from atlas.views import texts
from atlas.views.headlines import best_rows, query_of, top_query
from atlas.views.map import colours
from atlas.views.map.classing import AreaMark, Classes, classes_of, wish, zero_matters
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


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Coded:
    """A legend and the index of each unit's entry in it, shaped like the grid."""

    legend: tuple[LegendClass, ...]
    codes: Codes


Sign: TypeAlias = tuple[LegendClass, Flags]
"""A legend entry for figures that are a sign, and where in the grid it stands."""


def ground(atlas: Atlas, scope: Scope) -> MapData:
    """Collect the figures of a map: all years that share a legend with the year of the scope.

    Raises
    ------
    UnknownNameError, NoDataError
        If the scope asks for what the data don't hold.
    """
    scope = atlas.settled(scope)
    item = atlas.indicator(scope.indicator)
    grid = _of_one_side(_within_borders(atlas, scope), scope)
    if scope.year not in grid.years:
        raise UnknownYearError(item.title, scope.year, list(grid.years))
    return MapData(
        atlas=atlas, scope=scope, item=item, grid=grid, area_rows=_area_rows(atlas, scope)
    )


def _within_borders(atlas: Atlas, scope: Scope) -> Grid:
    """Figures of a scope; "x" for a unit whose borders were others than those that are drawn."""
    grid = atlas.grid(query_of(scope))
    level_vintage = atlas.shown(scope.area).level_vintage(scope.level, scope.vintage)
    units_with_other_borders = [level_vintage.units_with_other_borders(year) for year in grid.years]
    if not any(units_with_other_borders):
        return grid
    other = np.array([[unit in keys for unit in grid.units] for keys in units_with_other_borders])
    return replace(
        grid,
        value=np.where(other, np.nan, grid.value),
        state=np.where(other, np.int8(State.NOT_APPLICABLE), grid.state),
    )


def _of_one_side(grid: Grid, scope: Scope) -> Grid:
    """Leave out changes that look from the base year the other way."""
    base = scope.base_year
    if scope.view is not View.CHANGE or base is None:
        return grid
    backwards = scope.year < base
    return grid.of_years(tuple(y for y in grid.years if y != base and (y < base) == backwards))


def _area_rows(atlas: Atlas, scope: Scope) -> dict[int, ValueRow]:
    query = top_query(atlas, scope, years=())
    if query is None:
        return {}
    rows = best_rows(atlas.values(query).rows)
    return {row.year: row for row in reversed(rows)}


def area_label(base: MapData) -> str:
    """Name the whole area's value: "Kreiswert"."""
    return texts.AREA_VALUE.format(kind=base.atlas.area(base.scope.area).kind)


def setting_of(base: MapData) -> tuple[ClassingContext, AreaMark]:
    """What the classes depend on besides the figures: the area's value is that of the last year."""
    year = max(base.grid.years)
    row = base.area_rows.get(year)
    value = row.value if row else None
    if base.scope.view is View.DEVIATION:
        value = 0.0
    setting = ClassingContext(
        units=len(base.grid.units),
        decimals=base.decimals,
        zero=zero_matters(base.grid.numbers, base.scope.view),
        area=value,
    )
    return setting, AreaMark(label=area_label(base), year=year, value=value)


def classes(base: MapData) -> Classes:
    """One classing over all years, in words and colours."""
    return classes_of(base.grid.numbers, wish(base.scope, base.item), *setting_of(base))


def coded(base: MapData, made: Classes) -> Coded:
    """Lay out the legend: classes, the same hatched where figures are uncertain, then signs."""
    plain = tuple(
        LegendClass(label=label, colour=shade, lower=lower, upper=upper)
        for label, shade, (lower, upper) in zip(
            made.labels, made.colours, pairwise(made.found.limits), strict=True
        )
    )
    grid, codes = base.grid, np.full(base.grid.value.shape, NO_CODE, dtype=np.uint8)
    known = ~np.isnan(grid.value)
    if plain:
        codes[known] = made.found.codes(grid.value[known])
    limited = known & (grid.state == State.LIMITED)
    uncertain = np.unique(codes[limited])
    codes[limited] = len(plain) + np.searchsorted(uncertain, codes[limited])
    hatched = [hatched_class(plain[position]) for position in uncertain]
    signs = signs_of(base, plain, made)
    for number, (_, where) in enumerate(signs, len(plain) + len(hatched)):
        codes[where] = number
    return Coded(legend=(*plain, *hatched, *(entry for entry, _ in signs)), codes=codes)


def hatched_class(entry: LegendClass) -> LegendClass:
    """Return the same class for figures of limited reliability."""
    label = texts.LIMITED_CLASS.format(label=entry.label)
    return replace(entry, label=label, hatched=True)


def signs_of(
    base: MapData, plain: tuple[LegendClass, ...] = (), made: Classes | None = None
) -> list[Sign]:
    """Entries for figures that are told by a sign: exactly zero, nobody there, no value.

    An exact zero has the colour of the class it would fall into (white without classes).
    """
    found = [_zero(base, plain, made), _nobody(base)]
    taken = np.logical_or.reduce([where for _, where in found])
    empty = base.grid.there & np.isnan(base.grid.value) & ~taken
    states = {State(code).sign for code in np.unique(base.grid.state[empty]).tolist()}
    for sign in sorted(states):
        same = [state for state in State if state.sign == sign]
        where = empty & np.isin(base.grid.state, same)
        label = texts.NO_VALUE_CLASS.format(sign=sign)
        found.append((LegendClass(label=label, colour=colours.NO_VALUE, sign=sign), where))
    return [(entry, where) for entry, where in found if where.any()]


def _zero(base: MapData, plain: tuple[LegendClass, ...], made: Classes | None) -> Sign:
    """Exactly nothing is more than a low value: nobody or nothing at all."""
    sign = State.ZERO.sign
    shade = plain[made.found.class_of(0.0)].colour if made and plain else colours.NOBODY
    entry = LegendClass(label=texts.ZERO_CLASS.format(sign=sign), colour=shade, sign=sign)
    values = base.scope.view is View.VALUE
    return entry, np.asarray(values & (base.grid.state == State.ZERO), dtype=np.bool_)


def _nobody(base: MapData) -> Sign:
    """Units with nobody to relate a figure to (uninhabited ones, for instance)."""
    formula, sign = base.item.formula, State.NOT_APPLICABLE.sign
    if not isinstance(formula, Quotient):
        return LegendClass(label="", colour=colours.NOBODY), np.zeros_like(base.grid.there)
    titles = quantities_title(formula.per, base.atlas.catalogue.titles())
    label = texts.NOBODY_CLASS.format(denominator=titles, sign=sign)
    where = (base.grid.state == State.NOT_APPLICABLE) & (base.grid.denominator == 0)
    return LegendClass(label=label, colour=colours.NOBODY, sign=sign), np.asarray(where)
