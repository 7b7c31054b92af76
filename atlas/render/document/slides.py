"""What slides are made of: texts, tables that can be edited, pictures, each with its words.

Sizes are in inches on a slide of 16:9, letters in points. Whoever sees no drawing is read its
alternative text (`descr`); every text says that it is German.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from io import BytesIO
from typing import Any, Final

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.enum.shapes import MSO_SHAPE, PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.presentation import Presentation as Deck
from pptx.shapes.base import BaseShape
from pptx.slide import Slide
from pptx.text.text import TextFrame
from pptx.text.text import _Paragraph as Paragraph
from pptx.util import Inches, Length, Pt

from atlas.model.colours import ACCENT
from atlas.render.chart.layout import text_lines, text_width
from atlas.render.colours import GREY, INK
from atlas.render.document.data import clean, property_text
from atlas.render.document.packing import without_clock
from atlas.render.logo import Logo

WIDTH, HEIGHT, EDGE = 13.333, 7.5, 0.5
FONT: Final = "Arial"
LARGE, SMALL, FOOT_SIZE = 18, 14, 12
_ARIAL: Final = 1.06
"""How much wider Arial is than the letters texts are measured in."""
_BOLD: Final = 1.14
_LANGUAGE: Final = "de-DE"
_INDENT: Final = 0.3
_BAND, _HEAD_FILL = "F3F6F7", "DCE9EA"
_LOGO, _LOGO_GAP = (2.0, 0.62), 0.3
"""Inches a logo may be wide and high, and what keeps it apart from a title."""
_ORNAMENT: Final = (
    '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">'
    '<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" '
    'val="1"/></a:ext></a:extLst>'
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Box:
    """A place on a slide."""

    left: float
    top: float
    width: float
    height: float

    @property
    def emu(self) -> tuple[Length, Length, Length, Length]:
        """Left, top, width and height as python-pptx takes them."""
        return Inches(self.left), Inches(self.top), Inches(self.width), Inches(self.height)


TITLE: Final = Box(left=EDGE, top=0.3, width=WIDTH - 2 * EDGE, height=1.1)
BODY: Final = Box(left=EDGE, top=1.5, width=WIDTH - 2 * EDGE, height=5.2)
_TITLE_SIZES: Final = (28, 24, 20, 18)
_BAND_BOX: Final = Box(left=0, top=0, width=WIDTH, height=0.08)
_FOOT: Final = Box(left=EDGE, top=6.85, width=WIDTH - 2 * EDGE - 1, height=0.45)
_NUMBER: Final = Box(left=WIDTH - EDGE - 1, top=6.85, width=1, height=0.45)


@dataclass(frozen=True, slots=True, kw_only=True)
class TextLine:
    """One paragraph of a text box."""

    text: str
    size: int = LARGE
    strong: bool = False
    colour: str = INK
    bullet: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Design:
    """How slides look: a band in the publisher's colour, and the logo with its alternative text."""

    accent: str = ACCENT
    logo: Logo | None = None
    logo_alt: str = ""

    def draw(self, slide: Slide) -> float:
        """Draw band and logo at the top of a slide; return the inches the logo takes of a title."""
        band = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *_BAND_BOX.emu)
        band.fill.solid()
        band.fill.fore_color.rgb = rgb(self.accent)
        band.line.fill.background()
        decorate(band)
        if self.logo is None:
            return 0.0
        width, height = self.logo.fitting(*_LOGO)
        box = Box(left=WIDTH - EDGE - width, top=TITLE.top, width=width, height=height)
        add_picture(slide, self.logo.png, box, title=self.logo_alt, alt=self.logo_alt)
        return width + _LOGO_GAP


def new_deck(title: str, subject: str, author: str, day: date) -> Deck:
    """Begin slides of 16:9."""
    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDTH), Inches(HEIGHT)
    theme = next(
        rel.target_part for rel in deck.slide_master.part.rels.values() if "/theme" in rel.reltype
    )
    theme._blob = theme.blob.replace(b"Calibri", FONT.encode())  # noqa: SLF001  (not in python-pptx)
    facts = deck.core_properties
    facts.title, facts.subject = property_text(title), property_text(subject)
    facts.author = property_text(author)
    facts.language, facts.last_modified_by, facts.keywords = _LANGUAGE, "", ""
    facts.created = facts.modified = datetime.combine(day, time(), UTC)
    return deck


def deck_bytes(deck: Deck) -> bytes:
    """Write slides into a file; the same ones give the same bytes."""
    for slide in deck.slides:
        say_language(slide.element)
    buffer = BytesIO()
    deck.save(buffer)
    return without_clock(buffer)


def say_language(element: Any) -> None:  # noqa: ANN401  (XML)
    """Say of all texts below an element that they are German."""
    for run in element.iter(qn("a:r"), qn("a:fld")):
        run.get_or_add_rPr().set("lang", _LANGUAGE)
    for properties in element.iter(qn("a:endParaRPr"), qn("a:defRPr")):
        properties.set("lang", _LANGUAGE)


