"""Odd shapes and odd figures on all forms of a map: live map, page of its own, paper, legend."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from xml.etree import ElementTree as ET

import geopandas as gpd
import pytest
from shapely import MultiPolygon, Polygon, box

from atlas.atlas import Atlas
from atlas.model.classing import Classing, Method
from atlas.render.downloads import map_file
from atlas.render.live.geometry import units_in
from atlas.sources.shapes import geojson
from tests import read_back
from tests.browser import squares

EAST, NORTH, KILOMETRE = 400_000.0, 5_600_000.0, 1_000.0
ROW = {key: box(n, 0, n + 1, 1) for n, key in enumerate("ABCD")}
ODD = {
    "parts": MultiPolygon(
        [
            Polygon([(0, 0), (3, 0), (3, 3), (0, 3)], [[(1, 1), (2, 1), (2, 2), (1, 2)]]),
            box(6, 0, 7, 1),  # an exclave within "around"
        ]
    ),
    "enclave": box(1, 1, 2, 2),
    "around": box(5, -1, 8, 2).difference(box(6, 0, 7, 1)),
    "alone": box(10, 5, 11, 6),
}


@dataclass(frozen=True)
class Case:
    """Shapes in kilometres, children of a thousand people in each, and what the legend says."""

    shapes: Mapping[str, Polygon | MultiPolygon]
    children: tuple[str, ...]
    counts: tuple[int, ...]
    method: str
    classing: Classing | None = None


ROUND = "gleich breite Klassen mit runden Grenzen, aus allen Jahren gebildet"
CASES = {
    "parts, holes, exclaves": Case(ODD, ("10", "20", "30", "40"), (1, 1, 2), ROUND),
    "a single district": Case(
        {"A": ROW["A"]}, ("100",), (1,), "eine Klasse, weil alle Werte gleich sind"
    ),
    "a single hidden district": Case({"A": ROW["A"]}, (".",), (1,), "keine Klassen"),
    "without neighbours": Case({"A": ROW["A"], "C": ROW["C"]}, ("10", "40"), (1, 0, 1), ROUND),
    "all values equal": Case(ROW, ("50",) * 4, (4,), "eine Klasse, weil alle Werte gleich sind"),
    "all missing": Case(ROW, (".", ".", ".", "."), (4,), "weil kein Wert ausgewiesen ist"),
    "all zero": Case(ROW, ("0",) * 4, (0, 4), "eine Klasse, weil alle Werte gleich sind"),
    "one member": Case(ROW, ("10", "11", "12", "90"), (3, 0, 0, 1), ROUND),
    "too few values": Case(
        ROW,
        ("10", "10", "40", "40"),
        (2, 2),
        "weil es zu wenige verschiedene Werte gibt",
        Classing(method=Method.QUANTILES, classes=4),
    ),
}


def write(folder: Path, case: Case) -> Path:
    """Write a data folder with nothing but the units of a case."""
    area, figures = folder / "districts" / "land", folder / "indicators" / "land"
    area.mkdir(parents=True)
    figures.mkdir(parents=True)
    frame = gpd.GeoDataFrame(
        {"name": list(case.shapes)},
        geometry=list(case.shapes.values()),
        index=list(case.shapes),
        crs="EPSG:25832",
    )
    frame.index.name = "unit"
    projected = frame.affine_transform([KILOMETRE, 0, 0, KILOMETRE, EAST, NORTH])
    boundaries = frame.set_geometry(projected).to_crs("EPSG:4326")
    (area / "gemeinde.geojson").write_bytes(geojson(boundaries))
    rows = zip(case.shapes, case.children, strict=True)
    texts = {
        folder / "indicators" / "catalogue.toml": squares.CATALOGUE,
        area / "area.toml": squares.AREA,
        area / "units.csv": "level;unit;name\n"
        + "".join(f"gemeinde;{unit};{unit}\n" for unit in case.shapes)
        + "kreis;K;Kreis\nland;L;Land\n",
        area / "memberships.csv": "level;unit;parent_level;parent\nkreis;K;land;L\n"
        + "".join(f"gemeinde;{unit};kreis;K\n" for unit in case.shapes),
        figures / "2024.toml": squares.DELIVERY,
        figures / "2024.csv": "level;unit;leute;kinder;alte\n"
        + "".join(f"gemeinde;{unit};1000;{kinder};100\n" for unit, kinder in rows),
    }
    for path, text in texts.items():
        path.write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="module", params=CASES, ids=CASES)
def odd(request, tmp_path_factory):
    """Case, atlas, scope and spec."""
    case = CASES[request.param]
    atlas = Atlas.open(write(tmp_path_factory.mktemp("odd") / "data", case))
    scope = replace(read_back.SHARE, classing=case.classing)
    return case, atlas, scope, read_back.spec_of(atlas, scope)


@pytest.mark.slow
def test_every_form_shows_every_unit(odd):
    case, atlas, scope, spec = odd
    entries = read_back.expected(spec)
    assert set(entries) == set(case.shapes)
    shapes = atlas.boundaries("land", "gemeinde")
    svg, page = (map_file(spec, shapes, form) for form in ("svg", "html"))
    assert read_back.on_screen(*read_back.files_of_screen(atlas, scope)) == entries
    assert read_back.in_svg(svg, spec.legend) == entries
    assert read_back.in_html(page, "2024") == entries
    assert read_back.in_table(atlas, scope, spec) == entries


def test_the_legend_says_why_it_is_as_it_is(odd):
    case, atlas, scope, spec = odd
    assert spec.current_map.counts == case.counts
    assert case.method in spec.method
    assert read_back.series_of(atlas, scope).method == spec.method  # stands below the live map
    shapes = atlas.boundaries("land", "gemeinde")
    assert spec.method in re.sub(r"\s+", " ", read_back.text_of(map_file(spec, shapes, "svg")))
    assert spec.method in map_file(spec, shapes, "html").decode()


@pytest.mark.parametrize(
    "form",
    ["geojson", "gpkg", *(pytest.param(of, marks=pytest.mark.slow) for of in ("png", "pdf"))],
)
def test_every_other_file_can_be_made(odd, form):
    _, atlas, _, spec = odd
    assert len(map_file(spec, atlas.boundaries("land", "gemeinde"), form)) > 500


def test_parts_and_holes_stay_parts_and_holes(tmp_path):
    atlas = Atlas.open(write(tmp_path / "data", CASES["parts, holes, exclaves"]))
    shapes = atlas.boundaries("land", "gemeinde")
    spec = read_back.spec_of(atlas, read_back.SHARE)
    root = ET.fromstring(map_file(spec, shapes, "svg"))  # noqa: S314  (our own file)
    rings = {}
    for group in root.iter(f"{read_back.SVG}g"):
        if group.get("id", "").startswith("unit-"):
            paths = [path.get("d") for path in group.iter(f"{read_back.SVG}path")]
            rings[group.get("id").removeprefix("unit-")] = paths[0].count("M")
    # "parts" has two outer rings and a hole, "around" one of each
    assert rings == {"parts": 3, "enclave": 1, "around": 2, "alone": 1}
    geometry, _ = read_back.files_of_screen(atlas, read_back.SHARE)
    assert set(units_in(geometry)) == set(ODD)
