"""What is wrong with a custom level: names, building blocks, what would be counted twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final, TypeAlias

from atlas.measures.footprints import Footprints, common_base, days_of_change, footprints
from atlas.model.areas import Area
from atlas.model.custom_areas import LONGEST_NAME, CustomLevel, CustomUnit, Decision, Part
from atlas.model.problem_texts import spelling_hint
from atlas.model.problems import Problem
from atlas.model.source_location import SourceLocation

_QUOTED: Final = 40
"""Letters of a name that is too long, as the message quotes it."""
LocationOf: TypeAlias = Callable[..., SourceLocation]
"""Finds the location of an entry: ("name",), ("unit", "nord", "parts")."""


def set_problems(custom: CustomLevel, area: Area, location_of: LocationOf) -> tuple[Problem, ...]:
    """List everything that is wrong with a custom level in an area.

    Parameters
    ----------
    custom
        The custom level.
    area
        The area with its other levels, without `custom` itself.
    location_of
        Finds the location of an entry.
    """
    entries = [
        *_level_problems(custom, area, location_of),
        *_unit_problems(custom, location_of),
        *_long_names(custom, location_of),
    ]
    parts = [
        *_unknown_parts(custom, area, location_of),
        *_repeated_parts(custom, area, location_of),
    ]
    # only building blocks that exist, each once, can be compared
    return (*entries, *(parts or _overlaps(custom, area, location_of)))


def _level_problems(custom: CustomLevel, area: Area, location_of: LocationOf) -> Iterator[Problem]:
    if area.level(custom.id):
        yield location_of().problem("own_id_taken", custom.id)
    if not custom.name:
        yield location_of("name").problem("own_no_name")
    taken = {name.casefold() for level in area.levels for name in (level.name, level.plural)}
    for key, name in (("name", custom.name), ("plural", custom.plural)):
        if name.casefold() in taken - {""}:
            yield location_of(key).problem("own_name_taken", name)
    if custom.decision is Decision.RESOLVED and not custom.body:
        yield location_of("status").problem("own_body_missing")
    if custom.decision is Decision.RESOLVED and custom.resolved is None:
        yield location_of("status").problem("own_resolved_missing")


def _unit_problems(custom: CustomLevel, location_of: LocationOf) -> Iterator[Problem]:
    if not custom.units:
        yield location_of().problem("own_nothing", custom.name or custom.id)
    names: set[str] = set()
    for unit in custom.units:
        location = location_of("unit", unit.id)
        if not unit.name:
            yield location.problem("own_unit_name", unit.id)
        elif unit.name.casefold() in names:
            yield location.problem("own_unit_name_twice", unit.name)
        names.add(unit.name.casefold())
        if not unit.parts:
            yield location.problem("own_empty", _label(unit))


def _long_names(custom: CustomLevel, location_of: LocationOf) -> Iterator[Problem]:
    entries: dict[tuple[str, ...], str] = {
        ("name",): custom.name,
        ("plural",): custom.plural,
        ("body",): custom.body,
    }
    entries |= {("unit", unit.id): unit.name for unit in custom.units}
    for path, name in entries.items():
        if len(name) > LONGEST_NAME:
            letters = {"letters": len(name), "most": LONGEST_NAME}
            yield location_of(*path).problem("own_name_long", f"{name[:_QUOTED]}…", **letters)


def _parts(custom: CustomLevel) -> Iterator[tuple[CustomUnit, Part]]:
    return ((unit, part) for unit in custom.units for part in unit.parts)


def _unknown_parts(custom: CustomLevel, area: Area, location_of: LocationOf) -> Iterator[Problem]:
    data_levels = {level.id: level for level in area.levels if level.custom is None}
    newest = {name: {unit.id for unit in level.newest_units} for name, level in data_levels.items()}
    for unit, part in _parts(custom):
        location = location_of("unit", unit.id, "parts")
        if part.level not in data_levels:
            hint = spelling_hint(part.level, data_levels)
            yield location.problem("own_part_level", part.key, level=part.level, hint=hint)
        elif part.unit not in newest[part.level]:
            hint = spelling_hint(part.unit, newest[part.level])
            level = data_levels[part.level].name
            yield location.problem("own_part_unknown", part.unit, level=level, hint=hint)


def _repeated_parts(custom: CustomLevel, area: Area, location_of: LocationOf) -> Iterator[Problem]:
    owners: dict[Part, CustomUnit] = {}
    for unit, part in _parts(custom):
        owner = owners.setdefault(part, unit)
        if owner is not unit:
            names = {"name": _part_name(area, part), "unit": _label(owner), "other": _label(unit)}
            location = location_of("unit", unit.id, "parts")
            yield location.problem("own_shared", part.key, **names)
    for unit in custom.units:
        for part in dict.fromkeys(unit.parts):
            if unit.parts.count(part) > 1:
                names = {"name": _part_name(area, part), "unit": _label(unit)}
                location = location_of("unit", unit.id, "parts")
                yield location.problem("own_part_twice", part.key, **names)


def _overlaps(custom: CustomLevel, area: Area, location_of: LocationOf) -> Iterator[Problem]:
    """Parts of different levels that overlap; none if all are of one level."""
    if len(custom.levels) < 2:  # noqa: PLR2004  (units of one level share nothing)
        return
    base = common_base(area, custom.levels)
    covered = footprints(area, base, custom.levels) if base else {}
    if not all(covered.get(part) for _, part in _parts(custom)):
        plurals = (level.plural for level in area.levels if level.id in custom.levels)
        yield location_of().problem("own_cut", ", ".join(plurals))
        return
    # a unit that passed from one to the other would be counted twice in the years before
    states = [footprints(area, base, custom.levels, day) for day in days_of_change(area)]
    earlier: list[tuple[CustomUnit, Part]] = []
    for unit, part in _parts(custom):
        others = (pair for pair in earlier if pair[1].level != part.level)
        overlapping = next((pair for pair in others if _overlap(pair[1], part, states)), None)
        earlier.append((unit, part))
        if overlapping:
            yield _overlap_problem(area, overlapping, (unit, part), location_of)


def _overlap(first: Part, second: Part, states: Sequence[Footprints]) -> bool:
    """Whether two building blocks share base units in any state."""
    nothing: frozenset[str] = frozenset()
    return any(state.get(first, nothing) & state.get(second, nothing) for state in states)


def _overlap_problem(
    area: Area,
    first: tuple[CustomUnit, Part],
    second: tuple[CustomUnit, Part],
    location_of: LocationOf,
) -> Problem:
    (unit, part), (other_unit, other) = first, second
    return location_of("unit", other_unit.id, "parts").problem(
        "own_overlap",
        part.key,
        name=_part_name(area, part),
        unit=_label(unit),
        other=other.key,
        other_name=_part_name(area, other),
        other_unit=_label(other_unit),
    )


def _label(unit: CustomUnit) -> str:
    return unit.name or unit.id


def _part_name(area: Area, part: Part) -> str:
    """Name of a building block, its key if there is no such unit."""
    level = area.level(part.level)
    units = level.newest_units if level else ()
    return next((unit.name for unit in units if unit.id == part.unit), part.unit)


def covers_whole_area(custom: CustomLevel, area: Area) -> bool:
    """Whether the units of a level without faults cover the whole area together."""
    base = area.level(common_base(area, custom.levels))
    if base is None:
        return False
    by_part = footprints(area, base.id, custom.levels)
    covered = frozenset().union(*(by_part.get(part, frozenset()) for _, part in _parts(custom)))
    return covered == {unit.id for unit in base.newest_units}
