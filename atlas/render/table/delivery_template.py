"""A workbook for a department to fill in: the units stand, the figures are missing.

What is fixed is locked; the fields for figures offer the signs a table may have instead. The
intake reads it without a question: one row of heads, which are the titles of the catalogue.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO
from typing import Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from atlas.model.text import without_forbidden
from atlas.views import completeness_texts as words
from atlas.views.delivery_template import DeliveryTemplate

HEAD_ROW: Final = 4
LONGEST_SHEET_NAME: Final = 31
_NOT_IN_SHEET_NAMES: Final = re.compile(r"[\[\]:*?/\\]")
_GREY: Final = "#eef0f2"
_KEY_WIDTH, _NAME_WIDTH, _FIGURE_WIDTH, _TEXT_WIDTH = 12, 30, 16, 70
_HEAD_HEIGHT: Final = 78
"""Points: six lines of a title."""
_A4: Final = 9
_OPTIONS: Final = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}


def template_bytes(templates: Sequence[DeliveryTemplate]) -> bytes:
    """Draw forms as an Excel workbook: sheets to fill in, then sheets that explain them."""
    buffer = BytesIO()
    with Workbook(buffer, _OPTIONS) as book:
        book.set_properties({"title": without_forbidden(templates[0].title)})
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "border": 1})
        bold.set_bg_color(_GREY)
        for template in templates:
            sheet = book.add_worksheet(sheet_name(words.SHEET_FIGURES, template, templates))
            _draw_figures(sheet, template, book, bold)
        for template in templates:
            sheet = book.add_worksheet(sheet_name(words.SHEET_MEANING, template, templates))
            _draw_meaning(sheet, template, book, bold)
    return buffer.getvalue()


def sheet_name(form: str, template: DeliveryTemplate, templates: Sequence[DeliveryTemplate]) -> str:
    """Name a sheet, with its level where there are several, as Excel lets sheets be named."""
    name = form if len(templates) == 1 else f"{form} {template.level}"
    return _NOT_IN_SHEET_NAMES.sub(" ", name)[:LONGEST_SHEET_NAME]


def _draw_figures(
    sheet: Worksheet, template: DeliveryTemplate, book: Workbook, bold: Format
) -> None:
    fixed = book.add_format({"bg_color": _GREY, "border": 1, "num_format": "@"})
    open_field = book.add_format({"locked": False, "border": 1, "num_format": "General"})
    _write(sheet, 0, 0, template.title, book.add_format({"bold": True, "font_size": 14}))
    for row, line in enumerate(template.lines, 1):
        _write(sheet, row, 0, line)
    sheet.set_row(HEAD_ROW, _HEAD_HEIGHT)
    heads = (words.KEY, words.NAME, *(field.title for field in template.fields))
    for column, head in enumerate(heads):
        _write(sheet, HEAD_ROW, column, head, bold)
    for row, (key, name) in enumerate(template.units, HEAD_ROW + 1):
        _write(sheet, row, 0, key, fixed)
        _write(sheet, row, 1, name, fixed)
        for column in range(2, len(heads)):
            sheet.write_blank(row, column, None, open_field)
    last = HEAD_ROW + len(template.units)
    sheet.data_validation(
        HEAD_ROW + 1,
        2,
        last,
        len(heads) - 1,
        {
            "validate": "list",
            "source": list(words.SIGNS),
            # numbers aren't in the list and must be taken all the same
            "show_error": False,
            "input_title": words.SIGN_TITLE,
            "input_message": words.SIGN_HELP,
        },
    )
    sheet.set_column(0, 0, _KEY_WIDTH)
    sheet.set_column(1, 1, _NAME_WIDTH)
    sheet.set_column(2, len(heads) - 1, _FIGURE_WIDTH)
    sheet.freeze_panes(HEAD_ROW + 1, 2)
    sheet.protect("", {"format_columns": True, "sort": True, "autofilter": True})
    _set_up_page(sheet)
    sheet.repeat_rows(HEAD_ROW)


def _draw_meaning(
    sheet: Worksheet, template: DeliveryTemplate, book: Workbook, bold: Format
) -> None:
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    heads = (words.QUANTITY, words.UNIT, words.DEFINITION)
    rows = [(field.title, field.unit, field.definition) for field in template.fields]
    for column, head in enumerate(heads):
        _write(sheet, 0, column, head, bold)
    for row, texts in enumerate(rows, 1):
        for column, text in enumerate(texts):
            _write(sheet, row, column, text, wrapped)
    first = len(rows) + 2
    for column, head in enumerate((words.SIGN, words.MEANING)):
        _write(sheet, first, column, head, bold)
    for row, (sign, meaning) in enumerate(words.SIGNS.items(), first + 1):
        _write(sheet, row, 0, sign, wrapped)
        _write(sheet, row, 1, meaning, wrapped)
    sheet.set_column(0, 1, _NAME_WIDTH)
    sheet.set_column(2, 2, _TEXT_WIDTH)
    sheet.protect()
    _set_up_page(sheet)


def _set_up_page(sheet: Worksheet) -> None:
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)


def _write(sheet: Worksheet, row: int, column: int, text: str, style: Format | None = None) -> None:
    sheet.write_string(row, column, without_forbidden(text), style)
