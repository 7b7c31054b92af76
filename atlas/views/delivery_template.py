"""What a department is asked to fill in for a year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from atlas.errors import UnknownNameError
from atlas.measures.completeness import Holdings
from atlas.model.areas import distinct_names
from atlas.model.dates import year_end
from atlas.model.departments import Agreement
from atlas.views import completeness_texts as words


@dataclass(frozen=True, slots=True, kw_only=True)
class TemplateField:
    """A column to fill in."""

    title: str
    unit: str
    definition: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryTemplate:
    """A form of one level, which is named; `units` are the key and the name of each."""

    title: str
    level: str
    lines: tuple[str, ...]
    units: tuple[tuple[str, str], ...]
    fields: tuple[TemplateField, ...]


def delivery_templates(
    holdings: Holdings, department: str, year: int
) -> tuple[DeliveryTemplate, ...]:
    """Return the forms a department is to fill in for a year, one per level.

    Raises
    ------
    UnknownNameError
        If the department, or one with anything to deliver for that year, isn't among those of the
        area.
    """
    agreements = [item for item in holdings.agreements if item.covers(year)]
    names = dict.fromkeys(item.department.key for item in agreements)
    if department not in names:
        raise UnknownNameError(words.DEPARTMENT, department, names)
    own = [item for item in agreements if item.department.key == department]
    levels = dict.fromkeys(item.level for item in own)
    return tuple(
        _template(holdings, level, [item for item in own if item.level == level], year)
        for level in levels
    )


def _template(
    holdings: Holdings, level_id: str, agreements: list[Agreement], year: int
) -> DeliveryTemplate:
    department = agreements[0].department
    level = next(level for level in holdings.area.levels if level.id == level_id)
    units = level.units_on(year_end(year))
    names = distinct_names(units)
    due = min(item.due_date(year) for item in agreements)
    lines = tuple(line.format(due=f"{due:%d.%m.%Y}") for line in words.TEMPLATE_LINES)
    return DeliveryTemplate(
        title=words.TEMPLATE.format(area=holdings.area.name, department=department.name, year=year),
        level=level.plural,
        lines=lines,
        units=tuple((unit.id, names[unit.id].name) for unit in units),
        fields=tuple(_fields(holdings, agreements)),
    )


def _fields(holdings: Holdings, agreements: list[Agreement]) -> Iterator[TemplateField]:
    codes = list(dict.fromkeys(code for item in agreements for code in item.quantities))
    quantities = [holdings.catalogue.quantities[code] for code in codes]
    titles = Counter(quantity.title for quantity in quantities)
    for quantity in quantities:
        yield TemplateField(
            title=quantity.title if titles[quantity.title] == 1 else quantity.code,
            unit=quantity.unit,
            definition=quantity.definition.strip(),
        )
