"""A sheet as Excel shows it: cells with their texts and, in workbooks, their numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import zip_longest
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt

from atlas.errors import IntakeFileError

Texts: TypeAlias = npt.NDArray[np.object_]
Numbers: TypeAlias = npt.NDArray[np.float64]

MOST_CELLS: Final = 2_500_000
MOST_ROWS: Final = 250_000
"""The largest table that is read: 11,000 units × 220 columns, or 100 rows for each of 2,500."""
MOST_COLUMNS: Final = 16_384
"""Excel's own."""
_LETTERS: Final = 26


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The cells of one sheet, from A1 on; row 0 is Excel's row 1.

    `texts` are the cells as text, indentation kept. `numbers` are those a workbook holds as
    numbers, NaN elsewhere. `notices` name what Excel shows in another way than it was read:
    codes of sentences, each with the rows (Excel's numbers) or cells it is about.
    """

    name: str
    texts: Texts
    numbers: Numbers
    notices: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def height(self) -> int:
        """Number of rows."""
        return int(self.texts.shape[0])

    @property
    def width(self) -> int:
        """Number of columns."""
        return int(self.texts.shape[1])


def column_letters(index: int) -> str:
    """Name a column as Excel does: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, _LETTERS)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """Return the position of a column Excel names so: A is 0."""
    index = 0
    for letter in letters.upper():
        index = index * _LETTERS + ord(letter) - ord("A") + 1
    return index - 1


def text_grid(name: str, records: Sequence[Sequence[str]]) -> Grid:
    """Make a grid of rows of texts of any length.

    Raises
    ------
    IntakeFileError
        If there are more cells than are read.
    """
    width = max(map(len, records), default=0)
    check_size(len(records), width)
    # an array of lists of one length is built cell by cell in C; lists of several aren't
    filled = list(zip(*zip_longest(*records, fillvalue=""), strict=True)) if width else []
    texts = np.empty((len(records), width), dtype=object)
    if filled:
        texts[:] = filled
    return Grid(name=name, texts=texts, numbers=np.full(texts.shape, np.nan))


def cell_grid(name: str, rows: Sequence[Sequence[Any]]) -> Grid:
    """Make a grid of the cells of a workbook: texts, numbers, days, truth values.

    Raises
    ------
    IntakeFileError
        If there are more cells than are read.
    """
    width = max(map(len, rows), default=0)
    check_size(len(rows), width)
    texts = np.empty((len(rows), width), dtype=object)
    numbers = np.full(texts.shape, np.nan)
    for number, row in enumerate(rows):
        texts[number] = [_text_of(cell) for cell in row]
        numbers[number] = [cell if _is_number(cell) else np.nan for cell in row]
    return Grid(name=name, texts=texts, numbers=numbers)


def check_size(rows: int, columns: int) -> None:
    """Refuse a table with more cells than are read.

    Raises
    ------
    IntakeFileError
        If it has.
    """
    if rows > MOST_ROWS or rows * columns > MOST_CELLS:
        raise IntakeFileError("too_many_cells", rows=rows, columns=columns)
    if columns > MOST_COLUMNS:
        raise IntakeFileError("too_many_columns", columns=columns, most=MOST_COLUMNS)


def _is_number(cell: object) -> bool:
    return type(cell) is float or type(cell) is int


def _text_of(cell: object) -> str:
    """Write a cell as Excel shows it in German, without its number format."""
    if type(cell) is str:
        return cell
    if type(cell) is float:
        return str(int(cell)) if cell.is_integer() else repr(cell).replace(".", ",")
    if isinstance(cell, bool):
        return "WAHR" if cell else "FALSCH"
    if isinstance(cell, datetime | date):
        return f"{cell:%d.%m.%Y}"
    return str(cell)
