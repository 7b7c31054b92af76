"""Boundaries of any number of invented units: wiggly, without gaps, the same at every run."""

from __future__ import annotations

from pathlib import Path
from random import Random

import geopandas as gpd
import numpy as np
import shapely

from atlas.sources.shapes import geojson
from benchmarks.invented import COUNTRY, YEARS, country

CRS = "EPSG:25832"
WEST, SOUTH, SIDE = 400_000.0, 5_600_000.0, 60_000.0
CORNERS = 12
"""Segments a straight border between two units is bent into."""
BOUNDARIES = """
[level.gemeinde.boundaries]
file = "gemeinde.geojson"
attribution = "erfunden"
"""
SPREAD, PEOPLE = 400, 1_000


def land(folder: Path, units: int) -> Path:
    """Write the invented country with boundaries; shares of its figures lie below 40 %."""
    country(folder, units)
    frame = tessellation(units)
    frame.index = [f"g{number:05}" for number in range(units)]
    frame.index.name = "unit"
    district = folder / "districts" / COUNTRY
    (district / "gemeinde.geojson").write_bytes(geojson(frame))
    with (district / "area.toml").open("a", encoding="utf-8") as area:
        area.write(BOUNDARIES)
    for year in YEARS[-6:]:
        random = Random(year)  # noqa: S311  (the same figures every time)
        rows = [f"gemeinde;{unit};{PEOPLE};{random.randrange(SPREAD)}" for unit in frame.index]
        table = "\n".join(["level;unit;ew_u15;kinder_sgb2_u15", *rows, ""])
        (folder / "indicators" / COUNTRY / f"{year}.csv").write_text(table, encoding="utf-8")
    return folder


def tessellation(units: int) -> gpd.GeoDataFrame:
    """Divide a round area into units; index `unit` (u00000 …), column `name`, WGS 84."""
    random = Random(units)  # noqa: S311  (the same points every time)
    rows = int(np.ceil(np.sqrt(units / 0.75)))
    step = SIDE / rows
    middles = [
        ((x + random.uniform(0.15, 0.85)) * step, (y + random.uniform(0.15, 0.85)) * step)
        for x in range(rows)
        for y in range(rows)
    ]
    centre = SIDE / 2
    middles.sort(key=lambda point: (point[0] - centre) ** 2 + (point[1] - centre) ** 2)
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.MultiPoint(middles)))
    order = shapely.STRtree(cells).query(shapely.points(middles[:units]), predicate="within")[1]
    edges = shapely.segmentize(cells[order], step / CORNERS)
    # seen from the other side of a border, a corner may differ in the last bit
    corners = shapely.transform(edges, lambda points: np.round(points, 3))
    bent = shapely.transform(corners, lambda points: _bent(points, step))
    ids = [f"u{number:05}" for number in range(units)]
    frame = gpd.GeoDataFrame({"unit": ids, "name": ids}, geometry=bent, crs=CRS)
    return frame.set_index("unit").to_crs("EPSG:4326")


def _bent(points: np.ndarray, step: float) -> np.ndarray:
    """Move points by a smooth field: neighbours keep sharing their borders."""
    x, y = points[:, 0] / step, points[:, 1] / step
    right = 0.06 * np.sin(9.1 * y + 3 * np.sin(2.3 * x)) + 0.12 * np.sin(2.7 * y)
    up = 0.06 * np.sin(8.3 * x + 3 * np.sin(1.9 * y)) + 0.12 * np.sin(3.1 * x)
    return np.column_stack((WEST + (x + right) * step, SOUTH + (y + up) * step))
