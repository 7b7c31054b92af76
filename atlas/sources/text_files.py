"""Text, CSV and TOML files: read what can be read, report the rest with its line."""

from __future__ import annotations

import copy
import csv
import json
import re
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import reduce
from io import StringIO
from itertools import islice
from operator import getitem
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

# the parser of the standard library, compiled: a fifth of the time
import tomli
from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from atlas.model.problems import Problem
from atlas.model.source_location import SourceLocation
from atlas.sources import toml_texts

DELIMITER = ";"
Section: TypeAlias = tuple[str, ...]
_ANY_HEAD = re.compile(r"^\[\[?[\w\"'. -]+\]\]?[ \t]*(#.*)?\r?$", re.MULTILINE)


class FileModel(BaseModel):
    """Base of everything read from TOML: unknown keys are refused, nothing is changed."""

    # built when something is read: whoever reads other files need not wait for it
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False, defer_build=True)


Model = TypeVar("Model", bound=FileModel)


def toml_string(text: str) -> str:
    """Write a text as TOML does: as JSON does, but for one character JSON leaves as it is."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


def read_text(path: Path, location: SourceLocation, problems: list[Problem]) -> str:
    """Read a UTF-8 file (with or without BOM); empty string if it can't be read."""
    try:
        raw = path.read_bytes()
    except FileNotFoundError:
        problems.append(location.problem("file_missing"))
        return ""
    except OSError:
        problems.append(location.problem("file_unreadable"))
        return ""
    return text_of(raw, location, problems)


def text_of(content: bytes, location: SourceLocation, problems: list[Problem]) -> str:
    """Decode what a UTF-8 file holds; empty string if that isn't text."""
    raw = content.removeprefix(BOM_UTF8)
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        problems.append(_encoding_problem(raw, error.start, location))
        return ""
    if not text.strip():
        problems.append(location.problem("file_empty"))
        return ""
    return text


def _encoding_problem(raw: bytes, wrong: int, location: SourceLocation) -> Problem:
    before = raw[:wrong].decode()
    column = len(before) - before.rfind("\n")
    # most such files come from Windows
    character = raw[wrong : wrong + 1].decode("cp1252", errors="replace")
    return location.at_line(before.count("\n") + 1).problem(
        "file_encoding", character, column=column
    )


@dataclass(frozen=True, slots=True)
class CsvRow:
    """One row of a CSV file: its line number and its cells by column name."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class CsvTable:
    """Head (in line `line`) and rows of a CSV file, all cells as stripped text."""

    columns: tuple[str, ...]
    rows: tuple[CsvRow, ...]
    line: int = 1


NO_TABLE = CsvTable((), ())


def read_csv(
    path: Path, location: SourceLocation, required: tuple[str, ...], problems: list[Problem]
) -> CsvTable:
    """Read a semicolon CSV with a head; rows of the wrong length are reported and left out."""
    text = read_text(path, location, problems)
    if not text:
        return NO_TABLE
    records = _records(text, location, problems)
    line, head = next(records, (1, []))
    columns = tuple(cell.strip() for cell in head)
    missing = [column for column in required if column not in columns]
    if missing:
        problems.append(location.at_line(line).problem("csv_columns", missing[0]))
        return NO_TABLE
    unique = _without_repeats(columns, location.at_line(line), problems)
    return CsvTable(unique, tuple(_rows(records, columns, location, problems)), line)


def _records(
    text: str, location: SourceLocation, problems: list[Problem]
) -> Iterator[tuple[int, list[str]]]:
    """Split a text into rows that aren't blank, each with the line it starts in."""
    lines = list(StringIO(text, newline=""))
    skipped = 0
    reader = csv.reader(lines, delimiter=DELIMITER, strict=True)
    while True:
        line = skipped + reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error:
            problems.append(location.at_line(line).problem("csv_quote", lines[line - 1].strip()))
            # a quote that is never closed would swallow the rest: go on one line below
            skipped, reader = line, csv.reader(lines[line:], delimiter=DELIMITER, strict=True)
            continue
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield line, cells


