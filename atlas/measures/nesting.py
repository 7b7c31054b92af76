"""Which unit lies in which, and on which path sums go from small units to larger ones."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise

import pandas as pd

from atlas.measures.cells import UNIT, YEAR
from atlas.model.areas import Area, is_valid
from atlas.model.dates import year_end


def coarser_levels(base: str, area: Area) -> dict[str, tuple[str, ...]]:
    """Levels reachable upwards from a complete base level, each with the path there.

    A path never leads through a level that covers only part of the area: what lies outside
    it would silently be missing from the sum. For the same reason a step that leaves
    out some units (a few blocks assigned to the city directly) is taken only without another.
    """
    level = area.level(base)
    if level is None or not level.complete:
        return {}
    members = _members(area)
    whole = [step for step, units in members.items() if not _left_out(step, units, area)]
    return _paths(base, members, area) | _paths(base, whole, area)


def blocked_levels(base: str, area: Area) -> dict[str, tuple[str, ...]]:
    """Levels no sum of a base level reaches, only because others don't cover the area: these.

    A step to another level that leaves out some units would give no sum in any case.
    """
    covering = replace(area, levels=tuple(replace(level, complete=True) for level in area.levels))
    partial = {level.id for level in area.levels if not level.complete}
    members, reached = _members(area), coarser_levels(base, area)

    def is_whole(step: tuple[str, str]) -> bool:
        return step[0] in partial or not _left_out(step, members[step], covering)

    return {
        target: tuple(level for level in path[:-1] if level in partial)
        for target, path in coarser_levels(base, covering).items()
        if target not in reached and all(map(is_whole, pairwise(path)))
    }


def _members(area: Area) -> dict[tuple[str, str], set[str]]:
    """Units with a parent, by their level and that of the parent."""
    members: dict[tuple[str, str], set[str]] = {}
    for item in area.memberships:
        members.setdefault((item.level, item.parent_level), set()).add(item.unit)
    return members


def _left_out(step: tuple[str, str], units: set[str], area: Area) -> bool:
    """Whether a step to a level that covers the area leaves out some of the smaller units."""
    fine, coarse = (area.level(level) for level in step)
    if fine is None or coarse is None or not coarse.complete:
        return False
    return any(unit.id not in units for unit in fine.units)


def _paths(base: str, pairs: Iterable[tuple[str, str]], area: Area) -> dict[str, tuple[str, ...]]:
    """Shortest path from a level to each one above it, by steps from a level to the next."""
    steps: dict[str, list[str]] = {}
    for fine, coarse in pairs:
        steps.setdefault(fine, []).append(coarse)
    paths: dict[str, tuple[str, ...]] = {base: (base,)}
    queue = deque([base])
    partial = {item.id for item in area.levels if not item.complete}
    while queue:
        current = queue.popleft()
        if current in partial:
            continue
        for upper in steps.get(current, ()):
            if upper not in paths:
                paths[upper] = (*paths[current], upper)
                queue.append(upper)
    del paths[base]
    return paths


def nearest_parts(target: str, levels: Iterable[str], area: Area) -> tuple[str, ...]:
    """Path to a level from the nearest of some levels that add up to it; empty if none does."""
    paths = (coarser_levels(level, area).get(target, ()) for level in levels)
    return min((path for path in paths if path), key=len, default=())


def parents_by_year(area: Area, path: tuple[str, ...], years: Iterable[int]) -> pd.DataFrame:
    """Which unit of the first level of `path` lay in which unit of the last, per year.

    A unit counts for a year if it and its membership are valid at its end (`dates.year_end`).
    """
    days = {int(year): year_end(int(year)) for year in years}
    table, *upwards = [_step(area, fine, coarse, days) for fine, coarse in pairwise(path)]
    for step in upwards:
        upper = step.rename(columns={UNIT: "parent", "parent": "grandparent"})
        table = table.merge(upper, on=["parent", YEAR]).drop(columns="parent")
        table = table.rename(columns={"grandparent": "parent"})
    return table


def _step(area: Area, fine: str, coarse: str, days: Mapping[int, date]) -> pd.DataFrame:
    level = area.level(fine)
    step = [m for m in area.memberships if (m.level, m.parent_level) == (fine, coarse)]
    existing = {
        year: {unit.id for unit in level.units_on(day)} if level else set()
        for year, day in days.items()
    }
    rows = [
        (item.unit, year, item.parent)
        for year, day in days.items()
        for item in step
        if item.unit in existing[year] and is_valid(item, day)
    ]
    return pd.DataFrame(rows, columns=pd.Index([UNIT, YEAR, "parent"]))


def years_with_lost_units(
    area: Area, path: tuple[str, ...], parents: pd.DataFrame, years: Iterable[int]
) -> frozenset[int]:
    """Years in which a unit of the first level lies in no unit of the last, though all should."""
    fine, coarse = area.level(path[0]), area.level(path[-1])
    if fine is None or coarse is None or not coarse.complete:
        return frozenset()
    assigned = frozenset(parents[[UNIT, YEAR]].itertuples(index=False, name=None))
    existing = {year: fine.units_on(year_end(int(year))) for year in years}
    return frozenset(
        year for year, units in existing.items() if any((u.id, year) not in assigned for u in units)
    )
