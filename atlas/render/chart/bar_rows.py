"""Bars below each other as a plain SVG without a frame: for documents, which set the words around.

A line of text is as high as on the charts; the drawing scales to the width of its column.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from atlas.model.documents import Bar, BarRows, Tone
from atlas.model.numbers import format_number
from atlas.render.chart.layout import AxisRange, axis_range, text_lines, text_width
from atlas.render.chart.paper import FONT, GREY, INK, WIDTH
from atlas.render.chart.parts import BODY, GRID, LINE, PETROL, SMALL, THIN
from atlas.render.chart.svg_text import svg_text

COLOURS: Final[Mapping[Tone, str]] = {
    Tone.PLAIN: PETROL,
    Tone.STRENGTH: "#3a6ca1",
    Tone.WEAKNESS: "#cf8432",
    Tone.MUTED: THIN,
}
_NAMES: Final = 250
"""Room for the names of the bars; text of `BODY` in it."""
_MOST_LINES: Final = 3
_AIR, _EDGE = 8, 10


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scale:
    """Where numbers lie across."""

    axis: AxisRange
    left: float

    def x(self, value: float) -> float:
        return self.left + self.axis.share(value) * (WIDTH - _EDGE - self.left)


def bar_rows(spec: BarRows) -> str:
    """Draw bars from zero, names and figures before them."""
    values = [v for bar in spec.bars for v in (bar.value, bar.mark) if v is not None]
    figures = max((text_width(bar.text, BODY) for bar in spec.bars), default=0.0)
    scale = _Scale(axis=axis_range(values, zero=True, room=0.02), left=_NAMES + figures + 2 * _AIR)
    parts = list(_key(spec))
    top = float(LINE * len(parts) + (4 if parts else 0))
    first, rows, heading = top, list[str](), ""
    for bar in spec.bars:
        if bar.heading != heading:
            heading = bar.heading
            rows.append(svg_text(0, top + LINE, heading, weight=600))
            top += LINE + 6
        lines = text_lines(bar.label, BODY, _NAMES, _MOST_LINES)
        pitch = len(lines) * LINE + 6
        rows += _bar(bar, lines, top, scale)
        top += pitch
    grid = list(_grid(spec, scale, first, top))
    height = top + 2 * LINE + 8
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" '
        f'width="{WIDTH}" height="{height:.0f}" font-family="{FONT}">'
        f"{''.join((*parts, *grid, *rows))}</svg>"
    )


def _bar(bar: Bar, lines: list[str], top: float, scale: _Scale) -> Iterator[str]:
    """One bar with its name, its figure and its mark."""
    middle = top + 3 + len(lines) * LINE / 2
    for number, line in enumerate(lines):
        yield svg_text(0, top + LINE * (number + 1), line)
    yield svg_text(scale.left - _AIR, middle + BODY * 0.35, bar.text, anchor="end")
    if bar.value is not None:
        start, end = sorted((scale.x(0), scale.x(bar.value)))
        yield (
            f'<rect x="{start:.1f}" y="{middle - 6:.1f}" width="{max(end - start, 0.8):.1f}" '
            f'height="12" fill="{COLOURS[bar.tone]}"/>'
        )
    if bar.mark is not None:
        yield _mark(scale.x(bar.mark), middle)


def _mark(x: float, middle: float) -> str:
    """An upright stroke with a light edge, to be seen on a bar and beside it."""
    path = f"M{x:.1f} {middle - 9:.1f}V{middle + 9:.1f}"
    return (
        f'<path d="{path}" stroke="#ffffff" stroke-width="4"/>'
        f'<path d="{path}" stroke="{INK}" stroke-width="2"/>'
    )


def _grid(spec: BarRows, scale: _Scale, top: float, bottom: float) -> Iterator[str]:
    """Thin upright lines with their numbers, the axis title below them."""
    for tick in scale.axis.ticks:
        x, colour = scale.x(tick), GRID if tick else GREY
        yield f'<path d="M{x:.1f} {top:.1f}V{bottom:.1f}" stroke="{colour}" stroke-width="1"/>'
        number = format_number(tick, scale.axis.decimals)
        yield svg_text(x, bottom + LINE, number, size=SMALL, anchor="middle", colour=GREY)
    low, high = spec.ends
    words = " ".join(filter(None, (f"← {low}" if low else "", f"{high} →" if high else "")))
    title = f"{spec.axis} ({words})" if words else spec.axis
    yield svg_text(WIDTH, bottom + 2 * LINE + 2, title, size=SMALL, anchor="end", colour=GREY)


def _key(spec: BarRows) -> Iterator[str]:
    """What colours and marks mean, in one line above the bars."""
    x, parts = 0.0, list[str]()
    for tone, word in spec.tones:
        parts.append(f'<rect x="{x:.1f}" y="3" width="14" height="10" fill="{COLOURS[tone]}"/>')
        parts.append(svg_text(x + 20, 13, word, size=SMALL))
        x += 20 + text_width(word, SMALL) + 18
    if spec.mark_label:
        parts += [_mark(x + 7, 9), svg_text(x + 20, 13, spec.mark_label, size=SMALL)]
    if parts:
        yield f"<g>{''.join(parts)}</g>"
