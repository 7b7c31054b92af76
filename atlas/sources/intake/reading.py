"""Read a department's file: what was understood, its values, and what is to be asked.

open (by signature, with limits) → grid → layout → roles → decimals → values → findings
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

import numpy as np
import pandas as pd

from atlas.errors import IntakeFileError
from atlas.model.cells import State
from atlas.model.intake import IntakeProblem
from atlas.model.text import in_one_line
from atlas.sources.intake import sign_texts, texts
from atlas.sources.intake.corrections import NO_CORRECTIONS, Corrections
from atlas.sources.intake.decimals import find_decimals
from atlas.sources.intake.delimited import read_delimited
from atlas.sources.intake.findings import finding, listed
from atlas.sources.intake.flat import flat_roles
from atlas.sources.intake.grid import Grid, Numbers, column_index, column_letters, text_grid
from atlas.sources.intake.heads import column_names, is_number_row
from atlas.sources.intake.html_table import declared_encoding, html_grids
from atlas.sources.intake.intake import Intake, IntakeColumn, Understanding
from atlas.sources.intake.layout import Layout, filled_down, find_layout
from atlas.sources.intake.layout_texts import EXPLAINING
from atlas.sources.intake.levels import (
    KeyedRows,
    level_findings,
    name_findings,
    pseudo_findings,
)
from atlas.sources.intake.opening import FileKind, OpenedFile, open_file
from atlas.sources.intake.persons import refuse_cases, refuse_persons
from atlas.sources.intake.roles import KeyKind, Roles, find_roles
from atlas.sources.intake.subtotals import sum_rows
from atlas.sources.intake.tokens import TokenKind, TokenTable, cleaned, indents, token_table
from atlas.sources.intake.values import read_values, value_findings
from atlas.sources.intake.workbook import read_sheets


@dataclass(frozen=True, slots=True, kw_only=True)
class _Sheet:
    """One sheet of a file and how it was written; `visible` unless somebody has hidden it."""

    grid: Grid
    visible: bool = True
    encoding: str | None = None
    delimiter: str | None = None
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Table:
    """A sheet in which a table was sought, with what the person said about it."""

    sheet: _Sheet
    corrections: Corrections

    @cached_property
    def written(self) -> TokenTable:
        """The cells as tokens, as they stand in the sheet."""
        signs = {text: _state(code) for text, code in self.corrections.signs}
        return token_table(self.sheet.grid, signs)

    @cached_property
    def tokens(self) -> TokenTable:
        """The cells as tokens; a key that stands once for several rows stands in each."""
        return filled_down(self.written, self.layout) if self.layout else self.written

    @cached_property
    def layout(self) -> Layout | None:
        """Head, body and footer; None without a table."""
        said = self.corrections
        head, footer = (_from_zero(rows) for rows in (said.header_rows, said.footer_rows))
        return find_layout(self.written, head, footer)

    @cached_property
    def heads(self) -> dict[int, str]:
        """Names of the columns."""
        head = self.layout.head if self.layout else ()
        rows = [row for row in head if not is_number_row(self.tokens, row)]
        return column_names(self.tokens, rows, range(self.sheet.grid.width))

    @cached_property
    def roles(self) -> Roles | None:
        """What the columns are; None if there is no key or no value."""
        if self.layout is None:
            return None
        said = self.corrections
        flat = flat_roles(self.tokens, self.layout, self.heads)
        key = None if said.key_column is None else column_index(said.key_column)
        roles = flat or find_roles(self.tokens, self.layout, self.heads, key, said.key_kind)
        if roles is None:
            return None
        if said.dimensions is not None:
            dimensions = tuple(map(column_index, said.dimensions))
            values = tuple(column for column in roles.measures if column not in dimensions)
            roles = replace(roles, dimensions=dimensions, measures=values)
        if said.value_columns is not None:
            roles = replace(roles, measures=tuple(map(column_index, said.value_columns)))
        return roles

    @cached_property
    def size(self) -> int:
        """Number of cells with numbers in columns of values, 0 without a table."""
        if self.layout is None or self.roles is None:
            return 0
        places = np.ix_(np.array(self.layout.body), np.array(self.roles.measures))
        return int((self.tokens.kinds[places] == TokenKind.NUMBER).sum()) + 1


def read_intake(
    source: Path | bytes,
    name: str = "",
    corrections: Corrections = NO_CORRECTIONS,
    level: str = "",
) -> Intake:
    """Read a file and say what was understood of it.

    Of several sheets that with the name of a `level` is read, as in our own templates.

    Raises
    ------
    IntakeFileError
        If it is no table in a form that is read, too large, or a list of persons.
    UnreadableFileError
        If the file can't be opened.
    """
    file = open_file(source, name)
    tables = [_Table(sheet, corrections) for sheet in _sheets(file, corrections)]
    for table in tables:
        refuse_persons(table.written)
    asked = _asked(tables, corrections, level.casefold())
    return _intake(file, _chosen(asked), tables, [table for table in asked if table.size])


def _sheets(file: OpenedFile, corrections: Corrections) -> Iterator[_Sheet]:
    if file.kind in {FileKind.XLSX, FileKind.XLS, FileKind.ODS}:
        for grid, visible in read_sheets(file):
            yield _Sheet(grid=grid, visible=visible)
        return
    if file.kind is FileKind.HTML:
        encoding = corrections.encoding or declared_encoding(file.content) or _encoding_of(file)
        text = file.content.decode(encoding, errors="replace")
        for grid in html_grids(text):
            yield _Sheet(grid=grid, encoding=encoding)
        return
    read = read_delimited(file.content, corrections.encoding, corrections.delimiter)
    yield _Sheet(
        grid=text_grid("", read.records),
        encoding=read.encoding,
        delimiter=read.delimiter,
        doubts=read.doubts,
    )


def _encoding_of(file: OpenedFile) -> str:
    try:
        file.content.decode()
    except UnicodeDecodeError:
        return "cp1252"
    return "utf-8"


def _asked(tables: Sequence[_Table], corrections: Corrections, level: str) -> Sequence[_Table]:
    """Leave the sheets that may be meant: the one named, those of a level, or all with figures."""
    if corrections.sheet is not None:
        named = [table for table in tables if table.sheet.grid.name == corrections.sheet]
        if not named:
            names = listed(table.sheet.grid.name for table in tables)
            raise IntakeFileError("no_sheet", sheet=corrections.sheet, sheets=names)
        return named
    figures = [table for table in tables if not EXPLAINING.match(table.sheet.grid.name)]
    of_level = [
        table
        for table in figures
        if level
        and table.size
        and table.sheet.visible
        and level in table.sheet.grid.name.casefold()
    ]
    return of_level or figures or tables


def _chosen(tables: Sequence[_Table]) -> _Table:
    """Choose the visible sheet with the most numbers."""
    ranked = sorted(tables, key=lambda table: (table.sheet.visible, table.size), reverse=True)
    usable = [table for table in ranked if table.size]
    if not usable:
        raise IntakeFileError("no_table")
    return usable[0]


def _intake(
    file: OpenedFile, table: _Table, tables: Sequence[_Table], asked: Sequence[_Table]
) -> Intake:
    layout, roles, tokens = table.layout, table.roles, table.tokens
    if layout is None or roles is None:
        raise IntakeFileError("no_table")
    figures = {table.heads.get(column, "") for column in roles.measures}
    refuse_cases([head for head in table.heads.values() if head not in figures], sorted(figures))
    decimals = find_decimals(tokens, layout.body, roles.measures, table.corrections.decimal)
    read = read_values(table.sheet.grid, tokens, layout.body, roles.measures, decimals)
    rows = _keyed_rows(table, layout, roles)
    findings = [
        *_file_findings(file, table, tables, asked),
        *_layout_findings(table, layout),
        *_alike(table, roles),
        *(levels := list(level_findings(rows))),
        *(() if levels or roles.dimensions else _sum_findings(rows, read.numbers)),
        *name_findings(rows),
        *pseudo_findings(rows),
        *_key_findings(rows),
        *value_findings(tokens, read, decimals, table.heads),
    ]
    understood = Understanding(
        encoding=table.sheet.encoding,
        delimiter=table.sheet.delimiter,
        decimal=decimals.sign,
        sheet=table.sheet.grid.name or None,
        header_rows=_to_excel(layout.head),
        footer_rows=_to_excel(layout.footer),
        key_column=column_letters(roles.key),
        key_kind=roles.kind,
        name_column=None if roles.name is None else column_letters(roles.name),
        dimensions=tuple(map(column_letters, roles.dimensions)),
        columns=tuple(
            IntakeColumn(column=column_letters(column), name=_name(table, column))
            for column in roles.measures
        ),
        signs=_signs(table, layout, roles),
    )
    return Intake(
        file=file.name,
        understood=understood,
        corrections=table.corrections,
        rows=np.array(layout.body, dtype=np.intp) + 1,
        keys=tuple(rows.keys),
        names=tuple(rows.names),
        indents=rows.indents,
        dimension_texts=_dimension_texts(table, layout, roles),
        numbers=read.numbers,
        states=read.states,
        statuses=read.statuses,
        unread=read.unread,
        signed=read.signed,
        problems=tuple(findings),
    )


def _keyed_rows(table: _Table, layout: Layout, roles: Roles) -> KeyedRows:
    body = np.array(layout.body, dtype=np.intp)
    label = roles.key if roles.name is None else roles.name
    names = _texts(table, body, label)
    # a total often has a name and no code
    keys = [key or name for key, name in zip(_texts(table, body, roles.key), names, strict=True)]
    groups = table.tokens.codes[np.ix_(body, np.array(roles.dimensions, dtype=np.intp))]
    numbers = (
        pd.factorize(pd.MultiIndex.from_arrays(list(groups.T)))[0] if groups.size else 0 * body
    )
    return KeyedRows(
        rows=body,
        column=roles.key,
        is_code=roles.kind is KeyKind.CODE,
        keys=keys,
        names=names,
        indents=indents(table.sheet.grid.texts[body, label]),
        levels=() if roles.level is None else _texts(table, body, roles.level),
        level_head="" if roles.level is None else _name(table, roles.level),
        groups=numbers,
    )


def _texts(table: _Table, rows: np.ndarray, column: int) -> list[str]:
    codes = table.tokens.codes[rows, column]
    return [in_one_line(table.tokens.texts[code]) for code in codes.tolist()]


def _dimension_texts(table: _Table, layout: Layout, roles: Roles) -> tuple[tuple[str, ...], ...]:
    body = np.array(layout.body, dtype=np.intp)
    return tuple(tuple(_texts(table, body, column)) for column in roles.dimensions)


def _name(table: _Table, column: int) -> str:
    return table.heads.get(column) or texts.UNNAMED.format(column=column_letters(column))


def _signs(table: _Table, layout: Layout, roles: Roles) -> dict[str, str]:
    """Return what the signs that occur among the values mean, by the codes of their states."""
    places = np.ix_(np.array(layout.body), np.array(roles.measures))
    codes = np.unique(table.tokens.codes[places])
    pairs = ((table.tokens.texts[code], table.tokens.tokens[code]) for code in codes.tolist())
    return {
        text: State.UNKNOWN.code if token.placeholder else token.state.code
        for text, token in pairs
        if token.kind is TokenKind.SIGN or token.placeholder
    }


def _file_findings(
    file: OpenedFile, table: _Table, tables: Sequence[_Table], asked: Sequence[_Table]
) -> Iterator[IntakeProblem]:
    sheet = table.sheet
    for doubt in sheet.doubts:
        yield finding(doubt, encoding=sheet.encoding)
    if file.has_macros:
        yield finding("macros")
    if file.kind is FileKind.HTML:
        yield finding("html")
    name = sheet.grid.name
    others = [other.sheet for other in asked if other is not table]
    if others:
        names = listed(other.grid.name for other in others)
        yield finding("other_sheets", sheet=name, sheets=names)
    hidden = [other.sheet.grid.name for other in tables if not other.sheet.visible]
    if not sheet.visible:
        yield finding("sheet_hidden", sheet=name)
    elif hidden:
        yield finding("hidden_sheets", sheets=listed(hidden))
    for code, cells in sheet.grid.notices:
        row = int(cells[0]) - 1 if cells[0].isdecimal() else None
        yield finding(code, row=row, cells=", ".join(cells[:12]))


def _layout_findings(table: _Table, layout: Layout) -> Iterator[IntakeProblem]:
    if not layout.head:
        yield finding("no_header", row=layout.body[0])
    if flat_roles(table.tokens, layout, table.heads):
        yield finding("flat_file", kind=texts.GENESIS)
    if layout.repeated:
        yield finding("repeated_head", row=layout.repeated[0])
    if layout.second is not None:
        yield finding("second_table", row=layout.second, value=_first_text(table, layout.second))
    if layout.headings:
        first = [_first_text(table, row) for row in layout.headings]
        yield finding("heading_rows", row=layout.headings[0], names=listed(first))


def _alike(table: _Table, roles: Roles) -> Iterator[IntakeProblem]:
    """Ask about columns of values that have one name."""
    columns: dict[str, list[int]] = {}
    for column in roles.measures:
        columns.setdefault(table.heads.get(column, ""), []).append(column)
    for name, same in columns.items():
        if name and len(same) > 1:
            letters = ", ".join(map(column_letters, same))
            yield finding("columns_alike", column=same[0], value=name, columns=letters)


def _first_text(table: _Table, row: int) -> str:
    codes = table.tokens.codes[row].tolist()
    return next((text for code in codes if (text := table.tokens.texts[code])), "")


def _sum_findings(rows: KeyedRows, numbers: Numbers) -> Iterator[IntakeProblem]:
    sums = sum_rows(numbers)
    if sums:
        names = listed(rows.names[at] for at in sums)
        yield finding("levels_by_sum", row=int(rows.rows[sums[0]]), names=names)


def _key_findings(rows: KeyedRows) -> Iterator[IntakeProblem]:
    for row, key in zip(rows.rows.tolist(), rows.keys, strict=True):
        if not key:
            yield finding("key_empty", row=row, column=rows.column)
        elif rows.is_code and sign_texts.ROUNDED.fullmatch(key):
            yield finding("key_number", row=row, column=rows.column, value=key)
        elif key[0] in "=+@" or cleaned(key).startswith("-="):
            yield finding("formula_text", row=row, column=rows.column, value=key)


def _state(code: str) -> State:
    return next((state for state in State if state.code == code), State.UNKNOWN)


def _from_zero(rows: tuple[int, ...] | None) -> tuple[int, ...] | None:
    return None if rows is None else tuple(row - 1 for row in rows)


def _to_excel(rows: Sequence[int]) -> tuple[int, ...]:
    return tuple(row + 1 for row in rows)
