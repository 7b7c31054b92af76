"""Reference dates: a day, a year, a school year, or several years pooled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Period(StrEnum):
    """How much time a figure covers."""

    DAY = "day"
    YEAR = "year"
    SCHOOL_YEAR = "school_year"
    POOLED = "pooled"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferenceDate:
    """The day or the span a figure refers to, both ends included."""

    period: Period
    start: date
    end: date

    @classmethod
    def day(cls, day: date) -> ReferenceDate:
        """Return the reference date of a figure counted on one day."""
        return cls(period=Period.DAY, start=day, end=day)

    @property
    def middle(self) -> date:
        """Centre of the span, used for the time between two figures."""
        return self.start + (self.end - self.start) / 2

    @property
    def label(self) -> str:
        """German short form: 31.12.2013, 2014, 2013/14 or 2011–2013."""
        if self.period is Period.DAY:
            return f"{self.start:%d.%m.%Y}"
        if self.period is Period.YEAR:
            return str(self.start.year)
        if self.period is Period.SCHOOL_YEAR:
            return f"{self.start.year}/{self.end.year % 100:02d}"
        return f"{self.start.year}–{self.end.year}"
