"""Days and reference dates (a day, a year, a school year, several years pooled), and their text."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

_GERMAN_DAY: Final = re.compile(r"([0-9]{1,2})\. ?([0-9]{1,2})\. ?([0-9]{4})")
_YEARS: Final = re.compile(r"([0-9]{4})(?:([/–-])([0-9]{2}|[0-9]{4}))?")


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


def year_end(year: int) -> date:
    """Return 31 December, the day that decides for a year.

    Units, memberships and boundaries that are valid on it count for the whole year.
    """
    return date(year, 12, 31)


def parse_day(text: str) -> date:
    """Read a day in a form of ISO 8601: 2014-12-31 as files should write it, 20141231, 2014-W01-1.

    Raises
    ------
    ValueError
        If the text is anything else.
    """
    return date.fromisoformat(text)


def parse_typed_day(text: str) -> date:
    """Read a day as people type it, 31.12.2014 or 2014-12-31; else as `parse_day`."""
    typed = _GERMAN_DAY.fullmatch(text)
    return parse_day("{2}-{1:0>2}-{0:0>2}".format(*typed.groups()) if typed else text)


def parse_reference_date(text: str) -> ReferenceDate:
    """Read a reference date: 2014-12-31, 2014, 2013/14 (school year) or 2011-2013 (pooled).

    Raises
    ------
    ValueError
        If the text is none of these.
    """
    span = _YEARS.fullmatch(text)
    if span is None:
        return ReferenceDate.day(parse_day(text))
    first, last = int(span[1]), int(span[3] or span[1])
    if span[2] == "/":
        return _school_year(first, last)
    if last < first:
        raise ValueError(text)
    period = Period.POOLED if span[2] else Period.YEAR
    return ReferenceDate(period=period, start=date(first, 1, 1), end=year_end(last))


def _school_year(first: int, last: int) -> ReferenceDate:
    start, end = date(first, 8, 1), date(first + 1, 7, 31)
    if last not in {end.year, end.year % 100}:
        raise ValueError(first, last)
    return ReferenceDate(period=Period.SCHOOL_YEAR, start=start, end=end)
