"""Levels of one's own: one hand-writable file each, `levels/<area>/<level>.toml` in ATLAS_HOME."""

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
from atlas.model.custom_texts import area_unknown, custom_problem
from atlas.model.problem_texts import Place, meant
from atlas.model.problems import Problem
from atlas.sources.files import put_away, write_atomically
from atlas.sources.text_files import (
    FileModel,
    TomlFile,
    names_in,
    text_of,
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
class Found:
    """A file of a home as it was at one moment; `content` is None if it couldn't be opened."""

    area: str
    name: str
    content: bytes | None


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomFile:
    """A file with a level of one's own; `own` is None if the file can't be used."""

    own: CustomLevel | None
    problems: tuple[Problem, ...]
    file: TomlFile

    def place(self, *path: str) -> Place:
        """Where an entry stands."""
        return self.file.place.at(self.file.line_of(*path) if path else None)


def custom_paths(home: Path | None, area_id: str = "*") -> tuple[Path, ...]:
    """Files of the levels of one's own, of one area or of all; none without a home."""
    if home is None:
        return ()
    found = home.glob(f"{FOLDER}/{area_id}/*.toml")
    # editors leave links and hidden files beside what they edit
    return tuple(sorted(p for p in found if p.is_file() and not p.name.startswith(".")))


def found_in(home: Path | None) -> tuple[Found, ...]:
    """Take all files of a home, of all areas at one moment."""
    return tuple(_taken(path) for path in custom_paths(home))


def _taken(path: Path) -> Found:
    content: bytes | None = None
    with suppress(OSError):  # told where the file is read
        content = path.read_bytes()
    return Found(area=path.parent.name, name=path.name, content=content)


def digest(found: Iterable[Found]) -> str:
    """Digest of files that were taken."""
    facts = [(one.area, one.name, one.content) for one in found]
    return sha256(repr(facts).encode()).hexdigest()


def read_custom_files(found: Iterable[Found], area_id: str) -> tuple[CustomFile, ...]:
    """Read what people put together in an area; what it means there is checked elsewhere."""
    return tuple(_read(one) for one in found if one.area == area_id)


def _read(found: Found) -> CustomFile:
    problems: list[Problem] = []
    level_id = PurePath(found.name).stem
    place = Place(area=found.area, file=f"{FOLDER}/{found.area}/{found.name}")
    if not _ID.fullmatch(level_id):
        problems.append(custom_problem(place, "own_id", level_id))
    if found.content is None:
        problems.append(place.problem("file_unreadable"))
    text = text_of(found.content, place, problems) if found.content is not None else ""
    file = toml_of(text, place, problems)
    entry = validated(_LevelEntry, (), file, problems) if file.text else None
    units = list(_units(file, problems)) if entry else []
    usable = entry is not None and all(item.code == _UNKNOWN_KEY for item in problems)
    own = _level(level_id, entry, tuple(units)) if entry and usable else None
    return CustomFile(own=own, problems=tuple(problems), file=file)


def stray_files(found: Iterable[Found], area_ids: Collection[str]) -> tuple[Problem, ...]:
    """Name the folders of areas that don't exist: what lies in them no one would ever see."""
    strays: dict[str, list[str]] = {}
    for one in found:
        if one.area not in area_ids:
            strays.setdefault(one.area, []).append(one.name)
    return tuple(
        area_unknown(Place(file=f"{FOLDER}/{name}"), name, files, meant(name, area_ids))
        for name, files in strays.items()
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
            problems.append(custom_problem(file.place.at(file.line_of(*path)), "own_unit_id", name))
        place = file.place.at(file.line_of(*path, "parts"))
        parts = tuple(_parts(entry.parts, place, problems))
        yield CustomUnit(id=name, name=entry.name.strip(), parts=parts)


def _parts(words: tuple[str, ...], place: Place, problems: list[Problem]) -> Iterator[Part]:
    for word in words:
        level, colon, unit = (piece.strip() for piece in word.partition(":"))
        if level and colon and unit:
            yield Part(level=level, unit=unit)
        else:
            problems.append(custom_problem(place, "own_part_unreadable", word))


def save_custom_level(home: Path, area_id: str, own: CustomLevel) -> None:
    """Write a level of one's own; the version before is kept in `.versions/` beside it.

    Raises
    ------
    FileWriteError
        If it can't be written; everything is as before then.
    """
    write_atomically(home / FOLDER / area_id / f"{own.id}.toml", _written(own).encode())


def remove_custom_level(home: Path, area_id: str, level_id: str) -> None:
    """Take a level of one's own away; it stays in `.versions/`.

    Raises
    ------
    FileWriteError
        If the file can't be moved; everything is as before then.
    """
    put_away(home / FOLDER / area_id / f"{level_id}.toml")


def may_write(home: Path | None, area_id: str) -> bool:
    """Whether levels of an area can be saved, as far as the rights of the folders tell."""
    if home is None:
        return False
    folder = home / FOLDER / area_id
    there = next(path for path in (folder, *folder.parents) if path.exists())
    return there.is_dir() and os.access(there, os.W_OK)


def _written(own: CustomLevel) -> str:
    """Write a level as TOML."""
    told: dict[str, str | date | None] = {
        "name": own.name,
        "plural": own.plural,
        "status": own.decision.value,
        "body": own.body,
        "resolved": own.resolved,
        "valid_from": own.valid_from,
    }
    lines = [f"{key} = {_value(value)}" for key, value in told.items() if value]
    for unit in own.units:
        parts = ", ".join(_value(part.word) for part in unit.parts)
        key = unit.id if _PLAIN_KEY.fullmatch(unit.id) else _value(unit.id)
        lines += ["", f"[unit.{key}]", f"name = {_value(unit.name)}", f"parts = [{parts}]"]
    return "\n".join(lines) + "\n"


def _value(value: str | date | None) -> str:
    return toml_string(value) if isinstance(value, str) else str(value)
