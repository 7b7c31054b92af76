"""One cause, one sentence: tell once what is wrong in many years or rows, and where else."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import replace
from typing import Final

from atlas.model.problem_texts import place_and_value, repeated
from atlas.model.problems import Problem, Severity

MOST_CAUSES: Final = 20
"""More mistakes of one kind in tables or maps are one: the wrong file, or a program wrote it."""
FIGURES: Final = frozenset({"part_over_whole", "share_over_100"})
"""Errors in figures that are read all the same, each with a cause of its own."""


def once_each(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Merge the problems that have one cause into the first of them, in their order."""
    problems = tuple(problems)
    crowded = _crowded(problems)
    by_cause: dict[Hashable, list[Problem]] = {}
    for number, problem in enumerate(problems):
        kind = _kind(problem)
        key = kind if kind in crowded else _cause(problem) or number
        by_cause.setdefault(key, []).append(problem)
    return tuple(_merged(like, crowded) for like in by_cause.values())


def _cause(problem: Problem) -> Hashable:
    """Return what is the same for all problems with one cause; None for one like no other."""
    cause = problem.subject.cause
    return None if cause is None else (problem.code, problem.area, problem.severity, cause)


def _kind(problem: Problem) -> Hashable:
    """Return what is the same for all mistakes of one kind in tables or maps; None for others.

    Descriptions (TOML) are written by hand: there each mistake is one.
    """
    written = problem.severity is Severity.ERROR and problem.code not in FIGURES
    return (problem.code, problem.area) if written and not problem.file.endswith(".toml") else None


def _crowded(problems: Iterable[Problem]) -> frozenset[Hashable]:
    """Kinds of mistakes of which there are so many that they must be one."""
    causes: dict[Hashable, set[Hashable]] = {}
    for number, problem in enumerate(problems):
        kind = _kind(problem)
        if kind is not None:
            causes.setdefault(kind, set()).add(_cause(problem) or number)
    return frozenset(kind for kind, every in causes.items() if len(every) > MOST_CAUSES)


def _merged(like: Sequence[Problem], crowded: frozenset[Hashable]) -> Problem:
    """Add to the first problem where the others are."""
    first = like[0]
    if _kind(first) in crowded:
        more = repeated(place_and_value(item.file, item.line, item.value) for item in like[1:])
        return replace(first, message=f"{first.message} {more}")
    places = dict.fromkeys(problem.subject.again for problem in like)
    others = [again for again in places if again != first.subject.again]
    if not others:
        return first
    more = repeated(others)
    return replace(
        first, message=f"{first.message} {more}", for_readers=f"{first.for_readers} {more}"
    )
