"""Source Sans on paper: static weights, widths of texts, subsets with the letters of a file."""

from __future__ import annotations

import unicodedata
from base64 import b64encode
from collections.abc import Iterable
from enum import StrEnum
from functools import cache, lru_cache
from io import BytesIO
from itertools import groupby
from pathlib import Path
from threading import Lock
from typing import Final

import uharfbuzz as harfbuzz  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from matplotlib import font_manager

from atlas.sources.glyphs import drawable, font_file

POINT: Final = 25.4 / 72
"""Millimetres in a point."""
FALLBACK: Final = "DejaVu Sans"
"""Comes with matplotlib and has more alphabets."""
_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_FEATURES: Final = [int.from_bytes(tag, "big") for tag in (b"kern", b"mark", b"tnum")]
"""Rules of layout that are kept: kerning, accents, figures of one width."""
_LOCK = Lock()


class Weight(StrEnum):
    """Weights in use; the value is the ending of the file's name."""

    REGULAR = "Regular"
    SEMIBOLD = "Semibold"

    @property
    def family(self) -> str:
        """Name of the font family in files: each weight is a family of its own."""
        return "Source Sans Pro" + ("" if self is Weight.REGULAR else f" {self.value}")

    @property
    def families(self) -> list[str]:
        """Families to draw with: Source Sans, and a fallback for other alphabets."""
        return [self.family, FALLBACK]


@cache
def register() -> None:
    """Register the fonts with matplotlib, once per process."""
    with _LOCK:
        for weight in Weight:
            font_manager.fontManager.addfont(font_file(weight.value))


def width(text: str, size: float, weight: Weight = Weight.REGULAR) -> float:
    """Return the width of a text in millimetres, set in `size` points."""
    return _relative_width(text, weight) * size * POINT


@lru_cache(maxsize=16_384)  # a label is measured in many sizes, until it fits
def _relative_width(text: str, weight: Weight) -> float:
    """Return the width of a text in units of the font size."""
    advances = _advances(weight)
    return sum(advances.get(ord(letter), 1.0) for letter in text)


def printable(text: str) -> str:
    """Replace what can't be drawn: control characters, and letters that no font here has."""
    codes = drawable()
    letters = (" " if unicodedata.category(c) == "Cc" else c for c in text)
    return "".join(c if ord(c) in codes else _REPLACEMENT for c in letters)


def runs(text: str, weight: Weight) -> list[tuple[Path, str]]:
    """Cut a text into runs of letters of one font file: Source Sans, or the fallback's."""
    own = _advances(weight)
    if all(ord(letter) in own for letter in text):
        return [(font_file(weight.value), text)]
    parts = groupby(text, lambda letter: ord(letter) in own)
    paths = {True: font_file(weight.value), False: Path(font_manager.findfont(FALLBACK))}
    return [(paths[is_own], "".join(letters)) for is_own, letters in parts]


def face_rules(text: str) -> str:
    """Write CSS rules that bring the letters of a text along, in both weights."""
    names = (f"font-family: '{weight.family}'" for weight in Weight)
    return _face_rules(text, names)


def weighted_face_rules(text: str) -> str:
    """Write the same rules as one family of two weights, as charts name them."""
    family = f"font-family: '{Weight.REGULAR.family}'"
    return _face_rules(text, (f"{family}; font-weight: {number}" for number in (400, 600)))


def _face_rules(text: str, names: Iterable[str]) -> str:
    letters = "".join(sorted(frozenset(text)))
    rules = ((name, _source(weight, letters)) for name, weight in zip(names, Weight, strict=True))
    return "\n".join(f"@font-face {{ {name}; src: {source}; }}" for name, source in rules)


def _source(weight: Weight, letters: str) -> str:
    data = b64encode(_subset(weight, letters)).decode("ascii")
    return f"url(data:font/woff;base64,{data}) format('woff')"


@lru_cache(maxsize=32)  # one figure is exported in several formats
def _subset(weight: Weight, letters: str) -> bytes:
    """Cut a font down to some letters, as WOFF."""
    wanted = harfbuzz.SubsetInput()
    wanted.unicode_set.update(map(ord, letters))
    wanted.flags = harfbuzz.SubsetFlags.NO_HINTING
    wanted.layout_feature_tag_set.clear()
    wanted.layout_feature_tag_set.update(_FEATURES)
    face = harfbuzz.Face(harfbuzz.Blob.from_file_path(str(font_file(weight.value))))
    # the time of modification would make each file different
    font = TTFont(BytesIO(harfbuzz.subset(face, wanted).blob.data), recalcTimestamp=False)
    font.flavor = "woff"
    buffer = BytesIO()
    font.save(buffer)
    return buffer.getvalue()


@cache
def _advances(weight: Weight) -> dict[int, float]:
    """Widths of all letters, in units of the font size."""
    font = TTFont(font_file(weight.value))
    metrics, per_em = font["hmtx"], font["head"].unitsPerEm
    return {code: metrics[name][0] / per_em for code, name in font.getBestCmap().items()}
