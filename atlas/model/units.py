"""Spatial units, their levels and systems, and the area they make up."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class SpatialUnit:
    """One district. The id is a string: official keys have leading zeros."""

    id: str
    name: str
    everyday_name: str = ""
    valid_from: date | None = None
    valid_to: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """Unit `unit` of `level` lies in `parent` of `parent_level` while it is valid."""

    level: str
    unit: str
    parent_level: str
    parent: str
    valid_from: date | None = None
    valid_to: date | None = None


def is_valid(thing: SpatialUnit | Membership, on: date) -> bool:
    """Whether a unit or membership is valid on a day; both ends count."""
    starts = thing.valid_from is None or thing.valid_from <= on
    ends = thing.valid_to is None or on <= thing.valid_to
    return starts and ends


@dataclass(frozen=True, slots=True, kw_only=True)
class Boundaries:
    """Where the boundaries of a level come from.

    `schematic` boundaries are computed for orientation and must be marked as such.
    `valid_at` is the Gebietsstand, None if unknown.
    """

    file: str
    attribution: str
    source: str = ""
    schematic: bool = False
    valid_at: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """All units of one kind. `complete` says that they cover the whole area."""

    id: str
    name: str
    plural: str
    units: tuple[SpatialUnit, ...]
    complete: bool = True
    boundaries: Boundaries | None = None

    def units_on(self, on: date) -> tuple[SpatialUnit, ...]:
        """Units valid on a day, in official order (by key)."""
        return tuple(unit for unit in self.units if is_valid(unit, on))


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
class Area:
    """One municipality or county with its levels and systems.

    `kind` is the German word for it ("Kreis", "Stadt"), `within` the phrase that places
    something in it ("im Rheinisch-Bergischen Kreis"). `top_level` holds the single unit
    that is the whole area, empty if there is none. `logo` is the publisher's logo on printed
    maps: the name of a PNG or JPEG file in the area's folder.
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
    background: Background | None = None

    def level(self, level_id: str) -> Level | None:
        """Find a level by its id."""
        return next((level for level in self.levels if level.id == level_id), None)

    @property
    def top_unit(self) -> SpatialUnit | None:
        """The unit that is the whole area."""
        top = self.level(self.top_level)
        return top.units[0] if top and len(top.units) == 1 else None


def key_order(units: Iterable[SpatialUnit]) -> tuple[SpatialUnit, ...]:
    """Sort units by key, the official order."""
    return tuple(sorted(units, key=lambda unit: unit.id))
