"""Text, CSV and TOML files: read what can be read, report the rest with its line."""

from __future__ import annotations

import csv
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from atlas.model.problem_texts import GERMAN_FAULTS, UNEXPECTED_FAULT, Place
from atlas.model.problems import Problem

DELIMITER = ";"


class FileModel(BaseModel):
    """Base of everything read from TOML: unknown keys are refused, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


Model = TypeVar("Model", bound=FileModel)


def read_text(path: Path, place: Place, problems: list[Problem]) -> str:
    """Read a UTF-8 file (with or without BOM); empty string if it can't be read."""
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8-sig")
    except FileNotFoundError:
        problems.append(place.problem("file_missing"))
        return ""
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        wrong = raw[error.start : error.start + 1].hex()
        problems.append(place.at(line).problem("file_encoding", wrong, position=error.start))
        return ""
    except OSError as error:
        problems.append(place.problem("file_unreadable", reason=error.strerror))
        return ""
    if not text.strip():
        problems.append(place.problem("file_empty"))
        return ""
    return text


@dataclass(frozen=True, slots=True)
class CsvRow:
    """One row of a CSV file: its line number and its cells by column name."""

    line: int
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class CsvTable:
    """Head and rows of a CSV file, all cells as stripped text."""

    columns: tuple[str, ...]
    rows: tuple[CsvRow, ...]


NO_TABLE = CsvTable((), ())


def read_csv(
    path: Path, place: Place, required: tuple[str, ...], problems: list[Problem]
) -> CsvTable:
    """Read a semicolon CSV with a head; rows of the wrong length are reported and left out."""
    text = read_text(path, place, problems)
    if not text:
        return NO_TABLE
    reader = csv.reader(StringIO(text), delimiter=DELIMITER)
    columns = tuple(cell.strip() for cell in next(reader))
    missing = [column for column in required if column not in columns]
    if missing:
        problems.append(place.at(1).problem("csv_columns", missing[0]))
        return NO_TABLE
    unique = _without_repeats(columns, place, problems)
    return CsvTable(unique, tuple(_rows(reader, columns, place, problems)))


def _without_repeats(
    columns: tuple[str, ...], place: Place, problems: list[Problem]
) -> tuple[str, ...]:
    repeated = sorted({column for column in columns if columns.count(column) > 1})
    problems += [place.at(1).problem("csv_column_twice", column) for column in repeated]
    return tuple(dict.fromkeys(columns))


def _rows(
    reader: Iterator[list[str]], columns: tuple[str, ...], place: Place, problems: list[Problem]
) -> Iterator[CsvRow]:
    for line, cells in enumerate(reader, start=2):
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(columns):
            found, expected = len(cells), len(columns)
            bad = place.at(line).problem("csv_row_length", found=found, expected=expected)
            problems.append(bad)
            continue
        # reversed, so that of two columns with one name the first wins
        pairs = zip(reversed(columns), reversed(cells), strict=True)
        yield CsvRow(line, {column: cell.strip() for column, cell in pairs})


@dataclass(frozen=True, slots=True)
class TomlFile:
    """The parsed tables of a TOML file and its text, to find lines in."""

    tables: dict[str, Any]
    text: str
    place: Place

    def line_of(self, section: str, key: str = "") -> int | None:
        """Line of a section's head or of a key within the section."""
        head = re.search(rf"^\[+{re.escape(section)}\]+", self.text, re.MULTILINE)
        if head is None and section:
            return None
        start = head.end() if head else 0
        end = self.text.find("\n[", start)
        body = self.text[start : end if end > 0 else None]
        found = re.search(rf"^\s*{re.escape(key)}\s*=", body, re.MULTILINE) if key else None
        position = start + found.start() + _leading_space(found) if found else start
        return self.text.count("\n", 0, position) + 1


def _leading_space(found: re.Match[str]) -> int:
    return len(found.group()) - len(found.group().lstrip())


def read_toml(path: Path, place: Place, problems: list[Problem]) -> TomlFile:
    """Read a TOML file; without tables if it can't be parsed."""
    text = read_text(path, place, problems)
    try:
        return TomlFile(tomllib.loads(text), text, place)
    except tomllib.TOMLDecodeError as error:
        line = re.search(r"line (\d+)", str(error))
        here = place.at(int(line.group(1)) if line else None)
        problems.append(here.problem("toml_syntax", reason=error))
        return TomlFile({}, text, place)


def validated(
    model: type[Model], section: str, file: TomlFile, problems: list[Problem]
) -> Model | None:
    """Check one section ("indicator.ein_sgb2") against its model.

    Unknown keys are reported and left out; any other fault drops the section.
    """
    table = _table(file, section)
    try:
        return model.model_validate(table)
    except ValidationError as error:
        faults = error.errors(include_url=False)
    problems += [_toml_problem(fault, section, file) for fault in faults]
    if any(fault["type"] != "extra_forbidden" or len(fault["loc"]) > 1 for fault in faults):
        return None
    known = {key: value for key, value in table.items() if key in model.model_fields}
    return model.model_validate(known)


def _table(file: TomlFile, section: str) -> dict[str, Any]:
    table: Any = file.tables
    for key in section.split(".") if section else ():
        table = table[key]
    return table if isinstance(table, dict) else {"": table}


def _toml_problem(fault: Any, section: str, file: TomlFile) -> Problem:  # noqa: ANN401
    key = str(fault["loc"][0]) if fault["loc"] else ""
    place = file.place.at(file.line_of(section, key))
    shown = fault["input"] if isinstance(fault["input"], str | int | float) else ""
    if fault["type"] == "extra_forbidden":
        full = ".".join(str(part) for part in fault["loc"])
        return place.problem("toml_unknown_key", full, key=full, section=section)
    reason = GERMAN_FAULTS.get(fault["type"], UNEXPECTED_FAULT.format(fault=fault["type"]))
    return place.problem("toml_bad_value", shown, key=key, section=section, reason=reason)
