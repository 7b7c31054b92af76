"""Rows that are valid for a time: read their days and compare their spans."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeVar

from atlas.model.areas import Membership, SpatialUnit
from atlas.model.date_texts import DAY_FORMS
from atlas.model.dates import parse_typed_day
from atlas.model.problems import Problem
from atlas.model.source_location import SourceLocation
from atlas.sources.text_files import CsvRow

Dated = TypeVar("Dated", SpatialUnit, Membership)


def day_of(text: str) -> date | None:
    """Read a day, None for an empty cell.

    Raises
    ------
    ValueError
        If the text is no day like 2014-12-31, or 31.12.2014 as Excel writes it.
    """
    return parse_typed_day(text) if text else None


def dated(
    build: Callable[[CsvRow], Dated], row: CsvRow, location: SourceLocation, problems: list[Problem]
) -> Dated | None:
    """Build a unit or membership; None, with the reason reported, if its days are unusable."""
    try:
        item = build(row)
    except ValueError:
        ends = (row.cells.get(key, "") for key in ("valid_from", "valid_to"))
        wrong = " … ".join(text for text in ends if not is_day(text))
        problems.append(location.problem("date_bad", wrong, forms=DAY_FORMS))
        return None
    if item.valid_from and item.valid_to and item.valid_to < item.valid_from:
        span = f"{item.valid_from} … {item.valid_to}"
        problems.append(location.problem("date_order", span))
        return None
    return item


def is_day(text: str) -> bool:
    """Whether a cell is empty or a day."""
    try:
        day_of(text)
    except ValueError:
        return False
    return True


def overlap(left: Dated, right: Dated) -> bool:
    """Whether both are valid on one day at least."""
    first = max(left.valid_from or date.min, right.valid_from or date.min)
    last = min(left.valid_to or date.max, right.valid_to or date.max)
    return first <= last
