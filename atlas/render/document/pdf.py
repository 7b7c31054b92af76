"""A document as PDF: typst sets tagged pages (PDF/UA-1 and PDF/A-2a), every word comes as data.

typst fails where a figure has no alternative text or a letter no font. The same document gives the
same bytes. What it can't say yet, that the first cell of a row names the row, is added afterwards.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import cache
from importlib.resources import files
from io import BytesIO
from pathlib import Path
from typing import Final, Literal

import matplotlib as mpl
import pikepdf
import typst

from atlas.model.documents import Document
from atlas.render.document.data import paged_data
from atlas.render.document.drawings import Drawings
from atlas.sources.glyphs import font_file

STANDARDS: Final[list[typst.PDFStandard]] = ["ua-1", "a-2a"]


def pdf_bytes(spec: Document, drawings: Drawings) -> bytes:
    """Set a document on pages of A4, or several in one file."""
    midnight = datetime(spec.day.year, spec.day.month, spec.day.day, tzinfo=UTC)
    pdf = typst.compile(
        _template(),
        font_paths=_fonts(),
        format="pdf",
        pdf_standards=STANDARDS,
        sys_inputs=_inputs(spec, drawings),
        timestamp=midnight,
    )
    return _with_row_heads(pdf)


def page_pictures(
    spec: Document, drawings: Drawings, form: Literal["png", "svg"]
) -> tuple[bytes, ...]:
    """Set a document on pages of A4, each a picture; one in pixels has 300 of them per inch."""
    pages = typst.compile(
        _template(), font_paths=_fonts(), format=form, ppi=300, sys_inputs=_inputs(spec, drawings)
    )
    return tuple(pages) if isinstance(pages, list) else (pages,)


def _inputs(spec: Document, drawings: Drawings) -> dict[str, str]:
    return {"document": json.dumps(paged_data(spec, drawings))}


@cache
def _template() -> bytes:
    return files("atlas.render.document").joinpath("document.typ").read_bytes()


@cache
def _fonts() -> typst.Fonts:
    """Source Sans, and the fallback for other alphabets; none of the machine's own."""
    folders = [font_file("Regular").parent, Path(mpl.get_data_path()) / "fonts" / "ttf"]
    return typst.Fonts(font_paths=folders, include_system_fonts=False, include_embedded_fonts=False)


def _with_row_heads(pdf: bytes) -> bytes:
    """Say of the first cell of each row in the body of a table that it is the head of the row."""
    buffer = BytesIO()
    with pikepdf.open(BytesIO(pdf)) as document:
        for element in structure(document.Root.StructTreeRoot):
            if element.get("/S") == "/TR" and element.P.get("/S") == "/TBody":
                first = next(_children(element), None)
                if first is not None and first.get("/S") == "/TD":
                    first.S = pikepdf.Name.TH
                    scope = pikepdf.Dictionary(O=pikepdf.Name.Table, Scope=pikepdf.Name.Row)
                    first.A = pikepdf.Array([*attributes(first), scope])
        # a long table has more tags than letters: packed they take a sixth
        packed = pikepdf.ObjectStreamMode.generate
        document.save(buffer, deterministic_id=True, object_stream_mode=packed)
    return buffer.getvalue()


def structure(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Walk through the elements below one of the structure tree, in reading order."""
    for child in _children(element):
        yield child
        yield from structure(child)


def attributes(element: pikepdf.Object) -> tuple[pikepdf.Object, ...]:
    """Attribute dictionaries of an element of the structure tree."""
    own = element.get("/A")
    several = own if isinstance(own, pikepdf.Array) else [own]
    return tuple(item for item in several if isinstance(item, pikepdf.Dictionary))


def _children(element: pikepdf.Object) -> Iterator[pikepdf.Object]:
    kids = element.get("/K")
    several = kids if isinstance(kids, pikepdf.Array) else [kids]
    for kid in several:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
