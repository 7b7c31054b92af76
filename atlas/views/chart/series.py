"""Development over the years: a line for the whole area and thin ones for some units."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from atlas.atlas import Atlas
from atlas.errors import UnknownNameError
from atlas.model.cells import Status
from atlas.model.results import ValueRow
from atlas.model.scope import Scope, View
from atlas.model.specs import ChartKind, ChartSpec, Mark, Provenance, ReferenceLine, TableSpec
from atlas.model.text import join_distinct
from atlas.views import file_name_texts, texts
from atlas.views.chart import texts as chart_texts
from atlas.views.chart.data import (
    AREA,
    ChartData,
    chart_data,
    fraction,
    sentences,
    value_range,
)
from atlas.views.citation import with_selection
from atlas.views.file_names import file_stem
from atlas.views.headlines import best_rows, headline, marked, weak, with_unit
from atlas.views.table.tables import value_table, value_text

MOST_LINES = 7
"""Lines beside the area's that can still be told apart (methods 7)."""
FEW_UNITS = 8
"""Up to this number all units are drawn when none is chosen; so many lines without the area's."""


def series(atlas: Atlas, scope: Scope, units: tuple[str, ...] = ()) -> ChartSpec:
    """Lay out the development over all years of the whole area and of some units.

    Without `units` all are drawn where they are few, else the area alone; an area without figures
    of its own leaves nothing then but the advice to choose. Lines break where figures can't be
    compared or are missing; forecasts are dashed.

    Raises
    ------
    UnknownNameError, NoDataError
        If the scope or `units` ask for what the data don't hold.
    """
    data = chart_data(atlas, scope)
    years = atlas.years(scope.area, scope.indicator, scope.level)
    area = _area_rows(atlas, data, years)
    most = MOST_LINES if area else FEW_UNITS
    chosen = _chosen(data, units, alone=not area)
    lines = _lines(atlas, data, years, chosen[:most] if units else chosen)
    lines |= {AREA: area} if area else {}
    breaks_by_line = {key: _breaks(atlas, data, key) for key in lines}
    breaks = tuple(
        sorted({year for line_breaks in breaks_by_line.values() for year in line_breaks})
    )
    marks = tuple(
        mark for key in lines for mark in _line(data, key, lines[key], breaks_by_line[key])
    )
    table = _only(value_table(atlas, replace(data.scope.single_year, years=years)), lines)
    stem = file_stem(
        atlas, replace(data.scope, years=years), file_name_texts.CHARTS[ChartKind.SERIES]
    )
    span = chart_texts.SERIES_SPAN if len(years) > 1 else chart_texts.SERIES_ONE
    return ChartSpec(
        kind=ChartKind.SERIES,
        kicker=data.kicker("–".join(str(year) for year in dict.fromkeys((years[0], years[-1])))),
        headline=_headline(atlas, data, years),
        subtitle=span.format(value_label=data.value_label, first=years[0], last=years[-1]),
        x_title=texts.YEAR,
        y_title=data.value_label,
        decimals=data.table.decimals,
        marks=marks,
        lines=_zero(data),
        breaks=breaks,
        text_alternative=sentences(
            chart_texts.ALT_SERIES.format(**data.sentence_fields),
            _first_and_last(data, [mark for mark in marks if mark.group == AREA]),
            f"{data.scope.year}: {value_range(data)}",
            join_distinct([_too_many(data, units, most), *_remarks(data, years, breaks, marks)]),
        ),
        advice=_advice(data, marks, most),
        table=table,
        provenance=_linked(data, table.provenance, units),
        file_stem=stem,
        fictional=data.area.fictional,
    )


def _chosen(data: ChartData, units: tuple[str, ...], *, alone: bool) -> tuple[str, ...]:
    """Units to draw, in official order; `alone` without a line of the area."""
    units_of_level = [row.unit for row in data.rows]
    for unit in units:
        if unit not in units_of_level:
            raise UnknownNameError(data.level.name, unit, units_of_level)
    if units:
        return tuple(unit for unit in units_of_level if unit in units)
    # beside the sum of all, the lines of counts would all be flat
    comparable = data.area_row is not None or alone
    return tuple(units_of_level) if comparable and len(units_of_level) <= FEW_UNITS else ()


def _lines(
    atlas: Atlas, data: ChartData, years: tuple[int, ...], chosen: tuple[str, ...]
) -> dict[str, list[ValueRow]]:
    """Rows of all years by line."""
    all_years = replace(data.scope.single_year, years=years)
    rows = best_rows(atlas.values(all_years).rows)
    return {unit: [row for row in rows if row.unit == unit] for unit in chosen}


