"""From what is wrong to what is told: each cause once, what was looked at as such."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from atlas.checks.consequences import without_consequences
from atlas.checks.deleted_units import with_deleted_units
from atlas.checks.repetition import FIGURES, once_each
from atlas.model.problem_texts import KINDS, LOOK_AGAIN, acknowledged_at, spelling_hint
from atlas.model.problems import Acknowledgement, Problem, Severity
from atlas.model.source_location import SourceLocation


def findings_of(
    problems: Iterable[Problem], acknowledgements: Iterable[Acknowledgement] = ()
) -> tuple[Problem, ...]:
    """Leave out consequences, mark what was acknowledged, tell each cause once.

    An acknowledged problem is a note that says when and why.
    """
    usable = [item for item in acknowledgements if item.is_narrow]
    direct = without_consequences(with_deleted_units(problems))
    return tuple(map(_with_reason, once_each(_acknowledged(p, usable) for p in direct)))


def without_effect(
    problems: Iterable[Problem], acknowledgements: Iterable[Acknowledgement]
) -> Iterator[Problem]:
    """Say of each acknowledgement that has no effect on the problems why it has none."""
    every = tuple(problems)
    candidates = (*every, *with_deleted_units(every))
    for item in acknowledgements:
        yield from _notes(item, candidates)


def _acknowledged(problem: Problem, acknowledgements: Iterable[Acknowledgement]) -> Problem:
    matching = (item for item in acknowledgements if item.matches(problem))
    item = next(matching, None)
    if item is None or not _may_be_acknowledged(problem):
        return problem
    subject, cause = problem.subject, problem.subject.cause
    marked = None if cause is None else (*cause, *map(str, item.written_at))
    return replace(
        problem,
        severity=Severity.NOTE,
        subject=replace(subject, cause=marked),
        acknowledged=item,
    )


def _may_be_acknowledged(problem: Problem) -> bool:
    return problem.severity is not Severity.ERROR or problem.code in FIGURES


def _with_reason(problem: Problem) -> Problem:
    item = problem.acknowledged
    if item is None:
        return problem
    reason = acknowledged_at(item.date, item.reason)
    return replace(
        problem,
        message=f"{problem.message} {reason}",
        for_readers=f"{problem.for_readers} {reason}",
        remedy=LOOK_AGAIN,
    )


def _notes(item: Acknowledgement, problems: Iterable[Problem]) -> Iterator[Problem]:
    """Say why an acknowledgement has no effect; nothing if it has one."""
    file, line = item.written_at
    location = SourceLocation(area=item.area, file=file, line=line)
    matching = [problem for problem in problems if item.matches(problem)]
    if not item.is_narrow:
        yield location.problem("acknowledgement_wide", item.code)
    elif not matching:
        hint = "" if item.code in KINDS else spelling_hint(item.code, KINDS)
        yield location.problem("acknowledgement_unmatched", item.code, hint=hint)
    elif not any(map(_may_be_acknowledged, matching)):
        yield location.problem("acknowledgement_refused", item.code)
