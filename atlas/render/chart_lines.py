"""Lines over the years: broken where they must be, dashed where they look ahead."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

import altair as alt

from atlas.model.figures import ChartSpec, Mark, ReferenceLine
from atlas.render.chart_layout import AxisRange, axis_range, clean, shortened, spread
from atlas.render.chart_paper import GREY, INK
from atlas.render.chart_parts import (
    BODY,
    HEIGHT,
    LINE,
    NAME_WIDTH,
    PETROL,
    SMALL,
    THIN,
    Drawn,
    Row,
    across_scale,
    chart_of,
    number_axis,
    row_of,
    tooltip,
    upright_title,
    upwards_scale,
)
from atlas.views import texts
from atlas.views.chart_look import AREA

_MOST_YEARS = 9
_DASH, _DOTS = [5, 4], [1, 3]


def line_chart(spec: ChartSpec) -> Drawn:
    """Lines with points, labelled at their right end; pieces are not joined."""
    years = sorted({mark.x or 0 for mark in spec.marks})
    values = [*(mark.y for mark in spec.marks), *(line.value for line in spec.lines)]
    found = axis_range(values, zero=_from_zero(values))
    first, last = years[0], years[-1]
    span = AxisRange(low=first - (first == last), high=last, ticks=_years(years), decimals=0)
    title = upright_title(_y_title(spec, found), 10 + LINE * bool(spec.breaks))
    x = across_scale("x", span, number_axis(span, "", format="d", grid=False, labelPadding=10))
    y = upwards_scale("y", found, number_axis(found, title.pop("title"), **title))
    pieces = [row for rows in map(_pieces, _by_group(spec.marks)) for row in rows]
    layers = [*_horizontal_lines(spec.lines, found), *_break_rules(spec.breaks, span)]
    dot = 24 if len(years) <= _MOST_YEARS else 9
    for area in (False, True):
        mine = [row for row in pieces if row["area"] == area]
        colour, width = (PETROL, 3) if area else (THIN, 1.25)
        lines = chart_of(mine).encode(x=x, y=y)
        points = chart_of([row for row in mine if not row["joint"]]).encode(x=x, y=y)
        layers += [
            lines.mark_line(color=colour, strokeWidth=width).encode(
                detail="piece:N",
                strokeDash=alt.StrokeDash(
                    field="dashed",
                    type="nominal",
                    scale=alt.Scale(domain=[False, True], range=[[1, 0], _DASH]),
                    legend=None,
                ),
            ),
            points.mark_point(
                color=colour, filled=True, opacity=1, size=(2 if area else 1) * dot
            ).encode(tooltip=tooltip(spec)),
        ]
    return [*layers, *_end_labels(spec, found)], HEIGHT


def _from_zero(values: Sequence[float]) -> bool:
    """Whether the axis begins at zero: it does unless all the change is far above it."""
    low, high = min(values), max(values)
    return low <= 0 <= high or min(abs(low), abs(high)) < 2 * (high - low) or low == high


def _y_title(spec: ChartSpec, found: AxisRange) -> str:
    hides_zero = found.low > 0 or found.high < 0
    return f"{spec.y_title}; {texts.NOT_FROM_ZERO}" if hides_zero else spec.y_title


def _years(years: Sequence[float]) -> tuple[float, ...]:
    """Years to write below the axis: all of a few, else every n-th back from the last."""
    step = -(-len(years) // _MOST_YEARS)
    return tuple(sorted(years[::-1][::step]))


def _by_group(marks: Sequence[Mark]) -> list[list[Mark]]:
    groups: dict[str, list[Mark]] = {}
    for mark in marks:
        groups.setdefault(mark.group, []).append(mark)
    return list(groups.values())


def _pieces(marks: Sequence[Mark]) -> list[Row]:
    """Rows of one line; a dashed piece begins at the last point before it."""
    rows: list[Row] = []
    last: Mark | None = None
    for (segment, dashed), run in groupby(marks, key=lambda mark: (mark.segment, mark.dashed)):
        piece = f"{marks[0].group}/{len(rows)}"
        if last is not None and last.segment == segment:
            rows.append(_piece(last, piece, dashed=dashed, joint=True))
        for mark in run:
            rows.append(_piece(mark, piece, dashed=dashed, joint=False))
            last = mark
    return rows


def _piece(mark: Mark, piece: str, *, dashed: bool, joint: bool) -> Row:
    return row_of(mark, piece=piece, dashed=dashed, joint=joint, area=mark.group == AREA)


def _end_labels(spec: ChartSpec, found: AxisRange) -> list[alt.Chart]:
    """Name each line at the right edge, apart from each other."""
    last = max(mark.x or 0 for mark in spec.marks)
    ends = [
        (
            mark.label,
            mark.text if mark.x == last else f"{mark.text} ({mark.x:.0f})",
            mark.y,
            mark.group,
        )
        for mark in _ends(spec.marks)
    ]
    ends += [(line.label, line.text, line.value, AREA) for line in spec.lines]
    places = spread([(1 - found.share(value)) * HEIGHT for _, _, value, _ in ends], LINE)
    rows = [
        {
            "label": f"{shortened(label, BODY, NAME_WIDTH)} {clean(text)}".strip(),
            "y": found.high - place / HEIGHT * (found.high - found.low),
            "area": group == AREA,
        }
        for (label, text, _, group), place in zip(ends, places, strict=True)
    ]
    layers = []
    for area in (False, True):
        base = chart_of([row for row in rows if row["area"] == area])
        text = base.mark_text(
            align="left",
            baseline="middle",
            dx=20,
            color=PETROL if area else INK,
            fontWeight=600 if area else 400,
        )
        layers.append(
            text.encode(x=alt.value("width"), y=upwards_scale("y", found), text="label:N")
        )
    return layers


def _ends(marks: Sequence[Mark]) -> list[Mark]:
    """Last point of each line."""
    return [group[-1] for group in _by_group(marks)]


def _horizontal_lines(lines: Sequence[ReferenceLine], found: AxisRange) -> list[alt.Chart]:
    """Lines through all years; their names stand with the others at the right edge."""
    base = chart_of({"value": line.value} for line in lines).encode(y=upwards_scale("value", found))
    return [base.mark_rule(color=PETROL, strokeWidth=3)] if lines else []


def _break_rules(breaks: Sequence[int], span: AxisRange) -> list[alt.Chart]:
    """Dotted rules between a year and the one before it that can't be compared."""
    rows = [{"year": year - 0.5, "label": texts.BREAK} for year in breaks]
    base = chart_of(rows).encode(x=across_scale("year", span))
    label = base.mark_text(baseline="bottom", fontSize=SMALL, color=GREY)
    return (
        [
            base.mark_rule(color=GREY, strokeDash=_DOTS, strokeWidth=1.5).encode(
                y=alt.value(0), y2=alt.value("height")
            ),
            label.encode(y=alt.value(-3), text="label:N"),
        ]
        if rows
        else []
    )
