"""Change area.toml and units.csv as text: everything else stays byte for byte."""

from __future__ import annotations

import copy
import csv
import io
import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

from atlas.errors import BoundaryError, UnreadableFileError
from atlas.model.areas import Boundaries, SpatialUnit
from atlas.model.problems import Problem
from atlas.model.source_location import SourceLocation
from atlas.sources import boundary_texts as texts
from atlas.sources.files import refuse_other
from atlas.sources.plain_text import utf16_kind
from atlas.sources.text_files import csv_layout, csv_of, toml_of, toml_string

UNIT_COLUMNS = ("level", "unit", "name", "everyday_name", "valid_from", "valid_to")
_REQUIRED = UNIT_COLUMNS[:3]
_UNITS = "units.csv"
_KEYS = ("file", "schematic", "attribution", "source", "valid_at")
_KEY = re.compile(r'\s*"?([\w-]+)"?\s*=')

Entries = Mapping[str, str | bool | date]


def read_if_exists(path: Path) -> bytes:
    """Return the bytes of a file, none if it doesn't exist yet.

    Raises
    ------
    UnreadableFileError
        If it can't be read. A pipe isn't tried: it might never end.
    """
    try:
        refuse_other(path)
        return path.read_bytes()
    except FileNotFoundError:
        return b""
    except OSError as error:
        raise UnreadableFileError(path.name, error) from error


def has_level(area_toml: bytes, level: str) -> bool:
    """Whether an area.toml describes a level."""
    return level in _child(_parsed(_decoded(area_toml, level), level), "level")


def with_boundaries(area_toml: bytes, area: str, level: str, boundaries: Boundaries) -> bytes:
    """Return the area.toml with the boundaries of a level replaced or added.

    A missing area or level is described as briefly as possible, for somebody to complete. Of a
    level with boundaries of several Gebietsstände those of `boundaries.valid_at` are replaced, or
    added.

    Raises
    ------
    BoundaryError
        If the file is written in a way (multi-line or inline values) only a person should edit, or
        if there are several Gebietsstände and none is named.
    """
    text = _decoded(area_toml, level) or _new_area(area)
    before = _parsed(text, level)
    vintages = [entry.get("valid_at") for entry in _listed(before, level)]
    if vintages and boundaries.valid_at is None:
        listed = ", ".join(str(vintage) for vintage in vintages)
        raise BoundaryError("stand_needed", "area.toml", level=level, vintages=listed)
    described: Entries = {} if level in _child(before, "level") else _new_level(level)
    entries = _entries(boundaries)
    edited = _edited(text, level, entries, described)
    if _parsed(edited, level) != _expected(before, level, entries, described):
        raise BoundaryError("area_toml", "area.toml", reason=texts.MULTI_LINE, level=level)
    return edited.encode()


def boundaries_file(area_toml: bytes, level: str, valid_at: date | None) -> str:
    """Name the file for the boundaries of a level: one for each Gebietsstand if there are several.

    A Gebietsstand that has a file keeps it.
    """
    listed = _listed(_parsed(_decoded(area_toml, level), level), level)
    if not listed:
        return f"{level}.geojson"
    files = (entry.get("file") for entry in listed if entry.get("valid_at") == valid_at)
    file = str(next(files, None) or f"{level}-{valid_at}.geojson")
    if not _is_beside(file):
        raise BoundaryError("area_toml", "area.toml", reason=texts.OTHER_FOLDER, level=level)
    return file


def _is_beside(file: str) -> bool:
    """Whether a file lies in the folder of its area: others are neither read nor written."""
    return not {"/", "\\"} & set(file)


def boundary_files(area_toml: bytes, level: str) -> list[str]:
    """List all files of boundaries an area.toml names; `level` is the one an error is about."""
    levels = _child(_parsed(_decoded(area_toml, level), level), "level")
    entries = [one for code in levels for one in _boundary_entries(_child(levels, code))]
    files = (entry.get("file") for entry in entries)
    return [file for file in files if isinstance(file, str) and _is_beside(file)]


def _boundary_entries(level: dict[str, Any]) -> list[dict[str, Any]]:
    entry = level.get("boundaries")
    entries = entry if isinstance(entry, list) else [entry]
    return [one for one in entries if isinstance(one, dict)]


