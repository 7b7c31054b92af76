"""Days and reference dates (from a day to several years pooled), and their text."""

from __future__ import annotations

import calendar
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from atlas.model import date_texts as words

_GERMAN_DAY: Final = re.compile(r"([0-9]{1,2})\. ?([0-9]{1,2})\. ?([0-9]{4})")
_WEEK: Final = re.compile("[0-9]{4}-?W[0-9]{2}")
_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


class Period(StrEnum):
    """How much time a figure covers; an annual mean is that of several counts in a year."""

    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    HALF_YEAR = "half_year"
    YEAR = "year"
    ANNUAL_MEAN = "annual_mean"
    SCHOOL_YEAR = "school_year"
    POOLED = "pooled"
    SPAN = "span"

    @property
    def is_short(self) -> bool:
        """Whether it ends when its figures are counted, unlike a year, which may be still going."""
        return self in {Period.DAY, Period.MONTH, Period.QUARTER, Period.HALF_YEAR}


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
        """German short form: 31.12.2013, März 2014, 1. Quartal 2014, 2014, 2013/14, 2011–2013."""
        if self.period is Period.DAY:
            return _german(self.start)
        if self.period is Period.SPAN:
            return f"{_german(self.start)}–{_german(self.end)}"
        if self.period is Period.SCHOOL_YEAR:
            return f"{self.start.year}/{self.end.year % 100:02d}"
        if self.period is Period.POOLED:
            return f"{self.start.year}–{self.end.year}"
        return f"{self.part_of_year} {self.start.year}".strip()

    @property
    def part_of_year(self) -> str:
        """The label without its year: 31.12., März, 1. Quartal; empty for a year, or several."""
        first = self.start.month
        return {
            Period.DAY: f"{self.start:%d.%m.}",
            Period.MONTH: words.MONTHS[first - 1],
            Period.QUARTER: words.QUARTER.format(number=first // 3 + 1),
            Period.HALF_YEAR: words.HALF_YEAR.format(number=first // 6 + 1),
            Period.ANNUAL_MEAN: words.ANNUAL_MEAN,
        }.get(self.period, "")


def _german(day: date) -> str:
    return f"{day:%d.%m.%Y}"


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
        If the text is anything else, such as a week, which is no day.
    """
    if _WEEK.fullmatch(text):
        raise ValueError(text)
    return date.fromisoformat(text)


def parse_typed_day(text: str) -> date:
    """Read a day as people type it, 31.12.2014 or 2014-12-31; else as `parse_day`."""
    typed = _GERMAN_DAY.fullmatch(text)
    return parse_day("{2}-{1:0>2}-{0:0>2}".format(*typed.groups()) if typed else text)


def parse_reference_date(text: str) -> ReferenceDate:
    """Read a reference date in any of the forms docs/data-format.md lists.

    These are a day (2014-12-31, 31.12.2014), month (2014-03, März 2014), quarter (2014-Q1,
    1. Quartal 2014), half-year, year (2014), annual mean (Jahresmittel 2014), school year
    (2013/14), years pooled (2011-2013), and first and last day (2014-04-01/2015-03-31).

    Raises
    ------
    ValueError
        If the text is none of these.
    """
    written = " ".join(text.split()).casefold()
    for pattern, build in _FORMS.items():
        match = re.fullmatch(pattern, written)
        if match:
            return build(**match.groupdict())
    return ReferenceDate.day(parse_typed_day(" ".join(text.split())))


def is_reference_date(text: str) -> bool:
    """Whether `parse_reference_date` can read a text."""
    try:
        parse_reference_date(text)
    except ValueError:
        return False
    return True


def _year(year: str, period: Period = Period.YEAR) -> ReferenceDate:
    return ReferenceDate(period=period, start=date(int(year), 1, 1), end=year_end(int(year)))


def _annual_mean(year: str) -> ReferenceDate:
    return _year(year, Period.ANNUAL_MEAN)


def _pooled(first: str, last: str) -> ReferenceDate:
    if int(last) < int(first):
        raise ValueError(first, last)
    start, end = date(int(first), 1, 1), year_end(int(last))
    return ReferenceDate(period=Period.POOLED, start=start, end=end)


def _school_year(first: str, last: str) -> ReferenceDate:
    start, end = date(int(first), 8, 1), date(int(first) + 1, 7, 31)
    if int(last) not in {end.year, end.year % 100}:
        raise ValueError(first, last)
    return ReferenceDate(period=Period.SCHOOL_YEAR, start=start, end=end)


def _part(year: str, number: int, period: Period) -> ReferenceDate:
    """Return the month, quarter or half-year of a number within a year."""
    months = {Period.MONTH: 1, Period.QUARTER: 3, Period.HALF_YEAR: 6}[period]
    last = number * months
    start = date(int(year), last - months + 1, 1)
    end = date(int(year), last, calendar.monthrange(int(year), last)[1])
    return ReferenceDate(period=period, start=start, end=end)


def _month(year: str, number: str) -> ReferenceDate:
    return _part(year, int(number), Period.MONTH)


def _quarter(year: str, number: str) -> ReferenceDate:
    return _part(year, _ROMAN.get(number) or int(number), Period.QUARTER)


def _half_year(year: str, number: str) -> ReferenceDate:
    return _part(year, _ROMAN.get(number) or int(number), Period.HALF_YEAR)


def _named_month(year: str, name: str) -> ReferenceDate:
    """Read a month by its name, of which the first letters are enough."""
    months = {month.casefold(): number for number, month in enumerate(words.MONTHS, 1)}
    named = {**months, **words.OTHER_MONTHS}
    fitting = {number for month, number in named.items() if month.startswith(name)}
    if len(fitting) != 1:
        raise ValueError(name)
    return _part(year, fitting.pop(), Period.MONTH)


def _day_in_named_month(year: str, name: str, day: str) -> ReferenceDate:
    return ReferenceDate.day(_named_month(year, name).start.replace(day=int(day)))


def _midnight(text: str) -> ReferenceDate:
    """Read a day as programs write it that only know moments: 2014-12-31 00:00:00."""
    return ReferenceDate.day(parse_typed_day(text))


def _span(first: str, last: str) -> ReferenceDate:
    """Read first and last day; a span that is a whole month, quarter … of a year is that."""
    start, end = parse_typed_day(first.strip()), parse_typed_day(last.strip())
    if end < start:
        raise ValueError(first, last)
    year = str(start.year).zfill(4)
    wholes = (
        ReferenceDate.day(start),
        _part(year, start.month, Period.MONTH),
        _part(year, (start.month + 2) // 3, Period.QUARTER),
        _part(year, (start.month + 5) // 6, Period.HALF_YEAR),
        _year(year),
    )
    same = (whole for whole in wholes if (whole.start, whole.end) == (start, end))
    return next(same, ReferenceDate(period=Period.SPAN, start=start, end=end))


_YEAR: Final = "(?P<year>[0-9]{4})"
_NAME: Final = rf"(?P<name>{words.MONTH_NAME})\.?"
_OF_FOUR: Final = "(?P<number>[1-4]|iv|i{1,3})"
_OF_TWO: Final = "(?P<number>[12]|i{1,2})"
_DAY: Final = "[0-9.-]{8,10}"
_TYPED_DAY: Final = r"[0-9]{1,2}\. ?[0-9]{1,2}\. ?[0-9]{4}"
_FORMS: Final[Mapping[str, Callable[..., ReferenceDate]]] = {
    f"(?:{words.YEAR_WORD} )?{_YEAR}": _year,
    f"{words.ANNUAL_MEAN_WORD} {_YEAR}": _annual_mean,
    f"(?:{words.SCHOOL_YEAR_WORD} )?(?P<first>[0-9]{{4}})/(?P<last>[0-9]{{2}}|[0-9]{{4}})": (
        _school_year
    ),
    f"(?P<first>[0-9]{{4}})(?: ?[–-] ?| {words.TO} )(?P<last>[0-9]{{4}})": _pooled,
    f"{_YEAR}-(?P<number>0[1-9]|1[0-2])": _month,
    f"(?P<number>0?[1-9]|1[0-2])[./]{_YEAR}": _month,
    f"{_YEAR}[ -]?q{_OF_FOUR}": _quarter,
    f"(?:q|{words.QUARTER_WORD} ){_OF_FOUR}[ /-]?{_YEAR}": _quarter,
    f"(?P<number>iv|i{{1,3}})/{_YEAR}": _quarter,
    rf"{_OF_FOUR}\.? ?{words.QUARTER_WORD} {_YEAR}": _quarter,
    f"{_YEAR}[ -]?h{_OF_TWO}": _half_year,
    rf"{_OF_TWO}\.? ?{words.HALF_YEAR_WORD} {_YEAR}": _half_year,
    f"{_NAME} {_YEAR}": _named_month,
    rf"(?P<day>[0-9]{{1,2}})\. ?{_NAME} {_YEAR}": _day_in_named_month,
    f"(?P<first>{_DAY})(?: ?[/–] ?| - | {words.TO} )(?P<last>{_DAY})": _span,
    f"(?P<first>{_TYPED_DAY}) ?- ?(?P<last>{_TYPED_DAY})": _span,
    rf"(?P<text>{_DAY})[ t]00:00(?::00(?:\.0+)?)?": _midnight,
}
"""Patterns of what people write, in small letters and with single blanks."""
