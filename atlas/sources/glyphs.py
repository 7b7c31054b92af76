"""Which letters the fonts of printed maps have: Source Sans, and a fallback with more alphabets."""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final

import font_source_sans_pro  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

_FALLBACK: Final = "mpl-data/fonts/ttf/DejaVuSans.ttf"
"""Comes with matplotlib, which takes long to load: only the file is looked for."""


@cache
def font_file(weight: str) -> Path:
    """Return the file of Source Sans in a weight: "Regular" or "Semibold"."""
    folder = files(font_source_sans_pro).joinpath("files")
    return Path(str(folder.joinpath(f"SourceSansPro-{weight}.ttf")))


def missing(text: str) -> tuple[str, ...]:
    """Return the letters of a text that no font here has, each once."""
    letters = (c for c in dict.fromkeys(text) if unicodedata.category(c) != "Cc")
    return tuple(c for c in letters if ord(c) not in drawable())


@cache
def drawable() -> frozenset[int]:
    """Letters that Source Sans or the fallback can draw, as code points."""
    fallback = Path(str(files("matplotlib").joinpath(_FALLBACK)))
    codes: set[int] = set()
    for path in (font_file("Regular"), fallback):
        with TTFont(path, lazy=True) as font:
            codes |= font.getBestCmap().keys()
    return frozenset(codes)
