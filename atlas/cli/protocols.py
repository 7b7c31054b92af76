"""Where the protocols of a release are put: outside of it, for their owner only."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from atlas.model.protocol import Protocol
from atlas.render.document.pdf import pdf_bytes
from atlas.render.table.delimited import csv_bytes
from atlas.sources.files import write_private
from atlas.views.protocol import protocol_document, protocol_table


def write_protocols(folder: Path, protocols: Sequence[Protocol]) -> None:
    """Write each protocol as CSV and as PDF into a folder.

    Raises
    ------
    FileWriteError
        If one of them can't be written.
    """
    files: dict[Path, bytes] = {}
    for protocol in protocols:
        name = protocol.audience.value
        files[folder / f"{name}.csv"] = csv_bytes(protocol_table(protocol))
        files[folder / f"{name}.pdf"] = pdf_bytes(protocol_document(protocol), {})
    write_private(files)
