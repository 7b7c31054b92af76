"""What an import refuses so that nothing is doubled, moved elsewhere or read beside the file."""

from __future__ import annotations

import gzip
import json
import os
import re
import shutil
import sqlite3
import zipfile
from contextlib import closing
from datetime import date
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely
from shapely import Polygon, box

from atlas.errors import BoundaryError, UnreadableFileError
from atlas.model.areas import SpatialUnit
from atlas.sources import map_files
from atlas.sources.boundary_import import ImportPlan, ImportRequest, apply_import, plan_import
from atlas.sources.geography import read_boundaries

# variations on what quicker tests promise: each of them takes its time
pytestmark = pytest.mark.slow

A = box(7.00, 51.0, 7.02, 51.02)
B = box(7.02, 51.0, 7.04, 51.02)
KEYS = ["05999004", "05999008"]
NAMES = ["Altbrück", "Birkhain"]
UNITS = tuple(SpatialUnit(id=key, name=name) for key, name in zip(KEYS, NAMES, strict=True))
AREA_TOML = """\
[level.viertel]
name = "Viertel"
plural = "Viertel"

[level.viertel.boundaries]
file = "viertel.geojson"
attribution = "Stadt"
"""


@pytest.fixture
def area(tmp_path) -> Path:
    """An area whose two units have boundaries."""
    folder = tmp_path / "districts" / "prob"
    folder.mkdir(parents=True)
    rows = "".join(f"viertel;{unit.id};{unit.name}\n" for unit in UNITS)
    (folder / "units.csv").write_text("level;unit;name\n" + rows, encoding="utf-8")
    (folder / "area.toml").write_text(AREA_TOML, encoding="utf-8")
    previous = gpd.GeoDataFrame({"unit": KEYS, "name": NAMES}, geometry=[A, B], crs=4326)
    previous.to_file(folder / "viertel.geojson")
    return folder


def frame(
    keys: list[object] = KEYS, names: list[object] = NAMES, **more: object
) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame({"AGS": keys, "GEN": names, **more}, geometry=[A, B], crs=4326)


def written(folder: Path, shapes: gpd.GeoDataFrame, name: str = "neu.gpkg") -> Path:
    path = folder / name
    shapes.to_file(path)
    return path


def planned(file: Path, area: Path, **changes: str | date) -> ImportPlan:
    fields = {"area": "prob", "level": "viertel", "code": "AGS", "name": "GEN", **changes}
    known = UNITS if fields["level"] == "viertel" else ()
    return plan_import(ImportRequest(file=file, **fields), area, known)


def refusal(file: Path, area: Path, **changes: str | date) -> BoundaryError:
    """Return why an import is refused, having seen that it changed nothing."""
    before = {path: path.read_bytes() for path in area.rglob("*") if path.is_file()}
    with pytest.raises(BoundaryError) as caught:
        planned(file, area, **changes)
    assert {path: path.read_bytes() for path in area.rglob("*") if path.is_file()} == before
    return caught.value


def names_of(plan: ImportPlan) -> list[str]:
    content = next(text for path, text in plan.files.items() if path.suffix == ".geojson")
    return [feature["properties"]["name"] for feature in json.loads(content)["features"]]


# Keys


@pytest.mark.parametrize(
    "keys",
    [
        pytest.param(["059990000004", "059990000008"], id="ARS"),
        pytest.param(["5999004.0", "5999008.0"], id="spreadsheet"),
        pytest.param(["05 999 004", "05 999 008"], id="blanks"),
        pytest.param(["'05999004", "'05999008"], id="apostrophe"),
    ],
)
def test_keys_in_another_form_are_refused_with_the_right_form(tmp_path, area, keys):
    error = refusal(written(tmp_path, frame(keys)), area)
    assert error.code == "code_foreign"
    assert f"„{keys[0]}“" in str(error)
    assert f"aus „{keys[0]}“ wird dann „05999004“" in str(error)


def test_the_form_proposed_is_the_nearest_where_a_level_was_doubled_once(tmp_path, area):
    """05999004 and 059990040000 stand there: "5999004.0" is the first without its zero."""
    doubled = (*UNITS, *(SpatialUnit(id=f"{unit.id}0000", name=unit.name) for unit in UNITS))
    file = written(tmp_path, frame(["5999004.0", "5999008.0"]))
    request = ImportRequest(file=file, area="prob", level="viertel", code="AGS", name="GEN")
    with pytest.raises(BoundaryError, match=r"aus „5999004\.0“ wird dann „05999004“"):
        plan_import(request, area, doubled)


