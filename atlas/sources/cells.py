"""The cells of a yearly table: text ↔ number with state and status, without loss.

A number is written the German way; "3.5" is refused because a point separates thousands
(read as a decimal point it would be wrong by a factor of ten, docs/data-format.md).
"""

from __future__ import annotations

import math
import re
from datetime import date
from decimal import Decimal
from functools import lru_cache

from atlas.errors import CellError
from atlas.model.cells import Cell, State, Status
from atlas.model.quantities import Kind

LARGEST = 2.0**53
"""Above it a float no longer holds every whole number."""
_THOUSANDS = ".\u202f\u2009\u00a0"
_NUMBER = re.compile(rf"[+-]?([1-9][0-9]{{0,2}}([{_THOUSANDS}][0-9]{{3}})+|[0-9]+)(,[0-9]+)?")
_DECIMAL_POINT = re.compile(r"[+-]?[0-9]+\.[0-9]+")
_COMMA_THOUSANDS = re.compile(r"[+-]?[1-9][0-9]{0,2}(,[0-9]{3})+")
"""1,000 as English programs write a thousand; read the German way it would be one."""
_WHOLE_WITH_POINT = re.compile(r"\+?([0-9]+)\.0{1,2}")
"""1000.0, as programs write a whole number among missing ones; no thousands end in .0 or .00."""
# possessive quantifiers: a long cell is read in one go
_DECORATED = re.compile(
    r"(?P<open>\()?\s*+(?P<body>x|(?:[^()a-z\s]++(?:\s++[^()a-z\s]++)*+)?)"
    r"(?:\s*+(?P<close>\)))?(?:\s*+(?P<status>[a-z]))?"
)
_SIGNS = {
    "": State.UNKNOWN,
    "•": State.UNKNOWN,
    "unbekannt": State.UNKNOWN,
    ".": State.SECRET,
    "geheim": State.SECRET,
    "…": State.PENDING,
    "...": State.PENDING,
    "x": State.NOT_APPLICABLE,
    "X": State.NOT_APPLICABLE,
    "/": State.UNRELIABLE,
}
_MISSING = frozenset({"nan", "na", "n/a", "<na>", "nat", "none", "null", "#n/a", "#nv"})
"""What programs write where they have no value, in small letters."""
_FORMULA_ERRORS = ("#DIV/0!", "#WERT!", "#VALUE!", "#BEZUG!", "#REF!", "#NAME?", "#ZAHL!", "#NUM!")
_ZEROS = ("–", "-")
_TO_PLAIN = str.maketrans({",": ".", **dict.fromkeys(_THOUSANDS, "")})
_STATUSES = {status.sign: status for status in Status if status.sign}
_WRITTEN = {
    State.UNKNOWN: "",
    State.SECRET: ".",
    State.PENDING: "…",
    State.NOT_APPLICABLE: "x",
    State.UNRELIABLE: "/",
}


@lru_cache(maxsize=65536)
def parse_cell(
    text: str, kind: Kind, *, fractional: bool = False, decimal_points: bool = False
) -> Cell:
    """Read one cell of a quantity of this kind; a `fractional` count may have fractions.

    With `decimal_points` other cells of the column have them: 7.125 may be seven and an eighth.

    Raises
    ------
    CellError
        If the text is neither a German number nor an official sign, or ambiguous, or a number
        this kind can't have (a fraction of a count, anything below zero but for `given`), or one
        too large to be exact.
    """
    parts = _DECORATED.fullmatch(text)
    if text in _SIGNS or parts is None or bool(parts["open"]) != bool(parts["close"]):
        return _sign(text)
    status = _status(parts["status"])
    body = parts["body"].replace("−", "-")
    limited = bool(parts["open"])
    if body in _ZEROS and not limited:
        return Cell(value=0.0, state=State.ZERO, status=status)
    if body in _SIGNS and body and not limited:
        return Cell(value=None, state=_SIGNS[body], status=status)
    if decimal_points and "." in body and not is_whole_with_point(body):
        raise CellError("cell_point")
    if kind is Kind.COUNT and not fractional and _COMMA_THOUSANDS.fullmatch(body):
        raise CellError("cell_comma")
    value = _number(body, kind)
    _check_range(value, kind, fractional=fractional)
    if limited:
        state = State.LIMITED
    elif value:
        state = State.MEASURED
    else:
        # 0,0 is more than nothing, but cases are counted in whole
        state = State.LESS_THAN_HALF if "," in body and kind is not Kind.COUNT else State.ZERO
    return Cell(value=value, state=state, status=status)


