"""A document as slides to present and go on editing: one thought each, charts and tables native."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from pptx.presentation import Presentation as Deck
from pptx.slide import Slide

from atlas.model.colours import ACCENT
from atlas.model.documents import (
    BarRows,
    Block,
    DocumentSpec,
    DocumentTable,
    Facts,
    Figure,
    FigureGrid,
    Listing,
    Paragraph,
    Pyramid,
    Section,
    TextKind,
)
from atlas.model.overview import SmallMap, Trend
from atlas.render.colours import GREY
from atlas.render.document import slides
from atlas.render.document.data import logo_alt
from atlas.render.document.drawings import Drawings
from atlas.render.document.pictures import png_of
from atlas.render.document.slide_charts import (
    ChartWords,
    add_bar_chart,
    add_line_chart,
    add_pyramid_chart,
    bar_pieces,
    values_of,
)
from atlas.render.document.slides import BODY, LARGE, SMALL, Box, Design, SlideTable, TextLine
from atlas.render.logo import logo_of
from atlas.render.table.delimited import head_text

_MOST_BARS: Final = 8
_MOST_ABOVE: Final = 1.7
"""Height of texts that find room above a table."""
_CAPTION: Final = 0.6
_GAP: Final = 0.4
_BETWEEN: Final = 0.25
"""Height between a table or text and what stands below it."""
_NEAR: Final = 4
"""Slides on which a chapter of few lines may stand as well: the last ones."""
_SIZES: Final = (LARGE, 16, SMALL)
_SHARES: Final = (0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
"""Parts of a slide that the pieces of a table may fill: as even as their number allows."""
_LEFT: Final = Box(left=BODY.left, top=BODY.top, width=(BODY.width - _GAP) / 2, height=BODY.height)
_RIGHT: Final = replace(_LEFT, left=_LEFT.left + _LEFT.width + _GAP)


def pptx_bytes(spec: DocumentSpec, drawings: Drawings) -> bytes:
    """Write a document as slides."""
    deck = slides.new_deck(spec.title, spec.kicker, spec.provenance.publisher, spec.day)
    look = _Look(
        foot=f"{spec.title} · {spec.kicker} · {spec.foot}",
        design=Design(
            accent=spec.provenance.identity.accent,
            logo=logo_of(spec.provenance.identity.logo),
            logo_alt=logo_alt(spec),
        ),
    )
    slides.add_title_slide(deck, spec.title, spec.kicker, spec.foot, look.design)
    rooms: list[_Room] = []
    for section in spec.sections:
        _SectionSlides(deck, section, drawings, look, rooms).add()
    return slides.deck_bytes(deck)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Look:
    """What all slides have in common."""

    foot: str
    design: Design


@dataclass(frozen=True, slots=True, kw_only=True)
class _Room:
    """What texts and tables leave free at the foot of a slide."""

    slide: Slide
    box: Box


@dataclass(slots=True)
class _SectionSlides:
    """The slides of a chapter: `texts` wait for a slide, `remarks` for the notes of one.

    A `table` waits with the texts `above` it for those that may stand below. `rooms` are those of
    all slides so far.
    """

    deck: Deck
    section: Section
    drawings: Drawings
    look: _Look
    rooms: list[_Room]
    texts: list[TextLine] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    own: list[Slide] = field(default_factory=list)
    table: DocumentTable | None = None
    above: list[TextLine] = field(default_factory=list)

    def add(self) -> None:
        """Add them all, and number them if they are several."""
        for block in self.section.blocks:
            self._add_block(block)
        if not self.own and self.table is None and self._fits_elsewhere():
            return
        self._flush()
        if self.remarks:
            self.texts = [TextLine(text=text) for text in self.remarks]
            self.remarks = []
            self._flush()
        if len(self.own) > 1:
            for number, slide in enumerate(self.own, 1):
                slides.number_title(slide, f"({number}/{len(self.own)})")

    def _fits_elsewhere(self) -> bool:
        """Write a chapter of few lines below what stands on one of the last slides with room."""
        remarks = [TextLine(text=text) for text in self.remarks]
        lines = [_heading(self.section.title), *self.texts, *remarks]
        height = slides.text_height(lines, BODY.width)
        if height > _MOST_ABOVE:
            return False
        rooms = [room for room in self.rooms[-_NEAR:] if room.box.height >= height]
        for room in rooms[-1:]:
            slides.add_text(room.slide, lines, room.box)
            self.rooms.remove(room)
        return bool(rooms)

    def _add_block(self, block: Block) -> None:
        match block:
            case Paragraph(text=text, kind=TextKind.REMARK):
                self.remarks.append(text)
            case Paragraph() | Listing() | Facts():
                self.texts += _text_lines(block)
            case DocumentTable():
                if not block.repeats:
                    self._add_table(block)
            case Figure():
                self._add_figure(block)
            case FigureGrid(figures=figures):
                self._flush()
                for pair in (figures[start : start + 2] for start in range(0, len(figures), 2)):
                    slide = self._slide(_topic(pair))
                    for figure, box in zip(pair, (_LEFT, _RIGHT), strict=False):
                        self._add_small(slide, figure, box)

    def _slide(self, title: str = "") -> Slide:
        """Add a slide of the chapter, which may have a title of its own."""
        heading = ": ".join(filter(None, (self.section.title, title)))
        slide = slides.add_slide(self.deck, heading, self.look.foot, self.look.design)
        self.own.append(slide)
        slides.add_notes(slide, self.remarks)
        self.remarks = []
        return slide

    def _flush(self) -> None:
        """Add slides of the table and the texts that wait."""
        texts, self.texts = self.texts, []
        if self.table is not None:
            is_long = slides.text_height(texts, BODY.width) > BODY.height / 2
            self._place_table(() if is_long else texts)
            texts = texts if is_long else []
        for lines in _text_pages(texts):
            slide = self._slide()
            slides.add_text(slide, lines, BODY)
            self._note_room(slide, slides.text_height(lines, BODY.width))

    def _note_room(self, slide: Slide, height: float) -> None:
        """Note what is free on a slide below so much of its body."""
        used = height + _BETWEEN
        box = replace(BODY, top=BODY.top + used, height=BODY.height - used)
        self.rooms.append(_Room(slide=slide, box=box))

    def _add_table(self, table: DocumentTable) -> None:
        """Let a table wait; texts that are short stand above it."""
        if slides.text_height(self.texts, BODY.width) > _MOST_ABOVE:
            self._flush()
        elif self.table is not None:
            self._place_table(())
        self.table, self.above, self.texts = table, self.texts, []

    def _place_table(self, texts: Sequence[TextLine]) -> None:
        """Add slides of the table that waits, with texts above its first and below its last row."""
        table, self.table = self.table, None
        if table is None:
            return
        spec, lines = table.spec, self.above
        title = "" if table.name == self.section.title else table.name
        above, below = (slides.text_height(each, BODY.width) for each in (lines, texts))
        below += _BETWEEN if texts else 0.0
        for piece in _fitting(_slide_table(table), BODY.height - above, below):
            slide = self._slide(title)
            if lines:
                slides.add_text(slide, lines, BODY)
            box = replace(BODY, top=BODY.top + above, height=BODY.height - above)
            slides.add_table(slide, piece, box, title=spec.title, alt=_table_alt(spec.title, piece))
            end, lines, above = above + piece.height(BODY.width), [], 0.0
        if texts:
            top = BODY.top + end + _BETWEEN
            slides.add_text(slide, texts, replace(BODY, top=top, height=below - _BETWEEN))
        self._note_room(slide, end + below)

    def _add_figure(self, figure: Figure) -> None:
        words = ChartWords(title=figure.title, alt=figure.alt)
        if isinstance(figure.drawing, BarRows):
            self._flush()
            for piece in bar_pieces(figure.drawing, _MOST_BARS):
                slide = self._slide(figure.title)
                box = replace(BODY, height=BODY.height - _CAPTION)
                add_bar_chart(slide, piece, box, words, values_of(figure.drawing))
                self._add_caption(slide, figure, BODY)
        elif isinstance(figure.drawing, SmallMap):
            self._place_table(())
            first, *others = _pages(self.texts, _LEFT) or [[]]
            self.texts = [line for lines in others for line in lines]
            slide = self._slide()
            if first:
                slides.add_text(slide, first, _LEFT)
            self._add_small(slide, figure, _RIGHT if first else BODY)
            self._flush()
        else:
            self._flush()
            self._add_small(self._slide(), figure, BODY)

    def _add_small(self, slide: Slide, figure: Figure, box: Box) -> None:
        """Add title, statement, drawing and caption of a figure in a box."""
        lines = [TextLine(text=figure.title, size=LARGE, strong=True)]
        if figure.statement:
            lines.append(TextLine(text=figure.statement))
        height = slides.text_height(lines, box.width) + 0.1
        slides.add_text(slide, lines, replace(box, height=height))
        drawing, words = figure.drawing, ChartWords(title=figure.title, alt=figure.alt)
        inner = replace(box, top=box.top + height, height=box.height - height - _CAPTION)
        if isinstance(drawing, Trend):
            add_line_chart(slide, drawing, inner, words)
        elif isinstance(drawing, Pyramid):
            add_pyramid_chart(slide, drawing, inner, words)
        elif drawing is not None:
            picture = png_of(self.drawings[drawing])
            slides.add_picture(slide, picture, inner, title=figure.title, alt=figure.alt)
        self._add_caption(slide, figure, box)

    def _add_caption(self, slide: Slide, figure: Figure, box: Box) -> None:
        """Write a caption at the foot of a box; what is too long for it goes into the notes."""
        top = box.top + box.height - _CAPTION
        own = replace(box, top=top, height=_CAPTION)
        line = TextLine(text=figure.caption, size=slides.FOOT_SIZE, colour=GREY)
        if slides.text_height([line], own.width) <= _CAPTION:
            slides.add_text(slide, [line], own)
        else:
            slides.add_notes(slide, [figure.caption])


def _slide_table(table: DocumentTable) -> SlideTable:
    spec = table.spec
    return SlideTable(
        heads=tuple(head_text(column) for column in spec.columns),
        rows=tuple(tuple(cell.text for cell in row.cells) for row in spec.rows),
        numbers=tuple(column.is_number for column in spec.columns),
        widths=table.widths,
        size=SMALL,
    )


def _fitting(table: SlideTable, first: float, below: float) -> list[SlideTable]:
    """Cut a table into few pieces of much the same height that leave room below the last.

    Letters are as large as that and its longest words allow; `first` is the height on the first
    slide.
    """
    sizes = [replace(table, size=size) for size in _SIZES]
    whole = [sized for sized in sizes if not sized.parts_words(BODY.width)] or sizes[-1:]
    ways = [
        list(sized.pieces(BODY.width, first * share, BODY.height * share))
        for sized in whole
        for share in _SHARES
    ]

    def has_room(pieces: list[SlideTable]) -> bool:
        height = first if len(pieces) == 1 else BODY.height
        return pieces[-1].height(BODY.width) + below <= height

    # a row that fills its slide leaves no room
    return min([way for way in ways if has_room(way)] or ways, key=len)


def _topic(figures: Sequence[Figure]) -> str:
    """Topics of figures, each once."""
    return " · ".join(dict.fromkeys(filter(None, (figure.topic for figure in figures))))


def _table_alt(title: str, table: SlideTable) -> str:
    """The title of a table and what its rows are about."""
    return f"{title}: {'; '.join(row[0] for row in table.rows)}"


def _text_lines(block: Paragraph | Listing | Facts) -> Iterator[TextLine]:
    match block:
        case Paragraph(text=text, kind=kind):
            yield TextLine(text=text, strong=kind is not TextKind.BODY)
        case Listing(items=items, mark=mark):
            if mark:
                yield TextLine(text=mark, strong=True, colour=ACCENT)
            for item in items:
                yield TextLine(text=item, bullet=True)
        case Facts(pairs=pairs):
            for label, text in pairs:
                yield TextLine(text=f"{label}: {text}")


def _heading(title: str) -> TextLine:
    return TextLine(text=title, strong=True, colour=ACCENT)


def _text_pages(lines: Sequence[TextLine]) -> list[list[TextLine]]:
    """Part lines into few slides, in letters as large as that allows."""
    ways = ([replace(line, size=min(line.size, size)) for line in lines] for size in _SIZES)
    return min((_pages(way, BODY) for way in ways), key=len)


def _pages(lines: Sequence[TextLine], box: Box) -> list[list[TextLine]]:
    """Part lines so that each part fits into a box."""
    pages: list[list[TextLine]] = []
    for line in lines:
        if pages and slides.text_height([*pages[-1], line], box.width) <= box.height:
            pages[-1].append(line)
        else:
            pages.append([line])
    return pages
