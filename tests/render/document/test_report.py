"""A report as PDF, Word and HTML: its lists lead to chapters, figures and tables."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from itertools import pairwise

import pikepdf
import pytest
from docx import Document
from docx.oxml.ns import qn

from atlas.atlas import Atlas
from atlas.model.documents import Contents, Paragraph, Section
from atlas.model.own_texts import OwnText
from atlas.render.document.docx import docx_bytes
from atlas.render.document.drawings import drawings_of
from atlas.render.document.html import html_body, html_bytes
from atlas.render.document.pdf import pdf_bytes, structure
from tests.views.report.conftest import laid_out, sheet

TEXT = "# Befund\n\nEs sind **4.240** <i>Kinder</i>.\n\n1. eins\n2. zwei\n\nUnd\n\n1. wieder eins\n"


@pytest.fixture(scope="module")
def made(rhein_berg):
    """The topic sheet of the real area with a text and its eight units, and its drawings."""
    atlas = Atlas.open(rhein_berg)
    report = sheet(atlas)
    written = replace(report.chapters[0], text=OwnText(markdown=TEXT, state=None))
    written = replace(written, unit_profiles=True)
    spec = laid_out(atlas, report.with_chapter(0, written))
    return spec, drawings_of(atlas, spec)


def entries(spec) -> list:
    lists = (block for block in spec.blocks if isinstance(block, Contents))
    return [entry for listed in lists for entry in listed.entries]


def test_the_pdf_is_tagged_and_its_lists_are_links(made):
    spec, drawings = made
    with pikepdf.open(BytesIO(pdf_bytes(spec, drawings))) as pdf:
        kinds = [str(item.S)[1:] for item in structure(pdf.Root.StructTreeRoot)]
        levels = [int(kind[1]) for kind in kinds if re.fullmatch(r"H\d", kind)]
        assert levels[:2] == [1, 2]
        assert all(new <= old + 1 for old, new in pairwise(levels))
        assert kinds.count("Link") == len(entries(spec))
        assert kinds.count("Figure") == len(list(spec.figures)) == 2 + 8
        assert kinds.count("Table") == len(spec.tables)


def test_word_leads_to_every_anchor_and_counts_pages_itself(made):
    spec, drawings = made
    word = Document(BytesIO(docx_bytes(spec, drawings)))
    body = word.element.body
    marks = {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))}
    fields = [field.text for field in body.iter(qn("w:instrText"))]
    assert len(marks) == len(entries(spec))
    assert {text.split()[1] for text in fields} == marks
    assert word.settings.element.find(qn("w:updateFields")) is not None
    headings = [p.style.name for p in word.paragraphs if p.text == "Befund"]
    assert headings == ["Heading 3"]
    numbered = [p for p in word.paragraphs if p.style.name == "List Number"]
    lists = {p._p.pPr.numPr.numId.val for p in numbered}
    assert (len(numbered), len(lists)) == (3, 2)


def test_html_leads_to_every_anchor_and_a_page_of_the_app_to_none(made):
    spec, drawings = made
    page = html_bytes(spec, drawings).decode()
    targets, marks = re.findall(r'href="#([^"]+)"', page), re.findall(r' id="([^"]+)"', page)
    assert sorted(targets) == sorted(marks)
    assert len(targets) == len(entries(spec))
    assert "<strong>4.240</strong> &lt;i&gt;Kinder&lt;/i&gt;" in page
    assert 'id="' not in html_body(spec, drawings)


def test_endless_words_and_what_looks_like_a_drawing_are_set_as_text(made):
    spec, drawings = made
    text = "<svg \ue000>" + "W" * 33_000
    written = Section(title="W", blocks=(Paragraph(text=text),))
    endless = replace(spec, title="T" * 300, sections=(written,))
    assert pdf_bytes(endless, drawings)
    assert docx_bytes(endless, drawings)
