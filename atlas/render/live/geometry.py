"""Geometry for the browser: the borders of a level as one small binary file.

A level is a planar subdivision: every piece of border ("arc") knows the unit on its left and
the unit on its right, and is stored once. The browser fills units line by line from arcs alone,
so neighbours can neither overlap nor leave gaps, and holes, exclaves and parts need no rules.

Layout, all numbers little-endian:

    uint32                       length of the header
    header                       JSON: format, crs, origin, step, counts, units, names (as people
                                 call them, else official), official (names, where they are
                                 others), everyday, settings (ways to set a name: lines, and 1 where
                                 a word is torn), numbers, levels, repairs (of the boundaries)
    uint16 × arcs, three times   unit to the left, unit to the right (0xFFFF: none), points
    uint16 × units, three times  x, y and radius of the largest circle within the unit
    uint16 × units, per level    position of the coarser unit the unit lies in (0xFFFF: none)
    uint8 × points, four times   low, then high bytes of the steps in x, then those in y

Coordinates are steps of `step` metres from `origin` (south-west), y upwards. Each point is
stored as difference to the point before it, modulo 65,536.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any, Final

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely

from atlas.errors import TooManyUnitsError
from atlas.model.areas import BorderOverlay, SpatialUnit, distinct_names
from atlas.render.geometry import drawable, in_metres, inner_circles
from atlas.render.hyphenation import LONGEST_KEY, MOST_LABELLED, Layout, layouts
from atlas.sources.coverage import check_coverage
from atlas.views.map.boundary_notes import Repairs

FORMAT: Final = 4
NO_UNIT: Final = 0xFFFF
MOST_UNITS: Final = NO_UNIT - 1
_LONGEST: Final = 0xFFFE
"""Segments of an arc: their number of points, one more, has 16 bits."""
_STEPS: Final = 0xFFFE
"""Steps across the longer side of the area: what 16 bits can count."""
_FREE_POINTS, _POINTS_PER_UNIT = 40_000, 25
"""Points a level may have: more can't be told apart on a screen, and cost time at every zoom."""
_FIRST_TOLERANCE: Final = 1 / 8_000
"""Simplification to begin with, as a part of the area's longer side: less than a pixel."""
_LAST_TOLERANCE: Final = 1 / 100
"""The coarsest: thousands of parts and holes keep four points each, whatever the tolerance."""
_GAP: Final = 1 / 8_000
"""Gaps narrower than this part of the longer side are closed: nobody could point at them."""

Shapes = npt.NDArray[np.object_]
Whole = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Grid:
    """Whole steps from the south-west corner of an area."""

    west: float
    south: float
    step: float

    @classmethod
    def over(cls, shapes: Shapes) -> _Grid:
        """Lay a grid over shapes."""
        west, south, east, north = shapely.total_bounds(shapes)
        return cls(west=west, south=south, step=max(east - west, north - south, 1e-6) / _STEPS)

    def snapped(self, points: npt.NDArray[np.float64]) -> Whole:
        """Return the nearest steps of points (n × 2)."""
        steps = np.rint((points - (self.west, self.south)) / self.step)
        return np.clip(steps, 0, _STEPS).astype(np.int64)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Arcs:
    """Pieces of border: unit left and right, number of points, points in steps (n × 2)."""

    left: Whole
    right: Whole
    lengths: Whole
    points: Whole


