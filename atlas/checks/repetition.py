"""One cause, one sentence: tell once what is wrong in many years or rows, and where else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from atlas.model.problem_texts import repeated
from atlas.model.problems import Problem


def once_each(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Merge the problems that have one cause into the first of them, in their order."""
    by_cause: dict[object, list[Problem]] = {}
    for number, problem in enumerate(problems):
        cause = problem.subject.cause
        key = number if cause is None else (problem.code, problem.area, problem.severity, cause)
        by_cause.setdefault(key, []).append(problem)
    return tuple(_merged(like) for like in by_cause.values())


def _merged(like: Sequence[Problem]) -> Problem:
    first = like[0]
    places = dict.fromkeys(problem.subject.again for problem in like)
    others = [again for again in places if again != first.subject.again]
    if not others:
        return first
    more = repeated(others)
    return replace(
        first, message=f"{first.message} {more}", for_readers=f"{first.for_readers} {more}"
    )
