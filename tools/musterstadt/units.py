"""The units of all levels with their keys, names, shapes and memberships."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from tools.musterstadt.borders import joined
from tools.musterstadt.chance import Ints
from tools.musterstadt.plan import LAST_YEAR, read_sozialraeume
from tools.musterstadt.population import City

CITY_LEVEL, CITY, CITY_NAME = "stadt", "00", "Musterstadt"
BLOCKS = "baublockgruppe"
FIRST_BLOCK = 1001
PRIMARY_AGES = slice(6, 10)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A unit of a level with its shape."""

    level: str
    key: str
    name: str
    everyday_name: str
    shape: BaseGeometry


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """The units of a level, and which of them each block lies in."""

    units: tuple[Unit, ...]
    of_block: Ints

    @property
    def keys(self) -> tuple[str, ...]:
        """Keys of the units in order."""
        return tuple(unit.key for unit in self.units)


def make_levels(city: City, shapes: Sequence[Polygon]) -> dict[str, Level]:
    """All levels, by id; `shapes` are those of the blocks."""
    districts = city.districts
    blocks = np.arange(len(shapes))
    sozialraum = np.array([int(item.sozialraum) - 1 for item in city.bezirke])
    labels = {
        CITY_LEVEL: np.zeros_like(blocks),
        "sozialraum": sozialraum[districts.bezirk_of_block],
        "bezirk": districts.bezirk_of_block,
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
        for (key, name, everyday), shape in zip(named, joined(shapes, of_block), strict=True)
    )


def _named(city: City) -> dict[str, list[tuple[str, str, str]]]:
    """Key, name and everyday name of the units of every level."""
    wards = range(1, int(city.districts.ward_of_block.max()) + 2)
    schools = enumerate(_school_names(city), 1)
    return {
        CITY_LEVEL: [(CITY, CITY_NAME, "")],
        "sozialraum": [(item.key, item.name, item.everyday_name) for item in read_sozialraeume()],
        "bezirk": [(item.key, item.name, item.everyday_name) for item in city.bezirke],
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
        mine = districts.school_of_block == school
        living = np.bincount(districts.bezirk_of_block[mine], children[mine], len(city.bezirke))
        ordered = [city.bezirke[k].name for k in np.argsort(-living, kind="stable")]
        names.append(next(name for name in ordered if name not in names))
    return names


def memberships(city: City, levels: dict[str, Level]) -> Iterator[tuple[str, str, str, str]]:
    """Level, unit, level and unit it lies in."""
    for level in ("sozialraum", "wahlbezirk", "grundschulbezirk"):
        yield from ((level, key, CITY_LEVEL, CITY) for key in levels[level].keys)
    yield from (("bezirk", item.key, "sozialraum", item.sozialraum) for item in city.bezirke)
    for level in ("bezirk", "wahlbezirk", "grundschulbezirk"):
        keys = levels[level].keys
        for block, parent in zip(levels[BLOCKS].keys, levels[level].of_block, strict=True):
            yield (BLOCKS, block, level, keys[parent])
