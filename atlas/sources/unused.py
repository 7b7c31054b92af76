"""Files and folders of a data folder that belong to nothing and are never read."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final

from atlas.model.areas import Area
from atlas.model.problem_texts import spelling_hint
from atlas.model.problems import Problem
from atlas.model.source_location import SourceLocation
from atlas.sources.files import is_left_behind
from atlas.sources.table_names import is_yearly

ROOMS: Final = ("districts", "indicators")
OTHER_ROOMS: Final = ("recipes", "releases")
"""What else may be in a data folder; nothing is read from it here."""
DISTRICT_FILES: Final = ("area.toml", "units.csv", "memberships.csv", "crosswalk.csv")
INDICATOR_FILES: Final = (
    "published.csv",
    "references.csv",
    "acknowledged.toml",
    "catalogue.toml",
    "departments.toml",
)


def unused_in_area(data_folder: Path, area: Area, named: Collection[str] = ()) -> Iterator[Problem]:
    """Name the files and folders in the two folders of an area that nobody reads.

    `named` are pictures the area names that can't be drawn: a problem of their own.
    """
    yield from _unused(data_folder, f"districts/{area.id}", {*district_files(area), *named})
    for problem in _unused(data_folder, f"indicators/{area.id}", set(INDICATOR_FILES)):
        name = problem.value.lower().removesuffix(".txt")
        # what looks like a table is looked at when the years are read
        if not name.endswith(".csv") and not is_yearly(name):
            yield problem


def district_files(area: Area) -> frozenset[str]:
    """Names of the files the atlas reads in the folder of an area's districts; not all need be."""
    drawn = (
        boundaries.file
        for level in area.levels
        for boundaries in (*level.former_boundaries, level.boundaries)
        if boundaries
    )
    pictures = (area.logo, area.background.file if area.background else "")
    return frozenset(name for name in (*DISTRICT_FILES, *drawn, *pictures) if name)


def unused_around(data_folder: Path, area_ids: Collection[str]) -> Iterator[Problem]:
    """Name the folders that belong to no area, and what is in none."""
    yield from _unused(data_folder, "", {*ROOMS, *OTHER_ROOMS})
    for room, files in zip(ROOMS, ((), ("catalogue.toml", "acknowledged.toml")), strict=True):
        for path in _visible(data_folder / room):
            location = SourceLocation(file=f"{room}/{path.name}")
            if path.is_file() and path.name not in files:
                yield location.problem("file_unused", path.name, hint="")
            if path.is_dir() and path.name not in area_ids:
                hint = spelling_hint(path.name, area_ids)
                fields = {"folder": f"{room}/{path.name}", "hint": hint}
                yield location.problem("folder_unused", path.name, **fields)


def _unused(data_folder: Path, folder: str, used: Collection[str]) -> Iterator[Problem]:
    names = sorted(name for name in used if name)
    area = folder.rpartition("/")[2]
    for path in _visible(data_folder / folder):
        if path.name in used:
            continue
        location = SourceLocation(area=area, file=f"{folder}/{path.name}".lstrip("/"))
        code = "boundaries_unused" if path.suffix == ".geojson" else "file_unused"
        yield location.problem(
            code, path.name, hint=spelling_hint(path.name, names), level=path.stem
        )


def _visible(folder: Path) -> Iterator[Path]:
    """What people put there: no explanations, no old versions, nothing programs leave behind."""
    for path in sorted(folder.glob("*")):
        if not (is_left_behind(path.name) or path.name.startswith(("README", "LICENSE"))):
            yield path
