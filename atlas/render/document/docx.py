"""A document as a Word file to go on writing in: headings, tables, pictures with their words."""

from __future__ import annotations

from datetime import UTC, datetime, time
from io import BytesIO
from typing import Final

import docx
from docx.document import Document as WordDocument
from docx.enum.section import WD_SECTION
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shape import InlineShape
from docx.shared import Mm, Pt, RGBColor
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run

from atlas.model.documents import (
    Block,
    Contents,
    Document,
    DocumentCollection,
    DocumentSpec,
    DocumentTable,
    Facts,
    Figure,
    FigureGrid,
    Listing,
    Paragraph,
    SubHeading,
    TextKind,
    WrittenListing,
    WrittenParagraph,
)
from atlas.render.document.data import LOGO, clean, logo_alt, property_text
from atlas.render.document.docx_written import add_anchor, add_contents, add_written
from atlas.render.document.drawings import Drawings, width_of
from atlas.render.document.packing import without_clock
from atlas.render.document.pictures import png_of
from atlas.render.logo import logo_of
from atlas.render.qr import qr_code
from atlas.render.table.delimited import head_text
from atlas.views import texts

_FONT: Final = "Arial"
"""Every office has it or one as wide; a Word file brings no fonts along."""
_MARGIN: Final = 20
_WIDTH: Final = 210 - 2 * _MARGIN
"""Millimetres between the margins of A4."""
_SVG: Final = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}">'
    '<asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'r:embed="{relation}"/></a:ext></a:extLst>'
)
_CELL_MARGIN: Final = 1.2
"""Millimetres left and right of the words of a cell."""
_BETWEEN: Final = 8
"""Millimetres between two columns."""
_SMALL: Final = 0.47
"""Part of the width of a small figure."""
_GREY, _INK = (RGBColor.from_string(colour) for colour in ("59666E", "18242B"))
_HEADINGS: Final = ("Heading 1", "Heading 2", "Heading 3", "Heading 4")
_ACCENTED: Final = "Heading 2"
"""The style that has the publisher's colour."""


def docx_bytes(spec: Document, drawings: Drawings) -> bytes:
    """Write a document for Word, or several in one file."""
    word = docx.Document()
    _set_up(word, spec)
    if isinstance(spec, DocumentCollection):
        _add_contents(word, spec)
    for document in spec.documents:
        first = _add_logo(word, document)
        heading = word.add_heading(clean(document.title), 1)
        (first or heading).paragraph_format.page_break_before = document is not spec
        _add_text(word, document.kicker, colour=_GREY)
        for section in document.sections:
            if section.title:
                heading = word.add_heading(clean(section.title), 2)
                heading.paragraph_format.page_break_before = section.new_page
                add_anchor(heading, section.anchor)
            for block in section.blocks:
                _add_block(word, block, drawings)
        _add_code(word, document)
    buffer = BytesIO()
    word.save(buffer)
    return without_clock(buffer)


def _add_contents(word: WordDocument, spec: DocumentCollection) -> None:
    """List the documents of a file in a field that Word can set anew.

    Without numbers of pages: those only Word knows.
    """
    _add_text(word, spec.title, size=20, strong=True)
    _add_text(word, spec.kicker, colour=_GREY)
    accent = word.styles[_ACCENTED].font.color.rgb
    _add_text(word, spec.contents, size=14, strong=True, colour=accent)
    first, last = spec.documents[0], spec.documents[-1]
    for document in spec.documents:
        paragraph = word.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(2)
        if document is first:
            _add_field(paragraph.add_run(), "begin", r'TOC \o "1-1" \n \h', "separate")
        paragraph.add_run(clean(document.title))
        if document is last:
            _add_field(paragraph.add_run(), "end")


def _add_field(run: Run, *parts: str) -> None:
    """Write the parts of a field, which python-docx doesn't know."""
    for part in parts:
        is_mark = part in {"begin", "separate", "end"}
        element = OxmlElement("w:fldChar" if is_mark else "w:instrText")
        if is_mark:
            element.set(qn("w:fldCharType"), part)
        else:
            element.text = part
        run._r.append(element)  # noqa: SLF001  (see above)


