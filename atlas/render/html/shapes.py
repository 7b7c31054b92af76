"""The shapes of a map on a page of its own: what Leaflet draws, and where names may be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final

import geopandas as gpd
import numpy as np
import shapely

from atlas.model.areas import BorderOverlay
from atlas.model.specs import MapKind, MapSpec
from atlas.render.geodata import geometry_of
from atlas.render.geometry import centres, inner_circles, merged, slimmed
from atlas.render.hyphenation import MOST_LABELLED

FEW_UNITS: Final = 25
"""Up to so many units a name may lie across a border, and the tab key reaches each of them."""
DIGITS: Final = 6  # with fewer a coverage of many small units gets gaps
WEB_MERCATOR: Final = "EPSG:3857"  # Leaflet's projection
_MOST_CORNERS: Final = 60_000
_STEPS: Final = 4000  # what a large screen can tell apart


def label_anchors(spec: MapSpec, frame: gpd.GeoDataFrame) -> Iterator[dict[str, Any]]:
    """Yield where names may be, the largest unit first: they are set in this order.

    `at` is the centre of the largest circle within the unit, `edge` lies on it to the east.
    """
    figures = (figure for year in spec.years for figure in year.figures)
    signed = {figure.unit for figure in figures if spec.legend[figure.legend_class].sign}
    all_named = len(frame) <= MOST_LABELLED or spec.kind is MapKind.CIRCLES
    labelled = frame if all_named else frame[frame.index.isin(signed)]
    plane = labelled.to_crs(WEB_MERCATOR)
    plane = plane.iloc[np.argsort(-plane.area)]
    shapes = np.asarray(plane.geometry.array)
    if spec.kind is MapKind.CIRCLES:  # their names need no room within the unit
        circles = np.column_stack([centres(shapes), np.zeros(len(shapes))])
    else:
        circles = inner_circles(shapes)
    for x_shift, key in ((0, "at"), (1, "edge")):
        plane[key] = _degrees(circles[:, 0] + x_shift * circles[:, 2], circles[:, 1])
    for unit, at, edge in zip(plane.index, plane["at"], plane["edge"], strict=True):
        yield {"unit": unit, "at": at, "edge": edge}


def _degrees(x: np.ndarray[Any, Any], y: np.ndarray[Any, Any]) -> list[list[float]]:
    """Return latitude and longitude of points on Leaflet's plane."""
    points = gpd.GeoSeries.from_xy(x, y, crs=WEB_MERCATOR).to_crs("EPSG:4326")
    return [[round(point.y, DIGITS), round(point.x, DIGITS)] for point in points]


def bounds(shapes: np.ndarray[Any, Any]) -> list[list[float]] | None:
    """Return south-west and north-east corner as Leaflet wants them."""
    if not len(shapes):
        return None
    west, south, east, north = map(float, shapely.total_bounds(shapes))
    return [[south, west], [north, east]]


def for_screen(shapes: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Leave out corners of very detailed boundaries that no screen shows."""
    if shapely.get_num_coordinates(shapes).sum() <= _MOST_CORNERS:
        return shapes
    west, _, east, _ = shapely.total_bounds(shapes)
    return slimmed(shapes, float(east - west) / _STEPS)


def borders(
    units: Iterable[str], shapes: np.ndarray[Any, Any], overlay: BorderOverlay | None
) -> dict[str, Any]:
    """Return the borders of the coarser level: lines of the shapes drawn, each piece once."""
    parents = overlay.parent_of if overlay else {}
    owned = merged(shapes, [parents.get(unit) for unit in units])
    lines = shapely.get_parts(shapely.line_merge(shapely.union_all(shapely.boundary(owned))))
    return collection(("" for _ in lines), lines)


def collection(units: Iterable[str], shapes: np.ndarray[Any, Any]) -> dict[str, Any]:
    """Return shapes as GeoJSON."""
    features = [
        {"type": "Feature", "id": unit, "properties": {}, "geometry": geometry_of(shape, DIGITS)}
        for unit, shape in zip(units, shapes, strict=True)
    ]
    return {"type": "FeatureCollection", "features": features}
