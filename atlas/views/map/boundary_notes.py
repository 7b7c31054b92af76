"""What stands under a map about boundaries that don't fit together, or are missing."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from atlas.model.areas import Level
from atlas.model.numbers import format_number
from atlas.views import texts
from atlas.views.map import texts as map_texts

MOST_NAMES: Final = 12
"""Units without shape that are named; the line stays a line."""
_HECTARE: Final = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Repairs:
    """What had to be put right before boundaries could be drawn; areas in m².

    `rings` counts polygons whose border crosses itself, `overlaps` and `gaps` places where
    neighbours don't fit together.
    """

    rings: int = 0
    overlaps: int = 0
    overlap_area: float = 0.0
    gaps: int = 0
    gap_area: float = 0.0


def boundary_notes(level: Level, repairs: Repairs, shapeless: Collection[str]) -> tuple[str, ...]:
    """Say what was repaired for the screen, and which units of a level have no shape."""
    found = "; ".join(_found(repairs))
    mended = [map_texts.REPAIRED.format(plural=level.plural, found=found)] if found else []
    names = [unit.name for unit in level.units if unit.id in shapeless]
    missing = [f"{texts.WITHOUT_SHAPE}: {_listed(names)}"] if names else []
    return (*mended, *missing)


def _listed(names: Sequence[str]) -> str:
    named, rest = ", ".join(names[:MOST_NAMES]), len(names) - MOST_NAMES
    return f"{named} {map_texts.MORE.format(number=rest)}" if rest > 0 else named


def _found(repairs: Repairs) -> Iterator[str]:
    """Tell each kind with its number and area."""
    counts = (repairs.rings, repairs.overlaps, repairs.gaps)
    areas = (None, repairs.overlap_area, repairs.gap_area)
    for words, number, area in zip(map_texts.REPAIRS, counts, areas, strict=True):
        if number:
            noun = words[0] if number == 1 else words[1]
            size = "" if area is None else f" ({_area(area)})"
            yield f"{format_number(number, 0)} {noun}{size}"


def _area(area: float) -> str:
    if area < _HECTARE:
        return map_texts.SQUARE_METRES.format(area=format_number(area, 0))
    return map_texts.HECTARES.format(area=format_number(area / _HECTARE, 1))
