"""The assignments of units to coarser units: data/districts/<area>/memberships.csv."""

from __future__ import annotations

from collections.abc import Mapping
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from pathlib import Path
from typing import TypeAlias

from atlas.model.areas import Area, Level, Membership
from atlas.model.problems import Problem
from atlas.model.source_location import SourceLocation
from atlas.sources.dated_rows import dated, day_of, overlap
from atlas.sources.files import is_there
from atlas.sources.text_files import NO_TABLE, CsvRow, CsvTable, read_csv

COLUMNS = ("level", "unit", "parent_level", "parent")
Link: TypeAlias = tuple[str, str, str]


def read_membership_table(
    folder: Path, levels: tuple[Level, ...], problems: list[Problem]
) -> CsvTable:
    """Read the table; an area with a single level needs none."""
    path = folder / "memberships.csv"
    if len(levels) < 2 and not is_there(path):  # noqa: PLR2004  (one level has no parents)
        return NO_TABLE
    location = SourceLocation(area=folder.name, file=f"districts/{folder.name}/{path.name}")
    return read_csv(path, location, COLUMNS, problems)


def memberships_of(
    table: CsvTable, levels: tuple[Level, ...], area: str, problems: list[Problem]
) -> tuple[Membership, ...]:
    """Turn rows into memberships; bad ones are reported and left out, of a circle all are."""
    location = SourceLocation(area=area, file=f"districts/{area}/memberships.csv")
    units = {level.id: {unit.id for unit in level.units} for level in levels}
    memberships: list[Membership] = []
    linked: dict[Link, list[Membership]] = {}
    lines: dict[tuple[str, str], int] = {}
    for row in table.rows:
        row_location = location.at_line(row.line)
        new = dated(_membership, row, row_location, problems)
        if new is None:
            continue
        earlier = linked.setdefault((new.level, new.unit, new.parent_level), [])
        wrong = _membership_problems(new, units, earlier, row_location)
        problems += wrong
        if not wrong:
            earlier.append(new)
            memberships.append(new)
            lines.setdefault((new.level, new.parent_level), row.line)
    return () if _has_cycle(lines, location, problems) else tuple(memberships)


def unassigned_units(area: Area, table: CsvTable) -> list[Problem]:
    """Report units of a complete level that no row assigns to the next coarser level."""
    if not table.columns:
        return []
    location = SourceLocation(area=area.id, file=f"districts/{area.id}/memberships.csv")
    pairs = [pair for system in area.systems for pair in pairwise(system.levels)]
    # rows with a mistake count: it is reported already
    assigned = {
        (row.cells["level"], row.cells["unit"], row.cells["parent_level"]) for row in table.rows
    }
    return [
        location.problem("unit_without_parent", unit.id, name=unit.name, level=coarse, fine=fine)
        for fine, coarse in dict.fromkeys(pairs)
        for level in area.levels
        if level.id == fine and level.complete
        for unit in level.latest_versions()
        if (fine, unit.id, coarse) not in assigned
    ]


def _membership(row: CsvRow) -> Membership:
    cells = row.cells
    return Membership(
        level=cells["level"],
        unit=cells["unit"],
        parent_level=cells["parent_level"],
        parent=cells["parent"],
        valid_from=day_of(cells.get("valid_from", "")),
        valid_to=day_of(cells.get("valid_to", "")),
    )


def _membership_problems(
    new: Membership,
    units: Mapping[str, set[str]],
    earlier: list[Membership],
    location: SourceLocation,
) -> list[Problem]:
    for level, unit in ((new.level, new.unit), (new.parent_level, new.parent)):
        if unit not in units.get(level, ()):
            return [location.problem("membership_unknown", unit, about=(unit, level), level=level)]
    if any(overlap(old, new) for old in earlier):
        return [location.problem("membership_twice", new.unit, level=new.parent_level)]
    return []


def _has_cycle(
    lines: Mapping[tuple[str, str], int], location: SourceLocation, problems: list[Problem]
) -> bool:
    """Report levels that contain each other, at the row that closes the circle."""
    parents: dict[str, list[str]] = {}
    for level, parent in lines:
        parents.setdefault(level, []).append(parent)
    try:
        TopologicalSorter(parents).prepare()
    except CycleError as error:
        levels = error.args[1][::-1]
    else:
        return False
    line = max(lines[pair] for pair in pairwise(levels))
    chain = " → ".join(f"„{level}“" for level in levels)
    problems.append(location.at_line(line).problem("membership_cycle", levels[0], chain=chain))
    return True
