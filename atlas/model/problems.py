"""Things wrong or noteworthy in the data, and how to mend them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """Fehler must be mended; a Warnung should be looked at; a Hinweis is worth knowing."""

    ERROR = "Fehler"
    WARNING = "Warnung"
    NOTE = "Hinweis"


@dataclass(frozen=True, slots=True)
class ProblemKind:
    """Sentences of one kind of problem; `SourceLocation.problem` fills in their `{…}`.

    `until_then` says what is missing until a file is mended. It ends the remedy of a problem in
    a file and is left out where there is no file yet.
    """

    severity: Severity
    message: str
    remedy: str
    until_then: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """What is wrong (`message`), where (`file`, `line`, `value`), what to do (`remedy`).

    `code` is stable and meant for machines; `line` is None where a file has no lines.
    """

    code: str
    severity: Severity
    message: str
    remedy: str
    area: str = ""
    file: str = ""
    line: int | None = None
    value: str = ""

    @property
    def location(self) -> str:
        """File and line, as printed before the message."""
        return self.file if self.line is None else f"{self.file}, Zeile {self.line}"
