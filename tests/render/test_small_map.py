"""The map of the start page: every unit in the colour of its class, as small as it may be."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import geopandas as gpd
import pytest
from shapely import box

from atlas.model.specs import NO_CODE, LegendClass, MapColumn, MapKind, MapSeries
from atlas.render.colours import GROUND
from atlas.render.small_map import HIGHEST, WIDTH, placed_shapes, small_map

SQUARES = {
    "A": box(7.0, 51.0, 7.2, 51.1),
    "B": box(7.2, 51.0, 7.4, 51.1),
    "C": box(7.0, 51.1, 7.4, 51.2),
}


def drawn(kind: MapKind = MapKind.CHOROPLETH, sizes: bytes = b"", ground=None, ringed=()):
    frame = gpd.GeoDataFrame(geometry=list(SQUARES.values()), index=list(SQUARES), crs="EPSG:4326")
    legend = tuple(LegendClass(label=name, colour=name) for name in ("#111111", "#222222"))
    column = MapColumn(
        year=2020,
        label="2020",
        codes=bytes([1, 0, NO_CODE]),
        counts=(1, 1),
        area_value=None,
        area_text="",
        sizes=sizes,
    )
    series = MapSeries(
        title="",
        area="",
        level="",
        level_plural="",
        unit="",
        decimals=0,
        legend=legend,
        area_label="",
        method="",
        schematic=False,
        fictional=False,
        kind=kind,
        units=("A", "B", "C"),
        columns=(column,),
    )
    root = ET.fromstring(small_map(series, placed_shapes(frame, ground), ringed))  # noqa: S314  (our own drawing)
    return root, [part.attrib for part in root.iter() if part.tag.endswith(("path", "circle"))]


def test_units_have_the_colour_of_their_class_and_those_without_are_grey():
    root, parts = drawn()
    assert [part["fill"] for part in parts] == ["#222222", "#111111", "#eceeef"]
    width, height = float(root.get("width")), float(root.get("height"))
    assert width <= WIDTH
    assert height <= HIGHEST
    # as large as one of both allows
    assert (width == WIDTH) != (height == HIGHEST)


def test_absolute_figures_are_circles_on_grey():
    _, parts = drawn(MapKind.CIRCLES, bytes([255, 51, 0]))
    assert {part["fill"] for part in parts[:3]} == {"#eceeef"}
    radii = [float(part["r"]) for part in parts[3:]]
    assert radii[0] == pytest.approx(5 * radii[1], abs=0.3)
    assert radii[2] == 0


def test_the_ground_lies_below_and_gives_the_map_its_extent():
    whole = gpd.GeoDataFrame(geometry=[box(6.0, 50.0, 8.4, 52.2)], index=["all"], crs="EPSG:4326")
    root, parts = drawn(ground=whole)
    alone, _ = drawn()
    assert [part["fill"] for part in parts] == [GROUND, "#222222", "#111111", "#eceeef"]
    assert root.get("viewBox") != alone.get("viewBox")


def test_a_ring_is_drawn_around_what_is_too_small_to_be_seen():
    _, large = drawn(ringed=("A",))
    whole = gpd.GeoDataFrame(geometry=[box(0.0, 45.0, 14.0, 57.0)], index=["all"], crs="EPSG:4326")
    _, small = drawn(ground=whole, ringed=("A",))
    assert not [part for part in large if "r" in part]
    rings = [part for part in small if "r" in part]
    assert {ring["fill"] for ring in rings} == {"none"}
    assert len({(ring["cx"], ring["cy"]) for ring in rings}) == 1
