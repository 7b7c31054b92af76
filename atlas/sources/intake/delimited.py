"""Text files: encoding, delimiter and records, as Excel would split them into rows."""

from __future__ import annotations

import csv
import re
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE, BOM_UTF32_LE
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import StringIO
from typing import Final

from atlas.errors import IntakeFileError
from atlas.model.text import without_forbidden
from atlas.sources.intake.grid import check_size
from atlas.sources.plain_text import utf16_kind
from atlas.sources.text_encoding import likely_encoding

DELIMITERS: Final = (";", "\t", "|", ",")
"""In the order in which they are believed where two would do."""
_DECLARED: Final = re.compile(r"[ \t]*\"?sep=(.)\"?[ \t]*\r?\n", re.IGNORECASE)
_SAMPLE: Final = 1_000_000
"""Letters from the end by which the delimiter is told."""
_WESTERN: Final = "cp1252"
_SHEET_TEXT: Final = re.compile(r'="([^"]*)"')
_BOMS: Final = (
    (BOM_UTF8, "utf-8"),
    (BOM_UTF32_LE, "utf-32"),
    (BOM_UTF16_LE, "utf-16"),
    (BOM_UTF16_BE, "utf-16"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class DelimitedText:
    """A text split into records: how it was written, and what was odd about it.

    `doubts` are codes of sentences: another encoding may be meant, a quote is never closed,
    characters no drawing may hold were dropped.
    """

    encoding: str
    delimiter: str
    records: Sequence[Sequence[str]]
    doubts: tuple[str, ...] = ()


def read_delimited(content: bytes, encoding: str | None, delimiter: str | None) -> DelimitedText:
    """Decode a text and split it; what isn't given is found out.

    Raises
    ------
    IntakeFileError
        If the encoding given isn't that of the text, no line has a delimiter, or the table is
        larger than what is read.
    """
    decoded, name, doubts = _decoded(content, encoding)
    text = without_forbidden(decoded)
    if len(text) < len(decoded):
        doubts += ("characters",)
    declared = _DECLARED.match(text)
    if declared:
        # Excel takes the line away, too
        text = text[declared.end() :]
    # counted before they are split: splitting takes twenty times the memory of the text
    check_size(text.count("\n"), 1)
    sign = delimiter or _delimiter(text, declared[1] if declared else "")
    records, is_whole = _records(text, sign)
    if not is_whole:
        doubts += ("quote",)
    return DelimitedText(encoding=name, delimiter=sign, records=records, doubts=doubts)


def _decoded(content: bytes, wanted: str | None) -> tuple[str, str, tuple[str, ...]]:
    """Decode with the encoding wanted, else by mark, as strict UTF-8, else CP1252."""
    if wanted:
        return _as_wanted(content, wanted), wanted, ()
    marked = next((name for bom, name in _BOMS if content.startswith(bom)), "")
    kind = marked or (utf16_kind(content) if b"\0" in content else "")
    if kind.startswith(("utf-16", "utf-32")):
        return content.decode(kind, errors="replace").lstrip("\ufeff"), kind, ()
    try:
        return content.decode().lstrip("\ufeff"), "utf-8", ()
    except UnicodeDecodeError:
        encoding = likely_encoding(content[:_SAMPLE])
    text = content.decode(encoding, errors="replace")
    is_sure = encoding == _WESTERN and "\ufffd" not in text
    return text, encoding, () if is_sure else ("encoding",)


def _as_wanted(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding).lstrip("\ufeff")
    except (UnicodeDecodeError, LookupError) as error:
        raise IntakeFileError("encoding", encoding=encoding) from error


def _delimiter(text: str, declared: str) -> str:
    """Find the delimiter that gives most records one width; counted from the last line up."""
    sample = text[-_SAMPLE:]
    scores = {sign: _records_of_one_width(sample, sign) for sign in DELIMITERS}
    if declared and scores.get(declared):
        return declared
    best = max(scores.values())
    if not best:
        raise IntakeFileError("no_table")
    return next(sign for sign in DELIMITERS if 2 * scores[sign] > best)


def _records_of_one_width(text: str, sign: str) -> int:
    """Count the records of the most frequent width above one."""
    if sign not in text:
        return 0
    if '"' in text:
        lines = StringIO(text, newline="").readlines()
        # a line whose quotes don't close with this delimiter has another one
        widths = Counter(len(record) for record, is_closed in _quoted(lines, sign) if is_closed)
    else:
        widths = Counter(line.count(sign) + 1 for line in StringIO(text, newline=""))
    del widths[0], widths[1]
    return max(widths.values(), default=0)


def _records(text: str, delimiter: str) -> tuple[list[list[str]], bool]:
    """Split a text into records; also whether every quote that opens is closed.

    Line ends count as Excel counts them: one record is one row, a quoted line break none.
    """
    records: list[list[str]] = []
    is_whole = True
    lines = StringIO(text, newline="").readlines()
    if '"' not in text:
        records = [line.rstrip("\r\n").split(delimiter) for line in lines]
        check_size(len(records), max(map(len, records), default=0))
        return records, True
    for record, is_closed in _quoted(lines, delimiter):
        records.append(record)
        is_whole = is_whole and is_closed
    return records, is_whole


def _quoted(lines: Sequence[str], delimiter: str) -> Iterator[tuple[list[str], bool]]:
    """Split lines with quotes; a quote that is never closed counts as a letter."""
    start = 0
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        line = start + reader.line_num
        try:
            record = next(reader, None)
        except csv.Error:
            yield lines[line].rstrip("\r\n").split(delimiter), False
            start = line + 1
            below = map(lines.__getitem__, range(start, len(lines)))
            reader = csv.reader(below, delimiter=delimiter, strict=True)
            continue
        if record is None:
            return
        yield [_plain(cell) for cell in record], True


def _plain(cell: str) -> str:
    """Take off what a spreadsheet puts around digits that are a text: ="05378"."""
    match = _SHEET_TEXT.fullmatch(cell) if cell.startswith("=") else None
    return match[1] if match else cell
