"""Tables of texts, of what isn't made of delivered figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Final

from atlas.model.specs import Provenance, TableCell, TableColumn, TableRow, TableSpec

NO_PROVENANCE: Final = Provenance(source="", publisher="", reference_dates="", boundaries="")


def text_table(
    title: str, heads: Iterable[str], rows: Iterable[Sequence[str]], subtitle: str = ""
) -> TableSpec:
    """Make a table of texts that tells of no delivered figures and is no file."""
    return TableSpec(
        title=title,
        subtitle=subtitle,
        columns=tuple(TableColumn(key=str(n), title=head) for n, head in enumerate(heads)),
        rows=tuple(TableRow(cells=tuple(TableCell(text=text) for text in row)) for row in rows),
        provenance=NO_PROVENANCE,
        file_stem="",
    )
