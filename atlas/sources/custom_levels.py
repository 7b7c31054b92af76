"""Custom levels: one hand-writable file each, `levels/<area>/<level>.toml` in ATLAS_HOME."""

from __future__ import annotations

import os
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path, PurePath

from atlas.model.custom_areas import CustomLevel, CustomUnit, Decision, Part
from atlas.model.problem_texts import spelling_hint
from atlas.model.problems import Problem, Severity
from atlas.model.source_location import SourceLocation
from atlas.sources.files import is_left_behind, put_away, write_atomically
from atlas.sources.plain_text import text_of
from atlas.sources.text_files import (
    FileModel,
    TomlFile,
    names_in,
    toml_of,
    toml_string,
    validated,
)

FOLDER = "levels"
_ID = re.compile(r"[a-z0-9][a-z0-9_-]*")
_UNIT_ID = re.compile(r"\w[\w.-]*")
_PLAIN_KEY = re.compile(r"[A-Za-z0-9_-]+")
_UNKNOWN_KEY = "toml_unknown_key"


class _LevelEntry(FileModel):
    name: str = ""
    plural: str = ""
    status: Decision
    body: str = ""
    resolved: date | None = None
    valid_from: date | None = None
    unit: Mapping[str, object] = {}


class _UnitEntry(FileModel):
    name: str = ""
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RawCustomFile:
    """A file of a home as it was at one moment; `content` is None if it couldn't be opened."""

    area: str
    name: str
    content: bytes | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomFile:
    """A file that describes a custom level; `level` is None if the file can't be used."""

    level: CustomLevel | None
    problems: tuple[Problem, ...]
    file: TomlFile

    def location_of(self, *path: str) -> SourceLocation:
        """Where an entry is; the whole file without a path."""
        return self.file.location_of(*path) if path else self.file.location


def custom_paths(home: Path | None, area_id: str = "*") -> tuple[Path, ...]:
    """Files of the custom levels of one area or of all; none without a home."""
    if home is None:
        return ()
    paths = home.glob(f"{FOLDER}/{area_id}/*.toml")
    return tuple(sorted(p for p in paths if p.is_file() and not is_left_behind(p.name)))


def custom_files_in(home: Path | None) -> tuple[RawCustomFile, ...]:
    """Take the content of all files of a home at one moment, of all areas."""
    return tuple(_raw(path) for path in custom_paths(home))


def _raw(path: Path) -> RawCustomFile:
    content: bytes | None = None
    with suppress(OSError):  # reported where the file is read
        content = path.read_bytes()
    return RawCustomFile(area=path.parent.name, name=path.name, content=content)


def digest_of(files: Iterable[RawCustomFile]) -> str:
    """Digest of names and contents."""
    facts = [(file.area, file.name, file.content) for file in files]
    return sha256(repr(facts).encode()).hexdigest()


def read_custom_files(files: Iterable[RawCustomFile], area_id: str) -> tuple[CustomFile, ...]:
    """Read the custom levels of an area; whether they fit the area is checked elsewhere."""
    return tuple(_read(raw) for raw in files if raw.area == area_id)


def _read(raw: RawCustomFile) -> CustomFile:
    problems: list[Problem] = []
    level_id = PurePath(raw.name).stem
    location = SourceLocation(area=raw.area, file=f"{FOLDER}/{raw.area}/{raw.name}")
    if not _ID.fullmatch(level_id):
        problems.append(location.problem("own_id", level_id))
    if raw.content is None:
        problems.append(location.problem("file_unreadable"))
    text = text_of(raw.content, location, problems) if raw.content is not None else ""
    file = toml_of(text, location, problems)
    entry = validated(_LevelEntry, (), file, problems) if file.text else None
    units = list(_units(file, problems)) if entry else []
    usable = entry is not None and not any(map(_spoils, problems))
    level = _level(level_id, entry, tuple(units)) if entry and usable else None
    return CustomFile(level=level, problems=tuple(problems), file=file)


