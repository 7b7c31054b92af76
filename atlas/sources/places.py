"""Areas with their units, levels, systems and memberships: data/districts/<area>/."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

from atlas.model.indicators import Catalogue
from atlas.model.problem_texts import Place, meant
from atlas.model.problems import Problem
from atlas.model.units import (
    Area,
    AreaSystem,
    Boundaries,
    Level,
    Membership,
    SpatialUnit,
    key_order,
)
from atlas.sources.text_files import CsvRow, FileModel, TomlFile, read_csv, read_toml, validated


class _BoundariesEntry(FileModel):
    file: str
    attribution: str
    source: str = ""
    schematic: bool = False
    valid_at: date | None = None


class _LevelEntry(FileModel):
    name: str
    plural: str
    complete: bool = True
    boundaries: _BoundariesEntry | None = None


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
    level: Mapping[str, object] = {}
    system: Mapping[str, object] = {}


Thing = TypeVar("Thing", SpatialUnit, Membership)
UNIT_COLUMNS = ("level", "unit", "name")
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
    entry = validated(_AreaEntry, "", file, problems) if file.tables else None
    if entry is None:
        return AreaFile(None, tuple(problems))
    levels = _levels(entry, file, _units(folder, entry, problems), problems)
    systems = _systems(entry, file, problems)
    fields = entry.model_dump(exclude={"level", "system", "core"})
    area = Area(
        id=folder.name,
        levels=levels,
        systems=systems,
        memberships=_memberships(folder, levels, problems),
        core=_known_core(entry, catalogue, file, problems),
        **fields,
    )
    problems += _orphans(area)
    if area.taxonomy and area.taxonomy not in catalogue.taxonomies:
        here = place.at(file.line_of("", "taxonomy"))
        problems.append(here.problem("taxonomy_unknown", area.taxonomy))
    return AreaFile(area, tuple(problems))


def _known_core(
    entry: _AreaEntry, catalogue: Catalogue, file: TomlFile, problems: list[Problem]
) -> tuple[str, ...]:
    place = file.place.at(file.line_of("", "core"))
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
        code: validated(_LevelEntry, f"level.{code}", file, problems) for code in entry.level
    }
    return tuple(
        Level(
            id=code,
            name=level.name,
            plural=level.plural,
            complete=level.complete,
            units=key_order(units.get(code, ())),
            boundaries=Boundaries(**level.boundaries.model_dump()) if level.boundaries else None,
        )
        for code, level in checked.items()
        if level is not None
    )


def _systems(entry: _AreaEntry, file: TomlFile, problems: list[Problem]) -> tuple[AreaSystem, ...]:
    names = entry.system
    checked = {code: validated(_SystemEntry, f"system.{code}", file, problems) for code in names}
    return tuple(
        AreaSystem(id=code, name=system.name, levels=system.levels)
        for code, system in checked.items()
        if system is not None
    )


def _units(
    folder: Path, entry: _AreaEntry, problems: list[Problem]
) -> dict[str, tuple[SpatialUnit, ...]]:
    place = Place(area=folder.name, file=f"districts/{folder.name}/units.csv")
    table = read_csv(folder / "units.csv", place, UNIT_COLUMNS, problems)
    found: dict[str, dict[str, SpatialUnit]] = {code: {} for code in entry.level}
    for row in table.rows:
        here = place.at(row.line)
        level = row.cells["level"]
        if level not in found:
            hint = meant(level, found)
            problems.append(here.problem("level_unknown", level, hint=hint))
            continue
        unit = _dated(_unit, row, here, problems)
        if unit is None:
            continue
        if unit.id in found[level]:
            problems.append(here.problem("unit_twice", unit.id))
        found[level].setdefault(unit.id, unit)
    return {level: tuple(units.values()) for level, units in found.items()}


def _unit(row: CsvRow) -> SpatialUnit:
    cells = row.cells
    return SpatialUnit(
        id=cells["unit"],
        name=cells["name"],
        everyday_name=cells.get("everyday_name", ""),
        valid_from=_date(cells.get("valid_from", "")),
        valid_to=_date(cells.get("valid_to", "")),
    )


def _membership(row: CsvRow) -> Membership:
    cells = row.cells
    return Membership(
        level=cells["level"],
        unit=cells["unit"],
        parent_level=cells["parent_level"],
        parent=cells["parent"],
        valid_from=_date(cells.get("valid_from", "")),
        valid_to=_date(cells.get("valid_to", "")),
    )


def _date(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _dated(
    build: Callable[[CsvRow], Thing], row: CsvRow, place: Place, problems: list[Problem]
) -> Thing | None:
    try:
        return build(row)
    except ValueError:
        wrong = [row.cells[key] for key in ("valid_from", "valid_to") if row.cells.get(key)]
        problems.append(place.problem("date_bad", " … ".join(wrong)))
        return None


def _memberships(
    folder: Path, levels: tuple[Level, ...], problems: list[Problem]
) -> tuple[Membership, ...]:
    path = folder / "memberships.csv"
    if len(levels) < 2 and not path.exists():  # noqa: PLR2004  (one level has no parents)
        return ()
    place = Place(area=folder.name, file=f"districts/{folder.name}/memberships.csv")
    units = {level.id: {unit.id for unit in level.units} for level in levels}
    found: list[Membership] = []
    for row in read_csv(path, place, MEMBERSHIP_COLUMNS, problems).rows:
        here = place.at(row.line)
        membership = _dated(_membership, row, here, problems)
        if membership is None:
            continue
        wrong = _membership_problems(membership, units, found, here)
        problems += wrong
        if not wrong:
            found.append(membership)
    return _acyclic(tuple(found), place, problems)


def _membership_problems(
    new: Membership,
    units: Mapping[str, set[str]],
    earlier: list[Membership],
    place: Place,
) -> list[Problem]:
    for level, unit in ((new.level, new.unit), (new.parent_level, new.parent)):
        if unit not in units.get(level, ()):
            return [place.problem("membership_unknown", unit, level=level)]
    for old in earlier:
        same = (old.level, old.unit, old.parent_level) == (new.level, new.unit, new.parent_level)
        if same and _overlap(old, new):
            return [place.problem("membership_twice", new.unit, level=new.parent_level)]
    return []


def _overlap(one: Membership, other: Membership) -> bool:
    first = max(one.valid_from or date.min, other.valid_from or date.min)
    last = min(one.valid_to or date.max, other.valid_to or date.max)
    return first <= last


def _acyclic(
    memberships: tuple[Membership, ...], place: Place, problems: list[Problem]
) -> tuple[Membership, ...]:
    parents: dict[str, set[str]] = {}
    for item in memberships:
        parents.setdefault(item.level, set()).add(item.parent_level)
    try:
        TopologicalSorter(parents).prepare()
    except CycleError as error:
        chain = " → ".join(error.args[1])
        problems.append(place.problem("membership_cycle", chain, chain=chain))
        return ()
    return memberships


def _orphans(area: Area) -> list[Problem]:
    """Report units of a complete level that no unit of the next coarser level contains."""
    place = Place(area=area.id, file=f"districts/{area.id}/memberships.csv")
    pairs = [pair for system in area.systems for pair in pairwise(system.levels)]
    children = {(item.level, item.unit, item.parent_level) for item in area.memberships}
    return [
        place.problem("unit_without_parent", unit.id, name=unit.name, level=coarse)
        for fine, coarse in dict.fromkeys(pairs)
        for level in area.levels
        if level.id == fine and level.complete
        for unit in level.units
        if (fine, unit.id, coarse) not in children
    ]
