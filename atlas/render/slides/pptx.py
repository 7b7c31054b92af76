"""Slides for PowerPoint: charts and tables native, maps as pictures, the speaker's text below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import ceil
from typing import Final

from pptx.presentation import Presentation as PowerPoint
from pptx.slide import Slide as Sheet

from atlas.model.colours import ACCENT
from atlas.model.overview import Tile
from atlas.model.slides import Slide, SlideDeck, SlideFigure, SlideKind
from atlas.model.specs import ChartSpec, TableSpec
from atlas.render.captions import citation, foot_lines
from atlas.render.colours import GREY
from atlas.render.document import slides
from atlas.render.document.pictures import png_of
from atlas.render.document.slide_charts import ChartWords
from atlas.render.document.slides import BODY, LARGE, SMALL, Box, SlideTable, TextLine
from atlas.render.slides.charts import add_chart_of
from atlas.render.slides.drawings import tile_lines
from atlas.render.table.delimited import head_text

_CAPTION: Final = 0.66
_SUBTITLE: Final = Box(left=BODY.left, top=1.42, width=BODY.width, height=0.6)
_TILES_ACROSS, _TILE_GAP, _TILE_SIZE = 3, 0.3, 32
_NAME_WIDTH: Final = 1.8
"""How much wider the names of a table are than its numbers."""


def slides_pptx(deck: SlideDeck, drawings: tuple[str, ...]) -> bytes:
    """Write slides for PowerPoint; `drawings` as for `slides_html`."""
    target = slides.new_deck(deck.title, deck.foot, deck.publisher, deck.day)
    for slide, svg in zip(deck.slides, drawings, strict=True):
        sheet = _sheet(target, deck, slide, svg)
        slides.add_notes(sheet, list(_notes(slide)))
    return slides.deck_bytes(target)


def _sheet(target: PowerPoint, deck: SlideDeck, slide: Slide, svg: str) -> Sheet:
    if slide.kind is SlideKind.TITLE:
        below = " · ".join(line for line in (*slide.lines, slide.notice) if line)
        return slides.add_title_slide(target, slide.message, below, deck.foot)
    sheet = slides.add_slide(target, slide.message, deck.foot)
    if slide.figure is not None:
        _add_figure(sheet, slide, slide.figure, svg)
    elif slide.notice:
        slides.add_text(sheet, [TextLine(text=slide.notice)], BODY)
    lines = [line for heading, items in slide.lists for line in _list_lines(heading, items)]
    if lines:
        slides.add_text(sheet, lines, BODY)
    return sheet


def _list_lines(heading: str, items: tuple[str, ...]) -> Iterator[TextLine]:
    yield TextLine(text=heading, size=LARGE, strong=True, colour=ACCENT)
    for item in items:
        yield TextLine(text=item, size=SMALL, bullet=True)


def _add_figure(sheet: Sheet, slide: Slide, figure: SlideFigure, svg: str) -> None:
    subtitle = TextLine(text=figure.subtitle, size=SMALL, colour=GREY)
    height = slides.text_height([subtitle], _SUBTITLE.width)
    slides.add_text(sheet, [subtitle], replace(_SUBTITLE, height=height))
    below = [TextLine(text=figure.caption, size=slides.FOOT_SIZE, colour=GREY)]
    if slide.notice:
        below.insert(0, TextLine(text=slide.notice, size=slides.FOOT_SIZE, strong=True))
    foot = max(_CAPTION, slides.text_height(below, BODY.width))
    bottom = BODY.top + BODY.height
    slides.add_text(sheet, below, replace(BODY, top=bottom - foot, height=foot))
    top = _SUBTITLE.top + height
    box = replace(BODY, top=top, height=bottom - foot - top)
    words = ChartWords(title=slide.message, alt=figure.alt)
    match figure.spec:
        case TableSpec() if figure.tiles:
            _add_tiles(sheet, figure.tiles, box)
        case ChartSpec() as spec if spec.marks:
            add_chart_of(sheet, spec, box, words)
        case TableSpec() as spec:
            table = _table(spec)
            slides.add_table(sheet, table, box, title=spec.title, alt=figure.alt)
        case _:
            picture = png_of(svg)
            slides.add_picture(sheet, picture, box, title=slide.message, alt=figure.alt)


def _add_tiles(sheet: Sheet, tiles: Sequence[Tile], box: Box) -> None:
    """Add few figures in large letters, three beside each other."""
    rows = ceil(len(tiles) / _TILES_ACROSS)
    width, height = box.width / _TILES_ACROSS, box.height / rows
    for number, tile in enumerate(tiles):
        row, column = divmod(number, _TILES_ACROSS)
        lines = [
            TextLine(text=tile.title, size=SMALL, strong=True, colour=ACCENT),
            TextLine(text=tile.value, size=_TILE_SIZE, strong=True),
            *(TextLine(text=line, size=SMALL) for line in tile_lines(tile)),
        ]
        left, top = box.left + column * width, box.top + row * height
        place = Box(left=left, top=top, width=width - _TILE_GAP, height=height)
        slides.add_text(sheet, lines, place)


def _table(spec: TableSpec) -> SlideTable:
    columns = spec.columns
    return SlideTable(
        heads=tuple(head_text(column) for column in columns),
        rows=tuple(tuple(cell.text for cell in row.cells) for row in spec.rows),
        numbers=tuple(column.is_number for column in columns),
        widths=tuple(1.0 if column.is_number else _NAME_WIDTH for column in columns),
        size=SMALL,
    )


def _notes(slide: Slide) -> Iterator[str]:
    """Yield the speaker's text, and where the figure comes from."""
    if slide.speech:
        yield slide.speech
    if slide.figure is not None:
        yield slide.figure.caption
        yield from foot_lines(slide.figure.provenance)
        yield from citation(slide.figure.provenance)
