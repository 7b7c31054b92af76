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
from atlas.render.document.slides import BODY, LARGE, SMALL, Box, SlideTable, TextLine
from atlas.render.table.delimited import head_text

_MOST_BARS: Final = 8
_MOST_ABOVE: Final = 1.7
"""Height of texts that find room above a table."""
_CAPTION: Final = 0.6
_GAP: Final = 0.4
_LEFT: Final = Box(left=BODY.left, top=BODY.top, width=(BODY.width - _GAP) / 2, height=BODY.height)
_RIGHT: Final = replace(_LEFT, left=_LEFT.left + _LEFT.width + _GAP)


def pptx_bytes(spec: DocumentSpec, drawings: Drawings) -> bytes:
    """Write a document as slides."""
    deck = slides.new_deck(spec.title, spec.kicker, spec.provenance.publisher, spec.day)
    slides.add_title_slide(deck, spec.title, spec.kicker, spec.foot)
    for section in spec.sections:
        _SectionSlides(deck, section, drawings, f"{spec.title} · {spec.kicker} · {spec.foot}").add()
    return slides.deck_bytes(deck)


@dataclass(slots=True)
class _SectionSlides:
    """The slides of a chapter: `texts` wait for a slide, `remarks` for the notes of one."""

    deck: Deck
    section: Section
    drawings: Drawings
    foot: str
    texts: list[TextLine] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    titles: list[str] = field(default_factory=list)

    def add(self) -> None:
        """Add them all."""
        for block in self.section.blocks:
            self._add_block(block)
        self._flush()
        if self.remarks:
            self.texts = [TextLine(text=text) for text in self.remarks]
            self.remarks = []
            self._flush()

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
                pairs = [figures[start : start + 2] for start in range(0, len(figures), 2)]
                for number, pair in enumerate(pairs, 1):
                    slide = self._slide(_part(_topic(pair), number, len(pairs)))
                    for figure, box in zip(pair, (_LEFT, _RIGHT), strict=False):
                        self._add_small(slide, figure, box)

    def _slide(self, title: str = "") -> Slide:
        """Add a slide of the chapter; a title of its own tells it from the others."""
        name = self.section.title
        heading = f"{name}: {title}" if title and not title.startswith("(") else f"{name} {title}"
        heading = heading.strip()
        self.titles.append(heading)
        if (same := self.titles.count(heading)) > 1:
            heading = f"{heading} ({same})"
        slide = slides.add_slide(self.deck, heading, self.foot)
        slides.add_notes(slide, self.remarks)
        self.remarks = []
        return slide

    def _flush(self) -> None:
        """Add slides of the texts that wait."""
        pages = _pages(self.texts, BODY)
        for number, lines in enumerate(pages, 1):
            slides.add_text(self._slide(_part("", number, len(pages))), lines, BODY)
        self.texts = []

    def _add_table(self, table: DocumentTable) -> None:
        spec = table.spec
        whole = SlideTable(
            heads=tuple(head_text(column) for column in spec.columns),
            rows=tuple(tuple(cell.text for cell in row.cells) for row in spec.rows),
            numbers=tuple(column.is_number for column in spec.columns),
            widths=table.widths,
            size=SMALL,
        )
        title = "" if table.name == self.section.title else table.name
        above = slides.text_height(self.texts, BODY.width)
        if above > _MOST_ABOVE:
            self._flush()
            above = 0.0
        pieces = _fitting(whole, BODY.height - above)
        for number, piece in enumerate(pieces, 1):
            slide = self._slide(_part(title, number, len(pieces)))
            if self.texts:
                slides.add_text(slide, self.texts, BODY)
            box = replace(BODY, top=BODY.top + above, height=BODY.height - above)
            slides.add_table(slide, piece, box, title=spec.title, alt=_table_alt(spec.title, piece))
            self.texts, above = [], 0.0

    def _add_figure(self, figure: Figure) -> None:
        words = ChartWords(title=figure.title, alt=figure.alt)
        if isinstance(figure.drawing, BarRows):
            self._flush()
            pieces = list(bar_pieces(figure.drawing, _MOST_BARS))
            for number, piece in enumerate(pieces, 1):
                slide = self._slide(_part(figure.title, number, len(pieces)))
                box = replace(BODY, height=BODY.height - _CAPTION)
                add_bar_chart(slide, piece, box, words, values_of(figure.drawing))
                self._add_caption(slide, figure, BODY)
        elif isinstance(figure.drawing, SmallMap):
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


def _fitting(table: SlideTable, first: float) -> list[SlideTable]:
    """Cut a table into few pieces, in letters as large as that and its longest words allow."""
    sizes = [replace(table, size=size) for size in (LARGE, 16, SMALL)]
    whole = [sized for sized in sizes if not sized.parts_words(BODY.width)] or sizes[-1:]
    return min((list(sized.pieces(BODY.width, first, BODY.height)) for sized in whole), key=len)


def _topic(figures: Sequence[Figure]) -> str:
    """Topics of figures, each once."""
    return " · ".join(dict.fromkeys(filter(None, (figure.topic for figure in figures))))


def _part(title: str, number: int, of: int) -> str:
    """Tell the parts of what takes several slides."""
    if of == 1:
        return title
    return f"{title} ({number}/{of})".strip()


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


def _pages(lines: Sequence[TextLine], box: Box) -> list[list[TextLine]]:
    """Part lines so that each part fits into a box."""
    pages: list[list[TextLine]] = []
    for line in lines:
        if pages and slides.text_height([*pages[-1], line], box.width) <= box.height:
            pages[-1].append(line)
        else:
            pages.append([line])
    return pages
