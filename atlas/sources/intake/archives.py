"""The parts of a packed workbook: read in memory, never unpacked to disk."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import Final
from xml.etree import ElementTree as ET

from atlas.errors import IntakeFileError

_FAULTS: Final = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)
"""What reading an archive raises where bytes are wrong or a part is missing."""


_MOST_PARSED: Final = 12_000_000
"""Bytes; parsed, a part takes forty times its size."""


@contextmanager
def opened_archive(content: bytes) -> Iterator[zipfile.ZipFile]:
    """Open an archive.

    Raises
    ------
    IntakeFileError
        If it is broken, there or where something is read from it.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            yield archive
    except _FAULTS as error:
        raise IntakeFileError("broken") from error


def xml_root(archive: zipfile.ZipFile, member: str) -> ET.Element:
    """Parse a part; an entity can't grow in it, the parser limits what one becomes.

    Raises
    ------
    IntakeFileError
        If it isn't XML, or more than sheets and styles ever need.
    """
    if archive.getinfo(member).file_size > _MOST_PARSED:
        raise IntakeFileError("bomb")
    part = archive.read(member)
    try:
        return ET.fromstring(part)  # noqa: S314  (see above)
    except (ET.ParseError, LookupError, ValueError) as error:
        raise IntakeFileError("broken") from error
