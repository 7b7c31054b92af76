"""Data colours: one hue light to dark, or two hues around a centre with a meaning.

Chosen to stay apart in greyscale print and for colour-blind readers; red is not used, and
green only against purple (methods 7.2). The palettes are keyed by the number of classes.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, TypeAlias

from atlas.model.classing import Palette

Shades: TypeAlias = Mapping[int, tuple[str, ...]]

SEQUENTIAL: Final[Shades] = {
    1: ("#5aa9ae",),
    2: ("#c6e3e4", "#2f848a"),
    3: ("#c6e3e4", "#6cb1b5", "#166a70"),
    4: ("#d3e9ea", "#8fc5c8", "#47979d", "#0d5358"),
    5: ("#d9eced", "#a3d0d2", "#66adb2", "#2f848a", "#0b4a4f"),
    6: ("#dbeff0", "#92d1d3", "#4ab0b4", "#328c8f", "#19696c", "#0b484a"),
    7: ("#dff1f2", "#a2d7d9", "#61bbbf", "#409da0", "#267d81", "#145f62", "#094244"),
}
"""Petrol, from low to high."""
BELOW: Final[Shades] = {
    1: ("#6f9bc8",),
    2: ("#b9d1e8", "#3a6ca1"),
    3: ("#c3d8ec", "#6f9bc8", "#2b5c8f"),
    4: ("#d3e2f1", "#93b6d9", "#5685b8", "#1f4a78"),
    5: ("#dfe9f4", "#aac5e1", "#739fcb", "#4473a6", "#1a3f68"),
    6: ("#e4ecf5", "#aec9e3", "#7ba6d1", "#4884bf", "#336190", "#224161"),
    7: ("#e7eef6", "#b9d0e7", "#8cb2d7", "#6094c7", "#3d75ae", "#2e5983", "#203d5b"),
}
"""Blues for values below the centre, from near to far; from low to high by themselves."""
ABOVE: Final[Shades] = {
    1: ("#dd9646",),
    2: ("#f6cf9f", "#b06a1c"),
    3: ("#f8d9b5", "#e39b4b", "#9c560a"),
    4: ("#fae3c8", "#f0bb7c", "#cf8432", "#884a08"),
    5: ("#fbead6", "#f3c691", "#dd9646", "#b06a1c", "#6f3b05"),
    6: ("#fae9d3", "#f1bc7d", "#e68d21", "#b86e14", "#88520f", "#5c370a"),
    7: ("#fbebd9", "#f2c58e", "#ea9e40", "#ce7b17", "#a46312", "#7c4b0e", "#56330a"),
}
"""Oranges for values above the centre, from near to far."""
PURPLES: Final[Shades] = {
    1: ("#b68dd9",),
    2: ("#e2d1f0", "#8b4bc3"),
    3: ("#e4d5f1", "#b389d8", "#7e3db8"),
    4: ("#eadef4", "#c2a1e0", "#9a63cb", "#683297"),
    5: ("#eee4f6", "#cdb1e5", "#ac7ed4", "#8b4ac3", "#5c2c85"),
    6: ("#f1e9f8", "#d4bde9", "#b993db", "#9d68cd", "#7f3db8", "#56297c"),
    7: ("#f3ecf9", "#dac6ec", "#c2a1e0", "#aa7bd3", "#9256c7", "#7338a8", "#502673"),
}
GREENS: Final[Shades] = {
    1: ("#55b24c",),
    2: ("#bbe1b8", "#397733"),
    3: ("#c1e3be", "#53ad4a", "#336b2e"),
    4: ("#cfeacd", "#72c06b", "#428c3c", "#2a5826"),
    5: ("#d8eed7", "#8dcc87", "#4ea446", "#397733", "#254d21"),
    6: ("#def0dc", "#9ed399", "#5cb553", "#44903e", "#336b2e", "#23481f"),
    7: ("#e3f2e2", "#acd9a7", "#72c06b", "#4da145", "#3d8037", "#2e6129", "#20431d"),
}
"""Greens for values above the centre, only ever beside purple."""
MIDDLE: Final = "#f3ecd8"
"""The class around the centre: nearly without colour, yet neither white nor grey."""
NO_VALUE: Final = "#d4d4d4"
OTHER_BORDERS: Final = "#aeb4b8"
"""Units that were cut otherwise in that year: darker than those without value."""
BIVARIATE: Final = (
    ("#efe8d7", "#aabed5", "#376fb6"),
    ("#dfcaa4", "#9fa5a3", "#33608b"),
    ("#b98e3b", "#84743a", "#2b4432"),
)
"""Two indicators: the first makes a colour bluer, the second (row by row) more ochre.

Blue and ochre laid over each other; purple and teal come too near to each other for people who
see no red (CIE L*a*b* distances below 5, here more than 15).
"""
CIRCLE: Final = "#2f848a"
"""Circles of absolute numbers."""
NOBODY: Final = "#ffffff"
"""Units without anybody to speak of stay uncoloured (methods 7.1)."""

ONE_HUE: Final[Mapping[Palette, Shades]] = {
    Palette.PETROL: SEQUENTIAL,
    Palette.BLUE: BELOW,
    Palette.PURPLE: PURPLES,
}
TWO_HUES: Final[Mapping[Palette, tuple[Shades, Shades]]] = {
    Palette.BLUE_ORANGE: (BELOW, ABOVE),
    Palette.PURPLE_GREEN: (PURPLES, GREENS),
}


def sequential(classes: int, palette: Palette | None = None) -> tuple[str, ...]:
    """Colours of up to 7 classes from low to high; petrol unless the palette has one hue."""
    shades = ONE_HUE.get(palette, SEQUENTIAL) if palette else SEQUENTIAL
    return shades[classes] if classes else ()


def diverging(
    below: int, above: int, middle: int = 0, palette: Palette | None = None
) -> tuple[str, ...]:
    """Colours of `below` classes under and `above` classes over the centre, from low to high.

    Equal distances from the centre are equally strong, also where one side reaches further.
    `middle` is 1 where a class lies around the centre, which then has almost no colour.
    Blue and orange unless the palette has two hues.
    """
    under, over = TWO_HUES.get(palette or Palette.BLUE_ORANGE, (BELOW, ABOVE))
    reach = max(below, above) + middle
    if not reach:
        return ()
    # beside a middle class the lightest shade would be too near to it
    low, high = under[reach][middle:], over[reach][middle:]
    return (*low[:below][::-1], *(MIDDLE,) * middle, *high[:above])
