"""Change some cells of a yearly table and some sections of its description, as text.

All other cells, sections and comments stay as they are written.
"""

from __future__ import annotations

import csv
from codecs import BOM_UTF8
from collections.abc import Mapping
from io import StringIO
from itertools import islice
from math import isnan
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from atlas.errors import YearTableError
from atlas.model.cells import Cell, State, Status
from atlas.model.problems import Problem, Severity
from atlas.model.quantities import Exactness
from atlas.model.source_location import SourceLocation
from atlas.sources.cells import write_cell
from atlas.sources.observations import ANNOTATIONS, DEFAULTS, KEYS
from atlas.sources.plain_text import text_of
from atlas.sources.text_files import DELIMITER, CsvTable, csv_of, toml_of, toml_string
from atlas.sources.toml_sections import sections_of

Texts = npt.NDArray[np.object_]
NAME: Final = ANNOTATIONS[0]
_ENTRIES: Final = (
    *("base", "date", "boundary_date", "source", "publisher"),
    *("definition", "audience", "note", "total", "exactness"),
)
"""Entries of a section in the order they are written."""
_UNSAID: Final = {
    **dict.fromkeys(("definition", "note", "date", "boundary_date"), ""),
    "exactness": Exactness.EXACT.value,
}
"""How a section says nothing of what [defaults] has; which total counts can't be unsaid."""


def with_cells(
    table: bytes, cells: pd.DataFrame, names: Mapping[tuple[str, str], str], file: str
) -> bytes:
    """Return a yearly table with other cells; what was UTF-16 becomes UTF-8.

    Parameters
    ----------
    table
        The file as it is, empty for a new table.
    cells
        Columns level, unit, quantity (categories), value, state, status: what these cells are to
        hold. Rows and columns that aren't there are added below and at the right.
    names
        Names of the units by level and key, written into new rows of a table that names units.
    file
        Name of the file, for a message.

    Raises
    ------
    YearTableError
        If the file has lines that can't be read: they would be lost.
    """
    if cells.empty:
        return table
    read = _readable(table or DELIMITER.join((*KEYS, NAME)).encode(), file)
    codes, units = _units_of(cells)
    present = [(row.cells["level"], row.cells["unit"]) for row in read.rows]
    row_of = {key: number for number, key in enumerate(dict.fromkeys([*present, *units]))}
    quantities = cells["quantity"].cat.remove_unused_categories()
    columns = pd.Index(dict.fromkeys([*read.columns, *quantities.cat.categories]))
    texts = np.full((len(row_of), len(columns)), "", dtype=object)
    for number, row in enumerate(read.rows):
        texts[number, : len(read.columns)] = [row.cells.get(name, "") for name in read.columns]
    for key, number in islice(row_of.items(), len(present), None):
        own = {**dict(zip(KEYS, key, strict=True)), NAME: names.get(key, "")}
        texts[number] = [own.get(column, "") for column in columns]
    place = columns.get_indexer(quantities.cat.categories)[quantities.cat.codes.to_numpy()]
    texts[np.array([row_of[key] for key in units])[codes], place] = _cell_texts(cells)
    return _written(columns.tolist(), texts, table)


class TableCell(NamedTuple):
    """A cell of a yearly table as it is written in two versions, "" where there is nothing."""

    level: str
    unit: str
    column: str
    old: str
    new: str


def changed_cells(old: bytes, new: bytes, file: str) -> tuple[TableCell, ...]:
    """List the cells in which two tables differ, in the order of the new one, then of the old.

    Raises
    ------
    YearTableError
        If one of them has lines that can't be read.
    """
    before, after = (_cells_of(table, file) for table in (old, new))
    keys = dict.fromkeys([*after, *before])
    cells = (TableCell(*key, before.get(key, ""), after.get(key, "")) for key in keys)
    return tuple(cell for cell in cells if cell.old != cell.new)


def _cells_of(table: bytes, file: str) -> dict[tuple[str, str, str], str]:
    rows = _readable(table, file).rows if table else ()
    return {
        (row.cells["level"], row.cells["unit"], column): text
        for row in rows
        for column, text in row.cells.items()
        if column not in {*KEYS, NAME} and text
    }


