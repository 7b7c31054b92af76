from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pyogrio
import shapely

from atlas.render.geodata import geojson_bytes, gpkg_bytes
from atlas.views import texts


def test_geojson_has_a_feature_per_unit_with_these_properties(map_spec, boundaries):
    collection = json.loads(geojson_bytes(map_spec, boundaries))
    assert [feature["properties"] for feature in collection["features"]] == [
        {"unit": f.unit, "name": f.name, "value": f.value, "flag": f.flag}
        for f in map_spec.current_map.figures
    ]


def test_geojson_says_where_it_comes_from(map_spec, boundaries):
    collection = json.loads(geojson_bytes(map_spec, boundaries))
    provenance = map_spec.current_map.provenance
    assert collection["title"] == map_spec.current_map.headline
    assert collection["indicator"] == map_spec.title
    assert collection["measured_in"] == map_spec.unit
    assert [entry["label"] for entry in collection["legend"]] == [e.label for e in map_spec.legend]
    assert [entry["count"] for entry in collection["legend"]] == list(map_spec.current_map.counts)
    assert collection["source"] == provenance.source
    assert collection["stand"] == provenance.reference_dates
    assert collection["gebietsstand"] == provenance.boundaries
    assert collection["attribution"] == provenance.attribution


def test_geojson_is_in_degrees_and_turns_as_the_standard_wants(map_spec, boundaries):
    collection = json.loads(geojson_bytes(map_spec, boundaries.to_crs(4326)))
    assert "crs" not in collection
    for feature in collection["features"]:
        shape = shapely.geometry.shape(feature["geometry"])
        assert shape.exterior.is_ccw
        assert 6 < shape.centroid.x < 8


def test_a_unit_without_shape_has_a_null_geometry(map_spec, boundaries):
    collection = json.loads(geojson_bytes(map_spec, boundaries.iloc[1:]))
    assert collection["features"][0]["geometry"] is None


def test_geopackage_is_projected_and_keeps_values(map_spec, boundaries, tmp_path):
    path = saved(tmp_path, gpkg_bytes(map_spec, boundaries))
    frame = pyogrio.read_dataframe(path)
    assert frame.crs.to_epsg() == 25832
    assert list(frame["unit"]) == [f.unit for f in map_spec.current_map.figures]
    assert list(frame["value"].isna()) == [f.value is None for f in map_spec.current_map.figures]
    assert list(frame["flag"]) == [f.flag for f in map_spec.current_map.figures]


def test_geopackage_says_where_it_comes_from(map_spec, boundaries, tmp_path):
    metadata = pyogrio.read_info(saved(tmp_path, gpkg_bytes(map_spec, boundaries)))[
        "layer_metadata"
    ]
    assert metadata["TITLE"] == map_spec.current_map.headline
    for text in (map_spec.title, map_spec.legend[0].label, map_spec.current_map.provenance.source):
        assert text in metadata["DESCRIPTION"]


def test_geopackage_without_any_shape_or_value(make_spec, boundaries, tmp_path):
    spec = make_spec(["x"], ["Y"])
    frame = pyogrio.read_dataframe(saved(tmp_path, gpkg_bytes(spec, boundaries)))
    assert frame["value"].dtype == "float64"
    assert frame.geometry.isna().all()


def saved(folder: Path, content: bytes) -> Path:
    path = folder / "map.gpkg"
    path.write_bytes(content)
    return path


def test_two_indicators_are_written_as_text_and_class(bivariate_spec, boundaries, tmp_path):
    features = json.loads(geojson_bytes(bivariate_spec, boundaries))["features"]
    first = bivariate_spec.current_map.figures[0]
    assert features[0]["properties"] == {
        "unit": first.unit,
        "name": first.name,
        "text": "0,5 | 00",
        "class": bivariate_spec.legend[0].label,
    }
    path = tmp_path / "karte.gpkg"
    path.write_bytes(gpkg_bytes(bivariate_spec, boundaries))
    assert "value" not in pyogrio.read_dataframe(path)


def test_the_classing_is_named_and_no_notice_twice(map_spec, boundaries):
    year = replace(
        map_spec.current_map,
        provenance=replace(map_spec.current_map.provenance, notes=(texts.FICTIONAL, "N")),
    )
    collection = json.loads(
        geojson_bytes(replace(map_spec, years=(year,), fictional=True), boundaries)
    )
    assert collection["classing"] == map_spec.method
    assert collection["notes"].count(texts.FICTIONAL) == 1
    assert "N" in collection["notes"]
