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
from atlas.model.problem_texts import Place, meant
from atlas.model.problems import Problem, Severity
from atlas.model.quantities import Kind, Quantity
from atlas.model.vintage_texts import vintage_problem
from atlas.sources.dated_rows import day_of, is_day
from atlas.sources.text_files import CsvRow, read_csv

COLUMNS: Final = ("level", "from_stand", "to_stand", "from", "to")
TOLERANCE: Final = 1e-6
"""How far the weights of a unit may be from adding up to 1 (methods 6.4)."""
# no weight has thousands, so that a point is as clear as a comma here
_WEIGHT = re.compile(r"[01]|[01][.,]\d+")
Pair: TypeAlias = tuple[str, date, date]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Table:
    """The rows of one level and two Gebietsstände, read so far."""

    level: Level
    pair: Pair
    kinds: tuple[str, ...]
    place: Place
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
    if not path.exists():
        return ()
    place = Place(area=area.id, file=f"districts/{area.id}/{path.name}")
    table = read_csv(path, place, COLUMNS, problems)
    kinds = tuple(column for column in table.columns if column not in COLUMNS)
    if table.columns and not kinds:
        problems.append(place.at(table.line).problem("csv_columns", "residents"))
        return ()
    found: dict[Pair, _Table] = {}
    for row in table.rows:
        here = place.at(row.line)
        fault = _unplaced(row, area, here)
        level = area.level(row.cells["level"])
        if fault or level is None:
            problems += fault
            continue
        start, end = (date.fromisoformat(row.cells[key]) for key in COLUMNS[1:3])
        pair = (level.id, start, end)
        if pair not in found:
            found[pair] = _Table(
                level=level,
                pair=pair,
                kinds=kinds,
                place=place,
                start=level.units_on(start),
                end=level.units_on(end),
            )
        _take(row, found[pair], here)
    read = [_finished(group, problems) for group in found.values()]
    return tuple(one for one in read if one)


def _unplaced(row: CsvRow, area: Area, here: Place) -> list[Problem]:
    """Say why nobody knows between which Gebietsständen a row stands."""
    level = area.level(row.cells["level"])
    if level is None:
        known = [item.id for item in area.levels]
        hint = meant(row.cells["level"], known)
        return [here.problem("level_unknown", row.cells["level"], hint=hint)]
    for key in COLUMNS[1:3]:
        text = row.cells[key]
        if not text or not is_day(text):
            return [here.problem("date_bad", text)]
        if day_of(text) not in level.vintages:
            return [vintage_problem(here, "crosswalk_stand", text, level=level.name)]
    return []


def _take(row: CsvRow, group: _Table, here: Place) -> None:
    """Add the passage of a row, or what is wrong with it."""
    unit, target = row.cells["from"], row.cells["to"]
    faults = [*_unknown(unit, group, 1, here), *_unknown(target, group, 2, here)]
    weights = [_weight(row.cells[kind]) for kind in group.kinds]
    faults += [
        vintage_problem(here, "crosswalk_weight", row.cells[kind], column=kind)
        for kind, weight in zip(group.kinds, weights, strict=True)
        if weight is None
    ]
    if earlier := group.passages.get((unit, target)):
        words = {"target": target, "other": earlier[1]}
        faults.append(vintage_problem(here, "crosswalk_twice", unit, **words))
    group.faults.extend(faults)
    if not faults:
        known = tuple(weight for weight in weights if weight is not None)
        passage = Passage(unit=unit, target=target, weights=known)
        group.passages[unit, target] = (passage, row.line)


def _unknown(key: str, group: _Table, side: int, here: Place) -> list[Problem]:
    """Say that a key doesn't exist at the start (1) or at the end (2) of the passage."""
    known = [unit.id for unit in (group.start if side == 1 else group.end)]
    if key in known:
        return []
    words = {"level": group.level.name, "day": f"{group.pair[side]:%d.%m.%Y}"}
    return [vintage_problem(here, "crosswalk_unit", key, **words, hint=meant(key, known))]


def _weight(text: str) -> float | None:
    """Read a weight; None if it is no number from 0 to 1."""
    if not _WEIGHT.fullmatch(text):
        return None
    weight = float(text.replace(",", "."))
    return weight if weight <= 1 else None


def _finished(group: _Table, problems: list[Problem]) -> Crosswalk | None:
    """Complete a crosswalk by the units that stay themselves; None if anything is wrong."""
    faults = [*group.faults, *([] if group.faults else _gaps(group))]
    problems += faults
    if any(fault.severity is Severity.ERROR for fault in faults):
        return None
    level, start, end = group.pair
    passages = (*(passage for passage, _ in group.passages.values()), *_same(group))
    ordered = tuple(sorted(passages, key=lambda one: (one.target, one.unit)))
    return Crosswalk(
        level=level, from_vintage=start, to_vintage=end, kinds=group.kinds, passages=ordered
    )


def _same(group: _Table) -> tuple[Passage, ...]:
    """Passages of units without a row that are one and the same at both ends."""
    told = {unit for unit, _ in group.passages}
    kept = set(group.start) & set(group.end)
    whole = (1.0,) * len(group.kinds)
    ids = (unit.id for unit in kept if unit.id not in told)
    return tuple(Passage(unit=unit, target=unit, weights=whole) for unit in ids)


def _gaps(group: _Table) -> Iterator[Problem]:
    """Weights that don't add up, and units nothing is said of."""
    yield from _wrong_sums(group)
    start, end = (f"{day:%d.%m.%Y}" for day in group.pair[1:])
    same = {passage.unit for passage in _same(group)}
    told = same | {unit for unit, _ in group.passages}
    missing = [one for one in group.start if one.id not in told]
    for one in missing:
        words = {"name": one.name, "start": start, "end": end}
        yield vintage_problem(group.place, "crosswalk_missing", one.id, **words)
    reached = same | {target for _, target in group.passages}
    for one in group.end:
        # what a missing unit became may just be what nothing leads to
        if one.id not in reached and not missing:
            words = {"name": one.name, "start": start}
            yield vintage_problem(group.place, "crosswalk_nothing", one.id, **words)


def _wrong_sums(group: _Table) -> Iterator[Problem]:
    by_unit: dict[str, list[tuple[Passage, int]]] = {}
    for passage, line in group.passages.values():
        by_unit.setdefault(passage.unit, []).append((passage, line))
    for unit, passages in by_unit.items():
        sums = map(fsum, zip(*(passage.weights for passage, _ in passages), strict=True))
        for kind, total in zip(group.kinds, sums, strict=True):
            if abs(total - 1) > TOLERANCE:
                words = {"column": kind, "total": f"{total:.7g}".replace(".", ",")}
                here = group.place.at(passages[0][1])
                yield vintage_problem(here, "crosswalk_sum", unit, **words)


def unknown_kinds(
    crosswalks: tuple[Crosswalk, ...], quantities: Iterable[Quantity], area: str
) -> list[Problem]:
    """Say which quantities are converted by weights that the crosswalks don't have."""
    if not crosswalks:
        return []
    place = Place(area=area, file=f"districts/{area}/crosswalk.csv")
    return [
        vintage_problem(place.at(1), "crosswalk_kind", item.code, column=item.converted_by)
        for item in quantities
        if item.kind in (Kind.COUNT, Kind.AMOUNT) and item.converted_by not in crosswalks[0].kinds
    ]
