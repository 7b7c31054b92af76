from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pyogrio
import pytest
import shapely

from atlas.model.scope import Scope, View
from atlas.model.specs import SignedNumber, UnitNumbers
from atlas.render.geodata import geojson_bytes, gpkg_bytes
from atlas.views import texts
from atlas.views.map.maps import choropleth


def test_geojson_has_a_feature_per_unit_with_these_properties(map_spec, boundaries):
    collection = json.loads(geojson_bytes(map_spec, boundaries))
    assert [feature["properties"] for feature in collection["features"]] == [
        {
            "schluessel": f.unit,
            "name": f.name,
            "jahr": 2014,
            "wert": f.value,
            "zeichen": "." if f.value is None else "",
            "zaehler": None,
            "nenner": None,
            "wert_basis": None,
            "zeichen_basis": "",
            "veraenderung": None,
            "zeichen_veraenderung": "",
        }
        for f in map_spec.current_map.figures
    ]


def test_geojson_says_where_it_comes_from(map_spec, boundaries):
    collection = json.loads(geojson_bytes(map_spec, boundaries))
    provenance = map_spec.current_map.provenance
    assert collection["titel"] == map_spec.current_map.headline
    assert collection["indikator"] == map_spec.title
    assert collection["masseinheit"] == map_spec.unit
    legend = collection["legende"]
    assert [entry["bezeichnung"] for entry in legend] == [e.label for e in map_spec.legend]
    assert [entry["anzahl"] for entry in legend] == list(map_spec.current_map.counts)
    assert collection["quelle"] == provenance.source
    assert collection["stand"] == provenance.reference_dates
    assert collection["gebietsstand"] == provenance.boundaries
    assert collection["geometrie"] == provenance.attribution
    assert collection["lizenz"] == "nicht angegeben"


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
    assert list(frame["schluessel"]) == [f.unit for f in map_spec.current_map.figures]
    assert list(frame["wert"].isna()) == [f.value is None for f in map_spec.current_map.figures]
    assert list(frame["zeichen"]) == [
        "." if f.value is None else "" for f in map_spec.current_map.figures
    ]


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
    assert frame["wert"].dtype == "float64"
    assert frame.geometry.isna().all()


def saved(folder: Path, content: bytes) -> Path:
    path = folder / "map.gpkg"
    path.write_bytes(content)
    return path


def test_two_indicators_are_written_with_values_signs_and_classes(
    bivariate_spec, boundaries, tmp_path
):
    year = bivariate_spec.current_map
    first, *others = year.figures
    pair = [
        UnitNumbers(value=SignedNumber(number=n, sign=sign)) for n, sign in ((0.52, ""), (0.0, "–"))
    ]
    of_two = replace(first, numbers=pair[0], second=pair[1])
    years = (*bivariate_spec.years[:-1], replace(year, figures=(of_two, *others)))
    spec = replace(bivariate_spec, years=years)
    collection = json.loads(geojson_bytes(spec, boundaries))
    assert collection["features"][0]["properties"] == {
        "schluessel": first.unit,
        "name": first.name,
        "jahr": 2014,
        "werte": "0,5 | 00",
        "klasse": spec.legend[0].label,
        "wert_1": 0.52,
        "zeichen_1": "",
        "klasse_1": "niedrig: unter 4,0",
        "wert_2": 0.0,
        "zeichen_2": "–",
        "klasse_2": "tief",
    }
    assert collection["felder"] == {
        "werte": spec.title,
        "wert_1": "Arbeitslose (%)",
        "klasse_1": "niedrig: unter 4,0; mittel: 4,0 bis unter 6,0; hoch: 6,0 und mehr",
        "wert_2": "Kinder <b>im</b> $SGB$ II (%)",
        "klasse_2": "tief; hoch",
    }
    path = tmp_path / "karte.gpkg"
    path.write_bytes(gpkg_bytes(spec, boundaries, every_year=True))
    frame = pyogrio.read_dataframe(path)
    assert frame["wert_1_2014"].dtype == frame["wert_2_2014"].dtype == "float64"
    assert frame["klasse_1_2014"][0] == "niedrig: unter 4,0"


def test_the_classing_is_named_and_no_notice_twice(map_spec, boundaries):
    year = replace(
        map_spec.current_map,
        provenance=replace(map_spec.current_map.provenance, notes=(texts.FICTIONAL, "N")),
    )
    collection = json.loads(
        geojson_bytes(replace(map_spec, years=(year,), fictional=True), boundaries)
    )
    assert collection["einteilung"] == map_spec.method
    assert collection["hinweise"].count(texts.FICTIONAL) == 1
    assert "N" in collection["hinweise"]


