"""Lines between the units of a map: chains of corners from one junction to the next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from tools.musterstadt.cells import CellMap
from tools.musterstadt.chance import Ints

ENDS = 2  # edges that meet where a line just goes on


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Corners between two units (-1: nobody's land), from one junction to the next."""

    units: tuple[int, int]
    corners: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Web:
    """Edges between units: the units on their sides, their ends, and the edges at a corner."""

    units: list[tuple[int, int]]
    ends: list[tuple[int, int]]
    at: dict[int, list[int]]

    def beyond(self, edge: int, corner: int) -> int:
        """Other end of an edge."""
        first, last = self.ends[edge]
        return last if first == corner else first

    def starts(self) -> Iterator[tuple[int, int]]:
        """Corner and edge where lines start: junctions, and then anywhere on closed rings."""
        for corner in sorted(self.at):
            if len(self.at[corner]) != ENDS:
                yield from ((corner, edge) for edge in self.at[corner])
        yield from ((ends[0], edge) for edge, ends in enumerate(self.ends))


def lines_between(cell_map: CellMap, unit_of_cell: Ints) -> list[Line]:
    """All lines between the units that the cells belong to, each once."""
    web = _web(cell_map, unit_of_cell)
    unused = set(range(len(web.ends)))
    return [
        Line(units=web.units[edge], corners=tuple(_walk(web, corner, edge, unused)))
        for corner, edge in web.starts()
        if edge in unused
    ]


def _web(cell_map: CellMap, unit_of_cell: Ints) -> _Web:
    sides = np.sort(unit_of_cell[cell_map.sides], axis=1)
    border = sides[:, 0] != sides[:, 1]
    units = [(int(a), int(b)) for a, b in sides[border]]
    ends = [(int(a), int(b)) for a, b in cell_map.ends[border]]
    at: dict[int, list[int]] = {}
    for edge, pair in enumerate(ends):
        for corner in pair:
            at.setdefault(corner, []).append(edge)
    return _Web(units=units, ends=ends, at=at)


def _walk(web: _Web, corner: int, edge: int, unused: set[int]) -> Iterator[int]:
    """Follow a line from a corner along an edge, and use its edges up."""
    onward = [edge]
    yield corner
    while onward:
        unused.remove(onward[0])
        corner = web.beyond(onward[0], corner)
        yield corner
        meeting = web.at[corner]
        onward = [k for k in meeting if k in unused] if len(meeting) == ENDS else []
