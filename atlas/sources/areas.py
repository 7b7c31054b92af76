"""Areas with their units, levels, systems and memberships: data/districts/<area>/."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from pathlib import Path
from typing import TypeAlias

from atlas.model.areas import Area, AreaSystem, Level, Membership, SpatialUnit, key_order
from atlas.model.indicators import Catalogue
from atlas.model.problem_texts import Place, meant
from atlas.model.problems import Problem
from atlas.sources.background_entry import background
from atlas.sources.boundary_entries import read_boundary_entries
from atlas.sources.dated_rows import dated, day_of, overlap
from atlas.sources.logos import usable_logo
from atlas.sources.text_files import (
    NO_TABLE,
    CsvRow,
    CsvTable,
    FileModel,
    Section,
    TomlFile,
    read_csv,
    read_toml,
    validated,
)
from atlas.sources.unit_rows import read_units


class _LevelEntry(FileModel):
    name: str
    plural: str
    complete: bool = True
    boundaries: object = None


class _SystemEntry(FileModel):
    name: str
    levels: tuple[str, ...]


class _AreaEntry(FileModel):
    name: str
    kind: str
    within: str
    publisher: str = ""
    top_level: str = ""
    taxonomy: str = ""
    core: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    fictional: bool = False
    note: str = ""
    logo: str = ""
    background: Mapping[str, object] = {}
    level: Mapping[str, object] = {}
    system: Mapping[str, object] = {}


_CHECKED_APART = {"level", "system", "core", "top_level", "taxonomy", "logo", "background"}
Link: TypeAlias = tuple[str, str, str]
MEMBERSHIP_COLUMNS = ("level", "unit", "parent_level", "parent")


@dataclass(frozen=True, slots=True)
class AreaFile:
    """A read area with what was wrong in its files; `area` is None if it can't be used."""

    area: Area | None
    problems: tuple[Problem, ...]


def read_area(folder: Path, catalogue: Catalogue) -> AreaFile:
    """Read `area.toml`, `units.csv` and `memberships.csv` of one area."""
    problems: list[Problem] = []
    place = Place(area=folder.name, file=f"districts/{folder.name}/area.toml")
    file = read_toml(folder / "area.toml", place, problems)
    entry = validated(_AreaEntry, (), file, problems) if file.text else None
    if entry is None:
        return AreaFile(None, tuple(problems))
    levels = _levels(entry, file, read_units(folder, tuple(entry.level), problems), problems)
    systems = _systems(entry, file, problems)
    table = _membership_table(folder, levels, problems)
    fields = entry.model_dump(exclude=_CHECKED_APART)
    area = Area(
        id=folder.name,
        levels=levels,
        systems=systems,
        memberships=_memberships(table, levels, folder.name, problems),
        core=_known_core(entry, catalogue, file, problems),
        top_level=_known_level(entry.top_level, entry, file, ("top_level",), problems),
        taxonomy=_known_taxonomy(entry, catalogue, file, problems),
        background=background(entry.background, file, problems),
        logo=usable_logo(entry.logo, folder, place.at(file.line_of("logo")), problems),
        **fields,
    )
    problems += _orphans(area, table)
    return AreaFile(area, tuple(problems))


def _known_level(
    level: str, entry: _AreaEntry, file: TomlFile, path: Section, problems: list[Problem]
) -> str:
    if level and level not in entry.level:
        hint = meant(level, entry.level)
        place = file.place.at(file.line_of(*path))
        problems.append(place.problem("level_unknown", level, hint=hint))
        return ""
    return level


def _known_taxonomy(
    entry: _AreaEntry, catalogue: Catalogue, file: TomlFile, problems: list[Problem]
) -> str:
    if entry.taxonomy and entry.taxonomy not in catalogue.taxonomies:
        place = file.place.at(file.line_of("taxonomy"))
        problems.append(place.problem("taxonomy_unknown", entry.taxonomy))
        return ""
    return entry.taxonomy


def _known_core(
    entry: _AreaEntry, catalogue: Catalogue, file: TomlFile, problems: list[Problem]
) -> tuple[str, ...]:
    place = file.place.at(file.line_of("core"))
    unknown = [code for code in entry.core if code not in catalogue.indicators]
    problems += [place.problem("core_unknown", code) for code in unknown]
    return tuple(code for code in entry.core if code not in unknown)


