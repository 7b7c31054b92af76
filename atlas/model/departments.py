"""Who delivers what, and by when: departments, agreements and what has come of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Department:
    """An office that holds figures; `contact` names a function, never a person."""

    key: str
    name: str
    contact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """What a department delivers: these quantities for units of a level, every so many years.

    The figures of a year are due on the day (month, day) `due` of the year after it. Years before
    `since` aren't part of it. `legal_basis` says what the department may deliver them by.
    """

    department: Department
    quantities: tuple[str, ...]
    level: str
    due: tuple[int, int]
    since: int
    every: int = 1
    legal_basis: str = ""

    def covers(self, year: int) -> bool:
        """Whether the figures of a year are agreed on."""
        return year >= self.since and (year - self.since) % self.every == 0

    def due_date(self, year: int) -> date:
        """Day by which the figures of a year are to be there."""
        return date(year + 1, *self.due)


class DeliveryState(StrEnum):
    """What has become of the figures of a quantity in a year."""

    DELIVERED = "delivered"
    PROVISIONAL = "provisional"
    NOT_DUE = "not_due"
    LATE = "late"
    MISSING = "missing"
    NOT_AGREED = "not_agreed"


class Availability(StrEnum):
    """Whether there are figures: vorhanden, beschaffbar, fehlt."""

    PRESENT = "present"
    OBTAINABLE = "obtainable"
    ABSENT = "absent"
