"""Crosswalks of an area: data/districts/<area>/crosswalk.csv.

Between two Gebietsstände everything must be right, or nothing is converted: a passage left
out would make the figures of its units too small without a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from math import fsum
from pathlib import Path
from typing import Final, TypeAlias

from atlas.model.areas import Area, Level, SpatialUnit
from atlas.model.crosswalk import Crosswalk, Passage
from atlas.model.date_texts import DAY_FORMS
from atlas.model.problem_texts import columns_present, spelling_hint
from atlas.model.problems import Problem, Severity
from atlas.model.quantities import Kind, Quantity
from atlas.model.source_location import SourceLocation
from atlas.sources.dated_rows import day_of, is_day
from atlas.sources.files import is_there
from atlas.sources.text_files import CsvRow, read_csv

COLUMNS: Final = ("level", "from_stand", "to_stand", "from", "to")
TOLERANCE: Final = 1e-6
"""How far the weights of a unit may be from adding up to 1 (methods 6.4)."""
# no weight has thousands, so that a point is as clear as a comma row_location
_WEIGHT = re.compile(r"[01]|[01][.,][0-9]+")
Pair: TypeAlias = tuple[str, date, date]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """The rows of one level and two Gebietsstände, read so far."""

    level: Level
    pair: Pair
    kinds: tuple[str, ...]
    location: SourceLocation
    start: tuple[SpatialUnit, ...]
    end: tuple[SpatialUnit, ...]
    passages: dict[tuple[str, str], tuple[Passage, int]] = field(default_factory=dict)
    faults: list[Problem] = field(default_factory=list)


def read_crosswalks(folder: Path, area: Area, problems: list[Problem]) -> tuple[Crosswalk, ...]:
    """Read the crosswalks of an area; none if it has no such file.

    Every unit that changed between the two Gebietsstände needs a row; one that didn't, and has
    none, stays itself. Of each unit the weights of each kind add up to 1 within `TOLERANCE`.
    What is wrong is reported; between Gebietsstände with an error there is no crosswalk.
    """
    path = folder / "crosswalk.csv"
    if not is_there(path):
        return ()
    location = SourceLocation(area=area.id, file=f"districts/{area.id}/{path.name}")
    file = read_csv(path, location, COLUMNS, problems)
    kinds = tuple(column for column in file.columns if column not in COLUMNS)
    if file.columns and not kinds:
        present = columns_present(file.columns)
        problems.append(
            location.at_line(file.line).problem("csv_columns", "residents", present=present)
        )
        return ()
    tables: dict[Pair, _Table] = {}
    for row in file.rows:
        row_location = location.at_line(row.line)
        fault = _vintage_problems(row, area, row_location)
        level = area.level(row.cells["level"])
        start, end = (None, None) if fault else (day_of(row.cells[key]) for key in COLUMNS[1:3])
        if level is None or start is None or end is None:
            problems += fault
            continue
        pair = (level.id, start, end)
        if pair not in tables:
            tables[pair] = _Table(
                level=level,
                pair=pair,
                kinds=kinds,
                location=location,
                start=level.units_on(start),
                end=level.units_on(end),
            )
        _take(row, tables[pair], row_location)
    crosswalks = [_finished(table, problems) for table in tables.values()]
    return tuple(crosswalk for crosswalk in crosswalks if crosswalk)


def _vintage_problems(row: CsvRow, area: Area, row_location: SourceLocation) -> list[Problem]:
    """Say why it isn't clear between which Gebietsständen a row leads."""
    level = area.level(row.cells["level"])
    if level is None:
        hint = spelling_hint(row.cells["level"], [item.id for item in area.levels])
        return [row_location.problem("level_unknown", row.cells["level"], hint=hint)]
    for key in COLUMNS[1:3]:
        text = row.cells[key]
        if not text or not is_day(text):
            return [row_location.problem("date_bad", text, forms=DAY_FORMS)]
        if day_of(text) not in level.vintages:
            return [row_location.problem("crosswalk_stand", text, level=level.name)]
    return []


