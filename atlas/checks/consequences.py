"""One mistake, one sentence: leave out what only follows from another problem."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from atlas.model.problem_texts import omitted_consequences
from atlas.model.problems import Problem, Severity

_UNREAD = frozenset(
    {
        "file_missing",
        "file_empty",
        "file_encoding",
        "file_unreadable",
        "file_too_large",
        "file_workbook",
    }
)
_TOML_FAULTS = frozenset({"toml_syntax", "toml_too_large", "toml_too_deep"})
_TABLE_UNREAD = frozenset({"csv_columns", "csv_delimiter", "csv_too_wide", "csv_too_long"})
_ROW_MISSING = _UNREAD | _TABLE_UNREAD | {"csv_row_length", "date_bad", "level_unknown"}
_ROW_LOST = _ROW_MISSING | {
    "csv_quote",
    "csv_cell_long",
    "stand_rows",
    "unit_as_number",
    "unit_empty",
    "unit_leading_zero",
    "unit_twice",
    "unit_unknown",
}


@dataclass(frozen=True, slots=True)
class _Rule:
    """A problem is a consequence if one of the `causes` (any error if empty) is in a file.

    `file` is its name; "" means the yearly files of the same year, "*" every file of the area
    and the catalogue. With `same_unit` both have to be about one unit. If `counted`, the cause says
    how many consequences it has: it doesn't look as if it had so many.
    """

    file: str
    causes: frozenset[str] = frozenset()
    same_unit: bool = False
    counted: bool = False

    def may_start_with(self, cause: Problem) -> bool:
        """Whether an error can be a cause of anything."""
        if self.causes and cause.code not in self.causes:
            return False
        return self.file in {"", "*"} or PurePosixPath(cause.file).name == self.file

    def explains(self, cause: Problem, problem: Problem) -> bool:
        """Whether `problem` is there only because of `cause`, which may be one."""
        if cause is problem or cause.area not in {"", problem.area}:
            return False
        if self.file == "*" and cause.file == problem.file:
            # a faulty line costs no other line of its file
            return False
        if self.same_unit and cause.value != problem.value:
            return False
        return bool(self.file) or PurePosixPath(cause.file).stem == PurePosixPath(problem.file).stem


_TOML_UNREAD = _Rule("", _UNREAD | _TOML_FAULTS)
_UNITS_MISSING = _Rule("units.csv", _ROW_MISSING)
_ANY_MEMBERSHIP = _Rule("memberships.csv")
_MEMBERSHIPS_MISSING = _Rule(
    "memberships.csv", _ROW_MISSING | {"membership_unknown", "membership_cycle"}
)
_MEMBERSHIP_SPAN = _Rule("memberships.csv", frozenset({"membership_twice", "date_order"}))
_PARENT_MISSING = _Rule("memberships.csv", frozenset({"unit_without_parent"}))
_UNIT_DELETED = _Rule("units.csv", frozenset({"unit_row_missing"}))
_VERSIONS = frozenset({"unit_overlap", "unit_gap"})
_UNIT_SPAN = _Rule("units.csv", _VERSIONS, same_unit=True, counted=True)
# reported for the member, not for the unit it lies in
_PARENT_SPAN = _Rule("units.csv", _VERSIONS, counted=True)
_COLUMN_UNREAD = frozenset({"csv_column_unknown", "csv_column_twice", "csv_column_unnamed"})
_RULES = {
    "claim_not_computable": (_Rule("*"),),
    "delivery_missing": (_TOML_UNREAD,),
    "delivery_without_column": (_Rule("", _COLUMN_UNREAD),),
    "core_unknown": (_Rule("catalogue.toml"),),
    "taxonomy_unknown": (_Rule("catalogue.toml"),),
    "date_missing": (_Rule("", frozenset({"date_bad"})),),
    "csv_column_unknown": (_Rule("catalogue.toml", _UNREAD | _TOML_FAULTS | {"toml_bad_value"}),),
    "catalogue_unknown": (_Rule("catalogue.toml", frozenset({"toml_bad_value"})),),
    "catalogue_parts": (_Rule("catalogue.toml", frozenset({"toml_bad_value"})),),
    "unit_unknown": (_UNITS_MISSING,),
    "unit_row_missing": (_UNITS_MISSING,),
    "membership_unknown": (_UNITS_MISSING,),
    "unit_without_parent": (_UNITS_MISSING, _MEMBERSHIPS_MISSING),
    "unit_without_children": (_UNITS_MISSING, _MEMBERSHIPS_MISSING, _PARENT_MISSING),
    "level_empty": (_Rule("units.csv"),),
    "top_level_units": (_Rule("units.csv"),),
    "row_missing": (_Rule("", _ROW_LOST),),
    "rows_missing": (_Rule("", _ROW_LOST),),
    "membership_gap": (_UNITS_MISSING, _MEMBERSHIPS_MISSING, _MEMBERSHIP_SPAN, _PARENT_SPAN),
    "unit_not_valid": (_UNITS_MISSING, _UNIT_SPAN),
    "crosswalk_unit": (_UNIT_SPAN,),
    "crosswalk_missing": (_UNIT_SPAN,),
    "crosswalk_nothing": (_UNIT_SPAN,),
    "boundary_shape_without_unit": (_UNITS_MISSING,),
    "residual_large": (_ANY_MEMBERSHIP, _UNIT_DELETED),
    "total_differs": (_ANY_MEMBERSHIP, _UNIT_DELETED),
}


def without_consequences(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return the problems, without those that are gone once another one is mended."""
    problems = tuple(problems)
    errors = [problem for problem in problems if problem.severity is Severity.ERROR]
    # a broken file has many problems: each rule looks at its own causes only
    rules = {rule for code in {item.code for item in problems} for rule in _RULES.get(code, ())}
    causes = {rule: [error for error in errors if rule.may_start_with(error)] for rule in rules}
    reasons = [_reason(problem, causes) for problem in problems]
    consequences = Counter(cause for rule, cause in filter(None, reasons) if rule.counted)
    kept = (problem for problem, reason in zip(problems, reasons, strict=True) if reason is None)
    return tuple(_with_count(problem, consequences[problem]) for problem in kept)


def _reason(
    problem: Problem, causes: Mapping[_Rule, Iterable[Problem]]
) -> tuple[_Rule, Problem] | None:
    """Find the problem another one follows from, and the rule that says so."""
    reasons = (
        (rule, cause)
        for rule in _RULES.get(problem.code, ())
        for cause in causes[rule]
        if rule.explains(cause, problem)
    )
    return next(reasons, None)


def _with_count(problem: Problem, count: int) -> Problem:
    if not count:
        return problem
    return replace(problem, remedy=f"{problem.remedy} {omitted_consequences(count)}")
