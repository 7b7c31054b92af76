"""Workbooks: the cells of their sheets as they were last calculated; no formula or macro runs."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from typing import Final, TypeAlias
from xml.etree import ElementTree as ET

import numpy as np
from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    WorksheetNotFound,
    XmlError,
    ZipError,
    load_workbook,
)

from atlas.errors import IntakeFileError
from atlas.sources.intake.grid import Grid, Texts, cell_grid, check_size, column_index
from atlas.sources.intake.opening import FileKind, OpenedFile

_Cell: TypeAlias = tuple[int, int]
_FAULTS: Final = (CalamineError, ZipError, XmlError, WorksheetNotFound, ValueError, OSError)
_RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CELL: Final = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})([0-9]{1,7})"')
_HIDDEN_ROW: Final = re.compile(
    rb'<(?:\w+:)?row\b(?=[^>]*\bhidden="(?:1|true)")[^>]*?\br="([0-9]{1,7})"'
)
_EMPTY_FORMULA: Final = re.compile(
    rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3}[0-9]{1,7})"[^>]*>'
    rb"<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?</(?:\w+:)?c>"
)
_ERROR: Final = re.compile(
    rb'<(?:\w+:)?c\b(?=[^>]*\bt="e")[^>]*?\br="([A-Z]{1,3})([0-9]{1,7})"[^>]*>'
    rb"(?:<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>))?<(?:\w+:)?v>([^<]*)</"
)
_ODS_REPEATED: Final = re.compile(
    rb"<(/?)table:(table-row|table-cell)\b([^>]*?)(/?)>",
)
_COUNT: Final = re.compile(rb'number-(?:rows|columns)-repeated="([0-9]{1,9})"')
_COLLAPSED: Final = re.compile(rb'table:visibility="(?:collapse|filter)"')
HIDDEN_ROWS, EMPTY_FORMULAS, MERGED = "hidden_rows", "empty_formulas", "merged"


def sheet_names(file: OpenedFile) -> tuple[tuple[str, bool], ...]:
    """Name the sheets of a workbook that hold cells, each with whether it can be seen.

    Raises
    ------
    IntakeFileError
        If the workbook can't be opened.
    """
    workbook = _open(file)
    return tuple(
        (sheet.name, sheet.visible == SheetVisibleEnum.Visible)
        for sheet in workbook.sheets_metadata
        if sheet.typ == SheetTypeEnum.WorkSheet
    )


def read_sheets(file: OpenedFile) -> Iterator[tuple[Grid, bool]]:
    """Read the sheets of a workbook one after another, each with whether it can be seen.

    Raises
    ------
    IntakeFileError
        If the workbook is broken, has a password, or a sheet is larger than what is read.
    """
    _refuse_large_sheets(file)
    workbook = _open(file)
    parts = _parts(file)
    for name, visible in sheet_names(file):
        sheet, grid = _grid(workbook, name)
        part = parts.get(name, b"")
        yield _with_notices(_with_errors(grid, part), sheet, part), visible


def _open(file: OpenedFile) -> CalamineWorkbook:
    try:
        return load_workbook(BytesIO(file.content))
    except PasswordError as error:
        raise IntakeFileError("password") from error
    except _FAULTS as error:
        raise IntakeFileError("broken") from error


def _grid(workbook: CalamineWorkbook, name: str) -> tuple[CalamineSheet, Grid]:
    try:
        sheet = workbook.get_sheet_by_name(name)
        check_size(sheet.total_height, sheet.total_width)
        return sheet, cell_grid(name, sheet.to_python(skip_empty_area=False))
    except _FAULTS as error:
        raise IntakeFileError("broken") from error


def _parts(file: OpenedFile) -> dict[str, bytes]:
    """Return the XML of each sheet of a .xlsx by its name; none for other kinds."""
    if file.kind is not FileKind.XLSX:
        return {}
    try:
        with zipfile.ZipFile(BytesIO(file.content)) as archive:
            book = ET.fromstring(archive.read("xl/workbook.xml"))  # noqa: S314  (expat limits what entities become)
            relations = ET.fromstring(archive.read("xl/_rels/workbook.xml.rels"))  # noqa: S314  (see above)
            targets = {item.get("Id"): item.get("Target", "") for item in relations}
            named = (
                (item.get("name", ""), targets.get(item.get(_RELATION), ""))
                for item in book.iter()
                if item.tag.endswith("}sheet")
            )
            paths = {name: _path(target) for name, target in named}
            members = set(archive.namelist())
            return {name: archive.read(path) for name, path in paths.items() if path in members}
    except (KeyError, ET.ParseError, zipfile.BadZipFile, *_FAULTS) as error:
        raise IntakeFileError("broken") from error


def _path(target: str) -> str:
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def _refuse_large_sheets(file: OpenedFile) -> None:
    """Refuse sheets whose outermost cells span more than is read, before they are opened.

    Two cells in far corners, or one row repeated a million times, would fill the memory.
    """
    if file.kind is FileKind.ODS:
        check_size(_ods_cells(_ods_content(file)), 1)
    for part in _parts(file).values():
        corners = {(columns, int(row)) for columns, row in _CELL.findall(part)}
        if not corners:
            continue
        widest = max({columns for columns, _ in corners}, key=lambda name: (len(name), name))
        check_size(max(row for _, row in corners), column_index(widest.decode()) + 1)


def _ods_content(file: OpenedFile) -> bytes:
    try:
        with zipfile.ZipFile(BytesIO(file.content)) as archive:
            return archive.read("content.xml")
    except (KeyError, zipfile.BadZipFile, ValueError, OSError) as error:
        raise IntakeFileError("broken") from error


def _ods_cells(content: bytes) -> int:
    """Count the cells of all sheets that aren't empty, repeated ones as often as they are."""
    cells = rows = 0
    width = 0
    for match in _ODS_REPEATED.finditer(content):
        closes, tag, attributes, is_empty = match.groups()
        if tag == b"table-row":
            cells += rows * width
            repeated = _COUNT.search(attributes)
            rows, width = (0 if closes else int(repeated[1]) if repeated else 1), 0
        elif not closes and not (is_empty and b"office:value" not in attributes):
            repeated = _COUNT.search(attributes)
            width += int(repeated[1]) if repeated else 1
    return cells