def lines_needed(text: str, size: float, width: float) -> int:
    """Count the lines a text takes in a width; rather too many than too few."""
    return len(text_lines(text, size * _ARIAL, width * 72, 99))


def cut_text(text: str, size: float, width: float, most: int) -> str:
    """Return a text as far as it finds room in so many lines."""
    if lines_needed(text, size, width) <= most:
        return text
    return " ".join(text_lines(text, size * _ARIAL, width * 72, most))


def height_of(lines: int, size: float) -> float:
    """Height of some lines of text."""
    return lines * size * 1.2 / 72


def add_slide(deck: Deck, title: str, foot: str, design: Design | None = None) -> Slide:
    """Add a slide that has nothing but its title, foot and number."""
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    taken = design.draw(slide) if design else 0.0
    _set_title(slide, title, replace(TITLE, width=TITLE.width - taken), _TITLE_SIZES)
    _add_foot(slide, foot)
    return slide


def number_title(slide: Slide, part: str) -> None:
    """Say behind a title which of several slides it stands on."""
    shape = slide.shapes.title
    title = f"{shape.text_frame.text} {part}"
    shape.text_frame.clear()
    _set_title(slide, title, replace(TITLE, width=shape.width.inches), _TITLE_SIZES)


def add_title_slide(
    deck: Deck, title: str, subtitle: str, foot: str, design: Design | None = None
) -> Slide:
    """Add the first slide."""
    slide = deck.slides.add_slide(deck.slide_layouts[0])
    if design:
        design.draw(slide)
    _set_title(slide, title, Box(left=1, top=1.6, width=11.3, height=2.4), (40, 32, 28, 24))
    below = slide.placeholders[1]
    below.left, below.top, below.width, below.height = Box(
        left=1, top=4.2, width=11.3, height=1.2
    ).emu
    _write(below.text_frame, [TextLine(text=subtitle, size=24, colour=GREY)])
    _add_foot(slide, foot)
    return slide


def _set_title(slide: Slide, title: str, box: Box, sizes: Sequence[int]) -> None:
    """Write a title as large as it fits; what doesn't fit even small ends in "…"."""
    size = next(
        (s for s in sizes if height_of(lines_needed(title, s, box.width), s) <= box.height),
        sizes[-1],
    )
    most = int(box.height / height_of(1, size))
    shape = slide.shapes.title
    shape.left, shape.top, shape.width, shape.height = box.emu
    text = cut_text(title, size, box.width, most)
    _write(shape.text_frame, [TextLine(text=text, size=size, strong=True)])
    shape.text_frame.vertical_anchor = MSO_ANCHOR.BOTTOM


def _add_foot(slide: Slide, foot: str) -> None:
    """Take foot and number over from the layout: python-pptx leaves them out."""
    kinds = {PP_PLACEHOLDER.FOOTER: _FOOT, PP_PLACEHOLDER.SLIDE_NUMBER: _NUMBER}
    for placeholder in slide.slide_layout.placeholders:
        kind = placeholder.placeholder_format.type
        if kind in kinds:
            slide.shapes._spTree.append(deepcopy(placeholder._element))  # noqa: SLF001  (see above)
            shape = slide.shapes[len(slide.shapes) - 1]
            shape.left, shape.top, shape.width, shape.height = kinds[kind].emu
            if kind is PP_PLACEHOLDER.FOOTER:
                text = cut_text(foot, FOOT_SIZE, _FOOT.width, 2)
                _write(shape.text_frame, [TextLine(text=text, size=FOOT_SIZE, colour=GREY)])


def _write(frame: TextFrame, lines: Sequence[TextLine]) -> None:
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = 0
    for number, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        paragraph.alignment = PP_ALIGN.LEFT
        run = paragraph.add_run()
        run.text = clean(line.text)
        if line.bullet:
            _add_bullet(paragraph)
        font = run.font
        font.name, font.size, font.bold = FONT, Pt(line.size), line.strong
        font.color.rgb = rgb(line.colour)
        paragraph.space_after = Pt(6)


def _add_bullet(paragraph: Paragraph) -> None:
    properties = paragraph._p.get_or_add_pPr()  # noqa: SLF001  (not in python-pptx)
    properties.set("marL", str(Inches(_INDENT)))
    properties.set("indent", str(-Inches(_INDENT)))
    bullet = OxmlElement("a:buChar")
    bullet.set("char", "•")
    properties.append(bullet)


def add_text(slide: Slide, lines: Sequence[TextLine], box: Box) -> None:
    """Add a text; whoever calls sees to it that it fits (`text_height`)."""
    _write(slide.shapes.add_textbox(*box.emu).text_frame, lines)


