"""Put the plural of a level's units behind an article or a preposition."""

from __future__ import annotations

from itertools import pairwise


def weak(plural: str) -> str:
    """Put a plural behind "der" or "alle": "Statistische Bezirke" → "Statistischen Bezirke"."""
    words = plural.split(" ")
    # an adjective stands before a noun; "Bezirke der Stadt" begins with one
    return " ".join(
        f"{word}n" if word.endswith("e") and following[:1].isupper() else word
        for word, following in pairwise([*words, ""])
    )


_ARTICLE = 3
"""Letters of an article, which takes no ending."""


def dative(plural: str) -> str:
    """Put a plural into the dative: "Statistische Bezirke" → "Statistischen Bezirken"."""
    return " ".join(
        f"{word}n" if word.endswith(("e", "er", "el")) and len(word) > _ARTICLE else word
        for word in plural.split(" ")
    )
