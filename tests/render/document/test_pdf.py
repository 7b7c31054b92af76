"""The PDF of a document: tagged, German, described, its letters with it; a check of structure.

A validator for PDF/UA and PDF/A (veraPDF) isn't at hand: what is tested is what they ask for that
can be read from the file.
"""

from __future__ import annotations

import re
from io import BytesIO
from itertools import pairwise

import pikepdf
import pytest

from atlas.render.document.pdf import attributes, pdf_bytes, structure


@pytest.fixture(scope="module")
def content(spec, drawings) -> bytes:
    return pdf_bytes(spec, drawings)


@pytest.fixture(scope="module")
def pdf(content) -> pikepdf.Pdf:
    return pikepdf.open(BytesIO(content))


@pytest.fixture(scope="module")
def elements(pdf) -> list[pikepdf.Object]:
    return list(structure(pdf.Root.StructTreeRoot))


def kinds(elements) -> list[str]:
    return [str(element.S).removeprefix("/") for element in elements]


def test_it_is_tagged_german_and_titled(pdf, spec):
    assert pdf.Root.MarkInfo.Marked
    assert pdf.Root.Lang in {"de-DE", "de"}
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    with pdf.open_metadata() as metadata:
        assert metadata["dc:title"] == spec.title
        assert metadata["pdfuaid:part"] == "1"
        assert (metadata["pdfaid:part"], metadata["pdfaid:conformance"]) == ("2", "A")


def test_every_figure_has_its_alternative_text(elements, alts):
    figures = [element for element in elements if element.S == "/Figure"]
    assert [str(element.get("/Alt", "")) for element in figures] == alts
    assert all(alts)


def test_heads_of_columns_and_rows_say_what_they_head(elements, spec):
    heads = [attributes(element) for element in elements if element.S == "/TH"]
    scopes = [str(item.Scope) for own in heads for item in own if "/Scope" in item]
    assert len(scopes) == len(heads)
    columns = sum(len(table.spec.columns) for table in spec.tables)
    rows = sum(len(table.spec.rows) for table in spec.tables)
    assert scopes.count("/Column") == columns
    assert scopes.count("/Row") == rows
    assert kinds(elements).count("Table") == len(spec.tables)


def test_headings_come_in_order(elements, spec):
    levels = [int(kind[1]) for kind in kinds(elements) if re.fullmatch(r"H\d", kind)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(new <= old + 1 for old, new in pairwise(levels))
    assert len(levels) == 1 + len(spec.sections)


def test_all_fonts_are_in_the_file(pdf):
    fonts = [item for item in pdf.objects if _is_descriptor(item)]
    assert fonts
    for font in fonts:
        assert any(f"/FontFile{ending}" in font for ending in ("", "2", "3"))
        assert re.search(r"SourceSansPro|DejaVu", str(font.FontName))


def _is_descriptor(item: pikepdf.Object) -> bool:
    return isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor"


def test_it_asks_nothing_and_runs_nothing(pdf, content):
    assert "/OpenAction" not in pdf.Root
    assert "/AcroForm" not in pdf.Root
    assert b"/JavaScript" not in content


def test_the_same_document_gives_the_same_bytes(spec, drawings, content):
    assert pdf_bytes(spec, drawings) == content


def test_names_are_words_and_no_code(bad):
    document, drawings = bad
    with pikepdf.open(BytesIO(pdf_bytes(document, drawings))) as pdf:
        assert pdf.open_metadata()["dc:title"] == document.title
        assert len(pdf.pages) >= 2


def test_letters_no_font_has_are_replaced(bad):
    document, drawings = bad
    # typst refuses a letter without a font, and PDF/A one of private use
    strange = "Name \ue000 \U000f0000 \U0001f3d9 \u4e2d"
    sections = (*document.sections,)
    odd = type(document)(
        title=strange,
        kicker=strange,
        sections=sections,
        provenance=document.provenance,
        foot=strange,
        day=document.day,
        file_stem="x",
    )
    assert pdf_bytes(odd, drawings).startswith(b"%PDF-1.7")
