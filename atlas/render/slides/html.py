"""Slides as one HTML file that needs nothing but itself: letters, drawings, program are in it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Final

from jinja2 import Environment, StrictUndefined, Template
from markupsafe import Markup

from atlas.model.colours import readable_on
from atlas.model.identity import Identity
from atlas.model.overview import Tile
from atlas.model.slides import Slide, SlideDeck
from atlas.model.specs import TableSpec
from atlas.render.document.data import clean
from atlas.render.fonts import weighted_face_rules
from atlas.render.html.templates import LATIN
from atlas.render.logo import ON_SCREEN, logo_of
from atlas.render.qr import qr_code
from atlas.render.slides.drawings import tile_lines, with_own_names
from atlas.render.table.delimited import head_text
from atlas.views import texts
from atlas.views.session.texts import SLIDE_WORDS

DARK_PAPER: Final = "#11181c"
"""The ground of dark slides, see deck.css."""


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
    rules = (weighted_face_rules(letters), _text_of("deck.css"), _design(deck.identity))
    styles = Markup("\n".join(rules))  # noqa: S704
    return _template().render(
        deck={
            "title": clean(deck.title),
            "foot": clean(deck.foot),
            "slides": slides,
            "logo": _logo_alt(deck),
        },
        styles=styles,
        script=Markup(script()) if live else "",  # noqa: S704  (see above)
        words={**SLIDE_WORDS, "code": texts.CODE_ALT},
    )


def _design(identity: Identity) -> str:
    """Rules for the publisher's colour and logo, which is in the file once."""
    logo = logo_of(identity.logo, ON_SCREEN)
    dark = readable_on(DARK_PAPER, identity.accent)
    rules = f":root {{ --accent-light: {identity.accent}; --accent-dark: {dark}; }}"
    if logo is None:
        return rules
    shape = f"--shape: {logo.width / logo.height:.3f}"
    return f"{rules}\n.logo {{ background-image: url({logo.address}); {shape}; }}"


def _logo_alt(deck: SlideDeck) -> str:
    """What the logo says to those who don't see it, "" without one."""
    office = deck.identity.office or deck.publisher
    return clean(texts.LOGO_ALT.format(office=office)) if deck.identity.logo else ""


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
        "code": _code(figure.provenance.link if figure else ""),
        "tiles": [_tile_fields(tile) for tile in figure.tiles] if figure else (),
        **_table_fields(table),
    }


def _code(link: str) -> Markup | str:
    """The QR code that opens the figure in the atlas, "" without one."""
    code = qr_code(link)
    return Markup(code.svg) if code else ""  # noqa: S704  (drawn by us)


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
