"""One door to all file formats of documents: the ending decides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final, TypeVar

from atlas.atlas import Atlas
from atlas.errors import FormatError
from atlas.model.documents import Document, DocumentCollection, DocumentSpec
from atlas.render.archives import packed
from atlas.render.document.docx import docx_bytes
from atlas.render.document.drawings import Drawer, Drawings, drawings_of
from atlas.render.document.html import html_bytes
from atlas.render.document.pdf import pdf_bytes
from atlas.render.document.pptx import pptx_bytes
from atlas.render.document.xlsx import xlsx_bytes

Writer = TypeVar("Writer", bound=Callable[..., bytes])
WRITERS: Final[Mapping[str, Callable[[DocumentSpec, Drawings], bytes]]] = {
    "pdf": pdf_bytes,
    "docx": docx_bytes,
    "pptx": pptx_bytes,
    "xlsx": xlsx_bytes,
    "html": html_bytes,
}
COLLECTION_WRITERS: Final[Mapping[str, Callable[[Document, Drawings], bytes]]] = {
    "pdf": pdf_bytes,
    "docx": docx_bytes,
}
"""Formats that hold several documents in one file."""


def document_file(atlas: Atlas, spec: DocumentSpec, form: str) -> bytes:
    """Write a document into a file of this format; an unknown one raises `FormatError`."""
    return _writer(WRITERS, form)(spec, drawings_of(atlas, spec))


def collection_file(atlas: Atlas, spec: DocumentCollection, form: str) -> bytes:
    """Write several documents into one; `FormatError` where a format has no room for them."""
    return _writer(COLLECTION_WRITERS, form)(spec, drawings_of(atlas, spec))


def packed_documents(atlas: Atlas, documents: Iterable[DocumentSpec], form: str) -> bytes:
    """Pack a file of each document, one after the other: no more than one is held at a time."""
    return packed(_named_files(atlas, documents, form))


def _named_files(
    atlas: Atlas, documents: Iterable[DocumentSpec], form: str
) -> Iterator[tuple[str, bytes]]:
    write, drawer, taken = _writer(WRITERS, form), Drawer(atlas), set[str]()
    for document in documents:
        stem, number = document.file_stem, 1
        while stem in taken:
            number += 1
            stem = f"{document.file_stem}-{number}"
        taken.add(stem)
        yield f"{stem}.{form}", write(document, drawer.drawings_of(document))


def _writer(writers: Mapping[str, Writer], form: str) -> Writer:
    if form not in writers:
        raise FormatError(form, tuple(writers))
    return writers[form]
