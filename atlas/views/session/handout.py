"""A presentation on paper: each slide with all it shows, and what is said with it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from atlas.atlas import Atlas
from atlas.model.documents import (
    Block,
    DocumentSpec,
    DocumentTable,
    Figure,
    FigureGrid,
    LinkCode,
    Listing,
    Paragraph,
    Section,
    TextKind,
)
from atlas.model.slides import Slide, SlideDeck, SlideFigure, SlideKind
from atlas.model.specs import Provenance
from atlas.views.address import atlas_of
from atlas.views.figure.figures import printed_table
from atlas.views.session import texts as words
from atlas.views.table.unit_tables import without_file_columns

_NAME_WIDTH = 2.2
"""How much wider the names of a table are than its numbers."""


def handout(atlas: Atlas, deck: SlideDeck) -> DocumentSpec:
    """Lay out the slides of a deck as a document."""
    first, *others = deck.slides
    numbered = list(enumerate(others, 2))
    figures = [(n, slide) for n, slide in numbered if slide.kind is SlideKind.FIGURE]
    lists: dict[str, tuple[str, ...]] = {}
    for slide in others:
        for heading, items in slide.lists:
            lists[heading] = (*lists.get(heading, ()), *items)
    return DocumentSpec(
        title=deck.title,
        kicker=" · ".join(first.lines[:1]) or words.HANDOUT,
        sections=(
            *(_section(atlas, number, slide) for number, slide in figures),
            *(Section(title=h, blocks=(Listing(items=items),)) for h, items in lists.items()),
            *_codes(figures),
        ),
        provenance=Provenance(
            source="",
            publisher=deck.publisher,
            reference_dates="",
            boundaries="",
            identity=deck.identity,
        ),
        foot=f"{words.HANDOUT} · {deck.foot} · {deck.day:%d.%m.%Y}",
        day=deck.day,
        file_stem=deck.file_stem,
    )


def _codes(slides: Sequence[tuple[int, Slide]]) -> Iterator[Section]:
    """Let phones open each figure, where the address of the atlas is known."""
    links = [(number, slide.figure.provenance.link) for number, slide in slides if slide.figure]
    codes = tuple(
        Figure(
            title=words.TABLE_NAME.format(number=number),
            caption=link,
            alt=words.CODE_ALT.format(number=number),
            drawing=LinkCode(link=link),
        )
        for number, link in links
        if urlsplit(link).scheme
    )
    if codes:
        yield Section(title=words.CODES, blocks=(FigureGrid(figures=codes),))


def _section(atlas: Atlas, number: int, slide: Slide) -> Section:
    title = words.SLIDE.format(number=number, message=slide.message)
    return Section(title=title, blocks=tuple(_blocks(atlas, number, slide)))


def _blocks(atlas: Atlas, number: int, slide: Slide) -> Iterator[Block]:
    if slide.notice:
        yield Paragraph(text=slide.notice, kind=TextKind.NOTICE)
    if slide.figure is not None:
        yield from _figure_blocks(atlas, number, slide.figure)
    if slide.speech:
        yield Paragraph(text=words.SPEECH.format(speech=slide.speech))


def _figure_blocks(atlas: Atlas, number: int, figure: SlideFigure) -> Iterator[Block]:
    if not figure.choice.kind.is_table:
        yield Figure(
            title=figure.subtitle,
            caption=figure.whole_caption,
            alt=figure.alt,
            drawing=figure.choice,
        )
        return
    table = printed_table(atlas_of(atlas, figure.choice.scope), figure.choice)
    spec = without_file_columns(table)
    names = {"unit": 1.0, "name": _NAME_WIDTH}
    if figure.choice.kind.is_summary:
        names = {spec.columns[0].key: 2 * _NAME_WIDTH}
    yield Paragraph(text=figure.subtitle, kind=TextKind.LEAD)
    yield DocumentTable(
        spec=spec,
        widths=tuple(names.get(column.key, 1.3) for column in spec.columns),
        name=words.TABLE_NAME.format(number=number),
    )
    yield Paragraph(text=figure.whole_caption, kind=TextKind.REMARK)
