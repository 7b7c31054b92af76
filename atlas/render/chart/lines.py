"""Lines over the years: broken where they must be, dashed where they look ahead."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import altair as alt

from atlas.model.specs import ChartSpec, Mark, ReferenceLine
from atlas.render.chart.layout import AxisRange, axis_range, clean, one_line, spread
from atlas.render.chart.paper import GREY, INK
from atlas.render.chart.parts import (
    BODY,
    HEIGHT,
    LINE,
    NAME_WIDTH,
    PETROL,
    SMALL,
    THIN,
    Drawing,
    Rank,
    Row,
    across_scale,
    by_rank,
    chart_of,
    number_axis,
    rank_of,
    row_of,
    titled_upwards,
    tooltip,
    upwards_scale,
)
from atlas.views.chart import texts as chart_texts

_MOST_YEARS = 9
_DASH, _DOTS = [5, 4], [1, 3]


def line_chart(spec: ChartSpec) -> Drawing:
    """Lines with points, labelled at their right end; pieces are not joined."""
    years = sorted({mark.x or 0 for mark in spec.marks})
    values = [*(mark.y for mark in spec.marks), *(line.value for line in spec.lines)]
    axis = axis_range(values, zero=_from_zero(values))
    first, last = years[0], years[-1]
    span = AxisRange(low=first - (first == last), high=last, ticks=_years(years), decimals=0)
    x = across_scale("x", span, number_axis(span, "", format="d", grid=False, labelPadding=10))
    y = titled_upwards("y", axis, _y_title(spec, axis), 10 + LINE * bool(spec.breaks))
    pieces = [row for marks in _by_group(spec.marks) for row in _pieces(spec, marks)]
    layers = [*_horizontal_lines(spec.lines, axis), *_break_rules(spec.breaks, span)]
    dot = 24 if len(years) <= _MOST_YEARS else 9
    for rank, rows in by_rank(pieces):
        colour, width = _line_style(spec, rank)
        lines = chart_of(rows).encode(x=x, y=y)
        points = chart_of([row for row in rows if not row["joint"]]).encode(x=x, y=y)
        layers += [
            lines.mark_line(color=colour, strokeWidth=width).encode(
                detail=alt.Detail("piece:N"),
                strokeDash=alt.StrokeDash(
                    field="dashed",
                    type="nominal",
                    scale=alt.Scale(domain=[False, True], range=[[1, 0], _DASH]),
                    legend=None,
                ),
            ),
            points.mark_point(
                color=colour, filled=True, opacity=1, size=(1 if rank is Rank.PLAIN else 2) * dot
            ).encode(tooltip=tooltip(spec)),
        ]
    return [*layers, *_end_labels(spec, axis)], HEIGHT


def _line_style(spec: ChartSpec, rank: Rank) -> tuple[str, float]:
    """Colour and width of a line; the area gives up the accent to what is selected."""
    if rank is Rank.PLAIN:
        return THIN, 1.25
    area = rank is Rank.AREA
    return INK if area and spec.selected else PETROL, 3 if area else 2.5


def _from_zero(values: Sequence[float]) -> bool:
    """Whether the axis begins at zero: it does unless all the change is far above it."""
    low, high = min(values), max(values)
    return low <= 0 <= high or min(abs(low), abs(high)) < 2 * (high - low) or low == high


def _y_title(spec: ChartSpec, axis: AxisRange) -> str:
    hides_zero = axis.low > 0 or axis.high < 0
    return f"{spec.y_title}; {chart_texts.NOT_FROM_ZERO}" if hides_zero else spec.y_title


def _years(years: Sequence[float]) -> tuple[float, ...]:
    """Years to write below the axis: all of a few, else every n-th back from the last."""
    step = -(-len(years) // _MOST_YEARS)
    return tuple(sorted(years[::-1][::step]))


def _by_group(marks: Sequence[Mark]) -> list[list[Mark]]:
    groups: dict[str, list[Mark]] = {}
    for mark in marks:
        groups.setdefault(mark.group, []).append(mark)
    return list(groups.values())


def _pieces(spec: ChartSpec, marks: Sequence[Mark]) -> list[Row]:
    """Rows of one line; a dashed piece begins at the last point before it."""
    rows: list[Row] = []
    rank = rank_of(spec, marks[0])
    last: Mark | None = None
    for (segment, dashed), run in groupby(marks, key=lambda mark: (mark.segment, mark.dashed)):
        piece = f"{marks[0].group}/{len(rows)}"
        if last is not None and last.segment == segment:
            rows.append(row_of(last, piece=piece, rank=rank, dashed=dashed, joint=True))
        for mark in run:
            rows.append(row_of(mark, piece=piece, rank=rank, dashed=dashed, joint=False))
            last = mark
    return rows


def _end_labels(spec: ChartSpec, axis: AxisRange) -> list[alt.Chart]:
    """Name each line at the right edge, apart from each other."""
    last = max(mark.x or 0 for mark in spec.marks)
    ends = [
        (mark.label, _end_text(mark, last), mark.y, rank_of(spec, mark))
        for mark in (group[-1] for group in _by_group(spec.marks))
    ]
    ends += [(line.label, line.text, line.value, int(Rank.AREA)) for line in spec.lines]
    heights = spread([(1 - axis.share(value)) * HEIGHT for _, _, value, _ in ends], LINE)
    rows = [
        {
            "label": f"{one_line(label, BODY, NAME_WIDTH)} {clean(text)}".strip(),
            "y": axis.high - height / HEIGHT * (axis.high - axis.low),
            "rank": rank,
        }
        for (label, text, _, rank), height in zip(ends, heights, strict=True)
    ]
    layers = []
    for rank, ranked in by_rank(rows):
        plain = rank is Rank.PLAIN
        text = chart_of(ranked).mark_text(
            align="left",
            baseline="middle",
            dx=20,
            color=INK if plain else _line_style(spec, rank)[0],
            fontWeight=400 if plain else 600,
        )
        layers.append(
            text.encode(x=alt.XValue("width"), y=upwards_scale("y", axis), text=alt.Text("label:N"))
        )
    return layers


def _end_text(mark: Mark, last: float) -> str:
    """Figure at the end of a line, with its year where the line ends early."""
    return mark.text if mark.x == last else f"{mark.text} ({mark.x:.0f})"


def _horizontal_lines(lines: Sequence[ReferenceLine], axis: AxisRange) -> list[alt.Chart]:
    """Lines through all years; their names are with the others at the right edge."""
    base = chart_of({"value": line.value} for line in lines).encode(y=upwards_scale("value", axis))
    return [base.mark_rule(color=PETROL, strokeWidth=3)] if lines else []


def _break_rules(breaks: Sequence[int], span: AxisRange) -> list[alt.Chart]:
    """Dotted rules between a year and the one before it that can't be compared."""
    rows = [{"year": year - 0.5, "label": chart_texts.BREAK} for year in breaks]
    base = chart_of(rows).encode(x=across_scale("year", span))
    label = base.mark_text(baseline="bottom", fontSize=SMALL, color=GREY)
    return (
        [
            base.mark_rule(color=GREY, strokeDash=_DOTS, strokeWidth=1.5).encode(
                y=alt.YValue(0), y2=alt.Y2Value("height")
            ),
            label.encode(y=alt.YValue(-3), text=alt.Text("label:N")),
        ]
        if rows
        else []
    )
