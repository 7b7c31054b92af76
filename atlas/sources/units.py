"""The units of an area: data/districts/<area>/units.csv.

A key may come several times, each time valid for another span: the versions of a unit whose
border was moved or whose name changed.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path
from typing import TypeAlias

from atlas.model.areas import MAX_NAME, SpatialUnit
from atlas.model.problem_texts import spelling_hint
from atlas.model.problems import Problem
from atlas.model.source_location import SourceLocation
from atlas.sources.dated_rows import dated, day_of, overlap
from atlas.sources.text_files import CsvRow, read_csv

COLUMNS = ("level", "unit", "name")
Versions: TypeAlias = dict[str, list[tuple[SpatialUnit, int]]]
"""By key: the versions read so far, each with its line."""


def read_units(
    folder: Path, levels: tuple[str, ...], problems: list[Problem]
) -> dict[str, tuple[SpatialUnit, ...]]:
    """Read the units of each level; bad rows are reported and left out."""
    location = SourceLocation(area=folder.name, file=f"districts/{folder.name}/units.csv")
    table = read_csv(folder / "units.csv", location, COLUMNS, problems)
    by_level: dict[str, Versions] = {level: {} for level in levels}
    for row in table.rows:
        row_location = location.at_line(row.line)
        level = row.cells["level"]
        if not level:
            problems.append(row_location.problem("row_without_level", row.cells["unit"]))
            continue
        if level not in by_level:
            hint = spelling_hint(level, by_level)
            problems.append(row_location.problem("level_unknown", level, hint=hint))
            continue
        unit = dated(_unit, row, row_location, problems)
        if unit is None:
            continue
        if len(unit.name) > MAX_NAME:
            lengths = {"letters": len(unit.name), "most": MAX_NAME}
            problems.append(row_location.problem("unit_name_long", unit.name, **lengths))
        earlier = by_level[level].setdefault(unit.id, [])
        fault = _fault(unit, earlier, row_location)
        if fault is None:
            earlier.append((unit, row.line))
        else:
            problems.append(fault)
    problems += [gap for versions in by_level.values() for gap in _gaps(versions, location)]
    return {
        level: tuple(unit for numbered in versions.values() for unit, _ in numbered)
        for level, versions in by_level.items()
    }


def _unit(row: CsvRow) -> SpatialUnit:
    cells = row.cells
    return SpatialUnit(
        id=cells["unit"],
        name=cells["name"],
        everyday_name=cells.get("everyday_name", ""),
        valid_from=day_of(cells.get("valid_from", "")),
        valid_to=day_of(cells.get("valid_to", "")),
    )


def _fault(
    unit: SpatialUnit, earlier: list[tuple[SpatialUnit, int]], row_location: SourceLocation
) -> Problem | None:
    """Say why a unit can't be taken beside the versions there are."""
    if not unit.id:
        return row_location.problem("unit_empty")
    line = next((line for old, line in earlier if overlap(old, unit)), None)
    if line is None:
        return None
    if unit.valid_from or unit.valid_to:
        return row_location.problem("unit_overlap", unit.id, other=line)
    return row_location.problem("unit_twice", unit.id)


def _gaps(versions: Versions, location: SourceLocation) -> list[Problem]:
    lines = {unit: line for numbered in versions.values() for unit, line in numbered}
    ends = (_before_gap([unit for unit, _ in numbered]) for numbered in versions.values())
    return [
        location.at_line(lines[unit]).problem(
            "unit_gap", unit.id, name=unit.name, end=f"{unit.valid_to:%d.%m.%Y}"
        )
        for unit in ends
        if unit is not None
    ]


def _before_gap(versions: Sequence[SpatialUnit]) -> SpatialUnit | None:
    """Find the version of a unit after which the unit doesn't exist for a while.

    `versions` don't overlap; their order doesn't matter.
    """
    ordered = sorted(versions, key=lambda unit: unit.valid_from or date.min)
    for earlier, later in pairwise(ordered):
        # two that don't overlap have an end and a beginning
        if earlier.valid_to and later.valid_from != earlier.valid_to + timedelta(days=1):
            return earlier
    return None
