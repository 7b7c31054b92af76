"""Figures as the cells of a yearly table: numbers the German way, and official signs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tools.musterstadt.deliveries import Delivery
from tools.musterstadt.level_data import LevelData

DECIMALS = {
    "flaeche_km2": 2,
    "miete_median": 2,
    "hausaerzte": 2,
    "schuldnerquote": 1,
    "sterblichkeit_u65_std": 1,
    "ew_mittel": 1,
    "ew_u6_mittel": 1,
    "alter_summe": 1,
}
GIVEN = frozenset({"miete_median", "schuldnerquote"})
NOBODY = 50
"""Below this number of residents no mean is given."""
FEW_ADVERTS = 1300
"""Below this number of residents there are too few advertisements for a median."""
ZERO, PENDING, SECRET, NOT_APPLICABLE, UNRELIABLE = "–", "…", ".", "x", "/"


def cells(
    item: Delivery, data: LevelData, year: int, keys: Sequence[str]
) -> Iterator[tuple[str, str]]:
    """Key of each unit with the text of its cell; cells nobody delivered are left out."""
    row = data.years.index(year)
    letter = item.status_letters.get(year, "")
    figures = (data[code][row].tolist() for code in (item.quantity, "ew"))
    for key, value, residents in zip(keys, *figures, strict=True):
        if (year, key) not in item.missing:
            text = _replacement(item, year, key) or _value_text(item, value, residents)
            yield key, f"{text} {letter}" if letter else text


def total(item: Delivery, data: LevelData, year: int) -> str:
    """Text of the total that is reported for the whole city, empty if there is none."""
    if item.city_total is None or year in item.pending:
        return ""
    summed = float(data[item.quantity][data.years.index(year)].sum())
    return number(round(summed * (1.0 + item.city_total)), item.quantity)


def number(value: float, code: str) -> str:
    """Write a number the German way, without zeros at the end of its decimals."""
    text = f"{value:.{DECIMALS.get(code, 0)}f}"
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def _replacement(item: Delivery, year: int, key: str) -> str:
    """Sign in place of a number, empty if the number may be given."""
    if year in item.pending:
        return PENDING
    return SECRET if key in item.secret else ""


def _value_text(item: Delivery, value: float, residents: int) -> str:
    if item.quantity in GIVEN and residents < NOBODY:
        return NOT_APPLICABLE
    if item.quantity == "miete_median" and residents < FEW_ADVERTS:
        return UNRELIABLE
    if not value:
        return ZERO
    text = number(value, item.quantity)
    return f"({text})" if value < item.limited else text
