"""What an area prints on every map: logo, and borders of the next coarser level."""

from __future__ import annotations

import io
from datetime import date

import pytest
from PIL import Image

from atlas.atlas import Atlas
from atlas.render.paper import Paper
from atlas.render.sheets import sheet_for


@pytest.fixture
def atlas(data_copy) -> Atlas:
    return Atlas.open(data_copy)


def test_the_county_lies_on_top_of_its_municipalities(atlas):
    paper = Paper(size="A3")
    sheet = sheet_for(atlas, "rhein-berg", "kommune", paper, date(2026, 11, 22))
    assert list(sheet.coarser.index) == ["05378"]
    assert (sheet.paper, sheet.created, sheet.logo) == (paper, date(2026, 11, 22), b"")


def test_nothing_lies_on_top_of_the_coarsest_level(atlas):
    assert sheet_for(atlas, "rhein-berg", "kreis", Paper()).coarser is None


def test_broken_borders_of_the_coarser_level_stop_no_map(atlas):
    (atlas.folder / "districts" / "rhein-berg" / "kreis.geojson").write_text("{", "utf-8")
    assert sheet_for(atlas, "rhein-berg", "kommune", Paper()).coarser is None


def test_a_coarser_level_without_borders_is_passed_over(data_copy):
    toml = data_copy / "districts" / "rhein-berg" / "area.toml"
    text = toml.read_text("utf-8")
    head, _, _ = text.partition("[level.kreis.boundaries]")
    toml.write_text(head, encoding="utf-8")
    assert sheet_for(Atlas.open(data_copy), "rhein-berg", "kommune", Paper()).coarser is None


def test_the_logo_comes_along(data_copy):
    folder = data_copy / "districts" / "rhein-berg"
    buffer = io.BytesIO()
    Image.new("RGB", (3, 1)).save(buffer, "PNG")
    (folder / "logo.png").write_bytes(buffer.getvalue())
    toml = folder / "area.toml"
    text = toml.read_text("utf-8").replace("\n", '\nlogo = "logo.png"\n', 1)
    toml.write_text(text, encoding="utf-8")
    found = sheet_for(Atlas.open(data_copy), "rhein-berg", "kommune", Paper())
    assert found.logo == buffer.getvalue()
