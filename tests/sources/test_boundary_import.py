from __future__ import annotations

import json
import time
import tomllib
from datetime import date
from pathlib import Path

import geopandas as gpd
import pytest
import shapely
import shapely.affinity
from shapely import LineString, MultiPolygon, Point, Polygon, box

from atlas.errors import BoundaryError
from atlas.model.areas import Level, SpatialUnit
from atlas.sources.boundary_import import ImportPlan, ImportRequest, apply_import, plan_import
from atlas.sources.geography import boundary_problems, read_boundaries

# variations on what quicker tests promise: each of them takes its time
pytestmark = pytest.mark.slow

A = box(7.00, 51.0, 7.01, 51.01)
B = box(7.01, 51.0, 7.02, 51.01)
METRES = box(360000, 5650000, 361000, 5651000)
BOW_TIE = Polygon([(7.04, 51.0), (7.05, 51.01), (7.05, 51.0), (7.04, 51.01)])
KNOWN = (
    SpatialUnit(id="05378004", name="Bergisch Gladbach"),
    SpatialUnit(id="05378008", name="Burscheid"),
)
AREA_TOML = """\
# Der Kreis, wie die Vorlage ihn beschreibt
name = "Rhein-Berg"   # kurz

[level.kommune]
name = "Kommune"
plural = "Kommunen"

[level.kommune.boundaries]   # aus Punkten gerechnet
file = "kommune.geojson"
schematic = true             # nur zur Orientierung
# Die Quelle der Punkte:
attribution = "schematisch"
source = "eigene Rechnung"
valid_at = 2014-12-31

# Zum Schluss die Systeme
[system.amtlich]
levels = ["kommune", "kreis"]
"""
STANDS = """\
[level.kommune]
name = "Kommune"
plural = "Kommunen"

[[level.kommune.boundaries]]
file = "neu.geojson"
attribution = "schematisch"
valid_at = 2020-01-01

[[level.kommune.boundaries]]
file = "alt.geojson"
attribution = "schematisch"
valid_at = 2013-01-01
"""
UNITS_CSV = """\
level;unit;name;everyday_name;valid_from;valid_to
kommune;05378004;Bergisch Gladbach;Gladbach;;
kommune;05378008;Burscheid;;;
"""


@pytest.fixture
def area(tmp_path) -> Path:
    folder = tmp_path / "districts" / "rhein-berg"
    folder.mkdir(parents=True)
    (folder / "area.toml").write_bytes(AREA_TOML.encode())
    (folder / "units.csv").write_bytes(UNITS_CSV.encode())
    (folder / "memberships.csv").write_bytes(b"level;unit;parent_level;parent\n")
    (folder / "kommune.geojson").write_bytes(b"old")
    return folder


def source(
    tmp_path: Path, codes: list[object], shapes: list[object], crs: str | None = "EPSG:4326"
) -> Path:
    """Write a map file; GeoPackage keeps types and coordinate system as they are."""
    path = tmp_path / "source.gpkg"
    columns = {"ags": codes, "gen": [f"Ort {code}" for code in codes]}
    gpd.GeoDataFrame(columns, geometry=shapes, crs=crs).to_file(path)
    return path


def request(file: Path, **changes: object) -> ImportRequest:
    fields = {
        "file": file,
        "area": "rhein-berg",
        "level": "kommune",
        "code": "ags",
        "name": "gen",
        "attribution": "© GeoBasis-DE / BKG (2024)",
    }
    return ImportRequest(**{**fields, **changes})


def good(tmp_path: Path) -> Path:
    return source(tmp_path, ["05378008", "05378004"], [B, A])


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def refusal(import_request: ImportRequest, folder: Path) -> BoundaryError:
    """Return why an import is refused, having seen that it changed nothing."""
    before = contents(folder) if folder.exists() else None
    with pytest.raises(BoundaryError) as caught:
        plan_import(import_request, folder, KNOWN)
    assert (contents(folder) if folder.exists() else None) == before
    return caught.value


def noted(plan: ImportPlan, word: str) -> list[str]:
    return [note for note in plan.notes if word in note]


# What is written


