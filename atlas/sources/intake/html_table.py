"""Tables of HTML and of Excel's XML of 2003, which offices save as .xls: cells as texts."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import Final

from atlas.errors import IntakeFileError
from atlas.sources.intake.grid import MOST_CELLS, Grid, check_size, text_grid

_DECLARED: Final = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?([\w-]+)", re.IGNORECASE)
_LOOKED_AT: Final = 4_096
_MOST_SPAN: Final = 1_000
_LONGEST_TAG: Final = 1_000_000
"""Letters: of a tag that never ends the parser takes two hundred times the memory."""
_ROW: Final = re.compile(r"<(?:ss:)?(?:tr|row|table)\b", re.IGNORECASE)
_SPACES: Final = re.compile(r"[ \t\r\n]+")
_CELLS: Final = frozenset({"td", "th", "cell", "ss:cell"})
_ROWS: Final = frozenset({"tr", "row", "ss:row"})
_TABLES: Final = frozenset({"table", "ss:table"})
_SKIPPED: Final = frozenset({"script", "style"})


def declared_encoding(content: bytes) -> str | None:
    """Return the encoding a page declares, None if it names none or a wrong one."""
    match = _DECLARED.search(content[:_LOOKED_AT])
    name = match[1].decode("ascii").lower() if match else ""
    # what calls itself Latin 1 is CP1252 wherever the two differ
    name = "cp1252" if name in {"iso-8859-1", "latin1", "windows-1252"} else name
    try:
        content.decode(name or "ascii")
    except (LookupError, UnicodeDecodeError):
        return None
    return name or None


def html_grids(text: str) -> tuple[Grid, ...]:
    """Read the tables of a page, each as a grid; none of its scripts or links is looked at.

    Raises
    ------
    IntakeFileError
        If there is no table, or one larger than what is read.
    """
    check_size(len(_ROW.findall(text)), 1)
    if max(len(piece) - piece.find("<") for piece in text.split(">")) > _LONGEST_TAG:
        raise IntakeFileError("broken")
    parser = _TableParser()
    # what never closes is left out: looking for its end takes the square of its length
    parser.feed(f"{text}</table>")
    grids = tuple(text_grid("", rows) for rows in parser.tables if rows)
    if not grids:
        raise IntakeFileError("no_table")
    return grids


class _TableParser(HTMLParser):
    """Collects the cells of all tables; those that span several stand in the first."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tables: list[list[list[str]]] = []
        self._cell: list[str] | None = None
        self._spans = (1, 1)
        self._below: dict[tuple[int, int], str] = {}
        self._skipped = 0
        self._count = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open a table, a row or a cell."""
        if tag in _SKIPPED:
            self._skipped += 1
        elif tag in _TABLES or (tag in _ROWS and not self.tables):
            self._end_cell()
            self.tables.append([[]] if tag in _ROWS else [])
            self._below.clear()
        elif tag in _ROWS:
            self._end_cell()
            self.tables[-1].append([])
        elif tag in _CELLS and self.tables and self.tables[-1]:
            self._end_cell()
            self._cell = []
            self._spans = _spans(dict(attrs))
            self._pad(self.tables[-1][-1], dict(attrs).get("ss:index"))
        elif tag == "br" and self._cell is not None:
            self._cell.append(" ")

    def handle_endtag(self, tag: str) -> None:
        """Close what is open."""
        if tag in _SKIPPED:
            self._skipped = max(0, self._skipped - 1)
        elif tag in _CELLS | _ROWS | _TABLES:
            self._end_cell()

    def handle_data(self, data: str) -> None:
        """Take the text of a cell."""
        if self._cell is not None and not self._skipped:
            self._cell.append(data)

    def _end_cell(self) -> None:
        if self._cell is None:
            return
        text, self._cell = "".join(self._cell), None
        row = self.tables[-1][-1]
        number = len(self.tables[-1]) - 1
        self._fill(row, number)
        columns, rows = self._spans
        self._count += columns * rows
        if self._count > MOST_CELLS:
            raise IntakeFileError("too_many_cells", rows=number, columns=len(row))
        self._below |= {
            (number + down, len(row) + right): ""
            for down in range(1, rows)
            for right in range(columns)
        }
        row += [_one_line(text), *[""] * (columns - 1)]

    def _pad(self, row: list[str], index: str | None) -> None:
        """Leave empty what XML of 2003 skips: a cell may say which column it is in."""
        if index and index.isdecimal() and int(index) <= MOST_CELLS:
            row += [""] * (int(index) - 1 - len(row))
            self._count += int(index)

    def _fill(self, row: list[str], number: int) -> None:
        """Leave out the cells into which one of a row above reaches."""
        while (number, len(row)) in self._below:
            row.append(self._below.pop((number, len(row))))


def _spans(attributes: dict[str, str | None]) -> tuple[int, int]:
    """Return how many columns and rows a cell takes."""
    named = (attributes.get("colspan"), attributes.get("rowspan"))
    columns, rows = (int(span) if span and span.isdecimal() else 1 for span in named)
    return max(1, min(columns, _MOST_SPAN)), max(1, min(rows, _MOST_SPAN))


def _one_line(text: str) -> str:
    """Keep indentation by fixed blanks, as Excel does; other blanks of a page are one."""
    return _SPACES.sub(" ", text).strip(" ").replace("\N{NO-BREAK SPACE}", " ")
