"""Slides as one HTML file that needs nothing but itself: letters, drawings, program are in it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from atlas.model.overview import Tile
from atlas.model.slides import Slide, SlideDeck
from atlas.model.specs import TableSpec
from atlas.render.document.data import clean
from atlas.render.fonts import weighted_face_rules
from atlas.render.html.templates import LATIN
from atlas.render.slides.drawings import tile_lines, with_own_names
from atlas.render.table.delimited import head_text
from atlas.views.session.texts import SLIDE_WORDS


def slides_html(
    deck: SlideDeck, drawings: tuple[str, ...], *, first: int = 1, live: bool = True
) -> str:
    """Write slides as a page that shows one of them at a time.

    Parameters
    ----------
    drawings
        An SVG for each slide, "" where there is nothing to draw.
    first
        Number of the first slide.
    live
        Whether the program is in it that turns the slides.
    """
    slides = [
        _fields(slide, svg, number)
        for number, (slide, svg) in enumerate(zip(deck.slides, drawings, strict=True), first)
    ]
    letters = LATIN + repr(slides) + deck.foot
    # files of our own, and drawings we have just made
    styles = Markup("\n".join((weighted_face_rules(letters), _text_of("deck.css"))))  # noqa: S704
    return _template().render(
        deck={"title": clean(deck.title), "foot": clean(deck.foot), "slides": slides},
        styles=styles,
        script=Markup(script()) if live else "",  # noqa: S704  (see above)
        words=SLIDE_WORDS,
    )


@cache
def script() -> str:
    """The program of the file, the same in each: servers allow it by its digest."""
    return _text_of("deck.js")


def _fields(slide: Slide, svg: str, number: int) -> Mapping[str, Any]:
    """Say what the template writes of a slide."""
    figure = slide.figure
    table = figure.spec if figure is not None and isinstance(figure.spec, TableSpec) else None
    return {
        "number": number,
        "kind": slide.kind.value,
        "message": clean(slide.message),
        "lines": [clean(line) for line in slide.lines],
        "lists": [(heading, [clean(item) for item in items]) for heading, items in slide.lists],
        "notice": clean(slide.notice),
        "subtitle": clean(figure.subtitle) if figure else "",
        "caption": clean(figure.caption) if figure else "",
        "alt": clean(figure.alt) if figure else "",
        "svg": Markup(with_own_names(svg, f"f{number}")) if svg else "",  # noqa: S704  (drawn by us)
        "tiles": [_tile_fields(tile) for tile in figure.tiles] if figure else (),
        **_table_fields(table),
    }


def _tile_fields(tile: Tile) -> Mapping[str, Any]:
    return {
        "title": clean(tile.title),
        "value": clean(tile.value),
        "lines": [clean(line) for line in tile_lines(tile)],
    }


def _table_fields(table: TableSpec | None) -> Mapping[str, Any]:
    if table is None:
        return {"columns": (), "rows": (), "table_title": ""}
    return {
        "table_title": clean(table.title),
        "columns": [
            {"title": clean(head_text(column)), "number": column.is_number}
            for column in table.columns
        ],
        "rows": [
            {"strong": row.emphasis, "cells": [clean(cell.text) for cell in row.cells]}
            for row in table.rows
        ],
    }


@cache
def _template() -> Template:
    environment = Environment(
        autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
    )
    return environment.from_string(_text_of("deck.html"))


def _text_of(name: str) -> str:
    return files("atlas.render.slides").joinpath(name).read_text("utf-8")
