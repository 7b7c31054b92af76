"""A new area: the files it needs, each as short as it can be, with comments on what to fill in."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from atlas.errors import NewAreaError
from atlas.sources import new_area_texts as texts
from atlas.sources.catalogue import read_catalogue
from atlas.sources.files import write_all
from atlas.sources.text_files import toml_string

_IDENTIFIER: Final = re.compile(r"[a-z0-9][a-z0-9_-]*")
_LETTERS: Final = str.maketrans(dict(texts.LETTERS))
_TOP_UNIT: Final = "00"


@dataclass(frozen=True, slots=True, kw_only=True)
class NewArea:
    """What is known of a new area: its name, its levels from fine to coarse, a first year."""

    name: str
    levels: tuple[str, ...]
    year: int

    @property
    def id(self) -> str:
        """Name of its folders, made of its name."""
        plain = self.name.casefold().translate(_LETTERS)
        ascii_only = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
        return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")

    @property
    def top_level(self) -> str:
        """The level with the one unit that is the whole area; none if there is one level only."""
        return self.levels[-1] if len(self.levels) > 1 else ""


def create_area(data_folder: Path, area: NewArea) -> tuple[Path, ...]:
    """Write the files of a new area, and a catalogue if the data folder has none.

    Returns
    -------
    tuple[Path, ...]
        The files written.

    Raises
    ------
    NewAreaError
        If name or levels can't be used, or the area exists already; nothing is written then.
    FileWriteError
        If a file can't be written; all are as before then.
    """
    _refuse_unusable(area)
    for room in ("districts", "indicators"):
        if (data_folder / room / area.id).exists():
            raise NewAreaError("exists", f"{room}/{area.id}")
    files = {data_folder / name: text.encode() for name, text in _files(data_folder, area).items()}
    write_all(files)
    return tuple(files)


def _refuse_unusable(area: NewArea) -> None:
    if not area.id or any(not character.isprintable() for character in area.name):
        raise NewAreaError("name", area.name)
    for level in area.levels:
        if not _IDENTIFIER.fullmatch(level):
            raise NewAreaError("level", level)
    if not area.levels or len(set(area.levels)) < len(area.levels):
        raise NewAreaError("levels", ",".join(area.levels))


def _files(data_folder: Path, area: NewArea) -> Mapping[str, str]:
    catalogue = data_folder / "indicators" / "catalogue.toml"
    quantities = _quantities(catalogue)
    files = {
        f"districts/{area.id}/area.toml": _area_toml(area),
        f"districts/{area.id}/units.csv": texts.UNITS + _top_unit(area),
        f"districts/{area.id}/memberships.csv": texts.MEMBERSHIPS,
        f"indicators/{area.id}/{area.year}.csv": ";".join([texts.TABLE, *quantities]) + "\n",
        f"indicators/{area.id}/{area.year}.toml": _deliveries(area, quantities),
    }
    return files if catalogue.exists() else {**files, "indicators/catalogue.toml": texts.CATALOGUE}


def _quantities(catalogue: Path) -> Sequence[str]:
    """Columns of the first table: the usual ones, as far as the catalogue has them."""
    if not catalogue.exists():
        return texts.STARTERS
    codes = read_catalogue(catalogue).catalogue.quantities
    return [code for code in texts.STARTERS if code in codes] or list(codes)[:1]


def _top_unit(area: NewArea) -> str:
    quoted = '"' + area.name.replace('"', '""') + '"'
    name = quoted if set(area.name) & {";", '"'} else area.name
    return f"{area.top_level};{_TOP_UNIT};{name}\n" if area.top_level else ""


def _area_toml(area: NewArea) -> str:
    name = toml_string(area.name)
    kind = toml_string(area.levels[-1].capitalize())
    within = toml_string(texts.WITHIN.format(name=area.name))
    head = texts.AREA.format(name=area.name, name_entry=name, kind=kind, within=within)
    if area.top_level:
        listed = ", ".join(map(toml_string, area.levels))
        head += texts.TOP_LEVEL.format(level=toml_string(area.top_level))
        head += texts.SYSTEM.format(levels=listed)
    return head + "".join(map(_level, area.levels)) + texts.BOUNDARIES


def _level(level: str) -> str:
    name = level.capitalize()
    plural = toml_string(texts.PLURALS.get(level, name))
    return texts.LEVEL.format(level=level, name=toml_string(name), plural=plural)


def _deliveries(area: NewArea, quantities: Sequence[str]) -> str:
    fields = {"base": toml_string(area.levels[0]), "publisher": toml_string(area.name)}
    head = texts.DELIVERIES.format(year=area.year, **fields)
    return head + "".join(texts.DELIVERY.format(quantity=code) for code in quantities)
