"""Things wrong or noteworthy in the data, and how to mend them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Severity(StrEnum):
    """Fehler must be mended; a Warnung should be looked at; a Hinweis is worth knowing."""

    ERROR = "Fehler"
    WARNING = "Warnung"
    NOTE = "Hinweis"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProblemKind:
    """Sentences of one kind of problem; `SourceLocation.problem` fills in their `{…}`.

    `until_then` says what is missing until a file is mended. It ends the remedy of a problem in
    a file and is left out where there is no file yet. `for_readers` is the message for those who
    see the figures and no files, where `message` isn't. `same` names the fields that tell one
    cause from another: problems that agree in them are one, told once (None: like no other).
    `again` tells the others in a few words, with `{file}` or `{place}` (file and line), with
    `{year}` for what is alike in yearly files only, with `{line}` in one file only.
    """

    severity: Severity
    message: str
    remedy: str
    until_then: str = ""
    for_readers: str = ""
    same: tuple[str, ...] | None = None
    again: str = "{year}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """What a problem is about, to find its like and its acknowledgement.

    `keys` are those of the units, quantities and indicators, `year` is the year of the figures.
    Problems of one code and area with the same `cause` are one; `again` is this one in few words.
    A `cause` of None is like no other.
    """

    keys: tuple[str, ...] = ()
    year: int | None = None
    cause: tuple[str, ...] | None = None
    again: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Acknowledgement:
    """A finding somebody has looked at: which (`code` and at least one more), why, and when.

    `file` is its name or how its path ends. What is empty doesn't matter. `written_at` is where
    the acknowledgement is written.
    """

    code: str
    reason: str
    date: date
    file: str = ""
    unit: str = ""
    indicator: str = ""
    value: str = ""
    years: tuple[int, ...] = ()
    area: str = ""
    written_at: tuple[str, int | None] = ("", None)

    @property
    def is_narrow(self) -> bool:
        """Whether it says more than the kind of the finding."""
        return any((self.file, self.unit, self.indicator, self.value, self.years))

    def matches(self, problem: Problem) -> bool:
        """Whether a problem is the finding meant."""
        keys = problem.subject.keys
        years = {str(problem.subject.year), *keys}
        return (
            (self.code, self.area) == (problem.code, problem.area)
            and problem.file.endswith(self.file)
            and self.value in {"", problem.value}
            and {self.unit, self.indicator} <= {"", *keys}
            and (not self.years or not years.isdisjoint(map(str, self.years)))
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What is wrong (`message`), where (`file`, `line`, `value`), what to do (`remedy`).

    `code` is stable and meant for machines; `line` is None where a file has no lines.
    `for_readers` is the message without files; two problems are equal if they say the same.
    `acknowledged` is what somebody who looked at it said.
    """

    code: str
    severity: Severity
    message: str
    remedy: str
    area: str = ""
    file: str = ""
    line: int | None = None
    value: str = ""
    for_readers: str = field(default="", compare=False)
    subject: Subject = field(default=Subject(), compare=False)
    acknowledged: Acknowledgement | None = field(default=None, compare=False)

    @property
    def location(self) -> str:
        """File and line, as printed before the message."""
        return self.file if self.line is None else f"{self.file}, Zeile {self.line}"
