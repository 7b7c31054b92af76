"""The room for labels on a map, and what stands in it already.

Boxes are rows of left, top, right and bottom in millimetres (n × 4), so that hundreds of places
for a label are looked at together.
"""

from __future__ import annotations

from math import hypot
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray

from atlas.render.paper.page import Box

Boxes = NDArray[np.float64]
Points = NDArray[np.float64]
Leader = tuple[tuple[float, float], tuple[float, float]]
"""Start in the unit and end at its label."""
LINE_ROOM: Final = 0.6
"""Millimetres: a line is kept free as a row of squares of this size."""

_LEAST_CORNER, _CORNER_STEP, _CLEARANCE = 40.0, 10.0, 4.0
"""Millimetres: widths that are tried in the corners of a map, and how far from it they stay."""


class LabelRoom:
    """A box of the sheet with the labels and lines that have been put into it."""

    def __init__(self, room: Box) -> None:
        self._room = room
        self._taken: Boxes = np.empty((0, 4))
        self._added: list[Boxes] = []

    def free(self, boxes: Boxes) -> NDArray[np.bool_]:
        """Say of each box whether it lies in the room and meets nothing there."""
        left, top, right, bottom = boxes.T
        room, taken = self._room, self._all_taken()
        within = (left >= room.x) & (right <= room.right)
        within &= (top >= room.y) & (bottom <= room.bottom)
        if not len(taken):
            return np.asarray(within, dtype=np.bool_)
        meets = (left[:, None] < taken[:, 2]) & (taken[:, 0] < right[:, None])
        meets &= (top[:, None] < taken[:, 3]) & (taken[:, 1] < bottom[:, None])
        return np.asarray(within & ~meets.any(axis=1), dtype=np.bool_)

    def holds(self, box: Box) -> bool:
        """Whether one box is free."""
        return bool(self.free(rows_of(box))[0])

    def is_clear(self, leader: Leader) -> bool:
        """Whether a line meets nothing."""
        return bool(self.free(_squares(leader)).all())

    def take(self, boxes: Boxes) -> None:
        """Keep boxes free of anything else."""
        self._added.append(boxes)

    def _all_taken(self) -> Boxes:
        """Return all that was taken; it is put together only where somebody asks."""
        if self._added:
            self._taken = np.vstack([self._taken, *self._added])
            self._added.clear()
        return self._taken

    def take_line(self, leader: Leader) -> None:
        """Keep a line free of anything else."""
        self.take(_squares(leader))


def rows_of(*boxes: Box) -> Boxes:
    """Return boxes as rows."""
    return np.array([(box.x, box.y, box.right, box.bottom) for box in boxes]).reshape(-1, 4)


def around(points: Points, width: float, height: float) -> Boxes:
    """Return boxes of one size with their middles at points (n × 2)."""
    half = np.array([width, height]) / 2
    return np.hstack([points - half, points + half])


def box_of(row: NDArray[np.float64]) -> Box:
    """Return a row as a box."""
    left, top, right, bottom = map(float, row)
    return Box(x=left, y=top, width=right - left, height=bottom - top)


def outlines(boxes: Boxes) -> NDArray[np.object_]:
    """Return boxes as polygons."""
    polygons: NDArray[np.object_] = shapely.box(*boxes.T)
    return polygons


def white_corners(obstacles: NDArray[np.object_], room: Box) -> list[Box]:
    """Return boxes in the corners of a room that keep clear of all obstacles, the largest first."""
    corners: list[Box] = []
    for width in np.arange(_LEAST_CORNER, room.width, _CORNER_STEP).tolist():
        for x in (room.x, room.right - width):
            beside = (x - _CLEARANCE, room.y, x + width + _CLEARANCE, room.bottom)
            _, top, _, bottom = shapely.total_bounds(shapely.clip_by_rect(obstacles, *beside))
            upper = np.nan_to_num(top, nan=room.bottom) - _CLEARANCE
            lower = np.nan_to_num(bottom, nan=room.y) + _CLEARANCE
            corners += [
                Box(x=x, y=room.y, width=width, height=float(upper - room.y)),
                Box(x=x, y=float(lower), width=width, height=float(room.bottom - lower)),
            ]
    return sorted(corners, key=lambda box: -box.width * box.height)


def leader_to(start: tuple[float, float], box: Box) -> Leader:
    """Return the line from a point to the nearest point of a box."""
    x = min(max(start[0], box.x), box.right)
    y = min(max(start[1], box.y), box.bottom)
    return start, (x, y)


def _squares(leader: Leader) -> Boxes:
    (x, y), (to_x, to_y) = leader
    # the last step isn't looked at: there the label begins
    number = max(2, int(hypot(to_x - x, to_y - y) / LINE_ROOM))
    points = np.linspace((x, y), (to_x, to_y), number)[:-1]
    return around(points, LINE_ROOM, LINE_ROOM)
