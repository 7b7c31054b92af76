"""Logos and backgrounds: what can be drawn is used, everything else is named and left out."""

from __future__ import annotations

import io
import os
import struct
import zlib
from pathlib import Path

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


def picture_problems(atlas: Atlas) -> list[tuple[str, str, int | None]]:
    problems = Desk.open(atlas.folder).problems("rhein-berg")
    codes = {"file_unused", "picture_missing", "picture_unreadable"}
    return [(p.code, p.value, p.line) for p in problems if p.code in codes]


@pytest.mark.parametrize(("name", "form"), [("logo.png", "PNG"), ("logo.jpg", "JPEG")])
def test_a_picture_beside_area_toml_is_the_logo(county, name, form):
    atlas = county(name, picture(form))
    assert atlas.area("rhein-berg").logo == name
    assert picture_problems(atlas) == []


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("fehlt.png", None, "picture_missing"),
        ("../rhein-berg/kommune.geojson", None, "picture_missing"),
        ("/etc/hostname", None, "picture_missing"),
        ("logo.png", b"", "picture_unreadable"),
        ("logo.png", picture("PNG")[:40], "picture_unreadable"),
        ("logo.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "picture_unreadable"),
        ("logo.gif", picture("GIF"), "picture_unreadable"),
        ("logo.png", huge_png(), "picture_unreadable"),
    ],
)
def test_what_cannot_be_drawn_is_named_and_left_out(county, name, content, code):
    atlas = county(name, content)
    assert picture_problems(atlas) == [(code, name, 2)]
    assert atlas.area("rhein-berg").logo == ""


def test_no_logo_is_no_problem(shipped_atlas):
    assert shipped_atlas.area("rhein-berg").logo == ""
    assert picture_problems(shipped_atlas) == []


@pytest.fixture
def shipped_atlas(data_copy) -> Atlas:
    return Atlas.open(data_copy)


BACKGROUND = """
[background]
kind = "image"
file = "luft.png"
extent = [0, 0, 1, 1]
attribution = "Kreis"
"""


def background(data: Path) -> Path:
    """Name a picture as the background of the shipped county; where it should lie."""
    area = data / "districts/rhein-berg"
    with (area / "area.toml").open("a", encoding="utf-8") as file:
        file.write(BACKGROUND)
    return area / "luft.png"


def make_link(path: Path) -> None:
    path.symlink_to(path.name)


def test_a_background_that_can_be_drawn_is_used(data_copy):
    background(data_copy).write_bytes(picture("PNG"))
    atlas = Atlas.open(data_copy)
    assert atlas.area("rhein-berg").background.file == "luft.png"
    assert picture_problems(atlas) == []


@pytest.mark.parametrize(
    ("make", "code"),
    [
        (Path.exists, "picture_missing"),
        (os.mkfifo, "picture_missing"),
        (os.mkdir, "picture_missing"),
        (make_link, "picture_missing"),
        (lambda path: path.write_bytes(b"<svg/>"), "picture_unreadable"),
        (lambda path: path.write_bytes(huge_png()), "picture_unreadable"),
    ],
    ids=["nothing", "pipe", "folder", "link in a circle", "other format", "too large"],
)
def test_a_background_that_cannot_be_drawn_is_named_and_left_out(data_copy, make, code):
    path = background(data_copy)
    make(path)
    data, problems = Desk.open(data_copy).read("rhein-berg")
    assert [problem.code for problem in problems if problem.value == path.name] == [code]
    assert data.area.background is None
