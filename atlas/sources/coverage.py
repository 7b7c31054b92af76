"""Do the polygons of a level fit together? Overlaps and gaps between neighbours."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from atlas.sources.shapes import EQUAL_AREA, POLYGONAL, Shapes, edges_of, shapes_of

# Rounding to six decimals moves a vertex by up to 0.06 m, so where a vertex of one polygon lies
# on an edge of its neighbour a sliver up to 0.1 m wide is normal. Nobody sees it on a map.
MIN_WIDTH = 0.1
MIN_AREA = 1.0
# A hole wider than this (2 × area / perimeter) is no flaw but another territory: a county
# around a county-free city, a lake that belongs to nobody.
MAX_GAP_WIDTH = 100.0
# Layers digitised or simplified apart differ nearly everywhere. Nobody mends a hundred thousand
# places one by one, and to find each would take a minute: beyond both limits the share is said.
MOST_UNMATCHED = 50_000
UNMATCHED_SHARE = 0.1
# Overlays are computed on a grid of 1 mm: exact arithmetic fails on nearly parallel edges.
_GRID = 0.001


@dataclass(frozen=True, slots=True, kw_only=True)
class Flaw:
    """An overlap or gap: the units concerned and its area in m²."""

    units: tuple[str, ...]
    area: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """All overlaps and gaps, the largest first.

    Where they are too many to be found one by one there are none of them, and `unmatched` is the
    share (0 to 1) of the length of all borders that doesn't match those of the neighbours.
    """

    overlaps: tuple[Flaw, ...] = ()
    gaps: tuple[Flaw, ...] = ()
    unmatched: float = 0.0


def check_coverage(boundaries: gpd.GeoDataFrame) -> Coverage:
    """Find overlaps and gaps between valid polygons (index: unit); others are left out."""
    projected = boundaries.to_crs(EQUAL_AREA)
    usable = np.asarray(projected.is_valid & projected.geom_type.isin(POLYGONAL))
    shapes = shapes_of(projected)[usable]
    units = np.asarray(projected.index, dtype=object)[usable]
    unmatched = shapely.coverage_invalid_edges(shapes)
    share = shapely.length(unmatched).sum() / max(shapely.length(shapes).sum(), _GRID)
    if shapely.get_num_coordinates(unmatched).sum() > MOST_UNMATCHED and share > UNMATCHED_SHARE:
        return Coverage(unmatched=float(share))
    flawed = np.flatnonzero(~shapely.is_empty(unmatched))
    return Coverage(overlaps=_overlaps(shapes, units, flawed), gaps=_gaps(shapes, units))


def _overlaps(shapes: Shapes, units: Shapes, flawed: Shapes) -> tuple[Flaw, ...]:
    """Intersect the flawed polygons with their neighbours."""
    left, right = shapely.STRtree(shapes).query(shapes[flawed], predicate="intersects")
    pairs = np.unique(np.sort(np.column_stack([flawed[left], right]), axis=1), axis=0)
    pairs = pairs[pairs[:, 0] != pairs[:, 1]]
    common = shapely.intersection(shapes[pairs[:, 0]], shapes[pairs[:, 1]], grid_size=_GRID)
    parts, pair_of = shapely.get_parts(common, return_index=True)
    large = _large(parts)
    sizes = np.bincount(pair_of[large], shapely.area(parts[large]), minlength=len(pairs))
    return _flaws([(tuple(units[pairs[k]]), sizes[k]) for k in np.flatnonzero(sizes)])


def _gaps(shapes: Shapes, units: Shapes) -> tuple[Flaw, ...]:
    """Find narrow holes between the polygons."""
    faces = _enclosed(_edges_of_one(shapes))
    narrow = faces[_large(faces) & (_widths(faces) < MAX_GAP_WIDTH)]
    tree = shapely.STRtree(shapes)
    # asked point by point, a polygon would be walked round each time
    shapely.prepare(shapes)
    inside = shapely.point_on_surface(narrow)
    point, near_by = tree.query(inside)
    holes = np.delete(narrow, point[shapely.intersects(shapes[near_by], inside[point])])
    near = tree.query(holes, predicate="dwithin", distance=10 * _GRID)
    around = [tuple(units[np.sort(near[1][near[0] == number])]) for number in range(len(holes))]
    return _flaws(zip(around, shapely.area(holes), strict=True))


def _edges_of_one(shapes: Shapes) -> Shapes:
    """Edges that aren't shared by two polygons: those of the outside and of holes.

    The others can't enclose anything nobody covers; they are nearly all, and take most of the time.
    """
    edges = edges_of(shapes)
    backwards = (edges[:, 0] > edges[:, 1]).any(axis=1) & ~(edges[:, 0, 0] < edges[:, 1, 0])
    either_way = np.where(backwards[:, None, None], edges[:, ::-1], edges)
    shared = pd.DataFrame(either_way.reshape(-1, 4)).duplicated(keep=False)
    lines = shapely.line_merge(shapely.multilinestrings(edges[~shared.to_numpy()]))
    return np.asarray(shapely.get_parts(lines))


def _enclosed(edges: Shapes) -> Shapes:
    """Areas the edges enclose."""
    lines = shapely.union_all(edges, grid_size=_GRID)
    return np.asarray(shapely.get_parts(shapely.polygonize([lines])))


def _widths(shapes: Shapes) -> Shapes:
    """Mean widths: a long strip has half its length as perimeter on either side."""
    return np.asarray(2 * shapely.area(shapes) / np.maximum(shapely.length(shapes), _GRID))


def _large(shapes: Shapes) -> Shapes:
    """Which of them are more than a sliver; lines and points never are."""
    return np.asarray((shapely.area(shapes) >= MIN_AREA) & (_widths(shapes) >= MIN_WIDTH))


def _flaws(sizes: Iterable[tuple[tuple[str, ...], float]]) -> tuple[Flaw, ...]:
    """Sort flaws, the largest first."""
    flaws = [Flaw(units=units, area=float(area)) for units, area in sizes]
    return tuple(sorted(flaws, key=lambda flaw: (-flaw.area, flaw.units)))
