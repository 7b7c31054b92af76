"""Findings in a file: their codes, their place in Excel, and the sentences of `texts.py`."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from atlas.model.intake import IntakeProblem, IntakeSeverity
from atlas.model.text import in_one_line, without_forbidden
from atlas.sources.intake import texts
from atlas.sources.intake.grid import column_letters

MOST_OF_A_KIND = 50
"""Findings of one kind that are listed one by one; the rest is counted."""
_LONGEST, _LONG_LIST = 120, 700


def finding(
    code: str,
    /,
    *,
    row: int | None = None,
    column: int | None = None,
    value: str = "",
    **fields: object,
) -> IntakeProblem:
    """Make a finding; `row` and `column` count from 0."""
    kind = texts.FINDINGS[code]
    shown = {name: _short(field, _LONG_LIST) for name, field in fields.items()}
    return IntakeProblem(
        severity=IntakeSeverity(kind.severity),
        code=code,
        message=kind.message.format(value=_short(value), **shown),
        proposal=kind.proposal.format(value=_short(value), **shown),
        row=None if row is None else row + 1,
        column=None if column is None else column_letters(column),
        value=without_forbidden(value),
    )


def listed(names: Iterable[str], most: int = 6) -> str:
    """List texts in quotes, the first ones of many."""
    unique = list(dict.fromkeys(names))
    shown = ", ".join(texts.QUOTED.format(text=_short(name)) for name in unique[:most])
    more = len(unique) - most
    return f"{shown}{texts.MORE.format(count=more)}" if more > 0 else shown


def limited(findings: Iterable[IntakeProblem]) -> list[IntakeProblem]:
    """Keep the first findings of one kind and say how many more there are."""
    items = list(findings)
    if len(items) <= MOST_OF_A_KIND:
        return items
    return [*items[:MOST_OF_A_KIND], more_like(items[0].code, len(items) - MOST_OF_A_KIND)]


def more_like(code: str, count: int) -> IntakeProblem:
    """Say that there are more findings of a kind than are listed, as grave as those."""
    rest = finding("more", count=count)
    return replace(rest, severity=IntakeSeverity(texts.FINDINGS[code].severity), code=code)


def _short(field: object, most: int = _LONGEST) -> object:
    if not isinstance(field, str):
        return field
    line = in_one_line(without_forbidden(field)).strip()
    return line if len(line) <= most else f"{line[:most]} …"
