"""One mistake, one sentence: leave out what only follows from another problem."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePosixPath

from atlas.model.problems import Problem, Severity

_UNREAD = frozenset({"file_missing", "file_empty", "file_encoding", "file_unreadable"})
_NO_ROW = _UNREAD | {"csv_columns", "csv_row_length", "date_bad", "level_unknown"}


@dataclass(frozen=True, slots=True)
class _Rule:
    """A problem is a consequence if one of the `causes` (any error if empty) is in a file.

    `file` is its name; "" means the yearly files of the same year, "*" every file of the area
    and the catalogue.
    """

    file: str
    causes: frozenset[str] = frozenset()

    def explains(self, cause: Problem, problem: Problem) -> bool:
        """Whether `problem` is there only because of `cause`."""
        if cause is problem or cause.severity is not Severity.ERROR:
            return False
        if cause.area not in {"", problem.area}:
            return False
        if self.causes and cause.code not in self.causes:
            return False
        one, other = PurePosixPath(cause.file), PurePosixPath(problem.file)
        return self.file == "*" or (
            one.stem == other.stem if not self.file else one.name == self.file
        )


_NO_TOML = _Rule("", _UNREAD | {"toml_syntax"})
_UNITS = _Rule("units.csv", _NO_ROW)
_PARENTS = _Rule("memberships.csv")
_NO_PARENT = _Rule("memberships.csv", _NO_ROW | {"membership_unknown", "membership_cycle"})
_LESS_TIME = _Rule("memberships.csv", frozenset({"membership_twice", "date_order"}))
_RULES = {
    "claim_not_computable": (_Rule("*"),),
    "delivery_missing": (_NO_TOML,),
    "delivery_without_column": (_Rule("", frozenset({"csv_column_unknown", "csv_column_twice"})),),
    "core_unknown": (_Rule("catalogue.toml"),),
    "taxonomy_unknown": (_Rule("catalogue.toml"),),
    "csv_column_unknown": (_Rule("catalogue.toml", _UNREAD | {"toml_syntax", "toml_bad_value"}),),
    "catalogue_unknown": (_Rule("catalogue.toml", frozenset({"toml_bad_value"})),),
    "catalogue_parts": (_Rule("catalogue.toml", frozenset({"toml_bad_value"})),),
    "unit_unknown": (_UNITS,),
    "membership_unknown": (_UNITS,),
    "unit_without_parent": (_UNITS, _NO_PARENT),
    "membership_gap": (_UNITS, _NO_PARENT, _LESS_TIME),
    "unit_not_valid": (_UNITS,),
    "boundary_shape_without_unit": (_UNITS,),
    "residual_large": (_PARENTS,),
    "total_differs": (_PARENTS,),
}


def without_consequences(found: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems, without those that are gone once another one is mended."""
    problems = tuple(found)
    return tuple(problem for problem in problems if not _follows(problem, problems))


def _follows(problem: Problem, problems: Iterable[Problem]) -> bool:
    rules = _RULES.get(problem.code, ())
    return any(rule.explains(cause, problem) for rule in rules for cause in problems)
