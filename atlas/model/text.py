"""Texts put together from parts, and what must not be in them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Final

FORBIDDEN: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 forbids: no drawing or document could hold it."""
INVISIBLE: Final = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
"""What nobody sees: harmless in a name, but it makes a key or a number another one."""


def without_forbidden(text: str) -> str:
    """Drop the characters no drawing or document may hold."""
    return FORBIDDEN.sub("", text)


def for_files(text: str) -> str:
    """Drop what no document may hold, and what turns the reading direction of all that follows."""
    return _DIRECTIONS.sub("", without_forbidden(text))


_DIRECTIONS: Final = re.compile(r"[\u202a-\u202e\u2066-\u2069]")


def join_distinct(parts: Iterable[str], separator: str = "; ") -> str:
    """Join the parts that aren't empty, each once, in the order of their first occurrence."""
    return separator.join(dict.fromkeys(part for part in parts if part))


def distinct_labels(names: Mapping[str, str]) -> dict[str, str]:
    """Add the code to names that occur twice: a select box knows its options by their names."""
    often = Counter(names.values())
    return {code: name if often[name] == 1 else f"{name} ({code})" for code, name in names.items()}
