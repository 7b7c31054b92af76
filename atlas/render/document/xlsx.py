"""The tables of a document as a workbook: numbers stay numbers."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, time

from atlas.model.documents import DocumentSpec
from atlas.model.specs import TableSpec
from atlas.render.document.drawings import Drawings
from atlas.render.table.workbook import book_bytes


def xlsx_bytes(spec: DocumentSpec, _: Drawings) -> bytes:
    """Write each table of a document on a sheet; the last one has the notes of all of them."""
    tables = {table.name: _without_notes(table.spec) for table in spec.tables}
    about = TableSpec(
        title=spec.title,
        subtitle=spec.kicker,
        columns=(),
        rows=(),
        provenance=spec.provenance,
        file_stem=spec.file_stem,
    )
    return book_bytes(tables, about, datetime.combine(spec.day, time(), UTC))


def _without_notes(spec: TableSpec) -> TableSpec:
    return replace(spec, provenance=replace(spec.provenance, notes=()))
