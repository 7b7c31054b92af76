"""Slides as files: HTML that needs nothing else, PowerPoint with charts to edit."""

import re
from collections import Counter
from dataclasses import replace
from datetime import date
from io import BytesIO
from itertools import cycle
from zipfile import ZipFile

import pytest
from PIL import Image
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from atlas.model.colours import contrast
from atlas.model.figures import FigureChoice, FigureKind
from atlas.model.identity import Identity
from atlas.model.notes import Note, Storyboard
from atlas.model.scope import Scope
from atlas.model.specs import ChartSpec
from atlas.render.slides.drawings import slide_drawing
from atlas.render.slides.html import script, slides_html
from atlas.render.slides.pptx import slides_pptx
from atlas.views.figure.address import page_of, words_of
from atlas.views.session.slides import figure_slide, slide_deck

SCOPE = Scope(
    area="rhein-berg",
    level="kommune",
    indicator="ein_kinder_sgb2_u15",
    year=2014,
    base_year=2009,
)
CHOICES = (
    FigureChoice(kind=FigureKind.MAP, scope=SCOPE, beside=replace(SCOPE, year=2009)),
    FigureChoice(kind=FigureKind.BARS, scope=SCOPE),
    FigureChoice(kind=FigureKind.SERIES, scope=SCOPE),
    FigureChoice(kind=FigureKind.TABLE, scope=SCOPE),
    FigureChoice(kind=FigureKind.MAP, scope=SCOPE),
)


@pytest.fixture(scope="module")
def deck(shipped):
    notes = [
        Note(page=page_of(choice), words=tuple(sorted(words_of(choice).items())), speech="Langsam")
        for choice in CHOICES
    ]
    storyboard = Storyboard(title="<b>Kinder</b> & Rat", notes=tuple(notes))
    slides = [figure_slide(shipped, note) for note in notes]
    return slide_deck(shipped, storyboard, slides, date(2026, 12, 1))


@pytest.fixture(scope="module")
def drawings(shipped, deck):
    return tuple(
        slide_drawing(shipped, slide.figure.choice) if slide.figure else "" for slide in deck.slides
    )


@pytest.fixture(scope="module")
def html(deck, drawings):
    return slides_html(deck, drawings)


def test_the_html_file_asks_for_nothing_and_names_each_thing_once(html):
    outside = re.findall(r"(?:src|href)=\"(?!#)[^\"]*|url\((?!data:|#)[^)]*", html)
    assert not outside
    names = Counter(re.findall(r'\bid="([^"]+)"', html))
    assert [name for name, times in names.items() if times > 1] == []
    assert set(re.findall(r"url\(#([^)]+)\)", html)) <= set(names)


def test_the_html_file_shows_texts_as_texts_and_describes_each_drawing(html):
    assert "<b>Kinder" not in html
    assert "&lt;b&gt;Kinder&lt;/b&gt; &amp; Rat" in html
    assert html.count('role="img"') == 4
    assert 'role="img" aria-label=""' not in html
    assert html.count("<title>") == 1


def test_a_page_that_may_run_the_program_by_its_digest_gets_it_letter_by_letter(html):
    assert re.findall(r"<script>(.*?)</script>", html, re.DOTALL) == [script()]


FONT_SIZE = re.compile(r'font-size(?:="|: )([\d.]+)px')


def test_letters_on_a_slide_are_28_pixels_high_or_more(drawings):
    for svg in filter(None, drawings):
        assert least_letters(svg) >= 27.5


def least_letters(svg):
    """Pixels of the smallest letters of a drawing on a slide, in the room two lines leave."""
    _, _, width, height = map(float, re.findall(r'viewBox="([^"]*)"', svg)[0].split())
    # the room that a slide of 1920 × 1080 leaves where its texts take two lines each
    scale = min(1792 / width, 680 / height)
    return min(float(size) for size in FONT_SIZE.findall(svg)) * scale


@pytest.mark.slow
def test_two_maps_with_legends_of_their_own_and_bars_with_names_can_be_read(shipped):
    town = Scope(area="musterstadt", level="sozialraum", indicator="ein_sgb2_u15", year=2023)
    pair = FigureChoice(kind=FigureKind.MAP, scope=town, beside=replace(town, indicator="dem_65p"))
    assert least_letters(slide_drawing(shipped, pair)) >= 27.5
    bars = slide_drawing(shipped, FigureChoice(kind=FigureKind.BARS, scope=town))
    assert least_letters(bars) >= 27.5
    # twelve bars, each with its name and figure
    assert "Hollerner Land 7,1" in bars
    assert "Talseite 14,0" in bars


