"""Compute schematic boundaries of the Rheinisch-Bergischer Kreis from public facts.

Input is the table ``rhein_berg_facts.csv`` beside this script: one centre and one area for each of
the eight municipalities. No boundary line is read. Every municipality gets a disc around its
centre; the discs melt into one county outline and are parted by a power diagram (a Voronoi diagram
with weights). One weight per municipality steers both, and the weights are solved so that every
cell has the area of its municipality.

Sources of the facts
--------------------
* Areas: Katasterfläche 31.12.2024, © IT.NRW, table 12411-15i, dl-de/by-2-0.
* Centres: © GeoBasis-DE / BKG (2024), dl-de/by-2-0; changed: centre points (they agree with the
  centroids of the municipal areas) rounded to 0.01 degree, which is about one kilometre.
"""

from __future__ import annotations

import argparse
import csv
import json
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Transformer
from scipy.optimize import root
from shapely.geometry import Polygon, mapping

FACTS = Path(__file__).with_name("rhein_berg_facts.csv")
DEFAULT_OUT = Path(__file__).parents[1] / "data" / "districts" / "rhein-berg"

COUNTY_AGS = "05378"
COUNTY_NAME = "Rheinisch-Bergischer Kreis"
DESCRIPTION = (
    "Schematische Grenzen, aus Mittelpunkten und Flächen berechnet; keine amtlichen Grenzen. "
    "Flächen: © IT.NRW, Tabelle 12411-15i (31.12.2024); Mittelpunkte: © GeoBasis-DE / BKG (2024), "
    "auf 0,01 Grad gerundet; beide dl-de/by-2-0, Daten verändert."
)

MELT_M2 = 16.0e6  # how far discs melt: less parts the bays with cusps, more gives one round blob
STEP_M = 400.0  # distance of the vertices along the outline
MAX_STEPS = 1000  # three times the steps needed
NEWTON_STEPS = 6  # every step doubles the number of right digits
REACH_M = 100_000.0  # more than the county measures from end to end
SWING = 0.035  # sideways swing of an inner border as a share of its length
SWING_POINTS = 15  # inner points of a swung border
UTM_DECIMALS = 3  # millimetres: makes corners computed twice equal, moves nothing visible
WGS_DECIMALS = 6  # RFC 7946 advises no more; about 0.1 m
AREA_TOLERANCE = 1e-11  # share of the area; tight, so that no rounded coordinate hangs on it

NO_OUTLINE = "the outline does not close"
NO_WEIGHTS = "the weights did not converge"
NO_POLYGON = "a cell is not one simple polygon"
NO_COVERAGE = "the rounded cells leave gaps or overlap"

Floats = NDArray[np.float64]
Vertex = tuple[float, float]


class BoundaryError(RuntimeError):
    """The computed boundaries do not form the map they should."""

    def __init__(self, fault: str) -> None:
        super().__init__(f"No schematic map: {fault}. Check the facts and MELT_M2.")


@dataclass(frozen=True)
class Facts:
    """The municipalities: keys, names, centres (UTM 32, m) and areas (m²)."""

    ags: tuple[str, ...]
    names: tuple[str, ...]
    centres: Floats
    areas: Floats


def read_facts(path: Path) -> Facts:
    """Read the table of facts and project the centres to ETRS89 / UTM 32N."""
    with path.open(encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file, delimiter=";"), key=lambda row: row["ags"])
    to_utm = Transformer.from_crs("EPSG:4326", "EPSG:25832", always_xy=True)
    east, north = to_utm.transform(
        [float(row["lon"]) for row in rows], [float(row["lat"]) for row in rows]
    )
    return Facts(
        ags=tuple(row["ags"] for row in rows),
        names=tuple(row["name"] for row in rows),
        centres=np.column_stack([east, north]),
        areas=np.array([float(row["area_km2"]) for row in rows]) * 1e6,
    )