def _with_errors(grid: Grid, part: bytes) -> Grid:
    """Put the errors of formulas where the reader leaves cells empty: #DIV/0! isn't nothing."""
    errors = _ERROR.findall(part)
    if not errors:
        return grid
    texts = grid.texts.copy()
    for letters, row, error in errors:
        place = int(row) - 1, column_index(letters.decode())
        if place[0] < grid.height and place[1] < grid.width:
            texts[place] = error.decode("utf-8", "replace")
    return replace(grid, texts=texts)


def _with_notices(grid: Grid, sheet: CalamineSheet, part: bytes) -> Grid:
    """Note hidden rows, merged cells, and formulas nobody has calculated."""
    hidden = tuple(row.decode() for row in _HIDDEN_ROW.findall(part) if int(row) <= grid.height)
    formulas = tuple(cell.decode() for cell in _EMPTY_FORMULA.findall(part))
    merged = tuple(area for area in sheet.merged_cell_ranges or () if area[0][1] < grid.width)
    below = tuple(f"{first[0] + 1}" for first, last in merged if last[0] > first[0])
    listed = ((HIDDEN_ROWS, hidden), (EMPTY_FORMULAS, formulas), (MERGED, below))
    texts = _filled(grid, merged) if below else grid.texts
    notices = tuple((code, cells) for code, cells in listed if cells)
    return replace(grid, texts=texts, notices=notices)


def _filled(grid: Grid, merged: tuple[tuple[_Cell, _Cell], ...]) -> Texts:
    """Repeat a text that is merged over several rows in each of them; a number stands once."""
    texts = grid.texts.copy()
    for (top, left), (bottom, _) in merged:
        if bottom > top and top < grid.height and np.isnan(grid.numbers[top, left]):
            texts[top + 1 : bottom + 1, left] = texts[top, left]
    return texts
