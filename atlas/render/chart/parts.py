"""Scales, axes, rows and tooltips all charts are made of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import IntEnum
from math import isnan
from typing import Any, TypeAlias

import altair as alt

from atlas.model.scope import ChartKind
from atlas.model.specs import ChartSpec, Mark
from atlas.render.chart.layout import AxisRange, clean, text_lines
from atlas.render.chart.paper import WIDTH
from atlas.views.chart import texts as chart_texts
from atlas.views.chart.data import AREA

Row: TypeAlias = dict[str, Any]
Drawing: TypeAlias = tuple[list[alt.Chart], int]
"""Layers of a chart and its height."""

PETROL, THIN, GRID = "#0b6e75", "#8a9597", "#dde2e3"
BODY, SMALL = 13, 12
HEIGHT, COLUMN_HEIGHT, FLAT_HEIGHT = 340, 230, 190
"""Of what is drawn between the axes. A development in a document leaves room for a map above it on
its page; the flat one leaves room for letters that can be read on a
slide, whose height is what there is least of."""
LINE = 16
"""Height of a line of text."""
NAME_WIDTH = 190
"""Room for the name of a unit."""


class Rank(IntEnum):
    """How far a mark stands out; what stands out most is drawn last."""

    PLAIN = 0
    SELECTED = 1
    AREA = 2


def rank_of(spec: ChartSpec, mark: Mark) -> int:
    """Rank of a mark, as a plain number for the rows of a drawing."""
    if mark.group == AREA:
        return int(Rank.AREA)
    return int(Rank.SELECTED if mark.group in spec.selected else Rank.PLAIN)


def by_rank(rows: Sequence[Row]) -> Iterator[tuple[Rank, list[Row]]]:
    """Part rows by their rank, in the order of drawing."""
    for rank in Rank:
        if ranked := [row for row in rows if row["rank"] == rank]:
            yield rank, ranked


def unit_colour(spec: ChartSpec, rank: Rank) -> str:
    """Colour of bars and points: the accent is for selected units, if there are any."""
    return THIN if spec.selected and rank is Rank.PLAIN else PETROL


def chart_of(rows: Iterable[Row]) -> alt.Chart:
    """Start a layer on inline rows, so that no data transformer takes part."""
    data = alt.InlineData(values=[])
    # afterwards, since Altair would check each row on the way in; it copies lists at each step
    data["values"] = tuple(rows)
    return alt.Chart(data)


def tooltip(spec: ChartSpec) -> list[alt.Tooltip]:
    """Label, figure and note as plain fields, which the tooltip escapes."""
    value = spec.x_title if spec.kind is ChartKind.BARS else spec.y_title
    label = chart_texts.CLASS if spec.kind is ChartKind.DISTRIBUTION else chart_texts.DRAWN_UNIT
    heads = {"name": label, "text": value}
    if any(mark.note for mark in spec.marks):
        heads["note"] = chart_texts.DRAWN_NOTE
    # Vega-Lite puts a head into an expression and escapes its quotes only
    escaped = {key: head.replace("\\", "\\\\") for key, head in heads.items()}
    return [alt.Tooltip(field=key, type="nominal", title=head) for key, head in escaped.items()]


def row_of(mark: Mark, **more: object) -> Row:
    """One mark as a row; a mark without value has no number."""
    value = None if isnan(mark.y) else mark.y
    labels = {"name": clean(mark.label), "text": clean(mark.text), "note": clean(mark.note) or "–"}
    return {"x": mark.x, "y": value, **labels, **more}


def number_axis(span: AxisRange, title: str | list[str], **more: object) -> alt.Axis:
    """Build an axis with the ticks of its range, numbers as many digits as they need."""
    settings: Mapping[str, Any] = {
        "values": list(span.ticks),
        "format": f",.{span.decimals}f",
        "title": title,
        "labelOverlap": True,
        **more,
    }
    return alt.Axis(**settings)


def across_scale(field: str, span: AxisRange, axis: alt.Axis | None = None) -> alt.X:
    """Place on the x scale; one layer of a chart brings the axis."""
    x = alt.X(**_scaled(field, span))
    return x if axis is None else x.axis(axis)


def upwards_scale(field: str, span: AxisRange, axis: alt.Axis | None = None) -> alt.Y:
    """Place on the y scale; one layer of a chart brings the axis."""
    y = alt.Y(**_scaled(field, span))
    return y if axis is None else y.axis(axis)


def _scaled(field: str, span: AxisRange) -> Row:
    scale = alt.Scale(domain=[span.low, span.high], nice=False, zero=False)
    return {"field": field, "type": "quantitative", "scale": scale}


def titled_across(field: str, span: AxisRange, title: str, width: float) -> alt.X:
    """Place on the x scale with numbers and, in lines of this width, a title below it."""
    return across_scale(field, span, number_axis(span, text_lines(title, SMALL, width, 3)))


def titled_upwards(field: str, span: AxisRange, title: str, above: int) -> alt.Y:
    """Place on the y scale with numbers and, `above` pixels over its upper end, a title."""
    head = upright_title(title, above)
    return upwards_scale(field, span, number_axis(span, head.pop("title"), **head))


def upright_title(title: str, above: int) -> Row:
    """Title of the y axis, lying above its top end where it can be read."""
    lines = text_lines(title, SMALL, WIDTH / 2, 3)  # narrow enough for a phone
    return {
        "title": lines,
        "titleAngle": 0,
        "titleAlign": "left",
        "titleAnchor": "end",
        "titleBaseline": "bottom",
        "titleX": 0,
        "titleY": -above - LINE * (len(lines) - 1),
    }
