from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import numpy as np
import pytest
import shapely
import shapely.affinity
from shapely import Point, Polygon, box

from atlas.errors import BoundaryError
from atlas.model.areas import Boundaries, Level, SpatialUnit
from atlas.model.problems import Severity
from atlas.sources import coverage, kept_coverage
from atlas.sources.geography import boundary_problems, read_boundaries

A = box(7.00, 51.0, 7.01, 51.01)
B = box(7.01, 51.0, 7.02, 51.01)
C = box(7.02, 51.0, 7.03, 51.01)
TRIANGLE = '{"type":"Polygon","coordinates":[[[7,51],[7.1,51],[7,51.1],[7,51]]]}'
BOW_TIE = Polygon([(7.04, 51.0), (7.05, 51.01), (7.05, 51.0), (7.04, 51.01)])


def write(folder: Path, *shapes: tuple[str, shapely.Geometry | None]) -> Path:
    features = [
        {
            "type": "Feature",
            "properties": {"unit": unit, "name": f"Ort {unit}"},
            "geometry": shape and json.loads(shapely.to_geojson(shape)),
        }
        for unit, shape in shapes
    ]
    path = folder / "ort.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


def collection(key: str, geometry: str) -> str:
    feature = f'{{"type":"Feature","properties":{{"{key}":"1"}},"geometry":{geometry}}}'
    return f'{{"type":"FeatureCollection","features":[{feature}]}}'


def level(*units: str | SpatialUnit, valid_at: date | None = None) -> Level:
    members = tuple(SpatialUnit(id=u, name=f"Ort {u}") if isinstance(u, str) else u for u in units)
    boundaries = Boundaries(file="ort.geojson", attribution="©", valid_at=valid_at)
    return Level(id="ort", name="Ort", plural="Orte", units=members, boundaries=boundaries)


def codes(folder: Path, described: Level) -> list[tuple[str, str]]:
    return [(problem.code, problem.value) for problem in boundary_problems(described, folder)]


def test_reads_keys_as_text_with_their_zeros(tmp_path):
    frame = read_boundaries(write(tmp_path, ("01", A), ("02", B)))
    assert list(frame.index) == ["01", "02"]
    assert list(frame.columns) == ["name", "geometry"]
    assert frame.crs.to_epsg() == 4326


def test_projects_on_request(tmp_path):
    frame = read_boundaries(write(tmp_path, ("01", A)), crs="EPSG:25832")
    assert frame.crs.to_epsg() == 25832
    assert frame.area.iloc[0] == pytest.approx(781_000, rel=0.01)


def test_of_a_key_that_occurs_twice_the_first_shape_counts(tmp_path):
    frame = read_boundaries(write(tmp_path, ("01", A), ("01", B)))
    assert frame.geometry["01"].equals(A)


def test_good_boundaries_have_no_problems(tmp_path):
    write(tmp_path, ("01", A), ("02", B), ("03", C))
    assert codes(tmp_path, level("01", "02", "03")) == []


def test_a_level_without_boundaries_has_no_problems(tmp_path):
    bare = Level(id="ort", name="Ort", plural="Orte", units=())
    assert boundary_problems(bare, tmp_path) == []


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (None, "missing"),
        ("", "unreadable"),
        ("{", "unreadable"),
        ('{"type":"FeatureCollection","features":[]}', "empty"),
        (collection("unit", "null"), "empty"),
        (collection("id", TRIANGLE), "column"),
    ],
)
def test_unusable_files_are_one_error(tmp_path, content, code):
    if content is not None:
        (tmp_path / "ort.geojson").write_text(content)
    (problem,) = boundary_problems(level("01"), tmp_path)
    assert (problem.code, problem.severity) == (f"boundary_{code}", Severity.ERROR)
    assert problem.file.endswith("/ort.geojson")
    with pytest.raises(BoundaryError) as caught:
        read_boundaries(tmp_path / "ort.geojson")
    assert caught.value.code == code


def test_metres_that_claim_to_be_degrees(tmp_path):
    path = write(tmp_path, ("01", box(360000, 5650000, 361000, 5651000)))
    (problem,) = boundary_problems(level("01"), tmp_path)
    assert problem.code == "boundary_metres"
    assert "--crs" in problem.remedy
    with pytest.raises(BoundaryError, match="Meter"):
        read_boundaries(path)


def test_keys_that_occur_twice(tmp_path):
    write(tmp_path, ("01", A), ("01", B), ("02", C))
    (problem,) = boundary_problems(level("01", "02"), tmp_path)
    assert (problem.code, problem.value, problem.severity) == (
        "boundary_twice",
        "01",
        Severity.ERROR,
    )
    assert "bei 2 Flächen" in problem.message


def test_units_without_shape_and_shapes_without_unit(tmp_path):
    write(tmp_path, ("01", A), ("02", None), ("03", B))
    problems = boundary_problems(level("01", "02", "04"), tmp_path)
    assert [(p.code, p.value, p.severity) for p in problems] == [
        ("boundary_unit_without_shape", "02", Severity.WARNING),
        ("boundary_unit_without_shape", "04", Severity.WARNING),
        ("boundary_shape_without_unit", "03", Severity.WARNING),
    ]
    assert "(Ort 02)" in problems[0].message


