"""Whether new boundaries lie where the area is, and in which coordinate system they would.

A system named wrongly, or the axes exchanged, gives a map that looks right and lies elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pyproj
import shapely

from atlas.errors import BoundaryError
from atlas.sources import boundary_texts as texts
from atlas.sources.shapes import EQUAL_AREA, WGS84, shapes_of

# West, south, east, north of Germany, with islands and a margin.
GERMANY = (5.5, 47.0, 15.5, 55.5)
# Systems German authorities deliver in, and those of the web: of several the first ones count.
SYSTEMS = (
    WGS84,
    "EPSG:25832",
    "EPSG:25833",
    "EPSG:31466",
    "EPSG:31467",
    "EPSG:31468",
    "EPSG:31469",
    "EPSG:4647",
    "EPSG:5650",
    "EPSG:3857",
    EQUAL_AREA,
    "EPSG:25831",
)
# West, south, east, north of the states, by the first two digits of official keys, with a margin.
STATES = {
    "01": (7.8, 53.3, 11.4, 55.1),
    "02": (8.4, 53.3, 10.4, 54.0),
    "03": (6.6, 51.2, 11.7, 54.0),
    "04": (8.4, 53.0, 9.1, 53.7),
    "05": (5.8, 50.3, 9.6, 52.6),
    "06": (7.7, 49.3, 10.3, 51.7),
    "07": (6.1, 48.9, 8.6, 51.0),
    "08": (7.4, 47.5, 10.6, 49.9),
    "09": (8.9, 47.2, 13.9, 50.6),
    "10": (6.3, 49.0, 7.5, 49.7),
    "11": (13.0, 52.3, 13.8, 52.7),
    "12": (11.2, 51.3, 14.8, 53.6),
    "13": (10.5, 53.0, 14.5, 54.8),
    "14": (11.8, 50.1, 15.1, 51.7),
    "15": (10.5, 50.9, 13.3, 53.1),
    "16": (9.8, 50.2, 12.7, 51.7),
}
# Digits of official keys, of a county to a municipality with its association.
_OFFICIAL = frozenset({5, 8, 9, 12})
# A map this many times as wide as the middle half of its units shows these too small to read.
_FAR = 8
# Degrees a shape may lie beside the boundaries there are and still be of the same town.
_MARGIN = 0.02

Extent = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Previous:
    """Boundaries an area has: of the level to be replaced, and of its other levels, WGS 84.

    `replaced` is None if there are none of the same Gebietsstand.
    """

    replaced: gpd.GeoDataFrame | None
    others: tuple[gpd.GeoDataFrame, ...]
    files: tuple[str, ...]

    @property
    def frames(self) -> tuple[gpd.GeoDataFrame, ...]:
        """All of them that lie in Germany: what was taken over wrongly once proves nothing."""
        every = (*self.others, *(() if self.replaced is None else (self.replaced,)))
        return tuple(frame for frame in every if _within(frame.total_bounds, GERMANY))

    @property
    def extent(self) -> Extent:
        """Where new boundaries may lie: about the previous ones, anywhere in Germany without."""
        if not self.frames:
            return GERMANY
        bounds = np.array([frame.total_bounds for frame in self.frames])
        west, south = bounds[:, :2].min(axis=0) - _MARGIN
        east, north = bounds[:, 2:].max(axis=0) + _MARGIN
        return float(west), float(south), float(east), float(north)


NOTHING_BEFORE = Previous(replaced=None, others=(), files=())


def refuse_elsewhere(
    boundaries: gpd.GeoDataFrame, source: gpd.GeoDataFrame, previous: Previous, file: str
) -> None:
    """Refuse boundaries (WGS 84, index `unit`) that lie where the area isn't.

    `source` are the same in the system the file names.

    Raises
    ------
    BoundaryError
        With where they lie and the system in which they would lie right.
    """
    if _fits(boundaries, previous):
        return
    files = texts.AND.join(previous.files)
    where = texts.BESIDE_PREVIOUS.format(files=files) if previous.frames else texts.OUTSIDE
    fields = {
        **place_of(boundaries),
        "where": where,
        "remedy": remedy(source, previous) + (texts.OR_REMOVE if previous.frames else ""),
    }
    raise BoundaryError("elsewhere", file, **fields)


def place_of(boundaries: gpd.GeoDataFrame) -> dict[str, str]:
    """Say about where boundaries lie: `x` and `y` in degrees."""
    west, south, east, north = boundaries.total_bounds
    return {"x": _degrees((west + east) / 2), "y": _degrees((south + north) / 2)}


def likelier_systems(boundaries: gpd.GeoDataFrame, source: gpd.GeoDataFrame) -> list[str]:
    """Name the systems in which the shapes would lie in the state their official keys name.

    None if they do already, or if the keys aren't official ones of one state: a zone named
    wrongly moves a town by 400 km, and leaves it in Germany.
    """
    keys = [str(unit) for unit in boundaries.index]
    states = {key[:2] for key in keys if key.isdigit() and len(key) in _OFFICIAL}
    state = STATES.get(next(iter(states), "")) if len(states) == 1 else None
    if state is None or len({len(key) for key in keys}) > 1:
        return []
    centres = shapely.get_coordinates(shapely.centroid(shapes_of(boundaries)))
    if _inside(centres, state).any():
        return []
    points = shapely.get_coordinates(shapely.centroid(shapes_of(source)))
    return [name for name in SYSTEMS if _inside(_in_degrees(points, name), state).all()]


def _fits(boundaries: gpd.GeoDataFrame, previous: Previous) -> bool:
    """Whether they touch what there is, and most of them what they replace."""
    shapes = shapes_of(boundaries)
    if not previous.frames:
        return bool(_inside(shapely.get_coordinates(shapely.centroid(shapes)), GERMANY).any())
    tree = shapely.STRtree(shapes)
    if not any(
        tree.query(shapes_of(frame), predicate="intersects").size for frame in previous.frames
    ):
        return False
    if previous.replaced is None:
        return True
    common = boundaries.index.intersection(previous.replaced.index)
    old, new = (shapes_of(frame.loc[common]) for frame in (previous.replaced, boundaries))
    return not len(common) or bool(shapely.intersects(old, new).mean() >= 1 / 2)


def remedy(source: gpd.GeoDataFrame, previous: Previous = NOTHING_BEFORE) -> str:
    """Say which system, or which order of the axes, would place coordinates right."""
    points = shapely.get_coordinates(shapely.centroid(shapes_of(source)))
    names = likely_systems(points, previous)
    if names:
        template = texts.NAME_DEGREES if names == [WGS84] else texts.NAME_CRS
        return template.format(names=texts.OR.join(names))
    if names := likely_systems(points[:, ::-1], previous):
        crs = "" if names[0] == WGS84 else texts.WITH_CRS.format(name=texts.OR.join(names))
        return texts.SWAPPED.format(crs=crs)
    return texts.CHECK_CRS


_LARGEST = 1e9


def corner(frame: gpd.GeoDataFrame, previous: Previous = NOTHING_BEFORE) -> dict[str, object]:
    """Give an example of the coordinates, and say in which system they would lie right."""
    x, y = (float(value) for value in frame.total_bounds[:2])
    digits = 0 if abs(x) > 360 else 2  # noqa: PLR2004
    # what is larger than any map is a slip, and would be a number of hundreds of digits
    form = "e" if max(abs(x), abs(y)) > _LARGEST else "f"
    values = (f"{value:.{digits}{form}}".replace(".", ",") for value in (x, y))
    return {**dict(zip("xy", values, strict=True)), "remedy": remedy(frame, previous)}


def likely_systems(
    points: npt.NDArray[np.float64], previous: Previous = NOTHING_BEFORE
) -> list[str]:
    """Name the systems in which points (x and y in rows) lie where they may."""
    extent = previous.extent
    usable = points[np.isfinite(points).all(axis=1)]
    return [
        name for name in SYSTEMS if len(usable) and _inside(_in_degrees(usable, name), extent).all()
    ]


def _in_degrees(points: npt.NDArray[np.float64], system: str) -> npt.NDArray[np.float64]:
    """Convert points to WGS 84; infinite where that can't be."""
    transformer = pyproj.Transformer.from_crs(system, WGS84, always_xy=True)
    return np.column_stack(transformer.transform(points[:, 0], points[:, 1]))