def test_the_column_with_the_keys_of_the_level_is_proposed(tmp_path, area):
    file = written(tmp_path, frame(["11", "12"], ARS_ALT=["5999004", "5999008"]))
    error = refusal(file, area)
    assert error.code == "code_foreign"
    assert "--code ARS_ALT" in str(error)


def test_keys_nobody_knows_are_refused_on_a_level_with_units(tmp_path, area):
    assert refusal(written(tmp_path, frame(["77", "78"], ["X", "Y"])), area).code == "code_foreign"


@pytest.mark.parametrize(
    ("key", "name"),
    [
        pytest.param("059990000008", "Neu", id="other form of a known key"),
        pytest.param("05999099", "Birkhain", id="name of a unit with another key"),
        pytest.param("4711", "Neu", id="other length than official keys"),
    ],
)
def test_a_mixture_of_keys_is_refused(tmp_path, area, key, name):
    error = refusal(written(tmp_path, frame(["05999004", key], ["Altbrück", name])), area)
    assert error.code == "code_mixed"
    assert f"bei 1 Fläche andere Schlüssel in der Spalte „AGS“ („{key}“)" in str(error)


def test_a_new_unit_beside_known_ones_is_taken(tmp_path, area):
    file = written(tmp_path, frame(["05999004", "05999012"], ["Altbrück", "Neubau"]))
    assert any("1 Einheit neu" in note for note in planned(file, area).notes)


def test_leading_zeros_are_restored_one_by_one(tmp_path, area):
    plan = planned(written(tmp_path, frame(["5999004", "05999008"])), area)
    assert "Warnung: 1 Schlüsseln fehlte die führende Null" in plan.notes[0]
    assert area / "units.csv" not in plan.files


@pytest.mark.parametrize("keys", [[1e20, 2e20], [1.5, 2.5], [float("inf"), 1.0]])
def test_numbers_that_are_no_keys_are_refused(tmp_path, area, keys):
    assert refusal(written(tmp_path, frame(keys)), area, level="neu").code == "code_number"


def test_texts_too_long_for_a_key_are_refused(tmp_path, area):
    error = refusal(written(tmp_path, frame(["9" * 61, "2"])), area, level="neu")
    assert error.code == "code_long"


def test_water_of_the_official_files_is_left_out_by_a_condition(tmp_path, area):
    file = written(tmp_path, frame(["05999004", "05999004"], GF=[4, 2]))
    assert "--where GF=4" in str(refusal(file, area))


@pytest.mark.parametrize("name", [["Altbrück"], {"de": "Altbrück"}])
def test_lists_and_objects_are_no_names(tmp_path, area, name):
    file = written(tmp_path, frame(), "neu.geojson")
    content = json.loads(file.read_text(encoding="utf-8"))
    for feature in content["features"]:
        feature["properties"]["GEN"] = name
    file.write_text(json.dumps(content), encoding="utf-8")
    assert refusal(file, area).code == "structure"


# Where it lies


