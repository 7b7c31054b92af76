"""Logos: what can be drawn is used, everything else is named and left out."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image

from atlas.atlas import Atlas
from atlas.desk import Desk


@pytest.fixture
def county(data_copy):
    """Open the shipped county with a logo of this name and content."""

    def build(name: str, content: bytes | None = None):
        area = data_copy / "districts" / "rhein-berg"
        toml = area / "area.toml"
        text = toml.read_text("utf-8").replace("\n", f'\nlogo = "{name}"\n', 1)
        toml.write_text(text, encoding="utf-8")
        if content is not None:
            (area / name).write_bytes(content)
        return Atlas.open(data_copy)

    return build


def picture(form: str) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (30, 10), "#0b6e75").save(buffer, form)
    return buffer.getvalue()


def huge_png() -> bytes:
    """A PNG whose head claims 6000 × 6000 pixels."""
    head = struct.pack(">IIBBBBB", 6000, 6000, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + head
    size = struct.pack(">I", len(head))
    return b"\x89PNG\r\n\x1a\n" + size + chunk + struct.pack(">I", zlib.crc32(chunk))


def logo_problems(atlas: Atlas) -> list[tuple[str, str, int | None]]:
    problems = Desk.open(atlas.folder).problems("rhein-berg")
    return [(p.code, p.value, p.line) for p in problems if p.code.startswith("logo_")]


@pytest.mark.parametrize(("name", "form"), [("logo.png", "PNG"), ("logo.jpg", "JPEG")])
def test_a_picture_beside_area_toml_is_the_logo(county, name, form):
    atlas = county(name, picture(form))
    assert atlas.area("rhein-berg").logo == name
    assert logo_problems(atlas) == []


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("fehlt.png", None, "logo_missing"),
        ("../rhein-berg/kommune.geojson", None, "logo_missing"),
        ("/etc/hostname", None, "logo_missing"),
        ("logo.png", b"", "logo_unreadable"),
        ("logo.png", picture("PNG")[:40], "logo_unreadable"),
        ("logo.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "logo_unreadable"),
        ("logo.gif", picture("GIF"), "logo_unreadable"),
        ("logo.png", huge_png(), "logo_unreadable"),
    ],
)
def test_what_cannot_be_drawn_is_named_and_left_out(county, name, content, code):
    atlas = county(name, content)
    assert logo_problems(atlas) == [(code, name, 2)]
    assert atlas.area("rhein-berg").logo == ""


def test_no_logo_is_no_problem(shipped_atlas):
    assert shipped_atlas.area("rhein-berg").logo == ""
    assert logo_problems(shipped_atlas) == []


@pytest.fixture
def shipped_atlas(data_copy) -> Atlas:
    return Atlas.open(data_copy)
