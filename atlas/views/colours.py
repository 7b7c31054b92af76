"""Data colours: one hue light to dark, or blue and orange around a centre with a meaning.

Chosen to stay apart in greyscale print and for colour-blind readers; red and green are not
used (methods 7.2). The palettes are keyed by the number of classes.
"""

from __future__ import annotations

from typing import Final

SEQUENTIAL: Final[dict[int, tuple[str, ...]]] = {
    1: ("#5aa9ae",),
    2: ("#c6e3e4", "#2f848a"),
    3: ("#c6e3e4", "#6cb1b5", "#166a70"),
    4: ("#d3e9ea", "#8fc5c8", "#47979d", "#0d5358"),
    5: ("#d9eced", "#a3d0d2", "#66adb2", "#2f848a", "#0b4a4f"),
}
"""Petrol, from low to high."""
BELOW: Final[dict[int, tuple[str, ...]]] = {
    1: ("#6f9bc8",),
    2: ("#b9d1e8", "#3a6ca1"),
    3: ("#c3d8ec", "#6f9bc8", "#2b5c8f"),
    4: ("#d3e2f1", "#93b6d9", "#5685b8", "#1f4a78"),
    5: ("#dfe9f4", "#aac5e1", "#739fcb", "#4473a6", "#1a3f68"),
}
"""Blues for values below the centre, from near to far."""
ABOVE: Final[dict[int, tuple[str, ...]]] = {
    1: ("#dd9646",),
    2: ("#f6cf9f", "#b06a1c"),
    3: ("#f8d9b5", "#e39b4b", "#9c560a"),
    4: ("#fae3c8", "#f0bb7c", "#cf8432", "#884a08"),
    5: ("#fbead6", "#f3c691", "#dd9646", "#b06a1c", "#6f3b05"),
}
"""Oranges for values above the centre, from near to far."""
NO_VALUE: Final = "#d4d4d4"


def diverging(below: int, above: int) -> tuple[str, ...]:
    """Colours of `below` classes under and `above` classes over the centre, from low to high.

    Equal distances from the centre are equally strong, also where one side reaches further.
    """
    reach = max(below, above)
    if not reach:
        return ()
    return (*BELOW[reach][:below][::-1], *ABOVE[reach][:above])
