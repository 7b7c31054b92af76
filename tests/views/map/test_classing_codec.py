from __future__ import annotations

import pytest

from atlas.errors import UsageError
from atlas.model.classing import Classing, Method, Palette
from atlas.views.map.classing_codec import decode_classing, encode_classing, parse_classing

WORDS = [
    ("quantile", Classing(method=Method.QUANTILES)),
    ("natuerlich.7", Classing(method=Method.NATURAL, classes=7)),
    ("gleich.3.violett", Classing(classes=3, palette=Palette.PURPLE)),
    (
        "standard.blau-orange",
        Classing(method=Method.STANDARD_DEVIATION, palette=Palette.BLUE_ORANGE),
    ),
    ("eigene.5_12,5", Classing(method=Method.MANUAL, limits=(5.0, 12.5))),
    (
        "eigene.-3_0_3.violett-gruen",
        Classing(method=Method.MANUAL, limits=(-3, 0, 3), palette=Palette.PURPLE_GREEN),
    ),
]


@pytest.mark.parametrize(("word", "classing"), WORDS, ids=[word for word, _ in WORDS])
def test_a_classing_and_its_word_tell_the_same(word, classing):
    assert decode_classing(word) == classing
    assert encode_classing(classing) == word


def test_the_classing_that_suits_has_no_word():
    assert decode_classing("") is None
    assert encode_classing(None) == ""


@pytest.mark.parametrize(
    "word",
    [
        "jenks",
        "quantile.2",
        "quantile.8",
        "quantile.5.rot",
        "quantile.5.blau.mehr",
        "eigene",
        "eigene.5_5",
        "eigene.9_5",
        "eigene.fünf",
        "eigene.1_2_3_4_5_6_7",
        "eigene.10_12.5",
        "eigene.10_12.5.blau",
        "eigene.nan",
        "eigene.5_inf",
        "eigene.-inf_5",
        "eigene.1e999",
    ],
)
def test_any_other_word_is_refused(word):
    with pytest.raises(ValueError, match=word.split(".", maxsplit=1)[-1].split("_")[0]):
        decode_classing(word)


def test_limits_keep_all_their_digits():
    classing = Classing(method=Method.MANUAL, limits=(1_234_567.25,))
    assert decode_classing(encode_classing(classing)) == classing


def test_the_command_line_takes_the_words_of_the_address():
    assert parse_classing("natuerlich.7") == Classing(method=Method.NATURAL, classes=7)
    assert parse_classing(None) is None


def test_the_command_line_says_which_words_there_are():
    with pytest.raises(UsageError) as refused:
        parse_classing("jenks.5")
    told = str(refused.value)
    assert "„jenks.5“" in told
    assert "gleich, quantile, natuerlich, standard, gesamtwert, eigene" in told
    assert "3 bis 7" in told
    assert "petrol, blau, violett, blau-orange, violett-gruen" in told
