"""Data colours: light to dark, apart in greyscale, no red and no green."""

from __future__ import annotations

from colorsys import rgb_to_hls
from itertools import pairwise

import pytest

from atlas.views.colours import ABOVE, BELOW, NO_VALUE, SEQUENTIAL, diverging

PALETTES = [*SEQUENTIAL.values(), *BELOW.values(), *ABOVE.values()]
EVERY = sorted({colour for palette in PALETTES for colour in palette})
SIDES = [(below, above) for below in range(6) for above in range(6) if below + above <= 6]


def rgb(colour: str) -> list[float]:
    return [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]


def linear(colour: str) -> list[float]:
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in rgb(colour)]


def luminance(colour: str) -> float:
    red, green, blue = linear(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def lab(colour: str) -> tuple[float, float, float]:
    """CIE L*a*b* (D65)."""
    red, green, blue = linear(colour)
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    parts = (x, luminance(colour), z)
    fx, fy, fz = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in parts)
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


def distance(one: str, other: str) -> float:
    return sum((a - b) ** 2 for a, b in zip(lab(one), lab(other), strict=True)) ** 0.5


def test_the_yardstick():
    assert luminance("#ffffff") == pytest.approx(1)
    assert luminance("#767676") == pytest.approx(0.1812, abs=1e-4)  # 4.54:1 on white
    assert lab("#777777")[0] == pytest.approx(50.03, abs=0.05)


@pytest.mark.parametrize("palettes", [SEQUENTIAL, BELOW, ABOVE])
def test_as_many_colours_as_classes(palettes):
    assert {number: len(set(colours)) for number, colours in palettes.items()} == {
        1: 1,
        2: 2,
        3: 3,
        4: 4,
        5: 5,
    }


@pytest.mark.parametrize("palette", PALETTES, ids=" ".join)
def test_darker_step_by_step_also_in_greyscale(palette):
    for lighter, darker in pairwise(palette):
        assert luminance(lighter) - luminance(darker) >= 0.08
        assert lab(lighter)[0] - lab(darker)[0] >= 10


@pytest.mark.parametrize("palette", PALETTES, ids=" ".join)
def test_a_palette_keeps_to_one_hue(palette):
    hues = [rgb_to_hls(*rgb(colour))[0] * 360 for colour in palette]
    assert max(hues) - min(hues) <= 5


@pytest.mark.parametrize("colour", EVERY)
def test_no_red_and_no_green(colour):
    hue = rgb_to_hls(*rgb(colour))[0] * 360
    assert 25 <= hue <= 45 or 175 <= hue <= 220


@pytest.mark.parametrize("colour", EVERY)
def test_without_value_looks_like_no_class(colour):
    assert distance(colour, NO_VALUE) >= 9
    assert len({round(part, 3) for part in rgb(NO_VALUE)}) == 1


@pytest.mark.parametrize(("below", "above"), SIDES)
def test_both_sides_of_the_centre(below, above):
    colours = diverging(below, above)
    assert len(colours) == len(set(colours)) == below + above
    assert all(rgb(colour)[2] > rgb(colour)[0] for colour in colours[:below])
    assert all(rgb(colour)[0] > rgb(colour)[2] for colour in colours[below:])


@pytest.mark.parametrize(("below", "above"), SIDES)
def test_equally_far_from_the_centre_is_equally_strong(below, above):
    colours = diverging(below, above)
    near_to_far = zip(reversed(colours[:below]), colours[below:], strict=False)
    for blue, orange in near_to_far:
        assert abs(lab(blue)[0] - lab(orange)[0]) <= 9
        assert distance(blue, orange) >= 15
