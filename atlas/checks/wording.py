"""Numbers in the sentences of `check`."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal


def rounded(value: float, decimals: int) -> Decimal:
    """Round half away from zero on the decimal digits, as printed figures are."""
    return Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)


def figure(value: float, decimals: int) -> str:
    """Write a number the German way: 4.241 or −19,9."""
    text = f"{rounded(value, decimals):,}"
    return text.translate(str.maketrans({",": ".", ".": ",", "-": "−"}))


def full(value: float) -> str:
    """Write a quantity with the digits it has."""
    return figure(value, 0) if value == int(value) else figure(value, 2)
