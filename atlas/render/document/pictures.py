"""Drawings as pictures, for files that can't show SVG."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Final

import vl_convert as vlc

_PIXELS: Final = 3.0
"""Pixels of a picture per unit of its drawing."""


def png_of(svg: str) -> bytes:
    """Draw an SVG as PNG, in the letters of the atlas."""
    _register_fonts()
    return bytes(vlc.svg_to_png(svg, scale=_PIXELS))


@cache
def _register_fonts() -> None:
    vlc.register_font_directory(str(files("font_source_sans_pro") / "files"))
