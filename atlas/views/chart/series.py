"""Development over the years: a line for the whole area and thin ones for some units."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from atlas.atlas import Atlas
from atlas.errors import UnknownNameError
from atlas.model.cells import Status
from atlas.model.results import ValueRow
from atlas.model.scope import Scope, View
from atlas.model.specs import ChartKind, ChartSpec, Mark, ReferenceLine, TableSpec
from atlas.views import texts
from atlas.views.chart import texts as chart_texts
from atlas.views.chart.data import (
    AREA,
    ChartData,
    chart_data,
    fraction,
    once,
    sentences,
    value_range,
)
from atlas.views.headlines import best_rows, headline
from atlas.views.table.tables import value_table
from atlas.views.table.unit_tables import query

MOST_LINES = 7
"""Lines beside the area's that can still be told apart (methods 7)."""
FEW_UNITS = 8
"""Up to this number all units are drawn when none is chosen."""


def series(atlas: Atlas, scope: Scope, units: tuple[str, ...] = ()) -> ChartSpec:
    """Lay out the development over all years of the whole area and of some units.

    Without `units` all are drawn where they are few, else the area alone. Lines break where
    figures can't be compared or are missing; forecasts are dashed.

    Raises
    ------
    UnknownNameError, NoDataError
        If the scope or `units` ask for what the data don't hold.
    """
    look = chart_data(atlas, scope)
    years = atlas.years(scope.area, scope.indicator, scope.level)
    lines = _lines(atlas, look, years, _chosen(look, units))
    broken = {key: _breaks(atlas, look, key) for key in lines}
    breaks = tuple(sorted({year for found in broken.values() for year in found}))
    marks = tuple(mark for key in lines for mark in _line(look, key, lines[key], broken[key]))
    table = _only(value_table(atlas, replace(query(look.scope), years=years)), lines)
    span = chart_texts.SERIES_SPAN if len(years) > 1 else chart_texts.SERIES_ONE
    return ChartSpec(
        kind=ChartKind.SERIES,
        kicker=look.kicker("–".join(str(year) for year in dict.fromkeys((years[0], years[-1])))),
        headline=_headline(atlas, look, years),
        subtitle=span.format(measure=look.measure, first=years[0], last=years[-1]),
        x_title=texts.YEAR,
        y_title=look.measure,
        decimals=look.table.decimals,
        marks=marks,
        lines=_zero(look),
        breaks=breaks,
        text_alternative=sentences(
            chart_texts.TWIN_SERIES.format(**look.words),
            _first_and_last(look, [mark for mark in marks if mark.group == AREA]),
            f"{look.scope.year}: {value_range(look)}",
            once("; ", _too_many(look, units), *_remarks(look, years, breaks, marks)),
        ),
        table=table,
        provenance=table.provenance,
        file_stem=look.stem(ChartKind.SERIES),
        fictional=look.area.fictional,
    )


def _chosen(look: ChartData, units: tuple[str, ...]) -> tuple[str, ...]:
    """Units to draw beside the area, in official order."""
    known = [row.unit for row in look.rows]
    for unit in units:
        if unit not in known:
            raise UnknownNameError(look.level.name, unit, known)
    if units:
        return tuple(unit for unit in known if unit in units)[:MOST_LINES]
    # beside the sum of all, the lines of counts would lie flat on the ground
    comparable = look.whole is not None or len(known) == 1
    return tuple(known) if comparable and len(known) <= FEW_UNITS else ()


def _lines(
    atlas: Atlas, look: ChartData, years: tuple[int, ...], chosen: tuple[str, ...]
) -> dict[str, list[ValueRow]]:
    """Rows of all years by line; the area's comes last, on top."""
    asked = replace(query(look.scope), years=years)
    rows = best_rows(atlas.values(asked).rows)
    lines = {unit: [row for row in rows if row.unit == unit] for unit in chosen}
    top = look.area.top_level
    if look.scope.view is View.DEVIATION or top == look.scope.level:
        return lines
    if top in atlas.levels_of(look.scope.area, look.scope.indicator):
        lines[AREA] = list(best_rows(atlas.values(replace(asked, level=top)).rows))
    return lines


def _breaks(atlas: Atlas, look: ChartData, key: str) -> tuple[int, ...]:
    """Years from which on a line can't be compared: the area's has units of its own level."""
    level = look.area.top_level if key == AREA else look.scope.level
    return atlas.breaks(look.scope.area, look.scope.indicator, level, look.scope.vintage)


def _line(
    look: ChartData, key: str, rows: Sequence[ValueRow], breaks: Sequence[int]
) -> Iterator[Mark]:
    """One line in pieces: a new one after a year without value and from each break on."""
    segment = 0
    for row in sorted(rows, key=lambda row: row.year):
        segment += row.year in breaks
        if row.value is None:
            segment += 1
            continue
        yield Mark(
            label=row.name,
            y=row.value,
            text=look.text(row),
            x=row.year,
            group=key,
            segment=segment,
            dashed=row.status is Status.FORECAST,
            note=fraction(look, row),
        )


def _zero(look: ChartData) -> tuple[ReferenceLine, ...]:
    """In deviations, the area's value is zero in every year."""
    if look.scope.view is not View.DEVIATION:
        return ()
    label = texts.AREA_VALUE.format(kind=look.area.kind)
    return (ReferenceLine(label=label, value=0.0, text=""),)


def _headline(atlas: Atlas, look: ChartData, years: tuple[int, ...]) -> str:
    """Tell the area's change from the first to the last year, where that can be compared."""
    breaks = _breaks(atlas, look, AREA)
    if look.scope.view is View.DEVIATION or breaks or len(years) == 1:
        return headline(atlas, look.scope)
    base = look.scope.base_year if look.scope.view is View.CHANGE else years[0]
    whole = replace(look.scope, view=View.CHANGE, base_year=base, year=years[-1])
    return headline(atlas, whole)


def _too_many(look: ChartData, units: tuple[str, ...]) -> str:
    if len(units) <= MOST_LINES:
        return ""
    return chart_texts.TWIN_TOO_MANY.format(**look.words, most=MOST_LINES, number=len(units))


def _remarks(
    look: ChartData, years: tuple[int, ...], breaks: tuple[int, ...], marks: Sequence[Mark]
) -> Iterator[str]:
    """Say what keeps the lines from being whole."""
    if not marks:
        yield chart_texts.TWIN_ALL_MISSING.format(**look.words)
    if len(years) == 1:
        yield chart_texts.TWIN_ONE_YEAR.format(year=years[0])
    if breaks:
        yield chart_texts.TWIN_BREAKS.format(years=", ".join(map(str, breaks)))
    if any(mark.dashed for mark in marks):
        yield chart_texts.TWIN_FORECAST
    groups = {mark.group for mark in marks}
    if len(marks) < len(groups) * len(years):
        yield chart_texts.TWIN_GAPS


def _first_and_last(look: ChartData, marks: Sequence[Mark]) -> str:
    """Tell the area's first and last figure: "Ort: 10,8 % (2009), 11,2 % (2014)"."""
    ends = dict.fromkeys(marks[:1]) | dict.fromkeys(marks[-1:])
    told = [f"{mark.text} {look.table.unit} ({mark.x:.0f})" for mark in ends]
    return f"{marks[0].label}: {', '.join(told)}" if told else ""


def _only(table: TableSpec, lines: dict[str, list[ValueRow]]) -> TableSpec:
    """Keep the rows of the units drawn."""
    drawn = {row.unit for rows in lines.values() for row in rows}
    return replace(table, rows=tuple(row for row in table.rows if row.cells[0].text in drawn))
