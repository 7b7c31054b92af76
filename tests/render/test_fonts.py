from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
import uharfbuzz as harfbuzz
from fontTools.ttLib import TTFont

from atlas.render import fonts
from atlas.render.fonts import Weight
from atlas.sources.glyphs import font_file, missing

LETTERS = "AVATAR Töpfe 0123456789 → ≥ € fi\u202f–"


def _laid_out(font: bytes | Path, text: str) -> list[tuple[int, int, int]]:
    """Advances and offsets of the glyphs of a text, as a browser places them."""
    face = harfbuzz.Face(
        harfbuzz.Blob.from_file_path(str(font)) if isinstance(font, Path) else font
    )
    buffer = harfbuzz.Buffer()
    buffer.add_str(text)
    buffer.guess_segment_properties()
    harfbuzz.shape(harfbuzz.Font(face), buffer, {"kern": True, "tnum": True, "liga": False})
    return [(one.x_advance, one.x_offset, one.y_offset) for one in buffer.glyph_positions]


def _unpacked(woff: bytes) -> bytes:
    font, buffer = TTFont(BytesIO(woff)), BytesIO()
    font.flavor = None
    font.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize("weight", Weight)
def test_letters_stand_where_the_whole_font_puts_them(weight):
    part = _unpacked(fonts._subset(weight, LETTERS))
    assert _laid_out(part, LETTERS) == _laid_out(font_file(weight.value), LETTERS)


def test_a_font_is_cut_to_the_letters_of_the_text():
    font = TTFont(BytesIO(fonts._subset(Weight.REGULAR, LETTERS)))
    assert set(font.getBestCmap()) >= set(map(ord, LETTERS))
    assert len(fonts._subset(Weight.REGULAR, LETTERS)) < 10_000


def test_the_same_letters_give_the_same_bytes():
    first = fonts._subset(Weight.SEMIBOLD, "Bezirke")
    fonts._subset.cache_clear()
    assert fonts._subset(Weight.SEMIBOLD, "Bezirke") == first


def test_letters_of_other_alphabets_come_along():
    font = TTFont(BytesIO(fonts._subset(Weight.REGULAR, "aЖΩ")))
    assert set(font.getBestCmap()) >= {ord(letter) for letter in "aЖΩ"}


def test_letters_no_font_has_are_named_once():
    assert missing("Mühl漢grund漢\n") == ("漢",)
