"""Word, Excel and HTML of a document say what the PDF says."""

from __future__ import annotations

import re
from base64 import b64decode
from dataclasses import replace
from html.parser import HTMLParser
from io import BytesIO
from zipfile import ZipFile

import pytest
from docx import Document
from docx.oxml.ns import qn

from atlas.errors import FormatError
from atlas.render.document.docx import docx_bytes
from atlas.render.document.files import WRITERS, document_file
from atlas.render.document.html import html_body, html_bytes
from atlas.render.document.xlsx import xlsx_bytes
from atlas.render.qr import qr_code

# variations on what quicker tests promise: each of them takes its time
pytestmark = pytest.mark.slow


class Tags(HTMLParser):
    """All elements of a page with their attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def named(self, *names: str) -> list[dict[str, str | None]]:
        return [attributes for tag, attributes in self.elements if tag in names]


@pytest.fixture(scope="module")
def word(spec, drawings):
    return Document(BytesIO(docx_bytes(spec, drawings)))


def test_word_has_headings_in_german(word, spec):
    headings = [p for p in word.paragraphs if p.style.name.startswith("Heading")]
    assert [p.text for p in headings] == [spec.title, *(s.title for s in spec.sections)]
    assert headings[0].style.name == "Heading 1"
    assert {p.style.name for p in headings[1:]} == {"Heading 2"}
    languages = {item.get(qn("w:val")) for item in word.styles.element.iter(qn("w:lang"))}
    assert languages == {"de-DE"}
    assert word.core_properties.title == spec.title


def test_word_tables_repeat_their_heads_and_are_named(word, spec):
    assert len(word.tables) == len(spec.tables)
    for table, item in zip(word.tables, spec.tables, strict=True):
        first = table.rows[0]._tr.trPr
        assert first.find(qn("w:tblHeader")) is not None
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) == item.spec.title
        assert [cell.text for cell in table.rows[1].cells] == [
            cell.text for cell in item.spec.rows[0].cells
        ]


def test_word_pictures_are_described(word, alts):
    assert [item.get("descr") for item in word.element.body.iter(qn("wp:docPr"))] == alts


def test_word_has_small_charts_in_two_columns(word):
    numbers = [item.get(qn("w:num"), "1") for item in word.element.body.iter(qn("w:cols"))]
    assert numbers == ["1", "2", "1"]


def test_excel_has_a_sheet_for_each_table_and_numbers_are_numbers(spec, drawings):
    with ZipFile(BytesIO(xlsx_bytes(spec, drawings))) as book:
        names = re.findall(r'<sheet name="([^"]+)"', book.read("xl/workbook.xml").decode())
        first = book.read("xl/worksheets/sheet1.xml").decode()
    assert names[:-1] == [table.name for table in spec.tables]
    value = spec.tables[0].spec.rows[0].cells[1].number
    assert value is not None
    numbers = [float(text) for text in re.findall(r"<c [^>]*(?<!t=\"s\")><v>([^<]+)</v>", first)]
    assert value in [pytest.approx(number) for number in numbers]


@pytest.mark.slow
@pytest.mark.parametrize("form", WRITERS)
def test_the_same_document_gives_the_same_bytes(spec, drawings, form, monkeypatch):
    first = WRITERS[form](spec, drawings)
    # a ZIP says when its parts were packed, to two seconds
    monkeypatch.setattr("zipfile.time.time", lambda: 2_000_000_000.0)
    assert WRITERS[form](spec, drawings) == first


def test_html_needs_nothing_but_itself(spec, drawings, alts):
    page = html_bytes(spec, drawings).decode()
    tags = Tags(page)
    assert tags.named("html") == [{"lang": "de"}]
    assert not tags.named("script", "link", "iframe")
    assert all(image["src"].startswith("data:image/svg+xml") for image in tags.named("img"))
    assert [image["alt"] for image in tags.named("img")] == alts
    assert len(tags.named("h1")) == 1
    assert len(tags.named("table")) == len(spec.tables)
    assert {th["scope"] for th in tags.named("th")} == {"col", "row"}


def test_html_has_the_code_of_its_link_and_the_colour_of_the_publisher(spec, drawings):
    link = "https://atlas.example.org/profil?gebiet=musterstadt&auswahl=021"
    linked = replace(spec, provenance=replace(spec.provenance, link=link))
    tags = Tags(html_bytes(linked, drawings).decode())
    last = tags.named("img")[-1]
    assert last["alt"] == "QR-Code mit der Adresse dieser Ansicht"
    assert b64decode(last["src"].partition(",")[2]).decode() == qr_code(link).svg
    assert [a["href"] for a in tags.named("a")] == [link]
    assert tags.named("article")[0]["style"] == "--atlas-accent: #5b3a8c"


def test_html_escapes_names(bad):
    document, drawings = bad
    for page in (html_bytes(document, drawings).decode(), html_body(document, drawings)):
        assert not Tags(page).named("script")
        assert "&lt;script&gt;" in page


@pytest.mark.parametrize("form", WRITERS)
def test_every_format_is_made_of_a_bad_document(bad, form):
    document, drawings = bad
    assert len(WRITERS[form](document, drawings)) > 5000


def test_an_unknown_format_is_refused(shipped, spec):
    with pytest.raises(FormatError, match="pdf"):
        document_file(shipped, spec, "odt")


def test_word_has_drawings_without_text_as_svg_beside_their_pixels(word, spec, drawings):
    used = {figure.drawing for figure in spec.figures if figure.drawing is not None}
    plain = [drawings[drawing] for drawing in used if "<text" not in drawings[drawing]]
    space = "{http://schemas.microsoft.com/office/drawing/2016/SVG/main}svgBlip"
    named = [item.get(qn("r:embed")) for item in word.element.body.iter(space)]
    written = [word.part.related_parts[name].blob.decode() for name in named]
    assert plain
    assert sorted(written) == sorted(plain)
