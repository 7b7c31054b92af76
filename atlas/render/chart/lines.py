"""Lines over the years: broken where they must be, dashed where they look ahead."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

import altair as alt

from atlas.model.specs import ChartSpec, Mark, ReferenceLine
from atlas.render.chart.layout import AxisRange, axis_range, clean, one_line, spread
from atlas.render.chart.paper import GREY, INK
from atlas.render.chart.parts import (
    BODY,
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
from atlas.views.chart.goals import GOAL
from atlas.views.chart.series import COLOURS, MOST_NAMED

_REACH = 9
"""Pixels across a line in which the pointer is on it."""
_MOST_YEARS = 9
_DASH, _DOTS = [5, 4], [1, 3]


def line_chart(spec: ChartSpec, height: int) -> Drawing:
    """Lines with points, labelled at their right end; pieces are not joined."""
    years = sorted({mark.x or 0 for mark in spec.marks})
    values = [*(mark.y for mark in spec.marks), *(line.value for line in spec.lines)]
    # beside nothing else, a line shows how much its change is of the whole
    alone = len({mark.group for mark in spec.marks}) == 1
    axis = axis_range(values, zero=alone or _from_zero(values))
    first, last = years[0], years[-1]
    span = AxisRange(low=first - (first == last), high=last, ticks=_years(years), decimals=0)
    x = across_scale("x", span, number_axis(span, "", format="d", grid=False, labelPadding=10))
    above = LINE * (bool(spec.breaks) + bool(spec.remarks))
    y = titled_upwards("y", axis, _y_title(spec, axis), 10 + above)
    pieces = [row for marks in _by_group(spec.marks) for row in _pieces(spec, marks)]
    layers = [
        *_horizontal_lines(spec.lines, axis),
        *_break_rules(spec.breaks, span, LINE * bool(spec.remarks)),
        *_remark_signs(spec.remarks, span),
        *_crowd(pieces, x, y),
    ]
    dot = 24 if len(years) <= _MOST_YEARS else 9
    for rank, colour, width, rows in _by_style(pieces):
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
    return [*layers, *_end_labels(spec, axis, height)], height


def _line_style(spec: ChartSpec, mark: Mark) -> tuple[Rank, str, float]:
    """Rank, colour and width of a line; the area gives up the accent to what is selected."""
    if mark.group.startswith(GOAL):
        return Rank.SELECTED, INK, 1.5
    rank = Rank(rank_of(spec, mark))
    if rank is Rank.AREA:
        return rank, INK if spec.selected else PETROL, 3
    if rank is Rank.SELECTED and spec.selected.index(mark.group) < len(COLOURS):
        return rank, COLOURS[spec.selected.index(mark.group)], 2.5
    return Rank.PLAIN, THIN, 1.25


def _by_style(rows: Sequence[Row]) -> Iterator[tuple[Rank, str, float, list[Row]]]:
    """Part rows by how their lines look, in the order of drawing."""
    for rank, ranked in by_rank(rows):
        for colour in dict.fromkeys(row["colour"] for row in ranked):
            same = [row for row in ranked if row["colour"] == colour]
            yield rank, colour, same[0]["width"], same


def _crowd(pieces: Sequence[Row], x: alt.X, y: alt.Y) -> list[alt.Chart]:
    """Let the one of many grey lines that is pointed at stand out, with its name."""
    rows = [row for row in pieces if row["rank"] == Rank.PLAIN]
    if len({row["line"] for row in rows}) <= MOST_NAMED:
        return []
    pointed = alt.selection_point(
        name="pointed", on="pointerover", clear="pointerout", fields=["line"], empty=False
    )
    reach = (
        chart_of(rows)
        .mark_line(color=INK, strokeWidth=_REACH)
        .encode(
            x=x,
            y=y,
            detail="piece:N",
            opacity=alt.condition(pointed, alt.value(0.35), alt.value(0.001)),
            tooltip=alt.Tooltip(field="name", type="nominal", title=chart_texts.DRAWN_UNIT),
        )
    )
    return [reach.add_params(pointed)]


def _from_zero(values: Sequence[float]) -> bool:
    """Whether the axis begins at zero: it does unless all the change is far above it."""
    low, high = min(values), max(values)
    return low <= 0 <= high or min(abs(low), abs(high)) < 2 * (high - low) or low == high


def _y_title(spec: ChartSpec, axis: AxisRange) -> str:
    hides_zero = axis.low > 0 or axis.high < 0
    return f"{spec.y_title}; {chart_texts.NOT_FROM_ZERO}" if hides_zero else spec.y_title


def _years(years: Sequence[float]) -> tuple[float, ...]:
    """Years to write below the axis: all of a few, else every n-th back from the last.

    The first one is always there, and the next one not too near to it.
    """
    step = -(-len(years) // _MOST_YEARS)
    written = sorted(years[::-1][::step])
    if written[0] == years[0]:
        return tuple(written)
    return (years[0], *(year for year in written if years.index(year) >= min(step, 2)))


def _by_group(marks: Sequence[Mark]) -> list[list[Mark]]:
    groups: dict[str, list[Mark]] = {}
    for mark in marks:
        groups.setdefault(mark.group, []).append(mark)
    return list(groups.values())


def _pieces(spec: ChartSpec, marks: Sequence[Mark]) -> list[Row]:
    """Rows of one line; a dashed piece begins at the last point before it."""
    rows: list[Row] = []
    rank, colour, width = _line_style(spec, marks[0])
    style = {"rank": int(rank), "colour": colour, "width": width, "line": marks[0].group}
    last: Mark | None = None
    for (segment, dashed), run in groupby(marks, key=lambda mark: (mark.segment, mark.dashed)):
        piece = f"{marks[0].group}/{len(rows)}"
        if last is not None and last.segment == segment:
            rows.append(row_of(last, piece=piece, dashed=dashed, joint=True, **style))
        for mark in run:
            rows.append(row_of(mark, piece=piece, dashed=dashed, joint=False, **style))
            last = mark
    return rows


def _end_labels(spec: ChartSpec, axis: AxisRange, height: int) -> list[alt.Chart]:
    """Name each line at the right edge, apart from each other; of many those that stand out."""
    last = max(mark.x or 0 for mark in spec.marks)
    named = [(group[-1], _line_style(spec, group[-1])) for group in _by_group(spec.marks)]
    if sum(rank is Rank.PLAIN for _, (rank, _, _) in named) > MOST_NAMED:
        named = [(mark, style) for mark, style in named if style[0] is not Rank.PLAIN]
    ends = [
        (mark.label, _end_text(mark, last), mark.y, rank, INK if rank is Rank.PLAIN else colour)
        for mark, (rank, colour, _) in named
    ]
    ends += [(line.label, line.text, line.value, Rank.AREA, PETROL) for line in spec.lines]
    tops = spread([(1 - axis.share(value)) * height for _, _, value, _, _ in ends], LINE)
    rows = [
        {
            "label": f"{one_line(label, BODY, NAME_WIDTH)} {clean(text)}".strip(),
            "y": axis.high - top / height * (axis.high - axis.low),
            "rank": int(rank),
            "colour": colour,
            "width": 0,
        }
        for (label, text, _, rank, colour), top in zip(ends, tops, strict=True)
    ]
    layers = []
    for rank, colour, _, styled in _by_style(rows):
        text = chart_of(styled).mark_text(
            align="left",
            baseline="middle",
            dx=20,
            color=colour,
            fontWeight=400 if rank is Rank.PLAIN else 600,
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


def _break_rules(breaks: Sequence[int], span: AxisRange, raised: int) -> list[alt.Chart]:
    """Dotted rules between a year and the one before it that can't be compared."""
    rows = [{"year": year - 0.5, "label": chart_texts.BREAK.format(year=year)} for year in breaks]
    base = chart_of(rows).encode(x=across_scale("year", span))
    rule = base.mark_rule(color=GREY, strokeDash=_DOTS, strokeWidth=1.5)
    label = base.mark_text(baseline="bottom", fontSize=SMALL, color=GREY)
    layers = [
        rule.encode(y=alt.YValue(-raised), y2=alt.Y2Value("height")),
        label.encode(y=alt.YValue(-3 - raised), text=alt.Text("label:N")),
    ]
    return layers if rows else []


def _remark_signs(remarks: Sequence[int], span: AxisRange) -> list[alt.Chart]:
    """Numbers of the notes above their years, with a fine rule down to the year."""
    signs: dict[int, list[str]] = {}
    for number, year in enumerate(remarks, 1):
        signs.setdefault(year, []).append(chart_texts.REMARK_SIGN.format(number=number))
    rows = [{"year": year, "label": " ".join(of_year)} for year, of_year in signs.items()]
    base = chart_of(rows).encode(x=across_scale("year", span))
    rule = base.mark_rule(color=THIN, strokeDash=_DOTS, strokeWidth=1)
    label = base.mark_text(baseline="bottom", fontSize=SMALL, color=GREY)
    layers = [
        rule.encode(y=alt.YValue(0), y2=alt.Y2Value("height")),
        label.encode(y=alt.YValue(-3), text=alt.Text("label:N")),
    ]
    return layers if rows else []
