"""What the server sends the chart beside a map: small JSON, every figure also as text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import isnan
from typing import Any

from atlas.model.numbers import format_number
from atlas.model.scope import ChartKind
from atlas.model.specs import NO_CODE, ChartSpec, LegendClass, Mark
from atlas.render.chart.layout import AxisRange, axis_range
from atlas.views.chart import texts as chart_texts
from atlas.views.chart.data import AREA
from atlas.views.chart.linked import LinkedSpec

DIGITS = 6
"""Significant digits of a coordinate: more than a screen has pixels. The figures come as text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkedView:
    """How a chart takes part in a page: its `channel` is the one all parts of the page share."""

    channel: str
    selection: tuple[str, ...] = ()


def chart_message(spec: LinkedSpec, view: LinkedView) -> dict[str, Any]:
    """Encode a chart; its ranges and ticks are those of the chart on paper."""
    chart = spec.chart
    bars = chart.kind is ChartKind.BARS
    up = [mark.y for mark in chart.marks if not isnan(mark.y)]
    beside = [line.value for line in chart.lines] if bars else []
    across = [mark.x for mark in chart.marks if mark.x is not None]
    return {
        "channel": view.channel,
        "selection": view.selection,
        "kind": chart.kind,
        "label": spec.finding,
        "titles": [chart.x_title] if bars else [chart.y_title, chart.x_title],
        "y": _axis(axis_range([*up, *beside], zero=bars)),
        "x": None if bars else _axis(axis_range(across, zero=False)),
        "marks": [
            _mark(mark, code, across_text)
            for mark, code, across_text in zip(chart.marks, spec.codes, spec.across, strict=True)
        ],
        "lines": _lines(chart),
        "legend": [_entry(entry) for entry in spec.legend],
        "texts": chart_texts.LINKED_WORDS,
    }


def _mark(mark: Mark, code: int, across_text: str) -> tuple[object, ...]:
    """Shorten a mark to id, name, y, x, code, its figure, and its fraction or second figure."""
    unit = "" if mark.group == AREA else mark.group
    entry = None if code == NO_CODE else code
    second = across_text or mark.note
    return (unit, mark.label, _rounded(mark.y), _rounded(mark.x), entry, mark.text, second)


def _rounded(number: float | None) -> float | None:
    return None if number is None or isnan(number) else float(f"{number:.{DIGITS}g}")


def _axis(axis: AxisRange) -> tuple[float, float, Sequence[tuple[float, str]]]:
    ticks = [(tick, format_number(tick, axis.decimals)) for tick in axis.ticks]
    return (axis.low, axis.high, ticks)


def _lines(chart: ChartSpec) -> list[tuple[float, str]]:
    return [(line.value, f"{line.label} {line.text}".strip()) for line in chart.lines]


def _entry(entry: LegendClass) -> tuple[str, str, int]:
    return (entry.label, entry.colour, int(entry.hatched))
