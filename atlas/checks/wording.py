"""Numbers in the sentences of `check`: with the digits that matter there."""

from __future__ import annotations

from atlas.model.numbers import format_number

MOST_DECIMALS = 6


def full(value: float) -> str:
    """Write a quantity with the digits it has: none, or two to six."""
    if value == int(value):
        return format_number(value, 0)
    return format_number(value, max(2, decimals_of(value)))


def beyond(value: float, limit: float, decimals: int) -> str:
    """Write a number with as many decimals as tell it from a limit it lies beyond."""
    digits = range(decimals, decimals + MOST_DECIMALS)
    distinct = (n for n in digits if format_number(value, n) != format_number(limit, n))
    return format_number(value, next(distinct, decimals + MOST_DECIMALS))


def decimals_of(value: float) -> int:
    """Count the decimals a number is written with, at most six: sums of floats have no end."""
    return len(f"{value:.{MOST_DECIMALS}f}".partition(".")[2].rstrip("0"))