def _without_repeats(
    columns: tuple[str, ...], location: SourceLocation, problems: list[Problem]
) -> tuple[str, ...]:
    repeated = sorted({column for column in columns if columns.count(column) > 1})
    problems += [location.problem("csv_column_twice", column) for column in repeated]
    return tuple(dict.fromkeys(columns))


def _rows(
    records: Iterator[tuple[int, list[str]]],
    columns: tuple[str, ...],
    location: SourceLocation,
    problems: list[Problem],
) -> Iterator[CsvRow]:
    for line, cells in records:
        if len(cells) != len(columns):
            counts = {"actual": len(cells), "expected": len(columns)}
            row = DELIMITER.join(cells)
            problems.append(location.at_line(line).problem("csv_row_length", row, **counts))
            continue
        # reversed, so that of two columns with one name the first wins
        pairs = zip(reversed(columns), reversed(cells), strict=True)
        yield CsvRow(line, {column: cell.strip() for column, cell in pairs})


@dataclass(frozen=True, slots=True)
class TomlFile:
    """The parsed tables of a TOML file and its text, to find lines in.

    `broken` are sections that couldn't be parsed, each with what is wrong there; text before the
    first section counts as the section ().
    """

    tables: dict[str, Any]
    text: str
    location: SourceLocation
    broken: Mapping[Section, Problem] = field(default_factory=dict)

    def location_of(self, *path: str) -> SourceLocation:
        """Where an entry is, or what is nearest around it."""
        return self.location.at_line(self.line_of(*path))

    def line_of(self, *path: str) -> int | None:
        """Line of an entry, e.g. ("quantity", "ew", "unit"), or of what is nearest around it."""
        for end in range(len(path), 0, -1):
            *section, key = path[:end]
            head = self._head(path[:end])
            position = head.start() if head else self._key(tuple(section), key)
            if position is not None:
                return self.text.count("\n", 0, position) + 1
        # [indicator.x] also begins the section "indicator"
        inner = re.search(rf"^[ \t]*\[\[?{_pattern(path[:1])}\.", self.text, re.MULTILINE)
        return self.text.count("\n", 0, inner.start()) + 1 if inner else None

    def _head(self, path: Section) -> re.Match[str] | None:
        """Find the head of a section; `[[name]]` heads are counted: ("name", "0")."""
        if len(path) > 1 and path[-1].isdecimal():
            heads = re.finditer(rf"^\[\[{_pattern(path[:-1])}\]\]", self.text, re.MULTILINE)
            return next(islice(heads, int(path[-1]), None), None)
        return re.search(rf"^[ \t]*\[\[?{_pattern(path)}\]", self.text, re.MULTILINE)

    def _key(self, section: Section, key: str) -> int | None:
        """Find a key between the head of its section and the next head."""
        head = self._head(section) if section else None
        if section and head is None:
            return None
        start = head.end() if head else 0
        following = _ANY_HEAD.search(self.text, start)
        body = self.text[start : following.start() if following else None]
        entry = re.search(rf"^[ \t]*({_pattern((key,))}=)", body, re.MULTILINE)
        return start + entry.start(1) if entry else None


def _pattern(path: Section) -> str:
    """Pattern of a name as TOML allows to write it: a.b, "a"."b" or 'a' . b."""
    return r"\.".join(rf"[ \t]*[\"']?{re.escape(part)}[\"']?[ \t]*" for part in path)


def read_toml(path: Path, location: SourceLocation, problems: list[Problem]) -> TomlFile:
    """Read a TOML file; without tables and text if it can't be parsed."""
    return toml_of(read_text(path, location, problems), location, problems)


def toml_of(text: str, location: SourceLocation, problems: list[Problem]) -> TomlFile:
    """Parse a text as TOML; without tables and text if it can't be."""
    try:
        return TomlFile(tomli.loads(text), text, location)
    except ValueError as error:  # TOMLDecodeError, or a number too long for Python
        problems.append(_syntax_problem(str(error), text, location))
        return TomlFile({}, "", location)


