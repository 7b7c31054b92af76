"""Tables as an Excel workbook: numbers stay numbers, and look as they do on the screen.

Every text is written as a string, so nothing a delivery contains can become a formula or a
link. Parentheses, status letters and signs of change are put into the number format of the
cell: it still computes, and still shows "(12,3) p".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from itertools import chain
from math import ceil
from textwrap import wrap
from typing import Any

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from atlas.model.numbers import THOUSANDS
from atlas.model.specs import (
    DataType,
    TableCell,
    TableColumn,
    TableRow,
    TableSpec,
    TidyColumn,
    TidyTable,
    TidyValue,
)
from atlas.model.text import without_forbidden
from atlas.render.captions import file_entries, file_lines
from atlas.render.table.delimited import head_text
from atlas.render.table.tidy import description_entries
from atlas.views.numbers import MINUS, finite, format_number
from atlas.views.table import texts as table_texts

HEAD_ROW = 3
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_A4 = 9
_TEXT_WIDTHS = (8, 28)
_NUMBER_WIDTHS = (9, 18)
_WIDEST_WORD = 36
"""Characters of a column that a long word of its head may take; no program hyphenates it."""
_BOLD = 1.2
"""How much wider bold letters are than the digits that widths count, in LibreOffice too."""
_HEAD_LINES = 3
_FILTER_BUTTON = 2
"""Characters that the button of the filter covers in a head."""
_SOURCE_WIDTHS = (18, 100)
_SAMPLE = 500  # rows looked at for the width of a column
_LONGEST_MARK = 12
# Marks, number, marks: "(1.234,5) p".
_PRINTED = re.compile(
    rf"(\D{{,{_LONGEST_MARK}}})(\d+(?:{re.escape(THOUSANDS)}\d+)*(?:,\d+)?)(\D{{,{_LONGEST_MARK}}})"
)
_LINE_HEIGHT = 15  # points
_FOOT_WIDTH = 60  # at least, below a narrow table
_GREY = "#595959"
_LINE = "#767676"
_SELECTED = "#dcedee"


def xlsx_bytes(spec: TableSpec, created: datetime | None = None) -> bytes:
    """Draw the table as a workbook with a sheet of sources.

    The file says when it was created. That time is the only thing in which two exports of the same
    table differ; give `created`, for example the date of the release, for identical bytes.
    """
    buffer = BytesIO()
    with _styled_book(buffer, spec, created) as styles:
        _draw_table(styles.book.add_worksheet(table_texts.SHEET_TABLE), spec, styles)
        sources = styles.book.add_worksheet(table_texts.SHEET_SOURCES)
        _draw_sources(sources, _source_entries(spec), styles)
    return buffer.getvalue()


def book_bytes(
    tables: Mapping[str, TableSpec], about: TableSpec, created: datetime | None = None
) -> bytes:
    """Draw several tables as a workbook, each on the sheet of its name, and a sheet of sources.

    `about` names and sources the workbook as a whole; its own rows aren't drawn. `created` is as
    for `xlsx_bytes`.
    """
    buffer = BytesIO()
    with _styled_book(buffer, about, created) as styles:
        for name, spec in tables.items():
            _draw_table(styles.book.add_worksheet(name), spec, styles)
        sources = styles.book.add_worksheet(table_texts.SHEET_SOURCES)
        _draw_sources(sources, _source_entries(about), styles)
    return buffer.getvalue()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Styles:
    """The cell formats of one workbook, each added once."""

    book: Workbook
    formats: dict[tuple[tuple[str, object], ...], Format] = field(default_factory=dict)

    def get(self, **properties: object) -> Format:
        """Return the format with these properties."""
        key = tuple(properties.items())
        if key not in self.formats:
            self.formats[key] = self.book.add_format(properties)
        return self.formats[key]


@contextmanager
def _styled_book(
    buffer: BytesIO, table: TableSpec | TidyTable, created: datetime | None
) -> Iterator[_Styles]:
    """Open a workbook that is in the buffer when the context ends, without sheets yet."""
    with Workbook(buffer, _OPTIONS) as book:
        book.set_properties(_facts(table) | ({} if created is None else {"created": created}))
        yield _Styles(book=book)


def _facts(table: TableSpec | TidyTable) -> dict[str, object]:
    """Return what Excel shows under Datei, Informationen."""
    facts = {
        "title": table.title,
        "subject": table.subtitle,
        "company": table.provenance.publisher,
        "comments": "\n".join(file_lines(table.provenance)),
    }
    return {key: without_forbidden(text) for key, text in facts.items()}


def _draw_table(sheet: Worksheet, spec: TableSpec, styles: _Styles) -> None:
    """Draw title, head, rows and foot on the first sheet."""
    widths = [_width(spec, index) for index in range(len(spec.columns))]
    for index, width in enumerate(widths):
        sheet.set_column(index, index, width)
    _write(sheet, 0, 0, spec.title, styles.get(bold=True, font_size=14))
    _write(sheet, 1, 0, spec.subtitle, styles.get(font_color=_GREY))
    _draw_head(sheet, spec.columns, styles)
    _fit_height(sheet, HEAD_ROW, zip(map(head_text, spec.columns), widths, strict=True))
    for number, row in enumerate(spec.rows, HEAD_ROW + 1):
        _draw_row(sheet, number, _styled(row, spec.columns, styles))
        names = (cell.text if cell.number is None else "" for cell in row.cells)
        _fit_height(sheet, number, zip(names, widths, strict=True))
    _draw_foot(sheet, spec, sum(widths), styles)
    _set_up(sheet)
    _set_up_table(sheet, spec)


def _write(sheet: Worksheet, row: int, column: int, text: str, style: Format) -> None:
    """Write a text as a text, without what no file should hold."""
    sheet.write_string(row, column, without_forbidden(text), style)


def _draw_head(sheet: Worksheet, columns: tuple[TableColumn, ...], styles: _Styles) -> None:
    """Draw the head of the table, units included."""
    for index, column in enumerate(columns):
        style = styles.get(
            bold=True,
            text_wrap=True,
            valign="bottom",
            **_side(columns, index),
            **({"indent": _FILTER_BUTTON} if column.is_number else {}),
            bottom=1,
            bottom_color=_LINE,
        )
        _write(sheet, HEAD_ROW, index, head_text(column), style)


def _styled(
    row: TableRow, columns: tuple[TableColumn, ...], styles: _Styles
) -> Iterator[tuple[TableCell, Format]]:
    """Yield the cells of a row with their formats."""
    border: dict[str, Any] = {}
    if row.emphasis:
        border = {"bold": True, "top": 1, "top_color": _LINE}
    elif row.selected:
        border = {"bold": True, "bg_color": _SELECTED}
    for index, (cell, column) in enumerate(zip(row.cells, columns, strict=True)):
        side = _side(columns, index)
        if column.decimals is None:
            style = styles.get(**side, valign="top", text_wrap=True, **border)
        else:
            code = number_code(cell, column.decimals)
            style = styles.get(**side, valign="top", num_format=code, **border)
        yield cell, style


def _side(columns: tuple[TableColumn, ...], index: int) -> dict[str, object]:
    """Set numbers to the right, and a text that follows numbers apart from them."""
    if columns[index].is_number:
        return {"align": "right"}
    return {"align": "left", "indent": int(index > 0 and columns[index - 1].is_number)}


def _draw_row(sheet: Worksheet, number: int, cells: Iterator[tuple[TableCell, Format]]) -> None:
    """Draw one row: a number as a number, everything else as text."""
    for index, (cell, style) in enumerate(cells):
        if cell.number is not None:
            sheet.write_number(number, index, finite(cell.number), style)
        elif cell.text:
            _write(sheet, number, index, cell.text, style)
        else:
            sheet.write_blank(number, index, None, style)


def _draw_foot(sheet: Worksheet, spec: TableSpec, width: int, styles: _Styles) -> None:
    """Write the sources below the table, broken at its width so that none is cut in print."""
    first = HEAD_ROW + len(spec.rows) + 2
    lines = chain.from_iterable(
        wrap(line, max(width, _FOOT_WIDTH), break_long_words=False, break_on_hyphens=False)
        for line in file_lines(spec.provenance)
    )
    for number, line in enumerate(lines, first):
        _write(sheet, number, 0, line, styles.get(font_color=_GREY))


def _fit_height(sheet: Worksheet, number: int, texts_and_widths: Iterable[tuple[str, int]]) -> None:
    """Make a row as high as its wrapped texts need; LibreOffice would cut them otherwise."""
    lines = max((_line_count(text, width) for text, width in texts_and_widths), default=1)
    if lines > 1:
        sheet.set_row(number, lines * _LINE_HEIGHT)


def _line_count(text: str, width: int) -> int:
    """Return how many lines a text takes in a column; one character stays free for bold."""
    if len(text) < width and "\n" not in text:
        return 1
    return sum(len(wrap(part, width - 1)) or 1 for part in text.splitlines())


def _set_up(sheet: Worksheet) -> None:
    """Set up a sheet for paper."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.set_footer(f"&R{table_texts.PAGE_FOOTER}")