def _take(row: CsvRow, table: _Table, row_location: SourceLocation) -> None:
    """Add the passage of a row, or what is wrong with it."""
    unit, target = row.cells["from"], row.cells["to"]
    faults = [*_unknown(unit, table, 1, row_location), *_unknown(target, table, 2, row_location)]
    weights = [_weight(row.cells[kind]) for kind in table.kinds]
    faults += [
        row_location.problem("crosswalk_weight", row.cells[kind], column=kind)
        for kind, weight in zip(table.kinds, weights, strict=True)
        if weight is None
    ]
    if earlier := table.passages.get((unit, target)):
        faults.append(
            row_location.problem("crosswalk_twice", unit, target=target, other=earlier[1])
        )
    table.faults.extend(faults)
    if not faults:
        read = tuple(weight for weight in weights if weight is not None)
        passage = Passage(unit=unit, target=target, weights=read)
        table.passages[unit, target] = (passage, row.line)


def _unknown(key: str, table: _Table, side: int, row_location: SourceLocation) -> list[Problem]:
    """Say that a key doesn't exist at the start (1) or at the end (2) of the passage."""
    ids = [unit.id for unit in (table.start if side == 1 else table.end)]
    if key in ids:
        return []
    day, hint = f"{table.pair[side]:%d.%m.%Y}", spelling_hint(key, ids)
    return [row_location.problem("crosswalk_unit", key, level=table.level.name, day=day, hint=hint)]


def _weight(text: str) -> float | None:
    """Read a weight; None if it is no number from 0 to 1."""
    if not _WEIGHT.fullmatch(text):
        return None
    weight = float(text.replace(",", "."))
    return weight if weight <= 1 else None


def _finished(table: _Table, problems: list[Problem]) -> Crosswalk | None:
    """Complete a crosswalk by the units that stay themselves; None if anything is wrong."""
    faults = [*table.faults, *([] if table.faults else _gaps(table))]
    problems += faults
    if any(fault.severity is Severity.ERROR for fault in faults):
        return None
    level, start, end = table.pair
    passages = (*(passage for passage, _ in table.passages.values()), *_same(table))
    ordered = tuple(sorted(passages, key=lambda passage: (passage.target, passage.unit)))
    return Crosswalk(
        level=level, from_vintage=start, to_vintage=end, weight_kinds=table.kinds, passages=ordered
    )


def _same(table: _Table) -> tuple[Passage, ...]:
    """Passages of units without a row that are one and the same at both ends."""
    with_row = {unit for unit, _ in table.passages}
    kept = set(table.start) & set(table.end)
    whole = (1.0,) * len(table.kinds)
    ids = (unit.id for unit in kept if unit.id not in with_row)
    return tuple(Passage(unit=unit, target=unit, weights=whole) for unit in ids)


def _gaps(table: _Table) -> Iterator[Problem]:
    """Weights that don't add up, and units without a passage."""
    yield from _wrong_sums(table)
    start, end = (f"{day:%d.%m.%Y}" for day in table.pair[1:])
    same = {passage.unit for passage in _same(table)}
    with_passage = same | {unit for unit, _ in table.passages}
    missing = [unit for unit in table.start if unit.id not in with_passage]
    for unit in missing:
        yield table.location.problem(
            "crosswalk_missing", unit.id, name=unit.name, start=start, end=end
        )
    reached = same | {target for _, target in table.passages}
    for unit in table.end:
        # what a missing unit became may just be what nothing leads to
        if unit.id not in reached and not missing:
            yield table.location.problem("crosswalk_nothing", unit.id, name=unit.name, start=start)


def _wrong_sums(table: _Table) -> Iterator[Problem]:
    by_unit: dict[str, list[tuple[Passage, int]]] = {}
    for passage, line in table.passages.values():
        by_unit.setdefault(passage.unit, []).append((passage, line))
    for unit, passages in by_unit.items():
        sums = map(fsum, zip(*(passage.weights for passage, _ in passages), strict=True))
        for kind, total in zip(table.kinds, sums, strict=True):
            if abs(total - 1) > TOLERANCE:
                row_location = table.location.at_line(passages[0][1])
                written = f"{total:.7g}".replace(".", ",")
                yield row_location.problem("crosswalk_sum", unit, column=kind, total=written)


def unknown_kinds(
    crosswalks: tuple[Crosswalk, ...], quantities: Iterable[Quantity], area: str
) -> list[Problem]:
    """Say which quantities are converted by weights that the crosswalks don't have."""
    if not crosswalks:
        return []
    location = SourceLocation(area=area, file=f"districts/{area}/crosswalk.csv")
    return [
        location.at_line(1).problem("crosswalk_kind", item.code, column=item.converted_by)
        for item in quantities
        if item.kind in (Kind.COUNT, Kind.AMOUNT)
        and item.converted_by not in crosswalks[0].weight_kinds
    ]
