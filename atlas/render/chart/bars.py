"""Bars of units from zero, and columns of classes: what starts on a base line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan

import altair as alt

from atlas.model.slides import MOST_NAMED_BARS
from atlas.model.specs import ChartSpec, Mark, ReferenceLine
from atlas.render.chart.layout import AxisRange, axis_range, clean, one_line, text_lines, text_width
from atlas.render.chart.paper import GREY, INK, MARGIN, WIDTH
from atlas.render.chart.parts import (
    BODY,
    FLAT_HEIGHT,
    HEIGHT,
    LINE,
    NAME_WIDTH,
    SMALL,
    Drawing,
    Rank,
    Row,
    across_scale,
    by_rank,
    chart_of,
    rank_of,
    row_of,
    titled_across,
    tooltip,
    unit_colour,
    upright_title,
    upwards_scale,
)
from atlas.views.chart import texts as chart_texts

MOST_ROWS = 2000
"""Bars on the screen: browsers draw no picture much higher; paper and table have them all."""
_CLASS_WIDTH = 70
_FEW_BARS = 10
"""Bars whose names have room for several lines on a slide."""
_WORDS_BELOW = 30
_TALLEST = HEIGHT - 100
"""Pixels of the columns of a histogram, which has words below them."""
_BACKGROUND = "#ffffff"
_AIR = 8
"""Pixels between a bar and its figure, and more before that to its name."""


def slide_bars(spec: ChartSpec) -> Drawing:
    """Bars for a slide: few with names and figures; of many only the selected ones have them."""
    if len(spec.marks) <= _FEW_BARS:
        return bar_chart(spec, roomy=_FEW_BARS, part=slice(None))
    values = [mark.y for mark in spec.marks if not isnan(mark.y)]
    axis = axis_range([*values, *(line.value for line in spec.lines)], zero=True, room=0.02)
    rows = [
        row_of(mark, row=index, names=_named(mark), rank=rank_of(spec, mark))
        for index, mark in enumerate(spec.marks)
    ]
    x = titled_across("y", axis, spec.x_title, WIDTH - 240)
    scale = alt.Scale(domain=list(range(len(rows))), paddingInner=0.2)
    row = alt.Y("row:O", axis=None, sort=None, scale=scale)
    is_named = len(rows) <= MOST_NAMED_BARS
    named = [item for item in rows if is_named or item["rank"] == Rank.SELECTED]
    size = SMALL if is_named else BODY
    layers = [
        *(
            chart_of(ranked).mark_bar(color=unit_colour(spec, rank)).encode(x=x, y=row)
            for rank, ranked in by_rank(rows)
        ),
        _zero_line(axis),
        *_vertical_lines(spec.lines, axis, _LineRoom(width=WIDTH - 240)),
        *_before_bars(named, row, _Column(field="names", size=size, right=_AIR)),
    ]
    return layers, FLAT_HEIGHT


def _named(mark: Mark) -> str:
    return f"{one_line(mark.label, BODY, NAME_WIDTH)} {clean(mark.text)}"


def bar_chart(spec: ChartSpec, *, roomy: int, part: slice, left_out: int = 0) -> Drawing:
    """Horizontal bars from zero, with names and figures before them, where no line crosses them.

    Up to `roomy` bars have room for names of several lines. Of the bars only a `part` is drawn,
    on the scale of all; `left_out` is the number of those no part has.
    """
    marks = spec.marks[part]
    few = len(spec.marks) <= roomy
    size = BODY if few else BODY - 2
    names = [text_lines(mark.label, size, NAME_WIDTH, 3 if few else 1) for mark in marks]
    pitch = max(map(len, names)) * LINE + 8 if few else LINE - 1
    values = [mark.y for mark in spec.marks if not isnan(mark.y)]
    axis = axis_range([*values, *(line.value for line in spec.lines)], zero=True, room=0.02)
    rows = [
        row_of(
            mark,
            row=index,
            names="\n".join(name),
            rank=rank_of(spec, mark),
        )
        for index, (mark, name) in enumerate(zip(marks, names, strict=True))
    ]
    x = titled_across("y", axis, spec.x_title, WIDTH - 240)
    # all rows named, since Vega would forget those without a bar and set them last
    scale = alt.Scale(domain=list(range(len(rows))), paddingInner=0.28)
    row = alt.Y("row:O", axis=None, sort=None, scale=scale)
    figures = max((text_width(mark.text, size) for mark in spec.marks), default=0)
    height = len(rows) * pitch
    layers = [
        *(
            chart_of(ranked)
            .mark_bar(color=unit_colour(spec, rank))
            .encode(x=x, y=row, tooltip=tooltip(spec))
            for rank, ranked in by_rank(rows)
        ),
        _zero_line(axis),
        *_vertical_lines(spec.lines, axis, _LineRoom(width=WIDTH - 240)),
        *_before_bars(rows, row, _Column(field="text", size=size, right=_AIR)),
        *_before_bars(rows, row, _Column(field="names", size=size, right=figures + 3 * _AIR)),
        *_more_rows(left_out),
    ]
    return layers, height


@dataclass(frozen=True, slots=True, kw_only=True)
class _Column:
    """What stands before the bars: a field of their rows, `right` pixels from where they begin."""

    field: str
    size: int
    right: float


def _before_bars(rows: Sequence[Row], y: alt.Y, column: _Column) -> list[alt.Chart]:
    """A column of texts; Vega sets the first of several lines on the middle of the bar."""
    layers = []
    for rank, ranked in by_rank(rows):
        for breaks in sorted({row[column.field].count("\n") for row in ranked}):
            same = [row for row in ranked if row[column.field].count("\n") == breaks]
            text = chart_of(same).mark_text(
                align="right",
                baseline="middle",
                lineBreak="\n",
                lineHeight=LINE,
                dx=-column.right,
                dy=-LINE * breaks / 2,
                fontSize=column.size,
                fontWeight=600 if rank is Rank.SELECTED else 400,
            )
            field = alt.Text(f"{column.field}:N")
            layers.append(text.encode(y=y, x=alt.XValue(0), text=field))
    return layers


def _more_rows(number: int) -> list[alt.Chart]:
    """Say how many bars are not drawn."""
    if not number:
        return []
    note = chart_of([{"text": chart_texts.MORE_ROWS.format(number=number)}])
    marked = note.mark_text(align="right", baseline="top", color=GREY, dx=-24, dy=5)
    return [marked.encode(x=alt.XValue(0), y=alt.YValue("height"), text=alt.Text("text:N"))]


def _zero_line(axis: AxisRange) -> alt.Chart:
    base = chart_of([{"value": 0}]).encode(x=across_scale("value", axis))
    rule: alt.Chart = base.mark_rule(color=GREY).encode(y=alt.YValue(0), y2=alt.Y2Value("height"))
    return rule


@dataclass(frozen=True, slots=True, kw_only=True)
class _LineRoom:
    """Pixels there are for lines and their labels: across, and above the chart."""

    width: float
    raised: int = 0


def _vertical_lines(
    lines: Sequence[ReferenceLine], axis: AxisRange, room: _LineRoom
) -> list[alt.Chart]:
    """Lines across the bars; their labels are `raised` above, one row each."""
    halos, rules, labels = [], [], []
    for row, (line, left) in enumerate(_label_sides(lines, axis, room.width)):
        above = -6 - room.raised - LINE * (len(lines) - 1 - row)
        base = chart_of([{"value": line.value, "label": _line_label(line)}])
        base = base.encode(x=across_scale("value", axis))
        top, bottom = alt.YValue(above - 10), alt.Y2Value("height")
        halos.append(base.mark_rule(color=_BACKGROUND, strokeWidth=4).encode(y=top, y2=bottom))
        width = 1.5 if line is lines[0] else 1
        rules.append(base.mark_rule(color=INK, strokeWidth=width).encode(y=top, y2=bottom))
        label = base.mark_text(
            align="right" if left else "left",
            baseline="bottom",
            dx=-5 if left else 5,
            fontSize=SMALL,
        )
        labels.append(label.encode(y=alt.YValue(above + 3), text=alt.Text("label:N")))
    return [*halos, *rules, *labels]


def _label_sides(
    lines: Sequence[ReferenceLine], axis: AxisRange, width: float
) -> list[tuple[ReferenceLine, bool]]:
    """Order lines from the highest label down, and say which labels are left of their line.

    The lower lines have theirs on the left, the others on the right; on each side the lines
    further in rise higher, so that no line runs through the label of another.
    """
    order = sorted(lines, key=lambda line: line.value)

    def cost(lefts: int) -> tuple[float, int]:
        """How far labels stick out of the chart, and how many are on the narrower side."""
        sides = [number < lefts for number in range(len(order))]
        shares = [axis.share(line.value) for line in order]
        rooms = (width * (s if left else 1 - s) for s, left in zip(shares, sides, strict=True))
        widths = (text_width(_line_label(line), SMALL) + 5 for line in order)
        over = sum(max(0.0, label - room) for label, room in zip(widths, rooms, strict=True))
        narrow = sum(left == (s <= 0.5) for s, left in zip(shares, sides, strict=True))  # noqa: PLR2004  (the half of the chart)
        return over, narrow

    lefts = min(range(len(order) + 1), key=cost)
    left, right = order[:lefts], order[lefts:]
    return [*((line, True) for line in reversed(left)), *((line, False) for line in right)]


def _line_label(line: ReferenceLine) -> str:
    return clean(f"{line.label} {line.text}".strip())


def histogram(spec: ChartSpec, height: int) -> Drawing:
    """Columns side by side on one scale; the class is below, the number above."""
    centres = [mark.x or 0.0 for mark in spec.marks]
    half = (centres[1] - centres[0]) / 2 if len(centres) > 1 else 0.5
    low, high = centres[0] - half, centres[-1] + half
    axis = AxisRange(low=low, high=high, ticks=(), decimals=0)
    counts = axis_range([mark.y for mark in spec.marks], zero=True)
    width = (WIDTH - 2 * MARGIN) / len(centres) - 6
    rows = [
        row_of(
            mark,
            low=centre - half,
            high=centre + half,
            base=0,
            room=text_width(mark.text, BODY) + _AIR,
            names=_class_lines(mark.label, width),
            rank=rank_of(spec, mark),
        )
        for mark, centre in zip(spec.marks, centres, strict=True)
    ]
    lines = [line for line in spec.lines if low <= line.value <= high]
    below = (1 + max(row["names"].count("\n") for row in rows)) * LINE + 8
    x = across_scale(
        "low", axis, alt.Axis(title=spec.x_title, labels=False, grid=False, titlePadding=below)
    )
    title = upright_title(spec.y_title, 14 + LINE * (1 + len(lines)))
    y = upwards_scale("y", counts, alt.Axis(labels=False, grid=False, **title))
    base = chart_of(rows)
    middle = across_scale("x", axis)
    layers = [
        *(
            chart_of(ranked)
            .mark_rect(color=unit_colour(spec, rank), stroke="#ffffff", strokeWidth=2)
            .encode(x=x, x2=alt.X2("high:Q"), y=y, y2=alt.Y2("base:Q"), tooltip=tooltip(spec))
            for rank, ranked in by_rank(rows)
        ),
        base.mark_text(
            baseline="top", fontSize=SMALL, lineBreak="\n", lineHeight=LINE, dy=6
        ).encode(x=middle, y=alt.YValue("height"), text=alt.Text("names:N")),
        *_vertical_lines(lines, axis, _LineRoom(width=WIDTH - 2 * MARGIN, raised=LINE)),
        base.mark_rule(
            color=_BACKGROUND,
            strokeWidth=BODY,
            yOffset=-2 - BODY / 2,
            xOffset={"expr": "-datum.room / 2"},
            x2Offset={"expr": "datum.room / 2"},
        ).encode(x=middle, x2=alt.X2("x:Q"), y=y),
        base.mark_text(baseline="bottom", dy=-3).encode(x=middle, y=y, text=alt.Text("text:N")),
    ]
    return layers, min(height - _WORDS_BELOW, _TALLEST)


def _class_lines(label: str, width: float) -> str:
    """Break a class for its column, narrow enough for a phone."""
    return "\n".join(text_lines(label, SMALL, min(width, _CLASS_WIDTH), 3))