def _set_up_table(sheet: Worksheet, spec: TableSpec) -> None:
    """Keep the head in sight, and spare the reader the green triangles beside keys."""
    sheet.freeze_panes(HEAD_ROW + 1, 0)
    _add_filter(sheet, spec)
    sheet.repeat_rows(HEAD_ROW)
    sheet.hide_gridlines(2)
    if spec.rows:
        sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{HEAD_ROW + 1 + len(spec.rows)}"})


def _add_filter(sheet: Worksheet, spec: TableSpec) -> None:
    """Let the rows be sorted and filtered, but for the sums at the end, which stay there."""
    rows = len(spec.rows)
    while rows > 1 and spec.rows[rows - 1].emphasis:
        rows -= 1
    sheet.autofilter(HEAD_ROW, 0, HEAD_ROW + rows, len(spec.columns) - 1)


def _draw_sources(sheet: Worksheet, entries: Iterable[tuple[str, str]], styles: _Styles) -> None:
    """Draw the second sheet: all that must stay with the numbers, one entry per row."""
    for index, width in enumerate(_SOURCE_WIDTHS):
        sheet.set_column(index, index, width)
    for number, (label, text) in enumerate(entries):
        _write(sheet, number, 0, label, styles.get(bold=True, valign="top"))
        _write(sheet, number, 1, text, styles.get(text_wrap=True, valign="top"))
        _fit_height(sheet, number, [(text, _SOURCE_WIDTHS[1])])
    _set_up(sheet)
    sheet.hide_gridlines(2)


