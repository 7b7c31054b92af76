"""A document as plain data for the templates of PDF and HTML, without what no document may hold."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any, Final

from atlas.errors import shortened
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
    Runs,
    SubHeading,
    Written,
    WrittenListing,
    WrittenParagraph,
)
from atlas.model.text import with_percent
from atlas.render.document.drawings import Drawings, width_of
from atlas.render.fonts import printable
from atlas.render.logo import logo_of
from atlas.render.qr import qr_code
from atlas.render.table.delimited import head_text
from atlas.views import texts

_LONGEST_PROPERTY: Final = 254
_LONGEST_WORD: Final = 2000
_ENDLESS: Final = re.compile(rf"\S{{{_LONGEST_WORD}}}")
_PRIVATE = "Co"
"""Category of letters that mean something in one font only, which PDF/A forbids."""

LOGO: Final = (48.0, 16.0)
"""Millimetres a logo may be wide and high."""


def document_data(spec: DocumentSpec, drawings: Drawings) -> Mapping[str, Any]:
    """Return the document as its template reads it: each block with its kind, words and drawing."""
    sections = [
        {
            "title": clean(section.title),
            "new_page": section.new_page,
            "anchor": section.anchor,
            "blocks": [_clean_deep(_block(block, drawings)) for block in section.blocks],
        }
        for section in spec.sections
    ]
    return {**_head(spec), "sections": sections}


def paged_data(spec: Document, drawings: Drawings) -> Mapping[str, Any]:
    """Return one document or several in one file, and the title of the list of them."""
    documents = [document_data(document, drawings) for document in spec.documents]
    contents = clean(spec.contents) if isinstance(spec, DocumentCollection) else ""
    return {**_head(spec), "contents": contents, "documents": documents}


def _head(spec: Document) -> dict[str, Any]:
    identity, code = spec.provenance.identity, qr_code(spec.provenance.link)
    logo = logo_of(identity.logo)
    return {
        "title": clean(spec.title),
        "kicker": clean(spec.kicker),
        "author": clean(spec.provenance.publisher),
        "description": clean(f"{spec.title}. {spec.kicker}"),
        "foot": clean(spec.foot),
        "day": [spec.day.year, spec.day.month, spec.day.day],
        "accent": identity.accent,
        "logo": None
        if logo is None
        else {"svg": logo.svg, "alt": logo_alt(spec), "width": logo.fitting(*LOGO)[0]},
        "code": None
        if code is None
        else {
            "svg": code.svg,
            "alt": texts.CODE_ALT,
            "width": code.framed_side,
            "text": texts.CODE_TEXT,
            "link": clean(spec.provenance.link),
        },
    }


def logo_alt(spec: Document) -> str:
    """What the publisher's logo says to those who don't see it."""
    provenance = spec.provenance
    return clean(texts.LOGO_ALT.format(office=provenance.identity.office or provenance.publisher))


def _block(block: Block, drawings: Drawings) -> dict[str, Any]:
    match block:
        case Figure():
            return _figure(block, drawings)
        case FigureGrid(figures=figures):
            return {"kind": "grid", "figures": [_figure(one, drawings) for one in figures]}
        case DocumentTable():
            return _table(block)
        case SubHeading() | WrittenParagraph() | WrittenListing():
            return _written(block)
        case Paragraph() | Listing() | Facts() | Contents():
            return _words(block)


def _words(block: Paragraph | Listing | Facts | Contents) -> dict[str, Any]:
    match block:
        case Paragraph(text=text, kind=kind):
            return {"kind": "paragraph", "text": text, "style": kind.value}
        case Listing(items=items, mark=mark):
            return {"kind": "listing", "items": items, "mark": mark}
        case Facts(pairs=pairs):
            return {"kind": "facts", "pairs": pairs}
        case Contents(entries=entries):
            listed = [{"title": entry.title, "anchor": entry.anchor} for entry in entries]
            return {"kind": "contents", "entries": listed}


def _written(block: Written) -> dict[str, Any]:
    match block:
        case SubHeading(title=title, level=level, anchor=anchor):
            return {"kind": "heading", "title": title, "level": level, "anchor": anchor}
        case WrittenParagraph(runs=runs):
            return {"kind": "written", "runs": _runs(runs)}
        case WrittenListing(items=items, ordered=ordered):
            listed = [_runs(runs) for runs in items]
            return {"kind": "written_list", "items": listed, "ordered": ordered}


def _runs(runs: Runs) -> list[dict[str, Any]]:
    return [{"text": run.text, "strong": run.strong, "emphasis": run.emphasis} for run in runs]


def _table(table: DocumentTable) -> dict[str, Any]:
    columns = [
        {"title": head_text(column), "number": column.is_number} for column in table.spec.columns
    ]
    return {
        "kind": "table",
        "title": table.spec.title,
        "columns": columns,
        "rows": [[cell.text for cell in row.cells] for row in table.spec.rows],
        "widths": table.widths,
        "lead": table.lead,
        "heading": table.heading,
        "caption": table.caption,
        "anchor": table.anchor,
        "grouped": table.grouped,
    }


def _figure(figure: Figure, drawings: Drawings) -> dict[str, Any]:
    drawing = figure.drawing
    return {
        "kind": "figure",
        "topic": figure.topic,
        "title": figure.title,
        "statement": figure.statement,
        "caption": figure.caption,
        "alt": figure.alt,
        "svg": "" if drawing is None else drawings[drawing],
        "width": 1.0 if drawing is None else width_of(drawing),
        "anchor": figure.anchor,
    }


def property_text(text: str) -> str:
    """Clean a text and cut it to what the properties of an Office file take."""
    return str(shortened(clean(text), _LONGEST_PROPERTY))


def clean(text: str) -> str:
    """Replace what can't be drawn or has no meaning of its own; percent signs stay with numbers.

    Endless words are parted: a PDF takes no longer ones.
    """
    if len(text) > _LONGEST_WORD:
        text = _ENDLESS.sub(r"\g<0> ", text)
    public = "".join(" " if unicodedata.category(c) == _PRIVATE else c for c in text)
    return with_percent(printable(public))


def _clean_deep(value: Any) -> Any:  # noqa: ANN401  (JSON)
    """Clean every text of nested lists and dictionaries but drawings, which are clean already."""
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, dict):
        return {key: item if key == "svg" else _clean_deep(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_clean_deep(item) for item in value]
    return value
