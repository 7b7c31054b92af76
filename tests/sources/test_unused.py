from __future__ import annotations

import pytest
from PIL import Image

from atlas.desk import Desk

# variations on what quicker tests promise: each of them takes its time
pytestmark = pytest.mark.slow

BACKGROUND = """
[background]
kind = "image"
file = "bild.png"
extent = [0, 0, 1, 1]
attribution = "Stadt Ort"
"""


@pytest.fixture
def put(town):
    """Put an empty file, or a folder (a path that ends in /), into the town."""

    def place(name):
        path = town / name
        if name.endswith("/"):
            path.mkdir(parents=True)
        else:
            path.touch()

    return place


@pytest.mark.parametrize(
    ("name", "code", "words"),
    [
        ("indicators/ort/2022.xlsx", "file_unused", "„2022.xlsx“"),
        ("indicators/ort/acknowledge.toml", "file_unused", "„acknowledged.toml“"),
        ("indicators/ort/alt/", "file_unused", "„alt“"),
        ("districts/ort/unit.csv", "file_unused", "„units.csv“"),
        ("districts/ort/block.geojson", "boundaries_unused", "„block.geojson“"),
        ("districts/2020.csv", "file_unused", "„2020.csv“"),
        ("indicators/2020.csv", "file_unused", "„2020.csv“"),
        ("indicators/orte/", "folder_unused", "„ort“"),
        ("districts/dorf/", "folder_unused", "districts/dorf/area.toml"),
        ("distrikte/", "file_unused", "„districts“"),
    ],
)
def test_what_belongs_to_nothing_is_named(town, put, name, code, words):
    put(name)
    (problem,) = Desk.open(town).problems()
    assert (problem.code, problem.file) == (code, name.rstrip("/"))
    assert words in problem.message


def test_an_area_without_area_toml_is_told_once(town, put):
    put("districts/dorf/")
    put("indicators/dorf/")
    (problem,) = Desk.open(town).problems()
    assert problem.message.endswith("Ebenso: „indicators/dorf“.")


@pytest.mark.parametrize(
    "name",
    [
        "README.md",
        "districts/README.md",
        "districts/ort/.versions/",
        "districts/ort/._units.csv",
        "indicators/ort/~$2020.csv.tmp",
        "indicators/ort/Thumbs.db",
        "indicators/ort/2020.csv~",
        "__MACOSX/",
        "releases/",
    ],
)
def test_explanations_and_what_programs_leave_are_nothing_to_mend(town, put, name):
    put(name)
    assert Desk.open(town).problems() == ()


def test_a_picture_that_is_named_is_used(town):
    Image.new("RGB", (2, 2)).save(town / "districts/ort/bild.png")
    with (town / "districts/ort/area.toml").open("a", encoding="utf-8") as file:
        file.write(BACKGROUND)
    assert Desk.open(town).problems() == ()