def test_writes_sorted_features_one_per_line_with_key_and_name_only(tmp_path, area):
    apply_import(plan_import(request(good(tmp_path)), area, KNOWN))
    lines = (area / "kommune.geojson").read_text().splitlines()
    features = [json.loads(line.rstrip(",")) for line in lines[1:-1]]
    assert [feature["properties"] for feature in features] == [
        {"unit": "05378004", "name": "Ort 05378004"},
        {"unit": "05378008", "name": "Ort 05378008"},
    ]
    assert shapely.from_geojson(json.dumps(features[0]["geometry"])).equals(A)


def test_outer_rings_run_counterclockwise_as_rfc_7946_wants(tmp_path, area):
    file = source(tmp_path, ["05378004"], [A.reverse()])
    apply_import(plan_import(request(file), area, KNOWN))
    (shape,) = read_boundaries(area / "kommune.geojson").geometry
    assert shape.exterior.is_ccw


def test_a_dry_run_writes_nothing(tmp_path, area):
    before = contents(area)
    plan = plan_import(request(good(tmp_path)), area, KNOWN)
    assert contents(area) == before
    assert set(plan.files) == {area / "kommune.geojson", area / "area.toml"}


def test_a_second_import_changes_nothing(tmp_path, area):
    import_request = request(source(tmp_path, ["05378004", "05378099"], [A, B]))
    apply_import(plan_import(import_request, area, KNOWN))
    before = contents(area)
    versions = sorted((area / ".versions").iterdir())
    apply_import(plan_import(import_request, area, KNOWN))
    assert contents(area) == before
    assert sorted((area / ".versions").iterdir()) == versions


def test_the_old_boundaries_are_kept(tmp_path, area):
    apply_import(plan_import(request(good(tmp_path)), area, KNOWN))
    (kept,) = (area / ".versions").glob("kommune.*.bak.geojson")
    assert kept.read_bytes() == b"old"


def test_area_toml_keeps_everything_but_the_boundaries(tmp_path, area):
    apply_import(plan_import(request(good(tmp_path)), area, KNOWN))
    expected = (
        AREA_TOML.replace("schematic = true             #", "schematic = false  #")
        .replace('"schematisch"', '"© GeoBasis-DE / BKG (2024)"')
        .replace('"eigene Rechnung"', '"source.gpkg, 2 Flächen"')
        .replace("valid_at = 2014-12-31\n", "")
    )
    assert (area / "area.toml").read_text() == expected


def test_area_toml_keeps_its_windows_line_ends(tmp_path, area):
    (area / "area.toml").write_bytes(AREA_TOML.replace("\n", "\r\n").encode())
    apply_import(plan_import(request(good(tmp_path)), area, KNOWN))
    written = (area / "area.toml").read_bytes()
    assert written.count(b"\n") == written.count(b"\r\n") == AREA_TOML.count("\n") - 1


def test_the_gebietsstand_is_written_if_given(tmp_path, area):
    import_request = request(good(tmp_path), valid_at=date(2024, 12, 31))
    plan = plan_import(import_request, area, KNOWN)
    assert b"valid_at = 2024-12-31\n\n# Zum Schluss" in plan.files[area / "area.toml"]


def test_of_several_gebietsstaende_the_one_named_is_replaced(tmp_path, area):
    (area / "area.toml").write_text(STANDS, encoding="utf-8")
    plan = plan_import(request(good(tmp_path), valid_at=date(2013, 1, 1)), area, KNOWN)
    assert sorted(path.name for path in plan.files) == ["alt.geojson", "area.toml"]
    read = tomllib.loads(plan.files[area / "area.toml"].decode())["level"]["kommune"]["boundaries"]
    assert [(one["file"], one["attribution"]) for one in read] == [
        ("neu.geojson", "schematisch"),
        ("alt.geojson", "© GeoBasis-DE / BKG (2024)"),
    ]


