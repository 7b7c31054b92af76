"""A figure as a drawing without frame."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pikepdf
import pytest

from atlas.atlas import Atlas
from atlas.model.areas import distinct_names
from atlas.model.figures import FigureChoice, FigureKind
from atlas.model.scope import Scope, View
from atlas.render.bundle import figure_bundle
from atlas.render.figures import figure_svg
from atlas.views.map.classing_codec import parse_classing

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


@pytest.mark.slow
def test_a_map_of_many_districts_names_each_of_them_on_the_map_or_in_its_key(atlas):
    scope = Scope(area="musterstadt", level="bezirk", indicator="ein_sgb2", year=2024)
    words = words_of(figure_svg(atlas, FigureChoice(kind=FigureKind.MAP, scope=scope)))
    units = atlas.level("musterstadt", "bezirk").units_on(date(2024, 12, 31))
    names = [name.shown for name in distinct_names(units).values()]
    assert len(names) == 48
    # a name on the map may be parted
    letters = re.sub(r"[- ]", "", words)
    assert [name for name in names if re.sub(r"[- ]", "", name) not in letters] == []


def test_a_long_legend_goes_without_histogram_rather_than_shrink_the_map(atlas):
    # changes with seven classes, and those within chance
    many = replace(SCOPE, view=View.CHANGE, classing=parse_classing("quantile.7"))
    for scope, expected in ((many, False), (replace(many, classing=None), True)):
        words = words_of(figure_svg(atlas, FigureChoice(kind=FigureKind.MAP, scope=scope)))
        assert ("Verteilung" in words) is expected


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


@pytest.mark.slow
@pytest.mark.parametrize("kind", [FigureKind.MAP, FigureKind.BARS])
def test_a_drawn_pdf_is_tagged_german_titled_and_says_what_it_shows(atlas, kind):
    choice = FigureChoice(kind=kind, scope=SCOPE)
    with ZipFile(BytesIO(figure_bundle(atlas, choice, DAY))) as archive:
        name = next(name for name in archive.namelist() if name.endswith(".pdf"))
        content = archive.read(name)
    with pikepdf.open(BytesIO(content)) as pdf:
        root, page = pdf.Root, pdf.pages[0]
        assert root.MarkInfo.Marked
        assert str(root.Lang) == "de-DE"
        assert root.ViewerPreferences.DisplayDocTitle
        assert "Jedes neunte Kind" in str(pdf.docinfo.Title)
        (figure,) = root.StructTreeRoot.K.K
        assert str(figure.S) == "/Figure"
        assert "Burscheid" in str(figure.Alt) or "8 Kommunen" in str(figure.Alt)
        assert root.StructTreeRoot.ParentTree.Nums[1][0] == figure
        assert b"/Figure <</MCID 0>> BDC" in page.Contents[0].read_bytes()
        fonts = [
            item
            for item in pdf.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"
        ]
        assert fonts
        assert all({"/FontFile", "/FontFile2", "/FontFile3"} & set(font.keys()) for font in fonts)