def _listed(table: dict[str, Any], level: str) -> list[dict[str, Any]]:
    """Entries of the boundaries of a level that has a list of them, else none."""
    listed = _child(_child(copy.deepcopy(table), "level"), level).get("boundaries")
    return listed if isinstance(listed, list) else []


def _decoded(area_toml: bytes, level: str) -> str:
    """Decode a file, keeping its line ends; what was UTF-16 is written as UTF-8."""
    try:
        return _text(area_toml)
    except UnicodeDecodeError as error:
        raise BoundaryError("area_toml", "area.toml", reason=texts.NOT_UTF8, level=level) from error


def _text(content: bytes) -> str:
    encoding = utf16_kind(content)
    return content.decode(encoding).removeprefix("\ufeff") if encoding else content.decode()


def _parsed(text: str, level: str) -> dict[str, Any]:
    """Parse a text as it is read elsewhere, or say why it is no TOML."""
    problems: list[Problem] = []
    file = toml_of(text.removeprefix("\ufeff"), SourceLocation(file="area.toml"), problems)
    if text and not file.text:
        reason = texts.TOML_LINE.format(line=problems[0].line)
        raise BoundaryError("area_toml", "area.toml", reason=reason, level=level)
    return file.tables


def _child(table: dict[str, Any], key: str) -> dict[str, Any]:
    """Return a table inside a table, an empty one if there is none."""
    child = table.setdefault(key, {})
    return child if isinstance(child, dict) else {}


def _expected(
    before: dict[str, Any], level: str, entries: Entries, described: Entries
) -> dict[str, Any]:
    """Say what the edited file must mean: as before but for what was to change."""
    after = copy.deepcopy(before)
    table = _child(_child(after, "level"), level)
    table.update(described)
    if isinstance(table.get("boundaries"), list):
        same = [old for old in table["boundaries"] if old.get("valid_at") == entries["valid_at"]]
        if not same:
            table["boundaries"].append(dict(entries))
            return after
        boundaries = same[0]
    else:
        boundaries = _child(table, "boundaries")
    kept = {key: value for key, value in boundaries.items() if key not in _KEYS}
    boundaries.clear()
    boundaries.update({**kept, **entries})
    return after


def _entries(boundaries: Boundaries) -> Entries:
    """List the entries of the table in the order they are written."""
    values = {key: getattr(boundaries, key) for key in _KEYS}
    return {key: value for key, value in values.items() if value is not None}


def _new_level(level: str) -> Entries:
    """Describe a level nobody has described yet."""
    return {"name": level.capitalize(), "plural": level.capitalize(), "complete": False}


def _new_area(area: str) -> str:
    """Describe an area nobody has described yet."""
    within = texts.WITHIN_AREA.format(area=area)
    entries = {"name": area, "kind": texts.AREA_KIND, "within": within, "publisher": ""}
    return "\n".join(_lines(entries)) + "\n"


def _edited(text: str, level: str, entries: Entries, described: Entries) -> str:
    """Replace the lines of the table, or append it."""
    end = "\r" if "\r\n" in text else ""
    lines = text.split("\n")
    blocks = _blocks(lines, ("level", level, "boundaries"))
    listed = any(lines[start - 1].lstrip().startswith("[[") for start, _ in blocks)
    if listed:
        day = {"valid_at": entries["valid_at"]}
        blocks = [(start, stop) for start, stop in blocks if day in map(_loads, lines[start:stop])]
    if not blocks:
        added = _appended(text, level, entries, described, listed=listed)
        return text + "\n".join(added) + "\n"
    start, stop = blocks[0]
    table = _updated(lines[start:stop], entries, end)
    return "\n".join([*lines[:start], *table, *lines[stop:]])


def _appended(
    text: str, level: str, entries: Entries, described: Entries, *, listed: bool
) -> list[str]:
    """Write a new table, one more of a list if it is `listed`, after that of a new level."""
    lines = ["" if text.endswith("\n") else "\n"]
    if described:
        lines += [f"[level.{level}]", *_lines(described), ""]
    header = f"[level.{level}.boundaries]"
    lines += [f"[{header}]" if listed else header, *_lines(entries)]
    return [line + "\r" for line in lines] if "\r\n" in text else lines


