"""From labelled cells to borders on the globe: every line is made once and used on both sides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

import numpy as np
import shapely
from pyproj import Transformer
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from tools.musterstadt.cells import CellMap
from tools.musterstadt.chance import Floats, Ints
from tools.musterstadt.lines import Line, lines_between

CRS = "EPSG:25832"
ORIGIN = np.array([383_000.0, 6_035_000.0])  # m; open water, so that nobody takes it for a place
WGS_DECIMALS = 6  # RFC 7946 advises no more; about 0.1 m
SMOOTHING = 3  # rounds in which every point moves towards its neighbours
CLOSE = 0.022  # km: points nearer to the last one are left out


class BorderError(RuntimeError):
    """The computed borders do not form the map they should."""


def block_polygons(cell_map: CellMap, block: Ints) -> list[Polygon]:
    """Polygons of all blocks in WGS 84, in their order; together a valid coverage."""
    lines = lines_between(cell_map, block)
    points = _smoothed(cell_map.corners, lines)
    on_globe = _to_wgs84(points)
    rings: dict[int, list[Floats]] = {k: [] for k in range(int(block.max()) + 1)}
    for line in lines:
        path = on_globe[_thinned(line, points)]
        for unit in set(line.units) - {-1}:
            rings[unit].append(path)
    polygons = [_polygon(pieces) for pieces in rings.values()]
    if not shapely.coverage_is_valid(polygons):
        raise BorderError("the rounded blocks leave gaps or overlap")
    return polygons


def merged(polygons: Sequence[Polygon], label: Ints) -> list[BaseGeometry]:
    """Unite blocks to larger units, in the order of their labels."""
    pieces = np.asarray(polygons, dtype=object)
    units = range(int(label.max()) + 1)
    return [canonical(shapely.coverage_union_all(pieces[label == unit])) for unit in units]


def areas_km2(shapes: Iterable[BaseGeometry]) -> Floats:
    """Areas of polygons in WGS 84, measured in UTM zone 32."""
    to_utm = Transformer.from_crs("EPSG:4326", CRS, always_xy=True)
    return (
        np.array(
            [
                shapely.transform(s, lambda xy: np.column_stack(to_utm.transform(*xy.T))).area
                for s in shapes
            ]
        )
        / 1e6
    )


def canonical(shape: BaseGeometry) -> BaseGeometry:
    """Same polygon in one spelling only: outer rings counterclockwise, smallest vertex first."""
    if shape.geom_type != "Polygon":
        raise BorderError("a unit is not in one piece")
    return Polygon(_ring(shape.exterior, 1), [_ring(hole, -1) for hole in shape.interiors])


def _ring(ring: shapely.LinearRing, turn: int) -> list[tuple[float, float]]:
    points = [(float(x), float(y)) for x, y in ring.coords[:-1]]
    if (shapely.LinearRing(points).is_ccw) != (turn == 1):
        points.reverse()
    first = points.index(min(points))
    return points[first:] + points[:first]


def _smoothed(corners: Floats, lines: Iterable[Line]) -> Floats:
    """Move the points of every line towards their neighbours; junctions stay."""
    points = corners.copy()
    for line in lines:
        path = points[list(line.corners)]
        for _ in range(SMOOTHING):
            path[1:-1] = (path[:-2] + 2.0 * path[1:-1] + path[2:]) / 4.0
        points[list(line.corners[1:-1])] = path[1:-1]
    return points


def _thinned(line: Line, points: Floats) -> list[int]:
    """Corners of a line without those very near to the one before; its ends stay."""
    kept = [line.corners[0]]
    for corner in line.corners[1:-1]:
        if np.hypot(*(points[corner] - points[kept[-1]])) > CLOSE:
            kept.append(corner)
    return [*kept, line.corners[-1]]


def _to_wgs84(points: Floats) -> Floats:
    to_wgs84 = Transformer.from_crs(CRS, "EPSG:4326", always_xy=True)
    lon, lat = to_wgs84.transform(*(ORIGIN + points * 1000.0).T)
    return np.round(np.column_stack([lon, lat]), WGS_DECIMALS)


def _polygon(pieces: Sequence[Floats]) -> Polygon:
    """Polygon whose border consists of these lines."""
    segments = [
        shapely.LineString([a, b]) for piece in pieces for a, b in pairwise(piece) if (a != b).any()
    ]
    faces = shapely.get_parts(shapely.polygonize(segments))
    if not len(faces):
        raise BorderError("a border does not close")
    # a hole comes out as a face of its own, within the largest
    largest = max(faces, key=lambda face: shapely.Polygon(face.exterior).area)
    return canonical(largest)
