"""Texts put together from parts."""

from __future__ import annotations

from collections.abc import Iterable


def join_distinct(parts: Iterable[str], separator: str = "; ") -> str:
    """Join the parts that aren't empty, each once, in the order of their first occurrence."""
    return separator.join(dict.fromkeys(part for part in parts if part))
