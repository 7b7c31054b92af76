"""Units and figures that are lost in single years: no parent then, or no unit any more."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from atlas.checks.evidence import Evidence
from atlas.model.areas import Area, Level, is_valid
from atlas.model.dates import year_end
from atlas.model.problems import Problem
from atlas.model.source_location import SourceLocation


def gap_problems(evidence: Evidence) -> Iterator[Problem]:
    """List units whose assignment has a gap, and rows of units that don't exist in their year."""
    area = evidence.area
    location = SourceLocation(area=area.id, file=f"districts/{area.id}/memberships.csv")
    years = sorted({delivery.year for delivery in evidence.deliveries})
    steps = dict.fromkeys(pair for system in area.systems for pair in pairwise(system.levels))
    for fine, coarse in steps:
        gaps: dict[str, list[int]] = {}
        for year in years:
            for unit in _unassigned(area, fine, coarse, year_end(year)):
                gaps.setdefault(unit, []).append(year)
        for unit, missing_years in gaps.items():
            yield location.problem(
                "membership_gap",
                unit,
                name=_name(area.level(fine), unit),
                level=coarse,
                years=", ".join(map(str, missing_years)),
            )
    yield from _rows_without_unit(evidence)


def _unassigned(area: Area, fine: str, coarse: str, day: date) -> Iterator[str]:
    """Units of a complete level that lie in no unit of the next on a day, but do on others."""
    levels = area.level(fine), area.level(coarse)
    if levels[0] is None or levels[1] is None or not levels[0].complete:
        return
    pairs = [m for m in area.memberships if (m.level, m.parent_level) == (fine, coarse)]
    existing = {unit.id for unit in levels[1].units_on(day)}
    ever = {item.unit for item in pairs}
    on_day = {item.unit for item in pairs if is_valid(item, day) and item.parent in existing}
    yield from (unit.id for unit in levels[0].units_on(day) if unit.id in ever - on_day)


def _rows_without_unit(evidence: Evidence) -> Iterator[Problem]:
    for year in sorted({year for year, *_ in evidence.lines}):
        day = year_end(year)
        existing = {(lv.id, unit.id) for lv in evidence.area.levels for unit in lv.units_on(day)}
        file = f"indicators/{evidence.area.id}/{year}.csv"
        for (line_year, level, unit), line in evidence.lines.items():
            if line_year == year and (level, unit) not in existing:
                location = SourceLocation(area=evidence.area.id, file=file, line=line)
                name = _name(evidence.area.level(level), unit)
                yield location.problem("unit_not_valid", unit, name=name, year=year)


def _name(level: Level | None, unit: str) -> str:
    units = level.units if level else ()
    return next((item.name for item in units if item.id == unit), unit)
