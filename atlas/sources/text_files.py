"""Text, CSV and TOML files: read what can be read, report the rest with its line."""

from __future__ import annotations

import copy
import csv
import json
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache, reduce
from io import StringIO
from itertools import islice
from operator import getitem
from pathlib import Path
from typing import Any, TypeAlias, TypeVar

# the parser of the standard library, compiled: a fifth of the time
import tomli
from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from atlas.model.character_texts import described
from atlas.model.dates import is_reference_date
from atlas.model.problem_texts import columns_present
from atlas.model.problems import Problem
from atlas.model.source_location import SourceLocation
from atlas.model.text import FORBIDDEN, INVISIBLE, in_one_line, without_forbidden
from atlas.sources import toml_texts
from atlas.sources.plain_text import read_text

DELIMITER, QUOTE = ";", '"'
MOST_COLUMNS, MOST_ROWS = 2_000, 200_000
"""More than any area has; what is larger is no table of this kind and would take minutes."""
MOST_TITLES = 10
"""Lines above a head in which reports say what a table is about."""
MOST_LETTERS, MOST_LINES, MOST_SECTIONS, DEEPEST = 1_000_000, 20_000, 2_000, 30
"""Ten times a catalogue of hundreds of indicators; no entry lies deeper than four sections."""
FREE_TEXTS = ("name", "everyday_name", "place", "subject", "source")
"""Columns in which a character nobody sees does no harm."""
_DECLARED = re.compile(r"[ \t]*\"?sep=([;,|\t])\"?[ \t]*\r?\n", re.IGNORECASE)
_OTHER_DELIMITERS = {",": toml_texts.COMMA, "|": toml_texts.BAR}
# how spreadsheets mark digits that are a text
_SHEET_TEXT = re.compile(r'="([^"]*)"|\'(?=[\d.]+$)(.*)')
_ODD = re.compile(f"[=']|{INVISIBLE.pattern}|[\t\r\n\x85\u2028\u2029]")
"""What a cell may hold that isn't simply taken as it is."""
_BARE_DATE = re.compile(
    r"^([ \t]*(?:date|boundary_date|valid_at|valid_from|valid_to|resolved)[ \t]*=[ \t]*)"
    r"([^\s\"'\[{#][^\n\"'#]{0,40}?)(?=[ \t]*(?:#.*)?\r?$)",
    re.MULTILINE,
)
_MOST = (MOST_LETTERS, MOST_LINES, MOST_SECTIONS)
_ESCAPE = re.compile(
    r"\\(?:\\|u([0-9A-Fa-f]{4})|U(00(?:0[0-9A-Fa-f]|10)[0-9A-Fa-f]{4})|[bf])",
)
_LETTER_ESCAPES = {"\\b": "\b", "\\f": "\f"}
Section: TypeAlias = tuple[str, ...]
# an indented line in brackets may be part of a list of texts
_HEAD = re.compile(r"(?:[ \t]+(?=\[+[ \t]*\w))?(\[\[?)([\w\"'. \t-]+)\]\]?[ \t]*(?:#.*)?\r?")
_KEY = re.compile(r"[ \t]*([\w-]+|\"[^\"]*\"|'[^']*')[ \t]*=")
_NAME = re.compile(r"\"([^\"]*)\"|'([^']*)'|([\w-]+)")


class FileModel(BaseModel):
    """Base of everything read from TOML: unknown keys are refused, nothing is changed."""

    # built when something is read: whoever reads other files need not wait for it
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False, defer_build=True)


Model = TypeVar("Model", bound=FileModel)


