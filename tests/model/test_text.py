from __future__ import annotations

import pytest

from atlas.model.text import in_one_line, split_sentences


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Am  Anger", "Am  Anger"),
        ("Am \n\n  Anger\t", "Am Anger"),
        ("\nAm Anger", "Am Anger"),
        ("Am" + " " * 200_000 + "\rAnger", "Am Anger"),
    ],
    ids=["no break", "breaks", "first", "many blanks"],
)
def test_breaks_become_one_blank(text, line):
    assert in_one_line(text) == line


def test_a_text_is_split_where_a_sentence_begins():
    text = "Stand am 31. 12. Alles ist erfunden. Grenzen: OSM (ODbL)."
    assert split_sentences(text) == [
        "Stand am 31. 12.",
        "Alles ist erfunden.",
        "Grenzen: OSM (ODbL).",
    ]
