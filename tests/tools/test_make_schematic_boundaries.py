import csv
import json
from pathlib import Path

import numpy as np
import pytest
import shapely
from pyproj import Transformer
from shapely.geometry import Point, shape

from tools import make_schematic_boundaries as script

COMMITTED = Path(__file__).parents[2] / "data" / "districts" / "rhein-berg"
FILES = ("kommune.geojson", "kreis.geojson")
COUNTY_KM2 = 437.32


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    folder = tmp_path_factory.mktemp("schematic") / "new" / "folder"
    script.main(folder)
    return folder


@pytest.fixture(scope="module")
def to_utm():
    return Transformer.from_crs("EPSG:4326", "EPSG:25832", always_xy=True)


@pytest.fixture(scope="module")
def facts():
    with script.FACTS.open(encoding="utf-8", newline="") as file:
        return {row["ags"]: row for row in csv.DictReader(file, delimiter=";")}


def features(folder, name):
    return json.loads((folder / name).read_text(encoding="utf-8"))["features"]


def in_metres(feature, to_utm):
    return shapely.transform(
        shape(feature["geometry"]), lambda xy: np.column_stack(to_utm.transform(*xy.T))
    )


@pytest.mark.slow
@pytest.mark.parametrize("name", FILES)
def test_committed_file_is_reproduced_byte_for_byte(built, name):
    assert (built / name).read_bytes() == (COMMITTED / name).read_bytes()


@pytest.mark.slow
def test_bytes_do_not_hang_on_the_last_digits_of_the_solution(built, tmp_path, monkeypatch):
    exact = script.solve_weights(script.read_facts(script.FACTS))
    monkeypatch.setattr(script, "solve_weights", lambda _: exact * (1 + 1e-13))
    script.main(tmp_path)
    assert all((tmp_path / name).read_bytes() == (built / name).read_bytes() for name in FILES)


def test_properties_are_unit_and_name_as_text_sorted_by_unit(built, facts):
    properties = [feature["properties"] for feature in features(built, "kommune.geojson")]
    expected = [{"unit": ags, "name": facts[ags]["name"]} for ags in sorted(facts)]
    assert properties == expected
    assert len(properties) == 8
    (county,) = features(built, "kreis.geojson")
    assert county["properties"] == {"unit": "05378", "name": "Rheinisch-Bergischer Kreis"}


@pytest.mark.parametrize("name", FILES)
def test_file_says_that_the_boundaries_are_not_official(built, name):
    text = (built / name).read_text(encoding="utf-8")
    description = json.loads(text)["description"]
    assert "keine amtlichen Grenzen" in description
    assert "IT.NRW" in description
    assert "GeoBasis-DE / BKG" in description
    assert sum('"type": "Feature"' in line for line in text.splitlines()) == len(
        features(built, name)
    )


def test_areas_are_those_of_the_table(built, facts, to_utm):
    for feature in features(built, "kommune.geojson"):
        expected = float(facts[feature["properties"]["unit"]]["area_km2"])
        assert in_metres(feature, to_utm).area / 1e6 == pytest.approx(expected, rel=0.02)
    (county,) = features(built, "kreis.geojson")
    assert in_metres(county, to_utm).area / 1e6 == pytest.approx(COUNTY_KM2, rel=0.01)


def test_cells_tile_the_county_without_gap_or_overlap(built):
    cells = [shape(feature["geometry"]) for feature in features(built, "kommune.geojson")]
    (county,) = [shape(feature["geometry"]) for feature in features(built, "kreis.geojson")]
    assert all(cell.geom_type == "Polygon" and cell.is_valid for cell in [*cells, county])
    assert all(not cell.interiors for cell in [*cells, county])
    assert shapely.coverage_is_valid(cells)
    assert shapely.coverage_union_all(cells).equals(county)


@pytest.mark.parametrize("name", FILES)
def test_coordinates_are_wgs84_with_six_decimals_counterclockwise(built, name):
    for feature in features(built, name):
        polygon = shape(feature["geometry"])
        coordinates = shapely.get_coordinates(polygon)
        assert (coordinates == coordinates.round(6)).all()
        assert polygon.exterior.is_ccw
        assert shapely.box(6.9, 50.8, 7.5, 51.3).contains(polygon)


def test_every_centre_lies_in_its_own_cell(built, facts):
    for feature in features(built, "kommune.geojson"):
        row = facts[feature["properties"]["unit"]]
        centre = Point(float(row["lon"]), float(row["lat"]))
        assert shape(feature["geometry"]).contains(centre)


def test_neighbours_are_those_a_reader_knows(built):
    cells = {
        feature["properties"]["name"]: shape(feature["geometry"])
        for feature in features(built, "kommune.geojson")
    }
    known = [
        ("Leichlingen", "Burscheid"),
        ("Burscheid", "Wermelskirchen"),
        ("Burscheid", "Odenthal"),
        ("Odenthal", "Wermelskirchen"),
        ("Kürten", "Wermelskirchen"),
        ("Kürten", "Odenthal"),
        ("Bergisch Gladbach", "Odenthal"),
        ("Bergisch Gladbach", "Kürten"),
        ("Bergisch Gladbach", "Overath"),
        ("Bergisch Gladbach", "Rösrath"),
        ("Overath", "Rösrath"),
    ]
    assert all(cells[one].intersection(cells[two]).length > 0 for one, two in known)


def test_cells_in_two_parts_are_refused():
    two = shapely.MultiPolygon([shapely.box(0, 0, 1, 1), shapely.box(5, 5, 6, 6)])
    with pytest.raises(script.BoundaryError, match="one simple polygon"):
        script.swing_borders([two])


def test_cells_with_a_gap_or_overlap_are_refused():
    left = shapely.box(370_000, 5_650_000, 371_000, 5_651_000)
    right = shapely.box(370_500, 5_650_000, 372_000, 5_651_000)
    with pytest.raises(script.BoundaryError, match="gaps or overlap"):
        script.to_wgs84([left, right])


def test_swung_border_is_the_same_from_both_sides_and_keeps_areas():
    there = [*script.swung((0.0, 0.0), (900.0, 300.0)), (900.0, 300.0)]
    back = [*script.swung((900.0, 300.0), (0.0, 0.0)), (0.0, 0.0)]
    assert there == back[::-1]
    assert len(there) > 2
    assert shapely.Polygon([*there, (900.0, -500.0), (0.0, -500.0)]).area == pytest.approx(
        shapely.Polygon([(0, 0), (900, 300), (900, -500), (0, -500)]).area, rel=1e-6
    )