def test_a_further_gebietsstand_gets_a_file_of_its_own_after_the_others(tmp_path, area):
    (area / "area.toml").write_text(STANDS, encoding="utf-8")
    plan = plan_import(request(good(tmp_path), valid_at=date(2024, 1, 1)), area, KNOWN)
    assert area / "kommune-2024-01-01.geojson" in plan.files
    text = plan.files[area / "area.toml"].decode()
    assert text.startswith(STANDS)
    read = tomllib.loads(text)["level"]["kommune"]["boundaries"]
    assert [one["valid_at"].year for one in read] == [2020, 2013, 2024]


def test_refuses_to_guess_among_several_gebietsstaende(tmp_path, area):
    (area / "area.toml").write_text(STANDS, encoding="utf-8")
    error = refusal(request(good(tmp_path)), area)
    assert error.code == "stand_needed"
    assert "2020-01-01, 2013-01-01" in str(error)
    assert "--valid-at" in str(error)


def test_only_units_of_the_gebietsstand_are_missed(tmp_path, area):
    (area / "area.toml").write_text(STANDS, encoding="utf-8")
    later = SpatialUnit(id="05378099", name="Neustadt", valid_from=date(2020, 1, 1))
    earlier = request(good(tmp_path), valid_at=date(2013, 1, 1))
    assert not noted(plan_import(earlier, area, (*KNOWN, later)), "ohne Fläche")
    today = request(good(tmp_path), valid_at=date(2020, 1, 1))
    assert noted(plan_import(today, area, (*KNOWN, later)), "ohne Fläche in der Datei: 05378099")


def test_a_new_level_is_described_at_the_end(tmp_path, area):
    plan = plan_import(request(good(tmp_path), level="ortsteil"), area, ())
    text = plan.files[area / "area.toml"].decode()
    assert text.startswith(AREA_TOML)
    assert text.removeprefix(AREA_TOML) == (
        '\n[level.ortsteil]\nname = "Ortsteil"\nplural = "Ortsteil"\ncomplete = false\n'
        '\n[level.ortsteil.boundaries]\nfile = "ortsteil.geojson"\nschematic = false\n'
        'attribution = "© GeoBasis-DE / BKG (2024)"\nsource = "source.gpkg, 2 Flächen"\n'
    )
    assert noted(plan, "Neue Ebene „ortsteil“")


def test_a_level_without_boundaries_gets_them(tmp_path, area):
    (area / "area.toml").write_text('[level.kommune]\nname = "Kommune"')
    plan = plan_import(request(good(tmp_path)), area, KNOWN)
    text = plan.files[area / "area.toml"].decode()
    assert text.startswith('[level.kommune]\nname = "Kommune"\n\n[level.kommune.boundaries]\n')
    assert not noted(plan, "Neue Ebene")


def test_a_new_area_gets_a_minimal_description(tmp_path):
    folder = tmp_path / "neu"
    plan = plan_import(request(good(tmp_path), area="neu"), folder, ())
    assert not folder.exists()
    apply_import(plan)
    head = (folder / "area.toml").read_text().partition("\n\n[level.kommune]\n")[0]
    assert head.splitlines() == [
        'name = "neu"',
        'kind = "Gebiet"',
        'within = "im Gebiet neu"',
        'publisher = ""',
    ]
    assert (folder / "units.csv").read_text().splitlines() == [
        "level;unit;name;everyday_name;valid_from;valid_to",
        "kommune;05378004;Ort 05378004;;;",
        "kommune;05378008;Ort 05378008;;;",
    ]
    assert noted(plan, "Neues Gebiet „neu“")


def test_unknown_units_are_appended_and_known_rows_left_alone(tmp_path, area):
    file = source(tmp_path, ["05378004", "05378012"], [A, B])
    plan = plan_import(request(file), area, KNOWN)
    text = plan.files[area / "units.csv"].decode()
    assert text == UNITS_CSV + "kommune;05378012;Ort 05378012;;;\n"
    assert noted(plan, "1 Einheit neu in units.csv: 05378012")
    assert noted(plan, "Warnung: 1 Einheit der Ebene ohne Fläche in der Datei: 05378008")


