"""Bars of units from zero, and columns of classes: what starts on a base line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan

import altair as alt

from atlas.model.specs import ChartSpec, ReferenceLine
from atlas.render.chart.layout import AxisRange, axis_range, clean, text_lines, text_width
from atlas.render.chart.paper import GREY, INK, MARGIN, WIDTH
from atlas.render.chart.parts import (
    BODY,
    HEIGHT,
    LINE,
    NAME_WIDTH,
    PETROL,
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
_BACKGROUND = "#ffffff"
_AIR = 2.5
"""Pixels between a figure and the gap it has in a line, and twice as many to its bar."""


def bar_chart(spec: ChartSpec, *, roomy: int, part: slice, left_out: int = 0) -> Drawing:
    """Horizontal bars from zero, with names before and figures behind them.

    Up to `roomy` bars have room for names of several lines. Of the bars only a `part` is drawn,
    on the scale of all; `left_out` is the number of those no part has.
    """
    marks = spec.marks[part]
    few = len(spec.marks) <= roomy
    size = BODY if few else BODY - 2
    names = [text_lines(mark.label, size, NAME_WIDTH, 3 if few else 1) for mark in marks]
    pitch = max(map(len, names)) * LINE + 8 if few else LINE - 1
    values = [mark.y for mark in spec.marks if not isnan(mark.y)]
    axis = axis_range([*values, *(line.value for line in spec.lines)], zero=True, room=0.12)
    rows = [
        row_of(
            mark,
            row=index,
            names="\n".join(name),
            end=0 if isnan(mark.y) else mark.y,
            room=text_width(mark.text, size),
            rank=rank_of(spec, mark),
        )
        for index, (mark, name) in enumerate(zip(marks, names, strict=True))
    ]
    x = titled_across("y", axis, spec.x_title, WIDTH - 240)
    end = across_scale("end", axis)
    # all rows named, since Vega would forget those without a bar and set them last
    scale = alt.Scale(domain=list(range(len(rows))), paddingInner=0.28)
    row = alt.Y("row:O", axis=None, sort=None, scale=scale)
    base = chart_of(rows).encode(y=row)
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
        *(layer for sign in (1, -1) for layer in _figures(base, end, size, sign)),
        *_bar_names(rows, row, size),
        *_more_rows(left_out),
    ]
    return layers, height


def _figures(base: alt.Chart, end: alt.X, size: int, sign: int) -> list[alt.Chart]:
    """Figures behind bars to the right (sign 1) or left (-1), on a gap in the lines they meet."""
    figures = base.transform_filter("datum.end >= 0" if sign > 0 else "datum.end < 0")
    gap = figures.mark_rule(
        color=_BACKGROUND,
        strokeWidth=size + 2,
        xOffset=sign * _AIR,
        x2Offset={"expr": f"{sign} * (datum.room + {3 * _AIR})"},
    )
    text = figures.mark_text(
        align="left" if sign > 0 else "right", baseline="middle", dx=sign * 2 * _AIR, fontSize=size
    )
    return [gap.encode(x=end, x2=alt.X2("end:Q")), text.encode(x=end, text=alt.Text("text:N"))]


def _bar_names(rows: Sequence[Row], y: alt.Y, size: int) -> list[alt.Chart]:
    """Names before the bars; Vega sets the first of several lines on the middle of the bar."""
    layers = []
    for rank, ranked in by_rank(rows):
        for breaks in sorted({row["names"].count("\n") for row in ranked}):
            same = [row for row in ranked if row["names"].count("\n") == breaks]
            text = chart_of(same).mark_text(
                align="right",
                baseline="middle",
                lineBreak="\n",
                lineHeight=LINE,
                dx=-8,
                dy=-LINE * breaks / 2,
                fontSize=size,
                fontWeight=600 if rank is Rank.SELECTED else 400,
            )
            layers.append(text.encode(y=y, x=alt.XValue(0), text=alt.Text("names:N")))
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


def histogram(spec: ChartSpec) -> Drawing:
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
            room=text_width(mark.text, BODY) + 2 * _AIR,
            names=_class_lines(mark.label, width),
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
        base.mark_rect(color=PETROL, stroke="#ffffff", strokeWidth=2).encode(
            x=x, x2=alt.X2("high:Q"), y=y, y2=alt.Y2("base:Q"), tooltip=tooltip(spec)
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
    return layers, HEIGHT - 100


def _class_lines(label: str, width: float) -> str:
    """Break a class for its column, narrow enough for a phone."""
    return "\n".join(text_lines(label, SMALL, min(width, _CLASS_WIDTH), 3))
