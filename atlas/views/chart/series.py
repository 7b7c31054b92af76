"""Development over the years: a line for the whole area and thin ones for some units."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from atlas import pipeline
from atlas.atlas import Atlas
from atlas.errors import UnknownNameError
from atlas.measures.chance import Movement
from atlas.model.cells import Status
from atlas.model.numbers import rounded
from atlas.model.results import ValueRow
from atlas.model.scope import ChartKind, Scope, View
from atlas.model.specs import ChartSpec, Mark, Provenance, ReferenceLine, TableSpec
from atlas.model.text import join_distinct, split_sentences
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
from atlas.views.headlines import (
    area_row,
    area_verdict,
    best_rows,
    figure_text,
    headline,
    marked,
    status_word,
    with_unit,
)
from atlas.views.map import chance
from atlas.views.plurals import dative
from atlas.views.table.tables import value_table, value_text

COLOURS = (
    *("#0b6e75", "#b85c00", "#5b3f9b", "#2166ac"),
    *("#a3195b", "#4f7300", "#6b3e26", "#8a6d00"),
)
"""Colours of chosen lines, 4.5:1 on white and told apart by people who see few colours; further
chosen lines are grey."""
MOST_LINES = 60
"""Lines drawn at all, chosen or not; the table has the others."""
MOST_NAMED = 9
"""Lines that don't stand out are named up to this number."""
_ALIKE = 3
"""Words with which remarks on the same thing begin alike."""
_SAME = 0.75
"""Part of its words that a remark shares with one that says the same."""
_A_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
MOST_CHANGES = 3
"""Up to so many chosen units each has its change in the headline; of more it says how many."""


def series(
    atlas: Atlas, scope: Scope, units: tuple[str, ...] = (), stated: tuple[str, ...] = ()
) -> ChartSpec:
    """Lay out the development over all years of the whole area and of some units.

    Without `units` all are drawn where they can be, else the area alone; an area without figures
    of its own leaves nothing then but the advice to choose. The headline tells the change of the
    `stated` units beside that of the area, and whether it may be chance. Lines break where figures
    can't be compared or are missing; forecasts are dashed. What was remarked on some years is
    marked at them.

    Raises
    ------
    UnknownNameError, NoDataError
        If the scope or `units` ask for what the data don't hold.
    """
    data = chart_data(atlas, scope)
    years = atlas.years(scope.area, scope.indicator, scope.level)
    # beside the sum of all, the lines of counts would all be flat
    area = [] if units and data.area_row is None else _area_rows(atlas, data, years)
    chosen = _chosen(data, units, alone=not area)
    lines = _lines(atlas, data, years, chosen[:MOST_LINES])
    lines |= {AREA: area} if area else {}
    breaks_by_line = {key: _breaks(atlas, data, key) for key in lines}
    breaks = tuple(
        sorted({year for line_breaks in breaks_by_line.values() for year in line_breaks})
    )
    marks = tuple(
        mark for key in lines for mark in _line(data, key, lines[key], breaks_by_line[key])
    )
    table = _only(value_table(atlas, replace(data.scope.single_year, years=years)), lines)
    said = [*_delivery_remarks(atlas, data, years), *_noted_years(data, years)]
    remarks = tuple(_year_remarks(said))
    stem = file_stem(
        atlas, replace(data.scope, years=years), file_name_texts.CHARTS[ChartKind.SERIES]
    )
    colours = _colours_remark(data, units or stated, lines=len(chosen))
    return ChartSpec(
        kind=ChartKind.SERIES,
        kicker=data.kicker("–".join(str(year) for year in dict.fromkeys((years[0], years[-1])))),
        headline=_headline(atlas, data, _counted(lines, years), stated),
        subtitle=_subtitle(data, years, colours),
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
            join_distinct([colours, *_remarks(data, years, breaks, marks)]),
        ),
        advice=_advice(data, marks),
        table=table,
        provenance=_numbered(
            _linked(atlas, data, table.provenance, units), remarks, {text for _, text in said}
        ),
        remarks=tuple(year for year, _ in remarks),
        file_stem=stem,
        fictional=data.area.fictional,
    )


def _subtitle(data: ChartData, years: Sequence[int], colours: str) -> str:
    """What is drawn of which years, and what the colours say."""
    span = chart_texts.SERIES_SPAN if len(years) > 1 else chart_texts.SERIES_ONE
    drawn = span.format(value_label=data.value_label, first=years[0], last=years[-1])
    return join_distinct([drawn, colours])


