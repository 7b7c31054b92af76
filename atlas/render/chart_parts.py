"""Scales, axes, rows and tooltips all charts are made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from math import isnan
from typing import Any, TypeAlias

import altair as alt

from atlas.model.figures import ChartKind, ChartSpec, Mark
from atlas.render.chart_layout import AxisRange, clean, wrapped
from atlas.render.chart_paper import WIDTH
from atlas.views import texts

Row: TypeAlias = dict[str, Any]
Drawn: TypeAlias = tuple[list[alt.Chart], int]
"""Layers of a chart and its height."""

PETROL, THIN, GRID = "#0b6e75", "#8a9597", "#dde2e3"
BODY, SMALL = 13, 12
HEIGHT = 340
LINE = 16
"""Height of a line of text."""
NAME_WIDTH = 190
"""Room for the name of a unit."""


def chart_of(rows: Iterable[Row]) -> alt.Chart:
    """Start a layer on inline rows, so that no data transformer takes part."""
    data = alt.InlineData(values=[])
    data["values"] = list(rows)  # afterwards, since Altair would check each row on the way in
    return alt.Chart(data)


def tooltip(spec: ChartSpec) -> list[alt.Tooltip]:
    """Label, figure and note as plain fields, which the tooltip escapes."""
    value = spec.x_title if spec.kind is ChartKind.BARS else spec.y_title
    label = texts.CLASS if spec.kind is ChartKind.DISTRIBUTION else texts.DRAWN_UNIT
    heads = {"name": label, "text": value}
    if any(mark.note for mark in spec.marks):
        heads["note"] = texts.DRAWN_NOTE
    return [alt.Tooltip(field=key, type="nominal", title=head) for key, head in heads.items()]


def row_of(mark: Mark, **more: object) -> Row:
    """One mark as a row; a mark without value has no number."""
    value = None if isnan(mark.y) else mark.y
    words = {"name": clean(mark.label), "text": clean(mark.text), "note": clean(mark.note) or "–"}
    return {"x": mark.x, "y": value, **words, **more}


def _scale(found: AxisRange) -> alt.Scale:
    return alt.Scale(domain=[found.low, found.high], nice=False, zero=False)


def number_axis(found: AxisRange, title: str | list[str], **more: object) -> alt.Axis:
    """Build an axis with the ticks of its range, numbers as many digits as they need."""
    settings: Mapping[str, Any] = {
        "values": list(found.ticks),
        "format": f",.{found.decimals}f",
        "title": title,
        "labelOverlap": True,
        **more,
    }
    return alt.Axis(**settings)


def across_scale(field: str, found: AxisRange, axis: alt.Axis | None = None) -> alt.X:
    """Place on the x scale; one layer of a chart brings the axis."""
    x = alt.X(field=field, type="quantitative", scale=_scale(found))
    return x if axis is None else x.axis(axis)


def upwards_scale(field: str, found: AxisRange, axis: alt.Axis | None = None) -> alt.Y:
    """Place on the y scale; one layer of a chart brings the axis."""
    y = alt.Y(field=field, type="quantitative", scale=_scale(found))
    return y if axis is None else y.axis(axis)


def upright_title(title: str, above: int) -> Row:
    """Title of the y axis, lying above its top end where it can be read."""
    lines = wrapped(title, SMALL, WIDTH / 2, 3)  # narrow enough for a phone
    return {
        "title": lines,
        "titleAngle": 0,
        "titleAlign": "left",
        "titleAnchor": "end",
        "titleBaseline": "bottom",
        "titleX": 0,
        "titleY": -above - LINE * (len(lines) - 1),
    }