def toml_string(text: str) -> str:
    """Write a text as TOML does: as JSON does, but for one character JSON leaves as it is."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


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
    """Read a semicolon CSV with a head; rows of the wrong length are reported and left out.

    What spreadsheets do to a table and is told beyond doubt is undone: `sep=` in the first line,
    tabs in place of semicolons, empty columns at the end, `="05378"`, characters nobody sees.
    """
    text = read_text(path, location, problems)
    return csv_of(text, location, required, problems) if text else NO_TABLE


def csv_of(
    text: str, location: SourceLocation, required: tuple[str, ...], problems: list[Problem]
) -> CsvTable:
    """Read a text as `read_csv` reads a file."""
    text, delimiter = _dialect(text)
    wrong = _other_delimiter(text, delimiter, required)
    if wrong:
        first = location.at_line(_head(text)[0])
        problems.append(first.problem("csv_delimiter", wrong, name=_OTHER_DELIMITERS[wrong]))
        return NO_TABLE
    records = _records(text, delimiter, location, problems)
    line, columns = _below_titles(records, required, location, problems)
    problem = _unusable_head(columns, required, location.at_line(line))
    if problem is not None:
        problems.append(problem)
        return NO_TABLE
    unique = _without_repeats(columns, location.at_line(line), problems)
    reading = _Reading(columns, location)
    rows = tuple(islice(_rows(records, reading, problems), MOST_ROWS + 1))
    if len(rows) > MOST_ROWS:
        problems.append(location.problem("csv_too_long", most=MOST_ROWS))
        return NO_TABLE
    problems += reading.changes(line)
    if rows and text[-1].isdigit():
        problems.append(location.at_line(rows[-1].line).problem("csv_cut"))
    return CsvTable(unique, rows, line)


def _below_titles(
    records: Iterator[tuple[int, list[str]]],
    required: tuple[str, ...],
    location: SourceLocation,
    problems: list[Problem],
) -> tuple[int, tuple[str, ...]]:
    """Find the head below lines with a title; the first line if none of the next is one."""
    above = list(islice(records, 1))
    line, columns = (above[0][0], _columns(above[0][1])) if above else (1, ())
    if not above or not required or not set(required).isdisjoint(columns):
        return line, columns
    for below, cells in islice(records, MOST_TITLES):
        if set(required) <= set(_columns(cells)):
            title = " ".join(filter(None, columns))
            problems.append(location.at_line(line).problem("csv_title", title))
            return below, _columns(cells)
    return line, columns


def csv_layout(text: str, required: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """Return how a table is written, for who adds rows: its delimiter and the names in its head."""
    text, delimiter = _dialect(text)
    records = _records(text, delimiter, SourceLocation(), [])
    return delimiter, _below_titles(records, required, SourceLocation(), [])[1]


def _columns(head: Iterable[str]) -> tuple[str, ...]:
    return tuple(INVISIBLE.sub("", cell).strip() for cell in head)


def _dialect(text: str) -> tuple[str, str]:
    """Find the delimiter; a line that declares it is left blank, so that lines keep numbers."""
    declared = _DECLARED.match(text)
    text = "\n" + text[declared.end() :] if declared else text
    head = _head(text)[1]
    # whoever changes the delimiter forgets the line that declares it
    if DELIMITER in head or not (declared or "\t" in head):
        return text, DELIMITER
    return text, declared[1] if declared else "\t"


def _head(text: str) -> tuple[int, str]:
    """Return the first line that isn't blank, with its number."""
    blank = len(text) - len(text.lstrip())
    return text.count("\n", 0, blank) + 1, text[blank:].partition("\n")[0]


def _other_delimiter(text: str, delimiter: str, required: tuple[str, ...]) -> str:
    """Return the delimiter a head is written with if it isn't the one expected, else ""."""
    head = _head(text)[1]
    if delimiter in head:
        return ""
    others = [sign for sign in _OTHER_DELIMITERS if sign in head]
    named = {sign: {part.strip(' "\r') for part in head.split(sign)} for sign in others}
    return next((sign for sign, names in named.items() if names.issuperset(required)), "")


def _unusable_head(
    columns: tuple[str, ...], required: tuple[str, ...], location: SourceLocation
) -> Problem | None:
    """Say why a table can't be read at all; None if it can."""
    if len(columns) > MOST_COLUMNS:
        return location.problem("csv_too_wide", columns=len(columns), most=MOST_COLUMNS)
    missing = [column for column in required if column not in columns]
    if not missing:
        return None
    present = columns_present([column for column in columns if column])
    return location.problem("csv_columns", missing[0], present=present)


def _records(
    text: str, delimiter: str, location: SourceLocation, problems: list[Problem]
) -> Iterator[tuple[int, list[str]]]:
    """Split a text into rows that aren't blank, each with the line it starts in."""
    lines = list(StringIO(text, newline=""))
    skipped = 0
    reader = csv.reader(lines, delimiter=delimiter, strict=True)
    while True:
        line = skipped + reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error:
            wrong = lines[line - 1].strip()
            code = "csv_quote" if QUOTE in wrong else "csv_cell_long"
            problems.append(location.at_line(line).problem(code, wrong))
            # a quote that is never closed would swallow the rest: go on one line below
            below = map(lines.__getitem__, range(line, len(lines)))
            skipped, reader = line, csv.reader(below, delimiter=delimiter, strict=True)
            continue
        if cells is None:
            return
        if any(cell.strip() for cell in cells):
            yield line, cells


