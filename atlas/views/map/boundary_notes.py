"""Notes below a map about boundaries that don't fit together, or are missing."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from atlas.model.areas import Level, distinct_names
from atlas.model.numbers import format_number
from atlas.views.map import texts as map_texts
from atlas.views.plurals import weak

MOST_NAMES: Final = 12
"""Units without shape that are named; the line stays a line."""
_HECTARE: Final = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Repairs:
    """What had to be repaired before boundaries could be drawn; areas in m².

    `rings` counts polygons whose border crosses itself, `overlaps` and `gaps` places where
    neighbours don't fit together; where these are too many to be counted, `unmatched` is the share
    (0 to 1) of the length of all borders that don't fit.
    """

    rings: int = 0
    overlaps: int = 0
    overlap_area: float = 0.0
    gaps: int = 0
    gap_area: float = 0.0
    unmatched: float = 0.0


def boundary_notes(level: Level, repairs: Repairs, shapeless: Collection[str]) -> tuple[str, ...]:
    """Say what was repaired for the screen, and which units of a level have no shape."""
    repaired = "; ".join(_repair_counts(repairs))
    plural = weak(level.plural)
    repair_notes = [map_texts.REPAIRED.format(plural=plural, repaired=repaired)] if repaired else []
    # the names of all units take a while, and are needed where boundaries lack a unit only
    labels = distinct_names(level.units) if shapeless else {}
    names = [label.shown for key, label in labels.items() if key in shapeless]
    missing = [f"{map_texts.WITHOUT_SHAPE}: {_names_text(names)}"] if names else []
    return (*repair_notes, *missing)


def _names_text(names: Sequence[str]) -> str:
    listed, rest = ", ".join(names[:MOST_NAMES]), len(names) - MOST_NAMES
    return f"{listed} {map_texts.MORE_UNITS.format(number=rest)}" if rest > 0 else listed


def _repair_counts(repairs: Repairs) -> Iterator[str]:
    """Yield each kind of repair with its number and area."""
    counts = (repairs.rings, repairs.overlaps, repairs.gaps)
    areas = (None, repairs.overlap_area, repairs.gap_area)
    for nouns, number, area in zip(map_texts.REPAIRS, counts, areas, strict=True):
        if number:
            noun = nouns[0] if number == 1 else nouns[1]
            size = "" if area is None else f" ({_area(area)})"
            yield f"{format_number(number, 0)} {noun}{size}"
    if repairs.unmatched:
        yield map_texts.UNMATCHED.format(share=format_number(100 * repairs.unmatched, 0))


def _area(area: float) -> str:
    if area < _HECTARE:
        return map_texts.SQUARE_METRES.format(area=format_number(area, 0))
    return map_texts.HECTARES.format(area=format_number(area / _HECTARE, 1))