def _chosen(data: ChartData, units: tuple[str, ...], *, alone: bool) -> tuple[str, ...]:
    """Units to draw, in official order; `alone` without a line of the area."""
    units_of_level = [row.unit for row in data.rows]
    for unit in units:
        if unit not in units_of_level:
            raise UnknownNameError(data.level.name, unit, units_of_level)
    if units:
        return tuple(unit for unit in units_of_level if unit in units)
    # nothing is compared with the sum of all
    comparable = data.area_row is not None or alone
    return tuple(units_of_level) if comparable and len(units_of_level) <= MOST_LINES else ()


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
    segment, before = 0, None
    step = _usual_step([row.year for row in rows])
    for row in sorted(rows, key=lambda row: row.year):
        segment += row.year in breaks or (before is not None and row.year - before > step)
        before = row.year
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


def _usual_step(years: Sequence[int]) -> int:
    """Years from one figure to the next in a series without gaps: 1, 2 for every other year."""
    return min((later - earlier for earlier, later in pairwise(sorted(years))), default=1)


def _counted(lines: Mapping[str, Sequence[ValueRow]], years: tuple[int, ...]) -> tuple[int, ...]:
    """Years with figures that are no forecasts, all where there are no others."""
    rows = [row for line in lines.values() for row in line]
    counted = {r.year for r in rows if r.value is not None and r.status is not Status.FORECAST}
    return tuple(year for year in years if year in counted) or years