def _syntax_problem(error: str, text: str, location: SourceLocation) -> Problem:
    lines = text.split("\n")
    position = re.search(r"line (\d+), column (\d+)", error)
    line = int(position.group(1)) if position else len(lines)
    column = int(position.group(2)) if position else len(lines[-1])
    repeated = re.search(r"twice|overwrite|mutate", error)
    reason = toml_texts.TWICE if repeated else toml_texts.broken(lines[line - 1])
    return location.at_line(line).problem(
        "toml_syntax", lines[line - 1].strip(), column=column, reason=reason
    )


def names_in(
    section: str,
    file: TomlFile,
    problems: list[Problem],
    kind: type[dict[str, Any] | list[Any]] = dict,
) -> tuple[str, ...]:
    """Names of the tables in a section, "0", "1" … for a list; none if it isn't of this kind."""
    tables = file.tables.get(section, kind())
    if not isinstance(tables, kind):
        problems.append(_no_section((section,), tables, file))
        return ()
    return tuple(tables) if isinstance(tables, dict) else tuple(map(str, range(len(tables))))


def validated(
    model: type[Model], path: Section, file: TomlFile, problems: list[Problem]
) -> Model | None:
    """Check one section, e.g. ("indicator", "ein_sgb2"), against its model.

    Unknown keys are reported and left out; any other fault drops the section.
    """
    table = _table(file, path)
    if not isinstance(table, dict):
        problems.append(_no_section(path, table, file))
        return None
    try:
        return model.model_validate(table)
    except ValidationError as error:
        faults = error.errors(include_url=False)
    problems += [_toml_problem(fault, table, path, file) for fault in faults]
    if any(not _can_be_left_out(fault, table) for fault in faults):
        return None
    accepted = copy.deepcopy(table)
    for fault in faults:
        *around, key = fault["loc"]
        del reduce(getitem, around, accepted)[key]
    return model.model_validate(accepted)


def _table(file: TomlFile, path: Section) -> Any:  # noqa: ANN401 (TOML holds anything)
    table: Any = file.tables
    for key in path:
        table = table[int(key) if isinstance(table, list) else key]
    return table


def _can_be_left_out(fault: ErrorDetails, table: dict[str, Any]) -> bool:
    """Whether a fault is an unknown key, and not one of a formula: that would change it."""
    return fault["type"] == "extra_forbidden" and _keys(fault, table) == fault["loc"]


def _keys(fault: ErrorDetails, table: dict[str, Any]) -> tuple[int | str, ...]:
    """Path of a fault within its table, without the formula kind pydantic puts into it."""
    keys: list[int | str] = []
    inside: Any = table
    for part in fault["loc"][:-1]:
        if isinstance(part, int) or part in inside:
            keys.append(part)
            inside = inside[part]
    return (*keys, *fault["loc"][-1:])


def _toml_problem(
    fault: ErrorDetails, table: dict[str, Any], path: Section, file: TomlFile
) -> Problem:
    keys = [str(key) for key in _keys(fault, table)]
    location = file.location_of(*path, *keys)
    fields = {"key": ".".join(keys), "section": toml_texts.in_section(path)}
    if fault["type"] == "extra_forbidden":
        return location.problem("toml_unknown_key", fields["key"], **fields)
    value = fault["input"] if isinstance(fault["input"], str | int | float) else ""
    reason = toml_texts.FAULTS.get(fault["type"], toml_texts.UNEXPECTED.format(fault=fault["type"]))
    return location.problem("toml_bad_value", value, **fields, reason=reason)


def _no_section(path: Section, value: object, file: TomlFile) -> Problem:
    location = file.location_of(*path)
    reason = toml_texts.FAULTS["dict_type"]
    fields = {"key": path[-1], "section": toml_texts.in_section(path[:-1]), "reason": reason}
    return location.problem("toml_bad_value", "" if isinstance(value, list) else value, **fields)
