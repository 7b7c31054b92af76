"""Numbers in the sentences of `check`: thousands with a point, as papers print them."""

from __future__ import annotations

from atlas.model.numbers import NARROW_SPACE, format_number


def figure(value: float, decimals: int) -> str:
    """Write a number the German way: 4.241 or −19,9."""
    return format_number(value, decimals).replace(NARROW_SPACE, ".")


def full(value: float) -> str:
    """Write a quantity with the digits it has."""
    return figure(value, 0) if value == int(value) else figure(value, 2)
