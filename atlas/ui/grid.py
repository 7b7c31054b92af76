"""Sortable tables: numbers stay numbers and look as they do in print."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import nan
from typing import TYPE_CHECKING, Any

import pandas as pd
import streamlit as st
from streamlit.elements.lib.column_types import ColumnConfig

from atlas.model.specs import TableColumn, TableRow, TableSpec
from atlas.render.table.delimited import head_text
from atlas.views.table import texts as table_texts

if TYPE_CHECKING:
    # a tenth of a second to load: only a table to sort needs it
    from pandas.io.formats.style import Styler

SELECTED_STYLE = "font-weight: 600; background-color: #DCEDEE"
SUM_STYLE = "font-weight: 600; background-color: #EDF1F2"
ROW_HEIGHT = 35
MOST_ROWS = 18
"""Rows shown before the table scrolls within itself."""


def draw(spec: TableSpec) -> None:
    """Show a table in official order; a click on a head sorts it."""
    rows = min(len(spec.rows), MOST_ROWS) + 1
    st.dataframe(
        styled(spec),
        hide_index=True,
        width="stretch",
        height=rows * ROW_HEIGHT + 3,
        column_config={column.key: _config(column) for column in spec.columns},
        placeholder="",
        alt=table_texts.TABLE_ALT.format(title=spec.title),
    )


def styled(spec: TableSpec) -> Styler:
    """Pair the numbers with their printed form; totals and selected rows are set apart."""
    columns = {column.key: _values(spec, index) for index, column in enumerate(spec.columns)}
    styler = pd.DataFrame(columns).style
    for index, column in enumerate(spec.columns):
        if column.is_number:
            printed = {row.cells[index].number: row.cells[index].text for row in spec.rows}
            styler.format(_printer(printed), subset=[column.key], na_rep="")
    styles = [_row_style(row) for row in spec.rows]
    return styler.apply(lambda _column: styles, axis=0)


def _row_style(row: TableRow) -> str:
    if row.emphasis:
        return SUM_STYLE
    return SELECTED_STYLE if row.selected else ""


def _values(spec: TableSpec, index: int) -> list[str] | list[float]:
    cells = [row.cells[index] for row in spec.rows]
    if not spec.columns[index].is_number:
        return [cell.text for cell in cells]
    return [nan if cell.number is None else cell.number for cell in cells]


def _printer(printed: Mapping[Any, str]) -> Callable[[object], str]:
    return lambda number: printed.get(number, "")


def _config(column: TableColumn) -> ColumnConfig:
    kind = st.column_config.NumberColumn if column.is_number else st.column_config.TextColumn
    return kind(head_text(column))
