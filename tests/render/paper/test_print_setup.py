"""What an area prints on every map: logo, and borders of the next coarser level."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date

from PIL import Image

from atlas.atlas import Atlas
from atlas.model.scope import Scope
from atlas.render.paper.formats import Paper
from atlas.render.paper.print_setup import print_setup
from tests.wandel import write_wandel

KOMMUNEN = Scope(area="rhein-berg", level="kommune", indicator="dem_ew", year=2014)


def test_the_sheet_is_as_asked_for(rhein_berg):
    paper = Paper(size="A3")
    sheet = print_setup(Atlas.open(rhein_berg), KOMMUNEN, paper, date(2026, 11, 22))
    assert (sheet.paper, sheet.created, sheet.logo) == (paper, date(2026, 11, 22), b"")


def test_borders_of_the_coarser_level_are_those_of_the_stand(tmp_path):
    folder = write_wandel(tmp_path)
    area = folder / "districts" / "wandel"
    toml = area / "area.toml"
    text = toml.read_text("utf-8").replace('"bezirk", "stadt"', '"bezirk", "raum", "stadt"')
    toml.write_text(f'{text}\n[level.raum]\nname = "Raum"\nplural = "Räume"\n', encoding="utf-8")
    with (area / "units.csv").open("a", encoding="utf-8") as units:
        units.write("raum;N;Nord;;\nraum;O;Ost;;\n")
    (area / "memberships.csv").write_text(
        "level;unit;parent_level;parent;valid_from;valid_to\n"
        "bezirk;07;raum;N;;2019-12-31\nbezirk;07;raum;O;2020-01-01;\nbezirk;08;raum;N;;\n",
        encoding="utf-8",
    )
    atlas = Atlas.open(folder)
    newest = Scope(area="wandel", level="bezirk", indicator="kinderanteil", year=2019)
    former = replace(newest, vintage=date(2013, 1, 1))
    assert print_setup(atlas, newest, Paper()).overlay.parent_of == {"07": "O", "08": "N"}
    assert print_setup(atlas, former, Paper()).overlay is None  # all in one: nothing is parted


def test_the_logo_comes_along(data_copy):
    folder = data_copy / "districts" / "rhein-berg"
    buffer = io.BytesIO()
    Image.new("RGB", (3, 1)).save(buffer, "PNG")
    (folder / "logo.png").write_bytes(buffer.getvalue())
    toml = folder / "area.toml"
    text = toml.read_text("utf-8").replace("\n", '\nlogo = "logo.png"\n', 1)
    toml.write_text(text, encoding="utf-8")
    sheet = print_setup(Atlas.open(data_copy), KOMMUNEN, Paper())
    assert sheet.logo == buffer.getvalue()
