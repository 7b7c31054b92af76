"""Room for text and numbers: widths, line breaks, axes, labels that don't overlap."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from math import ceil, floor, isclose, log10
from unicodedata import category

from atlas.model.text import FORBIDDEN
from atlas.render.line_breaks import shortened, wrapped

_ROUND = (1.0, 2.0, 2.5, 5.0, 10.0)
_TICKS = 6
_NARROW, _WIDE = frozenset("iljtfrI.,:;'|!()[] /\u202f"), frozenset("mwMWGOQ%@—…")
_FONT_WIDTHS = (0.3, 0.52, 0.9)
"""Widths of narrow, ordinary and wide letters of Source Sans per font size, rounded up."""


def text_width(text: str, size: float) -> float:
    """Estimate the width of a text in pixels, rather too wide than too narrow."""
    narrow, ordinary, wide = _FONT_WIDTHS
    letters = (
        narrow
        if letter in _NARROW
        else wide
        if letter in _WIDE or category(letter) in {"So", "Lo"}
        else ordinary * (1.18 if letter.isupper() else 1)
        for letter in text
    )
    return size * sum(letters)


def clean(text: str) -> str:
    """Take away what no drawing may contain: a name from anywhere must not end the server."""
    return "".join(" " if category(c) == "Cc" or FORBIDDEN.match(c) else c for c in text)


def text_lines(text: str, size: float, width: float, most: int) -> list[str]:
    """Break a text into one to `most` lines of `width` pixels; what doesn't fit ends in "…"."""
    return wrapped(clean(text), width, partial(text_width, size=size), most) or [""]


def one_line(text: str, size: float, width: float) -> str:
    """Cut a text to one line of `width` pixels, with "…" for what is gone."""
    return shortened(clean(text), width, partial(text_width, size=size))


@dataclass(frozen=True, slots=True, kw_only=True)
class AxisRange:
    """Ends of an axis and its round ticks."""

    low: float
    high: float
    ticks: tuple[float, ...]
    decimals: int

    def share(self, value: float) -> float:
        """Where a value lies, from 0 at the low end to 1 at the high end."""
        return (value - self.low) / (self.high - self.low)


def axis_range(values: Iterable[float], *, zero: bool, room: float = 0.0) -> AxisRange:
    """Find the ends of an axis and at most about six round ticks.

    `zero` makes the axis begin or end there at least; `room` is the share of the span kept
    free for labels beyond the values.
    """
    numbers = [*values, *((0.0,) if zero else ())] or [0.0]
    low, high = min(numbers), max(numbers)
    if isclose(low, high):
        low, high = (low - 1, high + 1) if not zero and low else (low, low + 1)
    span = high - low
    step = _round_step(span / _TICKS)
    low -= 0.0 if zero and low >= 0 else room * span
    high += 0.0 if zero and high <= 0 else room * span
    first, last = ceil(low / step - 1e-9), floor(high / step + 1e-9)
    if not room:
        first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    ticks = tuple(round(number * step, 12) for number in range(first, last + 1))
    return AxisRange(
        low=min(low, *ticks[:1]),
        high=max(high, *ticks[-1:]),
        ticks=ticks,
        decimals=max(0, -floor(log10(step)) + (1 if _is_half(step) else 0)),
    )


def _round_step(raw: float) -> float:
    scale = 10.0 ** floor(log10(raw))
    return next(step * scale for step in _ROUND if step * scale >= raw * (1 - 1e-9))


def _is_half(step: float) -> bool:
    """Whether a step is 2.5 times a power of ten and needs one more digit."""
    return isclose(step / 10.0 ** floor(log10(step)), 2.5)


def spread(positions: Sequence[float], gap: float) -> list[float]:
    """Move labels apart until none is nearer than `gap`, each as little as possible.

    Labels that touch become a block around the mean of what they label.
    """
    order = sorted(range(len(positions)), key=positions.__getitem__)
    blocks = [[index] for index in order]
    while (clash := _first_clash(blocks, positions, gap)) is not None:
        blocks[clash : clash + 2] = [blocks[clash] + blocks[clash + 1]]
    result = [0.0] * len(positions)
    for block in blocks:
        for index, position in zip(block, _spaced(block, positions, gap), strict=True):
            result[index] = position
    return result


def _first_clash(blocks: Sequence[list[int]], positions: Sequence[float], gap: float) -> int | None:
    for number, (lower, upper) in enumerate(pairwise(blocks)):
        top, bottom = _spaced(lower, positions, gap)[-1], _spaced(upper, positions, gap)[0]
        if bottom - top < gap * (1 - 1e-9):
            return number
    return None


def _spaced(block: Sequence[int], positions: Sequence[float], gap: float) -> list[float]:
    """Positions of a block's labels, `gap` apart around the mean of what they label."""
    middle = sum(positions[index] for index in block) / len(block)
    start = middle - gap * (len(block) - 1) / 2
    return [start + gap * row for row in range(len(block))]
