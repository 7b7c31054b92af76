"""Custom areas as tables and labels: building blocks, what can be picked, all their indicators."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable
from dataclasses import replace
from datetime import date

from atlas.atlas import Atlas
from atlas.model.areas import Level, distinct_names
from atlas.model.cells import State, Status
from atlas.model.custom_areas import CustomLevel, CustomUnit, Part
from atlas.model.dates import parse_typed_day
from atlas.model.results import ValueRow, ValueTable
from atlas.model.scope import Scope
from atlas.model.specs import Provenance, TableCell, TableColumn, TableRow, TableSpec
from atlas.views import texts
from atlas.views.custom import texts as words
from atlas.views.file_names import stem_of_all
from atlas.views.headlines import best_rows, marked
from atlas.views.map.unit_cards import unit_card
from atlas.views.numbers import format_figure, sign_legend
from atlas.views.provenance import (
    honest_signs,
    merged,
    provenance,
    resolution,
    rounding_notes,
    vintage_notes,
)
from atlas.views.text_tables import NO_PROVENANCE

_YEARS = range(1900, 2101)
"""A day of other years is a slip."""


def custom_levels(atlas: Atlas, area_id: str) -> tuple[CustomLevel, ...]:
    """Custom levels of an area."""
    return tuple(level.custom for level in atlas.area(area_id).levels if level.custom)


def headline(level: CustomLevel) -> str:
    """Name a custom level with its status."""
    return f"{level.plural or level.name} · {resolution(level)}"


def custom_units_table(atlas: Atlas, area_id: str, level: CustomLevel) -> TableSpec:
    """List the custom areas of a level with their building blocks."""
    labels = part_labels(atlas, area_id, level.levels)
    rows = (
        TableRow(
            cells=tuple(TableCell(text=text) for text in (unit.name, _parts_text(unit, labels)))
        )
        for unit in level.units
    )
    return TableSpec(
        title=level.plural or level.name,
        subtitle="",
        columns=(
            TableColumn(key="unit", title=words.SET),
            TableColumn(key="parts", title=words.PARTS),
        ),
        rows=tuple(rows),
        provenance=NO_PROVENANCE,
        file_stem=f"{area_id}__{level.id}",
    )


def _parts_text(unit: CustomUnit, labels: dict[str, str]) -> str:
    return ", ".join(labels.get(part.key, part.key) for part in unit.parts)


def levels_to_pick_from(atlas: Atlas, area_id: str) -> dict[str, str]:
    """Levels of the data building blocks can be taken from: all but the whole area."""
    area = atlas.area(area_id)
    levels = (level for level in area.levels if level.custom is None and level.id != area.top_level)
    return {level.id: level.plural for level in levels if level.newest_units}


def part_labels(atlas: Atlas, area_id: str, levels: Iterable[str]) -> dict[str, str]:
    """Labels of all units of some levels, in official order, by part key ("bezirk:0101")."""
    each_level = (atlas.level(area_id, level_id) for level_id in dict.fromkeys(levels))
    return {
        Part(level=level.id, unit=unit.id).key: words.PART.format(
            name=unit.name, level=level.name, unit=unit.id
        )
        for level in each_level
        for unit in level.newest_units
    }


def part_keys(atlas: Atlas, area_id: str, level_id: str, units: Iterable[str]) -> tuple[str, ...]:
    """Part keys of selected units that can be building blocks; none of a custom level."""
    level = atlas.area(area_id).level(level_id)
    if level is None or level_id not in levels_to_pick_from(atlas, area_id):
        return ()
    newest = {unit.id for unit in level.newest_units}
    return tuple(Part(level=level_id, unit=unit).key for unit in units if unit in newest)


def parse_part(key: str) -> Part:
    """Read the part key of a building block, "bezirk:0101"."""
    level, _, unit = key.partition(":")
    return Part(level=level, unit=unit)


def day_of(text: str) -> date | None:
    """Read a day as people write it, 12.3.2026, or as files do; None if nothing is written.

    Raises
    ------
    ValueError
        If it is no day, or one nobody can mean.
    """
    if not text.strip():
        return None
    day = parse_typed_day(text.strip())
    if day.year not in _YEARS:
        raise ValueError(text)
    return day


def day_text(day: date | None) -> str:
    """Write a day as it is read, nothing for none."""
    return f"{day:%d.%m.%Y}" if day else ""


def slug(name: str, taken: Container[str], otherwise: str) -> str:
    """Make an id of a name: "Süd & Ost" becomes sued-ost, or sued-ost-2 if that is taken."""
    text = "".join(words.UMLAUTS.get(letter, letter) for letter in name.lower())
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    stem = "-".join(re.findall(r"[a-z0-9]+", plain)) or otherwise
    number, result = 1, stem
    while result in taken:
        number += 1
        result = f"{stem}-{number}"
    return result


def statement(atlas: Atlas, scope: Scope, unit_id: str) -> tuple[str, str] | None:
    """State the figure of a set for the indicator and year of a scope, and what it rests on.

    None where the set has no such figure.
    """
    years = atlas.years(scope.area, scope.indicator, scope.level)
    if scope.year not in years:
        return None
    base = scope.base_year if scope.base_year in years else None
    card = unit_card(atlas, replace(scope, base_year=base), unit_id)
    if card is None:
        return None
    names = distinct_names(atlas.level(scope.area, scope.level).units)
    fields = {
        "name": names[unit_id].shown,
        "title": atlas.indicator(scope.area, scope.indicator).title,
        "year": scope.year,
        "figure": card.figure,
    }
    return words.STATEMENT.format(**fields), "; ".join(card.brief)


def profile_table(atlas: Atlas, area_id: str, level_id: str, unit_id: str) -> TableSpec:
    """List all indicators of one unit, each in the newest year that is no mere forecast."""
    level = atlas.level(area_id, level_id)
    indicators = atlas.catalogue(area_id).indicators
    codes = [code for code in atlas.available(area_id, level_id) if code in indicators]
    tables = atlas.profile(area_id, level_id, unit_id, codes)
    newest = [(table, _newest(table)) for table in tables]
    of_area = area_figures(atlas, area_id, codes)
    name = distinct_names(level.units)[unit_id].shown
    kind = atlas.area(area_id).kind
    return TableSpec(
        title=words.PROFILE_TITLE.format(name=name),
        subtitle=words.PROFILE_SUBTITLE.format(level=level.plural),
        columns=(
            TableColumn(key="indicator", title=texts.INDICATOR),
            TableColumn(key="value", title=texts.VALUE, decimals=2),
            TableColumn(key="area", title=texts.AREA_VALUE.format(kind=kind), decimals=2),
            TableColumn(key="unit_of_measure", title=texts.UNIT),
            TableColumn(key="year", title=texts.YEAR),
        ),
        rows=tuple(
            _profile_row(table, row, of_area.get((table.indicator, row.year)))
            for table, row in newest
        ),
        provenance=_provenance(atlas, level, newest),
        file_stem=stem_of_all(atlas, Scope(area=area_id, level=level_id, indicator=""), name),
    )


def _newest(table: ValueTable) -> ValueRow:
    """Return the newest figure that is none of the future, else the newest of all."""
    counted = [row for row in table.rows if row.status is not Status.FORECAST]
    # a year without figures yet says nothing
    with_state = [row for row in counted if row.state not in {State.UNKNOWN, State.PENDING}]
    return (with_state or counted or list(table.rows))[-1]


def area_figures(
    atlas: Atlas, area_id: str, codes: Iterable[str]
) -> dict[tuple[str, int], ValueRow]:
    """Figures of the whole area that count, all at once, by indicator and year."""
    area = atlas.area(area_id)
    if area.top_unit is None:
        return {}
    available = set(atlas.available(area_id, area.top_level))
    whole = [code for code in codes if code in available]
    tables = atlas.profile(area_id, area.top_level, area.top_unit.id, whole)
    return {(table.indicator, row.year): row for table in tables for row in best_rows(table.rows)}


def _profile_row(table: ValueTable, row: ValueRow, of_area: ValueRow | None) -> TableRow:
    title, unit, year = (TableCell(text=text) for text in (table.title, table.unit, str(row.year)))
    return TableRow(cells=(title, _figure(table, row), _area_figure(table, of_area), unit, year))


def _figure(table: ValueTable, row: ValueRow) -> TableCell:
    text = format_figure(row.value, row.state, row.status, table.decimals)
    return TableCell(text=text, number=row.value)


def _area_figure(table: ValueTable, row: ValueRow | None) -> TableCell:
    if row is None:
        return TableCell(text=State.UNKNOWN.sign)
    cell = _figure(table, row)
    return cell if row.value is None else replace(cell, text=marked(cell.text, row))


def _provenance(
    atlas: Atlas, level: Level, newest: list[tuple[ValueTable, ValueRow]]
) -> Provenance:
    """Gather the sources of all rows; the dates differ too much for one line."""
    if not newest:
        return NO_PROVENANCE
    each = [
        provenance(
            atlas, table.area, atlas.indicator(table.area, table.indicator), [row], table.decimals
        )
        for table, row in newest
    ]
    rows = [row for _, row in newest]
    first = newest[0][0]
    scope = Scope(area=first.area, level=level.id, indicator=first.indicator)
    of_all = replace(
        merged(each, split_sources=True),
        reference_dates="",
        signs=honest_signs(
            atlas,
            first.area,
            sign_legend((row.state for row in rows), (row.status for row in rows)),
        ),
        notes=(),
    )
    sources = vintage_notes(atlas, scope, of_all, [row.year for row in rows])
    area = atlas.area(scope.area)
    notes = [texts.FICTIONAL] if area.fictional else []
    rounding = rounding_notes(atlas, scope.area)
    return replace(sources, notes=(*rounding, *notes, *sources.notes))