def test_units_are_appended_after_a_last_line_without_line_end(tmp_path, area):
    (area / "units.csv").write_bytes(b"\xef\xbb\xbfunit;name;level\r\n05378004;Gladbach;kommune")
    plan = plan_import(request(good(tmp_path)), area, ())
    assert plan.files[area / "units.csv"] == (
        b"\xef\xbb\xbfunit;name;level\r\n05378004;Gladbach;kommune\r\n"
        b"05378008;Ort 05378008;kommune\r\n"
    )


def test_units_that_have_ended_are_not_missed(tmp_path, area):
    ended = SpatialUnit(id="05378000", name="Alt", valid_to=date(1974, 12, 31))
    assert not noted(plan_import(request(good(tmp_path)), area, (*KNOWN, ended)), "ohne Fläche")


def test_without_a_source_the_file_is_named_and_a_warning_given(tmp_path, area):
    plan = plan_import(request(good(tmp_path), attribution=""), area, KNOWN)
    assert noted(plan, "Warnung: Die Quelle ist nicht angegeben; tragen Sie sie mit --source nach.")
    text = plan.files[area / "area.toml"].decode()
    assert 'attribution = "Quelle nicht angegeben (Datei source.gpkg)"' in text


def test_quotes_and_backslashes_survive_in_the_attribution(tmp_path, area):
    import_request = request(good(tmp_path), attribution='Amt "Süd" \\ #1')
    apply_import(plan_import(import_request, area, KNOWN))
    before = contents(area)
    apply_import(plan_import(import_request, area, KNOWN))
    assert contents(area) == before


# What is read


@pytest.mark.parametrize("suffix", ["geojson", "gpkg", "shp", "fgb", "parquet"])
def test_reads_every_usual_format(tmp_path, area, suffix):
    file = tmp_path / f"map.{suffix}"
    frame = gpd.read_file(good(tmp_path))
    frame.to_parquet(file) if suffix == "parquet" else frame.to_file(file)
    plan = plan_import(request(file), area, KNOWN)
    assert noted(plan, "2 Flächen für die Ebene „kommune“")


def test_reads_a_zipped_shapefile(tmp_path, area):
    file = tmp_path / "map.shz"
    gpd.read_file(good(tmp_path)).to_file(file, driver="ESRI Shapefile")
    zipped = file.rename(tmp_path / "map.zip")
    assert noted(plan_import(request(zipped), area, KNOWN), "2 Flächen")


def test_projected_coordinates_are_converted(tmp_path, area):
    file = tmp_path / "utm.gpkg"
    gpd.read_file(good(tmp_path)).to_crs("EPSG:25832").to_file(file)
    plan = plan_import(request(file), area, KNOWN)
    apply_import(plan)
    shape = read_boundaries(area / "kommune.geojson").geometry["05378004"]
    assert shape.equals_exact(A, tolerance=1e-6, normalize=True)
    assert noted(plan, "EPSG:25832")


def test_crs_overrides_what_the_file_claims(tmp_path, area):
    file = source(tmp_path, ["05378004"], [METRES], crs="EPSG:25833")
    plan = plan_import(request(file, crs="EPSG:25832"), area, KNOWN)
    apply_import(plan)
    west = read_boundaries(area / "kommune.geojson").total_bounds[0]
    assert 6.9 < west < 7.1
    assert noted(plan, "laut --crs: ETRS89 / UTM zone 32N, EPSG:25832")


@pytest.mark.parametrize(("where", "count"), [("ags=05378004", 1), ("ags=0537%", 2)])
def test_a_condition_takes_equal_values_or_beginnings(tmp_path, area, where, count):
    file = source(tmp_path, ["05378004", "05378008", "05382004"], [A, B, BOW_TIE])
    plan = plan_import(request(file, where=where), area, KNOWN)
    assert plan.notes[0].startswith(f"{count} Fläche")
    assert where in plan.notes[0]


@pytest.mark.parametrize("codes", [[5378004, 5378008], [5378004.0, 5378008.0]])
def test_lost_leading_zeros_are_restored_if_the_keys_are_known_with_them(tmp_path, area, codes):
    plan = plan_import(request(source(tmp_path, codes, [A, B])), area, KNOWN)
    assert noted(
        plan, "Warnung: 2 Schlüsseln fehlte die führende Null (aus 5378004 wurde 05378004)"
    )
    assert area / "units.csv" not in plan.files


