"""Where units of levels that cut across each other overlap, by the smaller units in them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import pairwise
from typing import TypeAlias

from atlas.measures.nesting import coarser_levels
from atlas.model.areas import Area, is_valid
from atlas.model.custom_areas import Part

Footprints: TypeAlias = Mapping[Part, frozenset[str]]


def common_base(area: Area, levels: Iterable[str]) -> str:
    """Return the coarsest complete level all others are made up of, "" if there is none."""
    requested = set(levels)
    reach = {level.id: coarser_levels(level.id, area) for level in area.levels if level.complete}
    bases = [base for base, above in reach.items() if requested <= {base, *above}]
    return min(bases, key=lambda base: len(reach[base].keys() & set(bases)), default="")


def days_of_change(area: Area) -> tuple[date, ...]:
    """One day in each period in which the memberships were the same, the newest first."""
    starts = {step.valid_from for step in area.memberships if step.valid_from}
    ends = {step.valid_to for step in area.memberships if step.valid_to}
    return (date.max, *sorted(starts | ends, reverse=True))


def footprints(area: Area, base: str, levels: Iterable[str], day: date = date.max) -> Footprints:
    """Units of the base level that lie in each unit of some levels, by the memberships of a day."""
    level = area.level(base)
    units = level.newest_units if level else ()
    paths = coarser_levels(base, area)
    units_of: dict[Part, set[str]] = {}
    for target in dict.fromkeys(levels):
        steps = pairwise(paths.get(target, (base,)))
        upwards = [_parents(area, fine, coarse, day) for fine, coarse in steps]
        for unit in units:
            parent: str | None = unit.id
            for step in upwards:
                parent = step.get(parent) if parent is not None else None
            if parent is not None:
                units_of.setdefault(Part(level=target, unit=parent), set()).add(unit.id)
    return {part: frozenset(units) for part, units in units_of.items()}


def _parents(area: Area, fine: str, coarse: str, day: date) -> Mapping[str, str]:
    steps = (m for m in area.memberships if (m.level, m.parent_level) == (fine, coarse))
    return {step.unit: step.parent for step in steps if is_valid(step, day)}
