"""One mistake, one sentence: leave out what only follows from another problem."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from atlas.model.problem_texts import left_out
from atlas.model.problems import Problem, Severity

_UNREAD = frozenset({"file_missing", "file_empty", "file_encoding", "file_unreadable"})
_NO_ROW = _UNREAD | {"csv_columns", "csv_row_length", "date_bad", "level_unknown"}


@dataclass(frozen=True, slots=True)
class _Rule:
    """A problem is a consequence if one of the `causes` (any error if empty) is in a file.

    `file` is its name; "" means the yearly files of the same year, "*" every file of the area
    and the catalogue. With `same_unit` both have to speak of one unit. `counted` ones the cause
    tells the number of: it doesn't look as if so much hung on it.
    """

    file: str
    causes: frozenset[str] = frozenset()
    same_unit: bool = False
    counted: bool = False

    def explains(self, cause: Problem, problem: Problem) -> bool:
        """Whether `problem` is there only because of `cause`."""
        if cause is problem or cause.severity is not Severity.ERROR:
            return False
        if cause.area not in {"", problem.area}:
            return False
        if self.causes and cause.code not in self.causes:
            return False
        if self.same_unit and cause.value != problem.value:
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
_VERSIONS = frozenset({"unit_overlap", "unit_gap"})
_OTHER_TIME = _Rule("units.csv", _VERSIONS, same_unit=True, counted=True)
# told of the member, not of the unit it lies in
_PARENT_TIME = _Rule("units.csv", _VERSIONS, counted=True)
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
    "membership_gap": (_UNITS, _NO_PARENT, _LESS_TIME, _PARENT_TIME),
    "unit_not_valid": (_UNITS, _OTHER_TIME),
    "crosswalk_unit": (_OTHER_TIME,),
    "crosswalk_missing": (_OTHER_TIME,),
    "crosswalk_nothing": (_OTHER_TIME,),
    "boundary_shape_without_unit": (_UNITS,),
    "residual_large": (_PARENTS,),
    "total_differs": (_PARENTS,),
}


def without_consequences(found: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems, without those that are gone once another one is mended."""
    problems = tuple(found)
    reasons = [_reason(problem, problems) for problem in problems]
    followers = Counter(cause for rule, cause in filter(None, reasons) if rule.counted)
    kept = (problem for problem, reason in zip(problems, reasons, strict=True) if reason is None)
    return tuple(_with_number(problem, followers[problem]) for problem in kept)


def _reason(problem: Problem, problems: Iterable[Problem]) -> tuple[_Rule, Problem] | None:
    """Find the problem another one follows from, and the rule that says so."""
    rules = _RULES.get(problem.code, ())
    found = ((rule, cause) for rule in rules for cause in problems if rule.explains(cause, problem))
    return next(found, None)


def _with_number(problem: Problem, number: int) -> Problem:
    if not number:
        return problem
    return replace(problem, remedy=f"{problem.remedy} {left_out(number)}")