def test_numbers_of_a_new_level_stay_as_they_are(tmp_path, area):
    plan = plan_import(request(source(tmp_path, [17, 18], [A, B]), level="ortsteil"), area, ())
    assert noted(plan, "2 Einheiten neu in units.csv: 17, 18")


def test_a_missing_name_is_replaced_by_the_key(tmp_path, area):
    file = tmp_path / "map.gpkg"
    frame = gpd.GeoDataFrame(
        {"ags": ["05378004", "05378008"], "gen": ["Ort", None]}, geometry=[A, B], crs=4326
    )
    frame.to_file(file)
    apply_import(plan_import(request(file), area, KNOWN))
    assert list(read_boundaries(area / "kommune.geojson")["name"]) == ["Ort", "05378008"]


def test_heights_are_dropped(tmp_path, area):
    file = source(tmp_path, ["05378004"], [shapely.force_3d(A, 40)])
    apply_import(plan_import(request(file), area, KNOWN))
    assert not read_boundaries(area / "kommune.geojson").has_z.any()


# What is mended or reported


def test_invalid_rings_are_repaired_and_reported(tmp_path, area):
    plan = plan_import(
        request(source(tmp_path, ["05378004", "05378008"], [A, BOW_TIE])), area, KNOWN
    )
    apply_import(plan)
    (note,) = noted(plan, "repariert")
    assert note.startswith(
        "Die Fläche „05378008“ wurde repariert (der Rand schneidet sich selbst bei"
    )
    assert read_boundaries(area / "kommune.geojson").is_valid.all()


def test_repair_keeps_polygons_only(tmp_path, area):
    spike = Polygon([(7, 51), (7.01, 51), (7.02, 51), (7.01, 51), (7.01, 51.01), (7, 51.01)])
    plan = plan_import(request(source(tmp_path, ["05378004"], [spike])), area, KNOWN)
    apply_import(plan)
    (shape,) = read_boundaries(area / "kommune.geojson").geometry
    assert shape.equals(A)


def test_more_decimals_where_rounding_would_break_a_shape(tmp_path, area):
    hole = box(7.005, 51.005, 7.0050003, 51.0050003)
    plan = plan_import(request(source(tmp_path, ["05378004"], [A.difference(hole)])), area, KNOWN)
    assert noted(plan, "7 statt 6 Nachkommastellen")


def test_overlaps_and_gaps_are_counted_but_not_refused(tmp_path, area):
    shapes = [A, box(7.009, 51.0, 7.02, 51.01)]
    plan = plan_import(request(source(tmp_path, ["05378004", "05378008"], shapes)), area, KNOWN)
    assert noted(plan, "Warnung: 1 Überlappung zwischen den Flächen, zusammen 78.085 m²")
    ring = A.difference(box(7.005, 51.002, 7.0051, 51.008))
    plan = plan_import(request(source(tmp_path, ["05378004"], [ring])), area, KNOWN)
    assert noted(plan, "Warnung: 1 schmale Lücke")


# What is refused


def test_refuses_a_missing_file(tmp_path, area):
    error = refusal(request(tmp_path / "nichts.gpkg"), area)
    assert error.code == "missing"
    assert "nichts.gpkg" in str(error)


@pytest.mark.parametrize("suffix", ["geojson", "gpkg", "parquet", "zip", "txt"])
@pytest.mark.parametrize("content", [b"", b"{nonsense"])
def test_refuses_an_unreadable_file(tmp_path, area, suffix, content):
    file = tmp_path / f"map.{suffix}"
    file.write_bytes(content)
    assert refusal(request(file), area).code == "unreadable"


def test_refuses_broken_rings(tmp_path, area):
    file = tmp_path / "map.geojson"
    geometry = '{"type":"Polygon","coordinates":[[[7,51],[7.1,51]]]}'
    file.write_text(
        '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"ags":"1",'
        f'"gen":"x"}},"geometry":{geometry}}}]}}'
    )
    assert refusal(request(file), area).code in {"unreadable", "not_polygon", "not_repairable"}


