"""Data colours: one hue light to dark, or blue and orange around a centre with a meaning.

Chosen to stay apart in greyscale print and for colour-blind readers; red and green are not
used (methods 7.2). Each tuple is ordered from low to high.
"""

from __future__ import annotations

from typing import Final

SEQUENTIAL: Final[dict[int, tuple[str, ...]]] = {
    1: ("#5aa9ae",),
    2: ("#b5dadb", "#2f848a"),
    3: ("#c6e3e4", "#6cb1b5", "#166a70"),
    4: ("#d3e9ea", "#8fc5c8", "#47979d", "#0d5358"),
    5: ("#d9eced", "#a3d0d2", "#66adb2", "#2f848a", "#0b4a4f"),
}
BELOW: Final[tuple[str, ...]] = ("#2b5c8f", "#6f9bc8", "#c3d8ec")
"""Blues for values below the centre, from far to near."""
ABOVE: Final[tuple[str, ...]] = ("#f8d9b5", "#e9a355", "#a85e0c")
"""Oranges for values above the centre, from near to far."""
NO_VALUE: Final = "#d4d4d4"


def diverging(below: int, above: int) -> tuple[str, ...]:
    """Colours of `below` classes under and `above` classes over the centre."""
    return (*_spread(BELOW[::-1], below)[::-1], *_spread(ABOVE, above))


def _spread(colours: tuple[str, ...], number: int) -> tuple[str, ...]:
    """Take `number` colours from near to far; more classes than colours share the last."""
    return tuple(colours[min(position, len(colours) - 1)] for position in range(number))