def swapped(shapes: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    turned = shapely.transform(shapes.geometry.array, lambda points: points[:, ::-1])
    return shapes.set_geometry(gpd.GeoSeries(turned, crs=shapes.crs))


def named(shapes: gpd.GeoDataFrame, system: int) -> gpd.GeoDataFrame:
    return shapes.set_crs(system, allow_override=True)


MISTAKES = {
    "axes": (swapped, "Länge und Breite (Ost und Nord) vertauscht"),
    "axes of UTM": (lambda f: swapped(f.to_crs(25832)), "und geben Sie --crs EPSG:25832"),
    "Mercator": (lambda f: named(f.to_crs(3857), 25832), "vermutlich EPSG:3857"),
    "GK 2": (lambda f: named(f.to_crs(31466), 25832), "vermutlich EPSG:31466"),
    "GK 3": (lambda f: named(f.to_crs(31467), 25832), "vermutlich EPSG:31467"),
    "GK 3 as 2": (lambda f: named(f.to_crs(31467), 31466), "vermutlich EPSG:31467"),
    "zone before the number": (lambda f: named(f.to_crs(4647), 25832), "vermutlich EPSG:4647"),
    "LAEA": (lambda f: named(f.to_crs(3035), 3857), "vermutlich EPSG:3035"),
}


@pytest.mark.slow
@pytest.mark.parametrize("mistake", MISTAKES)
def test_what_lies_beside_the_previous_boundaries_is_refused(tmp_path, area, mistake):
    made, proposed = MISTAKES[mistake]
    error = refusal(written(tmp_path, made(frame())), area)
    assert error.code in {"elsewhere", "crs_wrong"}
    assert proposed in str(error)


@pytest.mark.slow
@pytest.mark.parametrize("mistake", MISTAKES)
def test_what_lies_outside_germany_is_refused_in_a_new_area(tmp_path, area, mistake):
    (area / "viertel.geojson").unlink()
    made, proposed = MISTAKES[mistake]
    error = refusal(written(tmp_path, made(frame())), area)
    assert error.code in {"elsewhere", "crs_wrong"}
    assert proposed in str(error)


def test_the_wrong_zone_is_told_by_the_previous_boundaries(tmp_path, area):
    file = written(tmp_path, named(frame().to_crs(25832), 25833))
    assert "--crs, vermutlich EPSG:25832" in str(refusal(file, area))


def test_another_level_must_touch_the_area_too(tmp_path, area):
    far = frame(["1", "2"]).set_geometry(gpd.GeoSeries([A, B], crs=4326).translate(3, 1))
    error = refusal(written(tmp_path, far), area, level="neu")
    assert error.code == "elsewhere"
    assert "weitab der bisherigen Grenzen in viertel.geojson" in str(error)


def test_boundaries_taken_over_wrongly_once_can_be_replaced(tmp_path, area):
    previous = swapped(gpd.GeoDataFrame({"unit": KEYS, "name": NAMES}, geometry=[A, B], crs=4326))
    previous.to_file(area / "viertel.geojson")
    assert planned(written(tmp_path, frame()), area).files


def test_a_first_import_says_where_it_lies(tmp_path, area):
    (area / "viertel.geojson").unlink()
    notes = planned(written(tmp_path, frame()), area).notes
    assert (
        "Die Flächen liegen um 7,02° Ost, 51,01° Nord; prüfen Sie, ob das Gebiet dort ist." in notes
    )


def test_an_exclave_far_away_is_named(tmp_path, area):
    exclave = shapely.union(B, box(9.9, 53.5, 9.91, 53.51))
    shapes = [A, exclave, box(7.0, 51.02, 7.02, 51.04), box(7.02, 51.02, 7.04, 51.04)]
    columns = {"AGS": list("1234"), "GEN": list("abcd")}
    file = written(tmp_path, gpd.GeoDataFrame(columns, geometry=shapes, crs=4326))
    (note,) = [note for note in planned(file, area, level="neu").notes if "entfernt" in note]
    unit, distance = re.findall(r"Fläche „(.)“ liegt (\d+) km von den übrigen", note)[0]
    # 2.485° of latitude are 276 km, 2.885° of longitude at 52.3° North 197 km
    assert (unit, int(distance)) == ("2", pytest.approx(339, rel=0.01))


# Nothing but the file


def linked(kind: str) -> str:
    content = json.loads(frame().to_json())
    content["crs"] = {"type": kind, "properties": {"href": "http://127.0.0.1:9/crs"}}
    return json.dumps(content)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.geojson", "<OGRVRTDataSource>{other}</OGRVRTDataSource>", "unreadable"),
        ("a.gpkg", "<OGRVRTDataSource>{other}</OGRVRTDataSource>", "unreadable"),
        ("a.vrt", "<OGRVRTDataSource>{other}</OGRVRTDataSource>", "unreadable"),
        (
            "a.json",
            "<OGRWFSDataSource><URL>http://127.0.0.1:9/</URL></OGRWFSDataSource>",
            "unreadable",
        ),
        ("a.json", '{{"type":"gdal_streamed_alg","command_line":"read {other}"}}', "unreadable"),
        ("a.gml", '<gml:FeatureCollection xmlns:gml="http://www.opengis.net/gml"/>', "unreadable"),
    ],
)
def test_nothing_is_read_beside_the_file(tmp_path, area, name, content, code):
    other = written(tmp_path, frame(), "andere.geojson")
    layer = f"<OGRVRTLayer name='x'><SrcDataSource>{other}</SrcDataSource></OGRVRTLayer>"
    (tmp_path / name).write_text(content.format(other=layer), encoding="utf-8")
    assert refusal(tmp_path / name, area).code == code


