"""What the command line prints: plain dictionaries for machines, lines for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from atlas.atlas import Atlas
from atlas.cli import texts as cli_texts
from atlas.model import formulas as f
from atlas.model.areas import Area
from atlas.model.custom_areas import CustomLevel
from atlas.model.indicators import Indicator
from atlas.model.problems import Problem, Severity
from atlas.model.quantities import Quantity
from atlas.model.results import ValueRow, ValueTable
from atlas.model.scope import Query
from atlas.views import texts
from atlas.views.custom import texts as own_texts

Listing = dict[str, Any]


def areas(atlas: Atlas) -> Listing:
    """List all usable areas with their levels, units, years, quantities and indicators."""
    usable = [name for name in atlas.area_ids if name not in atlas.unusable]
    return {"areas": [_area(atlas, name) for name in usable]}


def values(table: ValueTable) -> Listing:
    """List the rows of one indicator, unrounded."""
    return {
        "area": table.area,
        "level": table.level,
        "indicator": table.indicator,
        "title": table.title,
        "as": table.view.value,
        "base_year": table.base_year,
        "unit": table.unit,
        "decimals": table.decimals,
        "rows": [_row(row) for row in table.rows],
    }


def problems(found: Iterable[Problem]) -> Listing:
    """List problems with severity, place, value, message and remedy."""
    return {"problems": [_problem(item) for item in found]}


def _area(atlas: Atlas, area_id: str) -> Listing:
    area = atlas.area(area_id)
    years = {delivery.year for delivery in atlas.data(area_id).deliveries}
    return {
        "area": area_id,
        "name": area.name,
        "fictional": area.fictional,
        "levels": [level.id for level in area.levels],
        "own_levels": [_own_level(level.custom) for level in area.levels if level.custom],
        "systems": [{"system": item.id, "levels": list(item.levels)} for item in area.systems],
        "years": sorted(years),
        "units": _units(area),
        "quantities": [_quantity(atlas, area_id, item) for item in atlas.quantities(area_id)],
        "indicators": [_indicator(item) for item in atlas.offered(area_id)],
    }


def _own_level(own: CustomLevel) -> Listing:
    return {
        "level": own.id,
        "name": own.name,
        "status": own.decision.value,
        "body": own.body,
        "resolved": str(own.resolved or ""),
        "valid_from": str(own.valid_from or ""),
        "units": [
            {"unit": unit.id, "name": unit.name, "parts": [part.word for part in unit.parts]}
            for unit in own.units
        ],
    }


def _units(area: Area) -> list[Listing]:
    parents: dict[tuple[str, str], list[Listing]] = {}
    for item in area.memberships:
        parent = {"level": item.parent_level, "unit": item.parent}
        known = parents.setdefault((item.level, item.unit), [])
        if parent not in known:
            known.append(parent)
    return [
        {
            "level": level.id,
            "unit": unit.id,
            "name": unit.name,
            "parents": parents.get((level.id, unit.id), []),
        }
        for level in area.levels
        for unit in level.latest_versions()
    ]


def _quantity(atlas: Atlas, area_id: str, quantity: Quantity) -> Listing:
    delivered = {item.code for item in atlas.quantities(area_id)}
    return {
        "quantity": quantity.code,
        "title": quantity.title,
        "unit": quantity.unit,
        "kind": quantity.kind.value,
        "minimum": quantity.minimum,
        "parts": [list(group) for group in quantity.parts if delivered.issuperset(group)],
        "levels": list(atlas.levels_of(area_id, quantity.code)),
    }


def _indicator(item: Indicator) -> Listing:
    formula = item.formula
    listing: Listing = {
        "indicator": item.code,
        "title": item.title,
        "unit": item.unit,
        "numerator": None,
        "denominator": None,
        "factor": None,
        "decimals": item.decimals,
    }
    if isinstance(formula, f.Total | f.Given):
        return listing | {"numerator": f.sum_code(formula.of)}
    if isinstance(formula, f.Quotient):
        of, per = f.sum_code(formula.of), f.sum_code(formula.per)
        return listing | {"numerator": of, "denominator": per, "factor": formula.factor}
    return listing


def _row(row: ValueRow) -> Listing:
    cells: Listing = {
        "unit": row.unit,
        "name": row.name,
        "year": row.year,
        "value": row.value,
        "flag": row.flag,
        "numerator": row.numerator,
        "denominator": row.denominator,
    }
    return cells | {"delivered": True} if row.delivered else cells


def _problem(item: Problem) -> Listing:
    return {
        "severity": item.severity.value,
        "code": item.code,
        "area": item.area,
        "file": item.file,
        "line": item.line,
        "value": item.value,
        "message": item.message,
        "remedy": item.remedy,
    }


def all_values(atlas: Atlas, query: Query, codes: Iterable[str]) -> Listing:
    """List every indicator and quantity of a level."""
    tables = (atlas.values(replace(query, code=code)) for code in codes)
    return {"tables": [values(table) for table in tables]}


def areas_text(found: Listing) -> str:
    """Tell people what `areas` found."""
    return "\n\n".join(_area_text(area) for area in found["areas"])


def problems_text(found: Iterable[Problem]) -> str:
    """Tell people what `check` found."""
    problems = tuple(found)
    if not problems:
        return cli_texts.NO_PROBLEMS
    lines = [
        f"{item.severity} · {item.location}\n  {item.message}\n"
        f"  {cli_texts.WHAT_TO_DO}: {item.remedy}"
        for item in problems
    ]
    count = Counter(item.severity for item in problems)
    words = {
        "errors": count[Severity.ERROR],
        "warnings": count[Severity.WARNING],
        "notes": count[Severity.NOTE],
    }
    return "\n".join([*lines, cli_texts.PROBLEM_COUNT.format(**words)])


def _area_text(area: Listing) -> str:
    units = Counter(unit["level"] for unit in area["units"])
    named = {level: f"{level} ({units[level]})" for level in area["levels"]}
    for own in area["own_levels"]:
        words = {"level": own["level"], "number": len(own["units"]), "decision": own["status"]}
        named[own["level"]] = own_texts.MARKED.format(**words)
    lines = [
        f"{area['area']}: {area['name']}",
        f"  {texts.LEVELS}: {', '.join(named.values())}",
        f"  {texts.YEARS}: {', '.join(str(year) for year in area['years']) or texts.NO_YEARS}",
        f"  {texts.INDICATORS}:",
        *(
            f"    {item['indicator']}: {item['title']}, {item['unit']}"
            for item in area["indicators"]
        ),
        f"  {texts.QUANTITIES}:",
        *(
            f"    {item['quantity']}: {item['title']}, {item['unit']}"
            for item in area["quantities"]
        ),
    ]
    return "\n".join(lines)
