"""A report as PDF: paragraphs and long tables on as many tagged pages as they need."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import takewhile
from typing import Any

from atlas.model.specs import ReportSpec, TableSpec
from atlas.render.document.pdf import typeset


def report_pdf(spec: ReportSpec) -> bytes:
    """Set a report on pages of A4: title, paragraphs, tables one below the other."""
    content = {
        "name": f"{spec.title}, {spec.subtitle}",
        "title": spec.title,
        "subtitle": spec.subtitle,
        "description": " ".join((spec.subtitle, *spec.paragraphs)),
        "day": [spec.day.year, spec.day.month, spec.day.day],
        "paragraphs": spec.paragraphs,
        "tables": [_table(table) for table in spec.tables if table.rows],
    }
    return typeset("report", content, spec.day)


def _table(table: TableSpec) -> Mapping[str, Any]:
    return {
        "title": table.title,
        "columns": [column.title for column in table.columns],
        "rows": list(_rows(table)),
    }


def _rows(table: TableSpec) -> Iterator[Mapping[str, Any]]:
    """Texts of all rows, with how many of the first say what the row above says."""
    above: list[str] = []
    for row in table.rows:
        texts = [cell.text for cell in row.cells]
        same = (text == other for text, other in zip(texts[:-1], above, strict=False))
        yield {"texts": texts, "repeated": sum(takewhile(bool, same))}
        above = texts
