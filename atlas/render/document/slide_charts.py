"""Charts of slides that can be edited: bars and lines with their numbers in a workbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from io import BytesIO
from math import ceil
from typing import Any, Final

from pptx.chart.chart import Chart
from pptx.chart.data import CategoryChartData, XyChartData
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
)
from pptx.enum.dml import MSO_LINE
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.slide import Slide
from pptx.util import Pt
from xlsxwriter import Workbook

from atlas.model.colours import ACCENT
from atlas.model.documents import Bar, BarRows, Pyramid, PyramidBar, PyramidGroup, Tone
from atlas.model.numbers import format_number
from atlas.model.overview import Trend, TrendPoint
from atlas.render.chart.bar_rows import COLOURS
from atlas.render.chart.layout import axis_range
from atlas.render.chart.pyramid import MEN, WOMEN
from atlas.render.chart.sparkline import BESIDE
from atlas.render.colours import INK
from atlas.render.document.data import clean
from atlas.render.document.slides import FONT, SMALL, Box, describe, rgb, say_language

_YEARS_NAMED: Final = 6
"""Years an axis names at most."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartWords:
    """Name of a chart, and what it shows for those who don't see it."""

    title: str
    alt: str


def add_bar_chart(
    slide: Slide, spec: BarRows, box: Box, words: ChartWords, scale: Sequence[float] = ()
) -> None:
    """Add bars as a chart with its numbers in a workbook.

    Where there are values to compare with they are bars beside the others, else each meaning of a
    bar is a series, and the key says which. `scale` are more values its axis has room for.
    """
    series = list(_bar_series(spec))
    chart_data = CategoryChartData(number_format=_number_format([bar.text for bar in spec.bars]))
    chart_data.categories = [
        bar.label if bar.value is not None else f"{bar.label} ({bar.text})" for bar in spec.bars
    ]
    for name, _, values in series:
        chart_data.add_series(clean(name), values)
    chart = add_chart(slide, XL_CHART_TYPE.BAR_CLUSTERED, chart_data, box, words)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 40, 0 if spec.mark_label else 100
    for drawn, (_, colour, _) in zip(plot.series, series, strict=True):
        drawn.invert_if_negative = False
        drawn.format.fill.solid()
        drawn.format.fill.fore_color.rgb = rgb(colour)
    plot.has_data_labels = True
    labels = plot.data_labels
    labels.number_format, labels.number_format_is_linked = chart_data.number_format, False
    labels.font.size = Pt(SMALL)
    chart.has_legend = len(series) > 1
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    names, values = chart.category_axis, chart.value_axis
    names.reverse_order = True
    # below the bars, where the first one is on top
    values.tick_label_position = XL_TICK_LABEL_POSITION.HIGH
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    set_scale(values, [*values_of(spec), *scale])
    low, high = spec.ends
    _name_axis(values, f"{spec.axis} (← {low}, {high} →)" if low else spec.axis)


def add_pyramid_chart(slide: Slide, spec: Pyramid, box: Box, words: ChartWords) -> None:
    """Add a pyramid as a chart with its numbers in a workbook: those of men are below zero there.

    Its rows are equally high; what it is compared with is bars without filling above the others.
    """
    sides = (
        (-1, spec.male_label, MEN, [group.male for group in spec.groups]),
        (1, spec.female_label, WOMEN, [group.female for group in spec.groups]),
    )
    series = [
        (name, colour, [_signed(bar.value, sign) for bar in bars])
        for sign, name, colour, bars in sides
    ]
    if spec.mark_label:
        series += [
            (f"{spec.mark_label}, {name}", "", [_signed(bar.mark, sign) for bar in bars])
            for sign, name, _, bars in sides
        ]
    chart_data = CategoryChartData(number_format="0.00;0.00")
    chart_data.categories = [clean(_ages_and_signs(spec, group)) for group in spec.groups]
    for name, _, values in series:
        chart_data.add_series(clean(name), values)
    chart = add_chart(slide, XL_CHART_TYPE.BAR_CLUSTERED, chart_data, box, words)
    plot = chart.plots[0]
    plot.gap_width, plot.overlap = 6, 100
    for drawn, (_, colour, _) in zip(plot.series, series, strict=True):
        drawn.invert_if_negative = False
        _fill_or_outline(drawn.format, colour)
    chart.has_legend = True
    chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    names, values = chart.category_axis, chart.value_axis
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    farthest = [abs(value) for _, _, every in series for value in every if value is not None]
    set_scale(values, farthest)
    # both ends are where a step ends, so that there is one at zero
    values.maximum_scale = ceil(values.maximum_scale / values.major_unit) * values.major_unit
    values.minimum_scale = -values.maximum_scale
    form = values.tick_labels.number_format
    values.tick_labels.number_format = f"{form};{form}"
    _name_axis(values, spec.axis)