def test_refuses_tables_and_empty_files(tmp_path, area):
    table = tmp_path / "map.csv"
    table.write_text("ags;gen\n1;x\n")
    assert refusal(request(table), area).code == "unreadable"
    empty = tmp_path / "map.geojson"
    empty.write_text('{"type":"FeatureCollection","features":[]}')
    assert refusal(request(empty), area).code == "empty"


def test_refuses_to_guess_among_several_layers(tmp_path, area):
    file = good(tmp_path)
    gpd.read_file(file).head(1).to_file(file, layer="kreise")
    error = refusal(request(file), area)
    assert error.code == "layers"
    assert "source, kreise" in str(error)
    assert plan_import(request(file, layer="kreise"), area, KNOWN).notes[0].startswith("1 Fläche ")


@pytest.mark.parametrize("column", ["code", "name"])
def test_refuses_an_unknown_column_and_lists_those_there_are(tmp_path, area, column):
    error = refusal(request(good(tmp_path), **{column: "ARS"}), area)
    assert error.code == "column"
    assert "„ARS“" in str(error)
    assert "ags, gen" in str(error)


def test_refuses_a_condition_nothing_meets_and_shows_values(tmp_path, area):
    error = refusal(request(good(tmp_path), where="ags=06%"), area)
    assert error.code == "nothing_left"
    assert "„05378008“, „05378004“" in str(error)


@pytest.mark.parametrize("where", ["ags", "=5", "ags=", "ags~5"])
def test_refuses_a_condition_it_cannot_read(tmp_path, area, where):
    assert refusal(request(good(tmp_path), where=where), area).code == "condition"


def test_refuses_keys_that_occur_twice_and_names_them(tmp_path, area):
    error = refusal(request(source(tmp_path, ["1", "2", "1"], [A, B, BOW_TIE])), area)
    assert error.code == "code_twice"
    assert "„1“" in str(error)


@pytest.mark.parametrize("nothing", ["", "  ", None])
def test_refuses_empty_keys(tmp_path, area, nothing):
    error = refusal(request(source(tmp_path, ["1", nothing], [A, B])), area)
    assert error.code == "code_empty"
    assert "Zeilen „2“" in str(error)


@pytest.mark.parametrize(
    ("x", "guess"),
    [
        (360000, "EPSG:25832 oder EPSG:25833"),
        (3560000, "EPSG:31467"),
        (32360000, "EPSG:4647"),
    ],
)
def test_refuses_metres_that_claim_to_be_degrees(tmp_path, area, x, guess):
    shape = box(x, 5650000, x + 1000, 5651000)
    error = refusal(request(source(tmp_path, ["05378004"], [shape])), area)
    assert error.code == "metres"
    assert f"--crs, vermutlich {guess}." in str(error)


def test_refuses_degrees_that_claim_to_be_metres(tmp_path, area):
    error = refusal(request(source(tmp_path, ["05378004"], [A], crs="EPSG:25832")), area)
    assert error.code == "degrees"
    assert "--crs EPSG:4326" in str(error)


def test_asks_for_the_coordinate_system_if_there_is_none(tmp_path, area):
    file = tmp_path / "map.shp"
    gpd.read_file(good(tmp_path)).to_crs(25832).to_file(file)
    file.with_suffix(".prj").unlink()
    error = refusal(request(file), area)
    assert error.code == "crs_missing"
    assert plan_import(request(file, crs="EPSG:25832"), area, KNOWN).files


@pytest.mark.parametrize("crs", ["EPSG:99999", "UTM"])
def test_refuses_an_unknown_coordinate_system(tmp_path, area, crs):
    assert refusal(request(good(tmp_path), crs=crs), area).code == "crs_unknown"


def test_refuses_a_coordinate_system_the_coordinates_cannot_be_in(tmp_path, area):
    far = box(9e8, 9e8, 9.1e8, 9.1e8)
    file = source(tmp_path, ["05378004"], [far], crs="EPSG:25832")
    assert refusal(request(file), area).code == "crs_wrong"