def _without_repeats(
    columns: tuple[str, ...], location: SourceLocation, problems: list[Problem]
) -> tuple[str, ...]:
    named = [column for column in columns if column]
    repeated = sorted(column for column, count in Counter(named).items() if count > 1)
    problems += [location.problem("csv_column_twice", column) for column in repeated]
    return tuple(dict.fromkeys(named))


@dataclass(slots=True)
class _Reading:
    """A table being read: its columns, and what was first met of each kind worth telling."""

    columns: tuple[str, ...]
    location: SourceLocation
    hidden: tuple[int, str, str] | None = None
    unnamed: int | None = None
    simple: bool = field(init=False)

    def fits(self, cells: list[str]) -> bool:
        """Whether a row has as many cells as the head; empty ones may lack or be more."""
        missing, surplus = self.columns[len(cells) :], cells[len(self.columns) :]
        return not any(missing) and not any(cell.strip() for cell in surplus)

    def __post_init__(self) -> None:
        """Look at the head once: most tables have one name for each column."""
        self.simple = all(self.columns) and len(set(self.columns)) == len(self.columns)

    def row(self, line: int, cells: list[str]) -> CsvRow:
        """Read the cells of a row; those without a head are left out."""
        # a table has hundreds of thousands of cells, and hardly ever an odd one
        if self.simple and not _ODD.search(DELIMITER.join(cells)):
            return CsvRow(line, dict(zip(self.columns, map(str.strip, cells), strict=False)))
        read: dict[str, str] = {}
        for number, (column, cell) in enumerate(zip(self.columns, cells, strict=False), 1):
            if not column and cell.strip():
                self.unnamed = self.unnamed or number
            elif column not in read:  # of two columns with one name the first wins
                read[column] = self._cell(cell.strip(), column, line)
        read.pop("", None)
        return CsvRow(line, read)

    def _cell(self, cell: str, column: str, line: int) -> str:
        """Read a cell in one line, and without what nobody sees."""
        if cell.isascii() and cell.isprintable() and cell[:1] not in {"=", "'"}:
            return cell
        sheet_text = _SHEET_TEXT.fullmatch(cell)
        cell = (sheet_text[1] or sheet_text[2] or "").strip() if sheet_text else cell
        if column not in FREE_TEXTS and INVISIBLE.search(cell):
            self.hidden = self.hidden or (line, column, cell)
            cell = INVISIBLE.sub("", cell).strip()
        return in_one_line(cell)

    def changes(self, head: int) -> Iterator[Problem]:
        """Name the first cell that was changed and the first column that was left out."""
        if self.unnamed:
            yield self.location.at_line(head).problem("csv_column_unnamed", self.unnamed)
        if self.hidden:
            line, column, cell = self.hidden
            characters = described(INVISIBLE.findall(cell))
            yield self.location.at_line(line).problem(
                "csv_invisible", INVISIBLE.sub("", cell), column=column, characters=characters
            )


def _rows(
    records: Iterator[tuple[int, list[str]]], reading: _Reading, problems: list[Problem]
) -> Iterator[CsvRow]:
    for line, cells in records:
        if reading.fits(cells):
            yield reading.row(line, cells)
            continue
        counts = {"actual": len(cells), "expected": len(reading.columns)}
        row = DELIMITER.join(cells)
        problems.append(reading.location.at_line(line).problem("csv_row_length", row, **counts))


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
        lines = _lines_of(self.text)
        around = (path[:end] for end in range(len(path), 0, -1))
        return next((lines[part] for part in around if part in lines), None)


@lru_cache(maxsize=4)  # a file with many mistakes asks for the line of each
def _lines_of(text: str) -> dict[Section, int]:
    """Lines of all sections and entries; `[[name]]` sections are counted: ("name", "0")."""
    lines: dict[Section, int] = {}
    listed: Counter[Section] = Counter()
    section: Section = ()
    for number, line in enumerate(text.split("\n"), 1):
        if head := _HEAD.fullmatch(line):
            section = _names(head[2])
            for end in range(len(section), 0, -1):  # [indicator.x] also begins "indicator"
                lines.setdefault(section[:end], number)
            if head[1] == "[[":
                listed[section] += 1
                section = (*section, str(listed[section] - 1))
                lines[section] = number
        elif key := _KEY.match(line):
            lines.setdefault((*section, *_names(key[1])), number)
    return lines


def _names(path: str) -> Section:
    """Names in a path as TOML allows to write it: a.b, "a"."b" or 'a' . b."""
    return tuple("".join(parts) for parts in _NAME.findall(path))


