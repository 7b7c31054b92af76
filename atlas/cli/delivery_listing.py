"""What `deliveries` and `import` print: for programs and in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from typing import Any, Final

from atlas.checks.wording import beyond, full
from atlas.cli import delivery_texts as words
from atlas.cli import texts
from atlas.commands.deliveries import SHORT_KEY, Preview
from atlas.model.cells import State, Status
from atlas.model.intake import IntakeProblem, IntakeSeverity
from atlas.model.submissions import Submission, TableVersion, submission_fields
from atlas.sources.year_tables import TableCell

MOST_CELLS: Final = 20
"""Cells and moves that are listed in words."""
_GRAVEST: Final = (IntakeSeverity.ERROR, IntakeSeverity.QUESTION, IntakeSeverity.WARNING)
MOST_FINDINGS: Final = 5
"""Findings of one kind that are listed in words."""


def listed_submissions(items: Sequence[Submission]) -> list[dict[str, Any]]:
    """List files for programs."""
    return [_listed(item) for item in items]


def _listed(item: Submission) -> dict[str, Any]:
    own = {"key": item.key, "version": item.version, "actor": item.actor, "written": item.written}
    return own | submission_fields(item) | {"unanswered": item.unanswered}


def submissions_text(area: str, items: Sequence[Submission]) -> str:
    """List files in words, a line each."""
    return "\n".join(map(_line, items)) or words.NO_SUBMISSIONS.format(area=area)


def _line(item: Submission) -> str:
    changes = ", ".join(
        f"{count} {words.CHANGES[kind]}" for kind, count in item.changes.items() if count
    )
    return words.LINE.format(
        key=item.key[:SHORT_KEY],
        year=item.request.year,
        status=words.STATUSES[item.status],
        file=item.file.name,
        by=item.handed_in_by,
        day=item.handed_in.astimezone().strftime(words.DAY),
        changes=changes or words.NOTHING,
    )


def listed_submission(item: Submission, preview: Preview) -> dict[str, Any]:
    """Show a file for programs: with all cells it changes, and what that does."""
    effects = preview.effects
    cells = preview.change.cells.astype(object).where(preview.change.cells.notna(), None)
    return _listed(item) | {
        "cells": cells.to_dict("records"),
        "effects": {code: list(numbers) for code, numbers in effects.counts.items()},
        "moves": [asdict(move) for move in effects.top],
    }


def submission_text(item: Submission, preview: Preview) -> str:
    """Show a file in words."""
    return "\n".join(
        (
            *_head(item),
            *_findings(item),
            words.COUNTS.format(**item.changes),
            *_changed_cells(preview),
            *_effect_lines(preview),
        )
    )


def _head(item: Submission) -> Iterator[str]:
    request = item.request
    yield words.HEAD.format(
        key=item.key[:SHORT_KEY],
        file=item.file.name,
        year=request.year,
        level=request.level,
        status=words.STATUSES[item.status],
    )
    yield words.BY.format(
        by=item.handed_in_by,
        day=item.handed_in.astimezone().strftime(words.DAY),
        source=request.facts.source,
        publisher=request.facts.publisher,
    )
    if item.version > 1 or item.actor != item.handed_in_by:
        day = item.written.astimezone().strftime(words.DAY)
        yield words.LAST.format(actor=item.actor, day=day)
    if item.reason:
        yield words.REASON_LINE.format(reason=item.reason)


def _findings(item: Submission) -> Iterator[str]:
    by_code: dict[str, list[IntakeProblem]] = {}
    for problem in sorted(item.problems, key=lambda one: _GRAVEST.index(one.severity)):
        by_code.setdefault(problem.code, []).append(problem)
    for code, problems in by_code.items():
        yield from map(finding_line, problems[:MOST_FINDINGS])
        if len(problems) > MOST_FINDINGS:
            yield words.MORE.format(count=len(problems) - MOST_FINDINGS)
        if comment := item.comments.get(code):
            yield words.ANSWER.format(actor=comment.actor, text=comment.text)


def finding_line(problem: IntakeProblem) -> str:
    """Say what was found, where, and what to do."""
    place = f"{problem.column or ''}{problem.row or ''}"
    return words.FINDING.format(
        severity=texts.INTAKE_SEVERITIES[problem.severity],
        code=problem.code,
        place=texts.INTAKE_PLACE.format(place=place) if place else "",
        message=problem.message,
        proposal=problem.proposal,
    ).strip()


def _changed_cells(preview: Preview) -> Iterator[str]:
    titles, names = preview.figures.tables.catalogue.titles(), preview.figures.unit_names
    cells = preview.change.cells
    for cell in cells.head(MOST_CELLS).to_dict("records"):
        yield words.CELL.format(
            title=titles[cell["quantity"]],
            name=names.get((cell["level"], cell["unit"]), cell["unit"]),
            old=_cell_text(cell["old_value"], cell["old_state"], cell["old_status"]),
            new=_cell_text(cell["value"], cell["state"], cell["status"]),
        )
    if len(cells) > MOST_CELLS:
        yield words.MORE.format(count=len(cells) - MOST_CELLS)


def _cell_text(value: float, state: int, status: int) -> str:
    sign = Status(status).sign
    if State(state).has_value:
        return f"{full(value)} {sign}".strip()
    return words.EMPTY if state == State.UNKNOWN else f"{State(state).sign} {sign}".strip()


def _effect_lines(preview: Preview) -> Iterator[str]:
    effects, names = preview.effects, preview.figures.unit_names
    catalogue = preview.figures.tables.catalogue
    titles = catalogue.titles()
    if effects.counts:
        yield words.EFFECTS
    for code, (moved, appeared, gone) in effects.counts.items():
        numbers = {"moved": moved, "appeared": appeared, "gone": gone}
        yield words.EFFECT_COUNT.format(title=titles[code], **numbers)
    if effects.top:
        yield words.TOP
    for move in effects.top[:MOST_CELLS]:
        decimals = catalogue.indicators[move.indicator].decimals
        old, new = (
            "" if value is None else beyond(value, other or 0.0, decimals)
            for value, other in ((move.old, move.new), (move.new, move.old))
        )
        name = names.get((move.level, move.unit), move.unit)
        yield words.MOVE.format(title=titles[move.indicator], name=name, old=old, new=new)


def state_lines(item: Submission) -> Iterator[str]:
    """Say how far a file is and what comes next."""
    key = item.key[:SHORT_KEY]
    yield words.STATE.format(key=key, status=words.STATUSES[item.status])
    if item.errors:
        yield words.ERRORS.format(count=len(item.errors))
    elif item.unanswered:
        yield words.OPEN.format(
            codes=", ".join(item.unanswered),
            key=key,
            area=item.request.area,
            code=item.unanswered[0],
        )
    else:
        yield words.READY.format(key=key, area=item.request.area)


def listed_versions(items: Sequence[TableVersion]) -> list[dict[str, Any]]:
    """List the versions of a table for programs."""
    return [asdict(item) for item in items]


def versions_text(year: int, items: Sequence[TableVersion]) -> str:
    """List the versions of a table in words, the newest first."""
    if not items:
        return words.NO_VERSIONS.format(year=year)
    lines = [
        words.VERSION_LINE.format(
            version=item.version,
            day=item.written.astimezone().strftime(words.DAY),
            actor=item.actor,
            what=words.TAKEN_OVER.format(key=item.submission[:SHORT_KEY])
            if item.restored is None
            else words.RESTORED_FROM.format(version=item.restored),
        )
        for item in reversed(items)
    ]
    return "\n".join([*lines, words.VERSION_ZERO])


def cells_text(cells: Sequence[TableCell]) -> str:
    """Say in which cells two versions of a table differ."""
    lines = [
        words.VERSION_CELL.format(
            level=cell.level,
            unit=cell.unit,
            column=cell.column,
            old=cell.old or words.EMPTY,
            new=cell.new or words.EMPTY,
        )
        for cell in cells
    ]
    return "\n".join(lines) or words.NO_DIFFERENCE
