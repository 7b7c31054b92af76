"""Areas as area.toml describes them, with their units and memberships: data/districts/<area>/."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from pathlib import Path
from typing import Annotated, Literal, TypeAlias

from pydantic import Field, StringConstraints

from atlas.errors import UnreadableFileError
from atlas.model.areas import (
    Area,
    AreaSystem,
    Background,
    Boundaries,
    Level,
    SpatialUnit,
    key_order,
)
from atlas.model.indicators import Catalogue
from atlas.model.problem_texts import spelling_hint
from atlas.model.problems import Problem
from atlas.model.source_location import SourceLocation
from atlas.sources.files import finish_writes
from atlas.sources.memberships import memberships_of, read_membership_table, unassigned_units
from atlas.sources.pictures import usable_picture
from atlas.sources.text_files import FileModel, Section, TomlFile, read_toml, validated
from atlas.sources.units import read_units


class _LevelEntry(FileModel):
    name: str
    plural: str
    complete: bool = True
    boundaries: object = None


class _SystemEntry(FileModel):
    name: str
    levels: tuple[str, ...]


class _AreaEntry(FileModel):
    name: str
    kind: str
    within: str
    publisher: str = ""
    top_level: str = ""
    taxonomy: str = ""
    core: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    fictional: bool = False
    note: str = ""
    logo: str = ""
    licence: str = ""
    background: Mapping[str, object] = {}
    level: Mapping[str, object] = {}
    system: Mapping[str, object] = {}


Address: TypeAlias = Annotated[str, StringConstraints(pattern=r"^(https?://|/)")]
FileName: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[^/\\]+\.(png|jpg|jpeg)$")]


BoundariesFile: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[^/\\]+$")]
"""What lies elsewhere belongs to others, and nobody would notice that it changes."""


class _WmsEntry(FileModel):
    """Pictures of a Web Map Service in the coordinate system of the map."""

    kind: Literal["wms"]
    url: Address
    layers: str
    attribution: str


class _TilesEntry(FileModel):
    """Tiles of a WMTS in the coordinate system of the map, each level twice as fine."""

    kind: Literal["tiles"]
    url: Address
    origin: tuple[float, float]
    resolution: float = Field(gt=0)
    levels: int = Field(ge=1, le=25)
    attribution: str


class _ImageEntry(FileModel):
    """A picture beside area.toml that covers an extent: west, south, east, north in metres."""

    kind: Literal["image"]
    file: FileName
    extent: tuple[float, float, float, float]
    attribution: str


_BACKGROUNDS: dict[object, type[_WmsEntry | _TilesEntry | _ImageEntry]] = {
    "tiles": _TilesEntry,
    "image": _ImageEntry,
}


class _BoundariesEntry(FileModel):
    file: BoundariesFile
    attribution: str
    source: str = ""
    schematic: bool = False
    valid_at: date | None = None


class _DatedBoundariesEntry(_BoundariesEntry):
    valid_at: date


_CHECKED_SEPARATELY = {"level", "system", "core", "top_level", "taxonomy", "logo", "background"}


@dataclass(frozen=True, slots=True)
class AreaFile:
    """A read area with what was wrong in its files; `area` is None if it can't be used."""

    area: Area | None
    problems: tuple[Problem, ...]


def area_ids(data_folder: Path) -> tuple[str, ...]:
    """Ids of all areas of a data folder: the names of the folders with an area.toml."""
    return tuple(sorted(path.parent.name for path in data_folder.glob("districts/*/area.toml")))


def stated_name(folder: Path) -> str:
    """Name of an area as its area.toml states it, and nothing else of it; "" if it doesn't."""
    try:
        name = read_toml(folder / "area.toml", SourceLocation(), []).tables.get("name")
    except UnreadableFileError:
        return ""
    return name if isinstance(name, str) else ""


def finish_imports(data_folder: Path) -> None:
    """Finish what was ended between two files of an area, and remove what it left.

    Raises
    ------
    FileWriteError
        If nobody may write there and the files don't belong together.
    """
    for room in ("districts", "indicators"):
        for folder in data_folder.glob(f"{room}/*/"):
            finish_writes(folder)


def read_area(folder: Path, catalogue: Catalogue) -> AreaFile:
    """Read `area.toml`, `units.csv` and `memberships.csv` of one area."""
    problems: list[Problem] = []
    location = SourceLocation(area=folder.name, file=f"districts/{folder.name}/area.toml")
    file = read_toml(folder / "area.toml", location, problems)
    entry = validated(_AreaEntry, (), file, problems) if file.text else None
    if entry is None:
        return AreaFile(None, tuple(problems))
    levels = _levels(entry, file, read_units(folder, tuple(entry.level), problems), problems)
    systems = _systems(entry, file, problems)
    table = read_membership_table(folder, levels, problems)
    fields = entry.model_dump(exclude=_CHECKED_SEPARATELY)
    area = Area(
        id=folder.name,
        levels=levels,
        systems=systems,
        memberships=memberships_of(table, levels, folder.name, problems),
        core=_existing_core(entry, catalogue, file, problems),
        top_level=_existing_level(entry.top_level, entry, file, ("top_level",), problems),
        taxonomy=_existing_taxonomy(entry, catalogue, file, problems),
        background=_background(entry.background, folder, file, problems),
        logo=usable_picture(entry.logo, folder, file.location_of("logo"), problems),
        **fields,
    )
    problems += unassigned_units(area, table)
    return AreaFile(_with_united_boundaries(area), tuple(problems))


