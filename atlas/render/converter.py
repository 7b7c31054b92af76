"""vl-convert, which turns SVG into pixels and pages, with the letters of the atlas."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import vl_convert as vlc


@cache
def register_fonts() -> None:
    """Let it draw in Source Sans, once per process."""
    vlc.register_font_directory(str(files("font_source_sans_pro") / "files"))