@pytest.mark.parametrize(
    ("shape", "kind"),
    [
        (Point(7, 51), "Point"),
        (LineString([(7, 51), (8, 52)]), "LineString"),
        (None, "ohne Geometrie"),
        (Polygon(), "ohne Geometrie"),
    ],
)
def test_refuses_what_is_no_polygon(tmp_path, area, shape, kind):
    error = refusal(request(source(tmp_path, ["05378004", "05378008"], [A, shape])), area)
    assert error.code == "not_polygon"
    assert f"{kind}: „05378008“" in str(error)


def test_takes_polygons_and_multipolygons_together(tmp_path, area):
    file = tmp_path / "map.parquet"
    shapes = [A, MultiPolygon([B, box(7.03, 51, 7.04, 51.01)])]
    frame = gpd.GeoDataFrame(
        {"ags": ["05378004", "05378008"], "gen": ["a", "b"]}, geometry=shapes, crs=4326
    )
    frame.to_parquet(file)
    assert plan_import(request(file), area, KNOWN).files


def test_refuses_a_shape_of_which_repair_leaves_nothing(tmp_path, area):
    flat = Polygon([(7, 51), (7.1, 51), (7, 51), (7, 51)])
    error = refusal(request(source(tmp_path, ["05378004", "05378008"], [A, flat])), area)
    assert error.code == "not_repairable"


@pytest.mark.parametrize("changes", [{"area": "../x"}, {"level": "a/b"}, {"level": "Ä"}])
def test_refuses_identifiers_that_could_lead_elsewhere(tmp_path, area, changes):
    assert refusal(request(good(tmp_path), **changes), area).code == "identifier"


@pytest.mark.parametrize(
    "text",
    [
        b"name = ",
        b"\xff",
        b'[level.kommune]\nboundaries = { file = "x" }\n',
        b'[level.kommune.boundaries]\nsource = """\nzwei\nZeilen"""\n',
        b"[[level]]\nname = 1\n",
    ],
)
def test_refuses_an_area_file_only_a_person_should_edit(tmp_path, area, text):
    (area / "area.toml").write_bytes(text)
    assert refusal(request(good(tmp_path)), area).code == "area_toml"


@pytest.mark.parametrize("text", [b"\xff", b"unit;name\n"])
def test_refuses_units_it_cannot_append_to(tmp_path, area, text):
    (area / "units.csv").write_bytes(text)
    assert refusal(request(good(tmp_path)), area).code == "units_csv"


def test_a_refused_import_makes_no_folder(tmp_path):
    folder = tmp_path / "neu"
    refusal(request(source(tmp_path, ["1"], [METRES]), area="neu"), folder)
    assert not folder.exists()


def test_of_many_repaired_shapes_the_most_changed_are_told_and_the_rest_counted(tmp_path):
    shapes = [shapely.affinity.translate(BOW_TIE, 0.02 * number) for number in range(12)]
    codes = [f"{number:02d}" for number in range(12)]
    file = source(tmp_path, codes, shapes)
    notes = plan_import(request(file, area="neu"), tmp_path / "neu", ()).notes
    assert sum("wurde repariert" in note for note in notes) == 10
    assert sum(note.startswith("Außerdem wurden 2 Flächen repariert") for note in notes) == 1


# Real files and their traps


@pytest.mark.real_data
def test_trap_berlin_metres_in_a_geojson_without_crs(real_data, tmp_path):
    import_request = request(
        real_data / "berlin/bln_plr.geojson", code="SCHLUESSEL", name="SCHLUESSEL", level="plr"
    )
    with pytest.raises(BoundaryError, match="vermutlich EPSG:25832 oder EPSG:25833") as refused:
        plan_import(import_request, tmp_path / "berlin", ())
    assert refused.value.code == "metres"


@pytest.mark.real_data
def test_trap_berlin_metres_are_taken_over_with_crs(real_data, tmp_path):
    import_request = request(
        real_data / "berlin/bln_plr.geojson",
        code="SCHLUESSEL",
        name="SCHLUESSEL",
        area="berlin",
        level="plr",
        crs="EPSG:25833",
    )
    apply_import(plan_import(import_request, tmp_path / "berlin", ()))
    frame = read_boundaries(tmp_path / "berlin" / "plr.geojson")
    assert len(frame) == 447
    assert frame.total_bounds == pytest.approx([13.088, 52.338, 13.761, 52.676], abs=0.001)


