"""Levels of one's own beside those of the data: read, checked, and made into levels."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from atlas.checks.custom_sets import covers_whole_area, set_problems
from atlas.model.areas import Area, Boundaries, Level, SpatialUnit
from atlas.model.custom_areas import CustomLevel
from atlas.model.problems import Problem, Severity
from atlas.model.source_location import SourceLocation
from atlas.sources.custom_levels import RawCustomFile, read_custom_files


@dataclass(frozen=True, slots=True, kw_only=True)
class WithCustomLevels:
    """An area with the levels people put together in it, and what is wrong with some of those.

    A level with a fault is left out; the area and its other levels stay usable.
    """

    area: Area
    problems: tuple[Problem, ...]


def with_custom_levels(area: Area, files: Iterable[RawCustomFile]) -> WithCustomLevels:
    """Read the levels of one's own of an area and put them behind those of the data."""
    area = replace(area, levels=tuple(level for level in area.levels if level.own is None))
    problems: list[Problem] = []
    for read in read_custom_files(files, area.id):
        problems += read.problems
        if read.level is None:
            continue
        found = set_problems(read.level, area, read.location_of)
        problems += found
        if not found:
            area = replace(area, levels=(*area.levels, as_level(read.level, area)))
    return WithCustomLevels(area=area, problems=tuple(problems))


def faults(own: CustomLevel, area: Area) -> tuple[Problem, ...]:
    """List what speaks against saving a level; the one it replaces doesn't count."""
    others = tuple(level for level in area.levels if level.own is None or level.id != own.id)
    found = set_problems(own, replace(area, levels=others), lambda *_: SourceLocation(area=area.id))
    return tuple(problem for problem in found if problem.severity is Severity.ERROR)


def as_level(own: CustomLevel, area: Area) -> Level:
    """Dress sets without faults as a level of the area."""
    return Level(
        id=own.id,
        name=own.name,
        plural=own.plural or own.name,
        units=tuple(SpatialUnit(id=unit.id, name=unit.name) for unit in own.units),
        complete=covers_whole_area(own, area),
        boundaries=_boundaries(own, area),
        own=own,
    )


def _boundaries(own: CustomLevel, area: Area) -> Boundaries | None:
    """Say where the borders of the sets come from; None if some of the parts have none."""
    levels = [area.level(level_id) for level_id in own.levels]
    drawn = [level.boundaries for level in levels if level and level.boundaries]
    if len(drawn) < len(levels):
        return None
    days: list[date] = [one.valid_at for one in drawn if one.valid_at]
    return Boundaries(
        file="",
        attribution=_joined([one.attribution for one in drawn]),
        source=_joined([one.source for one in drawn]),
        schematic=any(one.schematic for one in drawn),
        valid_at=max(days, default=None),
    )


def _joined(words: list[str]) -> str:
    return "; ".join(dict.fromkeys(word for word in words if word))
