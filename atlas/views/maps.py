"""Choropleths: every decision of a map, made once for screen and paper."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from atlas import pipeline
from atlas.atlas import Atlas
from atlas.errors import UnknownYearError
from atlas.measures.classes import Classification, diverging_steps, equal_steps
from atlas.model.figures import LegendClass, MapSpec, MapYear, Provenance, UnitFigure
from atlas.model.formulas import Quotient, SignedSum, Total
from atlas.model.indicators import Indicator
from atlas.model.numbers import format_number
from atlas.model.results import ValueRow
from atlas.model.scope import Query, Scope, View
from atlas.model.values import State
from atlas.pipeline import view_decimals
from atlas.views import colours, texts
from atlas.views.headlines import (
    area_row,
    best_rows,
    figure_text,
    headline,
    reference_dates,
    span,
    subtitle,
    twin,
    with_unit,
)
from atlas.views.provenance import boundary_text, provenance
from atlas.views.tables import quantities_title


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What all years of one map share."""

    atlas: Atlas
    scope: Scope
    item: Indicator
    rows: tuple[ValueRow, ...]
    values: dict[tuple[str, int], ValueRow]
    changes: dict[tuple[str, int], ValueRow]
    classing: Classification
    legend: tuple[LegendClass, ...]

    @property
    def decimals(self) -> int:
        """Decimals of the figures shown."""
        return view_decimals(self.item, self.scope.view)


def choropleth(atlas: Atlas, scope: Scope) -> MapSpec:
    """Lay out the map of a scope with all its years under one legend.

    Raises
    ------
    UnknownNameError, NoDataError
        If the scope asks for what the data don't hold.
    """
    scope = atlas.settled(scope)
    drawn = _drawn(atlas, scope)
    level = atlas.level(scope.area, scope.level)
    area = atlas.area(scope.area)
    years = sorted({row.year for row in drawn.rows})
    return MapSpec(
        title=drawn.item.title,
        area=area.name,
        level=level.name,
        level_plural=level.plural,
        unit=pipeline.view_unit(drawn.item, scope.view),
        decimals=drawn.decimals,
        legend=drawn.legend,
        years=tuple(_year(drawn, year) for year in years),
        current=scope.year,
        area_label=texts.AREA_VALUE.format(kind=area.kind),
        method=_method(drawn),
        schematic=bool(level.boundaries and level.boundaries.schematic),
        fictional=area.fictional,
        file_stem=scope.file_stem,
    )


def classing(rows: Iterable[ValueRow], view: View, units: int) -> Classification:
    """Find the limits from the figures of all years.

    Changes and deviations centre on 0, and so do values of both signs, such as balances.
    """
    values = [row.value for row in rows if row.value is not None]
    both_signs = bool(values) and min(values) < 0 < max(values)
    diverging = view is not View.VALUE or both_signs
    return (diverging_steps if diverging else equal_steps)(values, units)


def class_labels(found: Classification, decimals: int) -> tuple[str, ...]:
    """Write the classes in words: "3,0 bis unter 6,0", the last one with its upper limit."""
    digits = _limit_decimals(found, decimals)
    limits = [format_number(limit, digits) for limit in found.limits]
    pairs = list(pairwise(limits))
    return tuple(
        (texts.CLASS_LAST if position == len(pairs) - 1 else texts.CLASS_BELOW).format(
            lower=lower, upper=upper
        )
        for position, (lower, upper) in enumerate(pairs)
    )


def class_colours(found: Classification) -> tuple[str, ...]:
    """Colours of the classes from low to high."""
    if not found.diverging:
        return colours.SEQUENTIAL.get(found.classes, ())
    below = sum(limit < 0 for limit in found.limits)
    return colours.diverging(below, found.classes - below)


