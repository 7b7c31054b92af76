from __future__ import annotations

from io import BytesIO

import pytest
from fontTools.ttLib import TTFont

from atlas.render import fonts
from atlas.render.fonts import Weight


@pytest.mark.parametrize("weight", Weight)
@pytest.mark.parametrize("text", ["AVATAR Töpfe 0123456789 → ≥ € fi\u202f–", "a", " "])
def test_letters_of_every_day_are_cut_from_less_to_the_same_bytes(weight, text):
    letters = "".join(sorted(set(text)))
    assert fonts._subset(weight, letters) == fonts._cut(fonts._path(weight), letters, "woff")


def test_letters_of_other_alphabets_come_along():
    font = TTFont(BytesIO(fonts._subset(Weight.REGULAR, "aЖΩ")))
    assert set(font.getBestCmap()) == {ord(letter) for letter in "aЖΩ"}


def test_letters_no_font_has_are_named_once():
    assert fonts.missing("Mühl漢grund漢\n") == ("漢",)
