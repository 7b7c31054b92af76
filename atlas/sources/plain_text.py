"""From bytes to text: the one border where characters come in, with limits before reading."""

from __future__ import annotations

import stat
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from pathlib import Path
from typing import Final

from atlas.model.character_texts import described
from atlas.model.problems import Problem
from atlas.model.source_location import SourceLocation
from atlas.model.text import FORBIDDEN, without_forbidden

LARGEST: Final = 32_000_000
"""Bytes of the largest file that is read: ten times a table of all German municipalities."""
_MEGABYTE: Final = 1_000_000
_NUL: Final = b"\0"
_WORKBOOKS: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How files of Excel begin, new ones and old."""


def read_text(path: Path, location: SourceLocation, problems: list[Problem]) -> str:
    """Read a file as `text_of` does; empty string if it can't be read."""
    try:
        state = path.stat()
        # a pipe would never end, a large file fill the memory
        if stat.S_ISREG(state.st_mode) and state.st_size <= LARGEST:
            return text_of(path.read_bytes(), location, problems)
    except FileNotFoundError:
        problems.append(location.problem("file_missing"))
        return ""
    except OSError:
        problems.append(location.problem("file_unreadable"))
        return ""
    if stat.S_ISREG(state.st_mode):
        problems.append(_too_large(state.st_size, location))
    else:
        problems.append(location.problem("file_unreadable"))
    return ""


def text_of(content: bytes, location: SourceLocation, problems: list[Problem]) -> str:
    """Decode what a UTF-8 file holds, with or without BOM; empty string if that isn't text.

    UTF-16 is read, too: its bytes can't be taken for anything else. Characters no drawing may
    hold are dropped and reported once.
    """
    if len(content) > LARGEST:
        problems.append(_too_large(len(content), location))
        return ""
    if content.startswith(_WORKBOOKS):
        problems.append(location.problem("file_workbook"))
        return ""
    raw = content
    while raw.startswith(BOM_UTF8):
        raw = raw.removeprefix(BOM_UTF8)
    try:
        text = _decoded(raw, location, problems)
    except UnicodeDecodeError as error:
        problems.append(_encoding_problem(raw, error.start, location))
        return ""
    accepted = without_forbidden(text)
    if not accepted.strip():
        problems.append(location.problem("file_empty"))
        return ""
    if len(accepted) < len(text):
        problems.append(_forbidden(text, location))
    return accepted


def _too_large(size: int, location: SourceLocation) -> Problem:
    megabytes = {"megabytes": -(-size // _MEGABYTE), "most": LARGEST // _MEGABYTE}
    return location.problem("file_too_large", **megabytes)


def _decoded(raw: bytes, location: SourceLocation, problems: list[Problem]) -> str:
    encoding = utf16_kind(raw)
    if not encoding:
        return raw.decode()
    problems.append(location.problem("file_utf16"))
    return raw.decode(encoding, errors="replace").removeprefix("\ufeff")


def utf16_kind(raw: bytes) -> str:
    """Name the kind of UTF-16, told by its BOM or by every second byte being zero; else empty."""
    big, little = raw[::2].count(_NUL), raw[1::2].count(_NUL)
    mostly = len(raw) // 4
    if raw.startswith(BOM_UTF16_LE) or little > mostly > big:
        return "utf-16-le"
    return "utf-16-be" if raw.startswith(BOM_UTF16_BE) or big > mostly > little else ""


def _encoding_problem(raw: bytes, wrong: int, location: SourceLocation) -> Problem:
    before = raw[:wrong].decode()
    column = len(before) - before.rfind("\n")
    # most such files come from Windows
    character = raw[wrong : wrong + 1].decode("cp1252", errors="replace")
    return location.at_line(before.count("\n") + 1).problem(
        "file_encoding", character, column=column
    )


def _forbidden(text: str, location: SourceLocation) -> Problem:
    matches = list(FORBIDDEN.finditer(text))
    line = text.count("\n", 0, matches[0].start()) + 1
    characters = described(match[0] for match in matches)
    return location.at_line(line).problem("text_characters", characters)