def test_shapes_named_otherwise_than_their_units(tmp_path):
    write(tmp_path, ("01", A), ("02", B))
    renamed = SpatialUnit(id="01", name="Neustadt")
    (problem,) = boundary_problems(level(renamed, "02"), tmp_path)
    assert (problem.code, problem.value) == ("boundary_name_differs", "01")
    assert "statt „Neustadt“ (01)." in problem.message


def test_only_units_of_the_gebietsstand_need_a_shape(tmp_path):
    write(tmp_path, ("01", A))
    old = SpatialUnit(id="00", name="Alt", valid_to=date(2010, 12, 31))
    assert codes(tmp_path, level(old, "01")) == []
    assert codes(tmp_path, level(old, "01", valid_at=date(2014, 12, 31))) == []
    assert codes(tmp_path, level(old, "01", valid_at=date(2009, 12, 31))) == [
        ("boundary_unit_without_shape", "00")
    ]


def test_an_invalid_polygon_is_named_with_its_reason(tmp_path):
    write(tmp_path, ("01", A), ("02", BOW_TIE))
    (problem,) = boundary_problems(level("01", "02"), tmp_path)
    assert (problem.code, problem.value) == ("boundary_invalid", "02")
    assert "schneidet sich selbst bei 7.045 / 51.005" in problem.message


def test_a_point_is_no_shape(tmp_path):
    write(tmp_path, ("01", A), ("02", Point(7, 51)))
    assert codes(tmp_path, level("01", "02")) == [("boundary_not_polygon", "02")]


def test_an_overlap_names_both_units_and_its_area(tmp_path):
    write(tmp_path, ("01", A), ("02", box(7.009, 51.0, 7.02, 51.01)))
    (problem,) = boundary_problems(level("01", "02"), tmp_path)
    assert (problem.code, problem.severity) == ("boundary_overlap", Severity.WARNING)
    assert problem.value == "„01“ und „02“"
    assert problem.message == "Die Flächen von „01“ und „02“ überlappen sich um 78.085 m²."


@pytest.mark.parametrize("other", [A, box(7.004, 51.004, 7.006, 51.006)])
def test_the_same_shape_twice_and_one_inside_the_other_overlap(tmp_path, other):
    write(tmp_path, ("01", A), ("02", other))
    assert codes(tmp_path, level("01", "02")) == [("boundary_overlap", "„01“ und „02“")]


def test_a_narrow_gap_is_named_by_its_neighbours(tmp_path):
    # A strip between 01 and 02, seven metres wide, closed by 03 in the north and 04 in the south
    west, east = box(7.00, 51.0, 7.01, 51.02), box(7.0101, 51.0, 7.02, 51.02)
    cap = Polygon([(7, 51.02), (7.01, 51.02), (7.0101, 51.02), (7.02, 51.02), (7.02, 51.03)])
    base = Polygon([(7, 51), (7.01, 51), (7.0101, 51), (7.02, 51), (7.02, 50.99)])
    write(tmp_path, ("01", west), ("02", east), ("03", cap), ("04", base))
    (problem,) = boundary_problems(level("01", "02", "03", "04"), tmp_path)
    assert problem.code == "boundary_gap"
    assert all(f"„{unit}“" in problem.message for unit in ("01", "02", "03", "04"))


def test_a_gap_beside_a_unit_in_two_parts_is_found(tmp_path):
    # a slit of 7 m by 70 m: 0.0001° × 0.00063° around 51° north
    slit = box(7.0050, 51.0050, 7.0051, 51.00563)
    two_parts = shapely.MultiPolygon([A.difference(slit), C])
    write(tmp_path, ("01", two_parts), ("02", B))
    (problem,) = boundary_problems(level("01", "02"), tmp_path)
    assert (problem.code, problem.value) == ("boundary_gap", "„01“")
    assert "eine Lücke von 49" in problem.message


def test_a_part_far_away_is_noted(tmp_path):
    # 01 has an island 5 degrees further north: 5 × 111 km
    island = shapely.MultiPolygon([A, box(7.00, 56.0, 7.01, 56.01)])
    write(tmp_path, ("01", island), ("02", B), ("03", C))
    (problem,) = boundary_problems(level("01", "02", "03"), tmp_path)
    assert (problem.code, problem.severity) == ("boundary_far", Severity.NOTE)
    assert "„01“ liegt 556 km" in problem.message


def test_a_line_break_in_a_name_does_not_break_the_message(tmp_path):
    path = write(tmp_path, ("01", A))
    path.write_text(path.read_text().replace("Ort 01", "Ort\\n   Eins"))
    (problem,) = boundary_problems(level("01"), tmp_path)
    assert problem.message.endswith("„Ort Eins“ statt „Ort 01“ (01).")


def test_a_wide_hole_is_another_territory(tmp_path):
    ring = box(7.0, 51.0, 7.05, 51.05).difference(box(7.02, 51.02, 7.03, 51.03))
    write(tmp_path, ("01", ring))
    assert codes(tmp_path, level("01")) == []


