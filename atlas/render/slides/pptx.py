"""Slides for PowerPoint: charts and tables native, maps as pictures, the speaker's text below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import ceil
from typing import Final

from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.presentation import Presentation as PowerPoint
from pptx.slide import Slide as Sheet
from pptx.util import Inches

from atlas.model.overview import Tile
from atlas.model.slides import Slide, SlideDeck, SlideFigure, SlideKind
from atlas.model.specs import ChartSpec, TableSpec
from atlas.render.captions import citation, foot_lines
from atlas.render.colours import GREY
from atlas.render.document import slides
from atlas.render.document.pictures import png_of
from atlas.render.document.slide_charts import ChartWords
from atlas.render.document.slides import (
    BODY,
    EDGE,
    HEIGHT,
    LARGE,
    SMALL,
    WIDTH,
    Box,
    Design,
    SlideTable,
    TextLine,
)
from atlas.render.logo import logo_of
from atlas.render.qr import QrCode, qr_code
from atlas.render.slides.charts import add_chart_of
from atlas.render.slides.drawings import tile_lines
from atlas.render.table.delimited import head_text
from atlas.views import texts

_CAPTION: Final = 0.66
_CODE, _CODE_GAP, _CODE_EDGE = 1.0, 0.3, 0.15
"""Inches of a side of a QR code, and what keeps it apart from the caption and the lower edge."""
_SUBTITLE: Final = Box(left=BODY.left, top=1.42, width=BODY.width, height=0.6)
_TILES_ACROSS, _TILE_GAP, _TILE_SIZE = 3, 0.3, 28
_NAME_WIDTH, _TEXT_WIDTH = 2.6, 1.8
"""How much wider the names and other texts of a table are than its numbers."""


def slides_pptx(deck: SlideDeck, drawings: tuple[str, ...]) -> bytes:
    """Write slides for PowerPoint; `drawings` as for `slides_html`."""
    target = slides.new_deck(deck.title, deck.foot, deck.publisher, deck.day)
    for slide, svg in zip(deck.slides, drawings, strict=True):
        sheet = _sheet(target, deck, slide, svg)
        slides.add_notes(sheet, list(_notes(slide)))
    return slides.deck_bytes(target)


def _design(deck: SlideDeck) -> Design:
    office = deck.identity.office or deck.publisher
    return Design(
        accent=deck.identity.accent,
        logo=logo_of(deck.identity.logo),
        logo_alt=texts.LOGO_ALT.format(office=office),
    )


def _sheet(target: PowerPoint, deck: SlideDeck, slide: Slide, svg: str) -> Sheet:
    design = _design(deck)
    if slide.kind is SlideKind.TITLE:
        below = " · ".join(line for line in (*slide.lines, slide.notice) if line)
        return slides.add_title_slide(target, slide.message, below, deck.foot, design)
    sheet = slides.add_slide(target, slide.message, deck.foot, design)
    if slide.figure is not None:
        _add_figure(sheet, slide, slide.figure, svg)
    elif slide.notice:
        slides.add_text(sheet, [TextLine(text=slide.notice)], BODY)
    lines = [line for heading, items in slide.lists for line in _list_lines(heading, items, design)]
    if lines:
        slides.add_text(sheet, lines, BODY)
    return sheet


def _list_lines(heading: str, items: tuple[str, ...], design: Design) -> Iterator[TextLine]:
    yield TextLine(text=heading, size=LARGE, strong=True, colour=design.accent)
    for item in items:
        yield TextLine(text=item, size=SMALL, bullet=True)


def _add_figure(sheet: Sheet, slide: Slide, figure: SlideFigure, svg: str) -> None:
    subtitle = TextLine(text=figure.subtitle, size=SMALL, colour=GREY)
    height = slides.text_height([subtitle], _SUBTITLE.width)
    slides.add_text(sheet, [subtitle], replace(_SUBTITLE, height=height))
    below = [TextLine(text=figure.caption, size=slides.FOOT_SIZE, colour=GREY)]
    if slide.notice:
        below.insert(0, TextLine(text=slide.notice, size=slides.FOOT_SIZE, strong=True))
    code = qr_code(figure.provenance.link)
    width = BODY.width - _CODE - _CODE_GAP if code else BODY.width
    foot = max(_CAPTION, slides.text_height(below, width))
    bottom = BODY.top + BODY.height
    slides.add_text(sheet, below, replace(BODY, top=bottom - foot, width=width, height=foot))
    if code:
        _add_code(sheet, code)
    top = _SUBTITLE.top + height
    box = replace(BODY, top=top, height=bottom - foot - top)
    words = ChartWords(title=slide.message, alt=figure.alt)
    match figure.spec:
        case TableSpec() if figure.tiles:
            _add_tiles(sheet, figure.tiles, box, figure.provenance.identity.accent)
        case ChartSpec() as spec if spec.marks:
            add_chart_of(sheet, spec, box, words)
        case TableSpec() as spec:
            table = _table(spec, box)
            slides.add_table(sheet, table, box, title=spec.title, alt=figure.alt)
        case _:
            picture = png_of(svg)
            slides.add_picture(sheet, picture, box, title=slide.message, alt=figure.alt)


def _add_code(sheet: Sheet, code: QrCode) -> None:
    """Add the QR code of a figure in the lower right corner, beside caption, foot and number."""
    left, top = WIDTH - EDGE - _CODE, HEIGHT - _CODE - _CODE_EDGE
    place = Box(left=left, top=top, width=_CODE, height=_CODE)
    picture = png_of(code.svg)
    slides.add_picture(sheet, picture, place, title=texts.CODE_TEXT, alt=texts.CODE_ALT)
    for shape in sheet.placeholders:
        if shape.placeholder_format.type is PP_PLACEHOLDER.SLIDE_NUMBER:
            shape.left -= Inches(_CODE + _CODE_GAP)


def _add_tiles(sheet: Sheet, tiles: Sequence[Tile], box: Box, accent: str) -> None:
    """Add few figures in large letters, three beside each other."""
    rows = ceil(len(tiles) / _TILES_ACROSS)
    width, height = box.width / _TILES_ACROSS, box.height / rows
    for number, tile in enumerate(tiles):
        row, column = divmod(number, _TILES_ACROSS)
        lines = [
            TextLine(text=tile.title, size=SMALL, strong=True, colour=accent),
            TextLine(text=tile.value, size=_TILE_SIZE, strong=True),
            *(TextLine(text=line, size=slides.FOOT_SIZE) for line in tile_lines(tile)),
        ]
        left, top = box.left + column * width, box.top + row * height
        place = Box(left=left, top=top, width=width - _TILE_GAP, height=height)
        slides.add_text(sheet, lines, place)


def _table(spec: TableSpec, box: Box) -> SlideTable:
    """Set a table in the largest letters in which it fits into a box."""
    columns = spec.columns
    widths = (1.0 if column.is_number else _TEXT_WIDTH for column in columns[1:])
    table = SlideTable(
        heads=tuple(head_text(column) for column in columns),
        rows=tuple(tuple(cell.text for cell in row.cells) for row in spec.rows),
        numbers=tuple(column.is_number for column in columns),
        widths=(_TEXT_WIDTH if all(c.is_number for c in columns[1:]) else _NAME_WIDTH, *widths),
        size=SMALL,
    )
    sizes = (replace(table, size=size) for size in (SMALL, 13, 12, 11))
    fitting = (own for own in sizes if len([*own.pieces(box.width, box.height, 1)]) == 1)
    return next(fitting, replace(table, size=10))


def _notes(slide: Slide) -> Iterator[str]:
    """Yield the speaker's text, and where the figure comes from."""
    if slide.speech:
        yield slide.speech
    if slide.figure is not None:
        yield slide.figure.caption
        yield from foot_lines(slide.figure.provenance)
        yield from citation(slide.figure.provenance)
