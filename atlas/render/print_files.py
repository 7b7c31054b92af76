"""A drawn sheet as PNG, SVG or PDF: text stays text, fonts come along, and so does the alt text.

The same sheet gives the same bytes: no file says when it was made.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from io import BytesIO, StringIO
from typing import Final, Literal

import matplotlib as mpl

from atlas.render.fonts import face_rules
from atlas.render.print_layout import Page

Form = Literal["png", "svg", "pdf"]
_DPI: Final = 300

# Set once for the process and for good: changing them for one figure at a time would not be
# safe with threads. Type 42 embeds TrueType letters in a PDF; "none" leaves texts in an SVG.
mpl.rcParams.update({"pdf.fonttype": 42, "svg.fonttype": "none", "svg.hashsalt": "sozialatlas"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What a file says of itself: to search engines, file managers and screen readers."""

    title: str
    text: str
    keywords: str
    author: str


def saved(page: Page, about: Description, form: Form) -> bytes:
    """Write the sheet in a form."""
    writers = {"png": _png, "svg": _svg, "pdf": _pdf}
    return writers[form](page, about)


def _png(page: Page, about: Description) -> bytes:
    """Write pixels, with title and description in text chunks."""
    said = {"Title": about.title, "Description": about.text, "Author": about.author}
    buffer = BytesIO()
    page.figure.savefig(buffer, format="png", dpi=_DPI, metadata={**said, "Software": None})
    return buffer.getvalue()


def _pdf(page: Page, about: Description) -> bytes:
    """Write a PDF whose text can be searched."""
    said = {
        "Title": about.title,
        "Subject": about.text,
        "Keywords": about.keywords,
        "Author": about.author,
    }
    unsaid = dict.fromkeys(("CreationDate", "Creator", "Producer"))
    buffer = BytesIO()
    page.figure.savefig(buffer, format="pdf", metadata={**said, **unsaid})
    return buffer.getvalue()


def _svg(page: Page, about: Description) -> bytes:
    """Write an SVG that a screen reader can announce, and that brings its letters along."""
    text = StringIO()
    unsaid = dict.fromkeys(("Date", "Creator", "Format", "Type"))
    page.figure.savefig(text, format="svg", metadata=unsaid)
    # What matplotlib writes before the root names a DTD on the web; nothing needs it.
    _, _, root = text.getvalue().partition("<svg ")
    attributes, _, content = root.partition(">")
    head = (
        f"<title>{escape(about.title)}</title>\n<desc>{escape(about.text)}</desc>\n"
        f"<style>{face_rules(''.join(sorted(page.letters)))}</style>"
    )
    said = 'lang="de" xml:lang="de" role="img"'
    drawing = f'<?xml version="1.0" encoding="utf-8"?>\n<svg {said} {attributes}>\n{head}{content}'
    return drawing.encode("utf-8")