def _year_remarks(said: Iterable[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Yield in order what is remarked on some years and not on all, each at its first year.

    `said` are sentences about deliveries and of the indicator's note. Of two of one year that say
    the same the longer one says it.
    """
    texts_of: dict[int, dict[str, None]] = {}
    for year, text in said:
        texts_of.setdefault(year, {})[text] = None
    for year in sorted(texts_of):
        texts = list(texts_of[year])
        longer = [text for text in texts if not any(_is_said_by(text, other) for other in texts)]
        yield year, " ".join(longer)


def _is_said_by(text: str, other: str) -> bool:
    """Whether a longer sentence begins alike and has nearly all of its words."""
    words, others = text.split(), other.split()
    common = sum(word in others for word in words)
    begins_alike = words[:_ALIKE] == others[:_ALIKE]
    return begins_alike and len(other) > len(text) and common >= _SAME * len(words)


def _delivery_remarks(
    atlas: Atlas, data: ChartData, years: Sequence[int]
) -> Iterator[tuple[int, str]]:
    area = data.scope.area
    needed = pipeline.quantities_needed(data.item, atlas.catalogue(area))
    delivery = atlas.edition(area).delivery
    notes = {
        year: dict.fromkeys(
            sentence
            for code in needed
            if (item := delivery(code, year)) and item.note
            for sentence in split_sentences(item.note)
        )
        for year in years
    }
    always = set.intersection(*map(set, notes.values())) if len(years) > 1 else set()
    before = frozenset(always)
    for year in years:
        yield from ((year, note) for note in notes[year] if note not in always | before)
        before = frozenset(notes[year])


def _noted_years(data: ChartData, years: Sequence[int]) -> Iterator[tuple[int, str]]:
    for sentence in split_sentences(data.item.note):
        named = {int(year) for year in _A_YEAR.findall(sentence)}.intersection(years)
        if named:
            yield min(named), sentence


def _numbered(
    sources: Provenance, remarks: Sequence[tuple[int, str]], said: Collection[str]
) -> Provenance:
    """Put remarks on years before the other notes, with the numbers they have in the chart.

    What is `said` by them is left out of the others.
    """
    numbered = (
        chart_texts.REMARK.format(number=number, year=year, text=text)
        for number, (year, text) in enumerate(remarks, 1)
    )
    others = (
        " ".join(sentence for sentence in split_sentences(note) if sentence not in said)
        for note in sources.notes
        if note not in said
    )
    return replace(sources, notes=(*numbered, *dict.fromkeys(filter(None, others))))


def _linked(
    atlas: Atlas, data: ChartData, sources: Provenance, units: tuple[str, ...]
) -> Provenance:
    linked = data.linked(atlas, sources, ChartKind.SERIES)
    return replace(linked, link=with_selection(linked.link, units))


def _zero(data: ChartData) -> tuple[ReferenceLine, ...]:
    """In deviations, the area's value is zero in every year."""
    if data.scope.view is not View.DEVIATION:
        return ()
    label = texts.AREA_VALUE.format(kind=data.area.kind)
    return (ReferenceLine(label=label, value=0.0, text=""),)


def _headline(
    atlas: Atlas, data: ChartData, years: tuple[int, ...], chosen: tuple[str, ...]
) -> str:
    """State the change from the first to the last year, where that can be compared."""
    if chosen and (statement := _changes_of(atlas, data, years, chosen)):
        return statement
    breaks = _breaks(atlas, data, AREA)
    if data.scope.view is View.DEVIATION or breaks or len(years) == 1:
        return headline(atlas, data.scope)
    base = data.scope.base_year if data.scope.view is View.CHANGE else years[0]
    area_change = replace(data.scope, view=View.CHANGE, base_year=base, year=years[-1])
    return headline(atlas, area_change)


def _changes_of(
    atlas: Atlas, data: ChartData, years: tuple[int, ...], chosen: tuple[str, ...]
) -> str:
    """State the change of chosen units since the last break, "" where there is none."""
    breaks = _breaks(atlas, data, chosen[0])
    base = max((year for year in years if year in breaks), default=years[0])
    if data.scope.view is View.CHANGE and data.scope.base_year is not None:
        base = max(base, data.scope.base_year)
    last = years[-1]
    if data.scope.view is View.DEVIATION or base >= last:
        return ""
    scope = replace(data.scope, view=View.CHANGE, base_year=base, year=last, years=(last,))
    rows = [row for row in best_rows(atlas.values(scope).rows) if row.unit in chosen]
    values = replace(scope, view=View.VALUE, years=())
    moved = chance.movement(atlas, values, atlas.grid(values))
    parts = (
        [f"{data.name(row)} {_judged(_change_text(data, row), _mark(moved, row))}" for row in rows]
        if len(rows) <= MOST_CHANGES
        else [_how_many_moved(data, rows, moved)]
    )
    whole = area_row(atlas, scope) if data.scope.level != data.area.top_level else None
    if whole is not None and whole.value is not None:
        change = _judged(_change_text(data, whole), area_verdict(atlas, scope))
        parts.append(f"{data.area.kind} {change}")
    return chart_texts.CHANGES_OF.format(
        title=data.item.title, base=base, last=last, changes="; ".join(parts)
    )


def _judged(change: str, verdict: str) -> str:
    return texts.MARKED.format(text=change, mark=verdict) if verdict else change


def _mark(moved: Movement | None, row: ValueRow) -> str:
    """Say whether a change may be chance, or why nobody tested it."""
    estimated = status_word(row.status) if row.status is Status.ESTIMATED else ""
    return chance.verdict(moved, row.unit) or estimated


def _change_text(data: ChartData, row: ValueRow) -> str:
    if row.value is None:
        return chart_texts.NOT_COMPARABLE
    plain = replace(row, status=Status.FINAL)
    return with_unit(
        figure_text(plain, data.item, View.CHANGE), pipeline.view_unit(data.item, View.CHANGE)
    )


def _how_many_moved(data: ChartData, rows: Sequence[ValueRow], tested: Movement | None) -> str:
    """Count the units that rose and fell, as their changes are printed, and what may be chance."""
    decimals = pipeline.view_decimals(data.item, View.CHANGE)
    signs = [rounded(row.value, decimals) for row in rows if row.value is not None]
    counts = (
        (chart_texts.ROSE, sum(value > 0 for value in signs)),
        (chart_texts.FELL, sum(value < 0 for value in signs)),
        (chart_texts.STAYED, sum(value == 0 for value in signs)),
    )
    moved = ", ".join(word.format(count=count) for word, count in counts if count)
    fields = {"number": len(rows), "plural": dative(data.level.plural)}
    text = chart_texts.MOVED.format(moved=moved or chart_texts.NOT_KNOWN, **fields)
    within = sum(row.unit in tested.within for row in rows) if tested else 0
    return _judged(text, chart_texts.WITHIN.format(count=within) if within else "")


def _colours_remark(data: ChartData, units: tuple[str, ...], *, lines: int) -> str:
    """Say what is grey: all units where none is chosen, of many chosen ones all but the first."""
    if len(units) <= len(COLOURS):
        others = lines > max(len(units), MOST_NAMED)
        return chart_texts.GREY_UNITS.format(plural=data.level.plural) if others else ""
    drawn = chart_texts.GREY_OTHERS if len(units) <= MOST_LINES else chart_texts.SOME_OTHERS
    fields = data.sentence_fields | {"plural": dative(data.level.plural)}
    return drawn.format(**fields, most=len(COLOURS), lines=MOST_LINES, number=len(units))


def _advice(data: ChartData, marks: Sequence[Mark]) -> str:
    """Ask for units where there are values and too many lines."""
    if marks or len(data.missing) == len(data.rows):
        return ""
    return chart_texts.CHOOSE.format(**data.sentence_fields, most=len(COLOURS))


def _remarks(
    data: ChartData, years: tuple[int, ...], breaks: tuple[int, ...], marks: Sequence[Mark]
) -> Iterator[str]:
    """Say what keeps the lines from being whole."""
    if advice := _advice(data, marks):
        yield advice
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
