"""The charts of the atlas as charts of PowerPoint: their numbers in a workbook, to be edited."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import isnan
from typing import Any, Final

from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
)
from pptx.enum.dml import MSO_LINE
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls, qn
from pptx.slide import Slide
from pptx.util import Pt

from atlas.model.scope import ChartKind
from atlas.model.specs import ChartSpec, Mark
from atlas.render.chart.parts import PETROL, THIN, Rank, rank_of
from atlas.render.colours import GREY, INK
from atlas.render.document.data import clean
from atlas.render.document.slide_charts import ChartWords, add_chart, set_scale
from atlas.render.document.slides import SMALL, Box, rgb
from atlas.views.chart.goals import GOAL
from atlas.views.chart.series import COLOURS, MOST_NAMED

_MOST_LABELLED: Final = 30
"""Bars that have room for their numbers, and points for their names."""
_TINY: Final = 8
_NAMES_HIGH: Final = 0.58
"""Height of the letters of a name, in parts of what its bar takes with axis and gaps."""
_PLOT: Final = (("x", "0.07"), ("y", "0.05"), ("w", "0.65"), ("h", "0.83"))
"""Where lines are drawn, in parts of their chart."""
_NAMES_APART: Final = 0.06
"""How far apart names behind lines are at least, in parts of what the values span."""


def add_chart_of(slide: Slide, spec: ChartSpec, box: Box, words: ChartWords) -> None:
    """Add the chart that a spec describes; it has marks."""
    draw = {
        ChartKind.BARS: _add_bars,
        ChartKind.SERIES: _add_lines,
        ChartKind.SCATTER: _add_points,
        ChartKind.DISTRIBUTION: _add_columns,
    }
    draw[spec.kind](slide, spec, box, words)


def _number_format(spec: ChartSpec) -> str:
    return "#,##0" + ("." + "0" * spec.decimals if spec.decimals > 0 else "")


def _add_bars(slide: Slide, spec: ChartSpec, box: Box, words: ChartWords) -> None:
    """Bars with the values they are compared with below them: a chart has no upright lines."""
    chart_data = CategoryChartData(number_format=_number_format(spec))
    chart_data.categories = [
        *(_bar_name(mark) for mark in spec.marks),
        *(clean(line.label) for line in spec.lines),
    ]
    values = [None if isnan(mark.y) else mark.y for mark in spec.marks]
    values += [line.value for line in spec.lines]
    chart_data.add_series(clean(spec.x_title), values)
    chart = add_chart(slide, XL_CHART_TYPE.BAR_CLUSTERED, chart_data, box, words)
    colours = [_bar_colour(spec, mark) for mark in spec.marks] + [INK] * len(spec.lines)
    _paint_bars(chart, spec, colours, gap=40)
    names = chart.category_axis
    names.reverse_order = True
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    _fit_names(names, box.height / len(colours), every=len(colours) <= _MOST_LABELLED)
    # below the bars, where the first one is on top
    chart.value_axis.tick_label_position = XL_TICK_LABEL_POSITION.HIGH
    set_scale(chart.value_axis, [value for value in values if value is not None])
    _title(chart.value_axis, spec.x_title)


def _fit_names(axis: Any, pitch: float, *, every: bool) -> None:  # noqa: ANN401  (see `_paint_line`)
    """Write the names of bars as large as fits in so many inches for each.

    Where they are few enough `every` one is written: PowerPoint would leave out some.
    """
    size = int(pitch * 72 * _NAMES_HIGH)
    axis.tick_labels.font.size = Pt(min(SMALL, max(_TINY, size)))
    if every:
        skip = parse_xml(f'<c:tickLblSkip {nsdecls("c")} val="1"/>')
        axis._element.find(qn("c:noMultiLvlLbl")).addprevious(skip)  # noqa: SLF001  (not in python-pptx)


def _bar_name(mark: Mark) -> str:
    """A unit without value is named with the sign that says why."""
    return clean(f"{mark.label} ({mark.text})" if isnan(mark.y) else mark.label)


def _bar_colour(spec: ChartSpec, mark: Mark) -> str:
    is_plain = rank_of(spec, mark) == Rank.PLAIN
    return THIN if spec.selected and is_plain else PETROL


def _add_columns(slide: Slide, spec: ChartSpec, box: Box, words: ChartWords) -> None:
    chart_data = CategoryChartData(number_format="0")
    chart_data.categories = [clean(mark.label) for mark in spec.marks]
    chart_data.add_series(clean(spec.y_title), [mark.y for mark in spec.marks])
    chart = add_chart(slide, XL_CHART_TYPE.COLUMN_CLUSTERED, chart_data, box, words)
    _paint_bars(chart, replace(spec, decimals=0), [PETROL] * len(spec.marks), gap=6)
    set_scale(chart.value_axis, [mark.y for mark in spec.marks])
    chart.value_axis.tick_labels.number_format = "0"
    _title(chart.value_axis, spec.y_title)
    _title(chart.category_axis, spec.x_title)


def _paint_bars(chart: Chart, spec: ChartSpec, colours: Sequence[str], *, gap: int) -> None:
    plot = chart.plots[0]
    plot.gap_width, plot.vary_by_categories = gap, False
    (series,) = plot.series
    series.invert_if_negative = False
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = rgb(PETROL)
    for number, colour in enumerate(colours):
        if colour != PETROL:
            fill = series.points[number].format.fill
            fill.solid()
            fill.fore_color.rgb = rgb(colour)
    if len(colours) <= _MOST_LABELLED:
        plot.has_data_labels = True
        labels = plot.data_labels
        labels.number_format, labels.number_format_is_linked = _number_format(spec), False
        labels.font.size, labels.show_value = Pt(SMALL), True


@dataclass(frozen=True, slots=True, kw_only=True)
class _Line:
    """One unbroken piece of a line; `is_last` where its line is named."""

    marks: tuple[Mark, ...]
    colour: str
    width: float
    dashed: bool
    is_last: bool = False


def _add_lines(slide: Slide, spec: ChartSpec, box: Box, words: ChartWords) -> None:
    """Lines over the years, pieces that can't be compared apart; each named at its end."""
    lines = list(_pieces(spec))
    years = sorted({mark.x or 0 for mark in spec.marks})
    chart_data = XyChartData(number_format=_number_format(spec))
    for line in lines:
        series = chart_data.add_series(clean(line.marks[0].label))
        for mark in line.marks:
            series.add_data_point(mark.x, mark.y)
    for reference in spec.lines:
        series = chart_data.add_series(clean(reference.label))
        for year in (years[0], years[-1]):
            series.add_data_point(year, reference.value)
    chart = add_chart(slide, XL_CHART_TYPE.XY_SCATTER_LINES, chart_data, box, words)
    drawn = list(chart.plots[0].series)
    for series, line in zip(drawn, lines, strict=False):
        _paint_line(series, line)
    for series, reference in zip(drawn[len(lines) :], spec.lines, strict=True):
        _paint_line(series, _Line(marks=(), colour=PETROL, width=2.5, dashed=False))
        _name_point(series.points[1], f"{reference.label} {reference.text}", PETROL)
    values = [mark.y for mark in spec.marks] + [line.value for line in spec.lines]
    set_scale(chart.value_axis, values)
    _leave_room_for_names(chart)
    axis, span = chart.category_axis, max(years[-1] - years[0], 1)
    axis.minimum_scale, axis.maximum_scale = years[0], years[0] + span
    axis.major_unit, axis.has_major_gridlines = max(1, round(span / 5)), False
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = "0", False
    axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    _title(chart.value_axis, spec.y_title)