def _spoils(problem: Problem) -> bool:
    return problem.severity is Severity.ERROR and problem.code != _UNKNOWN_KEY


def stray_files(files: Iterable[RawCustomFile], area_ids: Collection[str]) -> tuple[Problem, ...]:
    """Name the folders of areas that don't exist: nobody would ever see the levels in them."""
    strays: dict[str, list[str]] = {}
    for raw in files:
        if raw.area not in area_ids:
            strays.setdefault(raw.area, []).append(raw.name)
    return tuple(
        SourceLocation(file=f"{FOLDER}/{area}").problem(
            "own_area_unknown", area, files=", ".join(names), hint=spelling_hint(area, area_ids)
        )
        for area, names in strays.items()
    )


def _level(level_id: str, entry: _LevelEntry, units: tuple[CustomUnit, ...]) -> CustomLevel:
    return CustomLevel(
        id=level_id,
        name=entry.name.strip(),
        plural=entry.plural.strip(),
        decision=entry.status,
        body=entry.body.strip(),
        resolved=entry.resolved,
        valid_from=entry.valid_from,
        units=units,
    )


def _units(file: TomlFile, problems: list[Problem]) -> Iterator[CustomUnit]:
    for name in names_in("unit", file, problems):
        path = ("unit", name)
        entry = validated(_UnitEntry, path, file, problems)
        if entry is None:
            continue
        if not _UNIT_ID.fullmatch(name):
            problems.append(file.location_of(*path).problem("own_unit_id", name))
        location = file.location_of(*path, "parts")
        parts = tuple(_parts(entry.parts, location, problems))
        yield CustomUnit(id=name, name=entry.name.strip(), parts=parts)


def _parts(
    texts: tuple[str, ...], location: SourceLocation, problems: list[Problem]
) -> Iterator[Part]:
    for text in texts:
        level, colon, unit = (piece.strip() for piece in text.partition(":"))
        if level and colon and unit:
            yield Part(level=level, unit=unit)
        else:
            problems.append(location.problem("own_part_unreadable", text))


def save_custom_level(home: Path, area_id: str, level: CustomLevel) -> None:
    """Write a custom level; the version before is kept in `.versions/` beside it.

    Raises
    ------
    FileWriteError
        If it can't be written; everything is as before then.
    """
    write_atomically(home / FOLDER / area_id / f"{level.id}.toml", _toml(level).encode())


def remove_custom_level(home: Path, area_id: str, level_id: str) -> None:
    """Remove a custom level; it stays in `.versions/`.

    Raises
    ------
    FileWriteError
        If the file can't be moved; everything is as before then.
    """
    put_away(home / FOLDER / area_id / f"{level_id}.toml")


def may_write(home: Path | None, area_id: str) -> bool:
    """Whether custom levels of an area can be saved, as far as file permissions say."""
    if home is None:
        return False
    folder = home / FOLDER / area_id
    existing = next(path for path in (folder, *folder.parents) if path.exists())
    return existing.is_dir() and os.access(existing, os.W_OK)


def _toml(level: CustomLevel) -> str:
    """Write a level as TOML."""
    entries: dict[str, str | date | None] = {
        "name": level.name,
        "plural": level.plural,
        "status": level.decision.value,
        "body": level.body,
        "resolved": level.resolved,
        "valid_from": level.valid_from,
    }
    lines = [f"{key} = {_value(value)}" for key, value in entries.items() if value]
    for unit in level.units:
        parts = ", ".join(_value(part.key) for part in unit.parts)
        key = unit.id if _PLAIN_KEY.fullmatch(unit.id) else _value(unit.id)
        lines += ["", f"[unit.{key}]", f"name = {_value(unit.name)}", f"parts = [{parts}]"]
    return "\n".join(lines) + "\n"


def _value(value: str | date | None) -> str:
    return toml_string(value) if isinstance(value, str) else str(value)
