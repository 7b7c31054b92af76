"""Numbers as a German table prints them, and the signs that stand in their place.

Rounding happens here and only here: half away from zero, on the decimal digits somebody
would read, so that 12.45 becomes 12,5 (Python's own `round` gives 12,4).
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import cache
from math import isfinite, isnan

from atlas.errors import DataError
from atlas.model.values import State, Status
from atlas.views.texts import SIGNS, STATUS_SIGNS

NARROW_SPACE = "\u202f"
MINUS = "\u2212"

# Wide enough for every float: the standard 28 digits would refuse 1e30 with one decimal.
_WIDE = Context(prec=400, rounding=ROUND_HALF_UP)
_GERMAN = str.maketrans({",": NARROW_SPACE, ".": ",", "-": MINUS})


class NoNumberError(DataError):
    """A figure is said to have a value, but there is no number to print."""

    def __init__(self, value: object) -> None:
        super().__init__(
            f"Hier soll eine Zahl stehen, vorhanden ist aber „{value}“. Prüfen Sie Wert und "
            "Zeichen der Lieferung: Zu jedem Wert ohne Zahl gehört ein Zeichen."
        )


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
    """Print a number: 1 234,5 with narrow space, decimal comma and true minus."""
    return f"{rounded(value, decimals):,f}".translate(_GERMAN)


def format_change(value: float, decimals: int) -> str:
    """Print a change with its sign: +0,4, −4,1, ±0,0."""
    change = rounded(value, decimals)
    sign = "±" if not change else "+" if change > 0 else ""
    return sign + f"{change:,f}".translate(_GERMAN)


def format_figure(value: float | None, state: State, status: Status, decimals: int) -> str:
    """Print what stands in a table cell: number or sign, parentheses, letter of the status.

    A state without a value prints its sign whatever `value` says: a secret never gets out here.
    """
    if not state.has_value:
        return state.sign
    text = _figure(value, state, decimals)
    if state is State.LIMITED:
        text = f"({text})"
    return f"{text}{NARROW_SPACE}{status.sign}" if status.sign else text


def shown_states(value: float | None, state: State, decimals: int) -> tuple[State, ...]:
    """Return the states whose signs `format_figure` prints, for the sign legend.

    They can differ from the state of the cell: a share of 0 in 100 is measured, yet printed "–".
    """
    if not state.has_value:
        return (state,)
    marks = (State.LIMITED,) if state is State.LIMITED else ()
    return (_size(value, state, decimals), *marks)


def sign_legend(states: Iterable[State], statuses: Iterable[Status]) -> tuple[str, ...]:
    """Explain the signs that occur, in the order of official tables.

    `states` come from `shown_states`, `statuses` from the cells that have a value.
    """
    shown, finality = set(states), set(statuses)
    lines = [line for state, line in SIGNS.items() if state in shown]
    letters = [line for status, line in STATUS_SIGNS.items() if status in finality]
    return tuple(dict.fromkeys(lines + letters))


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


def _figure(value: float | None, state: State, decimals: int) -> str:
    """Print the number of a state that has one, "–" for exactly zero."""
    if _is_zero(value, state):
        return State.ZERO.sign
    return format_number(_number(value, state), decimals)


def _size(value: float | None, state: State, decimals: int) -> State:
    """Tell whether a figure is printed as "–", as "0,0" or as an ordinary number."""
    if _is_zero(value, state):
        return State.ZERO
    return State.MEASURED if rounded(_number(value, state), decimals) else State.LESS_THAN_HALF


def _is_zero(value: float | None, state: State) -> bool:
    """Whether the figure is exactly zero; a source that wrote "0,0" said that it isn't."""
    return state is State.ZERO or (value == 0 and state is not State.LESS_THAN_HALF)


def _number(value: float | None, state: State) -> float:
    """Return the number to print; "less than half" may come without one."""
    if state is State.LESS_THAN_HALF and (value is None or isnan(value)):
        return 0.0
    return finite(value)
