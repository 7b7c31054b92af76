"""A unit that tables, memberships and boundaries name, and units.csv doesn't: one deleted row."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

from atlas.model.problem_texts import listed
from atlas.model.problems import Problem
from atlas.model.source_location import SourceLocation

_NAMED = frozenset(
    {"unit_unknown", "membership_unknown", "boundary_shape_without_unit", "crosswalk_unit"}
)


def with_deleted_units(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Report a key that files of several kinds name once, as missing from units.csv.

    A key only one of them names is more likely misspelt there.
    """
    problems = tuple(problems)
    by_unit: dict[tuple[str, str], list[Problem]] = {}
    for problem in problems:
        if problem.code in _NAMED:
            by_unit.setdefault((problem.area, problem.value), []).append(problem)
    deleted = {unit: naming for unit, naming in by_unit.items() if len(_sources(naming)) > 1}
    missing_rows = tuple(_deleted(naming) for naming in deleted.values())
    others = (p for p in problems if p.code not in _NAMED or (p.area, p.value) not in deleted)
    return (*missing_rows, *others)


def _sources(naming: Iterable[Problem]) -> set[str]:
    """Files that name a unit; all yearly tables are one."""
    return {"" if problem.subject.year else problem.file for problem in naming}


def _deleted(naming: list[Problem]) -> Problem:
    first = naming[0]
    files = dict.fromkeys(PurePosixPath(problem.file).name for problem in naming)
    location = SourceLocation(area=first.area, file=f"districts/{first.area}/units.csv")
    level = next((problem.subject.keys[1] for problem in naming if problem.subject.keys[1:]), "")
    return location.problem(
        "unit_row_missing",
        first.value,
        about=(first.value, level),
        level=level,
        files=listed(files),
    )
