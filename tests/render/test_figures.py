"""A figure as a drawing without frame."""

from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest

from atlas.atlas import Atlas
from atlas.model.figures import FigureChoice, FigureKind
from atlas.model.scope import Scope
from atlas.render.bundle import figure_bundle
from atlas.render.figures import figure_svg

DAY = date(2026, 12, 1)
DATA = Path(__file__).parents[2] / "data"
SCOPE = Scope(
    area="rhein-berg",
    level="kommune",
    indicator="ein_kinder_sgb2_u15",
    year=2014,
    base_year=2009,
)


@pytest.fixture(scope="module")
def atlas():
    return Atlas.open(DATA)


def words_of(svg):
    return " ".join(ET.fromstring(svg).itertext())  # noqa: S314  (drawn just now)


def test_a_map_names_its_units_and_classes_but_bears_no_headline_and_no_source(atlas):
    words = words_of(figure_svg(atlas, FigureChoice(kind=FigureKind.MAP, scope=SCOPE)))
    assert "Burscheid" in words
    assert "12,5" in words
    assert "bis unter" in words
    assert "Jedes neunte" not in words
    assert "Quelle" not in words


def test_two_maps_stand_beside_each_other(atlas):
    pair = FigureChoice(kind=FigureKind.MAP, scope=SCOPE, beside=replace(SCOPE, year=2009))
    # 2009 stands left: 10.2 %, 2014: 12.5 %
    words = words_of(figure_svg(atlas, pair))
    assert words.index("10,2") < words.index("12,5")


def test_a_chart_bears_no_headline_and_a_table_is_no_drawing(atlas):
    bars = words_of(figure_svg(atlas, FigureChoice(kind=FigureKind.BARS, scope=SCOPE)))
    assert "Burscheid" in bars
    assert "Jedes neunte" not in bars
    assert not figure_svg(atlas, FigureChoice(kind=FigureKind.TABLE, scope=SCOPE))


def test_a_bundle_holds_pictures_data_word_and_all_words_about_the_figure(atlas):
    choice = FigureChoice(kind=FigureKind.BARS, scope=SCOPE)
    with ZipFile(BytesIO(figure_bundle(atlas, choice, DAY, "python -m atlas chart"))) as archive:
        contents = {Path(name).suffix: archive.read(name) for name in archive.namelist()}
        unframed = [name for name in archive.namelist() if "ohne-rahmen" in name]
    assert set(contents) == {".svg", ".png", ".pdf", ".xlsx", ".csv", ".docx", ".txt"}
    assert len(unframed) == 1
    words = contents[".txt"].decode()
    for part in ("Jedes neunte Kind", "ALTERNATIVTEXT", "Quelle: Grundsatzkonzept", "Definition:"):
        assert part in words
    assert words.rstrip().endswith("python -m atlas chart")
    # published: Burscheid 313 of 2,499
    assert "Burscheid;2014;12,5250100040016;313;2499" in contents[".csv"].decode("utf-8-sig")
