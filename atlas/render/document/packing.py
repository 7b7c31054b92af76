"""Office files without the time of day: the same content gives the same bytes."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

from atlas.render.archives import packed


def without_clock(dated: BytesIO) -> bytes:
    """Pack the parts of a packed file anew."""
    with ZipFile(dated) as old:
        return packed((name, old.read(name)) for name in old.namelist())
