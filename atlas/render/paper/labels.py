"""Names and values on a printed map: only where they fit and don't cover each other.

Each unit gets the first that finds room: name and value within it, the name alone, a label beside
the map with a line to it (where few need one), its number. What finds none is in the key.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from math import dist
from typing import Final, Protocol

import numpy as np
import shapely
from numpy.typing import NDArray

from atlas.render.colours import INK, PAPER, ink_on
from atlas.render.fonts import Weight
from atlas.render.geometry import inner_circles
from atlas.render.paper.label_room import (
    LINE_ROOM,
    Boxes,
    LabelRoom,
    Points,
    around,
    box_of,
    leader_to,
    outlines,
    rows_of,
)
from atlas.render.paper.label_texts import Label, LabelText, UnitTexts
from atlas.render.paper.page import Box, PrintPage, Style
from atlas.render.paper.units import Leaders

FEW_UNITS: Final = 25
"""On a map with more units no name lies across a border: whose it is couldn't be told."""
_MOST_BESIDE: Final = 12
"""Names beside the map, with a line to their units; where more need that, numbers are clearer."""
_SIGN_RADIUS: Final = 1.5
_LEAST_WITHIN, _ALMOST_WITHIN, _HALF_WITHIN = 0.75, 0.9, 0.5
"""Parts of a label within its unit: whose it is can still be told, it needs no rim, it is the last
way out."""
_HEIGHTS: Final = (0.5, 0.35, 0.65, 0.2, 0.8)
"""Parts of a unit's height at which a label may be centred, beside the middle of its room."""
_BESIDE_NAME, _BESIDE_NUMBER = 7.0, 5.0
"""Points of what stands beside its unit."""
_GRID: Final = 3.0
_FARTHEST: Final = 60.0
_MOST_PLACES: Final = 80
_MOST_MAKING_ROOM: Final = 10
"""Units without label for which others are asked to shrink: each takes a tenth of a second."""
_MOST_GIVING_WAY: Final = 12
"""Labels that may shrink to their numbers so that a unit without any has room for its own."""
_RINGS: Final = (4.0, 6.0, 8.0, 11.0, 14.0, 18.0, 23.0)
_CLOSE_RINGS: Final = tuple(np.arange(1.5, 30.0, 1.5).tolist())
_ANGLES, _CLOSE_ANGLES = 16, 32
"""Places around a unit; where all of these are taken, closer ones are looked at."""
_VALUE = Style(size=8.5, weight=Weight.SEMIBOLD, align="center")


@dataclass(frozen=True, slots=True, kw_only=True)
class DrawnUnit:
    """A unit on the sheet: its shape in millimetres, its colour, whether that is hatched.

    `sign` is the sign of its entry in the legend, "" where it has a value.
    """

    shape: shapely.Geometry
    fill: str
    sign: str = ""
    hatched: bool = False


def draw_labels(page: PrintPage, labels: Sequence[Label]) -> None:
    """Draw labels and the lines to their units."""
    page.axes.add_artist(Leaders([label.leader for label in labels if label.leader]))
    for label in labels:
        label.draw(page)


def place_labels(units: Sequence[DrawnUnit], texts: Sequence[UnitTexts], room: Box) -> list[Label]:
    """Find a place for one label per unit, where there is one; the largest units come first."""
    return _Placing(_plots(units, texts), room).labels()


def place_small_labels(
    units: Sequence[DrawnUnit], texts: Sequence[UnitTexts], room: Box, picked: Collection[str]
) -> list[Label]:
    """Find places on a small map: names and numbers within their units, no values.

    Of the `picked` units the name stands beside, with a line to it, where it doesn't fit.
    """
    return _Placing(_plots(units, texts), room).small_labels(picked)


