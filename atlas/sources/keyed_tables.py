"""Tables of an index: CSV with one row per unit, read into columns of numbers on their keys.

With `;` numbers are written with decimal comma, with `,` with decimal point. Lines that begin
with `#` above the head say where the table comes from.
"""

from __future__ import annotations

import csv
import re
from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from atlas.errors import CellError, TableError
from atlas.model.problems import Problem
from atlas.model.quantities import Kind
from atlas.model.source_location import SourceLocation
from atlas.sources import recipe_texts as words
from atlas.sources.cells import parse_cell
from atlas.sources.plain_text import read_text
from atlas.sources.text_files import MOST_ROWS

Column: TypeAlias = npt.NDArray[np.float64]
SEMICOLON, COMMA = ";", ","
REMARK: Final = "#"
PLACEHOLDERS: Final = (-9999.0, -88888888.0)
"""Numbers that German open data have where there is no figure (Berlin, München)."""
_THOUSANDS = re.compile(r"[+-]?[1-9][0-9]{0,2}(\.[0-9]{3})+")
_MISSING: Final = frozenset({"", "na", "nan", "n/a", "<na>", "none", "null", "#n/a", "#nv"})


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class KeyedTable:
    """Numbers of some columns on the keys of the units, NaN where a cell has none.

    `remarks` are the lines above the head without their sign, `delimiter` is `;` or `,`,
    `encoding` is UTF-8 with or without the mark Excel puts before it.
    """

    columns: pd.DataFrame
    delimiter: str
    encoding: str
    remarks: tuple[str, ...]


def read_keyed_table(path: Path, key: str, names: Sequence[str]) -> KeyedTable:
    """Read the columns `names` of a table whose units have their keys in the column `key`.

    Raises
    ------
    TableError
        If the file, a column, a key or a number can't be read; it names line and column.
    """
    problems: list[Problem] = []
    text = read_text(path, SourceLocation(file=path.name), problems)
    if not text:
        raise TableError(
            "unreadable", path.name, fault=f"{problems[0].message} {problems[0].remedy}"
        )
    remarks, lines = _without_remarks(text)
    reading = _Reading(
        file=path.name, first=len(remarks) + 1, delimiter=_delimiter(lines[0] if lines else "")
    )
    head, rows, numbers = reading.records(lines)
    positions = {name: reading.position(name, head) for name in (key, *names)}
    keys = [row[positions[key]].strip() for row in rows]
    reading.check_keys(key, keys, numbers)
    columns = {
        name: reading.numbers(name, [row[positions[name]] for row in rows], numbers)
        for name in names
    }
    return KeyedTable(
        columns=pd.DataFrame(columns, index=pd.Index(keys, dtype=object)),
        delimiter=reading.delimiter,
        encoding="utf-8-sig" if path.read_bytes().startswith(BOM_UTF8) else "utf-8",
        remarks=tuple(line.removeprefix(REMARK).strip() for line in remarks if line.strip()),
    )


def _without_remarks(text: str) -> tuple[list[str], list[str]]:
    """Split the lines (with their ends) into those above the head and all others."""
    lines = list(StringIO(text, newline=""))
    above = 0
    while above < len(lines) and (lines[above].startswith(REMARK) or not lines[above].strip()):
        above += 1
    return lines[:above], lines[above:]


def _delimiter(head: str) -> str:
    return COMMA if COMMA in head and SEMICOLON not in head else SEMICOLON


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reading:
    """A table being read: its name, the line of its head, and how it is written."""

    file: str
    first: int
    delimiter: str

    def records(self, lines: Sequence[str]) -> tuple[list[str], list[list[str]], list[int]]:
        """Split lines into head and rows, with the number of the line each row ends in."""
        reader = csv.reader(lines, delimiter=self.delimiter, strict=True)
        head: list[str] = []
        rows: list[list[str]] = []
        numbers: list[int] = []
        try:
            head = [cell.strip() for cell in next(reader, [])]
            for row in reader:
                if any(map(str.strip, row)):
                    rows.append(row)
                    numbers.append(self.first + reader.line_num - 1)
        except csv.Error as error:
            line = self.first + reader.line_num - 1
            raise TableError("quote", self.file, line=line) from error
        if not rows:
            raise TableError("empty", self.file)
        if len(rows) > MOST_ROWS:
            raise TableError("too_long", self.file, most=MOST_ROWS)
        self._check_lengths(head, rows, numbers)
        return head, rows, numbers

    def _check_lengths(
        self, head: Sequence[str], rows: Sequence[Sequence[str]], numbers: Sequence[int]
    ) -> None:
        for row, line in zip(rows, numbers, strict=True):
            if len(row) != len(head):
                lengths = {"actual": len(row), "expected": len(head)}
                raise TableError("length", self.file, line=line, **lengths)

    def position(self, column: str, head: Sequence[str]) -> int:
        """Find a column that must be there once."""
        count = head.count(column)
        if count > 1:
            raise TableError("column_twice", self.file, column=column)
        if not count:
            named = ", ".join(filter(None, head))
            raise TableError("column", self.file, column=column, columns=named)
        return head.index(column)

    def check_keys(self, column: str, keys: Sequence[str], numbers: Sequence[int]) -> None:
        """Refuse a row without key and a key of two rows."""
        if "" in keys:
            raise TableError("no_key", self.file, line=numbers[keys.index("")], column=column)
        unit, count = Counter(keys).most_common(1)[0]
        if count > 1:
            raise TableError("key_twice", self.file, column=column, unit=unit)

    def numbers(self, column: str, cells: list[str], numbers: Sequence[int]) -> Column:
        """Read a column; most cells are plain numbers, which are read at once."""
        texts = pd.Series([cell.strip() for cell in cells], dtype=object)
        plain = texts if self.delimiter == COMMA else _with_points(texts)
        read: Column = pd.to_numeric(plain, errors="coerce").to_numpy(np.float64, copy=True)
        for position in np.flatnonzero(~np.isfinite(read)).tolist():
            read[position] = self._odd(column, texts.iloc[position], numbers[position])
        read[np.isin(read, PLACEHOLDERS)] = np.nan
        return read

    def _odd(self, column: str, text: str, line: int) -> float:
        """Read a cell that is no plain number: nothing, a sign, or a mistake."""
        if text.lower() in _MISSING:
            return np.nan
        form = words.DECIMAL_POINT if self.delimiter == COMMA else words.DECIMAL_COMMA
        fault = TableError("number", self.file, line=line, column=column, value=text, form=form)
        if self.delimiter == COMMA and any(map(str.isdigit, text)):
            raise fault
        try:
            value = parse_cell(text, Kind.GIVEN).value
        except CellError as error:
            raise fault from error
        return np.nan if value is None else value


def _with_points(texts: pd.Series) -> pd.Series:
    """Write German numbers as programs read them.

    A column without commas whose points can't all separate thousands has decimal points, as open
    data often have.
    """
    dotted = [text for text in texts if "." in text]
    if any("," in text for text in texts) or all(map(_THOUSANDS.fullmatch, dotted)):
        german = [_program_number(text) for text in texts]
        return pd.Series(german, dtype=object)
    return texts


def _program_number(text: str) -> str:
    """Return 1.234,5 as 1234.5, and nothing for what has points elsewhere than at thousands."""
    whole, comma, fraction = text.replace("−", "-").partition(",")
    if "." in whole and not _THOUSANDS.fullmatch(whole):
        return ""
    whole = whole.replace(".", "")
    return f"{whole}.{fraction}" if comma else whole