def _levels(
    entry: _AreaEntry,
    file: TomlFile,
    units: Mapping[str, tuple[SpatialUnit, ...]],
    problems: list[Problem],
) -> tuple[Level, ...]:
    checked = {
        code: validated(_LevelEntry, ("level", code), file, problems)
        # a level nobody can describe still has units; it is only not summed up
        or _LevelEntry(name=code.capitalize(), plural=code.capitalize(), complete=False)
        for code in entry.level
    }
    drawn = {
        code: read_boundary_entries(level.boundaries, ("level", code, "boundaries"), file, problems)
        for code, level in checked.items()
    }
    return tuple(
        Level(
            id=code,
            name=level.name,
            plural=level.plural,
            complete=level.complete,
            units=key_order(units.get(code, ())),
            boundaries=next(reversed(drawn[code]), None),
            former=drawn[code][:-1],
        )
        for code, level in checked.items()
    )


def _systems(entry: _AreaEntry, file: TomlFile, problems: list[Problem]) -> tuple[AreaSystem, ...]:
    systems = []
    for code in entry.system:
        path = ("system", code)
        system = validated(_SystemEntry, path, file, problems)
        if system is None:
            continue
        levels = (
            _known_level(level, entry, file, (*path, "levels"), problems) for level in system.levels
        )
        known = tuple(level for level in levels if level)
        systems.append(AreaSystem(id=code, name=system.name, levels=known))
    return tuple(systems)


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


def _membership_table(folder: Path, levels: tuple[Level, ...], problems: list[Problem]) -> CsvTable:
    path = folder / "memberships.csv"
    if len(levels) < 2 and not path.exists():  # noqa: PLR2004  (one level has no parents)
        return NO_TABLE
    place = Place(area=folder.name, file=f"districts/{folder.name}/{path.name}")
    return read_csv(path, place, MEMBERSHIP_COLUMNS, problems)


def _memberships(
    table: CsvTable, levels: tuple[Level, ...], area: str, problems: list[Problem]
) -> tuple[Membership, ...]:
    place = Place(area=area, file=f"districts/{area}/memberships.csv")
    units = {level.id: {unit.id for unit in level.units} for level in levels}
    found: list[Membership] = []
    linked: dict[Link, list[Membership]] = {}
    lines: dict[tuple[str, str], int] = {}
    for row in table.rows:
        here = place.at(row.line)
        new = dated(_membership, row, here, problems)
        if new is None:
            continue
        earlier = linked.setdefault((new.level, new.unit, new.parent_level), [])
        wrong = _membership_problems(new, units, earlier, here)
        problems += wrong
        if not wrong:
            earlier.append(new)
            found.append(new)
            lines.setdefault((new.level, new.parent_level), row.line)
    return () if _has_cycle(lines, place, problems) else tuple(found)


def _membership_problems(
    new: Membership,
    units: Mapping[str, set[str]],
    earlier: list[Membership],
    place: Place,
) -> list[Problem]:
    for level, unit in ((new.level, new.unit), (new.parent_level, new.parent)):
        if unit not in units.get(level, ()):
            return [place.problem("membership_unknown", unit, level=level)]
    if any(overlap(old, new) for old in earlier):
        return [place.problem("membership_twice", new.unit, level=new.parent_level)]
    return []


def _has_cycle(lines: Mapping[tuple[str, str], int], place: Place, problems: list[Problem]) -> bool:
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
    problems.append(place.at(line).problem("membership_cycle", levels[0], chain=chain))
    return True


def _orphans(area: Area, table: CsvTable) -> list[Problem]:
    """Report units of a complete level that no row assigns to the next coarser level."""
    if not table.columns:
        return []
    place = Place(area=area.id, file=f"districts/{area.id}/memberships.csv")
    pairs = [pair for system in area.systems for pair in pairwise(system.levels)]
    # rows with a mistake count: it is reported already
    assigned = {
        (row.cells["level"], row.cells["unit"], row.cells["parent_level"]) for row in table.rows
    }
    return [
        place.problem("unit_without_parent", unit.id, name=unit.name, level=coarse)
        for fine, coarse in dict.fromkeys(pairs)
        for level in area.levels
        if level.id == fine and level.complete
        for unit in level.latest_versions()
        if (fine, unit.id, coarse) not in assigned
    ]
