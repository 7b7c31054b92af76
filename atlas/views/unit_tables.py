"""The table of a page: all units with value, change since the base year, counts and sign."""

from __future__ import annotations

from dataclasses import replace

from atlas import pipeline
from atlas.atlas import Atlas
from atlas.model.figures import TableCell, TableColumn, TableRow, TableSpec
from atlas.model.scope import Query, Scope, View
from atlas.views import texts
from atlas.views.headlines import view_decimals
from atlas.views.tables import value_table

EMPTY = TableCell(text="")
AFTER = "value"
"""Key of the column the change stands behind."""


def unit_table(atlas: Atlas, scope: Scope) -> TableSpec:
    """Lay out the units of a scope; values get the change since the base year beside them."""
    spec = value_table(atlas, query(scope))
    if scope.view is not View.VALUE or scope.base_year is None:
        return spec
    item = atlas.indicator(scope.indicator)
    column = TableColumn(
        key="change",
        title=texts.CHANGE_SINCE.format(base=scope.base_year),
        unit=pipeline.view_unit(item, View.CHANGE),
        decimals=view_decimals(item, View.CHANGE),
    )
    return _with_column(spec, column, _changes(atlas, scope))


def query(scope: Scope) -> Query:
    """Ask for the figures of a scope."""
    return Query(
        area=scope.area,
        level=scope.level,
        code=scope.indicator,
        years=(scope.year,),
        view=scope.view,
        base_year=scope.base_year if scope.view is View.CHANGE else None,
    )


def _changes(atlas: Atlas, scope: Scope) -> dict[tuple[str, str], TableCell]:
    spec = value_table(atlas, query(replace(scope, view=View.CHANGE)))
    place = _place(spec)
    return {_row_key(row): row.cells[place] for row in spec.rows}


def _with_column(
    spec: TableSpec, column: TableColumn, cells: dict[tuple[str, str], TableCell]
) -> TableSpec:
    place = _place(spec) + 1
    rows = (
        replace(
            row,
            cells=(*row.cells[:place], cells.get(_row_key(row), EMPTY), *row.cells[place:]),
        )
        for row in spec.rows
    )
    columns = (*spec.columns[:place], column, *spec.columns[place:])
    return replace(spec, columns=columns, rows=tuple(rows))


def _row_key(row: TableRow) -> tuple[str, str]:
    unit, name, *_ = row.cells
    return unit.text, name.text


def _place(spec: TableSpec) -> int:
    return [column.key for column in spec.columns].index(AFTER)