def _leave_room_for_names(chart: Chart) -> None:
    """Let the lines end before the edge: their names stand behind the last year."""
    values = (("layoutTarget", "inner"), ("xMode", "edge"), ("yMode", "edge"), *_PLOT)
    inner = "".join(f'<c:{name} val="{value}"/>' for name, value in values)
    layout = parse_xml(
        f"<c:layout {nsdecls('c')}><c:manualLayout>{inner}</c:manualLayout></c:layout>"
    )
    area = chart._chartSpace.chart.plotArea  # noqa: SLF001  (not in python-pptx)
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    area.insert(0, layout)


def _pieces(spec: ChartSpec) -> Iterator[_Line]:
    groups: dict[str, list[Mark]] = {}
    for mark in spec.marks:
        groups.setdefault(mark.group, []).append(mark)
    named = _named_groups(spec, groups)
    for marks in sorted(groups.values(), key=lambda marks: rank_of(spec, marks[0])):
        colour, width = _style(spec, marks[0])
        pieces: dict[tuple[int, bool], list[Mark]] = {}
        for mark in marks:
            pieces.setdefault((mark.segment, mark.dashed), []).append(mark)
        for number, ((_, dashed), piece) in enumerate(pieces.items(), 1):
            yield _Line(
                marks=tuple(piece),
                colour=colour,
                width=width,
                dashed=dashed,
                is_last=number == len(pieces) and marks[0].group in named,
            )


