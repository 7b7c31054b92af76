"""Where in the files a problem is; builds the problems reported there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from atlas.model.problem_texts import KINDS
from atlas.model.problems import Problem

_FROM_FILES: Final = ("value", "column", "key", "name", "code", "other", "title")
"""Fields of sentences that are as long as whoever wrote the file likes."""
_LONGEST: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLocation:
    """A file of an area, or one of its lines; all empty for what isn't in a file yet."""

    area: str = ""
    file: str = ""
    line: int | None = None

    def at_line(self, line: int | None) -> SourceLocation:
        """Return another line of the same file."""
        return SourceLocation(area=self.area, file=self.file, line=line)

    def problem(self, code: str, value: object = "", /, **fields: object) -> Problem:
        """Build a problem of the kind `code`, its sentences filled with `value` and `fields`."""
        kind = KINDS[code]
        fields = {"value": value, **fields}
        fields |= {name: _shortened(fields[name]) for name in _FROM_FILES if name in fields}
        remedy = kind.remedy.format(**fields)
        if kind.until_then and self.file:
            remedy = f"{remedy.removesuffix('.')}; {kind.until_then}"
        return Problem(
            code=code,
            severity=kind.severity,
            message=kind.message.format(**fields),
            remedy=remedy,
            area=self.area,
            file=self.file,
            line=self.line,
            value=str(value),
        )


def _shortened(value: object) -> object:
    """Cut a text nobody would read to its end."""
    if isinstance(value, str) and len(value) > _LONGEST:
        return f"{value[: _LONGEST - 1]}…"
    return value
