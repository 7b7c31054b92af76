"""The chart beside a map: the bars or points of the chart page, in the colours of the map."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from atlas.model.scope import ChartKind
from atlas.model.specs import NO_CODE, ChartSpec, LegendClass, MapSeries, Mark
from atlas.views.chart import texts as chart_texts
from atlas.views.chart.data import AREA
from atlas.views.plurals import dative

MOST_UNITS = 600
"""Bars or points that can still be told apart beside a map; above that the table serves better."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedSpec:
    """A chart in the colours of a map.

    `codes` has the index in the `legend` for each mark of the chart, `NO_CODE` for the area and
    for units that aren't on the map. `across` has the text of each mark's figure on the x axis,
    as long as the marks ("" in bars). `finding` states for screen readers what there is to see.
    """

    chart: ChartSpec
    legend: tuple[LegendClass, ...]
    codes: tuple[int, ...]
    across: tuple[str, ...]
    finding: str


def linked(chart: ChartSpec, series: MapSeries, year: int) -> LinkedSpec:
    """Colour the bars or points of a scope as the map of the same scope and year does.

    Parameters
    ----------
    chart
        Bars in official order or a scatter plot.
    series
        The map.
    year
        One of the years of the map.
    """
    column = next(column for column in series.columns if column.year == year)
    code_of = dict(zip(series.units, column.codes, strict=True))
    sentences = (chart.headline, chart.subtitle, *_quadrants(chart, series))
    return LinkedSpec(
        chart=chart,
        legend=series.legend,
        codes=tuple(code_of.get(mark.group, NO_CODE) for mark in chart.marks),
        across=tuple(_across(chart, mark) for mark in chart.marks),
        finding=". ".join(sentence for sentence in sentences if sentence),
    )


def _across(chart: ChartSpec, mark: Mark) -> str:
    """Figure on the x axis; the note of a point begins with the title of that axis."""
    scatter = chart.kind is ChartKind.SCATTER
    return mark.note.removeprefix(f"{chart.x_title}: ") if scatter else ""


def _quadrants(chart: ChartSpec, series: MapSeries) -> Iterator[str]:
    """Say how many units lie above and below the area in both indicators."""
    area = next((mark for mark in chart.marks if mark.group == AREA), None)
    if chart.kind is not ChartKind.SCATTER or area is None:
        return
    sides = [
        (mark.x - area.x, mark.y - area.y)
        for mark in chart.marks
        if mark is not area and mark.x is not None and area.x is not None
    ]
    yield chart_texts.LINKED_QUADRANTS.format(
        label=series.area_label,
        plural=dative(series.level_plural),
        number=len(sides),
        above=sum(x > 0 and y > 0 for x, y in sides),
        below=sum(x < 0 and y < 0 for x, y in sides),
    )
