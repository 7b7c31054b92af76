"""The units of all levels with their keys, names, shapes and memberships."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from tools.musterstadt.borders import merged
from tools.musterstadt.chance import Ints
from tools.musterstadt.plan import LAST_YEAR, read_sozialraeume
from tools.musterstadt.population import City
from tools.musterstadt.vintages import (
    CHANGE_YEAR,
    LAST_DAY_BEFORE,
    SINCE,
    Vintages,
    make_vintages,
    over_time,
)

CITY_LEVEL, CITY, CITY_NAME = "stadt", "00", "Musterstadt"
BEZIRK, BLOCKS = "bezirk", "baublockgruppe"
FIRST_BLOCK = 1001
PRIMARY_AGES = slice(6, 10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit of a level with its shape, and the days between which that is so."""

    level: str
    key: str
    name: str
    everyday_name: str
    shape: BaseGeometry
    valid_from: str = ""
    valid_to: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """The units of a level, and which of them each block lies in."""

    units: tuple[Unit, ...]
    of_block: Ints

    @property
    def keys(self) -> tuple[str, ...]:
        """Keys of the units in order."""
        return tuple(unit.key for unit in self.units)


@dataclass(frozen=True, slots=True, kw_only=True)
class CityUnits:
    """All levels by id as they are today, and the districts as they were before the change."""

    levels: dict[str, Level]
    former: Level
    vintages: Vintages

    def level(self, name: str, year: int) -> Level:
        """A level as it was at the end of a year."""
        return self.former if name == BEZIRK and year < CHANGE_YEAR else self.levels[name]

    def versions(self) -> Iterator[Unit]:
        """Every unit in all its versions, in the order of levels, keys and time."""
        for name, level in self.levels.items():
            yield from _versions(self.former, level) if name == BEZIRK else level.units


def make_units(city: City, shapes: Sequence[Polygon]) -> CityUnits:
    """All units with their shapes; `shapes` are those of the blocks."""
    vintages = make_vintages(city.bezirke, city.districts)
    names = [(item.key, item.name, item.everyday_name) for item in vintages.former]
    units = _units(BEZIRK, names, shapes, vintages.former_of_block)
    return CityUnits(
        levels=_make_levels(city, shapes),
        former=Level(units=units, of_block=vintages.former_of_block),
        vintages=vintages,
    )


def _versions(former: Level, now: Level) -> list[Unit]:
    """Units of both vintages; one with the same names and borders in both comes once."""
    old, new = list(former.units), list(now.units)
    lasting = [unit for unit in new if unit in old]
    ended = [replace(unit, valid_to=LAST_DAY_BEFORE) for unit in old if unit not in lasting]
    begun = [replace(unit, valid_from=SINCE) for unit in new if unit not in lasting]
    return sorted([*lasting, *ended, *begun], key=lambda unit: (unit.key, unit.valid_from))


def _make_levels(city: City, shapes: Sequence[Polygon]) -> dict[str, Level]:
    districts = city.districts
    blocks = np.arange(len(shapes))
    sozialraum = np.array([int(item.sozialraum) - 1 for item in city.bezirke])
    labels = {
        CITY_LEVEL: np.zeros_like(blocks),
        "sozialraum": sozialraum[districts.bezirk_of_block],
        BEZIRK: districts.bezirk_of_block,
        "wahlbezirk": districts.ward_of_block,
        "grundschulbezirk": districts.school_of_block,
        BLOCKS: blocks,
    }
    named = _named(city)
    return {
        level: Level(units=_units(level, named[level], shapes, of_block), of_block=of_block)
        for level, of_block in labels.items()
    }


def _units(
    level: str, named: Sequence[tuple[str, str, str]], shapes: Sequence[Polygon], of_block: Ints
) -> tuple[Unit, ...]:
    return tuple(
        Unit(level=level, key=key, name=name, everyday_name=everyday, shape=shape)
        for (key, name, everyday), shape in zip(named, merged(shapes, of_block), strict=True)
    )


def _named(city: City) -> dict[str, list[tuple[str, str, str]]]:
    """Key, name and everyday name of the units of every level."""
    wards = range(1, int(city.districts.ward_of_block.max()) + 2)
    schools = enumerate(_school_names(city), 1)
    return {
        CITY_LEVEL: [(CITY, CITY_NAME, "")],
        "sozialraum": [(item.key, item.name, item.everyday_name) for item in read_sozialraeume()],
        BEZIRK: [(item.key, item.name, item.everyday_name) for item in city.bezirke],
        "wahlbezirk": [(f"W{n:02d}", f"Wahlbezirk {n}", "") for n in wards],
        "grundschulbezirk": [
            (f"G{n:02d}", f"GS {name}", f"Grundschule {name}") for n, name in schools
        ],
        BLOCKS: [(str(FIRST_BLOCK + k), name, "") for k, name in enumerate(_block_names(city))],
    }


def _block_names(city: City) -> Iterator[str]:
    """Blocks are numbered within their district."""
    count = [0] * len(city.bezirke)
    for bezirk in city.districts.bezirk_of_block:
        count[bezirk] += 1
        yield f"{city.bezirke[bezirk].name} {count[bezirk]}"


def _school_names(city: City) -> list[str]:
    """Each school is called after the district in which most of its children live."""
    districts = city.districts
    children = city.residents(LAST_YEAR)[:, PRIMARY_AGES].sum(axis=1)
    names: list[str] = []
    for school in range(int(districts.school_of_block.max()) + 1):
        within = districts.school_of_block == school
        living = np.bincount(districts.bezirk_of_block[within], children[within], len(city.bezirke))
        ordered = [city.bezirke[k].name for k in np.argsort(-living, kind="stable")]
        names.append(next(name for name in ordered if name not in names))
    return names


def memberships(units: CityUnits) -> Iterator[tuple[str, ...]]:
    """Level, unit, level and unit it lies in, first and last day."""
    levels = units.levels
    for level in ("sozialraum", "wahlbezirk", "grundschulbezirk"):
        yield from ((level, key, CITY_LEVEL, CITY, "", "") for key in levels[level].keys)
    yield from _of_bezirke(set(units.former.keys), set(levels[BEZIRK].keys))
    for level in (BEZIRK, "wahlbezirk", "grundschulbezirk"):
        before = _parents(units.level(level, CHANGE_YEAR - 1))
        since = _parents(levels[level])
        for block, *parents in zip(levels[BLOCKS].keys, before, since, strict=True):
            yield from ((BLOCKS, block, level, *span) for span in over_time(*parents))


def _of_bezirke(former: set[str], now: set[str]) -> Iterator[tuple[str, ...]]:
    """Districts never left their Sozialraum, which their key names."""
    for key in sorted(former | now):
        parent = key[:2]
        spans = over_time(parent if key in former else None, parent if key in now else None)
        yield from ((BEZIRK, key, "sozialraum", *span) for span in spans)


def _parents(level: Level) -> list[str]:
    """Key of the unit each block lies in."""
    return [level.keys[parent] for parent in level.of_block]
