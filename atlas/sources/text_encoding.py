"""In which encoding the texts of a map file stand, where the file doesn't say or says it wrongly.

Bytes that are valid UTF-8 are UTF-8: no German text in another encoding is that by chance.
Otherwise what the file declares counts, then CP1252. Where another encoding makes German words
of what this one doesn't, people are asked.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterable
from pathlib import Path

import pandas as pd

from atlas.errors import BoundaryError
from atlas.sources import boundary_texts as texts

_UTF8 = "utf-8"
_DEFAULT = "cp1252"
_CANDIDATES = (_DEFAULT, "cp850", "mac_roman")
_GERMAN = frozenset(texts.GERMAN_LETTERS)
# Language drivers a .dbf names in its 30th byte, of those German offices use.
_DRIVER_AT = 29
_DRIVERS = {0x01: "cp437", 0x02: "cp850", 0x03: "cp1252", 0x04: "mac_roman", 0x57: "cp1252"}
# The sign for a lost character, and controls no text has: CP850 read as ISO 8859-1.
_SPOILT = re.compile("[\ufffd\x80-\x9f]")


def declared_encoding(shapefile: Path) -> str:
    """Return the encoding a shapefile names in its .cpg or its .dbf, "" if none that is known."""
    cpg = shapefile.with_suffix(".cpg")
    if cpg.exists():
        named = cpg.read_bytes()[:40].decode("ascii", "ignore")
        if codec := _codec(named):
            return codec
    with shapefile.with_suffix(".dbf").open("rb") as file:
        driver = file.read(_DRIVER_AT + 1)[_DRIVER_AT:]
    return _DRIVERS.get(driver[0], "") if driver else ""


def _codec(named: str) -> str:
    """Return the codec of a name like "UTF-8", "ANSI 1252", "88591" or "OEM 850"."""
    page = re.search(r"\d{3,5}$", named.strip())
    name = {"65001": _UTF8, "88591": _DEFAULT}.get(page[0], f"cp{page[0]}") if page else named
    for candidate in (named, name):
        try:
            codec = codecs.lookup(candidate.strip()).name
        except LookupError:
            continue
        # what calls itself Latin 1 is CP1252 wherever the two differ
        return _DEFAULT if codec == "iso8859-1" else codec
    return ""


def decoded_table(frame: pd.DataFrame, file: str, wanted: str, declared: str) -> pd.DataFrame:
    """Decode the texts of a shapefile that was read byte by byte (ISO 8859-1).

    Raises
    ------
    BoundaryError
        If `wanted` is no encoding or not theirs, or if it is doubtful which one they have.
    """
    columns = [name for name in frame.columns if pd.api.types.is_string_dtype(frame[name])]
    cells = {text for name in columns for text in frame[name].dropna() if isinstance(text, str)}
    raw = {text.encode("iso-8859-1") for text in {*cells, *map(str, frame.columns)}}
    encoding = _encoding(sorted(text for text in raw if not text.isascii()), file, wanted, declared)
    decode = _decoder(encoding)
    changed = {name: frame[name].map(decode, na_action="ignore") for name in columns}
    return frame.assign(**changed).rename(columns=decode)


def as_utf8(content: bytes, file: str, wanted: str) -> str:
    """Decode a text that should be UTF-8.

    Raises
    ------
    BoundaryError
        If it isn't, or not in the encoding wanted.
    """
    encoding = _wanted(wanted, file) if wanted else _utf(content)
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        if wanted:
            raise BoundaryError("encoding_wrong", file, encoding=wanted) from error
        guess = texts.OR.join(_german_encodings(_words(content))) or _DEFAULT.upper()
        raise BoundaryError("no_utf8", file, guess=guess) from error


def _utf(content: bytes) -> str:
    """Tell UTF-16 by its mark."""
    marked = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return "utf-16" if marked else "utf-8-sig"


def likely_encoding(content: bytes) -> str:
    """Name the encoding in which most words that aren't ASCII are German, else CP1252.

    Signs outside words (a dash, a paragraph) say nothing: many encodings have them.
    """
    words = re.findall(rb"[A-Za-z]+[\x80-\xff]+[A-Za-z]*|[\x80-\xff]+[A-Za-z]+", content)
    german = {name: sum(_is_german([word], name) for word in words) for name in _CANDIDATES}
    return max(german, key=german.__getitem__)


def _words(content: bytes) -> list[bytes]:
    return re.findall(rb"[A-Za-z]*[\x80-\xff][A-Za-z\x80-\xff]*", content)


def _wanted(name: str, file: str) -> str:
    codec = _codec(name)
    if not codec:
        raise BoundaryError("encoding_unknown", file, encoding=name)
    return codec


def _encoding(raw: list[bytes], file: str, wanted: str, declared: str) -> str:
    """Decide on the encoding of texts of which none is ASCII."""
    if wanted:
        named = _wanted(wanted, file)
        if not _reads(raw, named):
            raise BoundaryError("encoding_wrong", file, encoding=wanted)
        return named
    if _is_utf8(raw):
        return _UTF8
    first = declared if declared and declared != _UTF8 else _DEFAULT
    german = _german_encodings(raw)
    if _is_german(raw, first) or (_reads(raw, first) and not german):
        return first
    raise BoundaryError(
        "encoding",
        file,
        example=raw[0].decode(german[0] if german else first, "replace"),
        guess=texts.LIKELY_ENCODING.format(names=texts.OR.join(german)) if german else "",
    )


def _german_encodings(raw: list[bytes]) -> list[str]:
    """Name the encodings in which all that isn't ASCII are German letters."""
    return [name.upper() for name in _CANDIDATES if _is_german(raw, name)]


