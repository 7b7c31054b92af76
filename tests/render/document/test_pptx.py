"""Slides of a document: German, described, within their edges, with the numbers of its tables."""

from __future__ import annotations

from io import BytesIO

import pytest
from pptx import Presentation
from pptx.oxml.ns import qn

from atlas.model.documents import BarRows, Pyramid, PyramidBar
from atlas.model.overview import Trend
from atlas.model.text import with_percent
from atlas.render.document.pptx import pptx_bytes


@pytest.fixture(scope="module")
def deck(spec, drawings):
    return Presentation(BytesIO(pptx_bytes(spec, drawings)))


@pytest.fixture(scope="module")
def bad_deck(bad):
    return Presentation(BytesIO(pptx_bytes(*bad)))


def shapes(deck):
    return [shape for slide in deck.slides for shape in slide.shapes]


def described(shape) -> str | None:
    return shape._element._nvXxPr.cNvPr.get("descr")


def is_native(shape) -> bool:
    return shape.has_chart or shape.has_table


def test_every_chart_table_and_picture_is_described(deck, spec):
    kinds = [shape for shape in shapes(deck) if is_native(shape) or shape.shape_type == 13]
    assert all(described(shape) for shape in kinds)
    alts = {described(shape) for shape in kinds}
    drawn = {with_percent(figure.alt) for figure in spec.figures if figure.drawing is not None}
    assert drawn <= alts


def test_all_texts_are_german_and_slides_have_titles_of_their_own(deck):
    for slide in deck.slides:
        for run in slide.element.iter(qn("a:r")):
            assert run.rPr.get("lang") == "de-DE"
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert len(set(titles)) == len(titles)
    # all slides of a chapter are numbered once, at the end; few lines need no slide of their own
    assert "Kennzahlen (1/4)" in titles
    assert not any(title.count("/") > 1 for title in titles)
    assert not any(title.startswith("Zeichenerklärung") for title in titles)
    assert all(any(shape.name.startswith("Logo") for shape in s.shapes) for s in deck.slides)


@pytest.mark.parametrize("which", ["deck", "bad_deck"])
def test_nothing_lies_beyond_the_edges_or_on_the_foot(which, request):
    slides = request.getfixturevalue(which)
    for slide in slides.slides:
        foot = min(s.top for s in slide.placeholders if s.placeholder_format.idx > 9)
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= slides.slide_width
            if not shape.is_placeholder:
                assert shape.top + shape.height <= foot


def test_tables_say_what_those_of_the_document_say(deck, spec):
    native = [shape.table for shape in shapes(deck) if shape.has_table]
    rows = [[cell.text for cell in row.cells] for table in native for row in list(table.rows)[1:]]
    expected = [
        [with_percent(cell.text) for cell in row.cells]
        for table in spec.tables
        if not table.repeats
        for row in table.spec.rows
    ]
    assert rows == expected


def negative(bar: PyramidBar) -> PyramidBar:
    return PyramidBar(value=-bar.value, mark=-bar.mark)


def test_charts_have_the_numbers_of_the_drawings(deck, spec):
    charts = [shape.chart for shape in shapes(deck) if shape.has_chart]
    found = sorted(
        value
        for chart in charts
        for series in chart.plots[0].series
        for value in series.values
        if value is not None
    )
    drawings = [figure.drawing for figure in spec.figures]
    bars = [bar for drawing in drawings if isinstance(drawing, BarRows) for bar in drawing.bars]
    lines = [drawing for drawing in drawings if isinstance(drawing, Trend)]
    points = [point for line in lines for point in (*line.points, *line.beside)]
    groups = [g for drawing in drawings if isinstance(drawing, Pyramid) for g in drawing.groups]
    # men lie below zero
    bars += [side for g in groups for side in (g.female, negative(g.male))]
    numbers = [n for bar in bars for n in (bar.value, bar.mark) if n is not None]
    assert found == pytest.approx(sorted([*numbers, *(point.value for point in points)]))


def test_lines_run_across_years_without_value(deck):
    lines = [c for c in (s.chart for s in shapes(deck) if s.has_chart) if c.plots[0].categories]
    spaces = [chart._chartSpace.chart.find(qn("c:dispBlanksAs")) for chart in lines]
    drawn = {space.get("val") for space in spaces if space is not None}
    assert "span" in drawn
