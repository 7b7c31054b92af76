"""The metadata of a file: what file managers, search engines and screen readers read out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from typing import Final

from PIL.PngImagePlugin import PngInfo

from atlas.model.specs import Provenance
from atlas.model.text import join_distinct, without_forbidden
from atlas.render.png import chunk
from atlas.views import texts
from atlas.views.table import texts as table_texts

_PNG_NAMES: Final = {
    "title": "Title",
    "text": "Description",
    "keywords": "Keywords",
    "author": "Author",
    "source": "Source",
    "licence": "Copyright",
    "edition": "Version",
    "link": "URL",
    "comment": "Comment",
    "sheet": "Page",
}
"""Keys of text chunks, as the standard of PNG and ExifTool name them."""
_DUBLIN_CORE: Final = {
    "title": "title",
    "text": "description",
    "keywords": "subject",
    "author": "publisher",
    "source": "source",
    "licence": "rights",
    "edition": "identifier",
    "link": "relation",
    "comment": "description",
    "sheet": "type",
}
"""Elements of the Dublin Core that say the same in an SVG."""
RDF: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
DUBLIN_CORE: Final = "http://purl.org/dc/elements/1.1/"
"""Names of vocabularies; nothing is loaded from there."""
_METADATA: Final = (
    f'<metadata><rdf:RDF xmlns:rdf="{RDF}" xmlns:dc="{DUBLIN_CORE}"><rdf:Description rdf:about="">'
    "{entries}<dc:language>de</dc:language></rdf:Description></rdf:RDF></metadata>"
)

_AFTER_HEADER: Final = 33
"""Bytes of a PNG before its second chunk: signature and header."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """What a file says of itself, without what is forbidden in XML; empty where not known.

    `comment` are days of the figures and notes; `sheet` says which of several sheets a file is, if
    not the first.
    """

    title: str
    text: str
    keywords: str
    author: str
    source: str = ""
    licence: str = ""
    edition: str = ""
    link: str = ""
    comment: str = ""
    sheet: str = ""


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
        comment=without_forbidden(_comment(provenance)),
    )


def _comment(provenance: Provenance) -> str:
    dates = provenance.reference_dates
    stand = f"{table_texts.REFERENCE_DATES}: {dates}" if dates else ""
    return join_distinct((stand, *provenance.notes), "\n")


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


def svg_metadata(description: Description) -> str:
    """Return the element of an SVG that says of it what the text chunks say of a PNG."""
    entries = (
        f"<dc:{name}>{escape(text)}</dc:{name}>"
        for field, name in _DUBLIN_CORE.items()
        if (text := getattr(description, field))
    )
    return _METADATA.format(entries="".join(entries))


def is_described_sheet(content: bytes, sheet: str) -> bool:
    """Whether a PNG or SVG says of itself that it is a sheet; `sheet` is how that text begins."""
    text = sheet.encode()
    marks = (f"tEXt{_PNG_NAMES['sheet']}\0", f"<dc:{_DUBLIN_CORE['sheet']}>")
    return any(mark.encode() + text in content for mark in marks)


def origin_entries(description: Description) -> Iterator[tuple[str, str]]:
    """Yield what a PDF has no entry of its own for: where it comes from, by the names of a PNG."""
    yield from _entries(description, ("source", "licence", "edition", "link", "comment"))


def _chunks(description: Description) -> Iterator[tuple[str, str]]:
    yield from _entries(description, _PNG_NAMES)


def _entries(description: Description, fields: Iterable[str]) -> Iterator[tuple[str, str]]:
    for field in fields:
        text: str = getattr(description, field)
        if text:
            yield _PNG_NAMES[field], text