@pytest.mark.slow
def test_of_many_units_the_selected_one_is_named_on_a_map(shipped):
    town = Scope(area="musterstadt", level="bezirk", indicator="ein_sgb2_u15", year=2023)
    names = {unit.id: unit.name for unit in shipped.level("musterstadt", "bezirk").newest_units}
    picked = sorted(names)[20]
    drawn = slide_drawing(
        shipped, FigureChoice(kind=FigureKind.MAP, scope=replace(town, selection=(picked,)))
    )
    bare = slide_drawing(shipped, FigureChoice(kind=FigureKind.MAP, scope=town))
    assert "Ziegeln" in drawn
    assert "Ziegeln" not in bare


@pytest.fixture
def owned(deck):
    """The deck in the design of a publisher, each figure with an address."""
    buffer = BytesIO()
    Image.new("RGB", (40, 20), "red").save(buffer, "PNG")
    identity = Identity(office="Amt für Soziales", accent="#5b3a8c", logo=buffer.getvalue())
    slides = [
        replace(
            slide,
            figure=replace(
                slide.figure,
                provenance=replace(slide.figure.provenance, link="https://atlas.example.org/karte"),
            ),
        )
        if slide.figure
        else slide
        for slide in deck.slides
    ]
    return replace(deck, identity=identity, slides=tuple(slides))


def test_html_slides_have_the_logo_once_and_a_code_of_each_figure(owned, drawings):
    html = slides_html(owned, drawings)
    assert html.count("data:image/png;base64,") == 1
    assert html.count('aria-label="Logo: Amt für Soziales"') == len(owned.slides)
    assert html.count('aria-label="QR-Code mit der Adresse dieser Ansicht"') == 5
    dark = re.findall(r"--accent-dark: (#\w+)", html)[0]
    assert "--accent-light: #5b3a8c" in html
    assert contrast(dark, "#11181c") >= 4.5


def test_powerpoint_slides_have_logo_and_code(owned, drawings):
    few = replace(owned, slides=(owned.slides[0], owned.slides[2]))
    sheets = Presentation(BytesIO(slides_pptx(few, (drawings[0], drawings[2])))).slides
    described = [
        shape._element._nvXxPr.cNvPr.get("descr")
        for sheet in sheets
        for shape in sheet.shapes
        if shape.shape_type == MSO_SHAPE_TYPE.PICTURE
    ]
    assert described.count("Logo: Amt für Soziales") == 2
    assert described.count("QR-Code mit der Adresse dieser Ansicht") == 1


def test_powerpoint_has_charts_and_tables_to_edit_and_describes_them(deck, drawings):
    content = slides_pptx(deck, drawings)
    assert content == slides_pptx(deck, drawings)
    sheets = list(Presentation(BytesIO(content)).slides)
    kinds = [
        {shape.shape_type for shape in sheet.shapes if not shape.is_placeholder}
        for sheet in sheets[1:6]
    ]
    picture, chart, table = (MSO_SHAPE_TYPE.PICTURE, MSO_SHAPE_TYPE.CHART, MSO_SHAPE_TYPE.TABLE)
    for own, kind in zip(kinds, (picture, chart, chart, table, picture), strict=True):
        assert kind in own
    bars = next(shape.chart for shape in sheets[2].shapes if shape.has_chart)
    plot = bars.plots[0]
    values = dict(zip(plot.categories, plot.series[0].values, strict=True))
    # published: Burscheid 313 of 2,499, summed up 4,241 of 37,988
    assert values["Burscheid"] == pytest.approx(313 / 2499 * 100)
    assert values["Kreiswert"] == pytest.approx(4241 / 37988 * 100)
    described = [
        shape._element._nvXxPr.cNvPr.get("descr")
        for sheet in sheets
        for shape in sheet.shapes
        if shape.shape_type in {picture, chart, table}
    ]
    assert len(described) == 5
    assert all(described)
    notes = sheets[1].notes_slide.notes_text_frame.text
    assert notes.startswith("Langsam")
    assert "Grundsatzkonzept" in notes


def test_names_are_texts_in_the_workbooks_of_charts(deck, drawings):
    (number, bars), *_ = (
        (n, slide)
        for n, slide in enumerate(deck.slides)
        if slide.figure and isinstance(slide.figure.spec, ChartSpec)
    )
    names = cycle(("=1+1", "https://example.org/", "+1"))
    marks = tuple(replace(m, label=next(names)) for m in bars.figure.spec.marks)
    figure = replace(bars.figure, spec=replace(bars.figure.spec, marks=marks, x_title="=2+2"))
    hostile = replace(deck, slides=(replace(bars, figure=figure),), title="T" * 300)
    file = ZipFile(BytesIO(slides_pptx(hostile, drawings[number : number + 1])))
    (book,) = (name for name in file.namelist() if name.endswith(".xlsx"))
    parts = ZipFile(BytesIO(file.read(book)))
    assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")
    assert b"=1+1" in parts.read("xl/sharedStrings.xml")
    assert not [name for name in parts.namelist() if "worksheets/_rels" in name]
