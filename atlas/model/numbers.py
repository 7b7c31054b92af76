"""Numbers as German text.

Rounding happens here and only here: half away from zero, on the decimal digits somebody
would read, so that 12.45 becomes 12,5 (Python's own `round` gives 12,4).
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cache
from math import isfinite

from atlas.errors import NoNumberError

NARROW_SPACE = "\u202f"
"""Between a number and the letter of its status."""
THOUSANDS = "."
MINUS = "\u2212"

# Wide enough for every float: the standard 28 digits would refuse 1e30 with one decimal.
_WIDE = Context(prec=400, rounding=ROUND_HALF_UP)
_GERMAN = str.maketrans({",": THOUSANDS, ".": ",", "-": MINUS})


def finite(value: float | None) -> float:
    """Return the value as a plain float, or refuse None, NaN and infinity."""
    if value is None or not isfinite(value):
        raise NoNumberError(value)
    return float(value)


def rounded(value: float, decimals: int) -> Decimal:
    """Round half away from zero on the decimal digits; never a negative zero."""
    result = Decimal(repr(finite(value))).quantize(_step(decimals), context=_WIDE)
    return result or result.copy_abs()


def format_number(value: float, decimals: int) -> str:
    """Print a number: 1.234,5 with point, decimal comma and true minus."""
    return f"{rounded(value, decimals):,f}".translate(_GERMAN)


def format_change(value: float, decimals: int) -> str:
    """Print a change with its sign: +0,4, −4,1, ±0,0."""
    change = rounded(value, decimals)
    sign = "±" if not change else "+" if change > 0 else ""
    return sign + f"{change:,f}".translate(_GERMAN)


def plain_number(value: float) -> str:
    """Write a number unrounded for machines: decimal comma, no thousands, no exponent."""
    digits = f"{Decimal(repr(finite(value))):f}"
    if "." in digits:
        digits = digits.rstrip("0").rstrip(".")
    return "0" if digits == "-0" else digits.replace(".", ",")


@cache
def _step(decimals: int) -> Decimal:
    """Return the smallest unit shown, 0.1 for one decimal."""
    return Decimal(1).scaleb(-decimals)
