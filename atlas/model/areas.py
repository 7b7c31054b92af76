"""Spatial units, their levels and systems, and the area they make up."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise
from typing import TypeVar

from atlas.model.custom_areas import CustomLevel
from atlas.model.text import distinct_labels

MAX_NAME = 200
"""Letters of the longest name of a unit that is no slip: legends and tables have room for less."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SpatialUnit:
    """One district. The id is a string: official keys have leading zeros."""

    id: str
    name: str
    everyday_name: str = ""
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitName:
    """What a unit is called beside others: by no two of them can it be mistaken.

    `everyday` is the name people use, "" where there is none or another unit has it, too.
    """

    name: str
    everyday: str = ""

    @property
    def shown(self) -> str:
        """What a screen calls the unit, everywhere the same: as people do, else officially."""
        return self.everyday or self.name


def distinct_names(units: Iterable[SpatialUnit]) -> dict[str, UnitName]:
    """Return the names of units by their ids; equal names get the id added."""
    latest = {unit.id: unit for unit in units}
    labels = distinct_labels({key: unit.name for key, unit in latest.items()})
    everyday = Counter(name for unit in latest.values() for name in {unit.name, unit.everyday_name})
    return {
        key: UnitName(
            name=labels[key],
            everyday=unit.everyday_name if everyday[unit.everyday_name] == 1 else "",
        )
        for key, unit in latest.items()
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """Unit `unit` of `level` lies in `parent` of `parent_level` while it is valid."""

    level: str
    unit: str
    parent_level: str
    parent: str
    valid_from: date | None = None
    valid_to: date | None = None


_Dated = TypeVar("_Dated", SpatialUnit, Membership)


def is_valid(item: SpatialUnit | Membership, on: date) -> bool:
    """Whether a unit or membership is valid on a day; both ends count."""
    starts = item.valid_from is None or item.valid_from <= on
    ends = item.valid_to is None or on <= item.valid_to
    return starts and ends


def _latest(
    items: Iterable[_Dated], key: Callable[[_Dated], str], day: date | None
) -> dict[str, _Dated]:
    """Of the items of each key the one valid on a day, else the last one."""
    latest: dict[str, _Dated] = {}
    for item in sorted(items, key=lambda item: item.valid_from or date.min):
        current = latest.get(key(item))
        if current is None or day is None or not is_valid(current, day):
            latest[key(item)] = item
    return latest


@dataclass(frozen=True, slots=True, kw_only=True)
class Boundaries:
    """Where the boundaries of a level come from.

    `schematic` boundaries are computed for orientation and must be marked as such.
    `valid_at` is the first day of the Gebietsstand, None if unknown.
    """

    file: str
    attribution: str
    source: str = ""
    schematic: bool = False
    valid_at: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """All units of one kind. `complete` says that they cover the whole area.

    `units` may hold a key several times: versions whose validity follows upon each other,
    because a border was moved or a name changed. `boundaries` are the newest ones,
    `former_boundaries` those of earlier Gebietsstände, the oldest first. `custom` says of what
    a custom level is made; its boundaries are drawn from its parts and have no file. None for
    levels of the data. `drawn_from` is the finer level of whose shapes those of a level without a
    file of its own are united, "" if it has one or none can be.
    """

    id: str
    name: str
    plural: str
    units: tuple[SpatialUnit, ...]
    complete: bool = True
    boundaries: Boundaries | None = None
    former_boundaries: tuple[Boundaries, ...] = ()
    custom: CustomLevel | None = None
    drawn_from: str = ""

    def units_on(self, on: date) -> tuple[SpatialUnit, ...]:
        """Units valid on a day, in official order (by key)."""
        return tuple(unit for unit in self.units if is_valid(unit, on))

    @property
    def vintages(self) -> tuple[date, ...]:
        """First days of the Gebietsstände whose boundaries are known, in order."""
        drawn = (*self.former_boundaries, self.boundaries)
        return tuple(each.valid_at for each in drawn if each and each.valid_at)

    @property
    def newest_units(self) -> tuple[SpatialUnit, ...]:
        """Units of the newest Gebietsstand; where none is known, those that have not ended."""
        return self.units_on(next(reversed(self.vintages), date.max))

    def latest_versions(self, on: date | None = None) -> tuple[SpatialUnit, ...]:
        """Every key that ever was, once: as it is on a day, else in its last version.

        Without a day, as it is in the newest Gebietsstand.
        """
        day = on or next(reversed(self.vintages), None)
        return key_order(_latest(self.units, lambda unit: unit.id, day).values())

    def boundaries_at(self, vintage: date | None) -> Boundaries | None:
        """Boundaries of a Gebietsstand; the newest ones for None or an unknown one."""
        matching = (each for each in self.former_boundaries if vintage and each.valid_at == vintage)
        return next(matching, self.boundaries)


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """A picture beneath the maps, in the coordinate system of the maps.

    `kind` is "wms" (with `layers`), "tiles" (with the `origin` of the tiles, the `resolution`
    of the coarsest in metres per pixel, and the number of `levels`) or "image" (with its `file`
    and the `extent` it covers: west, south, east, north in metres).
    """

    kind: str
    attribution: str
    url: str = ""
    layers: str = ""
    file: str = ""
    extent: tuple[float, ...] = ()
    origin: tuple[float, ...] = ()
    resolution: float = 0.0
    levels: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaSystem:
    """A chain of levels from fine to coarse, e.g. Kommune → Kreis."""

    id: str
    name: str
    levels: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BorderOverlay:
    """A coarser level whose borders lie on top of a map.

    `title` names its units, `parent_of` the coarser unit each unit lies in.
    """

    title: str
    parent_of: Mapping[str, str] = field(hash=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """One municipality or county with its levels and systems.

    `kind` is the German word for it ("Kreis", "Stadt"), `within` the phrase that says
    that something is in it ("im Rheinisch-Bergischen Kreis"). `top_level` holds the single unit
    that is the whole area, empty if there is none. `logo` is the publisher's logo on printed
    maps: the name of a PNG or JPEG file in the area's folder. `licence` is that of its figures.
    """

    id: str
    name: str
    kind: str
    within: str
    publisher: str
    levels: tuple[Level, ...]
    systems: tuple[AreaSystem, ...] = ()
    memberships: tuple[Membership, ...] = ()
    top_level: str = ""
    taxonomy: str = ""
    core: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    fictional: bool = False
    note: str = ""
    logo: str = ""
    licence: str = ""
    background: Background | None = None

    def level(self, level_id: str) -> Level | None:
        """Find a level by its id."""
        return next((level for level in self.levels if level.id == level_id), None)

    def border_overlay(self, level_id: str, vintage: date | None = None) -> BorderOverlay | None:
        """Find the level whose borders lie on top of a map of another one, at a Gebietsstand.

        It is the next coarser one of the first system that has one, if it divides the map: the
        border of a single unit is that of the map itself. Without a Gebietsstand the newest
        one is taken.
        """
        for coarse in self._next_coarser(level_id):
            parents = self._parents(level_id, coarse.id, vintage)
            if len(set(parents.values())) > 1:
                return BorderOverlay(title=coarse.plural, parent_of=parents)
        return None

    def ground_level(self, level_id: str) -> str:
        """Id of the level whose shapes lie below a map of custom areas; "" for all other maps."""
        level, top = self.level(level_id), self.level(self.top_level)
        is_custom = level is not None and level.custom is not None
        return self.top_level if is_custom and top is not None and top.boundaries else ""

    def _next_coarser(self, level_id: str) -> Iterator[Level]:
        steps = (step for system in self.systems for step in pairwise(system.levels))
        levels = (self.level(coarse) for fine, coarse in steps if fine == level_id)
        yield from (level for level in levels if level is not None)

    def members(self, fine: str, coarse: str) -> Mapping[str, tuple[str, ...]]:
        """Units of a finer level in each unit of a coarser one, in the newest Gebietsstand."""
        level = self.level(fine)
        existing = level.newest_units if level else ()
        parents = self._parents(fine, coarse, None)
        members: dict[str, tuple[str, ...]] = {}
        for unit in existing:
            if unit.id in parents:
                parent = parents[unit.id]
                members[parent] = (*members.get(parent, ()), unit.id)
        return members

    def _parents(self, fine: str, coarse: str, vintage: date | None) -> dict[str, str]:
        """Coarser unit of each unit: that of the Gebietsstand, else the last one it had."""
        level = self.level(fine)
        day = vintage or next(reversed(level.vintages if level else ()), None)
        links = (m for m in self.memberships if (m.level, m.parent_level) == (fine, coarse))
        latest = _latest(links, lambda link: link.unit, day)
        return {unit: link.parent for unit, link in latest.items()}

    @property
    def top_unit(self) -> SpatialUnit | None:
        """The unit that is the whole area."""
        top = self.level(self.top_level)
        units = top.latest_versions() if top else ()
        return units[0] if len(units) == 1 else None


def key_order(units: Iterable[SpatialUnit]) -> tuple[SpatialUnit, ...]:
    """Sort units by key, the official order."""
    return tuple(sorted(units, key=lambda unit: unit.id))
