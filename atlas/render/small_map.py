"""A map as small as a stamp, as an SVG: colours only; its legend and its words stand beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final

import geopandas as gpd
import numpy as np
import shapely

from atlas.model.colours import ACCENT
from atlas.model.specs import NO_CODE, MapKind, MapSeries
from atlas.render.colours import GROUND, INK, OUTSIDE, PAPER, RULE
from atlas.render.geometry import centres, drawable, in_metres, slimmed

WIDTH: Final = 300
HIGHEST: Final = 190
"""Pixels of the box a map is fitted into; it scales."""
_SEEN: Final = 12
"""Pixels across of a shape that can be seen at a glance, and radius of the ring around others."""
_LARGEST: Final = 14
"""Pixels: radius of the largest circle."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PlacedShapes:
    """Shapes of a level in pixels of a small map, and paths of those that lie below."""

    width: float
    height: float
    units: gpd.pd.Index
    shapes: np.ndarray[Any, Any]
    paths: tuple[str, ...]
    ground: tuple[str, ...]


def placed_shapes(
    boundaries: gpd.GeoDataFrame, ground: gpd.GeoDataFrame | None = None
) -> PlacedShapes:
    """Place what all small maps of a level have in common.

    Parameters
    ----------
    boundaries
        Index `unit`, WGS 84.
    ground
        Shapes that lie below, as those of the whole area below custom areas.
    """
    below = in_metres(drawable(boundaries if ground is None else ground))
    frame = in_metres(drawable(boundaries))
    west, south, east, north = below.total_bounds
    scale = min(WIDTH / (east - west), HIGHEST / (north - south))
    width, height = round((east - west) * scale, 1), round((north - south) * scale, 1)

    def placed_on_paper(shapes: gpd.GeoDataFrame) -> np.ndarray[Any, Any]:
        # half a pixel is all the eye can tell
        slim = slimmed(np.asarray(shapes.geometry.array), 0.5 / scale)
        placed = shapely.transform(slim, lambda xy: (xy - (west, north)) * (scale, -scale))
        return np.asarray(placed)

    shapes = placed_on_paper(frame)
    return PlacedShapes(
        width=width,
        height=height,
        units=frame.index,
        shapes=shapes,
        paths=tuple(map(_path, shapes)),
        ground=() if ground is None else tuple(map(_path, placed_on_paper(below))),
    )


def small_map(series: MapSeries, placed: PlacedShapes, ringed: tuple[str, ...] = ()) -> str:
    """Draw the first column of a series; units without figure are grey.

    Units that are `ringed` get a ring around them if they are too small to be seen.
    """
    width, height, shapes = placed.width, placed.height, placed.shapes
    under = (f'<path d="{path}" fill="{GROUND}"/>' for path in placed.ground)
    codes = dict(zip(series.units, series.columns[0].codes, strict=True))
    is_choropleth = series.kind is not MapKind.CIRCLES
    paths = (
        f'<path d="{path}" fill="{_colour(series, codes.get(unit))}"/>'
        for unit, path in zip(placed.units, placed.paths, strict=True)
    )
    circles = "" if is_choropleth else "".join(_circles(series, placed.units, shapes))
    line = f'stroke="{PAPER if is_choropleth else RULE}" stroke-width="0.7" stroke-linejoin="round"'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-1 -1 {width + 2} {height + 2}" '
        f'width="{width}" height="{height}"><g {line} fill-rule="evenodd">{"".join(under)}'
        f"{''.join(paths)}</g>{circles}{_rings(shapes[placed.units.isin(ringed)])}</svg>"
    )


def _rings(shapes: np.ndarray[Any, Any]) -> str:
    """A ring around each shape of few pixels; nothing around one that can be seen."""
    rings = []
    for shape in shapes:
        west, north, east, south = shape.bounds
        if max(east - west, south - north) < _SEEN:
            x, y = (west + east) / 2, (north + south) / 2
            circle = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{_SEEN}" fill="none" stroke='
            rings.append(
                f'{circle}"{PAPER}" stroke-width="4"/>{circle}"{INK}" stroke-width="1.5"/>'
            )
    return "".join(rings)


def _colour(series: MapSeries, code: int | None) -> str:
    """Colour of the class of a unit; under circles all are grey."""
    if code is None or code == NO_CODE or series.kind is MapKind.CIRCLES:
        return OUTSIDE
    return series.legend[code].colour


def _path(shape: shapely.Geometry) -> str:
    rings = shapely.get_rings(shape)
    return "".join(f"M{_points(shapely.get_coordinates(ring)[:-1])}Z" for ring in rings)


def _points(xy: np.ndarray[Any, Any]) -> str:
    return "L".join(f"{x:.1f} {y:.1f}" for x, y in xy)


def _circles(series: MapSeries, units: gpd.pd.Index, shapes: np.ndarray[Any, Any]) -> Iterator[str]:
    sizes = dict(zip(series.units, series.columns[0].sizes, strict=True))
    for unit, (x, y) in zip(units, centres(shapes), strict=True):
        radius = sizes.get(unit, 0) / 255 * _LARGEST
        yield f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{ACCENT}" opacity="0.75"/>'