@pytest.fixture(scope="module")
def share(shipped):
    scope = Scope(area="rhein-berg", level="kommune", indicator="ein_kinder_sgb2_u15", year=2014)
    spec = choropleth(shipped, scope, every_year=True)
    return spec, shipped.boundaries("rhein-berg", "kommune")


def test_a_unit_has_what_its_figure_is_made_of_and_its_change(share):
    collection = json.loads(geojson_bytes(*share))
    burscheid = collection["features"][1]["properties"]
    assert (burscheid["name"], burscheid["zaehler"], burscheid["nenner"]) == (
        "Burscheid",
        313,
        2499,
    )
    # 313 of 2,499 after 294 of 2,891 in 2009
    assert burscheid["veraenderung"] == pytest.approx(12.52501 - 10.16949, abs=5e-6)
    assert burscheid["wert_basis"] == pytest.approx(10.16949, abs=5e-6)
    assert collection["felder"] == {
        "wert": "Kinder unter 15 Jahren im SGB-II-Bezug (Abgrenzung nicht angegeben) (%)",
        "zaehler": "Kinder unter 15 Jahren im SGB-II-Bezug",
        "nenner": "Einwohner unter 15 Jahren",
        "wert_basis": "Wert 2009 (%)",
        "veraenderung": "Veränderung seit 2009 (Prozentpunkte)",
    }
    assert collection["link"].startswith("/karte?gebiet=rhein-berg")


@pytest.mark.parametrize("view", [View.CHANGE, View.DEVIATION])
def test_a_map_of_another_view_has_the_values_it_comes_from_and_all_signs(shipped, view):
    """Sonnenhang was divided in 2020: its change is estimated, its value of 2024 is not."""
    scope = Scope(
        area="musterstadt",
        level="bezirk",
        indicator="ein_sgb2_u15",
        year=2024,
        base_year=2013,
        view=view,
    )
    boundaries = shipped.boundaries("musterstadt", "bezirk")
    collection = json.loads(geojson_bytes(choropleth(shipped, scope), boundaries))
    units = {feature["properties"]["schluessel"]: feature for feature in collection["features"]}
    divided, gone = units["051"]["properties"], units["034"]["properties"]
    assert (divided["zeichen"], divided["zeichen_veraenderung"]) == ("p", "s")
    assert divided["wert"] - divided["wert_basis"] == pytest.approx(divided["veraenderung"])
    assert (gone["wert"], gone["zeichen"], gone["zeichen_veraenderung"]) == (None, "x p", "x p")
    assert (
        ("abweichung" in divided)
        == (view is View.DEVIATION)
        == ("abweichung" in collection["felder"])
    )
    explained = {line.partition(" = ")[0] for line in collection["zeichenerklaerung"]}
    assert {"x", "p", "s"} <= explained


def test_all_years_stand_beside_each_other(share, tmp_path):
    path = saved(tmp_path, gpkg_bytes(*share, every_year=True))
    frame = pyogrio.read_dataframe(path).set_index("schluessel")
    burscheid = frame.loc["05378008"]
    assert (burscheid["zaehler_2009"], burscheid["nenner_2009"]) == (294, 2891)
    assert (burscheid["zaehler_2014"], burscheid["nenner_2014"]) == (313, 2499)
    assert frame["veraenderung_2009"].isna().all()
    assert len(frame) == 8
    collection = json.loads(geojson_bytes(*share, every_year=True))
    assert collection["jahre"] == [2009, 2014]
    # what is said around them speaks of both years
    assert collection["titel"].endswith("Kommunen, 2009–2014")
    assert collection["stand"].startswith("2009: nicht angegeben; 2014: Kinder")
    assert collection["features"][1]["properties"].keys() - {"schluessel"} == set(
        frame.columns.drop("geometry")
    )


def test_a_unit_of_one_year_only_has_nothing_in_the_others(map_spec, boundaries):
    first, last = map_spec.years
    years = (first, replace(last, figures=last.figures[1:]))
    collection = json.loads(
        geojson_bytes(replace(map_spec, years=years), boundaries, every_year=True)
    )
    gone = collection["features"][0]["properties"]
    assert gone["wert_2009"] == first.figures[0].value
    assert gone["wert_2014"] is None
    assert len(collection["features"]) == 8
