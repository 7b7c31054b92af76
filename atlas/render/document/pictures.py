"""Drawings as pictures, for files that can't show SVG."""

from __future__ import annotations

from typing import Final

import vl_convert as vlc

from atlas.render.converter import register_fonts

_PIXELS: Final = 3.0
"""Pixels of a picture per unit of its drawing."""


def png_of(svg: str) -> bytes:
    """Draw an SVG as PNG, in the letters of the atlas."""
    register_fonts()
    return bytes(vlc.svg_to_png(svg, scale=_PIXELS))
