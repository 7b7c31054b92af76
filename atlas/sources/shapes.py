"""Polygons: what is wrong with one, repair, coordinates as WGS 84, and GeoJSON.

All arithmetic is vectorised; 11,000 municipalities take about a second.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import shapely

from atlas.sources import boundary_texts as texts

WGS84 = "EPSG:4326"
POLYGONAL = ("Polygon", "MultiPolygon")
# Equal-area for all of Europe: square metres are true wherever the area lies.
EQUAL_AREA = "EPSG:3035"
# Six decimals are 0.1 m; more only where rounding would break a polygon (docs: choices, Geometry).
DECIMALS = (6, 7, 8, 9)
# A polygon whose border crosses itself more often than this is no border.
MOST_CROSSINGS = 10_000
# Pairs of edges compared at once: a matter of a second.
_PAIRS = 2_000_000

Shapes = npt.NDArray[Any]


def shapes_of(frame: gpd.GeoDataFrame) -> Shapes:
    """Return the geometries of a frame as a plain array."""
    return np.asarray(frame.geometry.to_numpy(), dtype=object)


def invalid_reason(shape: shapely.Geometry) -> str:
    """Say in German what is wrong with a polygon and where."""
    reason, _, point = str(shapely.is_valid_reason(shape)).partition("[")
    where = texts.AT_POINT.format(x_y=point.rstrip("]").replace(" ", " / ")) if point else ""
    return texts.INVALID_REASONS.get(reason.strip(), reason) + where


def square_metres(value: float) -> str:
    """Write an area the German way: 1.234,5 m²."""
    text = f"{value:,.1f}" if abs(value) < 100 else f"{value:,.0f}"  # noqa: PLR2004
    return text.translate(str.maketrans(",.", ".,")) + " m²"


def named(units: Sequence[str]) -> str:
    """Name units in a sentence: „1“ und „2“."""
    return texts.AND.join(texts.QUOTED.format(text=unit) for unit in units)


def within_degrees(frame: gpd.GeoDataFrame) -> bool:
    """Whether all coordinates can be longitudes and latitudes."""
    west, south, east, north = np.abs(frame.total_bounds)
    return bool(max(west, east) <= 180 and max(south, north) <= 90)  # noqa: PLR2004


def areas(shapes: Shapes, crs: object) -> npt.NDArray[np.float64]:
    """Return the true areas in m²."""
    projected = gpd.GeoSeries(shapes, crs=crs).to_crs(EQUAL_AREA)
    return np.asarray(shapely.area(np.asarray(projected.to_numpy(), dtype=object)))


def edges_of(shapes: Shapes) -> npt.NDArray[np.float64]:
    """Return all edges of all borders: n × (start, end) × (x, y)."""
    rings = shapely.get_rings(shapely.get_parts(shapes))
    points, of_ring = shapely.get_coordinates(rings, return_index=True)
    edges = np.stack([points[:-1], points[1:]], axis=1)
    return np.asarray(edges[of_ring[:-1] == of_ring[1:]])


def is_tangled(shape: shapely.Geometry) -> bool:
    """Whether the border crosses itself more often than can be mended in a while.

    Counted in blocks, so that the answer comes soon, however many crossings there are.
    """
    edges = edges_of(np.array([shape], dtype=object))
    lines = shapely.linestrings(edges)
    tree = shapely.STRtree(lines)
    size = 1 + _PAIRS // len(lines)
    crossings = 0
    for start in range(0, len(lines), size):
        # boxes that meet are found fast, and whether edges cross is four products
        left, right = tree.query(lines[start : start + size])
        crossings += int(_cross(edges[left + start], edges[right]).sum())
        if crossings > MOST_CROSSINGS:
            return True
    return False


def _cross(
    first: npt.NDArray[np.float64], second: npt.NDArray[np.float64]
) -> npt.NDArray[np.bool_]:
    """Whether edges cross, one by one: the ends of each lie on both sides of the other."""
    apart = _sides(first, second).prod(axis=1) < 0
    return np.asarray(apart & (_sides(second, first).prod(axis=1) < 0))


def _sides(
    edges: npt.NDArray[np.float64], others: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """On which side of edges the two ends of others lie: −1, 0 or 1."""
    along = edges[:, 1] - edges[:, 0]
    to_ends = others - edges[:, :1]
    return np.asarray(
        np.sign(along[:, None, 0] * to_ends[..., 1] - along[:, None, 1] * to_ends[..., 0])
    )


def repaired(shapes: Shapes) -> Shapes:
    """Mend invalid polygons; lines and points that would be left over are dropped."""
    return np.asarray(shapely.make_valid(shapes, method="structure", keep_collapsed=False))


def rounded(shapes: Shapes) -> tuple[Shapes, int]:
    """Round coordinates to as few decimals as keep every polygon valid.

    All polygons get the same number: otherwise neighbours would no longer share their vertices.
    One too small for the finest stays invalid.
    """
    result, decimals = shapes, DECIMALS[0]
    for decimals in DECIMALS:
        result = shapely.transform(shapes, lambda points, to=decimals: np.round(points, to))
        if shapely.is_valid(result).all():
            return shapely.remove_repeated_points(result), decimals
    return result, decimals


def geojson(frame: gpd.GeoDataFrame) -> bytes:
    """Write a frame (index unit, column name) as RFC 7946, one feature per line."""
    ordered = frame.sort_index()
    shapes = shapely.orient_polygons(shapes_of(ordered), exterior_cw=False)
    rows = zip(ordered.index, ordered["name"], shapely.to_geojson(shapes), strict=True)
    lines = ",\n".join(_feature(unit, name, shape) for unit, name, shape in rows)
    return f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n'.encode()


def _feature(unit: str, name: str, shape: str) -> str:
    """Write one feature."""
    properties = json.dumps({"unit": unit, "name": name}, ensure_ascii=False)
    return f'{{"type":"Feature","properties":{properties},"geometry":{shape}}}'