def _plots(units: Sequence[DrawnUnit], texts: Sequence[UnitTexts]) -> list[_Plot]:
    """Bring units and their texts together, the largest first."""
    order = sorted(range(len(units)), key=lambda number: -units[number].shape.area)
    by_size = [units[number] for number in order]
    return [
        _Plot(unit=unit, texts=texts[number], area=unit.shape.area, spots=spots, chords=chords)
        for number, unit, (spots, chords) in zip(order, by_size, _spots(by_size), strict=True)
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Plot:
    """A unit with its area, the points at which a label may be centred, and the room beside each.

    `chords` are the millimetres from border to border at the height of each of the `spots`.
    """

    unit: DrawnUnit
    texts: UnitTexts
    area: float
    spots: Points
    chords: NDArray[np.float64]

    @property
    def centre(self) -> tuple[float, float]:
        """Middle of the largest circle within the unit."""
        x, y = self.spots[0]
        return float(x), float(y)

    @property
    def starts(self) -> Points:
        """Where a line to a label may begin: the middle first, then beside it."""
        # all but the first spot are the middles of their chords
        aside = np.column_stack([self.chords[1:] / 4, np.zeros(len(self.chords) - 1)])
        return np.vstack([self.spots, self.spots[1:] - aside, self.spots[1:] + aside])

    def coloured(self, text: LabelText) -> LabelText:
        """Return a text in the ink that is seen on the unit, on a rim if that is hatched."""
        return text.in_ink(ink_on(self.unit.fill), self.unit.fill if self.unit.hatched else "")


class _Placing:
    """Puts the labels of a map one after the other into its room."""

    def __init__(self, plots: Sequence[_Plot], room: Box) -> None:
        self._plots, self._box = plots, room
        self._room = LabelRoom(room)
        self._labels: dict[str, Label] = {}
        self._few = len(plots) <= FEW_UNITS

    def labels(self) -> list[Label]:
        """Place what can be placed."""
        self._place(lambda plot: self._inside(plot, plot.texts.named, valued=True))
        if self._few:
            self._place(lambda plot: self._across(plot, plot.texts.named(valued=True)))
        self._place(lambda plot: self._inside(plot, plot.texts.named, valued=False))
        if len(self._open()) <= _MOST_BESIDE:
            outside = _Outside(self._plots, self._box)
            self._place(lambda plot: self._beside(plot, plot.texts.named(valued=True), outside))
        self._place(lambda plot: self._inside(plot, plot.texts.numbered, valued=True))
        self._place(lambda plot: self._inside(plot, plot.texts.numbered, valued=False))
        self._place(lambda plot: self._across(plot, _smallest(plot)))
        self._place(self._number_beside)
        # where many are left they stand so close that no neighbour's label makes the room
        if len(self._open()) <= _MOST_MAKING_ROOM:
            for plot in self._open():
                self._make_room(plot)
        return list(self._labels.values())

    def _number_beside(self, plot: _Plot) -> Label | None:
        return self._beside(plot, plot.texts.numbered(valued=False), _Rings())

    def _make_room(self, plot: _Plot) -> None:
        """Let labels around a unit shrink to their numbers, one after the other, until it has one.

        Numbers give way before names, the nearest first; where nothing helps all stay as they are.
        """
        before = dict(self._labels)
        places, numbered = _Rings(_CLOSE_RINGS, _CLOSE_ANGLES), _smallest(plot)
        if not numbered:
            return
        for other in (None, *self._around(plot)):
            if other is not None:
                self._labels[other.texts.unit] = _shrunk(other, before[other.texts.unit])
                self._room = _room_with(self._box, self._labels.values())
            label = self._beside(plot, numbered, places) or self._across(
                plot, numbered, _HALF_WITHIN
            )
            if label is not None:
                self._labels[label.unit] = label
                self._room = _room_with(self._box, self._labels.values())
                return
        self._labels = before
        self._room = _room_with(self._box, before.values())

    def _around(self, plot: _Plot) -> list[_Plot]:
        """Units near a unit whose labels lie within them and can shrink."""
        near: list[tuple[bool, float, int]] = []
        for position, other in enumerate(self._plots):
            label = self._labels.get(other.texts.unit)
            distance = dist(plot.centre, other.centre)
            if label is not None and not label.leader and distance <= _RINGS[-1]:
                near.append((label.text.is_named, distance, position))
        return [self._plots[position] for *_, position in sorted(near)[:_MOST_GIVING_WAY]]

    def small_labels(self, picked: Collection[str]) -> list[Label]:
        """Place what can be placed on a small map."""
        self._place(lambda plot: self._picked(plot) if plot.texts.unit in picked else None)
        self._place(lambda plot: self._inside(plot, plot.texts.named, valued=False))
        self._place(lambda plot: self._inside(plot, plot.texts.numbered, valued=False))
        return list(self._labels.values())

    def _picked(self, plot: _Plot) -> Label | None:
        """Find a place for the name of a unit somebody picked, if need be for its number."""
        inside = self._inside(plot, plot.texts.named, valued=False)
        outside = _Outside(self._plots, self._box)
        return (
            inside
            or self._beside(plot, plot.texts.named(valued=False), outside)
            or self._beside(plot, plot.texts.named(valued=False), _Rings())
            or self._number_beside(plot)
        )

    def _open(self) -> list[_Plot]:
        """Units without label."""
        return [plot for plot in self._plots if plot.texts.unit not in self._labels]

    def _place(self, find: Callable[[_Plot], Label | None]) -> None:
        """Give each unit without label the one that is found for it."""
        for plot in self._open():
            label = find(plot)
            if label is not None:
                self._labels[label.unit] = label
                _take(self._room, label)

    def _inside(self, plot: _Plot, texts: _Texts, *, valued: bool) -> Label | None:
        """Find the first text that lies wholly within its unit."""
        for text in texts(valued=valued, within=float(plot.chords.max())):
            width, height = text.width, text.height
            spots = plot.spots[plot.chords >= width]
            if not len(spots) or width * height > plot.area:
                continue
            boxes = around(spots, width, height)
            within: NDArray[np.bool_] = shapely.contains(plot.unit.shape, outlines(boxes))
            # what lies within its unit seldom meets anything: looked at last
            fitting = boxes[within]
            fitting = fitting[self._room.free(fitting)] if len(fitting) else fitting
            if len(fitting):
                return Label(unit=plot.texts.unit, text=plot.coloured(text), box=box_of(fitting[0]))
        return None

    def _across(
        self, plot: _Plot, texts: Iterable[LabelText], least: float = _LEAST_WITHIN
    ) -> Label | None:
        """Find the text that lies across the border of its unit as little as can be.

        No less than a part of it lies within. It keeps the ink of the unit's colour unless letters
        lie on the neighbour's.
        """
        places = [(text, rows_of(text.around(*plot.centre))) for text in texts]
        free = [(text, row) for text, row in places if self._room.free(row)[0]]
        shares = [_share_within(row, plot.unit.shape) for _, row in free]
        best = max(range(len(free)), key=lambda number: shares[number], default=-1)
        if best < 0 or shares[best] < least:
            return None
        text, row = free[best]
        almost = shares[best] >= _ALMOST_WITHIN
        coloured = text.in_ink(ink_on(plot.unit.fill), plot.unit.fill)
        chosen = coloured if almost else text.in_ink(INK, PAPER)
        return Label(unit=plot.texts.unit, text=chosen, box=box_of(row[0]))

    def _beside(self, plot: _Plot, texts: Iterable[LabelText], places: _Places) -> Label | None:
        """Find the nearest place for a small text to which a line can be drawn."""
        most = max(_BESIDE_NAME, plot.texts.least)
        small = (t for t in texts if t.lines[0][1].size <= (most if t.is_named else _BESIDE_NUMBER))
        text = next(small, None)
        if text is None:
            return None
        starts = plot.starts[self._room.free(around(plot.starts, LINE_ROOM, LINE_ROOM))]
        if not len(starts):
            return None
        start = (float(starts[0, 0]), float(starts[0, 1]))
        boxes = places.near(start, text)
        for row in boxes[self._room.free(boxes)]:
            leader = leader_to(start, box_of(row))
            if self._room.is_clear(leader):
                styled = text.in_ink(INK, PAPER)
                return Label(unit=plot.texts.unit, text=styled, box=box_of(row), leader=leader)
        return None


class _Texts(Protocol):
    """Gives the texts a unit may bear, the best first."""

    def __call__(self, *, valued: bool, within: float) -> Iterator[LabelText]:
        """With or without value, not wider than `within` millimetres."""
        ...


class _Places(Protocol):
    """Where a label may be that doesn't lie in its unit."""

    def near(self, centre: tuple[float, float], text: LabelText) -> Boxes:
        """Return places for a text, the nearest first."""
        ...


class _Outside:
    """Places on the white paper around the map."""

    def __init__(self, plots: Sequence[_Plot], room: Box) -> None:
        self._map = shapely.union_all([plot.unit.shape for plot in plots])
        shapely.prepare(self._map)
        xs, ys = np.arange(room.x, room.right, _GRID), np.arange(room.y, room.bottom, _GRID)
        self._grid = np.column_stack([axis.ravel() for axis in np.meshgrid(xs, ys)])

    def near(self, centre: tuple[float, float], text: LabelText) -> Boxes:
        """Return places for a text, the nearest first."""
        distances = np.hypot(*(self._grid - centre).T)
        near = np.argsort(distances, kind="stable")[: np.sum(distances <= _FARTHEST)]
        boxes = around(self._grid[near], text.width, text.height)
        free: NDArray[np.bool_] = shapely.disjoint(self._map, outlines(boxes))
        return boxes[free][:_MOST_PLACES]


class _Rings:
    """Places around a small unit, over its neighbours."""

    def __init__(self, radii: Sequence[float] = _RINGS, number: int = _ANGLES) -> None:
        angles = np.linspace(0, 2 * np.pi, number, endpoint=False)
        self._ring = np.column_stack([np.cos(angles), np.sin(angles)])
        self._radii = radii

    def near(self, centre: tuple[float, float], text: LabelText) -> Boxes:
        """Return places for a text, the nearest first."""
        points = np.vstack([centre + radius * self._ring for radius in self._radii])
        return around(points, text.width, text.height)


def _take(room: LabelRoom, label: Label) -> None:
    """Keep a label and its line free of anything else."""
    room.take(rows_of(label.box))
    if label.leader is not None:
        room.take_line(label.leader)


def _room_with(box: Box, labels: Iterable[Label]) -> LabelRoom:
    """Return the room of a map in which labels stand."""
    room = LabelRoom(box)
    for label in labels:
        _take(room, label)
    return room


def _shrunk(plot: _Plot, label: Label) -> Label:
    """Return the number of a unit in the smallest letters in the middle of its label."""
    (text,) = _smallest(plot)
    x, y = label.box.x + label.box.width / 2, label.box.y + label.box.height / 2
    return Label(unit=label.unit, text=plot.coloured(text), box=text.around(x, y))


def _smallest(plot: _Plot) -> list[LabelText]:
    """The number of a unit in the smallest letters."""
    return list(plot.texts.numbered(valued=False))[-1:]


def _share_within(row: Boxes, shape: shapely.Geometry) -> float:
    outline = outlines(row)[0]
    return float(shapely.area(shapely.intersection(outline, shape)) / shapely.area(outline))


def _spots(units: Sequence[DrawnUnit]) -> Iterator[tuple[Points, NDArray[np.float64]]]:
    """Yield for each unit where labels may be centred, and from border to border there."""
    shapes = np.array([unit.shape for unit in units], dtype=object)
    shapely.prepare(shapes)
    circles = inner_circles(shapes)
    left, top, right, bottom = shapely.bounds(shapes).T
    levels = [circles[:, 1], *(top + part * (bottom - top) for part in _HEIGHTS)]
    ends = [np.column_stack([left, level, right, level]) for level in levels]
    lines = shapely.linestrings(np.stack(ends, axis=1).reshape(-1, 2, 2))
    pieces = shapely.intersection(np.repeat(shapes, len(levels)), lines)
    spans = _widest(pieces).reshape(len(units), len(levels), 3)
    for circle, span in zip(circles, spans, strict=True):
        # the middle of the largest circle first: there the eye looks for the name
        yield np.vstack([circle[:2], span[:, :2]]), np.concatenate([span[:1, 2], span[:, 2]])


def _widest(crossings: NDArray[np.object_]) -> NDArray[np.float64]:
    """Return x and y of the middle and the length of the longest piece of horizontal lines."""
    pieces, line = shapely.get_parts(crossings, return_index=True)
    left, top, right, _ = shapely.bounds(pieces).T
    spans = np.column_stack([(left + right) / 2, top, right - left])
    widest = np.zeros((len(crossings), 3))
    order = np.argsort(spans[:, 2], kind="stable")  # the longest is written last
    widest[line[order]] = spans[order]
    return widest


def draw_signs(page: PrintPage, units: Iterable[DrawnUnit]) -> None:
    """Write the sign of each unit without value that is large enough to bear one."""
    least = np.pi * _SIGN_RADIUS**2
    large = [unit for unit in units if unit.sign and unit.shape.area >= least]
    circles = inner_circles(np.array([unit.shape for unit in large], dtype=object))
    for unit, (x, y, radius) in zip(large, circles, strict=True):
        if radius >= _SIGN_RADIUS:
            style = replace(_VALUE, colour=ink_on(unit.fill))
            page.write(x, y + style.cap_height / 2, unit.sign, style)