def geometry_bytes(
    boundaries: gpd.GeoDataFrame,
    units: Iterable[SpatialUnit],
    overlay: Sequence[BorderOverlay] = (),
) -> bytes:
    """Encode the boundaries of a level; see the module for the layout.

    Parameters
    ----------
    boundaries
        Index `unit`, column `geometry`, WGS 84. Gaps and overlaps are closed for the screen.
    units
        Units of the level, for their names; those without shape can't be drawn.
    overlay
        Coarser levels whose borders can be drawn on top.

    Raises
    ------
    TooManyUnitsError
        If there are more units with a shape than 16 bits can number.
    """
    by_id = {unit.id: unit for unit in units}
    delivered = boundaries[boundaries.index.isin(list(by_id))]
    frame = in_metres(drawable(delivered))
    if len(frame) > MOST_UNITS:
        raise TooManyUnitsError(len(frame), MOST_UNITS)
    ids, shapes = _tiling(frame)
    grid = _Grid.over(shapes) if ids else _Grid(west=0.0, south=0.0, step=1.0)
    arcs = _arcs(shapes, grid)
    circles = inner_circles(shapes)
    centres = grid.snapped(circles[:, :2]) if len(circles) else np.empty((0, 2), dtype=np.int64)
    header = {
        "format": FORMAT,
        "crs": str(frame.crs),
        "origin": [grid.west, grid.south],
        "step": grid.step,
        "arcs": len(arcs.left),
        "points": len(arcs.points),
        "units": ids,
        **_names(by_id, ids),
        "levels": [level.title for level in overlay],
        "repairs": asdict(_repairs(delivered, frame)),
    }
    numbers = (
        *(arcs.left, arcs.right, arcs.lengths),
        *(centres[:, 0], centres[:, 1], circles[:, 2] // grid.step),
        *(_parents(ids, level) for level in overlay),
    )
    return b"".join((_header_bytes(header), *map(_uint16s, numbers), *_planes(arcs.points)))


def _names(units: Mapping[str, SpatialUnit], ids: Sequence[str]) -> dict[str, list[Any]]:
    """Return what may be written on units; thousands of names aren't taken apart."""
    names = distinct_names(units.values())
    parted = len(ids) <= MOST_LABELLED
    shown = {key: names[key].shown for key in ids}
    return {
        "names": list(shown.values()),
        "official": [names[key].name if names[key].name != shown[key] else "" for key in ids],
        "everyday": [units[key].everyday_name for key in ids],
        "settings": [_settings(shown[key], parted=parted) for key in ids],
        "numbers": [key if len(key) <= LONGEST_KEY else "" for key in ids],
    }


def _settings(name: str, *, parted: bool) -> list[tuple[tuple[str, ...], int]]:
    ways = layouts(name) if parted else (Layout(lines=(name,), width=0.0),)
    return [(way.lines, int(way.is_torn)) for way in ways]


def digest(
    boundaries: gpd.GeoDataFrame, units: Iterable[SpatialUnit], overlay: Sequence[BorderOverlay]
) -> str:
    """Name what `geometry_bytes` would encode, without encoding it."""
    names = sorted((unit.id, unit.name, unit.everyday_name) for unit in units)
    checksum = sha256(f"{FORMAT}{json.dumps(names)}{overlay}".encode())
    checksum.update(b"".join(shapely.to_wkb(np.asarray(boundaries.geometry.array, dtype=object))))
    checksum.update("\n".join(map(str, boundaries.index)).encode())
    return checksum.hexdigest()[:16]


def _tiling(frame: gpd.GeoDataFrame) -> tuple[list[str], Shapes]:
    """Return units and shapes that tile the plane, without those that others cover wholly."""
    shapes = np.asarray(frame.geometry.array, dtype=object)
    if not len(shapes):
        return [], shapes
    shapes = _covering(shapes)
    left = ~shapely.is_empty(shapes)
    return [str(unit) for unit in frame.index[left]], _simplified(shapes[left])


def _repairs(boundaries: gpd.GeoDataFrame, frame: gpd.GeoDataFrame) -> Repairs:
    """Count what is wrong with boundaries; what fits together needs no closer look.

    Parameters
    ----------
    boundaries, frame
        The same boundaries as they were delivered, and drawable in metres.
    """
    shapes = boundaries.geometry.dropna()
    rings = int((~shapes.is_valid).sum())
    if _fits(np.asarray(frame.geometry.array, dtype=object)):
        return Repairs(rings=rings)
    flaws = check_coverage(frame)
    return Repairs(
        rings=rings,
        overlaps=len(flaws.overlaps),
        overlap_area=round(sum(flaw.area for flaw in flaws.overlaps), 1),
        gaps=len(flaws.gaps),
        gap_area=round(sum(flaw.area for flaw in flaws.gaps), 1),
        unmatched=flaws.unmatched,
    )


def _fits(shapes: Shapes) -> bool:
    return not len(shapes) or bool(
        shapely.coverage_is_valid(shapes, gap_width=_size(shapes) * _GAP)
    )


def _covering(shapes: Shapes) -> Shapes:
    """Close gaps and overlaps: the subdivision needs each border to belong to both sides."""
    if _fits(shapes):
        return shapes
    gap = _size(shapes) * _GAP
    cleaned: Shapes = shapely.coverage_clean(shapes, gap_width=gap, snapping_distance=gap)
    return cleaned


def _simplified(shapes: Shapes) -> Shapes:
    """Leave out points nobody sees, more of them until few enough are left."""
    # every point of a border between two units occurs twice
    most = 2 * (_FREE_POINTS + _POINTS_PER_UNIT * len(shapes))
    if _points(shapes) <= most:
        return shapes
    whole = simple = _without_specks(shapes)
    tolerance, coarsest = (_size(shapes) * part for part in (_FIRST_TOLERANCE, _LAST_TOLERANCE))
    while _points(simple) > most and tolerance < coarsest:
        simple = shapely.coverage_simplify(whole, tolerance)
        tolerance *= 1.5
    return simple


def _without_specks(shapes: Shapes) -> Shapes:
    """Drop parts and holes within one step of the grid, but never a unit's largest part."""
    step = _size(shapes) / _STEPS
    parts, unit = shapely.get_parts(shapes, return_index=True)
    rings, part = shapely.get_rings(parts, return_index=True)
    outer = np.diff(part, prepend=-1) > 0
    areas = shapely.area(parts)
    largest = np.zeros(len(parts), dtype=np.bool_)
    largest[np.lexsort((areas, unit))[np.flatnonzero(np.diff(unit, append=unit[-1] + 1))]] = True
    west, south, east, north = shapely.bounds(rings).T
    seen = np.maximum(east - west, north - south) > step
    kept_parts = largest | seen[outer]
    kept = kept_parts[part] & (seen | outer)
    parts_left, index = np.unique(part[kept], return_inverse=True)
    polygons = shapely.polygons(rings[kept], indices=index)
    clean: Shapes = shapely.multipolygons(polygons, indices=unit[parts_left])
    return clean


def _points(shapes: Shapes) -> int:
    return int(shapely.get_num_coordinates(shapes).sum())


def _size(shapes: Shapes) -> float:
    west, south, east, north = shapely.total_bounds(shapes)
    return float(max(east - west, north - south))


def _arcs(shapes: Shapes, grid: _Grid) -> _Arcs:
    """Cut the rings into runs of segments between the same two units, each border once."""
    start, end, unit, ring = _segments(shapes, grid)
    opposite = _opposites(start, end)
    neighbour = np.where(opposite >= 0, unit[opposite], NO_UNIT)
    kept = (opposite < 0) | (np.arange(len(unit)) < opposite)
    start, end, unit, ring, neighbour = (
        column[kept] for column in (start, end, unit, ring, neighbour)
    )
    if not len(unit):
        none = np.empty(0, dtype=np.int64)
        return _Arcs(left=none, right=none, lengths=none, points=np.empty((0, 2), dtype=np.int64))
    continues = (
        (start[1:] == end[:-1]) & (ring[1:] == ring[:-1]) & (neighbour[1:] == neighbour[:-1])
    )
    first = _cut(np.concatenate(([True], ~continues)))
    starts = np.flatnonzero(first)
    segments = np.diff(np.append(starts, len(unit)))
    # an arc of n segments has n + 1 points: its start, then the end of each segment
    positions = np.arange(len(unit)) + np.cumsum(first)
    points = np.empty(len(unit) + len(starts), dtype=np.int64)
    points[positions] = end
    points[positions[starts] - 1] = start[starts]
    return _Arcs(
        left=unit[starts],
        right=neighbour[starts],
        lengths=segments + 1,
        points=np.column_stack((points >> 16, points & 0xFFFF)),
    )


def _cut(first: npt.NDArray[np.bool_]) -> npt.NDArray[np.bool_]:
    """Let a new arc begin where one would get too long to be counted."""
    positions = np.arange(len(first))
    run = np.maximum.accumulate(np.where(first, positions, 0))
    return np.asarray((positions - run) % _LONGEST == 0)


def _segments(shapes: Shapes, grid: _Grid) -> tuple[Whole, Whole, Whole, Whole]:
    """Return start and end (x · 65,536 + y), unit and ring of all segments, unit to the left."""
    turned = shapely.orient_polygons(shapes, exterior_cw=False)
    parts, unit_of_part = shapely.get_parts(turned, return_index=True)
    rings, part_of_ring = shapely.get_rings(parts, return_index=True)
    points, ring = shapely.get_coordinates(rings, return_index=True)
    steps = grid.snapped(points)
    packed = (steps[:, 0] << 16) | steps[:, 1]
    inner = (ring[1:] == ring[:-1]) & (packed[1:] != packed[:-1])
    unit = unit_of_part[part_of_ring[ring]]
    return packed[:-1][inner], packed[1:][inner], unit[:-1][inner], ring[:-1][inner]


def _opposites(start: Whole, end: Whole) -> Whole:
    """Find for each segment the one that runs back along it, -1 where there is none."""
    low, high = np.minimum(start, end), np.maximum(start, end)
    order = np.lexsort((start > end, high, low))
    same = (low[order][1:] == low[order][:-1]) & (high[order][1:] == high[order][:-1])
    back = (start > end)[order]
    pairs = np.flatnonzero(same & ~back[:-1] & back[1:])
    opposite = np.full(len(start), -1, dtype=np.int64)
    opposite[order[pairs]] = order[pairs + 1]
    opposite[order[pairs + 1]] = order[pairs]
    return opposite


def _parents(ids: Sequence[str], level: BorderOverlay) -> Whole:
    """Number the coarser units in the order in which they occur."""
    numbers = {parent: n for n, parent in enumerate(dict.fromkeys(level.parent_of.values()))}
    parents = (level.parent_of.get(unit) for unit in ids)
    return np.array([NO_UNIT if p is None else numbers[p] for p in parents], dtype=np.int64)


def _header_bytes(header: Mapping[str, Any]) -> bytes:
    text = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
    text += b" " * (len(text) % 2)  # 16-bit numbers begin at even offsets
    return len(text).to_bytes(4, "little") + text


def _uint16s(numbers: npt.NDArray[Any]) -> bytes:
    return np.asarray(numbers).astype("<u2").tobytes()


def _planes(points: Whole) -> Iterable[bytes]:
    """Yield low and high bytes apart: small steps compress better that way."""
    for column in (points[:, 0], points[:, 1]):
        steps = np.diff(column, prepend=0).astype("<u2").view(np.uint8)
        yield steps[0::2].tobytes()
        yield steps[1::2].tobytes()


def units_in(geometry: bytes) -> tuple[str, ...]:
    """Ids of the units of an encoded geometry, in its order."""
    return tuple(_header(geometry)["units"])


def repairs_in(geometry: bytes) -> Repairs:
    """What had to be put right before a geometry could be encoded."""
    return Repairs(**_header(geometry)["repairs"])


def _header(geometry: bytes) -> dict[str, Any]:
    length = int.from_bytes(geometry[:4], "little")
    header: dict[str, Any] = json.loads(geometry[4 : 4 + length])
    return header
