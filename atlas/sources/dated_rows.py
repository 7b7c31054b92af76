"""Rows that are valid for a time: read the days, and see that two rows fit together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import TypeVar

from atlas.model.areas import Membership, SpatialUnit
from atlas.model.problem_texts import Place
from atlas.model.problems import Problem
from atlas.sources.text_files import CsvRow

Thing = TypeVar("Thing", SpatialUnit, Membership)


def day_of(text: str) -> date | None:
    """Read a day, None for an empty cell.

    Raises
    ------
    ValueError
        If the text is no day like 2014-12-31.
    """
    return date.fromisoformat(text) if text else None


def dated(
    build: Callable[[CsvRow], Thing], row: CsvRow, place: Place, problems: list[Problem]
) -> Thing | None:
    """Build a unit or membership; None, with the reason reported, if its days are unusable."""
    try:
        thing = build(row)
    except ValueError:
        ends = (row.cells.get(key, "") for key in ("valid_from", "valid_to"))
        wrong = " … ".join(text for text in ends if not is_day(text))
        problems.append(place.problem("date_bad", wrong))
        return None
    if thing.valid_from and thing.valid_to and thing.valid_to < thing.valid_from:
        span = f"{thing.valid_from} … {thing.valid_to}"
        problems.append(place.problem("date_order", span))
        return None
    return thing


def is_day(text: str) -> bool:
    """Whether a cell is empty or a day."""
    try:
        day_of(text)
    except ValueError:
        return False
    return True


def overlap(one: Thing, other: Thing) -> bool:
    """Whether both are valid on one day at least."""
    first = max(one.valid_from or date.min, other.valid_from or date.min)
    last = min(one.valid_to or date.max, other.valid_to or date.max)
    return first <= last


def before_gap(versions: Sequence[SpatialUnit]) -> SpatialUnit | None:
    """Find the version of a unit after which the unit doesn't exist for a while.

    `versions` don't overlap; their order doesn't matter.
    """
    ordered = sorted(versions, key=lambda unit: unit.valid_from or date.min)
    for earlier, later in pairwise(ordered):
        # two that don't overlap have an end and a beginning
        if earlier.valid_to and later.valid_from != earlier.valid_to + timedelta(days=1):
            return earlier
    return None
