"""Files packed into one, without the time of day: the same content gives the same bytes."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo


def without_clock(packed: BytesIO) -> bytes:
    """Pack the parts of a packed file anew."""
    with ZipFile(packed) as old:
        return packed_files((name, old.read(name)) for name in old.namelist())


def packed_files(named: Iterable[tuple[str, bytes]]) -> bytes:
    """Pack files with these names."""
    buffer = BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, content in named:
            archive.writestr(ZipInfo(name), content, ZIP_DEFLATED)
    return buffer.getvalue()
