"""Charts: every decision of a bar chart, development, scatter plot or histogram, made once.

No view names the highest or lowest unit; order by value comes on request only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from math import inf

from atlas.atlas import Atlas
from atlas.model.indicators import ReferenceValue
from atlas.model.numbers import format_number
from atlas.model.results import ValueRow
from atlas.model.scope import Scope, View
from atlas.model.specs import (
    ChartKind,
    ChartSpec,
    Mark,
    Provenance,
    ReferenceLine,
    TableCell,
    TableColumn,
    TableRow,
    TableSpec,
)
from atlas.views import texts
from atlas.views.chart import texts as chart_texts
from atlas.views.chart.data import (
    AREA,
    NO_BAR,
    ChartData,
    absent,
    area_line,
    chart_data,
    chart_subtitle,
    fraction,
    merged,
    sentences,
    some_names,
)
from atlas.views.chart.series import series
from atlas.views.headlines import headline
from atlas.views.map.data import classes, ground
from atlas.views.overview import regions
from atlas.views.table.tables import value_table
from atlas.views.table.unit_tables import query

__all__ = ["bars", "distribution", "scatter", "series"]


def bars(atlas: Atlas, scope: Scope, *, by_value: bool = False) -> ChartSpec:
    """Lay out one bar per unit, in official order or from high to low.

    Raises
    ------
    UnknownNameError, NoDataError
        If the scope asks for what the data don't hold.
    """
    look = chart_data(atlas, scope)
    table = value_table(atlas, query(look.scope))
    known = _references(atlas, look)
    order = sorted(look.rows, key=_downwards) if by_value else look.rows
    under = chart_subtitle(atlas, look.scope)
    compared = chart_texts.TWIN_REFERENCES.format(
        references=", ".join(f"{_region(look, item)} {_printed(look, item)}" for item in known)
    )
    shown = chart_texts.TWIN_BARS.format(**look.words)
    main = headline(atlas, look.scope)
    return ChartSpec(
        kind=ChartKind.BARS,
        kicker=look.kicker(),
        headline=main,
        subtitle=under,
        x_title=look.measure,
        y_title=look.level.name,
        decimals=look.table.decimals,
        marks=tuple(_bar(look, row) for row in order),
        lines=(*area_line(look), *(_reference_line(look, item) for item in known)),
        breaks=(),
        text_alternative=sentences(
            shown, main, f"{under}; {compared}" if known else under, absent(look)
        ),
        table=table,
        provenance=_with_regions(table.provenance, known),
        file_stem=look.stem(ChartKind.BARS),
        fictional=look.area.fictional,
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
    whole = [(up.whole, across.whole)] if up.whole and across.whole and not deviates else []
    marks = [_point(up, across, pair) for pair in pairs if _complete(pair)]
    marks += [_point(up, across, pair, group=AREA) for pair in whole if _complete(pair)]
    words = up.words | {"y": up.item.title, "x": across.item.title}
    left_out = some_names(row.name for row, match in pairs if not _complete((row, match)))
    carried = merged(_sources(atlas, up), _sources(atlas, across))
    return ChartSpec(
        kind=ChartKind.SCATTER,
        kicker=up.kicker(),
        headline=chart_texts.SCATTER_HEADLINE.format(**words),
        subtitle=chart_texts.SCATTER_SUBTITLE.format(**words),
        x_title=across.titled_measure,
        y_title=up.titled_measure,
        decimals=up.table.decimals,
        marks=tuple(marks),
        lines=(),
        breaks=(),
        text_alternative=sentences(
            chart_texts.TWIN_SCATTER.format(**words),
            "; ".join(
                f"{look.item.title}: {chart_subtitle(atlas, look.scope)}" for look in (up, across)
            ),
            chart_texts.TWIN_LEFT_OUT.format(names=left_out) if left_out else "",
            texts.TWIN_SCATTER_CAUSE,
        ),
        table=_pair_table(up, across, pairs, carried),
        provenance=carried,
        file_stem=f"{up.stem(ChartKind.SCATTER)}__{other}",
        fictional=up.area.fictional,
    )


def distribution(atlas: Atlas, scope: Scope) -> ChartSpec:
    """Lay out how many units lie in which class of the map.

    Raises
    ------
    UnknownNameError, NoDataError
        If the scope asks for what the data don't hold.
    """
    look = chart_data(atlas, scope)
    made = classes(ground(atlas, look.scope))
    found, labels = made.found, made.labels
    counted = Counter(found.class_of(row.value) for row in look.rows if row.value is not None)
    counts = [(label, counted[place]) for place, label in enumerate(labels)]
    centres = ((lower + upper) / 2 for lower, upper in pairwise(found.limits))
    listed = "; ".join(f"{label}: {count}" for label, count in counts)
    carried = value_table(atlas, query(look.scope)).provenance
    main, under = headline(atlas, look.scope), chart_subtitle(atlas, look.scope)
    shown = chart_texts.TWIN_DISTRIBUTION.format(**look.words, classes=listed)
    return ChartSpec(
        kind=ChartKind.DISTRIBUTION,
        kicker=look.kicker(),
        headline=main,
        subtitle=under,
        x_title=look.measure,
        y_title=chart_texts.COUNT_OF.format(plural=look.level.plural),
        decimals=look.table.decimals,
        marks=tuple(
            Mark(label=label, y=count, text=format_number(count, 0), x=centre)
            for (label, count), centre in zip(counts, centres, strict=True)
        ),
        lines=area_line(look),
        breaks=(),
        text_alternative=sentences(shown if counts else "", main, under, absent(look)),
        table=_class_table(look, counts, (main, under), carried),
        provenance=carried,
        file_stem=look.stem(ChartKind.DISTRIBUTION),
        fictional=look.area.fictional,
    )


def _downwards(row: ValueRow) -> float:
    """Sort from high to low, units without value last."""
    return inf if row.value is None else -row.value


def _bar(look: ChartData, row: ValueRow) -> Mark:
    value = NO_BAR if row.value is None else row.value
    return Mark(
        label=row.name, y=value, text=look.text(row), group=row.unit, note=fraction(look, row)
    )


def _references(atlas: Atlas, look: ChartData) -> tuple[ReferenceValue, ...]:
    """Published values of the larger regions, the latest up to the year shown."""
    if look.scope.view is not View.VALUE:
        return ()
    return regions.latest(atlas, look.scope.area, look.item.code, look.scope.year)


def _region(look: ChartData, item: ReferenceValue) -> str:
    if item.year == look.scope.year:
        return item.region
    return chart_texts.REGION_YEAR.format(region=item.region, year=item.year)


def _printed(look: ChartData, item: ReferenceValue) -> str:
    return f"{format_number(item.value, look.table.decimals)} {look.table.unit}"


def _reference_line(look: ChartData, item: ReferenceValue) -> ReferenceLine:
    return ReferenceLine(label=_region(look, item), value=item.value, text=_printed(look, item))


def _with_regions(carried: Provenance, known: Sequence[ReferenceValue]) -> Provenance:
    cited = [
        f"{chart_texts.REGION_YEAR.format(region=item.region, year=item.year)}: {item.source}"
        for item in known
    ]
    return replace(carried, source="; ".join(word for word in (carried.source, *cited) if word))


def _sources(atlas: Atlas, look: ChartData) -> Provenance:
    """Where one of two indicators comes from; its reference dates say whose they are."""
    carried = value_table(atlas, query(look.scope)).provenance
    return replace(carried, reference_dates=f"{look.item.title}: {carried.reference_dates}")


def _complete(pair: tuple[ValueRow, ValueRow]) -> bool:
    return all(row.value is not None for row in pair)


def _point(
    up: ChartData, across: ChartData, pair: tuple[ValueRow, ValueRow], group: str = ""
) -> Mark:
    row, match = pair
    return Mark(
        label=row.name,
        y=NO_BAR if row.value is None else row.value,
        text=up.text(row),
        x=match.value,
        group=group or row.unit,
        note=f"{across.titled_measure}: {across.text(match)}",
    )


def _pair_table(
    up: ChartData,
    across: ChartData,
    pairs: Sequence[tuple[ValueRow, ValueRow]],
    carried: Provenance,
) -> TableSpec:
    numbers = [
        TableColumn(key=key, title=look.titled_measure, decimals=look.table.decimals)
        for key, look in (("y", up), ("x", across))
    ]
    return TableSpec(
        title=chart_texts.SCATTER_HEADLINE.format(**up.words, y=up.item.title, x=across.item.title),
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
                    TableCell(text=row.name),
                    TableCell(text=up.text(row), number=row.value),
                    TableCell(text=across.text(match), number=match.value),
                )
            )
            for row, match in pairs
        ),
        provenance=carried,
        file_stem=f"{up.stem(ChartKind.SCATTER)}__{across.item.code}",
    )


def _class_table(
    look: ChartData, counts: Sequence[tuple[str, int]], head: tuple[str, str], carried: Provenance
) -> TableSpec:
    listed = [*counts, (chart_texts.CLASS_MISSING, len(look.missing))]
    number = TableColumn(
        key="count", title=chart_texts.COUNT_OF.format(plural=look.level.plural), decimals=0
    )
    return TableSpec(
        title=head[0],
        subtitle=head[1],
        columns=(TableColumn(key="class", title=texts.CLASS, unit=look.table.unit), number),
        rows=tuple(
            TableRow(
                cells=(
                    TableCell(text=label),
                    TableCell(text=format_number(count, 0), number=count),
                )
            )
            for label, count in listed
        ),
        provenance=carried,
        file_stem=look.stem(ChartKind.DISTRIBUTION),
    )
