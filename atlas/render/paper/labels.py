"""Names and figures on a printed map: only where they fit and don't cover each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray

from atlas.model.specs import UnitFigure
from atlas.render.colours import INK, PAPER, ink_on
from atlas.render.fonts import Weight
from atlas.render.geometry import inner_circles
from atlas.render.line_breaks import wrapped
from atlas.render.paper.page import Box, PrintPage, Style

MOST_NAMED: Final = 25
"""A map with more units than this bears no names (the table does)."""
_SIZES = (9.0, 8.0, 7.0, 6.5)
_NAME_WIDTHS = (42.0, 24.0, 16.0)
_VALUE = Style(size=8.5, weight=Weight.SEMIBOLD, align="center")
_SIGN_RADIUS = 1.5
_LEAST_WITHIN, _ALMOST_WITHIN = 0.75, 0.9
_AIR = 0.4


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnUnit:
    """A unit on the sheet: its shape in millimetres, its colour, what to say of it.

    `sign` is the sign of its entry in the legend, "" where it has a value.
    """

    figure: UnitFigure
    shape: shapely.Geometry
    fill: str
    sign: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Label:
    """Lines of text around a point."""

    lines: tuple[tuple[str, Style], ...]
    x: float
    y: float

    @property
    def box(self) -> Box:
        """Room the label takes."""
        width = max(style.width(text) for text, style in self.lines) + 2 * _AIR
        height = sum(style.leading for _, style in self.lines)
        return Box(x=self.x - width / 2, y=self.y - height / 2, width=width, height=height)

    @property
    def is_named(self) -> bool:
        """Whether there is more than the figure."""
        return len(self.lines) > 1

    def on_paper(self) -> _Label:
        """Return the label in ink on a white rim, readable across several colours."""
        lines = tuple((text, replace(style, colour=INK, halo=PAPER)) for text, style in self.lines)
        return replace(self, lines=lines)

    def draw(self, page: PrintPage) -> None:
        """Write the lines from top to bottom."""
        y = self.box.y
        for text, style in self.lines:
            page.write(self.x, y + style.leading * 0.78, text, style)
            y += style.leading


def draw_labels(page: PrintPage, units: Sequence[DrawnUnit], room: Box) -> None:
    """Name the units of a small map; on a larger one show the signs of units without value."""
    if len(units) <= MOST_NAMED:
        _draw_names(page, units, room)
    else:
        _draw_signs(page, [unit for unit in units if unit.sign])


def _draw_names(page: PrintPage, units: Sequence[DrawnUnit], room: Box) -> None:
    """Write name and figure of each unit, the largest first.

    Each unit's figure has its room reserved, so that no long name covers it.
    """
    by_size = sorted(units, key=lambda unit: -unit.shape.area)
    centres = [(x, y) for x, y, _ in inner_circles(_shapes(by_size))]
    taken = _reserved(by_size, centres)
    for number, (unit, at) in enumerate(zip(by_size, centres, strict=True)):
        others = [box for other, box in taken.items() if other != number]
        label = _best(unit, list(_candidates(unit, *at)), others, room)
        if label is not None:
            label.draw(page)
            taken[number] = label.box


def _reserved(units: Sequence[DrawnUnit], centres: Sequence[tuple[float, float]]) -> dict[int, Box]:
    """Reserve room for the figures that have it, by the position of their units."""
    boxes: dict[int, Box] = {}
    for number, (unit, at) in enumerate(zip(units, centres, strict=True)):
        box = _value(unit, *at).box
        mostly = _share_within(box, unit.shape) >= _LEAST_WITHIN
        if mostly and not any(map(box.meets, boxes.values())):
            boxes[number] = box
    return boxes


def _best(
    unit: DrawnUnit, candidates: Sequence[_Label], others: Sequence[Box], room: Box
) -> _Label | None:
    """Choose the first label within its unit, else one on white, else the figure alone."""
    free = [
        label
        for label in candidates
        if room.holds(label.box) and not any(label.box.meets(box) for box in others)
    ]
    inside = [label for label in free if unit.shape.contains(_outline(label.box))]
    # what lies across a border covers it and its neighbour: as little of them as can be; it keeps
    # the ink of the unit's colour unless letters lie on the neighbour's
    shares = [(_share_within(label.box, unit.shape), label) for label in free]
    near = [
        label if share >= _ALMOST_WITHIN else label.on_paper()
        for share, label in sorted(shares, key=lambda pair: -pair[0])
        if share >= _LEAST_WITHIN
    ]
    named = [label for label in (*inside, *near) if label.is_named]
    return next(iter((*named, *inside, *near)), None)


def _candidates(unit: DrawnUnit, x: float, y: float) -> Iterator[_Label]:
    """Yield ways to label a unit, the best first; at last its figure alone."""
    for size in _SIZES:
        style = Style(size=size, colour=ink_on(unit.fill), align="center", halo=unit.fill)
        value = (unit.figure.text, replace(style, size=size + 1.5, weight=Weight.SEMIBOLD))
        for width in _NAME_WIDTHS:
            lines = wrapped(unit.figure.name, width, style.width, 2)
            yield _Label(lines=(*((line, style) for line in lines), value), x=x, y=y)
    yield _value(unit, x, y)


def _value(unit: DrawnUnit, x: float, y: float) -> _Label:
    """The figure of a unit without its name."""
    style = replace(_VALUE, colour=ink_on(unit.fill), halo=unit.fill)
    return _Label(lines=((unit.figure.text, style),), x=x, y=y)


def _share_within(box: Box, shape: shapely.Geometry) -> float:
    outline = _outline(box)
    return float(outline.intersection(shape).area / outline.area)


def _draw_signs(page: PrintPage, units: Iterable[DrawnUnit]) -> None:
    """Write the sign of each unit without value that is large enough to bear one."""
    least = np.pi * _SIGN_RADIUS**2
    large = [unit for unit in units if unit.shape.area >= least]
    circles = inner_circles(_shapes(large))
    for unit, (x, y, radius) in zip(large, circles, strict=True):
        if radius >= _SIGN_RADIUS:
            style = replace(_VALUE, colour=ink_on(unit.fill))
            page.write(x, y + style.cap_height / 2, unit.sign, style)


def _shapes(units: Sequence[DrawnUnit]) -> NDArray[np.object_]:
    return np.array([unit.shape for unit in units], dtype=object)


def _outline(box: Box) -> shapely.Geometry:
    return shapely.box(box.x, box.y, box.right, box.bottom)
