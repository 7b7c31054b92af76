"""What kind of file it is, told by its bytes and not by its name, with limits before opening."""

from __future__ import annotations

import re
import stat
import zipfile
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Final

from atlas.errors import IntakeFileError, UnreadableFileError
from atlas.sources.intake.archives import opened_archive
from atlas.sources.plain_text import utf16_kind

MOST_PACKED: Final = 50_000_000
MOST_UNPACKED: Final = 250_000_000
MOST_RATIO: Final = 200
"""How many times as large as its archive a workbook is: a true one about 6, a bomb over 1,000."""
_SMALL: Final = 1_000_000
"""Bytes below which a ratio says nothing: a sheet of equal cells packs well."""
_MEGABYTE: Final = 1_000_000
_ZIP, _OLE = b"PK", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SIGNATURES: Final = (
    (b"\x89PNG", "picture"),
    (b"\xff\xd8\xff", "picture"),
    (b"GIF8", "picture"),
    (b"BM", "picture"),
    (b"II*\0", "picture"),
    (b"MM\0*", "picture"),
    (b"RIFF", "picture"),
    (b"%PDF", "pdf"),
    (b"{\\rtf", "word"),
    (b"\x1f\x8b", "archive"),
    (b"Rar!", "archive"),
    (b"7z\xbc\xaf", "archive"),
)
_BIFF: Final = re.compile(rb"\x09[\x00\x02\x04\x08][\x04-\x10]\x00")
"""How workbooks of Excel 2 to 4 begin, without a container."""
_HTML: Final = re.compile(rb"<(!doctype html|html|table|meta|style|head|body)\b", re.IGNORECASE)
_SPREADSHEET_XML: Final = re.compile(rb"<(\w+:)?Workbook\b|urn:schemas-microsoft-com:office:spread")
_LOOKED_AT: Final = 65_536
_CONTROLS: Final = bytes(code for code in range(32) if code not in b"\t\n\r\f\v\x1a")
_MOST_CONTROLS: Final = 0.02
_MACROS: Final = ("xl/vbaProject.bin", "Basic/script-lc.xml")
_ENCRYPTED: Final = ("EncryptedPackage", "EncryptionInfo")
_ODS_ENCRYPTED: Final = b"encryption-data"


class FileKind(StrEnum):
    """The kinds of files that are read."""

    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    HTML = "html"
    TEXT = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenedFile:
    """A file that may be read: its kind, its bytes, and whether it brings macros."""

    name: str
    kind: FileKind
    content: bytes
    has_macros: bool = False


def open_file(source: Path | bytes, name: str = "") -> OpenedFile:
    """Look at the first bytes of a file and at its size, then at what it holds.

    Raises
    ------
    IntakeFileError
        If it is none of the kinds that are read, or too large.
    UnreadableFileError
        If the file isn't there or may not be read.
    """
    content = source if isinstance(source, bytes) else _content_of(source)
    label = name or (source.name if isinstance(source, Path) else "")
    _check_size(len(content))
    if not content.strip():
        raise IntakeFileError("empty")
    for signature, code in _SIGNATURES:
        if content.startswith(signature) and _is_binary(content, code):
            raise IntakeFileError(code)
    if content.startswith(_ZIP):
        return _open_archive(content, label)
    if content.startswith(_OLE):
        return _open_container(content, label)
    if _BIFF.match(content):
        return OpenedFile(name=label, kind=FileKind.XLS, content=content)
    return OpenedFile(name=label, kind=_kind_of_text(content), content=content)


def _content_of(path: Path) -> bytes:
    try:
        state = path.stat()
        if not stat.S_ISREG(state.st_mode):
            raise IntakeFileError("binary")
        # 2 GB aren't read to be told that they are 2 GB
        _check_size(state.st_size)
        return path.read_bytes()
    except OSError as error:
        raise UnreadableFileError(path.name, error) from error


def _check_size(size: int) -> None:
    if size > MOST_PACKED:
        most = MOST_PACKED // _MEGABYTE
        raise IntakeFileError("too_large", megabytes=-(-size // _MEGABYTE), most=most)


def _is_binary(content: bytes, code: str) -> bool:
    """Whether a file that begins like a picture is one: "BM;Einwohner" begins so, too."""
    is_text = content[:4].isascii() and b"\0" not in content[:_LOOKED_AT]
    return code in {"pdf", "word"} or not is_text


def _open_archive(content: bytes, name: str) -> OpenedFile:
    with opened_archive(content) as archive:
        members = archive.infolist()
        kind = _kind_of_archive(archive, members)
    _refuse_bomb(members, len(content))
    has_macros = any(member.filename in _MACROS for member in members)
    return OpenedFile(name=name, kind=kind, content=content, has_macros=has_macros)


def _refuse_bomb(members: list[zipfile.ZipInfo], packed: int) -> None:
    unpacked = sum(member.file_size for member in members)
    if unpacked > MOST_UNPACKED or (unpacked > _SMALL and unpacked > MOST_RATIO * packed):
        raise IntakeFileError("bomb")


def _kind_of_archive(archive: zipfile.ZipFile, members: list[zipfile.ZipInfo]) -> FileKind:
    names = {member.filename for member in members}
    if any(member.flag_bits & 1 for member in members):
        raise IntakeFileError("password")
    if "xl/workbook.xml" in names:
        return FileKind.XLSX
    if "xl/workbook.bin" in names:
        raise IntakeFileError("old_binary")
    if "word/document.xml" in names:
        raise IntakeFileError("word")
    if "content.xml" not in names:
        raise IntakeFileError("archive")
    manifest = _start_of(archive, "META-INF/manifest.xml")
    if _ODS_ENCRYPTED in manifest:
        raise IntakeFileError("password")
    if b"opendocument.spreadsheet" not in _start_of(archive, "mimetype") + manifest:
        raise IntakeFileError("word")
    return FileKind.ODS


def _start_of(archive: zipfile.ZipFile, member: str) -> bytes:
    try:
        with archive.open(member) as file:
            return file.read(_MEGABYTE)
    except KeyError:
        return b""


def _open_container(content: bytes, name: str) -> OpenedFile:
    """Tell the kinds of old Office files by the names of their streams, which are UTF-16."""
    streams = {
        stream: stream.encode("utf-16-le") in content
        for stream in (*_ENCRYPTED, "Workbook", "Book", "WordDocument", "_VBA_PROJECT_CUR")
    }
    if any(streams[stream] for stream in _ENCRYPTED):
        raise IntakeFileError("password")
    if not (streams["Workbook"] or streams["Book"]):
        raise IntakeFileError("word" if streams["WordDocument"] else "broken")
    has_macros = streams["_VBA_PROJECT_CUR"]
    return OpenedFile(name=name, kind=FileKind.XLS, content=content, has_macros=has_macros)


def _kind_of_text(content: bytes) -> FileKind:
    start = content[:_LOOKED_AT]
    # a stray control character is dropped later on, a text hasn't many
    controls = len(start) - len(start.translate(None, _CONTROLS))
    if controls > _MOST_CONTROLS * len(start) and not utf16_kind(content):
        raise IntakeFileError("binary")
    bare = start.replace(b"\0", b"")
    if _SPREADSHEET_XML.search(bare) and bare.lstrip(b"\xef\xbb\xbf\xff\xfe \r\n").startswith(b"<"):
        return FileKind.HTML
    if _HTML.search(bare) and b"<t" in content.replace(b"\0", b"").lower():
        return FileKind.HTML
    return FileKind.TEXT
