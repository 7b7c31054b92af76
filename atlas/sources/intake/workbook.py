"""Workbooks: the cells of their sheets as they were last calculated; no formula or macro runs."""

from __future__ import annotations

import pickle
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from html import unescape
from pathlib import Path
from typing import Final, TypeAlias

import numpy as np

from atlas.errors import IntakeFileError
from atlas.sources.intake import sheet_reader
from atlas.sources.intake.archives import opened_archive, xml_root
from atlas.sources.intake.grid import (
    MOST_CELLS,
    MOST_ROWS,
    Grid,
    Texts,
    cell_grid,
    check_size,
    column_index,
    column_letters,
)
from atlas.sources.intake.opening import FileKind, OpenedFile
from atlas.sources.intake.sheet_reader import SheetCells

_Cell: TypeAlias = tuple[int, int]
MOST_SHEETS: Final = 250
_MOST_SECONDS: Final = 30
"""Until a workbook is read on a busy machine; its computing ends earlier (`sheet_reader`)."""
_RELATION: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_CELL: Final = re.compile(rb'<(?:\w+:)?c\b[^<>]*?\br="([A-Z]{1,3})([0-9]{1,7})"')
_HIDDEN_ROW: Final = re.compile(
    rb'<(?:\w+:)?row\b(?=[^<>]*\bhidden="(?:1|true)")[^<>]*?\br="([0-9]{1,7})"'
)
_EMPTY_FORMULA: Final = re.compile(
    rb'(?><(?:\w+:)?c\b[^<>]*?\br="([A-Z]{1,3}[0-9]{1,7})")[^<>]*>'
    rb"<(?:\w+:)?f\b(?:[^<>]*/>|[^<>]*>[^<]*</(?:\w+:)?f>)"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?</(?:\w+:)?c>"
)
_ERROR: Final = re.compile(
    rb'(?><(?:\w+:)?c\b(?=[^<>]*\bt="e")[^<>]*?\br="([A-Z]{1,3})([0-9]{1,7})")[^<>]*>'
    rb"(?:<(?:\w+:)?f\b(?:[^<>]*/>|[^<>]*>[^<]*</(?:\w+:)?f>))?<(?:\w+:)?v>([^<]*)</"
)
_ODS_REPEATED: Final = re.compile(
    rb"<(/?)table:(table-row|table-cell)\b([^<>]*?)(/?)>",
)
_COUNT: Final = re.compile(rb'number-(?:rows|columns)-repeated="([0-9]{1,15})"')
_ODS_TABLE: Final = re.compile(rb'<table:table [^<>]*?table:name="([^"<>]*)"')
_ODS_ROW: Final = re.compile(rb"<table:table-row\b([^<>]*)>")
_COLLAPSED: Final = re.compile(rb'table:visibility="(?:collapse|filter)"')
_STYLED: Final = rb'<(?:\w+:)?c\b(?=[^>]*\bs="(?:%s)")[^>]*?\br="([A-Z]{1,3})([0-9]{1,7})"'
_STYLES: Final = "xl/styles.xml"
_PERCENT_FORMATS: Final = frozenset({"9", "10"})
"""Numbers of the formats 0 % and 0,00 %, which every workbook has."""
HIDDEN_ROWS, EMPTY_FORMULAS, MERGED = "hidden_rows", "empty_formulas", "merged"
PERCENT = "percent"


def read_sheets(file: OpenedFile) -> Iterator[tuple[Grid, bool]]:
    """Read the sheets of a workbook one after another, each with whether it can be seen.

    Raises
    ------
    IntakeFileError
        If the workbook is broken, has a password, or a sheet is larger than what is read.
    """
    parts = _parts(file)
    _refuse_large_sheets(file, parts)
    formats = _formats(file)
    collapsed = _ods_hidden(_ods_content(file)) if file.kind is FileKind.ODS else {}
    for sheet in _sheets(file):
        grid = cell_grid(sheet.name, sheet.rows)
        part = parts.get(sheet.name, b"")
        shown = _as_shown(_with_errors(grid, part), part, formats)
        hidden = tuple(row.decode() for row in _HIDDEN_ROW.findall(part))
        rows = hidden or collapsed.get(sheet.name, ())
        yield _with_notices(shown, sheet, part, rows), sheet.visible


