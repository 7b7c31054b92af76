"""Where in the files a problem is; builds the problems reported there."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Final

from atlas.errors import shortened
from atlas.model.problem_texts import KINDS, LINE
from atlas.model.problems import Problem, ProblemKind, Subject
from atlas.model.text import visible

_FROM_FILES: Final = ("value", "column", "key", "name", "code", "other", "title")
"""Fields of sentences that are as long as whoever wrote the file likes."""
_LONGEST: Final = 200
_LONGEST_LIST: Final = 1_000


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
        """Build a problem of the kind `code`, its sentences filled with `value` and `fields`.

        A field `about` is a tuple of the keys it is about (see `Subject`); without, `value` is.
        """
        kind = KINDS[code]
        fields = {name: _in_sight(item) for name, item in {"value": value, **fields}.items()}
        fields = {
            name: shortened(item, _LONGEST if name in _FROM_FILES else _LONGEST_LIST)
            for name, item in fields.items()
        }
        remedy = kind.remedy.format(**fields)
        if kind.until_then and self.file:
            remedy = f"{remedy.removesuffix('.')}; {kind.until_then}"
        message = kind.message.format(**fields)
        return Problem(
            code=code,
            severity=kind.severity,
            message=message,
            remedy=remedy,
            area=self.area,
            file=str(_in_sight(self.file)),
            line=self.line,
            value=str(_in_sight(value)),
            for_readers=kind.for_readers.format(**fields) or message,
            subject=self._subject(kind, fields),
        )

    def _subject(self, kind: ProblemKind, fields: Mapping[str, object]) -> Subject:
        about = fields.get("about")
        keys = tuple(map(str, about if isinstance(about, tuple) else (fields["value"],)))
        if kind.same is None or ("{year}" in kind.again and self.year is None):
            return Subject(keys=keys, year=self.year)
        name = str(_in_sight(_name_and_year(self.file)[0]))
        place = name if self.line is None else LINE.format(file=name, line=self.line)
        places = {"file": name, "line": self.line, "year": self.year, "place": place}
        # whoever names the lines tells what is in one file
        file = self.file if "{line}" in kind.again else ""
        return Subject(
            keys=keys,
            year=self.year,
            cause=(*(str(fields[name]) for name in kind.same), file),
            again=kind.again.format(**{**places, **fields}),
        )

    @property
    def year(self) -> int | None:
        """Year of the yearly table or its description, None of any other file."""
        return _name_and_year(self.file)[1]


@lru_cache(maxsize=64)  # a table has a problem in each row where the wrong one was saved
def _name_and_year(file: str) -> tuple[str, int | None]:
    path = PurePosixPath(file)
    return path.name, int(path.stem) if re.fullmatch(r"[12][0-9]{3}", path.stem) else None


def _in_sight(value: object) -> object:
    """Write the name of a file, or of what is in it, in one line that can be shown anywhere."""
    return visible(value).replace("\n", "\\u000a") if isinstance(value, str) else value
