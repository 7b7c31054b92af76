"""Findings in a file, as those see them who have it open in Excel."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

import numpy as np
import pandas as pd

from atlas.checks.intake.figures import NO_CELL, IntakeFigures
from atlas.checks.intake.texts import AND_MORE, FINDINGS, MORE
from atlas.checks.wording import full
from atlas.measures.cells import Flags
from atlas.model.intake import IntakeProblem

Fields = Callable[[int, int], Mapping[str, object]]
"""Gives the words of a finding about the figure in a row and column."""


@dataclass(frozen=True, slots=True)
class Rest:
    """So many more findings of a kind, which nobody worded."""

    code: str
    count: int


Finding: TypeAlias = IntakeProblem | Rest
MOST_TOLD: Final = 50
"""Findings of one kind that are listed; of more nobody reads the hundredth."""
_MOST_NAMED: Final = 8


def cell_finding(
    figures: IntakeFigures, code: str, row: int, columns: Sequence[int], **fields: object
) -> IntakeProblem:
    """Word a finding about the figure in a row and the first of some columns.

    It is shown at the first of these figures that is the file's own.
    """
    column = columns[0]
    number = written(figures.value[row, column])
    words: dict[str, object] = {
        "value": number,
        "name": figures.name_of(row),
        "title": figures.title_of(column),
        "before": int(figures.years_before[column]),
        "old": written(figures.before[row, column]),
        **fields,
    }
    own = next((cell for cell in figures.cell[row, columns].tolist() if cell != NO_CELL), None)
    text = FINDINGS[code]
    return IntakeProblem(
        severity=text.severity,
        code=code,
        message=text.message.format(**words),
        proposal=text.proposal.format(**words),
        row=None if own is None else int(figures.frame["row"].iloc[own]),
        column=None if own is None else str(figures.frame["column"].iloc[own]),
        value=number,
    )


def cell_findings(
    figures: IntakeFigures, code: str, hits: Flags, fields: Fields | None = None
) -> Iterator[Finding]:
    """Word the first findings about the figures that `hits` marks, an array like `value`."""
    rows, columns = np.nonzero(hits)
    for row, column in zip(rows[:MOST_TOLD].tolist(), columns[:MOST_TOLD].tolist(), strict=True):
        words = fields(row, column) if fields else {}
        yield cell_finding(figures, code, row, [column], **words)
    if len(rows) > MOST_TOLD:
        yield Rest(code, len(rows) - MOST_TOLD)


def row_findings(
    figures: IntakeFigures,
    code: str,
    hits: Flags,
    columns: Sequence[int],
    fields: Callable[[int], Mapping[str, object]],
) -> Iterator[Finding]:
    """Word the first findings about the rows that `hits` marks, as `cell_finding` does."""
    rows = np.flatnonzero(hits).tolist()
    for row in rows[:MOST_TOLD]:
        yield cell_finding(figures, code, row, columns, **fields(row))
    if len(rows) > MOST_TOLD:
        yield Rest(code, len(rows) - MOST_TOLD)


def written(number: float) -> str:
    """Write a figure with the digits it has; nothing where there is none."""
    return "" if pd.isna(number) else full(float(number))


def named(names: Sequence[str]) -> str:
    """List the first names, and how many more there are."""
    first = ", ".join(f"„{name}“" for name in names[:_MOST_NAMED])
    rest = len(names) - _MOST_NAMED
    return AND_MORE.format(named=first, count=rest) if rest > 0 else first


def shortened(findings: Iterable[Finding]) -> Iterator[IntakeProblem]:
    """Leave out what comes after many findings of the same kind, and say how many these are."""
    seen: Counter[str] = Counter()
    for item in findings:
        seen[item.code] += item.count if isinstance(item, Rest) else 1
        if isinstance(item, IntakeProblem) and seen[item.code] <= MOST_TOLD:
            yield item
    for code, count in seen.items():
        if count > MOST_TOLD:
            more = MORE.format(count=count - MOST_TOLD)
            yield IntakeProblem(
                severity=FINDINGS[code].severity, code=code, message=more, proposal=""
            )