@pytest.mark.parametrize("kind", ["link", "LINK", "url"])
def test_a_linked_coordinate_system_is_not_followed(tmp_path, area, kind):
    (tmp_path / "a.geojson").write_text(linked(kind), encoding="utf-8")
    assert refusal(tmp_path / "a.geojson", area).code == "crs_linked"


def test_a_pipe_is_never_opened(tmp_path, area):
    os.mkfifo(tmp_path / "a.geojson")
    assert refusal(tmp_path / "a.geojson", area).code == "no_file"


def test_nested_brackets_without_end_are_refused(tmp_path, area):
    (tmp_path / "a.geojson").write_text('{"a":' + "[" * 100_000, encoding="utf-8")
    assert refusal(tmp_path / "a.geojson", area).code == "unreadable"


@pytest.mark.parametrize("name", ["neu.fgb", "neu.gpkg", "neu.parquet", "neu.shp"])
def test_a_file_cut_short_is_refused(tmp_path, area, name):
    file = tmp_path / name
    frame().to_parquet(file) if name.endswith("parquet") else frame().to_file(file)
    file.write_bytes(file.read_bytes()[:50])
    error = refusal(file, area)
    assert error.code == "unreadable"
    assert "der Inhalt ist beschädigt" in str(error)


# Containers and names


def shapefile(folder: Path, name: str = "karte") -> dict[str, bytes]:
    written(folder, frame(), f"{name}.shp")
    return {path.suffix: path.read_bytes() for path in folder.glob(f"{name}.*")}


def packed(file: Path, members: dict[str, bytes]) -> Path:
    with zipfile.ZipFile(file, "w") as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return file


@pytest.mark.parametrize("name", ["karte.zip", "KARTE.ZIP", "a!b;c.zip"])
@pytest.mark.parametrize("stem", ["karte", "Ordner/unter/Größe", "../karte"])
def test_a_zip_is_searched_for_the_map(tmp_path, area, name, stem):
    members = {stem + suffix: content for suffix, content in shapefile(tmp_path).items()}
    members |= {f"__MACOSX/._{stem}.shp": b"\0", "lies mich.txt": b"x"}
    assert names_of(planned(packed(tmp_path / name, members), area)) == NAMES


def test_of_several_maps_in_a_zip_one_is_chosen(tmp_path, area):
    content = written(tmp_path, frame(), "a.geojson").read_bytes()
    file = packed(tmp_path / "a.zip", {"a.geojson": content, "b/b.json": content})
    assert "(a, b)" in str(refusal(file, area))
    assert names_of(planned(file, area, layer="b")) == NAMES


def test_a_zip_without_a_map_is_refused(tmp_path, area):
    assert refusal(packed(tmp_path / "a.zip", {"a.txt": b"x"}), area).code == "zip_empty"
    assert refusal(packed(tmp_path / "leer.zip", {}), area).code == "zip_empty"


@pytest.mark.parametrize("name", ["we!rd.geojson", "se;mi.gpkg", "a.zip!b.geojson", "x#y?z.GPKG"])
def test_signs_in_names_mean_nothing(tmp_path, area, name):
    source = written(tmp_path, frame(), f"neu{Path(name).suffix.lower()}")
    shutil.copy(source, tmp_path / name)
    assert names_of(planned(tmp_path / name, area)) == NAMES


def test_endings_of_a_shapefile_may_be_capitals(tmp_path, area):
    for suffix, content in shapefile(tmp_path).items():
        (tmp_path / f"GROSS{suffix.upper()}").write_bytes(content)
    assert names_of(planned(tmp_path / "GROSS.SHP", area)) == NAMES


@pytest.mark.parametrize("suffix", [".dbf", ".shx"])
def test_a_missing_part_of_a_shapefile_is_named(tmp_path, area, suffix):
    members = {f"karte{end}": content for end, content in shapefile(tmp_path).items()}
    (tmp_path / f"karte{suffix}").unlink()
    del members[f"karte{suffix}"]
    for file in (tmp_path / "karte.shp", packed(tmp_path / "karte.zip", members)):
        error = refusal(file, area)
        assert error.code == "parts_missing"
        assert suffix in str(error)


