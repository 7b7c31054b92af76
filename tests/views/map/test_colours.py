"""Data colours: light to dark, apart in greyscale, no red and no green."""

from __future__ import annotations

from colorsys import rgb_to_hls
from itertools import pairwise

import pytest

from atlas.model.classing import Palette
from atlas.views.map.colours import (
    ABOVE,
    BELOW,
    GREENS,
    MIDDLE,
    NO_VALUE,
    NOBODY,
    PURPLES,
    SEQUENTIAL,
    diverging,
    sequential,
)

HUES = {"petrol": SEQUENTIAL, "blue": BELOW, "orange": ABOVE, "purple": PURPLES, "green": GREENS}
PALETTES = [palette for hue in HUES.values() for palette in hue.values()]
EVERY = sorted({colour for palette in PALETTES for colour in palette})
PAIRS = (Palette.BLUE_ORANGE, Palette.PURPLE_GREEN)
SIDES = [(below, above) for below in range(8) for above in range(8) if below + above <= 7]
# Machado, Oliveira and Fernandes 2009, severity 1, on linear RGB
COLOUR_BLIND = {
    "nobody": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
}


def rgb(colour: str) -> list[float]:
    return [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]


def linear(colour: str) -> list[float]:
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb(colour)]


def seen(colour: str, by: str) -> list[float]:
    """Linear RGB as somebody sees it who can't tell some colours apart."""
    parts = linear(colour)
    mixed = [sum(f * p for f, p in zip(row, parts, strict=True)) for row in COLOUR_BLIND[by]]
    return [min(max(part, 0.0), 1.0) for part in mixed]


def luminance(colour: str, by: str = "nobody") -> float:
    red, green, blue = seen(colour, by)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def lab(colour: str, by: str = "nobody") -> tuple[float, float, float]:
    """CIE L*a*b* (D65)."""
    red, green, blue = seen(colour, by)
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    parts = (x, luminance(colour, by), z)
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in parts)
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def distance(one: str, other: str, by: str = "nobody") -> float:
    pairs = zip(lab(one, by), lab(other, by), strict=True)
    return sum((a - b) ** 2 for a, b in pairs) ** 0.5


def test_the_yardstick():
    assert luminance("#ffffff") == pytest.approx(1)
    assert luminance("#767676") == pytest.approx(0.1812, abs=1e-4)  # 4.54:1 on white
    assert lab("#777777")[0] == pytest.approx(50.03, abs=0.05)


@pytest.mark.parametrize("hue", HUES)
def test_as_many_colours_as_classes(hue):
    assert {n: len(set(shades)) for n, shades in HUES[hue].items()} == {n: n for n in range(1, 8)}


@pytest.mark.parametrize("palette", PALETTES, ids=" ".join)
def test_darker_step_by_step_also_in_greyscale(palette):
    contrast = 0.08 if len(palette) <= 5 else 0.03
    for lighter, darker in pairwise(palette):
        assert luminance(lighter) - luminance(darker) >= contrast
        assert lab(lighter)[0] - lab(darker)[0] >= 10


@pytest.mark.parametrize("by", COLOUR_BLIND)
@pytest.mark.parametrize("palette", PALETTES, ids=" ".join)
def test_neighbours_stay_apart_for_everybody(palette, by):
    assert all(distance(one, other, by) >= 10 for one, other in pairwise(palette))


@pytest.mark.parametrize("palette", PALETTES, ids=" ".join)
def test_a_palette_keeps_to_one_hue(palette):
    hues = [rgb_to_hls(*rgb(colour))[0] * 360 for colour in palette]
    assert max(hues) - min(hues) <= 5


@pytest.mark.parametrize(
    ("hue", "allowed"),
    [
        ("petrol", (175, 190)),
        ("blue", (205, 215)),
        ("orange", (25, 45)),
        ("purple", (267, 277)),
        ("green", (110, 120)),
    ],
)
def test_no_alarm_colours(hue, allowed):
    for colour in {shade for palette in HUES[hue].values() for shade in palette}:
        assert allowed[0] <= rgb_to_hls(*rgb(colour))[0] * 360 <= allowed[1]


def test_green_is_only_used_beside_purple():
    greens = {shade for palette in GREENS.values() for shade in palette}
    for palette in (None, *Palette):
        for classes in range(1, 8):
            assert not greens & set(sequential(classes, palette))
            both = set(diverging(classes, classes, palette=palette))
            assert bool(greens & both) == (palette is Palette.PURPLE_GREEN)


def test_without_value_looks_like_no_class():
    classes = [*EVERY, MIDDLE]
    assert [colour for colour in classes if distance(colour, NO_VALUE) < 8] == []
    assert [colour for colour in classes if distance(colour, NOBODY) < 5] == []
    assert len({round(part, 3) for part in rgb(NO_VALUE)}) == 1


@pytest.mark.parametrize(("below", "above"), SIDES)
def test_both_sides_of_the_centre(below, above):
    colours = diverging(below, above)
    assert len(colours) == len(set(colours)) == below + above
    assert all(rgb(colour)[2] > rgb(colour)[0] for colour in colours[:below])
    assert all(rgb(colour)[0] > rgb(colour)[2] for colour in colours[below:])


@pytest.mark.parametrize("by", COLOUR_BLIND)
@pytest.mark.parametrize("palette", PAIRS)
def test_equally_far_from_the_centre_is_equally_strong(palette, by):
    for below, above in SIDES:
        colours = diverging(below, above, palette=palette)
        near_to_far = zip(reversed(colours[:below]), colours[below:], strict=False)
        for under, over in near_to_far:
            assert abs(lab(under)[0] - lab(over)[0]) <= 9, (below, above)
            assert distance(under, over, by) >= 10, (below, above)


@pytest.mark.parametrize("by", COLOUR_BLIND)
@pytest.mark.parametrize("palette", PAIRS)
def test_the_middle_class_is_lighter_than_its_neighbours(palette, by):
    for below, above in ((a, b) for a, b in SIDES if a + b < 7):
        colours = diverging(below, above, 1, palette)
        assert len(set(colours)) == below + above + 1, (below, above)
        assert colours[below] == MIDDLE, (below, above)
        for neighbour in set(colours[max(below - 1, 0) : below + 2]) - {MIDDLE}:
            assert lab(MIDDLE)[0] - lab(neighbour)[0] >= 8, (below, above)
            assert distance(MIDDLE, neighbour, by) >= 10, (below, above)


@pytest.mark.parametrize("palette", [None, *PAIRS])
def test_two_hues_need_a_centre(palette):
    assert sequential(4, palette) == SEQUENTIAL[4]


def test_one_hue_can_be_chosen():
    assert sequential(3, Palette.BLUE) == BELOW[3]
    assert sequential(3, Palette.PURPLE) == PURPLES[3]
    assert sequential(0) == ()
    assert diverging(0, 0) == ()