@pytest.mark.real_data
def test_trap_berlin_key_twice(real_data, area):
    file = real_data / "berlin/berlin-lor-planning-areas-until-2020.geojson"
    error = refusal(request(file, code="id", name="name"), area)
    assert error.code == "code_twice"
    assert "„06010102“" in str(error)


@pytest.mark.slow
@pytest.mark.real_data
def test_all_german_municipalities_in_less_than_thirty_seconds(real_data, tmp_path):
    started = time.perf_counter()
    file = real_data / "germany/VG5000_GEM.shp"
    import_request = request(file, code="AGS", name="GEN", area="deutschland", level="gemeinde")
    folder = tmp_path / "deutschland"
    plan = plan_import(import_request, folder, ())
    apply_import(plan)
    frame = read_boundaries(folder / "gemeinde.geojson")
    assert time.perf_counter() - started < 30
    assert len(frame) == 10_997
    assert frame.is_valid.all()
    assert frame.index.is_monotonic_increasing
    assert [note.split("“")[0] for note in noted(plan, "repariert")] == [
        "Die Fläche „09677452",
        "Die Fläche „16071004",
        "Die Fläche „16076039",
    ]
    units = tuple(SpatialUnit(id=unit, name=name) for unit, name in frame["name"].items())
    level = Level(id="gemeinde", name="Gemeinde", plural="Gemeinden", units=units)
    assert not noted(plan, "Überlappung")
    assert boundary_problems(level, folder) == []


@pytest.mark.real_data
def test_trap_koeln_coordinate_system_without_code_and_dirty_borders(real_data, tmp_path):
    file = real_data / "koeln/Stadtteil.shp"
    import_request = request(file, code="STT_NR", name="STT_NAME", area="koeln", level="stadtteil")
    plan = plan_import(import_request, tmp_path / "koeln", ())
    apply_import(plan)
    frame = read_boundaries(tmp_path / "koeln" / "stadtteil.geojson")
    assert len(frame) == 86
    assert frame.is_valid.all()
    assert frame.total_bounds == pytest.approx([6.773, 50.830, 7.162, 51.085], abs=0.001)
    assert len(noted(plan, "repariert")) == 1
    assert noted(plan, "Überlappungen zwischen den Flächen")
    assert noted(plan, "schmale Lücken zwischen den Flächen")


@pytest.mark.real_data
def test_rhein_berg_is_cut_out_of_a_larger_file(real_data, area):
    file = real_data / "rheinland/rbk_rsk_vg250ew.geojson"
    import_request = request(file, code="id", name="name", where="ags=05378%")
    apply_import(plan_import(import_request, area, KNOWN))
    frame = read_boundaries(area / "kommune.geojson")
    assert list(frame.index) == [f"053780{number:02}" for number in range(4, 36, 4)]
    assert list(frame["name"])[:2] == ["Bergisch Gladbach", "Burscheid"]
    assert frame.to_crs("EPSG:3035").area.sum() / 1e6 == pytest.approx(438, rel=0.01)


def test_what_no_drawing_may_hold_is_dropped_from_names_and_told(tmp_path, area):
    # FlatGeobuf and GeoPackage refuse some of these characters themselves; GeoJSON has escapes
    path = tmp_path / "source.geojson"
    rings = json.dumps(shapely.geometry.mapping(A))
    properties = '{"ags": "05378004", "gen": "Berg\\u000bisch\\ufffe"}'
    feature = f'{{"type": "Feature", "properties": {properties}, "geometry": {rings}}}'
    path.write_text(f'{{"type": "FeatureCollection", "features": [{feature}]}}', encoding="utf-8")
    plan = plan_import(request(path), area, KNOWN)
    assert b'"Bergisch"' in plan.files[area / "kommune.geojson"]
    (note,) = noted(plan, "keine Zeichnung gehören")
    assert "U+000B (senkrechter Tabulator), U+FFFE (kein Zeichen)" in note
