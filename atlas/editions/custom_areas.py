"""Custom levels beside those of the data: read, checked, and made into levels."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from atlas.checks.custom_sets import covers_whole_area, set_problems
from atlas.model.areas import Area, Boundaries, Level, SpatialUnit
from atlas.model.custom_areas import CustomLevel, CustomUnit, Part
from atlas.model.problems import Problem, Severity
from atlas.model.source_location import SourceLocation
from atlas.model.text import join_distinct
from atlas.sources.custom_levels import RawCustomFile, read_custom_files

TOGETHER: Final = "*"
"""Id of a level of one set, and of the set: no level or unit of a file can be called so."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomLevels:
    """The custom levels of an area, and what is wrong with some of them.

    A level with a fault is left out; the others stay usable.
    """

    levels: tuple[Level, ...]
    problems: tuple[Problem, ...]


def read_custom_levels(area: Area, files: Iterable[RawCustomFile]) -> CustomLevels:
    """Read the custom levels of an area, each checked against those before it."""
    area = without_custom_levels(area)
    problems: list[Problem] = []
    levels: list[Level] = []
    for file in read_custom_files(files, area.id):
        problems += file.problems
        if file.level is None:
            continue
        faults = set_problems(file.level, area, file.location_of)
        problems += faults
        if not faults:
            levels.append(as_level(file.level, area))
            area = replace(area, levels=(*area.levels, levels[-1]))
    return CustomLevels(levels=tuple(levels), problems=tuple(problems))


def without_custom_levels(area: Area) -> Area:
    """Return the area with the levels of the data only."""
    return replace(area, levels=tuple(level for level in area.levels if level.custom is None))


def faults(custom: CustomLevel, area: Area) -> tuple[Problem, ...]:
    """List the errors that keep a level from being saved; the one it replaces is left out."""
    others = tuple(lv for lv in area.levels if lv.custom is None or lv.id != custom.id)
    problems = set_problems(
        custom, replace(area, levels=others), lambda *_: SourceLocation(area=area.id)
    )
    return tuple(problem for problem in problems if problem.severity is Severity.ERROR)


def as_level(custom: CustomLevel, area: Area) -> Level:
    """Make a level of the area of sets without faults."""
    return Level(
        id=custom.id,
        name=custom.name,
        plural=custom.plural or custom.name,
        units=tuple(SpatialUnit(id=unit.id, name=unit.name) for unit in custom.units),
        complete=covers_whole_area(custom, area),
        boundaries=_boundaries(custom, area),
        custom=custom,
    )


def united(level: Level, unit_ids: Iterable[str]) -> CustomLevel:
    """Make one set of some units of a level, of the building blocks of those that are sets.

    It bears the id `TOGETHER` and no name: it is summed up and never listed.
    """
    sets = {unit.id: unit.parts for unit in level.custom.units} if level.custom else {}
    parts = (
        part
        for unit_id in unit_ids
        for part in sets.get(unit_id, (Part(level=level.id, unit=unit_id),))
    )
    whole = CustomUnit(id=TOGETHER, name="", parts=tuple(dict.fromkeys(parts)))
    return CustomLevel(id=TOGETHER, name="", units=(whole,))


def _boundaries(custom: CustomLevel, area: Area) -> Boundaries | None:
    """Say where the borders of the sets come from; None if some of the parts have none."""
    levels = [area.level(level_id) for level_id in custom.levels]
    of_parts = [level.boundaries for level in levels if level and level.boundaries]
    if len(of_parts) < len(levels):
        return None
    days: list[date] = [each.valid_at for each in of_parts if each.valid_at]
    return Boundaries(
        file="",
        attribution=join_distinct(each.attribution for each in of_parts),
        source=join_distinct(each.source for each in of_parts),
        schematic=any(each.schematic for each in of_parts),
        valid_at=max(days, default=None),
    )
