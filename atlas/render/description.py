"""The metadata of a file: what file managers, search engines and screen readers read out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from PIL.PngImagePlugin import PngInfo

from atlas.model.specs import Provenance
from atlas.model.text import without_forbidden
from atlas.render.png import chunk
from atlas.views import texts

_PNG_NAMES: Final = {
    "title": "Title",
    "text": "Description",
    "keywords": "Keywords",
    "author": "Author",
    "source": "Source",
    "licence": "Copyright",
    "edition": "Version",
    "link": "URL",
}
"""Keys of text chunks, as the standard of PNG and ExifTool name them."""


_AFTER_HEADER: Final = 33
"""Bytes of a PNG before its second chunk: signature and header."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What a file says of itself, without what is forbidden in XML; empty where not known."""

    title: str
    text: str
    keywords: str
    author: str
    source: str = ""
    licence: str = ""
    edition: str = ""
    link: str = ""


def description_of(title: str, text: str, keywords: str, provenance: Provenance) -> Description:
    """Describe a figure that comes from somewhere."""
    return Description(
        title=without_forbidden(title),
        text=without_forbidden(text),
        keywords=without_forbidden(keywords),
        author=without_forbidden(provenance.publisher),
        source=without_forbidden(provenance.source),
        licence=without_forbidden(provenance.licence),
        edition=f"{texts.EDITION} {provenance.edition}" if provenance.edition else "",
        link=without_forbidden(provenance.link),
    )


def _png_info(description: Description) -> PngInfo:
    """Return the text chunks of a PNG."""
    info = PngInfo()
    for key, text in _chunks(description):
        info.add_text(key, text)
    return info


def described_png(content: bytes, description: Description) -> bytes:
    """Put the description into a drawn PNG; no pixel is packed anew."""
    added = b"".join(chunk(name, data) for name, data, *_ in _png_info(description).chunks)
    return content[:_AFTER_HEADER] + added + content[_AFTER_HEADER:]


def origin_entries(description: Description) -> Iterator[tuple[str, str]]:
    """Yield what a PDF has no entry of its own for: where it comes from, by the names of a PNG."""
    yield from _entries(description, ("source", "licence", "edition", "link"))


def _chunks(description: Description) -> Iterator[tuple[str, str]]:
    yield from _entries(description, _PNG_NAMES)


def _entries(description: Description, fields: Iterable[str]) -> Iterator[tuple[str, str]]:
    for field in fields:
        text: str = getattr(description, field)
        if text:
            yield _PNG_NAMES[field], text
