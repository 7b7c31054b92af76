"""What is lost between tables and units: rows, names, parents and sums that aren't there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise

from atlas.checks.evidence import Evidence
from atlas.measures.nesting import blocked_levels, coarser_levels
from atlas.model.areas import Area, Level, is_valid
from atlas.model.dates import year_end
from atlas.model.indicators import Catalogue
from atlas.model.problem_texts import NO_WEIGHT, listed
from atlas.model.problems import Problem
from atlas.model.quantities import Delivery, Kind
from atlas.model.source_location import SourceLocation
from atlas.sources.area_data import AreaData
from atlas.sources.unit_names import other_names


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
                level=_level_name(area, coarse),
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


def missing_rows(evidence: Evidence) -> Iterator[Problem]:
    """List units of a base level that have no row in the table of a year in which they exist."""
    area = evidence.area
    bases = dict.fromkeys((item.year, item.base_level) for item in evidence.deliveries)
    for year, base in sorted(bases):
        level = area.level(base)
        units = level.units_on(year_end(year)) if level else ()
        missing = [unit for unit in units if (year, base, unit.id) not in evidence.lines]
        if level is None or not missing:
            continue
        location = SourceLocation(area=area.id, file=f"indicators/{area.id}/{year}.csv")
        if len(missing) == len(units):
            yield location.problem("rows_missing", base, level=level.name, year=year)
            continue
        keys = (*(unit.id for unit in missing), base)
        named = listed(f"„{unit.name}“ ({unit.id})" for unit in missing)
        yield location.problem("row_missing", missing[0].id, about=keys, units=named, year=year)


def other_names_in_tables(data: AreaData) -> Iterator[Problem]:
    """List units that a yearly table names otherwise than units.csv."""
    by_level: dict[tuple[int, str], list[tuple[str, str]]] = {}
    for (year, level_id, unit), name in data.names.items():
        by_level.setdefault((year, level_id), []).append((unit, name))
    for (year, level_id), named in by_level.items():
        level = data.area.level(level_id)
        keys, names = other_names(level, named) if level else ((), "")
        if keys:
            file = f"indicators/{data.area.id}/{year}.csv"
            location = SourceLocation(area=data.area.id, file=file)
            yield location.problem("name_differs", keys[0], about=keys, year=year, names=names)


def incomplete_levels(evidence: Evidence, catalogue: Catalogue) -> Iterator[Problem]:
    """List levels that don't cover the area, as far as a sum is missing because of that."""
    area, figures = evidence.area, _present(evidence)
    blocked = {
        base: blocked_levels(base, area) for base in {d.base_level for d in evidence.deliveries}
    }
    lost: dict[str, list[tuple[Delivery, str]]] = {}
    for delivery in evidence.deliveries:
        if catalogue.quantities[delivery.quantity].kind is Kind.GIVEN:
            continue
        for target, causes in blocked[delivery.base_level].items():
            if (delivery.quantity, delivery.year, target) not in figures:
                lost.setdefault(causes[0], []).append((delivery, target))
    for cause, sums in lost.items():
        yield _incomplete_level(area, cause, sums, catalogue)


def missing_weights(evidence: Evidence, catalogue: Catalogue) -> Iterator[Problem]:
    """List means that have no figure on any coarser level, as what they are weighed with lacks."""
    area, figures = evidence.area, _present(evidence)
    for delivery in evidence.deliveries:
        item, year = catalogue.quantities[delivery.quantity], delivery.year
        coarser = coarser_levels(delivery.base_level, area)
        weighed = item.weight and evidence.delivery_index.find(item.weight, year)
        if item.kind is not Kind.MEAN or weighed or not coarser:
            continue
        if not any((item.code, year, level) in figures for level in coarser):
            file = f"indicators/{area.id}/{year}.csv"
            location = SourceLocation(area=area.id, file=file)
            weight = catalogue.quantities[item.weight].title if item.weight else NO_WEIGHT
            names = {"title": item.title, "weight": weight, "year": year}
            yield location.problem("weight_missing", item.code, **names)


def _present(evidence: Evidence) -> frozenset[tuple[str, int, str]]:
    """Quantities, years and levels with a figure."""
    table = evidence.table
    present = table.loc[table["value"].notna(), ["quantity", "year", "level"]].drop_duplicates()
    return frozenset(present.itertuples(index=False, name=None))


def _incomplete_level(
    area: Area, cause: str, sums: Sequence[tuple[Delivery, str]], catalogue: Catalogue
) -> Problem:
    titles = dict.fromkeys(f"„{catalogue.quantities[d.quantity].title}“" for d, _ in sums)
    targets = dict.fromkeys(_level_name(area, target) for _, target in sums)
    years = sorted({delivery.year for delivery, _ in sums})
    location = SourceLocation(area=area.id, file=f"districts/{area.id}/area.toml")
    return location.problem(
        "level_incomplete",
        cause,
        name=_level_name(area, cause),
        targets=listed(f"„{target}“" for target in targets),
        titles=listed(titles),
        years=listed(map(str, years)),
    )


def _level_name(area: Area, level_id: str) -> str:
    level = area.level(level_id)
    return level.name if level else level_id


def _name(level: Level | None, unit: str) -> str:
    units = level.units if level else ()
    return next((item.name for item in units if item.id == unit), unit)
