"""The metadata of a file: what file managers, search engines and screen readers read out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Final

from PIL import Image
from PIL.PngImagePlugin import PngInfo

from atlas.model.specs import Provenance
from atlas.model.text import without_forbidden
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


def png_info(description: Description) -> PngInfo:
    """Return the text chunks of a PNG."""
    info = PngInfo()
    for key, text in _chunks(description):
        info.add_text(key, text)
    return info


def described_png(content: bytes, description: Description) -> bytes:
    """Write a drawn PNG anew with its description; its size on paper stays."""
    buffer = BytesIO()
    with Image.open(BytesIO(content)) as picture:
        # opaque: a viewer with a dark ground would hide dark letters
        picture.convert("RGB").save(
            buffer, "PNG", pnginfo=png_info(description), dpi=picture.info["dpi"], compress_level=6
        )
    return buffer.getvalue()


def _chunks(description: Description) -> Iterator[tuple[str, str]]:
    for field, key in _PNG_NAMES.items():
        text: str = getattr(description, field)
        if text:
            yield key, text