def text_height(lines: Sequence[TextLine], width: float) -> float:
    """Height that lines take in a width."""
    return sum(
        height_of(lines_needed(line.text, line.size, width - _INDENT), line.size) + 6 / 72
        for line in lines
    )


def add_notes(slide: Slide, texts: Sequence[str]) -> None:
    """Write what is to be said with a slide, or to be read later."""
    if texts:
        frame = slide.notes_slide.notes_text_frame
        frame.text = "\n".join(map(clean, texts))
        say_language(slide.notes_slide.element)


def describe(shape: BaseShape, title: str, alt: str) -> None:
    """Give a picture, chart or table its alternative text."""
    facts = shape._element._nvXxPr.cNvPr  # noqa: SLF001  (not in python-pptx)
    facts.set("name", clean(title))
    facts.set("descr", clean(alt))


def decorate(shape: BaseShape) -> None:
    """Say of a shape that it is only an ornament: nobody need be told of it."""
    facts = shape._element._nvXxPr.cNvPr  # noqa: SLF001  (not in python-pptx)
    facts.append(parse_xml(_ORNAMENT))


def add_picture(slide: Slide, png: bytes, box: Box, *, title: str, alt: str) -> None:
    """Add a picture as large as it fits into a box, at its top left."""
    picture = slide.shapes.add_picture(BytesIO(png), Inches(box.left), Inches(box.top))
    scale = min(Inches(box.width) / picture.width, Inches(box.height) / picture.height)
    picture.width, picture.height = int(picture.width * scale), int(picture.height * scale)
    describe(picture, title, alt)


@dataclass(frozen=True, slots=True, kw_only=True)
class SlideTable:
    """A table: texts of its heads and rows, which columns are numbers, relative widths."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: tuple[bool, ...]
    widths: tuple[float, ...]
    size: int

    def pieces(self, width: float, first: float, others: float) -> Iterator[SlideTable]:
        """Cut it into tables that fit into the height of the first and of the other slides."""
        head, rows = self._row_height(self.heads, width), list[tuple[str, ...]]()
        room, used = first - head, 0.0
        for row in self.rows:
            needed = self._row_height(row, width)
            if rows and used + needed > room:
                yield self._of(rows)
                rows, used, room = [], 0.0, others - head
            rows.append(row)
            used += needed
        yield self._of(rows)

    def height(self, width: float) -> float:
        """Height it takes in a width."""
        return sum(self._row_height(row, width) for row in (self.heads, *self.rows))

    def _of(self, rows: list[tuple[str, ...]]) -> SlideTable:
        return replace(self, rows=tuple(rows))

    def inches(self, width: float) -> tuple[float, ...]:
        """Widths of the columns in a box of this width."""
        return tuple(width * own / sum(self.widths) for own in self.widths)

    def parts_words(self, width: float) -> bool:
        """Whether a word is wider than its column."""
        columns = zip(self.inches(width), *(self.heads, *self.rows), strict=True)
        return any(
            text_width(word, self.size * _BOLD) > (own - 0.2) * 72
            for own, *texts in columns
            for text in texts
            for word in text.replace("-", "- ").split(" ")
        )

    def _row_height(self, texts: Sequence[str], width: float) -> float:
        each = zip(texts, self.inches(width), strict=True)
        lines = max(lines_needed(text, self.size, own - 0.2) for text, own in each)
        return height_of(lines, self.size) + 0.1


def add_table(slide: Slide, table: SlideTable, box: Box, *, title: str, alt: str) -> None:
    """Add a table that can be edited; it fits if it is one of the `pieces`."""
    shape = slide.shapes.add_table(1 + len(table.rows), len(table.heads), *box.emu)
    describe(shape, title, alt)
    native = shape.table
    native.first_col, native.horz_banding = True, False
    for column, width in zip(native.columns, table.inches(box.width), strict=True):
        column.width = Inches(width)
    for number, texts in enumerate((table.heads, *table.rows)):
        native.rows[number].height = Inches(height_of(1, table.size) + 0.1)
        for cell, text, is_number in zip(
            native.rows[number].cells, texts, table.numbers, strict=True
        ):
            cell.fill.solid()
            band = "FFFFFF" if number % 2 else _BAND
            cell.fill.fore_color.rgb = rgb(band if number else _HEAD_FILL)
            cell.margin_top = cell.margin_bottom = Inches(0.05)
            cell.margin_left = cell.margin_right = Inches(0.1)
            paragraph = cell.text_frame.paragraphs[0]
            paragraph.alignment = PP_ALIGN.RIGHT if is_number else PP_ALIGN.LEFT
            run = paragraph.add_run()
            run.text = clean(text)
            run.font.name, run.font.size, run.font.bold = FONT, Pt(table.size), not number
            run.font.color.rgb = rgb(INK)


def rgb(colour: str) -> RGBColor:
    """A colour as python-pptx takes it."""
    return RGBColor.from_string(colour.removeprefix("#").upper())