def _area_rows(atlas: Atlas, data: ChartData, years: tuple[int, ...]) -> list[ValueRow]:
    """Rows of the whole area, drawn on top; none where it has no value in any year."""
    top, scope = data.area.top_level, data.scope
    if scope.view is View.DEVIATION or top == scope.level:
        return []
    if top not in atlas.levels_of(scope.area, scope.indicator):
        return []
    of_area = replace(scope.single_year, years=years, level=top)
    rows = list(best_rows(atlas.values(of_area).rows))
    return rows if any(row.value is not None for row in rows) else []


def _breaks(atlas: Atlas, data: ChartData, key: str) -> tuple[int, ...]:
    """Years from which on a line can't be compared: the area's has units of its own level."""
    level = data.area.top_level if key == AREA else data.scope.level
    return atlas.breaks(data.scope.area, data.scope.indicator, level, data.scope.vintage)


def _line(
    data: ChartData, key: str, rows: Sequence[ValueRow], breaks: Sequence[int]
) -> Iterator[Mark]:
    """One line in pieces: a new one after a year without value and from each break on."""
    segment = 0
    for row in sorted(rows, key=lambda row: row.year):
        segment += row.year in breaks
        if row.value is None:
            segment += 1
            continue
        yield Mark(
            label=marked(row.name, row) if key == AREA else data.label(row),
            y=row.value,
            text=value_text(data.table, row),
            x=row.year,
            group=key,
            segment=segment,
            dashed=row.status is Status.FORECAST,
            note=fraction(data, row),
        )


def _linked(data: ChartData, sources: Provenance, units: tuple[str, ...]) -> Provenance:
    linked = data.linked(sources, ChartKind.SERIES)
    return replace(linked, link=with_selection(linked.link, units))


def _zero(data: ChartData) -> tuple[ReferenceLine, ...]:
    """In deviations, the area's value is zero in every year."""
    if data.scope.view is not View.DEVIATION:
        return ()
    label = texts.AREA_VALUE.format(kind=data.area.kind)
    return (ReferenceLine(label=label, value=0.0, text=""),)


def _headline(atlas: Atlas, data: ChartData, years: tuple[int, ...]) -> str:
    """State the area's change from the first to the last year, where that can be compared."""
    breaks = _breaks(atlas, data, AREA)
    if data.scope.view is View.DEVIATION or breaks or len(years) == 1:
        return headline(atlas, data.scope)
    base = data.scope.base_year if data.scope.view is View.CHANGE else years[0]
    area_change = replace(data.scope, view=View.CHANGE, base_year=base, year=years[-1])
    return headline(atlas, area_change)


def _too_many(data: ChartData, units: tuple[str, ...], most: int) -> str:
    if len(units) <= most:
        return ""
    fields = data.sentence_fields | {"plural": weak(data.level.plural)}
    return chart_texts.ALT_TOO_MANY.format(**fields, most=most, number=len(units))


def _advice(data: ChartData, marks: Sequence[Mark], most: int) -> str:
    """Ask for units where there are values and too many lines."""
    if marks or len(data.missing) == len(data.rows):
        return ""
    return chart_texts.CHOOSE.format(**data.sentence_fields, most=most)


def _remarks(
    data: ChartData, years: tuple[int, ...], breaks: tuple[int, ...], marks: Sequence[Mark]
) -> Iterator[str]:
    """Say what keeps the lines from being whole."""
    if not marks and _advice(data, marks, FEW_UNITS):
        yield chart_texts.CHOOSE.format(**data.sentence_fields, most=FEW_UNITS)
    elif not marks:
        yield chart_texts.ALT_ALL_MISSING.format(**data.sentence_fields)
    if len(years) == 1:
        yield chart_texts.ALT_ONE_YEAR.format(year=years[0])
    if breaks:
        yield chart_texts.ALT_BREAKS.format(years=", ".join(map(str, breaks)))
    if any(mark.dashed for mark in marks):
        yield chart_texts.ALT_FORECAST
    groups = {mark.group for mark in marks}
    if len(marks) < len(groups) * len(years):
        yield chart_texts.ALT_GAPS


def _first_and_last(data: ChartData, marks: Sequence[Mark]) -> str:
    """State the area's first and last figure: "Ort: 10,8 % (2009), 11,2 % (2014)"."""
    ends = dict.fromkeys(marks[:1]) | dict.fromkeys(marks[-1:])
    figures = [f"{with_unit(mark.text, data.table.unit)} ({mark.x:.0f})" for mark in ends]
    return f"{marks[0].label}: {', '.join(figures)}" if figures else ""


def _only(table: TableSpec, lines: dict[str, list[ValueRow]]) -> TableSpec:
    """Keep the rows of the units drawn."""
    drawn = {row.unit for rows in lines.values() for row in rows}
    return replace(table, rows=tuple(row for row in table.rows if row.cells[0].text in drawn))
