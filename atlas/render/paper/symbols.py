"""Symbols of a printed map: swatches, the pointer of the area's value, scale, north, QR code."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from math import floor, log10
from typing import Any, Final

from atlas.model.colours import ACCENT
from atlas.model.numbers import format_number
from atlas.model.specs import LegendClass
from atlas.render.colours import GREY, INK, PAPER, RULE, ink_on
from atlas.render.fonts import Weight
from atlas.render.paper.page import Box, PrintPage, Style
from atlas.render.paper.units import HATCH, HATCH_WIDTH
from atlas.render.qr import QrCode
from atlas.views.map import texts as map_texts

SMALL: Final = Style(size=8, colour=GREY)
POINTER_SIZE: Final = 3.2
"""Width and height of the pointer in millimetres."""
SCALE_WIDTH, SCALE_HEIGHT = 40.0, 17.0
"""Millimetres that scale bar and north arrow take at most."""
_SIGN = Style(size=11, weight=Weight.SEMIBOLD, align="center")
_CODE: Final = Style(size=6, colour=GREY)
CODE_LINE: Final = 3.0
"""Millimetres of the line below a QR code."""
_KILOMETRE: Final = 1000.0


def draw_swatch(page: PrintPage, box: Box, entry: LegendClass) -> None:
    """Draw the colour of a class, with its hatching or its sign; nothing where it has no colour."""
    if not entry.colour:
        return
    page.rectangle(box, entry.colour, edgecolor=RULE, linewidth=0.5)
    if entry.hatched:
        page.rectangle(box, "none", linewidth=0, **hatch_of(entry))
    if entry.sign:
        size = min(_SIGN.size, box.height * 2.2)
        style = replace(_SIGN, size=size, colour=ink_on(entry.colour))
        base = box.y + (box.height + style.cap_height) / 2
        page.write(box.x + box.width / 2, base, entry.sign, style)


def hatch_of(entry: LegendClass) -> dict[str, Any]:
    """Return the properties of a patch that hatch it in ink that is seen on its colour."""
    ink = ink_on(entry.colour)
    return {"hatch": HATCH, "hatchcolor": ink, "hatch_linewidth": HATCH_WIDTH}


def draw_pointer(page: PrintPage, x: float, y: float) -> None:
    """Draw the pointer to the area's value: its left edge at x, its tip at the height y."""
    points = [(x, y - POINTER_SIZE / 2), (x + POINTER_SIZE * 0.85, y), (x, y + POINTER_SIZE / 2)]
    page.polygon(points, ACCENT)


def draw_scale(page: PrintPage, box: Box, metres: float) -> None:
    """Draw scale bar and north arrow; `metres` are those of a millimetre on paper."""
    length = _round_length(min(SCALE_WIDTH, box.width) * metres)
    width, base = length / metres, box.bottom - 1.5
    left, right = box.x, box.x + width
    page.line((left, base), (right, base), 1.2)
    for x in (left, right):
        page.line((x, base - 1.6), (x, base + 0.2), 1.2)
    page.write((left + right) / 2, base - 1.2, _length(length), replace(SMALL, align="center"))
    _draw_north(page, box.x, base - 9)


def _draw_north(page: PrintPage, x: float, base: float) -> None:
    tip = base - 5.5
    for side, fill in ((0.0, INK), (3.0, PAPER)):
        points = [(x + 1.5, tip), (x + side, base), (x + 1.5, base - 1.3)]
        page.polygon(points, fill, edgecolor=INK, linewidth=0.5)
    page.write(x + 5.5, base - 1.2, map_texts.NORTH, SMALL)


def draw_code(page: PrintPage, box: Box, code: QrCode) -> None:
    """Draw a QR code into a square; below it, in what the box has left, what it is for."""
    module = box.width / code.modules
    page.rectangles(
        (
            Box(x=box.x + x * module, y=box.y + y * module, width=length * module, height=module)
            for y, x, length in code.strips
        ),
        INK,
    )
    middle = replace(_CODE, align="center")
    page.write(box.x + box.width / 2, box.bottom - 0.3, map_texts.OPEN_VIEW, middle)


def _length(metres: float) -> str:
    if metres < _KILOMETRE:
        return map_texts.METRES.format(length=format_number(metres, 0))
    return map_texts.KILOMETRES.format(length=format_number(metres / _KILOMETRE, 0))


def _round_length(longest: float) -> float:
    """Return the largest of 1, 2, 5 · 10ⁿ that is not above `longest`."""
    power = 10.0 ** floor(log10(longest))
    steps = (1.0, 2.0, 5.0, 10.0)
    return next(low * power for low, high in pairwise(steps) if longest < high * power)