@pytest.mark.parametrize("packing", [zipfile.ZIP_DEFLATED, zipfile.ZIP_LZMA])
def test_a_zip_whose_content_is_spoilt_is_refused(tmp_path, area, packing):
    with zipfile.ZipFile(tmp_path / "a.zip", "w", packing) as archive:
        archive.writestr("a.geojson", written(tmp_path, frame(), "a.geojson").read_bytes())
    content = bytearray((tmp_path / "a.zip").read_bytes())
    content[60:90] = b"\xff" * 30
    (tmp_path / "a.zip").write_bytes(content)
    assert refusal(tmp_path / "a.zip", area).code == "unreadable"


def test_maps_called_alike_are_chosen_by_their_folder(tmp_path, area):
    content = written(tmp_path, frame(), "a.geojson").read_bytes()
    file = packed(tmp_path / "a.zip", {"x/a.geojson": content, "y/a.geojson": b"{}"})
    assert "(x/a, y/a)" in str(refusal(file, area))
    assert names_of(planned(file, area, layer="x/a")) == NAMES


def test_folders_in_a_zip_may_be_written_as_windows_does(tmp_path, area):
    members = {f"neu\\karte{end}": content for end, content in shapefile(tmp_path).items()}
    members["__MACOSX\\._karte.shp"] = b"\0"
    assert names_of(planned(packed(tmp_path / "a.zip", members), area)) == NAMES


def test_parts_of_a_shapefile_belong_together_however_their_names_are_written(tmp_path, area):
    parts = shapefile(tmp_path)
    names = {end: f"KARTE{end.upper()}" if end == ".shp" else f"karte{end}" for end in parts}
    below = tmp_path / "unten"
    below.mkdir()
    for end, content in parts.items():
        (below / names[end]).write_bytes(content)
    members = {names[end]: content for end, content in parts.items()}
    for file in (below / "KARTE.SHP", packed(tmp_path / "a.zip", members)):
        assert names_of(planned(file, area)) == NAMES


@pytest.mark.parametrize("name", ["a.geojson", "a.gpkg", "a.fgb", "a.shp", "a.parquet", "a.zip"])
def test_a_layer_the_file_does_not_have_is_refused(tmp_path, area, name):
    if name == "a.zip":
        content = written(tmp_path, frame(), "a.geojson").read_bytes()
        packed(tmp_path / name, {"a.geojson": content})
    elif name == "a.parquet":
        frame().to_parquet(tmp_path / name)
    else:
        written(tmp_path, frame(), name)
    error = refusal(tmp_path / name, area, layer="gemeinden")
    assert error.code == "layer_unknown"
    assert "Vorhanden: a." in str(error)
    assert names_of(planned(tmp_path / name, area, layer="a")) == NAMES


@pytest.mark.parametrize("name", ["a.geojson", "a.json"])
def test_a_packed_file_of_another_name_is_another_format(tmp_path, area, name):
    content = written(tmp_path, frame(), "neu.geojson").read_bytes()
    (tmp_path / name).write_bytes(gzip.compress(content))
    assert "ein anderes Format" in str(refusal(tmp_path / name, area))


def test_what_is_in_a_zip_is_refused_under_the_name_of_the_zip(tmp_path, area):
    file = packed(tmp_path / "karten.zip", {"karte.gpkg": b"kein GeoPackage"})
    assert "„karten.zip“" in str(refusal(file, area))


COUNTING_WITHOUT_END = (
    "CREATE VIEW {view} AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "
    "SELECT hidden.* FROM hidden, (SELECT max(i) FROM n)"
)


@pytest.mark.parametrize("view", ["karte", "gpkg_contents"])
def test_a_geopackage_that_computes_what_it_shows_is_refused(tmp_path, area, view):
    file = written(tmp_path, frame(), "karte.gpkg")
    with closing(sqlite3.connect(file)) as database:
        database.execute(f"ALTER TABLE {view} RENAME TO hidden")
        database.execute(COUNTING_WITHOUT_END.format(view=view))
    error = refusal(file, area)
    assert "eine Abfrage statt einer Tabelle" in str(error)


def test_texts_too_long_for_a_name_are_refused(tmp_path, area):
    error = refusal(written(tmp_path, frame(names=["a" * 201, "b"])), area)
    assert error.code == "name_long"
    assert names_of(planned(written(tmp_path, frame(names=["a" * 200, "b"])), area))


