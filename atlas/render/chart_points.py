"""Points of two indicators, named where there is room."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias

import altair as alt

from atlas.model.figures import ChartSpec, Mark
from atlas.render.chart_layout import AxisRange, axis_range, shortened, text_width, wrapped
from atlas.render.chart_paper import INK, WIDTH
from atlas.render.chart_parts import (
    HEIGHT,
    NAME_WIDTH,
    PETROL,
    SMALL,
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
from atlas.views.chart_look import AREA

_MOST_LABELS = 40
_OVER = 8  # pixels a name may reach over the upper or lower edge


def scatter_plot(spec: ChartSpec) -> Drawn:
    """Points with names where there is room for them."""
    across = axis_range([mark.x or 0 for mark in spec.marks], zero=False)
    upwards = axis_range([mark.y for mark in spec.marks], zero=False)
    title = upright_title(spec.y_title, 10)
    x = across_scale("x", across, number_axis(across, wrapped(spec.x_title, SMALL, WIDTH / 2, 3)))
    y = upwards_scale("y", upwards, number_axis(upwards, title.pop("title"), **title))
    layers = []
    for area in (False, True):
        mine = [mark for mark in spec.marks if (mark.group == AREA) == area]
        points = chart_of([row_of(mark) for mark in mine]).mark_point(
            filled=True,
            size=90 if area else 60,
            color=INK if area else PETROL,
            opacity=0.85,
            shape="diamond" if area else "circle",
        )
        layers.append(points.encode(x=x, y=y, tooltip=tooltip(spec)))
    if len(spec.marks) <= _MOST_LABELS:
        layers += _point_labels(spec.marks, across, upwards)
    return layers, HEIGHT


Box: TypeAlias = tuple[float, float, float, float]
_Side: TypeAlias = tuple[Literal["left", "right", "center"], int, int]
_SIDES: tuple[_Side, ...] = (
    ("left", 8, 0),
    ("right", -8, 0),
    ("center", 0, -14),
    ("center", 0, 14),
)
"""How a name is aligned to its point and how far to the right and down it stands."""


def _point_labels(marks: Sequence[Mark], across: AxisRange, upwards: AxisRange) -> list[alt.Chart]:
    """Names beside, above or below their points, where they cover nothing on paper."""
    width = WIDTH - 80
    spots = [
        (across.share(mark.x or 0) * width, (1 - upwards.share(mark.y)) * HEIGHT) for mark in marks
    ]
    taken: list[Box] = [(x - 5, y - 5, x + 5, y + 5) for x, y in spots]
    rows: dict[_Side, list[Row]] = {}
    for mark, spot in zip(marks, spots, strict=True):
        name = shortened(mark.label, SMALL, NAME_WIDTH)
        boxes = {side: _box(spot, side, text_width(name, SMALL)) for side in _SIDES}
        free = (
            side
            for side, box in boxes.items()
            if _inside(box, width) and not any(_overlap(box, t) for t in taken)
        )
        if side := next(free, None):
            taken.append(boxes[side])
            rows.setdefault(side, []).append({"x": mark.x, "y": mark.y, "name": name})
    return [
        chart_of(found)
        .mark_text(align=side[0], baseline="middle", dx=side[1], dy=side[2], fontSize=SMALL)
        .encode(x=across_scale("x", across), y=upwards_scale("y", upwards), text="name:N")
        for side, found in rows.items()
    ]


def _box(spot: tuple[float, float], side: _Side, long: float) -> Box:
    """Where a name of this length would stand."""
    align, right, down = side
    left = {"left": 0.0, "right": -long, "center": -long / 2}[align]
    x, y = spot[0] + right, spot[1] + down
    return (x + left, y - 8, x + left + long, y + 8)


def _inside(box: Box, width: float) -> bool:
    return box[0] >= 0 and box[2] <= width and box[1] >= -_OVER and box[3] <= HEIGHT + _OVER


def _overlap(one: Box, other: Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