def _signed(value: float | None, sign: int) -> float | None:
    return None if value is None else sign * value


def _ages_and_signs(spec: Pyramid, group: PyramidGroup) -> str:
    """Name an age group, and the signs in place of bars."""

    def sign(name: str, bar: PyramidBar) -> str:
        return f"{name} {bar.text}" if bar.text else ""

    each = (sign(spec.male_label, group.male), sign(spec.female_label, group.female))
    signs = ", ".join(filter(None, each))
    return f"{group.label} ({signs})" if signs else group.label


def _fill_or_outline(form: Any, colour: str) -> None:  # noqa: ANN401  (python-pptx has no types)
    """Fill bars with a colour; without one only their edges are drawn."""
    if colour:
        form.fill.solid()
        form.fill.fore_color.rgb = rgb(colour)
    else:
        form.fill.background()
        form.line.color.rgb, form.line.width = rgb(INK), Pt(1.25)


def _name_axis(axis: Any, title: str) -> None:  # noqa: ANN401  (python-pptx has no types)
    """Write what an axis counts beside it."""
    frame = axis.axis_title.text_frame
    frame.text = clean(title)
    frame.paragraphs[0].runs[0].font.size = Pt(SMALL)
    frame.paragraphs[0].runs[0].font.bold = False


def values_of(spec: BarRows) -> list[float]:
    """All values and marks of bars."""
    return [n for bar in spec.bars for n in (bar.value, bar.mark) if n is not None]


def bar_pieces(spec: BarRows, most: int) -> Iterator[BarRows]:
    """Cut bars into charts of at most so many, about equally many each."""
    number = ceil(len(spec.bars) / most)
    each = ceil(len(spec.bars) / number) if number else 1
    for start in range(0, len(spec.bars), each):
        yield replace(spec, bars=spec.bars[start : start + each])


def _bar_series(spec: BarRows) -> Iterator[tuple[str, str, list[float | None]]]:
    """Name, colour and values of each series."""
    if spec.mark_label or not spec.tones:
        plain = COLOURS[Tone.PLAIN]
        yield spec.label or spec.axis, plain, [bar.value for bar in spec.bars]
        if spec.mark_label:
            yield spec.mark_label, BESIDE, [bar.mark for bar in spec.bars]
        return
    for tone, name in spec.tones:
        yield name, COLOURS[tone], [_value_of(bar, tone) for bar in spec.bars]


def _value_of(bar: Bar, tone: Tone) -> float | None:
    return bar.value if bar.tone is tone else None


def _number_format(texts: Sequence[str]) -> str:
    """The format of numbers that are printed so: their decimals, and whether they bear signs."""
    behind = (text.partition(",")[2].split()[0] for text in texts if "," in text)
    decimals = max(map(len, behind), default=0)
    form = "#,##0" + ("." + "0" * decimals if decimals else "")
    signed = any(text[:1] in {"+", "−"} for text in texts)
    return f"+{form};−{form};{form}" if signed else form


def add_line_chart(slide: Slide, trend: Trend, box: Box, words: ChartWords) -> None:
    """Add a development as a chart; forecasts are dashed, breaks are gaps between two lines."""
    named = [point.year for point in (*trend.points, *trend.beside)]
    years = range(min(named), max(named) + 1)
    lines = [(trend.label, ACCENT, piece) for piece in _segments(trend.points)]
    lines += [(trend.beside_label, BESIDE, piece) for piece in _segments(trend.beside)]
    chart_data = CategoryChartData(number_format="General")
    chart_data.categories = [str(year) for year in years]
    for name, _, piece in lines:
        by_year = {point.year: point.value for point in piece}
        chart_data.add_series(clean(name or words.title), map(by_year.get, years))
    chart = add_chart(slide, XL_CHART_TYPE.LINE_MARKERS, chart_data, box, words)
    for drawn, (_, colour, piece) in zip(chart.plots[0].series, lines, strict=True):
        _draw_line(drawn, colour, {years.index(point.year): point for point in piece}, trend)
    _span_years_without_value(chart)
    set_scale(chart.value_axis, [point.value for point in (*trend.points, *trend.beside)])
    _name_some_years(chart.category_axis, len(years))
    # the key names each piece of a line: of broken ones it would name the same twice
    if trend.beside and len(lines) == len({name for name, _, _ in lines}):
        chart.has_legend = True
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False


