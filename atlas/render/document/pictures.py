"""Drawings as pictures, for files that can't show SVG."""

from __future__ import annotations

from io import BytesIO
from typing import Final

import vl_convert as vlc
from PIL import Image

from atlas.render.converter import register_fonts

_PIXELS: Final = 3.0
"""Pixels of a picture per unit of its drawing."""
_COLOURS: Final = 256
"""More than a drawing has but for the edges of its letters: a sixth of the bytes."""


def png_of(svg: str) -> bytes:
    """Draw an SVG as PNG on white, in the letters of the atlas."""
    register_fonts()
    drawn = Image.open(BytesIO(vlc.svg_to_png(svg, scale=_PIXELS))).convert("RGBA")
    picture = Image.new("RGB", drawn.size, "white")
    picture.paste(drawn, mask=drawn)
    # the other ways to choose colours change those of areas
    few = picture.quantize(_COLOURS, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    buffer = BytesIO()
    few.save(buffer, "png")
    return buffer.getvalue()
