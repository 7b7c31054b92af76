from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
import xlsxwriter

from atlas.sources.intake.intake import Intake
from atlas.sources.intake.reading import read_intake

Rows = list[list[Any]]


@pytest.fixture
def read() -> Callable[..., Intake]:
    """Read a text as a file in CP1252, or bytes as they are."""

    def reading(content: str | bytes, **options: Any) -> Intake:
        raw = content.encode("cp1252") if isinstance(content, str) else content
        return read_intake(raw, **options)

    return reading


@pytest.fixture
def workbook() -> Callable[..., bytes]:
    """Write sheets of rows into a workbook; `change` may do more to the sheets."""

    def writing(sheets: dict[str, Rows], change: Callable[..., None] | None = None) -> bytes:
        buffer = BytesIO()
        with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
            added = {name: book.add_worksheet(name) for name in sheets}
            for name, rows in sheets.items():
                for number, row in enumerate(rows):
                    added[name].write_row(number, 0, row)
            if change:
                change(book, added)
        return buffer.getvalue()

    return writing