def level(facts: Facts, weights: Floats, point: Floats) -> tuple[float, Floats]:
    """Height of the melted discs at a point (0 on the outline, more inside) and its gradient.

    The height is the logarithm of the sum of exp((weight - distance²) / melt); without melting
    the points with height 0 would be the rim of discs with radius √weight.
    """
    away = point - facts.centres
    terms = np.exp((weights - (away**2).sum(axis=1)) / MELT_M2)
    total = terms.sum()
    return float(np.log(total)), -2.0 * (terms @ away) / (total * MELT_M2)


def onto_outline(facts: Facts, weights: Floats, point: Floats) -> Floats:
    """Nearby point on the outline (Newton steps along the gradient)."""
    for _ in range(NEWTON_STEPS):
        height, gradient = level(facts, weights, point)
        point = point - gradient * height / (gradient @ gradient)
    return point


def county_outline(facts: Facts, weights: Floats) -> Polygon:
    """Outline of the melted discs, walked in equal steps from its north until it closes."""
    north = int(facts.centres[:, 1].argmax())
    rim = facts.centres[north] + np.array([0.0, np.sqrt(facts.areas[north] / np.pi)])
    points = [onto_outline(facts, weights, rim)]
    for step in range(MAX_STEPS):
        _, gradient = level(facts, weights, points[-1])
        forward = np.array([gradient[1], -gradient[0]]) / np.hypot(*gradient)
        points.append(onto_outline(facts, weights, points[-1] + forward * STEP_M))
        # The closing point stays, however near the start: so the area changes without jumps.
        if step > 0 and np.hypot(*(points[-1] - points[0])) < STEP_M:
            return Polygon(points)
    raise BoundaryError(NO_OUTLINE)


def nearer_half(facts: Facts, weights: Floats, cell: int, neighbour: int) -> Polygon:
    """Large square on the side of ``cell`` of the line where both power distances are equal."""
    between = facts.centres[neighbour] - facts.centres[cell]
    distance = float(np.hypot(*between))
    along = between / distance
    across = np.array([-along[1], along[0]])
    share = (distance**2 + weights[cell] - weights[neighbour]) / (2.0 * distance)
    foot = facts.centres[cell] + along * share
    side, depth = across * REACH_M, along * REACH_M
    return Polygon([foot - side, foot + side, foot + side - depth, foot - side - depth])


def power_cells(facts: Facts, weights: Floats) -> list[Polygon]:
    """Cells of the power diagram, cut to the outline, in the order of the facts."""
    outline = county_outline(facts, weights)
    cells = []
    for cell in range(len(facts.ags)):
        # Plane first, outline last: the corners between cells then never depend on the outline.
        others = [k for k in range(len(facts.ags)) if k != cell]
        halves = [nearer_half(facts, weights, cell, other) for other in others]
        plane = halves[0]
        for half in halves[1:]:
            plane = plane.intersection(half)
        cells.append(outline.intersection(plane))
    return cells


def solve_weights(facts: Facts) -> Floats:
    """Weights with which every cell has the area of its municipality."""

    def mismatch(scaled: Floats) -> Floats:
        cells = power_cells(facts, scaled * facts.areas)
        return np.asarray(shapely.area(cells) / facts.areas - 1.0)

    # A disc of the right area has weight = radius² = area / π; neighbours overlap, so this is near.
    start = np.full(len(facts.ags), 1.0 / np.pi)
    solution = root(mismatch, start, method="hybr", options={"xtol": 1e-13}).x
    if np.abs(mismatch(solution)).max() > AREA_TOLERANCE:
        raise BoundaryError(NO_WEIGHTS)
    return np.asarray(solution * facts.areas)


def swung(start: Vertex, end: Vertex) -> list[Vertex]:
    """Points of a flat S from start (included) to end (not included).

    The S is point-symmetric: it takes as much from one side as from the other, so areas stay.
    """
    # Computed in one direction only, so that both neighbours get the very same points.
    first, last = sorted([start, end])
    a, b = np.array(first), np.array(last)
    t = np.linspace(0.0, 1.0, SWING_POINTS + 2)[:, None]
    normal = np.array([a[1] - b[1], b[0] - a[0]])
    line = np.round(a + (b - a) * t + normal * SWING * np.sin(2.0 * np.pi * t), UTM_DECIMALS)
    points = [first, *((float(x), float(y)) for x, y in line[1:-1]), last]
    return points[:-1] if start == first else points[:0:-1]