def _with_united_boundaries(area: Area) -> Area:
    """Let levels without a file of boundaries be drawn from finer ones, which may be such too."""
    for level in area.levels:
        finer = None if level.boundaries else _drawable_level(level, area)
        if finer is not None:
            drawn = replace(level, boundaries=_united(finer), drawn_from=finer.id)
            levels = tuple(drawn if item is level else item for item in area.levels)
            return _with_united_boundaries(replace(area, levels=levels))
    return area


def _drawable_level(level: Level, area: Area) -> Level | None:
    """Of the complete levels with boundaries that lie in a level the one with the fewest units."""
    fine = {item.level for item in area.memberships if item.parent_level == level.id}
    usable = [lv for lv in area.levels if lv.id in fine and lv.complete and lv.boundaries]
    return min(usable, key=lambda item: len(item.units), default=None)


def _united(finer: Level) -> Boundaries | None:
    """Say of the boundaries made of those of a finer level what is known of these."""
    return finer.boundaries and replace(finer.boundaries, file="")


def _existing_level(
    level: str, entry: _AreaEntry, file: TomlFile, path: Section, problems: list[Problem]
) -> str:
    if level and level not in entry.level:
        hint = spelling_hint(level, entry.level)
        location = file.location_of(*path)
        problems.append(location.problem("level_unknown", level, hint=hint))
        return ""
    return level


def _existing_taxonomy(
    entry: _AreaEntry, catalogue: Catalogue, file: TomlFile, problems: list[Problem]
) -> str:
    if entry.taxonomy and entry.taxonomy not in catalogue.taxonomies:
        location = file.location_of("taxonomy")
        problems.append(location.problem("taxonomy_unknown", entry.taxonomy))
        return ""
    return entry.taxonomy


def _existing_core(
    entry: _AreaEntry, catalogue: Catalogue, file: TomlFile, problems: list[Problem]
) -> tuple[str, ...]:
    location = file.location_of("core")
    unknown = [code for code in entry.core if code not in catalogue.indicators]
    problems += [location.problem("core_unknown", code) for code in unknown]
    return tuple(code for code in entry.core if code not in unknown)


def _levels(
    entry: _AreaEntry,
    file: TomlFile,
    units: Mapping[str, tuple[SpatialUnit, ...]],
    problems: list[Problem],
) -> tuple[Level, ...]:
    checked = {
        code: validated(_LevelEntry, ("level", code), file, problems)
        # a level with a faulty entry still has units; it is only not summed up
        or _LevelEntry(name=code.capitalize(), plural=code.capitalize(), complete=False)
        for code in entry.level
    }
    boundaries = {
        code: _boundaries(level.boundaries, ("level", code, "boundaries"), file, problems)
        for code, level in checked.items()
    }
    return tuple(
        Level(
            id=code,
            name=level.name,
            plural=level.plural,
            complete=level.complete,
            units=key_order(units.get(code, ())),
            boundaries=next(reversed(boundaries[code]), None),
            former_boundaries=boundaries[code][:-1],
        )
        for code, level in checked.items()
    )


def _systems(entry: _AreaEntry, file: TomlFile, problems: list[Problem]) -> tuple[AreaSystem, ...]:
    systems = []
    for code in entry.system:
        path = ("system", code)
        system = validated(_SystemEntry, path, file, problems)
        if system is None:
            continue
        levels = (
            _existing_level(level, entry, file, (*path, "levels"), problems)
            for level in system.levels
        )
        usable = tuple(level for level in levels if level)
        systems.append(AreaSystem(id=code, name=system.name, levels=usable))
    return tuple(systems)


def _boundaries(
    entry: object, path: Section, file: TomlFile, problems: list[Problem]
) -> tuple[Boundaries, ...]:
    """Read `[…boundaries]`, or `[[…boundaries]]` with one entry per Gebietsstand, oldest first.

    `entry` is what the file holds at `path`. A bad entry is left out; of two with one day the first
    counts.
    """
    if entry is None:
        return ()
    if not isinstance(entry, list):
        only = validated(_BoundariesEntry, path, file, problems)
        return (Boundaries(**only.model_dump()),) if only else ()
    paths = {number: (*path, str(number)) for number in range(len(entry))}
    read = {
        number: validated(_DatedBoundariesEntry, section, file, problems)
        for number, section in paths.items()
    }
    dated = sorted((item.valid_at, number) for number, item in read.items() if item)
    kept: list[Boundaries] = []
    for day, same in groupby(dated, key=lambda pair: pair[0]):
        first, *others = (number for _, number in same)
        for number in others:
            location = file.location_of(*paths[number])
            problems.append(location.problem("stand_twice", f"{day:%d.%m.%Y}"))
        if item := read[first]:
            kept.append(Boundaries(**item.model_dump()))
    return tuple(kept)


def _background(
    entry: Mapping[str, object], folder: Path, file: TomlFile, problems: list[Problem]
) -> Background | None:
    """Check the section `[background]` of area.toml; None without one, or with an unusable one."""
    if not entry:
        return None
    model = _BACKGROUNDS.get(entry.get("kind"), _WmsEntry)
    checked = validated(model, ("background",), file, problems)
    if checked is None:
        return None
    background = Background(**checked.model_dump())
    location = file.location_of("background", "file")
    is_usable = usable_picture(background.file, folder, location, problems) == background.file
    return background if is_usable else None
