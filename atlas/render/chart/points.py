"""Points of two indicators, named where there is room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

import altair as alt

from atlas.model.specs import ChartSpec
from atlas.render.chart.layout import AxisRange, axis_range, one_line, text_width
from atlas.render.chart.paper import INK, WIDTH
from atlas.render.chart.parts import (
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
    titled_upwards,
    tooltip,
    unit_colour,
    upwards_scale,
)
from atlas.views.chart.data import AREA

_MOST_LABELS = 100
_NARROW = 420
"""Pixels of a screen on which names that have room on paper would cover each other."""
_OVER = 8  # pixels a name may reach over the upper or lower edge


def scatter_plot(spec: ChartSpec, height: int) -> Drawing:
    """Points with names where there is room for them."""
    across = axis_range([mark.x or 0 for mark in spec.marks], zero=False)
    upwards = axis_range([mark.y for mark in spec.marks], zero=False)
    x = titled_across("x", across, spec.x_title, WIDTH / 2)
    y = titled_upwards("y", upwards, spec.y_title, 10)
    layers = []
    for rank, rows in by_rank([row_of(mark, rank=rank_of(spec, mark)) for mark in spec.marks]):
        area = rank is Rank.AREA
        points = chart_of(rows).mark_point(
            filled=True,
            size=60 if rank is Rank.PLAIN else 90,
            color=INK if area else unit_colour(spec, rank),
            opacity=0.85,
            shape="diamond" if area else "circle",
        )
        layers.append(points.encode(x=x, y=y, tooltip=tooltip(spec)))
    return [*layers, *_point_labels(spec, across, upwards, height)], height


Box: TypeAlias = tuple[float, float, float, float]
_Side: TypeAlias = tuple[Literal["left", "right", "center"], int, int]
_SIDES: tuple[_Side, ...] = (
    ("left", 8, 0),
    ("right", -8, 0),
    ("center", 0, -14),
    ("center", 0, 14),
)
"""How a name is aligned to its point and how far to the right and down it is."""


def _point_labels(
    spec: ChartSpec, across: AxisRange, upwards: AxisRange, height: int
) -> list[alt.Chart]:
    """Names beside, above or below their points, where they cover nothing on paper.

    Among many points only the area's and the selected ones have names, and have them in any case,
    where they cover least.
    """
    width = WIDTH - 80
    positions = {
        mark: (across.share(mark.x or 0) * width, (1 - upwards.share(mark.y)) * height)
        for mark in spec.marks
    }
    named = {AREA, *spec.selected}
    chosen = [mark for mark in spec.marks if mark.group in named]
    others = [mark for mark in spec.marks if mark.group not in named]
    taken: list[Box] = [(x - 5, y - 5, x + 5, y + 5) for x, y in positions.values()]
    rows: dict[tuple[_Side, bool], list[Row]] = {}
    for mark in (*chosen, *(others if len(spec.marks) <= _MOST_LABELS else ())):
        bold = mark.group in named
        name = one_line(mark.label, SMALL, NAME_WIDTH)
        boxes = {side: _box(positions[mark], side, text_width(name, SMALL)) for side in _SIDES}
        covered = {
            side: sum(_overlap(box, other) for other in taken)
            for side, box in boxes.items()
            if _inside(box, (width, height))
        }
        side = min(covered, key=covered.__getitem__, default=None)
        if side and (bold or not covered[side]):
            taken.append(boxes[side])
            rows.setdefault((side, bold), []).append({"x": mark.x, "y": mark.y, "name": name})
    return [
        _names(labels, side, bold=bold).encode(
            x=across_scale("x", across), y=upwards_scale("y", upwards), text=alt.Text("name:N")
        )
        for (side, bold), labels in rows.items()
    ]


def _names(rows: Sequence[Row], side: _Side, *, bold: bool) -> alt.Chart:
    align, right, down = side
    text: alt.Chart = chart_of(rows).mark_text(
        opacity=1 if bold else {"expr": f"width < {_NARROW} ? 0 : 1"},
        align=align,
        baseline="middle",
        dx=right,
        dy=down,
        fontSize=SMALL,
        fontWeight=600 if bold else 400,
    )
    return text


def _box(point: tuple[float, float], side: _Side, width: float) -> Box:
    """The box of a name of this width beside a point."""
    align, right, down = side
    left = {"left": 0.0, "right": -width, "center": -width / 2}[align]
    x, y = point[0] + right, point[1] + down
    return (x + left, y - 8, x + left + width, y + 8)


def _inside(box: Box, room: tuple[float, float]) -> bool:
    width, height = room
    return box[0] >= 0 and box[2] <= width and box[1] >= -_OVER and box[3] <= height + _OVER


def _overlap(box: Box, other: Box) -> bool:
    return box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3]
