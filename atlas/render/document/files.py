"""One door to all file formats of a document: the ending decides."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from atlas.atlas import Atlas
from atlas.errors import FormatError
from atlas.model.documents import DocumentSpec
from atlas.render.document.docx import docx_bytes
from atlas.render.document.drawings import Drawings, drawings_of
from atlas.render.document.html import html_bytes
from atlas.render.document.pdf import pdf_bytes
from atlas.render.document.xlsx import xlsx_bytes

WRITERS: Final[Mapping[str, Callable[[DocumentSpec, Drawings], bytes]]] = {
    "pdf": pdf_bytes,
    "docx": docx_bytes,
    "xlsx": xlsx_bytes,
    "html": html_bytes,
}


def document_file(atlas: Atlas, spec: DocumentSpec, form: str) -> bytes:
    """Write a document into a file of this format; an unknown one raises `FormatError`."""
    if form not in WRITERS:
        raise FormatError(form, tuple(WRITERS))
    return WRITERS[form](spec, drawings_of(atlas, spec))