def test_slivers_of_rounding_are_not_reported(tmp_path):
    write(tmp_path, ("01", A), ("02", box(7.0099999, 51.0, 7.02, 51.01)))
    assert codes(tmp_path, level("01", "02")) == []


def test_of_many_overlaps_the_largest_are_named_and_the_rest_counted(tmp_path):
    shapes = [(f"{i:02}", box(7 + i / 100, 51, 7.0101 + i / 100, 51.01)) for i in range(13)]
    write(tmp_path, *shapes)
    problems = boundary_problems(level(*(unit for unit, _ in shapes)), tmp_path)
    assert len(problems) == 10
    assert "(2 kleinere sind nicht genannt)" in problems[0].message
    assert "kleinere" not in problems[1].message


def test_what_no_drawing_may_hold_is_dropped_from_shapes_and_told(tmp_path):
    path = write(tmp_path, ("0\x0b1", A))
    assert list(read_boundaries(path).index) == ["01"]
    assert list(read_boundaries(path)["name"]) == ["Ort 01"]
    assert codes(tmp_path, level("01")) == [("text_characters", "U+000B (senkrechter Tabulator)")]


def circle(points: int) -> Polygon:
    """A circle of one hundredth of a degree."""
    angles = np.linspace(0, 2 * np.pi, points, endpoint=False)
    return Polygon(np.column_stack([7 + np.cos(angles) / 100, 51 + np.sin(angles) / 100]))


@pytest.mark.slow
def test_flaws_of_a_large_file_are_computed_once(tmp_path, monkeypatch):
    home = tmp_path / "home"
    large = circle(50_000)
    path = write(tmp_path, ("01", large), ("02", shapely.affinity.translate(large, 0.015)))
    first = boundary_problems(level("01", "02"), tmp_path, home)
    assert [problem.code for problem in first] == ["boundary_overlap"]
    monkeypatch.setattr(kept_coverage, "check_coverage", None)
    assert boundary_problems(level("01", "02"), tmp_path, home) == first
    path.write_text(path.read_text() + "\n")
    with pytest.raises(TypeError):
        boundary_problems(level("01", "02"), tmp_path, home)


def drawn_apart(seed: int) -> list[tuple[str, Polygon]]:
    """Two neighbours whose common border, a wave, was drawn twice: 300 points each, others."""
    northings = np.random.default_rng(seed).uniform(51, 51.01, (2, 300))
    northings.sort()
    waves = [np.column_stack([7.01 + np.sin(n * 5e4) / 1e3, n]) for n in northings]
    west, east = ([(x, 51.01), (x, 51.0)] for x in (7.0, 7.02))
    return [("01", Polygon([*waves[0], *west])), ("02", Polygon([*waves[1], *east]))]


def test_borders_drawn_apart_are_one_finding_for_all(tmp_path, monkeypatch):
    """A file of a million vertices would take a minute, for places nobody mends one by one."""
    monkeypatch.setattr(coverage, "MOST_UNMATCHED", 100)
    write(tmp_path, *drawn_apart(1))
    (problem,) = boundary_problems(level("01", "02"), tmp_path)
    assert (problem.code, problem.severity) == ("boundary_unmatched", Severity.WARNING)
    # of 2 × 3.6 km around, at most 2 × 1.1 km as the crow flies are common; the wave is longer
    share = int(re.search(r"auf (\d+) % ihrer Länge", problem.message)[1])
    assert 30 < share < 90


def test_few_unmatched_points_are_found_one_by_one(tmp_path):
    write(tmp_path, *drawn_apart(1))
    found = codes(tmp_path, level("01", "02"))
    assert {code for code, _ in found} == {"boundary_overlap", "boundary_gap"}


def test_borders_drawn_apart_are_kept_as_such(tmp_path, monkeypatch):
    monkeypatch.setattr(coverage, "MOST_UNMATCHED", 100)
    monkeypatch.setattr(kept_coverage, "WORTH_KEEPING", 100)
    home = tmp_path / "home"
    write(tmp_path, *drawn_apart(2))
    first = boundary_problems(level("01", "02"), tmp_path, home)
    monkeypatch.setattr(kept_coverage, "check_coverage", None)
    assert boundary_problems(level("01", "02"), tmp_path, home) == first != []


def test_of_a_small_file_nothing_is_kept(tmp_path):
    write(tmp_path, ("01", A), ("02", B))
    boundary_problems(level("01", "02"), tmp_path, tmp_path / "home")
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize(
    "content",
    [
        "<OGRVRTDataSource/>",
        collection("unit", TRIANGLE).replace("{", '{"crs":{"type":"link"},', 1),
        "PK\x03\x04",
    ],
)
def test_a_file_that_leads_elsewhere_is_unreadable(tmp_path, content):
    (tmp_path / "ort.geojson").write_text(content)
    assert codes(tmp_path, level("1")) == [("boundary_unreadable", "")]


def test_a_folder_in_place_of_the_file_is_no_file(tmp_path):
    (tmp_path / "ort.geojson").mkdir()
    assert codes(tmp_path, level("1")) == [("boundary_missing", "")]
