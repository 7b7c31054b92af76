"""The units of an area: data/districts/<area>/units.csv.

A key may come several times, each time valid for another span: the versions of a unit whose
border was moved or whose name changed.
"""

from __future__ import annotations

from pathlib import Path
from typing import TypeAlias

from atlas.model.areas import SpatialUnit
from atlas.model.problem_texts import Place, meant
from atlas.model.problems import Problem
from atlas.model.vintage_texts import vintage_problem
from atlas.sources.dated_rows import before_gap, dated, day_of, overlap
from atlas.sources.text_files import CsvRow, read_csv

COLUMNS = ("level", "unit", "name")
Versions: TypeAlias = dict[str, list[tuple[SpatialUnit, int]]]
"""By key: the versions read so far, each with its line."""


def read_units(
    folder: Path, levels: tuple[str, ...], problems: list[Problem]
) -> dict[str, tuple[SpatialUnit, ...]]:
    """Read the units of each level; bad rows are reported and left out."""
    place = Place(area=folder.name, file=f"districts/{folder.name}/units.csv")
    table = read_csv(folder / "units.csv", place, COLUMNS, problems)
    found: dict[str, Versions] = {level: {} for level in levels}
    for row in table.rows:
        here = place.at(row.line)
        level = row.cells["level"]
        if level not in found:
            hint = meant(level, found)
            problems.append(here.problem("level_unknown", level, hint=hint))
            continue
        unit = dated(_unit, row, here, problems)
        if unit is None:
            continue
        earlier = found[level].setdefault(unit.id, [])
        fault = _fault(unit, earlier, here)
        if fault is None:
            earlier.append((unit, row.line))
        else:
            problems.append(fault)
    problems += [gap for versions in found.values() for gap in _gaps(versions, place)]
    return {
        level: tuple(unit for each in versions.values() for unit, _ in each)
        for level, versions in found.items()
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
    unit: SpatialUnit, earlier: list[tuple[SpatialUnit, int]], here: Place
) -> Problem | None:
    """Say why a unit can't be taken beside the versions there are."""
    if not unit.id:
        return here.problem("unit_empty")
    line = next((line for old, line in earlier if overlap(old, unit)), None)
    if line is None:
        return None
    if unit.valid_from or unit.valid_to:
        return vintage_problem(here, "unit_overlap", unit.id, other=line)
    return here.problem("unit_twice", unit.id)


def _gaps(versions: Versions, place: Place) -> list[Problem]:
    lines = {unit: line for each in versions.values() for unit, line in each}
    ends = (before_gap([unit for unit, _ in each]) for each in versions.values())
    return [
        vintage_problem(
            place.at(lines[unit]),
            "unit_gap",
            unit.id,
            name=unit.name,
            end=f"{unit.valid_to:%d.%m.%Y}",
        )
        for unit in ends
        if unit is not None
    ]