def _blocks(lines: list[str], header: tuple[str, ...]) -> list[tuple[int, int]]:
    """Return the first line of every table of this header, and the line after its last."""
    headers = [i for i, line in enumerate(lines) if _header(line)]
    spans = pairwise([*headers, len(lines)])
    return [(start + 1, stop) for start, stop in spans if _header(lines[start]) == header]


def _header(line: str) -> tuple[str, ...]:
    """Return the path a table header names; empty if the line is none."""
    path: list[str] = []
    table = _loads(line) if line.lstrip().startswith("[") else {}
    while isinstance(table, dict) and table:
        key, table = next(iter(table.items()))
        path.append(key)
    return tuple(path)


def _loads(line: str) -> Any:  # noqa: ANN401 (TOML holds anything)
    """Parse a single line, empty if it isn't complete in itself."""
    try:
        return tomllib.loads(line.strip())
    except tomllib.TOMLDecodeError:
        return {}


def _updated(lines: list[str], entries: Entries, end: str) -> list[str]:
    """Change what has changed, drop what is no more, add what is new after the last entry."""
    written: list[str] = []
    last = 0
    for line in lines:
        key = _key(line)
        if key in entries:
            written.append(_changed(line, key, entries[key], end))
        elif key not in _KEYS:
            written.append(line)
        last = len(written) if key else last
    present = {_key(line) for line in lines}
    new = {key: value for key, value in entries.items() if key not in present}
    return [*written[:last], *(line + end for line in _lines(new)), *written[last:]]


def _key(line: str) -> str:
    """Return the key of an entry, empty if the line is none."""
    match = _KEY.match(line)
    return match[1] if match else ""


def _changed(line: str, key: str, value: str | bool | date, end: str) -> str:
    """Write another value into a line, keeping its comment."""
    if _loads(line).get(key) == value:
        return line
    hashes = [match.start() for match in re.finditer("#", line)]
    comment = next((line[start:] for start in hashes if _loads(line[:start])), "")
    return f"{_line(key, value)}  {comment}".rstrip() + end


def _lines(entries: Entries) -> list[str]:
    """Write entries, one per line."""
    return [_line(key, value) for key, value in entries.items()]


def _line(key: str, value: str | bool | date) -> str:
    """Write one entry."""
    text = toml_string(value) if isinstance(value, str) else str(value).lower()
    return f"{key} = {text}"


def units_in(units_csv: bytes, level: str) -> dict[str, str]:
    """Return the names of the units a units.csv holds for a level, by key."""
    # what is wrong with its rows is told by `check`
    table = csv_of(_units_text(units_csv), SourceLocation(file=_UNITS), _REQUIRED, [])
    cells = (row.cells for row in table.rows)
    return {row["unit"]: row["name"] for row in cells if row["level"] == level}


def with_units(units_csv: bytes, level: str, units: Iterable[SpatialUnit]) -> bytes:
    """Return the units.csv with units appended; the rows there are stay as they are.

    What was UTF-16 becomes UTF-8.
    """
    text = _units_text(units_csv)
    end = "\r\n" if "\r\n" in text else "\n"
    out = io.StringIO(newline="")
    delimiter, columns = csv_layout(text, _REQUIRED)
    writer = csv.DictWriter(out, columns, restval="", delimiter=delimiter, lineterminator=end)
    writer.writerows({"level": level, "unit": unit.id, "name": unit.name} for unit in units)
    old = text.encode() if not units_csv or utf16_kind(units_csv) else units_csv
    gap = b"" if old.endswith(b"\n") else end.encode()
    return old + gap + out.getvalue().encode()


def _units_text(units_csv: bytes) -> str:
    """Decode a units.csv and see that it has the columns; a new one is its header."""
    try:
        text = _text(units_csv).lstrip("\ufeff") or ";".join(UNIT_COLUMNS) + "\n"
    except UnicodeDecodeError as error:
        raise BoundaryError("units_csv", _UNITS, reason=texts.NOT_UTF8) from error
    header = csv_layout(text, _REQUIRED)[1]
    missing = [column for column in _REQUIRED if column not in header]
    if missing:
        reason = texts.COLUMNS_MISSING.format(columns=", ".join(missing))
        raise BoundaryError("units_csv", _UNITS, reason=reason)
    return text
