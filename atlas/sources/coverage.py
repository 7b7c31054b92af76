"""Do the polygons of a level fit together? Overlaps and gaps between neighbours."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import shapely

from atlas.sources.shapes import EQUAL_AREA, POLYGONAL, Shapes, shapes_of

# Rounding to six decimals moves a vertex by up to 0.06 m, so where a vertex of one polygon lies
# on an edge of its neighbour a sliver up to 0.1 m wide is normal. Nobody sees it on a map.
MIN_WIDTH = 0.1
MIN_AREA = 1.0
# A hole wider than this (2 × area / perimeter) is no flaw but another territory: a county
# around a county-free city, a lake that belongs to nobody.
MAX_GAP_WIDTH = 100.0
# Overlays are computed on a grid of 1 mm: exact arithmetic fails on nearly parallel edges.
_GRID = 0.001


@dataclass(frozen=True, slots=True, kw_only=True)
class Flaw:
    """An overlap or gap: the units concerned and its area in m²."""

    units: tuple[str, ...]
    area: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """All overlaps and gaps, the largest first."""

    overlaps: tuple[Flaw, ...]
    gaps: tuple[Flaw, ...]


def check_coverage(boundaries: gpd.GeoDataFrame) -> Coverage:
    """Find overlaps and gaps between valid polygons (index: unit); others are left out."""
    projected = boundaries.to_crs(EQUAL_AREA)
    usable = np.asarray(projected.is_valid & projected.geom_type.isin(POLYGONAL))
    shapes = shapes_of(projected)[usable]
    units = np.asarray(projected.index, dtype=object)[usable]
    flawed = np.flatnonzero(~shapely.is_empty(shapely.coverage_invalid_edges(shapes)))
    return Coverage(
        overlaps=_overlaps(shapes, units, flawed), gaps=_gaps(shapes, units, clean=not len(flawed))
    )


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


def _gaps(shapes: Shapes, units: Shapes, *, clean: bool) -> tuple[Flaw, ...]:
    """Find narrow holes in the union; the union of a clean coverage is ten times as fast."""
    union = (
        shapely.coverage_union_all(shapes) if clean else shapely.union_all(shapes, grid_size=_GRID)
    )
    rings = [ring for part in shapely.get_parts(union) for ring in part.interiors]
    holes = shapely.polygons(np.asarray(rings, dtype=object))
    narrow = holes[_large(holes) & (_widths(holes) < MAX_GAP_WIDTH)]
    return _flaws([(tuple(units[_near(shapes, hole)]), hole.area) for hole in narrow])


def _near(shapes: Shapes, hole: shapely.Geometry) -> Shapes:
    """Positions of the polygons that touch a hole."""
    return np.flatnonzero(shapely.dwithin(shapes, hole, 10 * _GRID))


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