def _sheets(file: OpenedFile) -> list[SheetCells]:
    """Read the cells in a process of its own, which may end."""
    limits = map(str, (MOST_ROWS, MOST_CELLS, MOST_SHEETS))
    command = [sys.executable, "-I", str(Path(sheet_reader.__file__)), *limits]
    try:
        reader = subprocess.run(  # noqa: S603  (see above)
            command, input=file.content, capture_output=True, timeout=_MOST_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise IntakeFileError("bomb") from error
    except OSError as error:
        raise IntakeFileError("broken") from error
    if reader.returncode == sheet_reader.TOO_LARGE:
        rows, columns = reader.stdout.split()
        raise IntakeFileError("too_many_cells", rows=int(rows), columns=int(columns))
    if reader.returncode:
        # by a signal: memory or time were used up
        codes = {sheet_reader.PASSWORD: "password", sheet_reader.BROKEN: "broken"}
        raise IntakeFileError(codes.get(reader.returncode, "bomb"))
    return [SheetCells(*sheet) for sheet in pickle.loads(reader.stdout)]  # noqa: S301  (see above)


def _parts(file: OpenedFile) -> dict[str, bytes]:
    """Return the XML of each sheet of a .xlsx by its name; none for other kinds."""
    if file.kind is not FileKind.XLSX:
        return {}
    with opened_archive(file.content) as archive:
        book = xml_root(archive, "xl/workbook.xml")
        relations = xml_root(archive, "xl/_rels/workbook.xml.rels")
        targets = {item.get("Id"): item.get("Target", "") for item in relations}
        named = (
            (item.get("name", ""), targets.get(item.get(_RELATION), ""))
            for item in book.iter()
            if item.tag.endswith("}sheet")
        )
        paths = {name: _path(target) for name, target in named}
        if len(set(paths.values())) < len(paths) or len(paths) > MOST_SHEETS:
            raise IntakeFileError("bomb")
        members = set(archive.namelist())
        return {name: archive.read(path) for name, path in paths.items() if path in members}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Formats:
    """Which styles of cells of a .xlsx show percents, and which fill numbers up with zeros."""

    percents: tuple[str, ...] = ()
    zeros: tuple[tuple[str, int], ...] = ()


def _formats(file: OpenedFile) -> _Formats:
    if file.kind is not FileKind.XLSX:
        return _Formats()
    with opened_archive(file.content) as archive:
        if _STYLES not in archive.namelist():
            return _Formats()
        root = xml_root(archive, _STYLES)
    own = {
        item.get("numFmtId", ""): item.get("formatCode", "")
        for item in root.iter()
        if item.tag.endswith("}numFmt")
    }
    styles = next((item for item in root.iter() if item.tag.endswith("}cellXfs")), ())
    numbers = [style.get("numFmtId", "") for style in styles]
    return _Formats(
        percents=tuple(
            str(at)
            for at, number in enumerate(numbers)
            if number in _PERCENT_FORMATS or "%" in own.get(number, "")
        ),
        zeros=tuple(
            (str(at), len(own[number]))
            for at, number in enumerate(numbers)
            if re.fullmatch("0{2,}", own.get(number, ""))
        ),
    )


def _as_shown(grid: Grid, part: bytes, formats: _Formats) -> Grid:
    """Write numbers as Excel shows them: 0.153 as 15.3 where it says %, keys with their zeros."""
    percents = list(_styled(grid, part, formats.percents))
    padded = [
        (place, width) for style, width in formats.zeros for place in _styled(grid, part, (style,))
    ]
    if not percents and not padded:
        return grid
    texts, numbers = grid.texts.copy(), grid.numbers.copy()
    for place in percents:
        # 15.3 and not 15.299999999999999
        numbers[place] = round(numbers[place] * 100, 9)
        texts[place] = f"{numbers[place]:.9g}".replace(".", ",")
    for place, width in padded:
        texts[place] = texts[place].zfill(width)
    columns = sorted({column for _, column in percents})
    notices = ((PERCENT, tuple(map(column_letters, columns))),) if columns else ()
    return replace(grid, texts=texts, numbers=numbers, notices=(*grid.notices, *notices))


def _styled(grid: Grid, part: bytes, styles: tuple[str, ...]) -> Iterator[_Cell]:
    """Find the numbers of some styles."""
    pattern = _STYLED % "|".join(styles).encode()
    for letters, number in re.findall(pattern, part) if styles else ():
        row, column = int(number) - 1, column_index(letters.decode())
        if row < grid.height and column < grid.width and not np.isnan(grid.numbers[row, column]):
            yield row, column


def _path(target: str) -> str:
    return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"


def _refuse_large_sheets(file: OpenedFile, parts: Mapping[str, bytes]) -> None:
    """Refuse sheets whose outermost cells span more than is read, before they are opened.

    Two cells in far corners, or one row repeated a million times, would fill the memory.
    """
    if file.kind is FileKind.ODS:
        check_size(1, _ods_cells(_ods_content(file)))
    for part in parts.values():
        height = 0
        letters: set[bytes] = set()
        for match in _CELL.finditer(part):
            row = int(match[2])
            if row > height:
                height = row
                check_size(height, 1)
            letters.add(match[1])
        width = max((column_index(name.decode()) + 1 for name in letters), default=0)
        check_size(height, width)


def _ods_content(file: OpenedFile) -> bytes:
    with opened_archive(file.content) as archive:
        return archive.read("content.xml")


def _ods_cells(content: bytes) -> int:
    """Count the cells of all sheets that aren't empty, repeated ones as often as they are."""
    cells = rows = width = 0
    for match in _ODS_REPEATED.finditer(content):
        closes, tag, attributes, is_empty = match.groups()
        if tag == b"table-row":
            cells += rows * width
            rows, width = (0 if closes else _times(attributes)), 0
        elif not closes and not (is_empty and b"office:value" not in attributes):
            width += _times(attributes)
    return cells


def _times(attributes: bytes) -> int:
    """Return how often a row or cell of a .ods stands."""
    repeated = _COUNT.search(attributes)
    return int(repeated[1]) if repeated else 1


def _ods_hidden(content: bytes) -> dict[str, tuple[str, ...]]:
    """Return the hidden rows of each sheet of a .ods, as Excel's numbers."""
    hidden: dict[str, tuple[str, ...]] = {}
    for part in content.split(b"</table:table>"):
        table = _ODS_TABLE.search(part)
        if table is None:
            continue
        row = 1
        rows: list[str] = []
        for match in _ODS_ROW.finditer(part, table.end()):
            times = _times(match[1])
            if _COLLAPSED.search(match[1]) and times < MOST_ROWS:
                rows += map(str, range(row, row + times))
            row += times
        hidden[unescape(table[1].decode("utf-8", "replace"))] = tuple(rows)
    return hidden


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


def _with_notices(grid: Grid, sheet: SheetCells, part: bytes, hidden_rows: tuple[str, ...]) -> Grid:
    """Note hidden rows, merged cells, and formulas nobody has calculated."""
    hidden = tuple(row for row in hidden_rows if int(row) <= grid.height)
    formulas = tuple(cell.decode() for cell in _EMPTY_FORMULA.findall(part))
    merged = tuple(area for area in sheet.merged if area[0][1] < grid.width)
    below = tuple(f"{first[0] + 1}" for first, last in merged if last[0] > first[0])
    listed = ((HIDDEN_ROWS, hidden), (EMPTY_FORMULAS, formulas), (MERGED, below))
    texts = _filled(grid, merged) if below else grid.texts
    notices = tuple((code, cells) for code, cells in listed if cells)
    return replace(grid, texts=texts, notices=(*grid.notices, *notices))


def _filled(grid: Grid, merged: tuple[tuple[_Cell, _Cell], ...]) -> Texts:
    """Repeat a text that is merged over several rows in each of them; a number stands once."""
    texts = grid.texts.copy()
    rows_left = MOST_ROWS
    for (top, left), (bottom, _) in merged:
        rows_left -= min(bottom, grid.height) - top
        # areas don't overlap: in a hundred columns that is 2,500 rows each
        if rows_left < 0:
            raise IntakeFileError("bomb")
        if bottom > top and top < grid.height and np.isnan(grid.numbers[top, left]):
            texts[top + 1 : bottom + 1, left] = texts[top, left]
    return texts