def swing_borders(cells: list[Polygon]) -> list[Polygon]:
    """Replace every straight border between two cells by a flat S; the outline stays."""
    rings: list[list[Vertex]] = []
    for cell in cells:
        if cell.geom_type != "Polygon" or cell.interiors:
            raise BoundaryError(NO_POLYGON)
        corners = np.round(shapely.get_coordinates(cell.normalize()), UTM_DECIMALS)
        rings.append([(float(x), float(y)) for x, y in corners])
    # All rings run the same way round, so a shared border occurs once in each direction.
    edges = {edge for ring in rings for edge in pairwise(ring)}
    swinging = []
    for ring in rings:
        points: list[Vertex] = []
        for start, end in pairwise(ring):
            points.extend(swung(start, end) if (end, start) in edges else [start])
        swinging.append(Polygon(points))
    return swinging


def to_wgs84(cells: list[Polygon]) -> list[Polygon]:
    """Project to WGS 84, round, and orient the rings as RFC 7946 wants them."""
    back = Transformer.from_crs("EPSG:25832", "EPSG:4326", always_xy=True)

    def project(points: Floats) -> Floats:
        lon, lat = back.transform(points[:, 0], points[:, 1])
        return np.round(np.column_stack([lon, lat]), WGS_DECIMALS)

    projected = [shapely.transform(cell, project) for cell in cells]
    if not shapely.coverage_is_valid(projected):
        raise BoundaryError(NO_COVERAGE)
    return [canonical(cell) for cell in projected]


def canonical(polygon: Polygon) -> Polygon:
    """Same polygon, counterclockwise and starting at its smallest vertex: one spelling only."""
    ring = [(float(x), float(y)) for x, y in shapely.orient_polygons(polygon).exterior.coords[:-1]]
    first = ring.index(min(ring))
    return Polygon(ring[first:] + ring[:first])


def write_collection(path: Path, name: str, units: list[tuple[str, str, Polygon]]) -> None:
    """Write a FeatureCollection with one feature per line, sorted by unit."""
    features = [
        {
            "type": "Feature",
            "properties": {"unit": unit, "name": label},
            "geometry": mapping(polygon),
        }
        for unit, label, polygon in sorted(units, key=lambda item: item[0])
    ]
    lines = ",\n".join(json.dumps(feature, ensure_ascii=False) for feature in features)
    head = "\n".join(
        f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)},"
        for key, value in [
            ("type", "FeatureCollection"),
            ("name", name),
            ("description", DESCRIPTION),
        ]
    )
    text = f'{{\n{head}\n"features": [\n{lines}\n]\n}}\n'
    path.write_text(text, encoding="utf-8", newline="\n")


def main(out: Path) -> None:
    """Compute the boundaries and write ``kommune.geojson`` and ``kreis.geojson`` to a folder."""
    facts = read_facts(FACTS)
    cells = to_wgs84(swing_borders(power_cells(facts, solve_weights(facts))))
    county = canonical(shapely.coverage_union_all(cells))
    out.mkdir(parents=True, exist_ok=True)
    write_collection(
        out / "kommune.geojson",
        f"{COUNTY_NAME}: Kommunen (schematisch)",
        list(zip(facts.ags, facts.names, cells, strict=True)),
    )
    write_collection(
        out / "kreis.geojson", f"{COUNTY_NAME} (schematisch)", [(COUNTY_AGS, COUNTY_NAME, county)]
    )
    print(f"Wrote kommune.geojson ({len(cells)} units) and kreis.geojson to {out}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=DEFAULT_OUT, help="folder to write to")
    main(parser.parse_args().out)