def _set_up(word: WordDocument, spec: Document) -> None:
    """Set paper, fonts, language and properties; the head of no page names the template."""
    page, accent = word.sections[0], RGBColor.from_string(spec.provenance.identity.accent[1:])
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(_MARGIN)
    for name in ("Normal", *_HEADINGS, "List Bullet", "List Number"):
        style = word.styles[name]
        style.font.name = _FONT
        style.font.color.rgb = accent if name == _ACCENTED else _INK
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for attribute in list(fonts.attrib):
            if "heme" in attribute:
                del fonts.attrib[attribute]
        for attribute in ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia"):
            fonts.set(qn(attribute), _FONT)
    word.styles["Normal"].font.size = Pt(10)
    language = OxmlElement("w:lang")
    for attribute in ("w:val", "w:eastAsia"):
        language.set(qn(attribute), "de-DE")
    normal = word.styles["Normal"].element.get_or_add_rPr()
    normal.append(language)
    for default in word.styles.element.iter(qn("w:lang")):
        default.set(qn("w:val"), "de-DE")
    # long German words would be parted anywhere in narrow columns
    hyphenation = OxmlElement("w:autoHyphenation")
    word.settings.element.find(qn("w:defaultTabStop")).addnext(hyphenation)
    _add_foot(page.footer.paragraphs[0], spec.foot)
    facts = word.core_properties
    facts.title, facts.subject = property_text(spec.title), property_text(spec.kicker)
    facts.author = property_text(spec.provenance.publisher)
    facts.language, facts.comments = "de-DE", ""
    facts.created = facts.modified = datetime.combine(spec.day, time(), UTC)
    facts.last_modified_by = ""


def _add_foot(paragraph: WordParagraph, text: str) -> None:
    """Write the foot of each page and its number, which Word counts."""
    run = paragraph.add_run(f"{clean(text)} · ")
    number = paragraph.add_run()
    _add_field(number, "begin", "PAGE", "end")
    for part in (run, number):
        part.font.size, part.font.color.rgb = Pt(8), _GREY


def _add_block(word: WordDocument, block: Block, drawings: Drawings) -> None:
    match block:
        case Paragraph():
            _add_paragraph(word, block)
        case Listing():
            _add_listing(word, block)
        case Facts():
            _add_facts(word, block)
        case DocumentTable():
            _add_table(word, block)
        case Figure():
            _add_figure(word, block, drawings, 1.0)
        case FigureGrid(figures=figures):
            _begin_columns(word, 2)
            for figure in figures:
                _add_figure(word, figure, drawings, _SMALL)
            _begin_columns(word, 1)
        case SubHeading() | WrittenParagraph() | WrittenListing():
            add_written(word, block)
        case Contents():
            add_contents(word, block, _WIDTH)


def _begin_columns(word: WordDocument, number: int) -> None:
    """Go on in so many columns of the same page."""
    section = word.add_section(WD_SECTION.CONTINUOUS)
    columns = section._sectPr.find(qn("w:cols"))  # noqa: SLF001  (not in python-docx)
    columns.set(qn("w:num"), str(number))
    columns.set(qn("w:space"), str(Mm(_BETWEEN).twips))


def _add_paragraph(word: WordDocument, block: Paragraph) -> None:
    if block.kind is TextKind.REMARK:
        # it explains what follows, or what it stands below goes on: as in the PDF
        _add_text(word, block.text, size=9, colour=_GREY, keep=True)
    else:
        _add_text(word, block.text, strong=block.kind in {TextKind.LEAD, TextKind.NOTICE})


def _add_listing(word: WordDocument, block: Listing) -> None:
    if block.mark:
        _add_text(word, block.mark, strong=True)
    for item in block.items:
        word.add_paragraph(clean(item), style="List Bullet")


def _add_facts(word: WordDocument, block: Facts) -> None:
    for label, text in block.pairs:
        _add_fact(word, label, text)


def _add_fact(word: WordDocument, label: str, text: str) -> None:
    paragraph = word.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(2)
    run = paragraph.add_run(f"{clean(label)}: ")
    run.font.color.rgb = _GREY
    paragraph.add_run(clean(text))


def _add_text(  # noqa: PLR0913  (how a text looks)
    word: WordDocument,
    text: str,
    *,
    size: float = 10,
    strong: bool = False,
    colour: RGBColor = _INK,
    keep: bool = False,
) -> WordParagraph:
    paragraph = word.add_paragraph()
    run = paragraph.add_run(clean(text))
    run.bold, run.font.size, run.font.color.rgb = strong, Pt(size), colour
    paragraph.paragraph_format.space_after = Pt(4)
    paragraph.paragraph_format.keep_with_next = keep or strong
    return paragraph


def _add_figure(word: WordDocument, figure: Figure, drawings: Drawings, part: float) -> None:
    """Add title, picture and caption, which stay on one page."""
    if figure.topic:
        accent = word.styles[_ACCENTED].font.color.rgb
        _add_text(word, figure.topic, size=8, colour=accent, keep=True)
    add_anchor(_add_text(word, figure.title, strong=True), figure.anchor)
    if figure.statement:
        _add_text(word, figure.statement, keep=True)
    if figure.drawing is not None:
        paragraph = word.add_paragraph()
        paragraph.paragraph_format.keep_with_next = True
        width = _WIDTH * part * width_of(figure.drawing)
        svg = drawings[figure.drawing]
        picture = _add_picture(paragraph, png_of(svg), width, (figure.title, figure.alt))
        if "<text" not in svg:
            _add_svg(word, picture, svg)
    _add_text(word, figure.caption, size=8, colour=_GREY)


