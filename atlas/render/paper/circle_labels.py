"""Names and figures on a map of circles: in the circle or beside it, covering no other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import hypot
from typing import Final

from atlas.render.colours import INK, PAPER, ink_on
from atlas.render.fonts import Weight
from atlas.render.line_breaks import wrapped
from atlas.render.paper.labels import MOST_NAMED
from atlas.render.paper.page import Box, PrintPage, Style
from atlas.render.paper.units import Disc

_NAME = Style(size=7.5, colour=INK, align="center", halo=PAPER)
_VALUE = Style(size=8.5, weight=Weight.SEMIBOLD, colour=INK, align="center", halo=PAPER)
_NAME_WIDTHS: Final = (40.0, 24.0, 16.0)
_AIR: Final = 0.5
Lines = tuple[tuple[str, Style], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Label:
    """Lines of text in a box."""

    lines: Lines
    box: Box

    def draw(self, page: PrintPage) -> None:
        """Write the lines from top to bottom."""
        y = self.box.y
        for text, style in self.lines:
            page.write(self.box.x + self.box.width / 2, y + style.leading * 0.78, text, style)
            y += style.leading


def draw_circle_labels(page: PrintPage, discs: Sequence[Disc], room: Box) -> None:
    """Label the units of a small map; on a larger one show the signs of units without circle."""
    if len(discs) > MOST_NAMED:
        for disc in discs:
            if disc.entry.sign:
                _write_inside(disc, page, disc.entry.sign)
        return
    taken = [_bounding_box(disc) for disc in discs if disc.radius > 0]
    for disc in sorted(discs, key=lambda disc: -disc.radius):
        inside = _fits_inside(disc)
        if inside:
            _write_inside(disc, page, disc.figure.text)
        free = (
            label
            for label in _candidates(disc, named_only=inside)
            if room.holds(label.box) and not any(label.box.meets(box) for box in taken)
        )
        label = next(free, None)
        if label is not None:
            label.draw(page)
            taken.append(label.box)


def _fits_inside(disc: Disc) -> bool:
    """Whether the figure has room within the circle and can be read there."""
    if disc.entry.hatched:
        return False
    return hypot(_VALUE.width(disc.figure.text), _VALUE.cap_height) / 2 + 0.4 <= disc.radius


def _write_inside(disc: Disc, page: PrintPage, text: str) -> None:
    """Write the figure, or the sign instead of it, at the middle of the unit's circle."""
    style = replace(_VALUE, colour=ink_on(disc.entry.colour), halo="")
    page.write(disc.x, disc.y + style.cap_height / 2, text, style)


def _candidates(disc: Disc, *, named_only: bool) -> Iterator[_Label]:
    """Yield labels around a circle, the best first; at last the figure alone."""
    value = () if named_only else ((disc.figure.text, _VALUE),)
    for width in _NAME_WIDTHS:
        lines = wrapped(disc.figure.name, width, _NAME.width, 2)
        yield from _positions(disc, (*((line, _NAME) for line in lines), *value))
    if value:
        yield from _positions(disc, value)


def _positions(disc: Disc, lines: Lines) -> Iterator[_Label]:
    """Yield the same lines below, above, right and left of a circle."""
    width = max((style.width(text) for text, style in lines), default=0.0) + 2 * _AIR
    height = sum(style.leading for _, style in lines)
    distance = disc.radius + _AIR
    corners: tuple[tuple[float, float], ...] = (
        (disc.x - width / 2, disc.y + distance),
        (disc.x - width / 2, disc.y - distance - height),
        (disc.x + distance, disc.y - height / 2),
        (disc.x - distance - width, disc.y - height / 2),
    )
    if not disc.radius:
        corners = ((disc.x - width / 2, disc.y - height / 2),)
    for x, y in corners:
        yield _Label(lines=lines, box=Box(x=x, y=y, width=width, height=height))


def _bounding_box(disc: Disc) -> Box:
    """The square around a circle."""
    side = 2 * disc.radius
    return Box(x=disc.x - disc.radius, y=disc.y - disc.radius, width=side, height=side)
