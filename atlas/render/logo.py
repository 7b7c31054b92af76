"""The publisher's logo as every renderer draws it: small enough to be part of any file."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Final

from PIL import Image

_MOST_PIXELS: Final = 1200
"""Of the longer side: more than paper shows of it."""
ON_SCREEN: Final = 400
"""Pixels of the longer side that are enough for a screen."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Logo:
    """A PNG with its size in pixels."""

    png: bytes
    width: int
    height: int

    def fitting(self, width: float, height: float) -> tuple[float, float]:
        """Return width and height with which it fills a box and keeps its proportions."""
        scale = min(width / self.width, height / self.height)
        return self.width * scale, self.height * scale

    @property
    def address(self) -> str:
        """The picture as an address that needs no other file."""
        return f"data:image/png;base64,{b64encode(self.png).decode()}"

    @property
    def svg(self) -> str:
        """The picture as a drawing."""
        size = f'width="{self.width}" height="{self.height}"'
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" {size} '
            f'viewBox="0 0 {self.width} {self.height}"><image {size} href="{self.address}"/></svg>'
        )


@lru_cache(16)
def logo_of(content: bytes, most: int = _MOST_PIXELS) -> Logo | None:
    """Read a PNG or JPEG file, `most` pixels wide and high; None where there is no logo."""
    if not content:
        return None
    with Image.open(BytesIO(content)) as file:
        picture = file.convert("RGBA")
    picture.thumbnail((most, most))
    buffer = BytesIO()
    picture.save(buffer, "PNG")
    return Logo(png=buffer.getvalue(), width=picture.width, height=picture.height)
