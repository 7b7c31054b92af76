"""What is wrong with a level of one's own: names, building blocks, what would be counted twice."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TypeAlias

from atlas.measures.footprints import Footprints, common_base, footprints, turning_days
from atlas.model.areas import Area
from atlas.model.custom_areas import CustomLevel, CustomUnit, Decision, Part
from atlas.model.custom_texts import custom_problem
from atlas.model.problem_texts import Place, meant
from atlas.model.problems import Problem

Where: TypeAlias = Callable[..., Place]
"""Finds the place of an entry: ("name",), ("unit", "nord", "parts")."""


def set_problems(own: CustomLevel, area: Area, where: Where) -> tuple[Problem, ...]:
    """List everything that speaks against a level of one's own in an area.

    Parameters
    ----------
    own
        The level.
    area
        The area with the levels `own` stands beside: not `own` itself.
    where
        Finds the place of an entry.
    """
    found = [*_level_problems(own, area, where), *_unit_problems(own, where)]
    parts = [*_unknown_parts(own, area, where), *_repeated(own, area, where)]
    # what lies in what can be told of building blocks that are known
    return (*found, *(parts or _overlaps(own, area, where)))


def _level_problems(own: CustomLevel, area: Area, where: Where) -> Iterator[Problem]:
    if area.level(own.id):
        yield custom_problem(where(), "own_id_taken", own.id)
    if not own.name:
        yield custom_problem(where("name"), "own_no_name")
    taken = {name.casefold() for level in area.levels for name in (level.name, level.plural)}
    for key, name in (("name", own.name), ("plural", own.plural)):
        if name.casefold() in taken - {""}:
            yield custom_problem(where(key), "own_name_taken", name)
    if own.decision is Decision.RESOLVED and not own.body:
        yield custom_problem(where("status"), "own_body_missing")
    if own.decision is Decision.RESOLVED and own.resolved is None:
        yield custom_problem(where("status"), "own_resolved_missing")


def _unit_problems(own: CustomLevel, where: Where) -> Iterator[Problem]:
    if not own.units:
        yield custom_problem(where(), "own_nothing", own.name or own.id)
    names: set[str] = set()
    for unit in own.units:
        if not unit.name:
            yield custom_problem(where("unit", unit.id), "own_unit_name", unit.id)
        elif unit.name.casefold() in names:
            yield custom_problem(where("unit", unit.id), "own_unit_name_twice", unit.name)
        names.add(unit.name.casefold())
        if not unit.parts:
            yield custom_problem(where("unit", unit.id), "own_empty", unit.name or unit.id)


def _each(own: CustomLevel) -> Iterator[tuple[CustomUnit, Part]]:
    return ((unit, part) for unit in own.units for part in unit.parts)


def _unknown_parts(own: CustomLevel, area: Area, where: Where) -> Iterator[Problem]:
    data_levels = {level.id: level for level in area.levels if level.custom is None}
    newest = {name: {unit.id for unit in level.newest} for name, level in data_levels.items()}
    for unit, part in _each(own):
        problem = partial(custom_problem, where("unit", unit.id, "parts"))
        if part.level not in data_levels:
            hint = meant(part.level, data_levels)
            yield problem("own_part_level", part.word, level=part.level, hint=hint)
        elif part.unit not in newest[part.level]:
            hint = meant(part.unit, newest[part.level])
            level = data_levels[part.level].name
            yield problem("own_part_unknown", part.unit, level=level, hint=hint)


def _repeated(own: CustomLevel, area: Area, where: Where) -> Iterator[Problem]:
    first: dict[Part, CustomUnit] = {}
    for unit, part in _each(own):
        place, name = where("unit", unit.id, "parts"), part_name(area, part)
        other = first.setdefault(part, unit)
        if other is not unit:
            words = {"name": name, "unit": _named(other), "other": _named(unit)}
            yield custom_problem(place, "own_shared", part.word, **words)
    for unit in own.units:
        for part in dict.fromkeys(unit.parts):
            if unit.parts.count(part) > 1:
                words = {"name": part_name(area, part), "unit": _named(unit)}
                place = where("unit", unit.id, "parts")
                yield custom_problem(place, "own_part_twice", part.word, **words)


def _overlaps(own: CustomLevel, area: Area, where: Where) -> Iterator[Problem]:
    """Parts of different levels that share ground; nothing if one level is all there is."""
    if len(own.levels) < 2:  # noqa: PLR2004  (units of one level share nothing)
        return
    base = common_base(area, own.levels)
    covered = footprints(area, base, own.levels) if base else {}
    if not all(covered.get(part) for _, part in _each(own)):
        plurals = (level.plural for level in area.levels if level.id in own.levels)
        yield custom_problem(where(), "own_cut", ", ".join(plurals))
        return
    # a unit that passed from one to the other would be counted twice in the years before
    states = [footprints(area, base, own.levels, day) for day in turning_days(area)]
    known: list[tuple[CustomUnit, Part]] = []
    for unit, part in _each(own):
        others = (pair for pair in known if pair[1].level != part.level)
        met = next((pair for pair in others if _meet(pair[1], part, states)), None)
        known.append((unit, part))
        if met:
            yield _overlap(area, met, (unit, part), where)


def _meet(one: Part, two: Part, states: Sequence[Footprints]) -> bool:
    """Whether two building blocks share ground in any state."""
    nothing: frozenset[str] = frozenset()
    return any(state.get(one, nothing) & state.get(two, nothing) for state in states)


def _overlap(
    area: Area, one: tuple[CustomUnit, Part], two: tuple[CustomUnit, Part], where: Where
) -> Problem:
    (unit, part), (other_unit, other) = one, two
    return custom_problem(
        where("unit", other_unit.id, "parts"),
        "own_overlap",
        part.word,
        name=part_name(area, part),
        unit=_named(unit),
        other=other.word,
        other_name=part_name(area, other),
        other_unit=_named(other_unit),
    )


def _named(unit: CustomUnit) -> str:
    return unit.name or unit.id


def part_name(area: Area, part: Part) -> str:
    """Name of a building block, its key if nobody knows it."""
    level = area.level(part.level)
    units = level.newest if level else ()
    return next((unit.name for unit in units if unit.id == part.unit), part.unit)


def covers(own: CustomLevel, area: Area) -> bool:
    """Whether the sets of a level without faults cover the whole area together."""
    base = common_base(area, own.levels)
    level = area.level(base)
    if level is None:
        return False
    covered = footprints(area, base, own.levels)
    met = frozenset().union(*(covered.get(part, frozenset()) for _, part in _each(own)))
    return met == {unit.id for unit in level.newest}
