"""A drawn page as PNG, SVG or PDF: text stays text, fonts come along, and so does the alt text.

The same page gives the same bytes: no file says when it was written.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from html import escape
from io import BytesIO, StringIO
from typing import Final, Literal

import matplotlib as mpl
import numpy as np
import pikepdf
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.backends.backend_pdf import PdfPages
from PIL import Image

from atlas.render.description import (
    Description,
    described_png,
    origin_entries,
    svg_metadata,
)
from atlas.render.fonts import face_rules
from atlas.render.paper.formats import MARGIN
from atlas.render.paper.page import PrintPage
from atlas.render.paper.writings import write_pixels
from atlas.render.png import png_bytes
from atlas.render.tagged_pdf import tagged_pdf
from atlas.views.map import texts as map_texts

Form = Literal["png", "svg", "pdf"]
_DPI: Final = 300
_INCH: Final = 25.4
_POINTS: Final = 72 / _INCH
"""In a millimetre."""

# Set once for the process and for good: changing them for one figure at a time would not be
# safe with threads. Type 42 embeds TrueType letters in a PDF; "none" leaves texts in an SVG.
mpl.rcParams.update({"pdf.fonttype": 42, "svg.fonttype": "none", "svg.hashsalt": "sozialatlas"})


def page_files(
    pages: Sequence[PrintPage], description: Description, form: Form
) -> tuple[bytes, ...]:
    """Write pages in a format: a PDF holds all of them, of images there is one per page."""
    if form == "pdf":
        return (_pdf(pages, description),)
    write = _png if form == "png" else _svg
    return tuple(
        write(page, replace(description, sheet=_sheet(number, len(pages))))
        for number, page in enumerate(pages, start=1)
    )


def _sheet(number: int, total: int) -> str:
    """What a file says of its place: the first one stands for the map itself."""
    return map_texts.PAGE.format(number=number, total=total) if number > 1 else ""


def _png(page: PrintPage, description: Description) -> bytes:
    """Write pixels, with title and description in text chunks."""
    # the pixels of larger paper are those of the layout, enlarged; the file names its own size
    page.figure.set_dpi(_DPI * page.paper.scale)
    canvas = FigureCanvasAgg(page.figure)
    canvas.draw()  # type: ignore[no-untyped-call]  # matplotlib has no annotations here
    drawn = canvas.buffer_rgba()  # type: ignore[no-untyped-call]  # see above
    picture = Image.fromarray(np.asarray(drawn)).convert("RGB")
    write_pixels(picture, page.writings, _DPI * page.paper.scale / _INCH)
    return described_png(png_bytes(np.asarray(picture), _DPI), description)


def _pdf(pages: Sequence[PrintPage], description: Description) -> bytes:
    """Write a PDF whose text can be searched."""
    metadata = {
        "Title": description.title,
        "Subject": description.text,
        "Keywords": description.keywords,
        "Author": description.author,
    }
    omitted = dict.fromkeys(("CreationDate", "Creator", "Producer"))
    buffer = BytesIO()
    with PdfPages(buffer, metadata={**metadata, **omitted}) as document:
        for page in pages:
            document.savefig(page.figure)
    described = _with_metadata(buffer, description, pages[0].paper.scale)
    # what follows the first sheet is a key: its letters are read
    return tagged_pdf(described, (f"{description.title}. {description.text}", ""))


def _with_metadata(drawing: BytesIO, description: Description, scale: float) -> bytes:
    """Say what matplotlib can't: language, and that viewers show the title; bring to size."""
    buffer = BytesIO()
    with pikepdf.open(drawing) as pdf:
        pdf.Root.Lang = "de-DE"
        pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
            metadata["dc:title"] = description.title
            metadata["dc:description"] = description.text
            metadata["dc:language"] = {"de-DE"}
            metadata["dc:creator"] = [description.author]
            metadata["pdf:Keywords"] = description.keywords
            if description.licence:
                metadata["dc:rights"] = description.licence
            if description.link:
                metadata["dc:source"] = description.link
        for name, text in origin_entries(description):
            pdf.docinfo[f"/{name}"] = text
        for page in pdf.pages if scale != 1 else ():
            page.contents_add(f"{scale} 0 0 {scale} 0 0 cm".encode(), prepend=True)
            sides = [round(float(side) * scale, 3) for side in page.mediabox]
            page.mediabox = pikepdf.Rectangle(*sides)
        pdf.save(buffer, object_stream_mode=pikepdf.ObjectStreamMode.disable, deterministic_id=True)
    return buffer.getvalue()


def _svg(page: PrintPage, description: Description) -> bytes:
    """Write an SVG that a screen reader can announce, and that brings its letters along."""
    text = StringIO()
    omitted = dict.fromkeys(("Date", "Creator", "Format", "Type"))
    page.figure.savefig(text, format="svg", metadata=omitted)
    # What matplotlib writes before the root names a DTD on the web; nothing needs it.
    _, _, root = text.getvalue().partition("<svg ")
    attributes, _, content = root.partition(">")
    head = (
        f"<title>{escape(description.title)}</title>\n<desc>{escape(description.text)}</desc>\n"
        f"{svg_metadata(description)}\n"
        f"<style>{face_rules(''.join(sorted(page.letters)))}</style>"
    )
    language = 'lang="de" xml:lang="de" role="img"'
    attributes = _sized(attributes, page.paper.millimetres)
    drawing = (
        f'<?xml version="1.0" encoding="utf-8"?>\n<svg {language} {attributes}>\n{head}{content}'
    )
    return drawing.encode("utf-8")


def inner_svg(page: PrintPage, bottom: float | None = None) -> str:
    """Return what is drawn between the margins of a page, as an SVG whose text needs our fonts.

    It ends at `bottom` millimetres from the top of the page, without at the lower margin.
    """
    text = StringIO()
    omitted = dict.fromkeys(("Date", "Creator", "Format", "Type"))
    page.figure.savefig(text, format="svg", metadata=omitted)
    _, _, root = text.getvalue().partition("<svg ")
    attributes, _, content = root.partition(">")
    inner = (page.paper.inner_width, (bottom or page.paper.height - MARGIN) - MARGIN)
    points = (_POINTS * side for side in (MARGIN, MARGIN, *inner))
    view = f'viewBox="{" ".join(f"{side:.2f}" for side in points)}"'
    seen = re.sub(r'viewBox="[^"]*"', view, _sized(attributes, inner))
    # a family of its own for each weight is what a browser gets with the file; other readers of
    # an SVG know weights of one family
    family = "font-family: 'Source Sans Pro"
    return f"<svg {seen}>{content}".replace(f"{family} Semibold'", f"font-weight: 600; {family}'")


def _sized(attributes: str, millimetres: tuple[float, float]) -> str:
    """Give the root of an SVG the size of the sheet; what it draws keeps its own units."""
    for name, length in zip(("width", "height"), millimetres, strict=True):
        attributes = re.sub(rf'\b{name}="[^"]*"', f'{name}="{length:g}mm"', attributes, count=1)
    return attributes