def _drawn(atlas: Atlas, scope: Scope) -> _Drawn:
    item = atlas.indicator(scope.indicator)
    query = Query(
        area=scope.area,
        level=scope.level,
        code=scope.indicator,
        view=scope.view,
        base_year=scope.base_year,
    )
    rows = _of_one_side(best_rows(atlas.values(query).rows), scope)
    years = {row.year for row in rows}
    if scope.year not in years:
        raise UnknownYearError(item.title, scope.year, sorted(years))
    found = classing(rows, scope.view, len({row.unit for row in rows}))
    return _Drawn(
        atlas=atlas,
        scope=scope,
        item=item,
        rows=rows,
        values=_by_place(atlas, replace(query, view=View.VALUE)),
        changes=_changes(atlas, query),
        classing=found,
        legend=_legend(found, rows, view_decimals(item, scope.view)),
    )


def _of_one_side(rows: Sequence[ValueRow], scope: Scope) -> tuple[ValueRow, ...]:
    """Leave out changes that look from the base year the other way."""
    base = scope.base_year
    if scope.view is not View.CHANGE or base is None:
        return tuple(rows)
    backwards = scope.year < base
    return tuple(row for row in rows if row.year != base and (row.year < base) == backwards)


def _changes(atlas: Atlas, query: Query) -> dict[tuple[str, int], ValueRow]:
    """Changes since the base year; none without one."""
    if query.base_year is None:
        return {}
    years = tuple(y for y in atlas.years(query.area, query.code) if y > query.base_year)
    return _by_place(atlas, replace(query, view=View.CHANGE, years=years)) if years else {}


def _by_place(atlas: Atlas, query: Query) -> dict[tuple[str, int], ValueRow]:
    return {(row.unit, row.year): row for row in best_rows(atlas.values(query).rows)}


def _legend(
    found: Classification, rows: Sequence[ValueRow], decimals: int
) -> tuple[LegendClass, ...]:
    """Classes of values, the same ones hatched where figures are uncertain, then the signs."""
    labels, shades = class_labels(found, decimals), class_colours(found)
    limits = pairwise(found.limits)
    classes = [
        LegendClass(label=label, colour=shade, lower=lower, upper=upper)
        for label, shade, (lower, upper) in zip(labels, shades, limits, strict=True)
    ]
    uncertain = {_class(found, row) for row in rows if row.state is State.LIMITED}
    limited = [
        replace(entry, label=texts.LIMITED_CLASS.format(label=entry.label), hatched=True)
        for position, entry in enumerate(classes)
        if position in uncertain
    ]
    signs = dict.fromkeys(row.state.sign for row in rows if row.value is None)
    empty = [
        LegendClass(
            label=texts.NO_VALUE_CLASS.format(sign=sign), colour=colours.NO_VALUE, sign=sign
        )
        for sign in sorted(signs)
    ]
    return (*classes, *limited, *empty)


def _class(found: Classification, row: ValueRow) -> int | None:
    return None if row.value is None else found.class_of(row.value)


def _entry(drawn: _Drawn, row: ValueRow) -> int:
    """Index of a row's entry in the legend."""
    if row.value is None:
        signs = [entry.sign for entry in drawn.legend]
        return signs.index(row.state.sign)
    position = drawn.classing.class_of(row.value)
    if row.state is not State.LIMITED:
        return position
    lower = drawn.legend[position].lower
    hatched = [(entry.lower, entry.hatched) for entry in drawn.legend]
    return hatched.index((lower, True))


def _year(drawn: _Drawn, year: int) -> MapYear:
    scope = replace(drawn.scope, year=year)
    rows = [row for row in drawn.rows if row.year == year]
    dates = reference_dates(drawn.atlas, scope, rows)
    figures = tuple(_figure(drawn, row, dates) for row in rows)
    counted = Counter(figure.legend_class for figure in figures)
    counts = tuple(counted[position] for position in range(len(drawn.legend)))
    area = area_row(drawn.atlas, scope)
    shows_area = area is not None and area.value is not None and scope.view is not View.DEVIATION
    return MapYear(
        year=year,
        label=span(scope),
        headline=headline(drawn.atlas, scope),
        subtitle=subtitle(drawn.atlas, scope),
        figures=figures,
        counts=counts,
        area_value=area.value if area and shows_area else None,
        area_text=figure_text(area, drawn.item, scope.view) if area and shows_area else "",
        twin=twin(drawn.atlas, scope, drawn.legend, counts),
        provenance=_provenance(drawn, rows),
    )


