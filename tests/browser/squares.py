"""An invented land of 6 × 5 square communes in six years, whose figures can be told by heart."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
from shapely import box

from atlas.sources.shapes import geojson
from tests import small_town

ACROSS, UP = 6, 5
YEARS = range(2019, 2025)
SIDE = 3_000.0
IMAGE = '<img src="x" onerror="window.hacked = 1">'
SCRIPT = "<script>window.hacked = 1</script>"
NAMES = {"r0c0": (f"Aa {IMAGE}", f"Unten {SCRIPT}"), "r2c2": ("Mühldorf", "Die Mühle")}
"""Name and everyday name of units; the others are called as their keys."""
SECRET, UNKNOWN, ZERO, UNCERTAIN = "r4c5", "r4c4", "r4c3", "r4c2"

CATALOGUE = small_town.catalogue(
    small_town.count("leute", "Leute", among=["kinder", "alte"]),
    small_town.CHILDREN,
    small_town.count("alte", "Alte"),
    small_town.SHARE,
    small_town.of_all("altenanteil", "alte", "Anteil der Alten", "Alte an allen Leuten"),
)
AREA = """
name = "Quadratland"
kind = "Land"
within = "im Quadratland"
publisher = "niemand"
top_level = "land"
fictional = true

[system.verwaltung]
name = "Gemeinden, Kreise, Land"
levels = ["gemeinde", "kreis", "land"]

[level.gemeinde]
name = "Gemeinde"
plural = "Gemeinden"

[level.gemeinde.boundaries]
file = "gemeinde.geojson"
attribution = "erfunden"

[level.kreis]
name = "Kreis"
plural = "Kreise"

[level.land]
name = "Land"
plural = "Länder"
"""
DELIVERY = """
[defaults]
base = "gemeinde"
source = "erfunden"
publisher = "niemand"
audience = "public"

[leute]

[kinder]

[alte]
"""


def units() -> list[str]:
    """Keys from the south-west corner eastwards, then northwards: r0c0, r0c1 …"""
    return [f"r{row}c{column}" for row in range(UP) for column in range(ACROSS)]


def children(unit: str, year: int) -> str:
    """Children per thousand, as the delivery writes them: every unit and year differ."""
    signs = {SECRET: ".", UNKNOWN: "", ZERO: "0"}
    if unit in signs:
        return signs[unit]
    number = 10 + 8 * units().index(unit) + 3 * (year - YEARS[0])
    return f"({number})" if unit == UNCERTAIN else str(number)


def write(folder: Path) -> Path:
    """Write the data folder."""
    area = folder / "districts" / "land"
    figures = folder / "indicators" / "land"
    area.mkdir(parents=True)
    figures.mkdir(parents=True)
    (folder / "indicators" / "catalogue.toml").write_text(CATALOGUE, encoding="utf-8")
    (area / "area.toml").write_text(AREA, encoding="utf-8")
    _write(area / "units.csv", ["level;unit;name;everyday_name", *_unit_rows()])
    _write(area / "memberships.csv", ["level;unit;parent_level;parent", *_memberships()])
    (area / "gemeinde.geojson").write_bytes(geojson(_boundaries()))
    for year in YEARS:
        rows = [
            f"gemeinde;{unit};1000;{children(unit, year)};{300 - 7 * number}"
            for number, unit in enumerate(units())
        ]
        _write(figures / f"{year}.csv", ["level;unit;leute;kinder;alte", *rows])
        (figures / f"{year}.toml").write_text(DELIVERY, encoding="utf-8")
    return folder


def _unit_rows() -> list[str]:
    named = (("gemeinde", unit, *NAMES.get(unit, (unit, ""))) for unit in units())
    quoted = ((cell.replace('"', '""') for cell in row) for row in named)
    rows = [";".join(f'"{cell}"' for cell in row) for row in quoted]
    return [*rows, "kreis;west;Westkreis;", "kreis;ost;Ostkreis;", "land;ganz;Quadratland;"]


def _memberships() -> list[str]:
    rows = [f"gemeinde;{unit};kreis;{'west' if unit[3] < '3' else 'ost'}" for unit in units()]
    return [*rows, "kreis;west;land;ganz", "kreis;ost;land;ganz"]


def _boundaries() -> gpd.GeoDataFrame:
    squares = [
        box(SIDE * column, SIDE * row, SIDE * (column + 1), SIDE * (row + 1))
        for row in range(UP)
        for column in range(ACROSS)
    ]
    frame = gpd.GeoDataFrame({"unit": units(), "name": units()}, geometry=squares, crs="EPSG:25832")
    moved = frame.set_geometry(frame.translate(400_000, 5_600_000))
    return moved.set_index("unit").to_crs("EPSG:4326")


def _write(path: Path, lines: list[str]) -> None:
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