def _span_years_without_value(chart: Chart) -> None:
    """Let a line run from value to value, as on the screen: where it breaks another begins."""
    chart._chartSpace.chart.find(qn("c:dispBlanksAs")).set("val", "span")  # noqa: SLF001  (as below)


def _name_some_years(axis: Any, number: int) -> None:  # noqa: ANN401  (python-pptx has no types)
    """Name every so manieth year below the lowest figure."""
    axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    skip = OxmlElement("c:tickLblSkip")
    skip.set("val", str(ceil(number / _YEARS_NAMED)))
    # the schema has it before the last element
    axis._element.find(qn("c:noMultiLvlLbl")).addprevious(skip)  # noqa: SLF001  (not in python-pptx)


def _segments(points: Sequence[TrendPoint]) -> list[list[TrendPoint]]:
    pieces: dict[int, list[TrendPoint]] = {}
    for point in points:
        pieces.setdefault(point.segment, []).append(point)
    return list(pieces.values())


def _draw_line(
    drawn: Any,  # noqa: ANN401  (python-pptx has no types)
    colour: str,
    points: Mapping[int, TrendPoint],
    trend: Trend,
) -> None:
    """Set how a line looks, and where it is dashed or has a dot."""
    drawn.smooth = False
    drawn.format.line.color.rgb = rgb(colour)
    drawn.format.line.width = Pt(2.5 if colour == ACCENT else 1.5)
    drawn.marker.style = XL_MARKER_STYLE.NONE
    for place, point in points.items():
        own = drawn.points[place]
        if point.forecast:
            own.format.line.dash_style = MSO_LINE.DASH
            own.format.line.color.rgb = rgb(colour)
        if len(points) == 1 or (point.year == trend.current and colour == ACCENT):
            own.marker.style, own.marker.size = XL_MARKER_STYLE.CIRCLE, 8
            own.marker.format.fill.solid()
            own.marker.format.fill.fore_color.rgb = rgb(colour)


def set_scale(axis: Any, values: Sequence[float]) -> None:  # noqa: ANN401  (python-pptx has no types)
    """Set the ends of an axis as all charts of the atlas have them: from zero, round steps."""
    scale = axis_range(values, zero=True, room=0.08)
    axis.minimum_scale, axis.maximum_scale = scale.low, scale.high
    if len(scale.ticks) > 1:
        axis.major_unit = scale.ticks[1] - scale.ticks[0]
    axis.tick_labels.number_format = _number_format([format_number(0.0, scale.decimals)])
    axis.tick_labels.number_format_is_linked = False
    axis.major_gridlines.format.line.color.rgb = rgb("C9D1D5")
    axis.format.line.fill.background()


def add_chart(
    slide: Slide,
    kind: XL_CHART_TYPE,
    chart_data: CategoryChartData | XyChartData,
    box: Box,
    words: ChartWords,
) -> Chart:
    """Add a chart in our letters, with alternative text, without title and key."""
    shape = slide.shapes.add_chart(kind, *box.emu, chart_data)
    describe(shape, words.title, words.alt)
    chart: Chart = shape.chart
    chart.has_title = False
    chart.has_legend = False
    chart.font.size, chart.font.name = Pt(SMALL), FONT
    chart.font.color.rgb = rgb(INK)
    say_language(chart.part._element)  # noqa: SLF001  (not in python-pptx)
    chart.part.chart_workbook.xlsx_part._blob = _book(chart_data)  # noqa: SLF001  (see `_book`)
    return chart


def _book(chart_data: CategoryChartData | XyChartData) -> bytes:
    """Write the numbers of a chart into a workbook, in which names are texts whatever they are.

    python-pptx makes formulas and links of them, and writes the time of day.
    """
    buffer = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(buffer, options) as book:
        book.set_properties({"created": datetime(2000, 1, 1, tzinfo=UTC)})
        writer = chart_data._workbook_writer  # noqa: SLF001  (python-pptx takes no options)
        writer._populate_worksheet(book, book.add_worksheet())  # noqa: SLF001  (as above)
    return buffer.getvalue()
