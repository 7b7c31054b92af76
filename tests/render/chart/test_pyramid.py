"""A pyramid: bars as long as their numbers, as high as their years, steps where the area lies."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

import pytest

from atlas.model.documents import Pyramid, PyramidBar, PyramidGroup
from atlas.render.chart.paper import WIDTH
from atlas.render.chart.pyramid import MEN, WOMEN, pyramid
from tests.render.conftest import HOSTILE

SVG = "{http://www.w3.org/2000/svg}"
HIDDEN = PyramidBar(value=None, text=".")


def drawn(*groups: tuple[int, PyramidBar, PyramidBar], label: str = "Alter") -> ET.Element:
    """Draw groups of years, men and women, youngest first."""
    spec = Pyramid(
        groups=tuple(
            PyramidGroup(label=label, years=years, male=male, female=female)
            for years, male, female in groups
        ),
        axis="Prozent",
        ages="Alter",
        male_label="Männer",
        female_label="Frauen",
        mark_label="Stadtwert",
    )
    return ET.fromstring(pyramid(spec))  # noqa: S314  (ours)


def boxes(root: ET.Element, colour: str) -> list[tuple[float, ...]]:
    """Left, top, width and height of the bars of a colour."""
    sides = ("x", "y", "width", "height")
    bars = (rect for rect in root.iter(f"{SVG}rect") if rect.get("fill") == colour)
    return [tuple(float(rect.get(side)) for side in sides) for rect in bars]


def test_men_are_left_women_right_the_youngest_below_and_years_are_height():
    root = drawn(
        (6, PyramidBar(value=1.0), PyramidBar(value=2.0)), (12, *[PyramidBar(value=1.0)] * 2)
    )
    young_men, old_men = boxes(root, MEN)
    young_women, old_women = boxes(root, WOMEN)
    assert young_women[2] == pytest.approx(2 * young_men[2], abs=0.2)
    assert young_men[0] + young_men[2] == old_men[0] + old_men[2] < WIDTH / 2 < young_women[0]
    assert young_women[1] > old_women[1]
    # half a unit on each side lies between bars
    assert old_men[3] + 1 == pytest.approx(2 * (young_men[3] + 1), abs=0.2)


def test_what_is_hidden_has_its_sign_no_bar_and_no_step():
    seen = PyramidBar(value=1.0, mark=1.0)
    root = drawn((10, HIDDEN, seen), (10, seen, HIDDEN), (10, HIDDEN, seen))
    assert (len(boxes(root, MEN)), len(boxes(root, WOMEN))) == (1, 2)
    texts = [text.text for text in root.iter(f"{SVG}text")]
    assert texts.count(".") == 3
    # the outline of the women is in two pieces, that of the men in one; the key is a fourth
    steps = [path for path in root.iter(f"{SVG}path") if path.get("stroke-width") == "1.5"]
    assert len(steps) == 4


def test_the_outline_steps_along_the_marks():
    bars = [PyramidBar(value=0.1, mark=mark) for mark in (2.0, 1.0)]
    root = drawn(*((10, bar, bar) for bar in bars))
    *_, women = (path for path in root.iter(f"{SVG}path") if path.get("stroke-width") == "1.5")
    base, first, second, end = map(float, re.findall(r"[MH]([\d.]+)", women.get("d")))
    assert (base, first - base) == (end, pytest.approx(2 * (second - base), abs=0.2))


def test_single_years_of_age_name_only_as_many_as_find_room():
    root = drawn(*((1, HIDDEN, HIDDEN) for _ in range(100)), label="x")
    named = [float(t.get("y")) for t in root.iter(f"{SVG}text") if t.text == "x"]
    assert 10 < len(named) < 25


def test_any_text_is_drawn_as_text():
    for label in HOSTILE:
        assert drawn((1, HIDDEN, HIDDEN), label=label[:8]).find(f".//{SVG}script") is None