def read_toml(path: Path, location: SourceLocation, problems: list[Problem]) -> TomlFile:
    """Read a TOML file; without tables and text if it can't be parsed."""
    return toml_of(read_text(path, location, problems), location, problems)


def toml_of(text: str, location: SourceLocation, problems: list[Problem]) -> TomlFile:
    """Parse a text as TOML; without tables and text if it can't be.

    A date without quotes that TOML doesn't know, such as 2014-03, is taken as a text: it must
    not cost the rest of the file.
    """
    unusable = TomlFile({}, "", location)
    sizes = (len(text), text.count("\n"), text.count("\n["))
    if any(size > most for size, most in zip(sizes, _MOST, strict=True)):
        problems.append(location.problem("toml_too_large", lines=MOST_LINES, most=MOST_SECTIONS))
        return unusable
    try:
        tables = _parsed(text, location, problems)
    except RecursionError:
        problems.append(location.problem("toml_too_deep"))
        return unusable
    except ValueError as error:  # TOMLDecodeError, or a number too long for Python
        problems.append(_syntax_problem(str(error), text, location))
        return unusable
    if _depth(tables) > DEEPEST:
        problems.append(location.problem("toml_too_deep"))
        return unusable
    return TomlFile(_with_clean_texts(tables, text, location, problems), text, location)


def _parsed(text: str, location: SourceLocation, problems: list[Problem]) -> dict[str, Any]:
    """Parse a text; if it is wrong because of bare dates only, with these in quotes."""
    try:
        return tomli.loads(text)
    except ValueError:
        bare = [match for match in _BARE_DATE.finditer(text) if not _is_toml(match[2])]
        if not bare:
            raise
    quoted = text
    for match in reversed(bare):
        quoted = quoted[: match.start(2)] + toml_string(match[2]) + quoted[match.end(2) :]
    tables = tomli.loads(quoted)
    for match in bare:
        if match[1].strip().startswith("date") and is_reference_date(match[2]):
            line = text.count("\n", 0, match.start(2)) + 1
            problems.append(location.at_line(line).problem("toml_bare_date", match[2]))
    return tables


def _depth(tables: dict[str, Any]) -> int:
    """Count how deep tables and lists lie in each other; step by step, for they may lie deep."""
    depth = 0
    level: list[Any] = [tables]
    while level and depth <= DEEPEST:
        depth += 1
        inner: list[Any] = []
        for item in level:
            inner += item.values() if isinstance(item, dict) else item
        level = [item for item in inner if isinstance(item, dict | list)]
    return depth


def _is_toml(value: str) -> bool:
    try:
        tomli.loads(f"date = {value}")
    except ValueError:
        return False
    return True


def _with_clean_texts(
    tables: dict[str, Any], text: str, location: SourceLocation, problems: list[Problem]
) -> dict[str, Any]:
    """Drop characters no text may hold where they are written as escapes (backslash u000b)."""
    escapes = [match for match in _ESCAPE.finditer(text) if FORBIDDEN.search(_escaped(match))]
    cleaned: dict[str, Any] = _with_texts(tables, without_forbidden) if escapes else tables
    if cleaned != tables:
        line = text.count("\n", 0, escapes[0].start()) + 1
        characters = described(map(_escaped, escapes))
        problems.append(location.at_line(line).problem("text_characters", characters))
    lines: dict[str, Any] = _with_texts(cleaned, in_one_line)
    return lines


def _escaped(match: re.Match[str]) -> str:
    """Return the character an escape stands for."""
    code = match[1] or match[2]
    return chr(int(code, 16)) if code else _LETTER_ESCAPES.get(match[0], match[0])


def _with_texts(value: Any, change: Callable[[str], str]) -> Any:  # noqa: ANN401 (TOML: anything)
    """Change all texts, names of entries included."""
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [_with_texts(item, change) for item in value]
    if isinstance(value, dict):
        return {change(key): _with_texts(item, change) for key, item in value.items()}
    return value


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
    context = fault.get("ctx", {})
    reason = context.get("fault", reason)
    reason += toml_texts.allowed(context.get("expected") or context.get("expected_tags", ""))
    return location.problem("toml_bad_value", value, **fields, reason=reason)


def _no_section(path: Section, value: object, file: TomlFile) -> Problem:
    location = file.location_of(*path)
    reason = toml_texts.FAULTS["dict_type"]
    fields = {"key": path[-1], "section": toml_texts.in_section(path[:-1]), "reason": reason}
    return location.problem("toml_bad_value", "" if isinstance(value, list) else value, **fields)
