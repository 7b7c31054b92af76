"""Charts: every decision of a bar chart, development, scatter plot or histogram, made once.

No view names the highest or lowest unit; order by value comes on request only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from math import inf

from atlas.atlas import Atlas
from atlas.model.indicators import ReferenceValue
from atlas.model.numbers import format_number, rounded
from atlas.model.results import ValueRow
from atlas.model.scope import ChartKind, Scope, View
from atlas.model.specs import (
    ChartSpec,
    Mark,
    Provenance,
    ReferenceLine,
    TableCell,
    TableColumn,
    TableRow,
    TableSpec,
)
from atlas.views import file_name_texts, texts
from atlas.views.chart import texts as chart_texts
from atlas.views.chart.correlation import correlation_headline, correlation_words
from atlas.views.chart.data import (
    AREA,
    NO_BAR,
    ChartData,
    absent,
    area_line,
    chart_data,
    chart_subtitle,
    fraction,
    sentences,
    some_names,
)
from atlas.views.chart.series import series
from atlas.views.file_names import file_stem
from atlas.views.headlines import figure_phrase, final, headline, marked
from atlas.views.map.data import classes, map_data
from atlas.views.overview import regions
from atlas.views.plurals import dative, weak
from atlas.views.provenance import merged
from atlas.views.subjects import within_sentence
from atlas.views.table.tables import value_table

MOST_LOCATED = 8
"""Selected units a histogram shows; the text alternative names more."""
__all__ = ["bars", "distribution", "scatter", "series"]


def bars(atlas: Atlas, scope: Scope, *, by_value: bool = False) -> ChartSpec:
    """Lay out one bar per unit, in official order or from high to low.

    Raises
    ------
    UnknownNameError, NoDataError
        If the scope asks for what the data don't hold.
    """
    data = chart_data(atlas, scope)
    table = value_table(atlas, data.scope.single_year)
    references = _references(atlas, data)
    order = sorted(data.rows, key=_descending) if by_value else data.rows
    under_title = chart_subtitle(atlas, data.scope)
    compared = chart_texts.ALT_REFERENCES.format(
        references=", ".join(
            f"{_region(data, item)} {_reference_text(data, item)}" for item in references
        )
    )
    opening = chart_texts.ALT_BARS.format(**data.sentence_fields)
    title = headline(atlas, data.scope)
    return ChartSpec(
        kind=ChartKind.BARS,
        kicker=data.kicker(),
        headline=title,
        subtitle=under_title,
        x_title=data.value_label,
        y_title=data.level.name,
        decimals=data.table.decimals,
        marks=tuple(_bar(data, row) for row in order),
        lines=(*area_line(data), *(_reference_line(data, item) for item in references)),
        breaks=(),
        text_alternative=sentences(
            opening,
            title,
            f"{under_title}; {compared}" if references else under_title,
            absent(data),
        ),
        table=table,
        provenance=data.linked(
            atlas,
            _with_region_sources(table.provenance, references),
            ChartKind.BARS,
            **({"reihenfolge": "wert"} if by_value else {}),
        ),
        file_stem=file_stem(atlas, data.scope, file_name_texts.CHARTS[ChartKind.BARS]),
        fictional=data.area.fictional,
    )


def scatter(atlas: Atlas, scope: Scope, other: str) -> ChartSpec:
    """Lay out the indicator (upwards) against another one (to the right), a point per unit.

    Raises
    ------
    UnknownNameError, NoDataError
        If the scope or `other` ask for what the data don't hold.
    """
    up, across = chart_data(atlas, scope), chart_data(atlas, replace(scope, indicator=other))
    partner = {row.unit: row for row in across.rows}
    pairs = [(row, partner[row.unit]) for row in up.rows if row.unit in partner]
    deviates = scope.view is View.DEVIATION
    area_pair = (
        [(up.area_row, across.area_row)] if up.area_row and across.area_row and not deviates else []
    )
    marks = [_point(up, across, pair) for pair in pairs if _complete(pair)]
    marks += [_point(up, across, pair, group=AREA) for pair in area_pair if _complete(pair)]
    fields = up.sentence_fields | {"y": up.item.title, "x": across.item.title}
    figures = [(a.value, b.value) for a, b in pairs if _complete((a, b))]
    title, together = _together(up, across, figures), correlation_words(figures)
    diamond = chart_texts.DIAMOND.format(kind=up.area.kind) if area_pair else ""
    subtitle = chart_texts.SCATTER_SUBTITLE.format(**fields)
    left_out = some_names(up.name(row) for row, match in pairs if not _complete((row, match)))
    sources = _sources_of_both(atlas, up, across)
    stem = file_stem(atlas, up.scope, file_name_texts.CHARTS[ChartKind.SCATTER], other)
    return ChartSpec(
        kind=ChartKind.SCATTER,
        kicker=up.kicker(),
        headline=title,
        subtitle="; ".join(filter(None, (subtitle, diamond, together))),
        x_title=across.indicator_label,
        y_title=up.indicator_label,
        decimals=up.table.decimals,
        marks=tuple(marks),
        lines=(),
        breaks=(),
        text_alternative=sentences(
            chart_texts.ALT_SCATTER.format(**fields),
            title,
            "; ".join(
                f"{data.item.title}: {chart_subtitle(atlas, data.scope)}" for data in (up, across)
            ),
            together,
            chart_texts.ALT_LEFT_OUT.format(names=left_out) if left_out else "",
            texts.ALT_NO_CAUSE,
        ),
        table=replace(_pair_table(up, across, pairs, sources), file_stem=stem),
        provenance=up.linked(atlas, sources, ChartKind.SCATTER, partner=other),
        file_stem=stem,
        fictional=up.area.fictional,
    )


def distribution(atlas: Atlas, scope: Scope) -> ChartSpec:
    """Lay out how many units lie in which class of the map, and where the selected ones lie.

    Raises
    ------
    UnknownNameError, NoDataError
        If the scope asks for what the data don't hold.
    """
    data = chart_data(atlas, scope)
    map_classes = classes(map_data(atlas, data.scope))
    classification, labels = map_classes.classification, map_classes.labels
    class_of = {
        row.unit: classification.class_of(float(rounded(row.value, data.table.decimals)))
        for row in data.rows
        if row.value is not None
    }
    counted = Counter(class_of.values())
    chosen = {class_of[unit] for unit in data.scope.selection if unit in class_of}
    counts = [(label, counted[index]) for index, label in enumerate(labels)]
    centres = ((lower + upper) / 2 for lower, upper in pairwise(classification.limits))
    listing = "; ".join(f"{label}: {count}" for label, count in counts)
    sources = value_table(atlas, data.scope.single_year).provenance
    title, under_title = headline(atlas, data.scope), chart_subtitle(atlas, data.scope)
    stem = file_stem(atlas, data.scope, file_name_texts.CHARTS[ChartKind.DISTRIBUTION])
    opening = chart_texts.ALT_DISTRIBUTION.format(**data.sentence_fields, classes=listing)
    located = tuple(_located(data))
    return ChartSpec(
        kind=ChartKind.DISTRIBUTION,
        kicker=data.kicker(),
        headline=title,
        subtitle=under_title,
        x_title=data.value_label,
        y_title=chart_texts.COUNT_OF.format(plural=weak(data.level.plural)),
        decimals=data.table.decimals,
        marks=tuple(
            Mark(label=label, y=count, text=format_number(count, 0), x=centre, group=label)
            for (label, count), centre in zip(counts, centres, strict=True)
        ),
        lines=(*area_line(data), *located[:MOST_LOCATED]),
        breaks=(),
        text_alternative=sentences(
            opening if counts else "",
            title,
            under_title,
            _located_sentence(located),
            absent(data),
        ),
        table=replace(_class_table(data, counts, (title, under_title), sources), file_stem=stem),
        provenance=data.linked(atlas, sources, ChartKind.DISTRIBUTION),
        file_stem=stem,
        fictional=data.area.fictional,
        selected=tuple(label for index, label in enumerate(labels) if index in chosen),
    )


def _located(data: ChartData) -> Iterator[ReferenceLine]:
    """Yield where the selected units lie."""
    for row in data.rows:
        if row.unit in data.scope.selection and row.value is not None:
            shared = row.status is data.shared_status
            text = figure_phrase(final(row) if shared else row, data.item, data.scope.view)
            yield ReferenceLine(label=data.label(row), value=row.value, text=text)


def _located_sentence(lines: Sequence[ReferenceLine]) -> str:
    names = some_names(f"{line.label} {line.text}" for line in lines)
    return chart_texts.ALT_LOCATED.format(names=names) if lines else ""


def _descending(row: ValueRow) -> float:
    """Sort from high to low, units without value last."""
    return inf if row.value is None else -row.value


def _bar(data: ChartData, row: ValueRow) -> Mark:
    value = NO_BAR if row.value is None else row.value
    return Mark(
        label=data.label(row),
        y=value,
        text=data.text(row),
        group=row.unit,
        note=fraction(data, row),
    )


def _references(atlas: Atlas, data: ChartData) -> tuple[ReferenceValue, ...]:
    """Published values of the larger regions, the latest up to the year shown."""
    if data.scope.view is not View.VALUE:
        return ()
    return regions.latest(atlas, data.scope.area, data.item.code, data.scope.year)


def _region(data: ChartData, item: ReferenceValue) -> str:
    if item.year == data.scope.year:
        return item.region
    return chart_texts.REGION_YEAR.format(region=item.region, year=item.year)


def _reference_text(data: ChartData, item: ReferenceValue) -> str:
    return f"{format_number(item.value, data.table.decimals)} {data.table.unit}"


def _reference_line(data: ChartData, item: ReferenceValue) -> ReferenceLine:
    return ReferenceLine(
        label=_region(data, item), value=item.value, text=_reference_text(data, item)
    )


def _with_region_sources(sources: Provenance, references: Sequence[ReferenceValue]) -> Provenance:
    cited = [
        f"{chart_texts.REGION_YEAR.format(region=item.region, year=item.year)}: {item.source}"
        for item in references
    ]
    return replace(sources, source="; ".join(part for part in (sources.source, *cited) if part))


def _sources_of_both(atlas: Atlas, up: ChartData, across: ChartData) -> Provenance:
    """Where two indicators come from; reference dates that differ say whose they are."""
    both = [value_table(atlas, data.scope.single_year).provenance for data in (up, across)]
    if len({sources.reference_dates for sources in both}) > 1:
        both = [
            replace(sources, reference_dates=f"{data.item.title}: {sources.reference_dates}")
            for data, sources in zip((up, across), both, strict=True)
        ]
    return merged(both, split_sources=True)


def _together(
    up: ChartData, across: ChartData, figures: Sequence[tuple[float | None, float | None]]
) -> str:
    """State how two indicators go together, or name them where that can't be told."""
    form = correlation_headline(figures) or chart_texts.SCATTER_HEADLINE
    fields = up.sentence_fields | {"plural": dative(up.level.plural)}
    phrases = {"y": within_sentence(up.item), "x": within_sentence(across.item)}
    if form is chart_texts.SCATTER_HEADLINE:
        phrases = {"y": up.item.title, "x": across.item.title}
    sentence = form.format(**fields, **phrases)
    return f"{sentence[:1].upper()}{sentence[1:]}"


