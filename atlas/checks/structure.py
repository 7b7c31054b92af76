"""Levels, units and memberships that leave something without a sum, though each row is right."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from atlas.model.areas import Area, Level
from atlas.model.character_texts import described
from atlas.model.problem_texts import listed
from atlas.model.problems import Problem
from atlas.model.source_location import SourceLocation
from atlas.sources.boundary_texts import QUOTED
from atlas.sources.glyphs import missing


def structure_problems(area: Area) -> Iterator[Problem]:
    """List levels without units, units without children, and a whole area that isn't one unit."""
    yield from _empty_levels(area)
    yield from _top_level(area)
    yield from _childless(area)
    yield from _lost_on_the_way(area)
    yield from _not_printable(area)


def _location(area: Area, file: str) -> SourceLocation:
    return SourceLocation(area=area.id, file=f"districts/{area.id}/{file}")


def _not_printable(area: Area) -> Iterator[Problem]:
    """Name letters of names that no font of printed maps has."""
    levels = [name for level in area.levels for name in (level.name, level.plural)]
    units = [unit for level in area.levels for unit in level.units]
    written = {
        "area.toml": [area.name, area.kind, area.within, area.publisher, *levels],
        "units.csv": [name for unit in units for name in (unit.name, unit.everyday_name)],
    }
    for file, names in written.items():
        letters = missing("".join(names))
        if letters:
            concerned = dict.fromkeys(name for name in names if not set(letters).isdisjoint(name))
            fields = {"names": listed(QUOTED.format(text=name) for name in concerned)}
            yield _location(area, file).problem("text_not_printable", described(letters), **fields)


def _empty_levels(area: Area) -> Iterator[Problem]:
    empty = [level for level in area.levels if not level.units]
    for level in empty:
        yield _location(area, "units.csv").problem("level_empty", level.id, name=level.name)


def _top_level(area: Area) -> Iterator[Problem]:
    top = area.level(area.top_level)
    units = top.latest_versions() if top else ()
    if top and len(units) > 1:
        location = _location(area, "area.toml")
        yield location.problem("top_level_units", top.id, name=top.name, count=len(units))


def _childless(area: Area) -> Iterator[Problem]:
    """Units above a level that covers the area, in which no unit lies at all."""
    parents = {(item.parent_level, item.parent) for item in area.memberships}
    finer = {coarse.id: (fine, coarse) for fine, coarse in _steps(area) if fine.units}
    for fine, coarse in finer.values():
        for unit in coarse.latest_versions():
            if (coarse.id, unit.id) not in parents:
                names = {"name": unit.name, "fine": fine.name, "level": coarse.name}
                location = _location(area, "memberships.csv")
                yield location.problem("unit_without_children", unit.id, **names)


def _steps(area: Area) -> Iterator[tuple[Level, Level]]:
    """Levels that follow upon each other in a system or in memberships.csv.

    The finer one covers the area: of another not all units need a parent.
    """
    in_rows = ((item.level, item.parent_level) for item in area.memberships)
    for fine_id, coarse_id in dict.fromkeys([*_steps_of_systems(area), *in_rows]):
        fine, coarse = area.level(fine_id), area.level(coarse_id)
        if fine and coarse and fine.complete:
            yield fine, coarse


def _steps_of_systems(area: Area) -> Iterator[tuple[str, str]]:
    return (pair for system in area.systems for pair in pairwise(system.levels))


def _lost_on_the_way(area: Area) -> Iterator[Problem]:
    """Units that lie in no unit of a level others of theirs lie in; systems are looked at before.

    A unit that reaches the level by way of another one isn't lost.
    """
    in_systems = set(_steps_of_systems(area))
    parents: dict[tuple[str, str], set[tuple[str, str]]] = {}
    for item in area.memberships:
        parents.setdefault((item.level, item.unit), set()).add((item.parent_level, item.parent))
    for fine, coarse in _steps(area):
        if not coarse.complete or (fine.id, coarse.id) in in_systems:
            continue
        for unit in fine.latest_versions():
            if not _reaches((fine.id, unit.id), coarse.id, parents):
                names = {"name": unit.name, "fine": fine.id, "level": coarse.id}
                location = _location(area, "memberships.csv")
                yield location.problem("unit_without_parent", unit.id, **names)


def _reaches(
    unit: tuple[str, str], level: str, parents: dict[tuple[str, str], set[tuple[str, str]]]
) -> bool:
    """Whether a unit lies in one of a level, be it by way of others; there are no circles."""
    above = parents.get(unit, set())
    return any(parent[0] == level or _reaches(parent, level, parents) for parent in above)
