"""A drawn sheet as PNG, SVG or PDF: text stays text, fonts come along, and so does the alt text.

The same sheet gives the same bytes: no file says when it was made.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from io import BytesIO, StringIO
from typing import Final, Literal

import matplotlib as mpl
import numpy as np
import pikepdf
from matplotlib.backends.backend_agg import FigureCanvasAgg
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from atlas.render.fonts import face_rules
from atlas.render.paper.page import PrintPage

Form = Literal["png", "svg", "pdf"]
_DPI: Final = 300
_PACKED: Final = 3
_PNG_NAMES: Final = {"title": "Title", "text": "Description", "author": "Author"}

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


def saved(page: PrintPage, about: Description, form: Form) -> bytes:
    """Write the sheet in a form."""
    writers = {"png": _png, "svg": _svg, "pdf": _pdf}
    return writers[form](page, about)


def _png(page: PrintPage, about: Description) -> bytes:
    """Write pixels, with title and description in text chunks."""
    # the pixels of a larger sheet are those of the layout, enlarged; the file names its own size
    page.figure.set_dpi(_DPI * page.paper.enlarged)
    canvas = FigureCanvasAgg(page.figure)
    canvas.draw()  # type: ignore[no-untyped-call]  # matplotlib has no annotations here
    said = PngInfo()
    for name, key in _PNG_NAMES.items():
        said.add_text(key, getattr(about, name))
    buffer = BytesIO()
    # without transparency, and not packed as tightly: half the time, the same size
    pixels = canvas.buffer_rgba()  # type: ignore[no-untyped-call]  # see above
    picture = Image.fromarray(np.asarray(pixels)).convert("RGB")
    picture.save(buffer, "PNG", pnginfo=said, dpi=(_DPI, _DPI), compress_level=_PACKED)
    return buffer.getvalue()


def _pdf(page: PrintPage, about: Description) -> bytes:
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
    return _finished(buffer, about, page.paper.enlarged)


def _finished(drawn: BytesIO, about: Description, enlarged: float) -> bytes:
    """Say what matplotlib can't: language, and that viewers show the title; bring to size."""
    buffer = BytesIO()
    with pikepdf.open(drawn) as pdf:
        pdf.Root.Lang = "de-DE"
        pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)
        with pdf.open_metadata(set_pikepdf_as_editor=False) as said:
            said["dc:title"] = about.title
            said["dc:description"] = about.text
            said["dc:language"] = {"de-DE"}
            said["dc:creator"] = [about.author]
            said["pdf:Keywords"] = about.keywords
        sheet = pdf.pages[0]
        if enlarged != 1:
            sheet.contents_add(f"{enlarged} 0 0 {enlarged} 0 0 cm".encode(), prepend=True)
            sides = [round(float(side) * enlarged, 3) for side in sheet.mediabox]
            sheet.mediabox = pikepdf.Rectangle(*sides)
        pdf.save(buffer, object_stream_mode=pikepdf.ObjectStreamMode.disable, deterministic_id=True)
    return buffer.getvalue()


def _svg(page: PrintPage, about: Description) -> bytes:
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
    attributes = _sized(attributes, page.paper.millimetres)
    drawing = f'<?xml version="1.0" encoding="utf-8"?>\n<svg {said} {attributes}>\n{head}{content}'
    return drawing.encode("utf-8")


def _sized(attributes: str, millimetres: tuple[float, float]) -> str:
    """Give the root of an SVG the size of the sheet; what it draws keeps its own measure."""
    for name, length in zip(("width", "height"), millimetres, strict=True):
        attributes = re.sub(rf'\b{name}="[^"]*"', f'{name}="{length:g}mm"', attributes, count=1)
    return attributes
