"""A population pyramid as a plain SVG without a frame: for documents, which set the words around.

A bar is as high as its group has years of age and as long as its people are many per year of age,
so that its area stands for people. What it is compared with is an outline.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from atlas.model.documents import Pyramid, PyramidBar, PyramidGroup
from atlas.model.numbers import format_number
from atlas.render.chart.layout import AxisRange, axis_range, text_width
from atlas.render.chart.paper import FONT, GREY, INK, WIDTH
from atlas.render.chart.parts import BODY, GRID, LINE, PETROL, SMALL
from atlas.render.chart.svg_text import svg_text

MEN, WOMEN = "#6f8fa6", PETROL
"""Colours of the bars; their side says the same."""
_YEAR: Final = 3.4
"""Units of the drawing per year of age."""
_AIR, _EDGE, _HEAD = 10, 14, 2 * LINE + 8
_SIGN: Final = 22
"""Size of a sign, which is a mere dot."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Side:
    """Where numbers of one sex lie: from `base` outwards, `sign` -1 to the left."""

    axis: AxisRange
    base: float
    sign: int

    def x(self, value: float) -> float:
        return self.base + self.sign * self.axis.share(value) * (WIDTH - self._free)

    @property
    def _free(self) -> float:
        """What isn't between the base and the edge of the drawing."""
        return (WIDTH - self.base if self.sign < 0 else self.base) + _EDGE


@dataclass(frozen=True, slots=True, kw_only=True)
class _Row:
    """One sex of an age group between two heights."""

    bar: PyramidBar
    top: float
    bottom: float


def pyramid(spec: Pyramid) -> str:
    """Draw a pyramid, the oldest on top, their ages between the two sides."""
    bars = [bar for group in spec.groups for bar in (group.male, group.female)]
    values = [v for bar in bars for v in (bar.value, bar.mark) if v is not None]
    axis = axis_range(values, zero=True, room=0.02)
    middle, half = WIDTH / 2, _half_gap(spec)
    top = float(_HEAD + (LINE + 4 if spec.mark_label else 0))
    bottom = top + _YEAR * sum(group.years for group in spec.groups)
    parts = [*_key(spec), _head(spec.ages, middle, top)]
    for sign, name in ((-1, spec.male_label), (1, spec.female_label)):
        side = _Side(axis=axis, base=middle + sign * half, sign=sign)
        rows = tuple(_rows(spec.groups, sign, bottom))
        parts.append(_head(name, (side.base + side.x(axis.high)) / 2, top, strong=True))
        parts += _grid(side, top, bottom)
        parts += _bars(rows, side, MEN if sign < 0 else WOMEN)
        parts += _outline(rows, side)
    parts += _ages(spec.groups, middle, bottom)
    title = svg_text(
        WIDTH - _EDGE, bottom + 2 * LINE + 4, spec.axis, size=SMALL, anchor="end", colour=GREY
    )
    height = bottom + 2 * LINE + 10
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" '
        f'width="{WIDTH}" height="{height:.0f}" font-family="{FONT}">'
        f"{''.join((*parts, title))}</svg>"
    )


def _half_gap(spec: Pyramid) -> float:
    """Half of the room between the sides, where the ages stand."""
    texts = (spec.ages, *(group.label for group in spec.groups))
    return max(text_width(text, BODY) for text in texts) / 2 + _AIR


def _rows(groups: Sequence[PyramidGroup], sign: int, bottom: float) -> Iterator[_Row]:
    """One sex of all groups, from the bottom upwards."""
    for group in groups:
        top = bottom - _YEAR * group.years
        yield _Row(bar=group.male if sign < 0 else group.female, top=top, bottom=bottom)
        bottom = top


def _head(text: str, x: float, top: float, *, strong: bool = False) -> str:
    weight, colour = (600, INK) if strong else (400, GREY)
    return svg_text(x, top - 8, text, weight=weight, anchor="middle", colour=colour)


def _bars(rows: Sequence[_Row], side: _Side, colour: str) -> Iterator[str]:
    """The bars of one sex; where there is none its sign."""
    for row in rows:
        if row.bar.text:
            x, y = side.base + side.sign * _AIR, (row.top + row.bottom) / 2 + BODY * 0.35
            anchor = "end" if side.sign < 0 else "start"
            yield svg_text(x, y, row.bar.text, size=_SIGN, weight=600, anchor=anchor)
        elif row.bar.value is not None:
            start, end = sorted((side.base, side.x(row.bar.value)))
            yield (
                f'<rect x="{start:.1f}" y="{row.top + 0.5:.1f}" width="{end - start:.1f}" '
                f'height="{row.bottom - row.top - 1:.1f}" fill="{colour}"/>'
            )


def _outline(rows: Sequence[_Row], side: _Side) -> Iterator[str]:
    """Steps along what is compared with, with a light edge; broken where there is nothing."""
    for has_mark, run in groupby(rows, key=lambda row: row.bar.mark is not None):
        if has_mark:
            every = tuple(run)
            steps = (f"H{side.x(row.bar.mark or 0.0):.1f}V{row.top:.1f}" for row in every)
            path = f"M{side.base:.1f} {every[0].bottom:.1f}{''.join(steps)}H{side.base:.1f}"
            yield f'<path d="{path}" fill="none" stroke="#ffffff" stroke-width="3.5"/>'
            yield f'<path d="{path}" fill="none" stroke="{INK}" stroke-width="1.5"/>'


def _grid(side: _Side, top: float, bottom: float) -> Iterator[str]:
    """Thin upright lines with their numbers."""
    for tick in side.axis.ticks:
        x, colour = side.x(tick), GRID if tick else GREY
        yield f'<path d="M{x:.1f} {top:.1f}V{bottom:.1f}" stroke="{colour}" stroke-width="1"/>'
        number = format_number(tick, side.axis.decimals)
        yield svg_text(x, bottom + LINE, number, size=SMALL, anchor="middle", colour=GREY)


def _ages(groups: Sequence[PyramidGroup], middle: float, bottom: float) -> Iterator[str]:
    """The names of the groups, as many as find room."""
    last = bottom + LINE
    for group in groups:
        y = bottom - _YEAR * group.years / 2
        if last - y >= LINE:
            yield svg_text(middle, y + BODY * 0.35, group.label, anchor="middle")
            last = y
        bottom -= _YEAR * group.years


def _key(spec: Pyramid) -> Iterator[str]:
    """What the outline means, above the pyramid."""
    if spec.mark_label:
        yield f'<path d="M1 14V4H21V14" fill="none" stroke="{INK}" stroke-width="1.5"/>'
        yield svg_text(28, 13, spec.mark_label, size=SMALL)
