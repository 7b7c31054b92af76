"""A process of its own that reads the sheets of a workbook: it may end, the atlas mustn't.

Two cells in far corners, a part that unpacks to gigabytes or a number that isn't one make the
library that reads workbooks ask for all memory of the machine, or end its process. So it runs where
memory and time are limited. It imports nothing of the atlas: it starts in 50 ms.
"""

from __future__ import annotations

import pickle
import resource
import sys
from io import BytesIO
from typing import Any, NamedTuple

from python_calamine import (
    CalamineSheet,
    PasswordError,
    SheetTypeEnum,
    SheetVisibleEnum,
    load_workbook,
)

MOST_BYTES = 700_000_000
MOST_SECONDS = 9
"""Of computing; 11,000 × 200 cells take 2, and 240 MB."""
BROKEN, PASSWORD, TOO_LARGE = 1, 3, 4
"""Exit codes, the first of Python itself for any error or panic.

What was too large follows as two numbers, rows and columns.
"""


class SheetCells(NamedTuple):
    """A sheet: its cells from A1 on, and its merged areas ((row, column) first and last)."""

    name: str
    visible: bool
    rows: list[list[Any]]
    merged: list[tuple[tuple[int, int], tuple[int, int]]]


def main(most_rows: int, most_cells: int, most_sheets: int) -> int:
    """Read a workbook from the standard input and write its sheets to the standard output."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_BYTES, MOST_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    workbook = load_workbook(BytesIO(sys.stdin.buffer.read()))
    tables = [item for item in workbook.sheets_metadata if item.typ == SheetTypeEnum.WorkSheet]
    sheets: list[tuple[Any, ...]] = []
    left = most_cells
    for item in tables[:most_sheets]:
        sheet = workbook.get_sheet_by_name(item.name)
        height, width = sheet.total_height, sheet.total_width
        left -= height * width
        if height > most_rows or left < 0:
            sys.stdout.write(f"{height} {width}")
            return TOO_LARGE
        visible = item.visible == SheetVisibleEnum.Visible
        rows = sheet.to_python(skip_empty_area=False)
        sheets.append((item.name, visible, rows, _merged(sheet)))
    # plain tuples: the atlas isn't loaded here
    sys.stdout.buffer.write(pickle.dumps(sheets, protocol=5))
    return 0


def _merged(sheet: CalamineSheet) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    return list(sheet.merged_cell_ranges or ())


if __name__ == "__main__":
    try:
        sys.exit(main(*map(int, sys.argv[1:])))
    except PasswordError:
        sys.exit(PASSWORD)
