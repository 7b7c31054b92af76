"""What the command line prints: plain dictionaries for machines, lines for people."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from atlas.atlas import Atlas
from atlas.cli import texts as cli_texts
from atlas.editions.columns import Column
from atlas.model import formulas as f
from atlas.model.areas import Area, Membership, SpatialUnit
from atlas.model.custom_areas import CustomLevel
from atlas.model.indicators import Indicator
from atlas.model.problems import Problem
from atlas.model.quantities import Quantity
from atlas.model.results import ValueRow, ValueTable
from atlas.model.scope import Scope
from atlas.pipeline import quantities_needed
from atlas.views.custom import texts as custom_texts
from atlas.views.provenance import rounding_notes
from atlas.views.totals import totals_notes

Listing = dict[str, Any]


def areas(atlas: Atlas) -> Listing:
    """List all usable areas with their levels, units, years, quantities and indicators."""
    unusable = atlas.unusable
    usable = [name for name in atlas.area_ids if name not in unusable]
    return {"areas": [_area(atlas, name) for name in usable]}


def columns(atlas: Atlas, area_id: str, code: str | None = None) -> Listing:
    """List the columns an area can deliver, and the indicators with what each lacks.

    With `code` those that this indicator or quantity needs, and it alone.
    """
    catalogue, every = atlas.catalogue(area_id), atlas.columns(area_id)
    items: Iterable[Indicator] = catalogue.indicators.values()
    if code is not None:
        item = atlas.indicator(area_id, code)
        items, needed = (item,), quantities_needed(item, catalogue)
        every = tuple(column for column in every if column.quantity.code in needed)
    return {
        "area": area_id,
        "name": atlas.area(area_id).name,
        "columns": [_column(column) for column in every],
        "indicators": [
            {
                "indicator": item.code,
                "title": item.title,
                "unit": item.unit,
                "columns": list(quantities_needed(item, catalogue)),
                "missing": list(atlas.missing_columns(area_id, item.code)),
                "years": list(atlas.years(area_id, item.code)),
                "keeper_note": " ".join(item.keeper_note.split()),
            }
            for item in items
        ],
    }


def _column(column: Column) -> Listing:
    quantity = column.quantity
    return {
        "column": quantity.code,
        "title": quantity.title,
        "unit": quantity.unit,
        "kind": quantity.kind.value,
        "definition": quantity.definition.strip(),
        "delivered": sorted(column.delivered),
        "computed": [
            {"year": year, "from": f.sum_code(delivery.computed_from)}
            for year, delivery in sorted(column.computed.items())
        ],
        "computable_from": [list(group) for group in quantity.parts],
        "indicators": list(column.indicators),
    }


def values(table: ValueTable, notes: Iterable[str] = ()) -> Listing:
    """List the rows of one indicator, unrounded, and what is to be said of them."""
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
        "notes": list(notes),
    }


def readers(atlas: Atlas, area_id: str) -> Listing:
    """Say who may see what is listed of an area, and the release, "" for the working state."""
    return {"audience": atlas.audience.value, "release": atlas.edition(area_id).release}


def problems(items: Iterable[Problem]) -> Listing:
    """List problems with severity, location, value, message and remedy."""
    return {"problems": [_problem(item) for item in items]}


def _area(atlas: Atlas, area_id: str) -> Listing:
    area = atlas.area(area_id)
    return {
        "area": area_id,
        "name": area.name,
        "fictional": area.fictional,
        "levels": [level.id for level in area.levels],
        "own_levels": [_custom_level(level.custom) for level in area.levels if level.custom],
        "systems": [{"system": item.id, "levels": list(item.levels)} for item in area.systems],
        "years": list(atlas.edition(area_id).delivered_years),
        "units": _units(area),
        "quantities": [_quantity(atlas, area_id, item) for item in atlas.quantities(area_id)],
        "indicators": [_indicator(item) for item in atlas.indicators(area_id)],
        **readers(atlas, area_id),
    }


def _custom_level(custom: CustomLevel) -> Listing:
    return {
        "level": custom.id,
        "name": custom.name,
        "status": custom.decision.value,
        "body": custom.body,
        "resolved": str(custom.resolved or ""),
        "valid_from": str(custom.valid_from or ""),
        "units": [
            {"unit": unit.id, "name": unit.name, "parts": [part.key for part in unit.parts]}
            for unit in custom.units
        ],
    }


def _validity(item: SpatialUnit | Membership) -> Listing:
    """First and last day on which a unit or membership is valid, null where nothing limits it."""
    return {
        name: day and day.isoformat()
        for name, day in (("valid_from", item.valid_from), ("valid_to", item.valid_to))
    }


def _units(area: Area) -> list[Listing]:
    parents: dict[tuple[str, str], list[Listing]] = {}
    for item in area.memberships:
        parent = {"level": item.parent_level, "unit": item.parent, **_validity(item)}
        unit_parents = parents.setdefault((item.level, item.unit), [])
        if parent not in unit_parents:
            unit_parents.append(parent)
    return [
        {
            "level": level.id,
            "unit": unit.id,
            "name": unit.name,
            **_validity(unit),
            "parents": parents.get((level.id, unit.id), []),
        }
        for level in area.levels
        for unit in level.latest_versions()
    ]


def _quantity(atlas: Atlas, area_id: str, quantity: Quantity) -> Listing:
    delivered = {item.code for item in atlas.quantities(area_id)}
    rule = atlas.catalogue(area_id).rule_of(quantity.code)
    return {
        "quantity": quantity.code,
        "title": quantity.title,
        "unit": quantity.unit,
        "kind": quantity.kind.value,
        "minimum": rule.minimum if rule else None,
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
    delivered = {"delivered": True} if row.delivered else {}
    return cells | delivered | ({} if row.counts else {"counts": False})


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


def all_values(atlas: Atlas, scope: Scope, codes: Iterable[str]) -> Listing:
    """List every indicator and quantity of a level."""
    return {"tables": [values_of(atlas, replace(scope, indicator=code)) for code in codes]}


def values_of(atlas: Atlas, scope: Scope) -> Listing:
    """List the figures of one indicator, for whom they are and of which release."""
    table = atlas.values(scope)
    notes = totals_notes(atlas, scope, table.years)
    listed = values(table, (*rounding_notes(atlas, scope.area), *notes))
    return {**listed, **readers(atlas, scope.area)}


def columns_text(listed: Listing) -> str:
    """Write the listing of `columns` for people."""
    head = cli_texts.COLUMNS_OF.format(name=listed["name"], area=listed["area"])
    lines = (line for column in listed["columns"] for line in _column_lines(column))
    items = (_indicator_line(item) for item in listed["indicators"])
    return "\n".join([head, *lines, f"{cli_texts.LIST_INDICATORS}:", *items])


def _column_lines(column: Listing) -> Iterator[str]:
    delivered = ", ".join(map(str, column["delivered"]))
    by_sum: dict[str, list[str]] = {}
    for computed in column["computed"]:
        by_sum.setdefault(computed["from"], []).append(str(computed["year"]))
    presence = [cli_texts.DELIVERED.format(years=delivered)] if delivered else []
    presence += [
        f"{cli_texts.COMPUTED.format(years=', '.join(years))} = {written}"
        for written, years in by_sum.items()
    ]
    yield cli_texts.COLUMN.format(
        **column, presence="; ".join(presence) or cli_texts.MISSING_COLUMN
    )
    if column["definition"]:
        yield cli_texts.COLUMN_DEFINITION.format(definition=" ".join(column["definition"].split()))
    if column["indicators"]:
        yield cli_texts.COLUMN_ENABLES.format(indicators=", ".join(column["indicators"]))
    if column["computable_from"] and not presence:
        groups = "; ".join(" + ".join(group) for group in column["computable_from"])
        yield cli_texts.COLUMN_COMPUTABLE.format(groups=groups)


def _indicator_line(item: Listing) -> str:
    years = ", ".join(map(str, item["years"])) or cli_texts.NO_COMMON_YEAR
    form = cli_texts.INDICATOR_MISSING if item["missing"] else cli_texts.INDICATOR_YEARS
    line = form.format(**{**item, "columns": ", ".join(item["missing"]), "years": years})
    note = item["keeper_note"]
    return f"{line}\n{cli_texts.KEEPER_NOTE.format(note=note)}" if note else line


def areas_text(listed: Listing) -> str:
    """Write the listing of `areas` for people."""
    return "\n\n".join(_area_text(area) for area in listed["areas"])


def problems_text(items: Iterable[Problem]) -> str:
    """Write the problems of `check` for people."""
    problems = tuple(items)
    if not problems:
        return cli_texts.NO_PROBLEMS
    lines = [
        f"{item.severity} · {item.location} · {item.code}\n  {item.message}\n"
        f"  {cli_texts.WHAT_TO_DO}: {item.remedy}"
        for item in problems
    ]
    count = Counter(item.severity for item in problems)
    counts = (
        f"{count[severity]} {nouns[count[severity] != 1]}"
        for severity, nouns in cli_texts.PROBLEM_NOUNS.items()
    )
    return "\n".join([*lines, ", ".join(counts)])


def _area_text(area: Listing) -> str:
    units = Counter(unit["level"] for unit in area["units"])
    labels = {level: f"{level} ({units[level]})" for level in area["levels"]}
    for custom in area["own_levels"]:
        fields = {
            "level": custom["level"],
            "number": len(custom["units"]),
            "decision": custom["status"],
        }
        labels[custom["level"]] = custom_texts.MARKED.format(**fields)
    years = ", ".join(map(str, area["years"]))
    lines = [
        f"{area['area']}: {area['name']}",
        f"  {cli_texts.LIST_LEVELS}: {', '.join(labels.values())}",
        f"  {cli_texts.LIST_YEARS}: {years or cli_texts.NO_YEARS}",
        f"  {cli_texts.LIST_INDICATORS}:",
        *(
            f"    {item['indicator']}: {item['title']}, {item['unit']}"
            for item in area["indicators"]
        ),
        f"  {cli_texts.LIST_QUANTITIES}:",
        *(
            f"    {item['quantity']}: {item['title']}, {item['unit']}"
            for item in area["quantities"]
        ),
    ]
    return "\n".join(lines)
