"""German names of characters nobody sees, for sentences that name them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from typing import Final

_NAMES: Final[Mapping[str, str]] = {
    "\x00": "Nullzeichen",
    "\x0b": "senkrechter Tabulator",
    "\x0c": "Seitenvorschub",
    "\xad": "weiches Trennzeichen",
    "\u200b": "Leerzeichen ohne Breite",
    "\u200c": "Bindehemmer",
    "\u200d": "Zeichenverbinder",
    "\u2060": "Wortverbinder",
    "\ufeff": "Byte-Reihenfolge-Marke",
    **dict.fromkeys("\u202a\u202b\u202c\u202d\u202e", "ändert die Schreibrichtung"),
    **dict.fromkeys("\u2066\u2067\u2068\u2069", "ändert die Schreibrichtung"),
}
_KINDS: Final[Mapping[str, str]] = {
    "Cc": "Steuerzeichen",
    "Cf": "unsichtbares Formatzeichen",
    "Cn": "kein Zeichen",
    "Cs": "halbes Zeichen",
}
_MOST: Final = 5


def described(characters: Iterable[str]) -> str:
    """Name distinct characters in a sentence: U+200B (Leerzeichen ohne Breite), U+FFFE (…)."""
    distinct = tuple(dict.fromkeys(characters))
    named = ", ".join(map(_described, distinct[:_MOST]))
    return f"{named} …" if len(distinct) > _MOST else named


def _described(character: str) -> str:
    name = _NAMES.get(character) or _KINDS.get(unicodedata.category(character), character)
    return f"U+{ord(character):04X} ({name})"
