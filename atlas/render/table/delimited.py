"""Tables as CSV: opens in a German Excel by double click, and still feeds a program.

Title, subtitle and an empty line come first, so the head is always in row 4. Numbers are
written unrounded: whoever computes on gets what the atlas computed with. What is no number
keeps its sign.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

from atlas.model.specs import TableCell, TableColumn, TableSpec
from atlas.model.text import without_forbidden
from atlas.render.captions import file_lines
from atlas.views.numbers import plain_number, title_with_unit

# A spreadsheet would take a text that starts like this for a formula, some the wide signs of East
# Asian keyboards, too.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def csv_bytes(spec: TableSpec) -> bytes:
    """Draw the table as CSV: UTF-8 with BOM, semicolons, CRLF, decimal comma."""
    text = StringIO(newline="")
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows(_rows(spec))
    return text.getvalue().encode("utf-8-sig")


def head_text(column: TableColumn) -> str:
    """Return the head of a column, the unit in brackets behind its title."""
    return title_with_unit(column.title, column.unit)


def _rows(spec: TableSpec) -> Iterator[list[str]]:
    """Yield all rows of the file."""
    yield [as_text(spec.title)]
    yield [as_text(spec.subtitle)]
    yield []
    yield [as_text(head_text(column)) for column in spec.columns]
    yield from ([_cell(cell) for cell in row.cells] for row in spec.rows)
    yield []
    yield from ([as_text(line)] for line in file_lines(spec.provenance))


def _cell(cell: TableCell) -> str:
    """Write the number unrounded, or the text where there is none."""
    return as_text(cell.text) if cell.number is None else plain_number(cell.number)


def as_text(text: str) -> str:
    """Return a cell of text, an apostrophe before what a spreadsheet would run as a formula."""
    text = without_forbidden(text)
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text