def _provenance(drawn: _Drawn, rows: Sequence[ValueRow]) -> Provenance:
    base = drawn.scope.base_year if drawn.scope.view is View.CHANGE else None
    carried = provenance(
        drawn.atlas, drawn.scope.area, drawn.item, rows, drawn.decimals, base_year=base
    )
    level = drawn.atlas.level(drawn.scope.area, drawn.scope.level)
    if level.boundaries is None:
        return carried
    attribution = "; ".join(
        dict.fromkeys(
            word for word in (level.boundaries.attribution, level.boundaries.source) if word
        )
    )
    return replace(carried, boundaries=boundary_text(level.boundaries), attribution=attribution)


def _figure(drawn: _Drawn, row: ValueRow, dates: str) -> UnitFigure:
    return UnitFigure(
        unit=row.unit,
        name=row.name,
        value=row.value,
        text=figure_text(row, drawn.item, drawn.scope.view),
        flag=row.flag,
        legend_class=_entry(drawn, row),
        details=(*_details(drawn, row), *([(texts.REFERENCE_DATES, dates)] if dates else [])),
    )


def _details(drawn: _Drawn, row: ValueRow) -> Iterable[tuple[str, str]]:
    """Value, numerator, denominator, then value of the base year and change since then."""
    scope, place = drawn.scope, (row.unit, row.year)
    if scope.view is View.DEVIATION:
        kind = drawn.atlas.area(scope.area).kind
        yield texts.DEVIATION.format(kind=kind), _told(drawn, row, scope.view)
    if scope.view is View.CHANGE:
        yield texts.CHANGE_SINCE.format(base=scope.base_year), _told(drawn, row, scope.view)
    if place in drawn.values:
        label = texts.VALUE if scope.view is View.VALUE else texts.VALUE_IN.format(year=row.year)
        yield label, _told(drawn, drawn.values[place], View.VALUE)
    yield from _parts(drawn, row)
    base = scope.base_year
    before = drawn.values.get((row.unit, base)) if base is not None else None
    if before is not None and base != row.year:
        yield texts.VALUE_IN.format(year=base), _told(drawn, before, View.VALUE)
    if scope.view is not View.CHANGE and place in drawn.changes:
        since = texts.CHANGE_SINCE.format(base=base)
        yield since, _told(drawn, drawn.changes[place], View.CHANGE)


def _told(drawn: _Drawn, row: ValueRow, view: View) -> str:
    return with_unit(figure_text(row, drawn.item, view), pipeline.view_unit(drawn.item, view))


def _parts(drawn: _Drawn, row: ValueRow) -> Iterable[tuple[str, str]]:
    """Numerator and denominator, with the decimals of their quantities."""
    formula, catalogue = drawn.item.formula, drawn.atlas.catalogue
    if not isinstance(formula, Quotient):
        return
    sides: tuple[tuple[SignedSum, float | None], ...] = (
        (formula.of, row.numerator),
        (formula.per, row.denominator),
    )
    for terms, number in sides:
        if number is not None:
            decimals = max(catalogue.quantities[term.quantity].decimals for term in terms)
            yield quantities_title(terms, catalogue.titles()), format_number(number, decimals)


def _method(drawn: _Drawn) -> str:
    if not drawn.classing.limits:
        return texts.METHOD_NONE
    method = texts.METHOD_DIVERGING if drawn.classing.diverging else texts.METHOD_EQUAL
    if isinstance(drawn.item.formula, Total) and drawn.scope.view is View.VALUE:
        return texts.METHOD_ABSOLUTE.format(method=method)
    return method


def _limit_decimals(found: Classification, decimals: int) -> int:
    """Digits the limits need to be told apart, at least those of the figures."""
    widths = [upper - lower for lower, upper in pairwise(found.limits)]
    # a thousandth of a class is told by nobody: limits such as 1/3 need no sixteen digits
    digits, slack = decimals, min(widths, default=1.0) / 1000
    while any(abs(round(limit, digits) - limit) > slack for limit in found.limits):
        digits += 1
    return digits
