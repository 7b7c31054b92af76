"""The table of a page: all units with value, change since the base year, counts and sign."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from atlas import pipeline
from atlas.atlas import Atlas
from atlas.model.areas import Level, distinct_names
from atlas.model.scope import Scope, View
from atlas.model.specs import TableCell, TableColumn, TableRow, TableSpec
from atlas.pipeline import view_decimals
from atlas.views import texts
from atlas.views.citation import permanent_link
from atlas.views.numbers import merged_signs
from atlas.views.table import texts as table_texts
from atlas.views.table.tables import PAGE, value_table

EMPTY = TableCell(text="")
YEARS = "year"
"""Key of the column of years."""
SIGNS = "flag"
"""Key of the column of signs; those of changes and deviations end in it."""
VALUES = "value"
"""Key of the column of values, beside which the others are put."""


def unit_table(atlas: Atlas, scope: Scope) -> TableSpec:
    """Lay out the units of a scope: values, and beside them what is compared.

    Changes are put beside the values of both years, deviations beside the value they come
    from: every number of the table can be checked in its own row.
    """
    scope = atlas.with_base_year(scope)
    spec = value_table(atlas, replace(scope, view=View.VALUE).single_year)
    if scope.view is View.DEVIATION:
        kind = atlas.area(scope.area).kind
        spec = _compared(atlas, scope, spec, texts.DEVIATION.format(kind=kind))
    elif scope.base_year is not None:
        since = replace(scope, view=View.CHANGE)
        spec = _compared(atlas, since, spec, texts.CHANGE_SINCE.format(base=scope.base_year))
    spec = _with_link(atlas, spec, scope)
    if scope.view is View.VALUE:
        return spec
    if scope.view is View.CHANGE and scope.base_year is not None:
        spec = _with_base(atlas, scope, spec)
    of_view = value_table(atlas, scope.single_year)
    signs = merged_signs(spec.provenance.signs, of_view.provenance.signs)
    titled = replace(
        spec,
        title=of_view.title,
        subtitle="",
        provenance=replace(of_view.provenance, signs=signs),
        file_stem=of_view.file_stem,
    )
    return _with_link(atlas, titled, scope)


def _with_link(atlas: Atlas, spec: TableSpec, scope: Scope) -> TableSpec:
    # beside the values stands the change since the base year
    beside = scope.view is View.VALUE and scope.base_year is not None
    more = {"basis": str(scope.base_year)} if beside else None
    link = permanent_link(atlas, scope, PAGE, more)
    return replace(spec, provenance=replace(spec.provenance, link=link))


def with_everyday_names(spec: TableSpec, level: Level) -> TableSpec:
    """Call units as the map does, and behind that officially: only a screen needs no exact key."""
    keys = [column.key for column in spec.columns]
    unit, name = keys.index("unit"), keys.index("name")
    names = {key: word for key, word in distinct_names(level.units).items() if word.everyday}

    def renamed(row: TableRow) -> TableRow:
        unit_name = names.get(row.cells[unit].text)
        if unit_name is None or row.emphasis:
            return row
        # a mark behind the name stays behind both
        official = row.cells[name].text
        both = texts.MARKED.format(text=unit_name.shown, mark=unit_name.name)
        cell = replace(row.cells[name], text=official.replace(unit_name.name, both, 1))
        return replace(row, cells=(*row.cells[:name], cell, *row.cells[name + 1 :]))

    return replace(spec, rows=tuple(map(renamed, spec.rows)))


def without_file_columns(spec: TableSpec) -> TableSpec:
    """Leave out what files need and a reader sees anyway: a year of all rows, and the signs.

    The headline names the year, and each sign stands beside its number or in its place.
    """
    kept = [
        position
        for position, column in enumerate(spec.columns)
        if not column.key.endswith(SIGNS) and not _is_year_of_all(spec, position)
    ]
    rows = (replace(row, cells=tuple(row.cells[p] for p in kept)) for row in spec.rows)
    columns = tuple(spec.columns[position] for position in kept)
    return replace(spec, columns=columns, rows=tuple(rows))


def _is_year_of_all(spec: TableSpec, position: int) -> bool:
    years = {row.cells[position].text for row in spec.rows}
    return spec.columns[position].key == YEARS and len(years) <= 1


def _compared(atlas: Atlas, scope: Scope, spec: TableSpec, title: str) -> TableSpec:
    """Put a change or deviation behind the values."""
    item = atlas.indicator(scope.area, scope.indicator)
    column = TableColumn(
        key=scope.view.value,
        title=title,
        unit=pipeline.view_unit(item, scope.view),
        decimals=view_decimals(item, scope.view),
    )
    return _with_column(
        spec, column, value_table(atlas, scope.single_year), _position(spec, VALUES) + 1
    )


def _with_base(atlas: Atlas, scope: Scope, spec: TableSpec) -> TableSpec:
    """Put the values of the base year before those of the year."""
    position = _position(spec, VALUES)
    column, base = spec.columns[position], scope.base_year
    then = replace(scope, year=base or scope.year, view=View.VALUE)
    before = replace(column, key="base", title=texts.VALUE_IN.format(year=base))
    after = replace(column, title=texts.VALUE_IN.format(year=scope.year))
    columns = (*spec.columns[:position], after, *spec.columns[position + 1 :])
    base_table = value_table(atlas, then.single_year)
    return _with_column(replace(spec, columns=columns), before, base_table, position)


def _with_column(
    spec: TableSpec, column: TableColumn, other: TableSpec, position: int
) -> TableSpec:
    """Put the values of a table into another one, with their signs and what they are based on."""
    spec = _inserted(spec, column, _cells(other, VALUES), position)
    flags = _cells(other, SIGNS)
    if any(cell.text for cell in flags.values()):
        title = table_texts.SIGN_OF.format(title=column.title)
        of_column = TableColumn(key=f"{column.key}_{SIGNS}", title=title)
        spec = _inserted(spec, of_column, flags, len(spec.columns))
    signs = merged_signs(spec.provenance.signs, other.provenance.signs)
    # what is compared is based on all that the values are based on, and on more
    sources = replace(other.provenance, signs=signs)
    return replace(spec, provenance=sources)


def _cells(spec: TableSpec, key: str) -> dict[tuple[str, str], TableCell]:
    position = _position(spec, key)
    return {_row_key(row): row.cells[position] for row in spec.rows}


def _inserted(
    spec: TableSpec, column: TableColumn, cells: Mapping[tuple[str, str], TableCell], position: int
) -> TableSpec:
    """Put a column before that of a position; rows that have no cell for it stay empty there."""
    rows = (
        replace(
            row,
            cells=(*row.cells[:position], cells.get(_row_key(row), EMPTY), *row.cells[position:]),
        )
        for row in spec.rows
    )
    columns = (*spec.columns[:position], column, *spec.columns[position:])
    return replace(spec, columns=columns, rows=tuple(rows))


def _row_key(row: TableRow) -> tuple[str, str]:
    unit, name, *_ = row.cells
    return unit.text, name.text


def _position(spec: TableSpec, key: str) -> int:
    return [column.key for column in spec.columns].index(key)