def _source_entries(spec: TableSpec) -> Iterator[tuple[str, str]]:
    """Yield label and text of the second sheet."""
    yield table_texts.TITLE, spec.title
    yield table_texts.SUBTITLE, spec.subtitle
    yield from file_entries(spec.provenance)
    yield table_texts.FILE_STEM, spec.file_stem


def number_code(cell: TableCell, decimals: int) -> str:
    """Return the number format that shows a cell as its text does, with whatever is around it.

    `decimals` of the column count where the text has none. The code has a section each for
    positive, negative and zero; only the one that applies bears the marks, so that a number
    typed over it is shown plainly.
    """
    plain = _code(decimals)
    sections = [plain, _literal(MINUS) + plain, plain]
    if cell.number is not None:
        section = 2 if cell.number == 0 else int(cell.number < 0)
        sections[section] = _marked(cell.text, finite(cell.number)) or sections[section]
    return ";".join(sections)


def _marked(text: str, number: float) -> str:
    """Put the marks around a printed number into its code; empty if the text has another shape."""
    match = _PRINTED.fullmatch(text)
    if match is None:
        return _literal(text) if number == 0 and len(text) <= _LONGEST_MARK else ""
    before, body, after = match.groups()
    decimals = len(body.partition(",")[2])
    if body != format_number(abs(number), decimals):
        return ""
    return _literal(before) + _code(decimals) + _literal(after)


def _code(decimals: int) -> str:
    """Return the number format without marks; Excel shows it by the rules of its country."""
    return "#,##0" + ("." + "0" * decimals if decimals > 0 else "")


def _literal(text: str) -> str:
    """Quote text inside a number format, which has no way to hold a quotation mark."""
    return '"' + text.replace('"', "") + '"' if text else ""


def _width(spec: TableSpec, index: int) -> int:
    """Return the width of a column in characters, from its head and its first rows."""
    column = spec.columns[index]
    least, most = _NUMBER_WIDTHS if column.is_number else _TEXT_WIDTHS
    head = head_text(column)
    cells = max((len(row.cells[index].text) for row in spec.rows[:_SAMPLE]), default=0)
    width = min(max(cells, len(head) // _HEAD_LINES, least - 2) + 2, most)
    longest = max((len(word) for word in head.split()), default=0)
    return max(width, min(ceil(longest * _BOLD) + 2 + _FILTER_BUTTON, _WIDEST_WORD))


def tidy_xlsx_bytes(table: TidyTable, created: datetime | None = None) -> bytes:
    """Draw a tidy table as a workbook: names in the first row, nothing else on its sheet.

    The second sheet says what the columns mean. `created` is as for `xlsx_bytes`.
    """
    buffer = BytesIO()
    with _styled_book(buffer, table, created) as styles:
        _draw_tidy(styles.book.add_worksheet(table_texts.SHEET_DATA), table, styles)
        meanings = styles.book.add_worksheet(table_texts.SHEET_MEANINGS)
        _draw_sources(meanings, description_entries(table), styles)
    return buffer.getvalue()


def _draw_tidy(sheet: Worksheet, table: TidyTable, styles: _Styles) -> None:
    head = styles.get(bold=True, bottom=1, bottom_color=_LINE)
    for index, column in enumerate(table.columns):
        texts_of_column = (str(row[index]) for row in table.rows[:_SAMPLE] if row[index])
        longest = max(map(len, texts_of_column), default=0)
        least = len(column.name) + 2 + _FILTER_BUTTON
        sheet.set_column(index, index, max(least, min(longest + 1, _TEXT_WIDTHS[1])))
        _write(sheet, 0, index, column.name, head)
    cell_styles = [_tidy_style(column, styles) for column in table.columns]
    for number, row in enumerate(table.rows, 1):
        for index, (value, style) in enumerate(zip(row, cell_styles, strict=True)):
            _write_value(sheet, (number, index), value, style)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(1, len(table.rows)), len(table.columns) - 1)
    sheet.repeat_rows(0)
    _set_up(sheet)
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{1 + len(table.rows)}"})


def _tidy_style(column: TidyColumn, styles: _Styles) -> Format:
    if column.decimals is not None:
        return styles.get(num_format=_code(column.decimals))
    return styles.get(num_format="0" if column.datatype is DataType.INTEGER else "General")


def _write_value(sheet: Worksheet, place: tuple[int, int], value: TidyValue, style: Format) -> None:
    """Write a value as what it is; nothing where there is none."""
    if isinstance(value, bool):
        sheet.write_boolean(*place, value, style)
    elif isinstance(value, str):
        if value:
            _write(sheet, *place, value, style)
    elif value is not None:
        sheet.write_number(*place, finite(value), style)