def _named_groups(spec: ChartSpec, groups: Mapping[str, list[Mark]]) -> set[str]:
    """The lines named at their end: those that stand out, and others as far as there is room."""
    values = [mark.y for mark in spec.marks]
    gap = (max(values) - min(values)) * _NAMES_APART
    plain = sum(rank_of(spec, marks[0]) == Rank.PLAIN for marks in groups.values())
    named: dict[str, float] = {}
    for group, marks in sorted(groups.items(), key=lambda item: -rank_of(spec, item[1][0])):
        is_emphasised = rank_of(spec, marks[0]) != Rank.PLAIN or group.startswith(GOAL)
        has_room = all(abs(marks[-1].y - other) >= gap for other in named.values())
        if is_emphasised or (plain <= MOST_NAMED and has_room):
            named[group] = marks[-1].y
    return set(named)


def _style(spec: ChartSpec, mark: Mark) -> tuple[str, float]:
    """Colour and width of a line, as on the screen."""
    if mark.group.startswith(GOAL):
        return INK, 1.5
    rank = Rank(rank_of(spec, mark))
    if rank is Rank.AREA:
        return INK if spec.selected else PETROL, 2.5
    if rank is Rank.SELECTED and spec.selected.index(mark.group) < len(COLOURS):
        return COLOURS[spec.selected.index(mark.group)], 2.0
    return THIN, 1.0


def _paint_line(series: Any, line: _Line) -> None:  # noqa: ANN401  (python-pptx has no types)
    series.smooth = False
    series.format.line.color.rgb = rgb(line.colour)
    series.format.line.width = Pt(line.width)
    if line.dashed:
        series.format.line.dash_style = MSO_LINE.DASH
    series.marker.style, series.marker.size = XL_MARKER_STYLE.CIRCLE, 5
    series.marker.format.fill.solid()
    series.marker.format.fill.fore_color.rgb = rgb(line.colour)
    series.marker.format.line.color.rgb = rgb(line.colour)
    if line.is_last:
        last = line.marks[-1]
        ink = INK if line.colour == THIN else line.colour
        _name_point(series.points[len(line.marks) - 1], f"{last.label} {last.text}", ink)


def _add_points(slide: Slide, spec: ChartSpec, box: Box, words: ChartWords) -> None:
    """Points of two indicators; few are all named, of many those that stand out."""
    ranks = {mark: Rank(rank_of(spec, mark)) for mark in spec.marks}
    chart_data = XyChartData(number_format=_number_format(spec))
    series_of = {rank: [m for m in spec.marks if ranks[m] is rank] for rank in Rank}
    series_of = {rank: marks for rank, marks in series_of.items() if marks}
    for marks in series_of.values():
        series = chart_data.add_series(clean(spec.y_title))
        for mark in marks:
            series.add_data_point(mark.x, mark.y)
    chart = add_chart(slide, XL_CHART_TYPE.XY_SCATTER, chart_data, box, words)
    few = len(spec.marks) <= _MOST_LABELLED
    for series, (rank, marks) in zip(chart.plots[0].series, series_of.items(), strict=True):
        colour = INK if rank is Rank.AREA else THIN if spec.selected and not rank else PETROL
        diamond = rank is Rank.AREA
        series.marker.style = XL_MARKER_STYLE.DIAMOND if diamond else XL_MARKER_STYLE.CIRCLE
        series.marker.size = 10 if diamond else 7
        series.format.line.fill.background()
        series.marker.format.fill.solid()
        series.marker.format.fill.fore_color.rgb = rgb(colour)
        for number, mark in enumerate(marks):
            if few or rank is not Rank.PLAIN:
                _name_point(series.points[number], mark.label, INK)
    for axis, title in ((chart.category_axis, spec.x_title), (chart.value_axis, spec.y_title)):
        axis.has_major_gridlines = False
        axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
        axis.tick_labels.number_format_is_linked = False
        axis.tick_labels.number_format = "General"
        _title(axis, title)


def _name_point(point: Any, text: str, colour: str) -> None:  # noqa: ANN401  (see `_paint_line`)
    label = point.data_label
    label.position = XL_LABEL_POSITION.RIGHT
    frame = label.text_frame
    frame.word_wrap = False
    frame.text = clean(text)
    font = frame.paragraphs[0].runs[0].font
    font.size, font.color.rgb = Pt(SMALL - 2), rgb(colour)


def _title(axis: Any, text: str) -> None:  # noqa: ANN401  (see `_paint_line`)
    frame = axis.axis_title.text_frame
    frame.text = clean(text)
    font = frame.paragraphs[0].runs[0].font
    font.size, font.bold, font.color.rgb = Pt(SMALL), False, rgb(GREY)