def _inside(points: npt.NDArray[np.float64], extent: Extent) -> npt.NDArray[np.bool_]:
    west, south, east, north = extent
    x, y = points[:, 0], points[:, 1]
    return np.asarray((west <= x) & (x <= east) & (south <= y) & (y <= north))


def _within(bounds: Sequence[float], extent: Extent) -> bool:
    corners = np.array([bounds[:2], bounds[2:]], dtype=float)
    return bool(_inside(corners, extent).all())


def _degrees(value: float) -> str:
    """Write degrees the German way."""
    return f"{value:.2f}".replace(".", ",")


def far_units(boundaries: gpd.GeoDataFrame) -> Iterator[tuple[str, float]]:
    """Units of which a part lies far from all others, with the distance in km.

    Beside it a map shows the rest too small to read.
    """
    parts, of_unit = shapely.get_parts(shapes_of(boundaries.to_crs(EQUAL_AREA)), return_index=True)
    centres = shapely.get_coordinates(shapely.centroid(parts))
    if len(centres) != len(parts) or len(parts) < 3:  # noqa: PLR2004 (two have no middle)
        return
    distances = np.hypot(*(centres - np.median(centres, axis=0)).T)
    usual = max(float(np.median(distances)), float(np.median(np.sqrt(shapely.area(parts)))))
    farthest: dict[int, float] = {}
    for part in np.flatnonzero(distances > _FAR * usual):
        unit = int(of_unit[part])
        farthest[unit] = max(farthest.get(unit, 0.0), float(distances[part]))
    yield from ((str(boundaries.index[unit]), far / 1000) for unit, far in farthest.items())
