"""What the page of the map says of boundaries that are dirty or missing."""

from __future__ import annotations

import json

import pytest


@pytest.fixture
def changed(data_copy, opened, html):
    """Open the map after a change of its boundaries, a list of GeoJSON features."""
    path = data_copy / "districts" / "rhein-berg" / "kommune.geojson"

    def run(change) -> str:
        content = json.loads(path.read_text("utf-8"))
        content["features"] = change(content["features"])
        path.write_text(json.dumps(content), "utf-8")
        page = opened("pages/karte.py", data_copy, gebiet="rhein-berg", ebene="kommune")
        assert not page.exception
        return html(page)

    return run


def test_a_unit_without_shape_is_named(changed):
    text = changed(
        lambda features: [one for one in features if one["properties"]["name"] != "Odenthal"]
    )
    assert "Ohne Fläche: Odenthal<" in text
    assert "bereinigt" not in text


def test_an_overlap_is_told_with_its_area(changed):
    def widened(features):
        # 0,01° × 0,01° at 51° N: 702 m × 1 112 m = 78 ha, laid over what is there
        ring = [[7.1, 51.0], [7.11, 51.0], [7.11, 51.01], [7.1, 51.01], [7.1, 51.0]]
        first = next(feature for feature in features if feature["properties"]["name"] == "Odenthal")
        first["geometry"] = {"type": "Polygon", "coordinates": [ring]}
        return features

    text = changed(widened)
    assert "Grenzen der Kommunen für den Bildschirm bereinigt: 1 Überschneidung (78,1 ha)" in text


def test_clean_boundaries_need_no_line(changed):
    text = changed(lambda features: features)
    assert "bereinigt" not in text
    assert "Ohne Fläche" not in text
