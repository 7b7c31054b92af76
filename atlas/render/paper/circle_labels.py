"""Names and values on a map of circles: in the circle or beside it, covering no other."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import hypot, inf
from typing import Final

import numpy as np
import shapely

from atlas.render.colours import INK, PAPER, ink_on
from atlas.render.fonts import Weight
from atlas.render.paper.label_room import Boxes, LabelRoom, around, box_of, outlines, rows_of
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
_STRAIGHT: Final = np.array([(0, 1), (0, -1), (1, 0), (-1, 0)])
_CORNERS: Final = np.array([(1, 1), (1, -1), (-1, 1), (-1, -1)])


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
    return _Placing(_largest_first(discs), room).labels()


def place_small_circle_labels(
    discs: Iterable[LabelledDisc], room: Box, picked: Collection[str]
) -> list[Label]:
    """Find places on a small map: names and numbers beside their circles, within their units.

    The `picked` units come first, and need not keep within.
    """
    return _Placing(_largest_first(discs), room).small_labels(picked)


def _largest_first(discs: Iterable[LabelledDisc]) -> list[LabelledDisc]:
    return sorted(discs, key=lambda item: -item.disc.radius)


class _Placing:
    """Puts the labels of a map one after the other into its room."""

    def __init__(self, discs: Sequence[LabelledDisc], room: Box) -> None:
        self._few = len(discs) <= FEW_UNITS
        self._room = LabelRoom(room)
        self._room.take(rows_of(*(_bounding_box(d.disc) for d in discs if d.disc.radius > 0)))
        self._circles = LabelRoom(room)  # circles overlap: what stands in them mustn't
        self._within: dict[str, Label] = {}
        self._beside: dict[str, Label] = {}
        for item in discs:
            self._put_within(item.label_within, self._within)
        self._discs = [d.without_value if d.texts.unit in self._within else d for d in discs]

    def labels(self) -> list[Label]:
        """Place what can be placed."""
        for valued in (True, False):
            for item in self._open():
                west, _, east, _ = (0, 0, inf, 0) if self._few else shapely.bounds(item.shape)
                named = item.texts.named(valued=valued, within=float(east - west))
                self._place(item, filter(_is_small, named), within=not self._few)
        for item in self._open():
            if item.texts.unit not in self._within:
                self._put_within(item.number_within, self._beside)
        for valued in (True, False) if self._few else (False,):
            for item in self._open():
                self._place(item, _fine(item.texts.numbered(valued=valued)), within=False)
        return [*self._within.values(), *self._beside.values()]

    def small_labels(self, picked: Collection[str]) -> list[Label]:
        """Place what can be placed on a small map; nothing in circles, which change each year."""
        items = self._open()
        for item in (item for item in items if item.texts.unit in picked):
            texts = (*item.texts.named(valued=False), *item.texts.numbered(valued=False))
            self._place(item, filter(_is_small, texts), within=False)
        for item in self._open():
            west, _, east, _ = shapely.bounds(item.shape)
            named = item.texts.named(valued=False, within=float(east - west))
            self._place(item, filter(_is_small, named), within=True)
        for item in self._open():
            self._place(item, _fine(item.texts.numbered(valued=False)), within=True)
        return list(self._beside.values())

    def _put_within(self, label: Label | None, labels: dict[str, Label]) -> None:
        """Add a label in a circle to others, unless it would cover one."""
        if label is not None and self._circles.holds(label.box):
            self._circles.take(rows_of(label.box))
            labels[label.unit] = label

    def _open(self) -> list[LabelledDisc]:
        """Circles with nothing beside them."""
        return [item for item in self._discs if item.texts.unit not in self._beside]

    def _place(self, item: LabelledDisc, texts: Iterable[LabelText], *, within: bool) -> None:
        """Put the first text that has room beside its circle; `within` its unit, if wanted."""
        for text in texts:
            rows = _positions(item.disc, text)
            free = self._room.free(rows)
            if within and free.any():
                free &= shapely.contains(item.shape, outlines(rows))
            if free.any():
                row = rows[int(free.argmax())]
                unit = item.texts.unit
                label = Label(unit=unit, text=text.in_ink(INK, PAPER), box=box_of(row))
                self._beside[unit] = label
                self._room.take(row)
                return


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


def _positions(disc: Disc, text: LabelText) -> Boxes:
    """Return the room of a text below, above, right and left of a circle, then at its corners."""
    width, height = text.width, text.height
    middle = np.array([[disc.x, disc.y]])
    if not disc.radius:
        return around(middle, width, height)
    reach = np.array([disc.radius + _AIR + width / 2, disc.radius + _AIR + height / 2])
    slant = disc.radius * (_ROUND - 1)
    return around(
        middle + np.vstack([_STRAIGHT * reach, _CORNERS * (reach + slant)]), width, height
    )


def _bounding_box(disc: Disc) -> Box:
    """The square around a circle."""
    side = 2 * disc.radius
    return Box(x=disc.x - disc.radius, y=disc.y - disc.radius, width=side, height=side)