def _is_german(raw: list[bytes], encoding: str) -> bool:
    """Whether all characters beyond ASCII are German letters."""
    if not _reads(raw, encoding):
        return False
    signs = {sign for text in raw for sign in text.decode(encoding, "ignore")}
    return {sign for sign in signs if not sign.isascii()} <= _GERMAN


def _reads(raw: Iterable[bytes], encoding: str) -> bool:
    """Whether an encoding can be theirs: every byte is a character that can be seen."""
    decode = _decoder(encoding, strict=True)
    try:
        decoded = [decode(text.decode("iso-8859-1")) for text in raw]
    except UnicodeDecodeError:
        return False
    return all(sign.isprintable() or sign.isspace() for text in decoded for sign in text)


def _is_utf8(raw: list[bytes]) -> bool:
    """Whether all are UTF-8, and one has a whole character: "ß" in CP1252 could begin one."""
    return _reads(raw, _UTF8) and any(not text.decode(_UTF8, "ignore").isascii() for text in raw)


def _decoder(encoding: str, *, strict: bool = False) -> Callable[[str], str]:
    """Return a function that decodes what was read byte by byte.

    A character the width of a column has cut off at the end of a text is dropped.
    """

    def decode(text: str) -> str:
        decoder = codecs.getincrementaldecoder(encoding)("strict" if strict else "replace")
        return decoder.decode(text.encode("iso-8859-1"))

    return decode


def refuse_garbled(names: Iterable[str], file: str) -> None:
    """Refuse names whose umlauts were spoilt before they came into the file.

    Raises
    ------
    BoundaryError
        If UTF-8 was read as CP1252 ("DÃ¼ster"), or characters are lost.
    """
    for name in names:
        if name.isascii():
            continue
        right = _undone(name)
        if right != name:
            raise BoundaryError("garbled", file, name=name, right=right)
        if _SPOILT.search(name):
            raise BoundaryError("characters_lost", file, name=name)


def _undone(name: str) -> str:
    """Undo a reading of UTF-8 as CP1252; the name itself if it wasn't that."""
    try:
        raw = b"".join(_byte(sign) for sign in name)
        return raw.decode(_UTF8)
    except UnicodeError:
        return name


def _byte(sign: str) -> bytes:
    """Return the byte CP1252 would have read as this character."""
    try:
        return sign.encode(_DEFAULT)
    except UnicodeEncodeError:
        return sign.encode("iso-8859-1")