def _complete(pair: tuple[ValueRow, ValueRow]) -> bool:
    return all(row.value is not None for row in pair)


def _point(
    up: ChartData, across: ChartData, pair: tuple[ValueRow, ValueRow], group: str = ""
) -> Mark:
    row, match = pair
    return Mark(
        label=marked(row.name, row) if group else up.label(row),
        y=NO_BAR if row.value is None else row.value,
        text=up.text(row),
        x=match.value,
        group=group or row.unit,
        note=f"{across.indicator_label}: {across.text(match)}",
    )


def _pair_table(
    up: ChartData,
    across: ChartData,
    pairs: Sequence[tuple[ValueRow, ValueRow]],
    sources: Provenance,
) -> TableSpec:
    numbers = [
        TableColumn(key=key, title=data.indicator_label, decimals=data.table.decimals)
        for key, data in (("y", up), ("x", across))
    ]
    return TableSpec(
        title=chart_texts.SCATTER_HEADLINE.format(
            **up.sentence_fields, y=up.item.title, x=across.item.title
        ),
        subtitle=up.level.plural,
        columns=(
            TableColumn(key="unit", title=texts.KEY),
            TableColumn(key="name", title=up.level.name),
            *numbers,
        ),
        rows=tuple(
            TableRow(
                cells=(
                    TableCell(text=row.unit),
                    TableCell(text=marked(row.name, row)),
                    TableCell(text=up.text(row), number=row.value),
                    TableCell(text=across.text(match), number=match.value),
                )
            )
            for row, match in pairs
        ),
        provenance=sources,
        file_stem="",
    )


def _class_table(
    data: ChartData, counts: Sequence[tuple[str, int]], head: tuple[str, str], sources: Provenance
) -> TableSpec:
    classes_and_missing = [*counts, (chart_texts.CLASS_MISSING, len(data.missing))]
    number = TableColumn(
        key="count", title=chart_texts.COUNT_OF.format(plural=weak(data.level.plural)), decimals=0
    )
    return TableSpec(
        title=head[0],
        subtitle=head[1],
        columns=(TableColumn(key="class", title=chart_texts.CLASS, unit=data.table.unit), number),
        rows=tuple(
            TableRow(
                cells=(
                    TableCell(text=label),
                    TableCell(text=format_number(count, 0), number=count),
                )
            )
            for label, count in classes_and_missing
        ),
        provenance=sources,
        file_stem="",
    )
