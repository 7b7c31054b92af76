"""Names and values on a map of circles: in the circle or beside it, covering no other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import hypot
from typing import Final

import shapely

from atlas.render.colours import INK, PAPER, ink_on
from atlas.render.fonts import Weight
from atlas.render.paper.label_room import LabelRoom, outlines, rows_of
from atlas.render.paper.label_texts import Label, LabelText, UnitTexts
from atlas.render.paper.labels import FEW_UNITS
from atlas.render.paper.page import Box, PrintPage, Style
from atlas.render.paper.units import Disc

_VALUE = Style(size=8.5, weight=Weight.SEMIBOLD, align="center")
_LARGEST_NAME: Final = 8.0
_LARGEST_NUMBER: Final = 5.5
_AIR: Final = 0.3
_ROUND: Final = 0.7
"""Part of the radius from the middle of a circle to the corner of a label at a slant of it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledDisc:
    """A circle with the shape of its unit and the texts it may bear."""

    disc: Disc
    shape: shapely.Geometry
    texts: UnitTexts

    @property
    def label_within(self) -> Label | None:
        """The value in the circle, where it has room and can be read."""
        disc, value = self.disc, self.texts.value
        half = hypot(_VALUE.width(value), _VALUE.cap_height) / 2 + 0.4
        if disc.entry.hatched or not value or half > disc.radius:
            return None
        text = LabelText(lines=((value, _VALUE),)).in_ink(ink_on(disc.entry.colour))
        return Label(unit=self.texts.unit, text=text, box=text.around(disc.x, disc.y))

    @property
    def number_within(self) -> Label | None:
        """The number in the circle, where it has room and can be read."""
        disc = self.disc
        if disc.entry.hatched:
            return None
        for text in self.texts.numbered(valued=False):
            if hypot(text.width, text.height) / 2 <= disc.radius:
                coloured = text.in_ink(ink_on(disc.entry.colour))
                return Label(unit=self.texts.unit, text=coloured, box=text.around(disc.x, disc.y))
        return None

    @property
    def without_value(self) -> LabelledDisc:
        """The same with nothing but the name to be written beside it."""
        return replace(self, texts=replace(self.texts, value=""))


def place_circle_labels(discs: Iterable[LabelledDisc], room: Box) -> list[Label]:
    """Find places for values in and names beside circles, or for numbers; largest circles first."""
    return _Placing(sorted(discs, key=lambda item: -item.disc.radius), room).labels()


class _Placing:
    """Puts the labels of a map one after the other into its room."""

    def __init__(self, discs: Sequence[LabelledDisc], room: Box) -> None:
        self._few = len(discs) <= FEW_UNITS
        self._room = LabelRoom(room)
        self._room.take(rows_of(*(_bounding_box(d.disc) for d in discs if d.disc.radius > 0)))
        self._within = {d.texts.unit: label for d in discs if (label := d.label_within)}
        self._discs = [d.without_value if d.texts.unit in self._within else d for d in discs]
        self._beside: dict[str, Label] = {}

    def labels(self) -> list[Label]:
        """Place what can be placed."""
        for valued in (True, False):
            for item in self._open():
                texts = (t for t in item.texts.named(valued=valued) if _is_small(t))
                self._place(item, texts, within=not self._few)
        for item in self._open():
            if (number := item.number_within) and item.texts.unit not in self._within:
                self._beside[item.texts.unit] = number
        for valued in (True, False) if self._few else (False,):
            for item in self._open():
                self._place(item, _fine(item.texts.numbered(valued=valued)), within=False)
        return [*self._within.values(), *self._beside.values()]

    def _open(self) -> list[LabelledDisc]:
        """Circles with nothing beside them."""
        return [item for item in self._discs if item.texts.unit not in self._beside]

    def _place(self, item: LabelledDisc, texts: Iterable[LabelText], *, within: bool) -> None:
        """Put the first text that has room beside its circle; `within` its unit, if wanted."""
        places = [(text, box) for text in texts for box in _positions(item.disc, text)]
        rows = rows_of(*(box for _, box in places))
        free = self._room.free(rows)
        if within and free.any():
            free &= shapely.contains(item.shape, outlines(rows))
        if not free.any():
            return
        text, box = places[int(free.argmax())]
        unit = item.texts.unit
        self._beside[unit] = Label(unit=unit, text=text.in_ink(INK, PAPER), box=box)
        self._room.take(rows_of(box))


def draw_circle_signs(page: PrintPage, discs: Iterable[Disc]) -> None:
    """Write the signs of units without circle at their middles."""
    for disc in discs:
        if disc.entry.sign:
            style = replace(_VALUE, colour=ink_on(disc.entry.colour))
            page.write(disc.x, disc.y + style.cap_height / 2, disc.entry.sign, style)


def _fine(texts: Iterable[LabelText]) -> Iterator[LabelText]:
    """Yield the texts in the small letters of numbers beside small circles."""
    return (text for text in texts if text.lines[0][1].size <= _LARGEST_NUMBER)


def _is_small(text: LabelText) -> bool:
    return text.lines[0][1].size <= _LARGEST_NAME


def _positions(disc: Disc, text: LabelText) -> Iterator[Box]:
    """Yield the room of a text below, above, right and left of a circle, then at its corners."""
    width, height = text.width, text.height
    if not disc.radius:
        yield text.around(disc.x, disc.y)
        return
    across, down = disc.radius + _AIR + width / 2, disc.radius + _AIR + height / 2
    slant = disc.radius * (_ROUND - 1)
    straight = ((0, down), (0, -down), (across, 0), (-across, 0))
    corners = ((x * (across + slant), y * (down + slant)) for x in (1, -1) for y in (1, -1))
    for x, y in (*straight, *corners):
        yield text.around(disc.x + x, disc.y + y)


def _bounding_box(disc: Disc) -> Box:
    """The square around a circle."""
    side = 2 * disc.radius
    return Box(x=disc.x - disc.radius, y=disc.y - disc.radius, width=side, height=side)
