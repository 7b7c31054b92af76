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
