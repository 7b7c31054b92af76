"""Boundaries made ready to draw: whole polygons, metres, as many corners as paper can show."""

from __future__ import annotations

from collections.abc import Sequence
from math import isfinite
from typing import Final

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

_ETRS89_ZONES: Final = 25800
"""EPSG code of ETRS89 / UTM zone n is this plus n, for the zones 28 to 38."""
_MOST_EXACT: Final = 1000
"""Polygons whose exact middle is computed; for more, a point within takes a tenth of the time."""
_GAP: Final = 1 / 8_000
"""Gaps narrower than this part of the area's longer side are closed, as on screen."""
_POLYGON = 3
_POLYGONAL = (_POLYGON, 6)


def drawable(boundaries: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Keep what has an area: rows without polygons go, crossed rings are put right."""
    shapes = np.array(boundaries.geometry.array, dtype=object)
    sound = shapely.is_valid(shapes) & np.isin(shapely.get_type_id(shapes), _POLYGONAL)
    shapes[~sound] = [_polygonal(shape) for shape in shapes[~sound]]
    frame = boundaries.set_geometry(gpd.GeoSeries(shapes, boundaries.index, crs=boundaries.crs))
    return frame[~(shapely.is_missing(shapes) | shapely.is_empty(shapes))]


def in_metres(boundaries: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Project to the UTM zone in which the area lies (ETRS89, for most of Germany 25832)."""
    return boundaries.to_crs(_zone(boundaries))


def turned(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """Turn outer rings anticlockwise and holes clockwise, as RFC 7946 and fill rules want."""
    turned_shapes: NDArray[np.object_] = shapely.orient_polygons(shapes)
    return turned_shapes


def slimmed(shapes: NDArray[np.object_], tolerance: float) -> NDArray[np.object_]:
    """Leave out corners nearer than `tolerance`; shared borders stay shared."""
    simple: NDArray[np.object_] = shapely.coverage_simplify(shapes, tolerance)
    return simple


def merged(shapes: NDArray[np.object_], owners: Sequence[str | None]) -> NDArray[np.object_]:
    """Unite the shapes of each owner, in the order of their first shapes; of None, none.

    Gaps and overlaps are closed before: each would be seen as a border within an owner.
    """
    if not shapely.coverage_is_valid(shapes):
        west, south, east, north = shapely.total_bounds(shapes)
        gap = max(east - west, north - south) * _GAP
        shapes = shapely.coverage_clean(shapes, gap_width=gap, snapping_distance=gap)
    members: dict[str, list[int]] = {}
    for index, owner in enumerate(owners):
        if owner is not None:
            members.setdefault(owner, []).append(index)
    unions = [shapely.coverage_union_all(shapes[indices]) for indices in members.values()]
    united: NDArray[np.object_] = np.array(unions, dtype=object)
    return united[~shapely.is_empty(united)] if len(united) else united


def inner_circles(shapes: NDArray[np.object_]) -> NDArray[np.float64]:
    """Return x, y, radius of the largest circle within each polygon: the room for its name."""
    if not len(shapes):
        return np.empty((0, 3))
    # One percent of the size is precise enough for a name, and many times faster.
    tolerance = np.sqrt(shapely.area(shapes)) / 100
    rays = [
        shapely.maximum_inscribed_circle(shape, tolerance=t)
        for shape, t in zip(shapes, tolerance, strict=True)
    ]
    centres = shapely.get_coordinates(shapely.get_point(rays, 0))
    return np.column_stack([centres, shapely.length(rays)])


def centres(shapes: NDArray[np.object_]) -> NDArray[np.float64]:
    """Return x, y of a point within each polygon, in its middle unless there are thousands."""
    if len(shapes) <= _MOST_EXACT:
        return inner_circles(shapes)[:, :2]
    points: NDArray[np.float64] = shapely.get_coordinates(shapely.point_on_surface(shapes))
    return points


def _zone(boundaries: gpd.GeoDataFrame) -> str:
    """Return the code of the zone around the middle of the area; zone 32 if there is none.

    geopandas' own estimate may answer with a variant whose axes are swapped (EPSG:3044).
    """
    west, _, east, _ = boundaries.total_bounds
    if not isfinite(west + east):
        return f"EPSG:{_ETRS89_ZONES + 32}"
    zone = int((west + east) / 2 + 180) // 6 + 1
    return f"EPSG:{_ETRS89_ZONES + min(max(zone, 28), 38)}"


def _polygonal(shape: shapely.Geometry | None) -> shapely.Geometry | None:
    """Return the polygons of a shape, or None; repairs crossed rings."""
    if shape is None:
        return None
    parts = shapely.get_parts(shapely.get_parts(shapely.make_valid(shape)))
    polygons = parts[shapely.get_type_id(parts) == _POLYGON]
    return shapely.multipolygons(polygons) if len(polygons) else None