def _units_of(cells: pd.DataFrame) -> tuple[npt.NDArray[np.intp], list[tuple[str, str]]]:
    """For each cell the number of its unit among those that come with it: (level, unit)."""
    level, unit = cells["level"].cat, cells["unit"].cat
    width = len(unit.categories)
    codes, distinct = pd.factorize(level.codes.to_numpy().astype(np.int64) * width + unit.codes)
    names = zip(level.categories[distinct // width], unit.categories[distinct % width], strict=True)
    return codes, list(names)


def _readable(content: bytes, file: str) -> CsvTable:
    """Parse a table; one with lines that can't be read, or rows that come twice, is refused."""
    problems: list[Problem] = []
    location = SourceLocation(file=file)
    read = csv_of(text_of(content, location, problems), location, KEYS, problems)
    keys = {(row.cells["level"], row.cells["unit"]) for row in read.rows}
    severe = [problem for problem in problems if problem.severity is Severity.ERROR]
    if severe:
        raise YearTableError(file, f"{severe[0].location}: {severe[0].message}")
    if len(keys) < len(read.rows):
        raise YearTableError(file, "")
    return read


def _cell_texts(cells: pd.DataFrame) -> Texts:
    """Write the figures; few of them are distinct, and each is written once."""
    figures = cells[["value", "state", "status"]]
    codes = figures.groupby([*figures], dropna=False, sort=False).ngroup().to_numpy()
    firsts = figures.iloc[np.unique(codes, return_index=True)[1]]
    columns = (firsts[name].tolist() for name in figures)
    distinct = [
        write_cell(
            Cell(value=None if isnan(value) else value, state=State(state), status=Status(status))
        )
        for value, state, status in zip(*columns, strict=True)
    ]
    return np.array(distinct, dtype=object)[codes]


def _written(columns: list[str], texts: Texts, before: bytes) -> bytes:
    """Write a table with the line ends, and the mark Excel needs, that it had before."""
    end = "\r\n" if b"\r\n" in before else "\n"
    out = StringIO(newline="")
    writer = csv.writer(out, delimiter=DELIMITER, lineterminator=end)
    writer.writerow(columns)
    writer.writerows(texts.tolist())
    return (BOM_UTF8 if before.startswith(BOM_UTF8) else b"") + out.getvalue().encode()


def with_sections(
    description: bytes, sections: Mapping[str, Mapping[str, str]], file: str
) -> bytes:
    """Return a description with other sections of some quantities.

    Parameters
    ----------
    description
        The file as it is, empty for none.
    sections
        By quantity: its entries. What [defaults] has and the section hasn't is unsaid there, so
        that it isn't inherited.
    file
        Name of the file, for a message.

    Raises
    ------
    YearTableError
        If the file is no TOML.
    """
    problems: list[Problem] = []
    location = SourceLocation(file=file)
    before = text_of(description, location, problems) if description else ""
    parsed = toml_of(before, location, problems)
    if description and not parsed.text:
        reason = f"{problems[0].location}: {problems[0].message}" if problems else ""
        raise YearTableError(file, reason)
    defaults = parsed.tables.get(DEFAULTS, {})
    inherited = {key: value for key, value in _UNSAID.items() if key in defaults}
    written = {code: _section(code, {**inherited, **entry}) for code, entry in sections.items()}
    pieces = []
    for section in sections_of(before):
        code = section.path[0] if section.path else ""
        own = written.pop(code, None)
        pieces.append(section.text if own is None else own + _remarks_below(section.text))
    text = "".join(pieces).rstrip("\n")
    added = "\n".join(written.values())
    return ("\n\n".join(filter(None, (text, added.rstrip("\n")))) + "\n").encode()


def _remarks_below(section: str) -> str:
    """What follows the last entry of a section: a remark there may be about the next one."""
    lines = section.split("\n")
    entries = [number for number, line in enumerate(lines) if line.strip() and line[:1] != "#"]
    return "\n".join(lines[entries[-1] + 1 :])


def _section(code: str, entries: Mapping[str, str]) -> str:
    lines = (f"{key} = {toml_string(entries[key])}" for key in _ENTRIES if key in entries)
    return "\n".join((f"[{code}]", *lines, ""))