def test_a_message_quotes_what_a_file_calls_itself_in_short(tmp_path, area):
    columns = {f"{number}{'x' * 500}": [1, 2] for number in range(20)}
    file = written(tmp_path, frame(**columns), "a.geojson")
    assert len(str(refusal(file, area, code="fehlt"))) < 1000


@pytest.mark.parametrize("name", ["area.toml", "units.csv"])
@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir, lambda path: path.symlink_to(path.name)])
def test_what_is_no_file_is_neither_read_nor_replaced(tmp_path, area, name, make):
    (area / name).unlink()
    make(area / name)
    with pytest.raises(UnreadableFileError, match=name):
        planned(written(tmp_path, frame()), area)


def test_nothing_is_written_outside_the_folder_of_the_area(tmp_path, area):
    victim = written(tmp_path, frame(), "anderes.geojson")
    entries = AREA_TOML.replace("[level.viertel.boundaries]", "[[level.viertel.boundaries]]")
    elsewhere = entries.replace("viertel.geojson", "../../anderes.geojson")
    (area / "area.toml").write_text(elsewhere + "valid_at = 2020-01-01\n", encoding="utf-8")
    before = victim.read_bytes()
    error = refusal(written(tmp_path, frame()), area, valid_at=date(2020, 1, 1))
    assert "eine Datei liegt in einem anderen Ordner" in str(error)
    assert victim.read_bytes() == before


# Encodings


def shapefile_in(folder: Path, encoding: str, cpg: str | None, names: list[str]) -> Path:
    path = folder / "karte.shp"
    frame(names=names).to_file(path, encoding=encoding)
    path.with_suffix(".cpg").unlink(missing_ok=True)
    if cpg is not None:
        path.with_suffix(".cpg").write_text(cpg)
    return path


@pytest.mark.parametrize("cpg", [None, "", "UTF-8", "ISO-8859-1", "ANSI 1252"])
@pytest.mark.parametrize("encoding", ["UTF-8", "CP1252"])
def test_umlauts_of_a_shapefile_are_right_whatever_it_says(tmp_path, area, encoding, cpg):
    file = shapefile_in(tmp_path, encoding, cpg, ["Düsterbrück", "Groß"])
    assert names_of(planned(file, area)) == ["Düsterbrück", "Groß"]


def test_a_single_sharp_s_in_cp1252_is_no_beginning_of_utf_8(tmp_path, area):
    file = shapefile_in(tmp_path, "CP1252", None, ["Groß", "Klein"])
    assert names_of(planned(file, area)) == ["Groß", "Klein"]


def test_accents_of_cp1252_are_taken(tmp_path, area):
    file = shapefile_in(tmp_path, "CP1252", None, ["Café", "Übersee"])
    assert names_of(planned(file, area)) == ["Café", "Übersee"]


@pytest.mark.parametrize("names", [["Düsterbrück", "Größenau"], ["Großau", "Klein"]])
def test_doubtful_umlauts_are_asked_about(tmp_path, area, names):
    file = shapefile_in(tmp_path, "CP850", None, names)
    error = refusal(file, area)
    assert error.code == "encoding"
    assert "--encoding, vermutlich CP850" in str(error)
    assert names_of(planned(file, area, encoding="cp850")) == names


def test_a_declared_encoding_counts(tmp_path, area):
    file = shapefile_in(tmp_path, "CP850", "850", ["Düsterbrück", "Größenau"])
    assert names_of(planned(file, area)) == ["Düsterbrück", "Größenau"]


def test_an_encoding_that_is_none_is_refused(tmp_path, area):
    file = shapefile_in(tmp_path, "CP1252", None, ["Düsterbrück", "Groß"])
    assert refusal(file, area, encoding="Klingonisch").code == "encoding_unknown"
    assert refusal(file, area, encoding="UTF-8").code == "encoding_wrong"


def test_geojson_in_another_encoding_is_asked_about(tmp_path, area):
    file = written(tmp_path, frame(), "neu.geojson")
    file.write_bytes(file.read_text(encoding="utf-8").encode("cp1252"))
    assert "--encoding, vermutlich CP1252" in str(refusal(file, area))
    assert names_of(planned(file, area, encoding="cp1252")) == NAMES