def is_whole_with_point(text: str) -> bool:
    """Whether a cell holds a whole number as programs write it: 1000.0."""
    return _WHOLE_WITH_POINT.fullmatch(text) is not None


def has_decimal_point(text: str) -> bool:
    """Whether the point of a number can't separate thousands: 12.5, 1000.0."""
    return bool(_DECIMAL_POINT.fullmatch(text)) and not _NUMBER.fullmatch(text)


def number_of(text: str) -> float:
    """Read a plain number; a sign in its place, or anything else, raises `CellError`."""
    value = parse_cell(text, Kind.GIVEN).value
    if value is None:
        raise CellError("cell_not_number")
    return value


def year_of(text: str) -> int:
    """Read a year of four digits; anything else raises `ValueError`."""
    return date.fromisoformat(f"{text}-01-01").year


def write_cell(cell: Cell) -> str:
    """Write a cell so that `parse_cell` gives it back."""
    if cell.value is None or not cell.state.has_value:
        body = _WRITTEN[cell.state] or ("•" if cell.status.sign else "")
    elif cell.state is State.ZERO:
        body = "–"
    elif cell.state is State.LESS_THAN_HALF:
        body = "0,0"
    else:
        body = _written_number(cell.value)
    if cell.state is State.LIMITED:
        body = f"({body})"
    sign = cell.status.sign
    return f"{body} {sign}" if sign and body else body


def _sign(text: str) -> Cell:
    if text not in _SIGNS:
        raise CellError(_fault(text))
    return Cell(value=None, state=_SIGNS[text])


def _status(sign: str | None) -> Status:
    if not sign:
        return Status.FINAL
    if sign not in _STATUSES:
        raise CellError("cell_not_number")
    return _STATUSES[sign]


def _number(body: str, kind: Kind) -> float:
    if kind is Kind.COUNT:
        body = _WHOLE_WITH_POINT.sub(r"\1", body) if is_whole_with_point(body) else body
    if not _NUMBER.fullmatch(body):
        raise CellError(_fault(body))
    value = float(body.translate(_TO_PLAIN)) + 0.0  # -0 is 0
    if not math.isfinite(value):
        raise CellError("cell_too_large")
    return value


def _fault(text: str) -> str:
    """Name the kind of problem of a text that is no number."""
    if text.lower() in _MISSING:
        return "cell_missing"
    if text.upper() in _FORMULA_ERRORS:
        return "cell_formula"
    if any(letter.isdecimal() and not letter.isascii() for letter in text):
        return "cell_digits"
    if _COMMA_THOUSANDS.fullmatch(text):
        return "cell_comma"
    return "cell_point" if _DECIMAL_POINT.fullmatch(text) else "cell_not_number"


def _check_range(value: float, kind: Kind, *, fractional: bool) -> None:
    if kind is Kind.COUNT and not fractional and value != int(value):
        raise CellError("cell_not_whole")
    if abs(value) > LARGEST:
        raise CellError("cell_too_large")
    if value < 0 and kind is not Kind.GIVEN:
        raise CellError("cell_negative")


def _written_number(value: float) -> str:
    # repr is the shortest text that reads back as the same number; Decimal unfolds exponents
    digits = f"{Decimal(repr(float(value))):f}"
    return digits.removesuffix(".0").replace(".", ",")
