"""Composite indices as files: CSV in the dialect of its table, workbook, JSON."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from io import StringIO
from typing import Final

from atlas.errors import FormatError
from atlas.model.specs import TidyTable, TidyValue
from atlas.render.captions import file_lines
from atlas.render.table.delimited import as_text
from atlas.views.numbers import finite

FORMATS: Final = ("csv", "xlsx", "json")
COMMA: Final = ","


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """How a CSV is written; by itself so that a German Excel opens it by double click."""

    delimiter: str = ";"
    encoding: str = "utf-8-sig"


def index_file(table: TidyTable, form: str, dialect: Dialect) -> bytes:
    """Write an index into a file of this format; an unknown one raises `FormatError`."""
    if form == "csv":
        return csv_bytes(table, dialect)
    if form == "xlsx":
        # xlsxwriter is loaded for workbooks only
        from atlas.render.table.workbook import tidy_xlsx_bytes  # noqa: PLC0415

        return tidy_xlsx_bytes(table)
    if form == "json":
        return json_bytes(table)
    raise FormatError(form, FORMATS)


def csv_bytes(table: TidyTable, dialect: Dialect) -> bytes:
    """Write what the index is in lines that begin with #, then names and figures.

    With `;` numbers have a decimal comma, with `,` a decimal point.
    """
    text = StringIO(newline="")
    text.writelines(f"# {line}\r\n" for line in _remarks(table))
    writer = csv.writer(text, delimiter=dialect.delimiter, lineterminator="\r\n")
    writer.writerow([as_text(column.name) for column in table.columns])
    writer.writerows([_cell(value, dialect.delimiter) for value in row] for row in table.rows)
    return text.getvalue().encode(dialect.encoding)


def json_bytes(table: TidyTable) -> bytes:
    """Write an object per unit, null where there is nothing."""
    names = [column.name for column in table.columns]
    content = {
        "title": table.title,
        "method": table.subtitle,
        "notes": list(file_lines(table.provenance)),
        "columns": {column.name: column.meaning for column in table.columns},
        "rows": [dict(zip(names, row, strict=True)) for row in table.rows],
    }
    return json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False).encode() + b"\n"


def _remarks(table: TidyTable) -> Iterator[str]:
    yield table.title
    yield table.subtitle
    yield from file_lines(table.provenance)


def _cell(value: TidyValue, delimiter: str) -> str:
    """Write a number unrounded and without exponent, nothing where there is none."""
    if value is None:
        return ""
    if isinstance(value, str):
        return as_text(value)
    digits = repr(finite(value))
    if "e" in digits:
        digits = f"{Decimal(digits):f}"
    digits = digits.removesuffix(".0")
    return digits if delimiter == COMMA else digits.replace(".", ",")