@pytest.mark.parametrize(
    ("name", "code"), [("DÃ¼sterbrÃ¼ck", "garbled"), ("D\ufffdsterbr\ufffdck", "characters_lost")]
)
def test_names_spoilt_before_are_refused(tmp_path, area, name, code):
    error = refusal(written(tmp_path, frame(names=[name, "B"])), area)
    assert error.code == code
    assert code != "garbled" or "„Düsterbrück“" in str(error)


# Shapes


def with_first(shape: Polygon) -> gpd.GeoDataFrame:
    return frame().set_geometry([shape, B]).set_crs(4326)


@pytest.mark.parametrize("value", [float("nan"), float("inf")])
def test_coordinates_that_are_no_numbers_are_not_mended(tmp_path, area, value):
    with np.errstate(invalid="ignore"):
        broken = Polygon([(7, 51), (7.02, 51), (value, 51.01), (7.02, 51.02), (7, 51.02)])
    error = refusal(written(tmp_path, with_first(broken)), area)
    assert error.code == "not_finite"
    assert "„05999004“" in str(error)


def test_a_tangle_of_3000_points_is_refused_at_once(tmp_path, area):
    points = np.random.default_rng(1).random((3000, 2)) / 50 + (7, 51)
    assert refusal(written(tmp_path, with_first(Polygon(points))), area).code == "tangled"


def test_a_polygon_too_small_for_the_finest_decimals_is_refused(tmp_path, area):
    tiny = Polygon([(7, 51), (7 + 1e-12, 51), (7, 51 + 1e-12)])
    assert refusal(written(tmp_path, with_first(tiny)), area).code == "not_repairable"


def test_more_units_than_any_map_shows_are_refused_before_they_are_compared(tmp_path, area):
    many = gpd.GeoDataFrame(
        {"AGS": [str(number) for number in range(25_001)], "GEN": "x"},
        geometry=[A] * 25_001,
        crs=4326,
    )
    assert refusal(written(tmp_path, many), area, level="neu").code == "too_many"


def test_a_new_level_says_that_it_is_not_summed_up(tmp_path, area):
    plan = planned(written(tmp_path, frame()), area, level="neu")
    (note,) = [note for note in plan.notes if "Neue Ebene" in note]
    assert "complete = false" in note
    apply_import(plan)
    assert "complete = false" in (area / "area.toml").read_text(encoding="utf-8")


def feature_collection(folder: Path, ids: list[object]) -> Path:
    shapes = [json.loads(shapely.to_geojson(shape)) for shape in (A, B)]
    features = [
        {"type": "Feature", "id": key, "properties": {"GEN": name}, "geometry": shape}
        for key, name, shape in zip(ids, NAMES, shapes, strict=True)
    ]
    path = folder / "kennungen.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


@pytest.mark.parametrize("ids", [KEYS, [5999004, 5999008]], ids=["texts", "numbers"])
def test_the_id_beside_the_properties_can_be_the_key(tmp_path, area, ids):
    plan = planned(feature_collection(tmp_path, ids), area, code="id")
    assert list(plan.boundaries.index) == KEYS


def test_a_count_of_the_shapes_is_no_key(tmp_path, area):
    assert refusal(feature_collection(tmp_path, [0, 1]), area, code="id").code == "column"


def test_geojson_has_a_limit_of_its_own(tmp_path, area, monkeypatch):
    file = feature_collection(tmp_path, KEYS)
    monkeypatch.setattr(map_files, "MAX_GEOJSON_BYTES", file.stat().st_size - 1)
    # before anything of it is read
    monkeypatch.setattr(map_files, "_read_geojson", None)
    assert refusal(file, area, code="id").code == "geojson_too_large"


@pytest.mark.parametrize(
    ("keys", "warns"),
    [
        # Berlin (11) lies in zone 33; its coordinates taken for zone 32 lie in the Emsland
        (["11000001", "11000002"], True),
        # Lower Saxony (03): that is where they lie
        (["03456001", "03456002"], False),
        # no official keys: nothing is known
        (["A", "B"], False),
    ],
)
def test_a_zone_that_contradicts_the_official_keys_is_doubted(tmp_path, keys, warns):
    shapes = [box(east, 5_820_000, east + 1000, 5_821_000) for east in (390_000, 391_000)]
    moved = gpd.GeoDataFrame({"AGS": keys, "GEN": NAMES}, geometry=shapes, crs=25832)
    plan = planned(written(tmp_path, moved), tmp_path / "neu", level="ort")
    (note,) = [note for note in plan.notes if "liegen um" in note]
    assert note.startswith("Warnung: ") is warns
    assert ("--crs EPSG:25833" in note) is warns