def _add_picture(
    paragraph: WordParagraph, png: bytes, width: float, words: tuple[str, str]
) -> InlineShape:
    """Add a picture so many millimetres wide; `words` are its name and its alternative text."""
    picture = paragraph.add_run().add_picture(BytesIO(png), width=Mm(width))
    facts = picture._inline.docPr  # noqa: SLF001  (python-docx has no alternative text)
    for attribute, text in zip(("name", "descr"), words, strict=True):
        facts.set(attribute, clean(text))
    return picture


def _add_logo(word: WordDocument, spec: DocumentSpec) -> WordParagraph | None:
    """Add the publisher's logo above everything, if there is one."""
    logo = logo_of(spec.provenance.identity.logo)
    if logo is None:
        return None
    paragraph = word.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    text = logo_alt(spec)
    _add_picture(paragraph, logo.png, logo.fitting(*LOGO)[0], (text, text))
    return paragraph


def _add_code(word: WordDocument, spec: DocumentSpec) -> None:
    """Add the QR code that opens what the document shows, and its address, at the end."""
    code = qr_code(spec.provenance.link)
    if code is not None:
        _add_text(word, texts.CODE_TEXT, strong=True)
        paragraph = word.add_paragraph()
        paragraph.paragraph_format.keep_with_next = True
        alt = texts.CODE_ALT
        _add_picture(paragraph, png_of(code.svg), code.framed_side, (alt, alt))
        _add_text(word, spec.provenance.link, size=8, colour=_GREY)


def _add_svg(word: WordDocument, picture: InlineShape, svg: str) -> None:
    """Put the drawing itself beside its pixels; a Word that knows SVG shows it.

    Only those without text: the letters it is written in are on few machines.
    """
    whole = word.part
    name = PackURI(f"/word/media/drawing{len(whole.rels)}.svg")
    part = Part(name, "image/svg+xml", svg.encode(), whole.package)
    extension = parse_xml(_SVG.format(relation=whole.relate_to(part, RELATIONSHIP_TYPE.IMAGE)))
    blip = next(picture._inline.iter(qn("a:blip")))  # noqa: SLF001  (not in python-docx)
    blip.append(extension)


def _add_table(word: WordDocument, table: DocumentTable) -> None:
    spec, size = table.spec, 9.5 if table.lead else 8
    if table.heading:
        add_anchor(_add_text(word, table.heading, strong=True), table.anchor)
    drawn = word.add_table(rows=1 + len(spec.rows), cols=len(spec.columns))
    drawn.alignment, drawn.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    _style(drawn, spec.title)
    widths = [_WIDTH * width / sum(table.widths) for width in table.widths]
    for column, width in zip(drawn.columns, widths, strict=True):
        column.width = Mm(width)
    heads = [head_text(column) for column in spec.columns]
    body = ([cell.text for cell in row.cells] for row in spec.rows)
    for row, written in zip(drawn.rows, (heads, *body), strict=True):
        is_head = written is heads
        for cell, text, column, width in zip(row.cells, written, spec.columns, widths, strict=True):
            cell.width = Mm(width)
            _fill(cell, text, size=size, strong=is_head, right=column.is_number)
        properties = row._tr.get_or_add_trPr()  # noqa: SLF001  (not in python-docx)
        properties.append(OxmlElement("w:cantSplit"))
        if is_head:
            properties.append(OxmlElement("w:tblHeader"))
    _add_text(word, table.caption, size=8, colour=_GREY)


def _style(table: Table, title: str) -> None:
    """Rule a table below its rows, and say to a screen reader what it shows."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "C9D1D5")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    caption = OxmlElement("w:tblCaption")
    caption.set(qn("w:val"), clean(title))
    properties = table._tbl.tblPr  # noqa: SLF001  (not in python-docx)
    # the schema has the borders before the layout, the caption at the end
    layout = properties.find(qn("w:tblLayout"))
    layout.addprevious(borders)
    layout.addnext(_cell_margins())
    properties.append(caption)


def _cell_margins() -> BaseOxmlElement:
    """Let cells be as near each other as in the PDF: the words of heads are long."""
    margins = OxmlElement("w:tblCellMar")
    for side in ("left", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), str(Mm(_CELL_MARGIN).twips))
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    return margins


def _fill(cell: _Cell, text: str, *, size: float, strong: bool, right: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    run = paragraph.add_run(clean(text))
    run.bold, run.font.size = strong, Pt(size)
