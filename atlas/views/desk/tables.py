"""A file on its way into the atlas, as tables and sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

import pandas as pd

from atlas.checks.intake.difference import CellChange, Difference
from atlas.model.areas import Area, Level, distinct_names
from atlas.model.cells import Cell, State, Status
from atlas.model.indicators import Catalogue
from atlas.model.intake import IntakeProblem, IntakeSeverity
from atlas.model.numbers import format_number
from atlas.model.specs import TableSpec
from atlas.model.submissions import IndicatorEffects
from atlas.sources.cells import write_cell
from atlas.sources.intake.intake import Intake
from atlas.sources.year_tables import TableCell as VersionCell
from atlas.views.desk import texts as words
from atlas.views.text_tables import text_table

MOST_ROWS: Final = 200
"""Changed cells that a page shows; all of them are in the history of the table."""
FIRST_ROWS: Final = 8
FEW_TEXTS: Final = 4


def understood_pairs(intake: Intake) -> Iterator[tuple[str, str]]:
    """Say what was understood of a file, label by label."""
    understood = intake.understood
    kind = words.KEY_KINDS[understood.key_kind]
    facts: Mapping[str, str] = {
        "sheet": understood.sheet or "",
        "encoding": (understood.encoding or "").upper(),
        "delimiter": words.WORDS.get(understood.delimiter or "", ""),
        "decimal": words.WORDS.get(understood.decimal or "", ""),
        "header_rows": rows_text(understood.header_rows),
        "footer_rows": rows_text(understood.footer_rows),
        "key_column": f"{understood.key_column} ({kind})",
        "dimensions": ", ".join(_dimensions(intake)),
        "signs": ", ".join(
            f"„{sign}“ {words.STATES.get(state, state)}" for sign, state in understood.signs.items()
        ),
    }
    yield from ((words.PARTS_UNDERSTOOD[name], text) for name, text in facts.items() if text)


def _dimensions(intake: Intake) -> Iterator[str]:
    """Name the columns that subdivide, with the first texts of each."""
    for column, texts in zip(intake.understood.dimensions, intake.dimension_texts, strict=True):
        several = list(dict.fromkeys(texts))
        some = [*several[:FEW_TEXTS], *(["…"] if len(several) > FEW_TEXTS else [])]
        yield words.SOME_TEXTS.format(column=column, texts=", ".join(some))


def rows_text(rows: Sequence[int]) -> str:
    """Write numbers of rows as people do: 3, 5-7."""
    runs: list[list[int]] = []
    for row in sorted(rows):
        if runs and row == runs[-1][-1] + 1:
            runs[-1].append(row)
        else:
            runs.append([row])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def first_rows(intake: Intake) -> TableSpec:
    """Draw the first rows as they were read."""
    columns = intake.understood.columns
    records = intake.records()
    taken: dict[int, dict[str, str]] = {}
    keys: dict[int, str] = {}
    for record in records:
        if record.row not in taken and len(taken) == FIRST_ROWS:
            break
        keys[record.row] = record.key
        number = "" if record.value is None else _number(record.value)
        flags = (words.FLAGS.get(code, code) for code in record.flag.split())
        text = ", ".join(part for part in (number, *flags) if part)
        taken.setdefault(record.row, {})[record.column] = text
    heads = (words.ROW.format(row="").strip(), intake.understood.key_column)
    rows = (
        (
            str(row),
            keys[row],
            *(texts[at] for texts in intake.dimension_texts),
            *(cells.get(column.column, "") for column in columns),
        )
        # records come in the order of the rows
        for at, (row, cells) in enumerate(taken.items())
    )
    return text_table(words.PREVIEW, [*heads, *intake.understood.dimensions, *_heads(intake)], rows)


def findings_table(problems: Iterable[IntakeProblem]) -> TableSpec:
    """Draw findings of one kind: where, what, what to do."""
    heads = (words.WHERE, words.FOUND, words.WHAT, words.PROPOSAL)
    rows = (
        (place(problem), problem.value, problem.message, problem.proposal) for problem in problems
    )
    return text_table(words.FINDINGS, heads, rows)


def finding_pairs(problem: IntakeProblem) -> Iterator[tuple[str, str]]:
    """Say where a finding is, what stands there and what to do; what it is says its heading."""
    facts = ((words.WHERE, place(problem)), (words.FOUND, problem.value))
    yield from (pair for pair in (*facts, (words.PROPOSAL, problem.proposal)) if pair[1])


def place(problem: IntakeProblem) -> str:
    """Say where a finding is, as Excel shows it: C7, Zeile 7, C."""
    if problem.row is not None and problem.column is None:
        return words.ROW.format(row=problem.row)
    return f"{problem.column or ''}{problem.row or ''}"


def by_kind(problems: Iterable[IntakeProblem]) -> list[tuple[str, list[IntakeProblem]]]:
    """Group findings by their kind: errors first, then warnings, then questions."""
    groups: dict[str, list[IntakeProblem]] = {}
    order = list(IntakeSeverity)
    for problem in sorted(problems, key=lambda problem: order.index(problem.severity)):
        groups.setdefault(problem.code, []).append(problem)
    return list(groups.items())


def counts_text(problems: Iterable[IntakeProblem]) -> str:
    """Say how many errors, warnings and questions there are."""
    severities = [problem.severity for problem in problems]
    parts = []
    for severity in IntakeSeverity:
        one, many = words.SEVERITIES[severity]
        if count := severities.count(severity):
            parts.append(one if count == 1 else many.format(count=count))
    text = ", ".join(parts)
    return f"{text[:1].upper()}{text[1:]}."


def question_text(problems: Iterable[IntakeProblem], head: str) -> str:
    """Write findings as a letter to the department would have them."""
    lines = [
        words.ASK_LINE.format(
            place=f"{spot}: " if (spot := place(problem)) else "",
            message=problem.message,
            proposal=problem.proposal,
        )
        for problem in problems
    ]
    return "\n".join([head, *lines])


def change_text(change: Difference) -> str:
    """Say how many cells are new, changed and removed."""
    counts = change.counts
    if not any(counts.values()):
        return words.NO_CHANGE
    return words.COUNTS.format(
        **{kind.value: format_number(count, 0) for kind, count in counts.items()}
    )


def change_table(change: Difference, area: Area, catalogue: Catalogue) -> TableSpec:
    """Draw the cells that change: corrections and what is removed first, then what is new."""
    cells = change.cells
    order = [CellChange.CHANGED.value, CellChange.REMOVED.value, CellChange.NEW.value]
    ranked = cells.assign(rank=cells["change"].map(order.index).astype(int))
    shown = ranked.sort_values("rank", kind="stable").head(MOST_ROWS)
    names = _unit_names(area)
    rows = (
        (
            words.CHANGES[CellChange(str(cell.change))],
            names.get((str(cell.level), str(cell.unit)), str(cell.unit)),
            catalogue.quantities[str(cell.quantity)].title,
            _figure(cell.old_value, cell.old_state, cell.old_status),
            _figure(cell.value, cell.state, cell.status),
        )
        for cell in shown.itertuples()
    )
    heads = (words.CHANGE, words.UNIT, words.QUANTITY, words.OLD, words.NEW)
    title = words.CHANGE_HEAD
    if len(cells) > MOST_ROWS:
        title = words.FIRST_CHANGES.format(shown=MOST_ROWS, all=format_number(len(cells), 0))
    return text_table(title, heads, rows)


def versions_table(
    changes: Sequence[VersionCell], heads: tuple[str, str], area: Area, catalogue: Catalogue
) -> TableSpec:
    """Draw what tells two versions of a table apart; `heads` name them."""
    names, titles = _unit_names(area), catalogue.titles()
    rows = (
        (
            names.get((item.level, item.unit), item.unit),
            titles.get(item.column, item.column),
            item.old,
            item.new,
        )
        for item in changes[:MOST_ROWS]
    )
    title = words.COMPARED
    if len(changes) > MOST_ROWS:
        title = words.FIRST_CHANGES.format(shown=MOST_ROWS, all=format_number(len(changes), 0))
    return text_table(title, (words.UNIT, words.QUANTITY, *heads), rows)


def effects_table(effects: IndicatorEffects, area: Area, catalogue: Catalogue) -> TableSpec:
    """Draw the values of indicators that move most."""
    names = _unit_names(area)
    heads = (words.INDICATOR, words.UNIT, words.OLD, words.NEW)
    rows = []
    for move in effects.top:
        item = catalogue.indicators[move.indicator]
        old, new = (
            "" if value is None else f"{format_number(value, item.decimals)} {item.unit}"
            for value in (move.old, move.new)
        )
        unit = names.get((move.level, move.unit), move.unit)
        rows.append((item.title, unit, old, new))
    return text_table(words.EFFECTS, heads, rows)


def changed_cells(change: Difference, level: Level) -> dict[str, int]:
    """Count the cells that change in each unit of a level."""
    cells = change.cells
    counts = cells[cells["level"] == level.id]["unit"].value_counts()
    return {str(unit): int(count) for unit, count in counts.items() if count}


def _unit_names(area: Area) -> dict[tuple[str, str], str]:
    return {
        (level.id, unit): name.name
        for level in area.levels
        for unit, name in distinct_names(level.units).items()
    }


def _heads(intake: Intake) -> list[str]:
    """Heads of the columns of values, each with its letter: names may be alike."""
    return [f"{column.column} {column.name}".strip() for column in intake.understood.columns]


def _number(value: float) -> str:
    return format_number(value, 0 if value == int(value) else len(repr(value).partition(".")[2]))


def _figure(value: Any, state: Any, status: Any) -> str:  # noqa: ANN401  (pandas' scalars)
    """Write a figure as a yearly table has it."""
    number = None if pd.isna(value) else float(value)
    return write_cell(Cell(value=number, state=State(int(state)), status=Status(int(status))))