def test_files_of_the_area_in_utf_16_and_with_bare_dates_are_changed_all_the_same(tmp_path, area):
    toml = AREA_TOML.replace('"Stadt"', '"Stadt"\nvalid_at = 31.12.2013')
    (area / "area.toml").write_bytes(f"\ufeff{toml}".encode("utf-16-le"))
    units = (area / "units.csv").read_text("utf-8")
    (area / "units.csv").write_bytes(f"\ufeff{units}".encode("utf-16-le"))
    third = frame(["05999004", "05999012"], ["Altbrück", "Kleinöd"])
    plan = planned(written(tmp_path, third), area, attribution="Neu")
    assert 'attribution = "Neu"' in plan.files[area / "area.toml"].decode()
    assert plan.files[area / "units.csv"].decode() == f"{units}viertel;05999012;Kleinöd\n"


def test_why_area_toml_is_no_toml_is_told_in_german(tmp_path, area):
    (area / "area.toml").write_text(AREA_TOML + "[level.viertel\n", encoding="utf-8")
    assert "(Zeile 8 ist kein gültiges TOML)" in str(refusal(written(tmp_path, frame()), area))


# A coordinate system nobody knows, and units.csv as spreadsheets write it


def geojson_with(folder: Path, crs: object, name: str = "neu.geojson") -> Path:
    path = written(folder, frame(), name)
    content = json.loads(path.read_text("utf-8"))
    path.write_text(json.dumps({**content, "crs": crs}), "utf-8")
    return path


@pytest.mark.slow
@pytest.mark.parametrize(
    ("crs", "named"),
    [
        ({"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::999999"}}, "999999"),
        ({"type": "name", "properties": {"name": "Stadtnetz 1901"}}, "„Stadtnetz 1901“"),
        ({"properties": {"name": "EPSG:25832"}}, "„EPSG:25832“"),
        ("EPSG:25832", "EPSG:25832"),
    ],
)
def test_a_coordinate_system_nobody_knows_is_not_taken_for_degrees(tmp_path, area, crs, named):
    file = geojson_with(tmp_path, crs)
    error = refusal(file, area)
    assert error.code == "crs_unread"
    assert named in str(error)
    assert "--crs EPSG:4326" in str(error)
    assert planned(file, area, crs="EPSG:4326").boundaries.total_bounds[0] == 7.0


@pytest.mark.parametrize("name", ["urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326", "WGS 84"])
def test_degrees_have_many_names(tmp_path, area, name):
    crs = {"type": "name", "properties": {"name": name}}
    assert planned(geojson_with(tmp_path, crs), area).boundaries.total_bounds[0] == 7.0


def test_a_hand_made_file_of_boundaries_names_its_unknown_system(tmp_path):
    path = geojson_with(tmp_path, "Stadtnetz", "viertel.geojson")
    content = path.read_text("utf-8").replace('"AGS"', '"unit"').replace('"GEN"', '"name"')
    path.write_text(content, "utf-8")
    with pytest.raises(BoundaryError) as caught:
        read_boundaries(path)
    assert caught.value.code == "crs_unread"


@pytest.mark.parametrize(
    ("units", "added"),
    [
        ("level\tunit\tname\nviertel\t05999004\tAltbrück\n", "viertel\t05999008\tBirkhain\n"),
        ("sep=;\nlevel;unit;name\n", "viertel;05999004;Altbrück\nviertel;05999008;Birkhain\n"),
        (
            'sep=,\nlevel,unit,name\nviertel,"=""05999004""",Altbrück\n',
            "viertel,05999008,Birkhain\n",
        ),
        ("level;unit;name;;\nviertel;05999004;Altbrück;;\n", "viertel;05999008;Birkhain;;\n"),
    ],
)
def test_units_are_added_in_the_way_the_table_is_written(tmp_path, area, units, added):
    (area / "units.csv").write_text(units, "utf-8")
    file = written(tmp_path, frame())
    request = ImportRequest(file=file, area="prob", level="viertel", code="AGS", name="GEN")
    content = plan_import(request, area, ()).files[area / "units.csv"].decode()
    assert content == units + added
