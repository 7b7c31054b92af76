"""Several documents in one file: one after the other, each from a new page on, behind a list."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pikepdf
import pytest
from docx import Document
from docx.oxml.ns import qn

from atlas.errors import FormatError
from atlas.model.documents import DocumentCollection
from atlas.model.text import with_percent
from atlas.render.document.docx import docx_bytes
from atlas.render.document.drawings import drawings_of
from atlas.render.document.files import collection_file, packed_documents
from atlas.render.document.pdf import pdf_bytes, structure
from tests.render.document.conftest import profile_of


@pytest.fixture(scope="module")
def pair(shipped) -> DocumentCollection:
    documents = tuple(
        profile_of(shipped, "rhein-berg", "kommune", unit, 2014)
        for unit in ("05378008", "05378020")
    )
    return DocumentCollection(
        title="Zwei Profile",
        kicker="2014",
        contents="Inhalt",
        documents=documents,
        file_stem="zwei",
    )


def test_a_pdf_lists_them_and_begins_each_on_a_page(shipped, pair):
    drawings = drawings_of(shipped, pair)
    alone = [pikepdf.open(BytesIO(pdf_bytes(one, drawings))) for one in pair.documents]
    with pikepdf.open(BytesIO(pdf_bytes(pair, drawings))) as pdf:
        assert len(pdf.pages) == 1 + sum(len(own.pages) for own in alone)
        with pdf.open_outline() as outline:
            assert [item.title for item in outline.root] == [one.title for one in pair.documents]
        kinds = [str(element.S) for element in structure(pdf.Root.StructTreeRoot)]
        assert kinds.count("/H1") == 1 + len(pair.documents)
        assert kinds.count("/TOCI") == len(pair.documents)
        assert kinds.count("/Figure") == sum(f.drawing is not None for f in pair.figures)


def test_word_lists_them_and_begins_each_on_a_page(shipped, pair):
    word = Document(BytesIO(docx_bytes(pair, drawings_of(shipped, pair))))
    firsts = [p for p in word.paragraphs if p.style.name == "Heading 1"]
    assert [p.text for p in firsts] == [one.title for one in pair.documents]
    assert all(p.paragraph_format.page_break_before for p in firsts)
    fields = [item.text for item in word.element.body.iter(qn("w:instrText"))]
    assert [text.split()[0] for text in fields] == ["TOC"]


def test_a_zip_has_a_file_of_each_with_names_of_their_own(shipped, pair):
    first, second = pair.documents
    twin = replace(second, file_stem=first.file_stem)
    packed = packed_documents(shipped, (first, second, twin), "html")
    with ZipFile(BytesIO(packed)) as archive:
        stems = [name.removesuffix(".html") for name in archive.namelist()]
        assert stems == [first.file_stem, second.file_stem, f"{first.file_stem}-2"]
        page = archive.read(archive.namelist()[1]).decode()
    assert with_percent(second.title) in page


def test_a_format_without_room_for_several_is_refused(shipped, pair):
    with pytest.raises(FormatError, match="docx"):
        collection_file(shipped, pair, "xlsx")
