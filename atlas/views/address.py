"""Choices as words of an address: short, readable, checked on the way in."""

from __future__ import annotations


def units_word(units: tuple[str, ...]) -> str:
    """Write keys of units."""
    return ",".join(units)


def units_of(word: str) -> tuple[str, ...]:
    """Read keys of units, each once."""
    return tuple(dict.fromkeys(unit for unit in word.split(",") if unit))
