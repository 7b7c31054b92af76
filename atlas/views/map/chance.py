"""Changes that chance alone may have made: which units, and how a legend lists them.

The test is that of the start page (`measures.chance`). Its units are hatched in the colour of their
class; a legend lists them once, as a part of what it counts per class.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import numpy as np

from atlas.atlas import Atlas
from atlas.measures import chance
from atlas.measures.cells import Flags
from atlas.measures.chance import Movement, beyond_chance, is_share_of_counts
from atlas.measures.grid import Grid
from atlas.model.scope import Scope, View
from atlas.model.specs import LegendClass
from atlas.views.map import colours
from atlas.views.map import texts as map_texts

LISTED: Final = LegendClass(
    label=map_texts.WITHIN_CHANCE_ENTRY,
    colour=colours.NOBODY,
    hatched=True,
    within_chance=True,
)
"""The one entry of a legend for all units within chance, whatever their class."""
UNTESTED: Final = LegendClass(label=map_texts.UNTESTED_ENTRY, colour="")
"""The line of a legend for changes that can't be tested: on the map they look like certain ones."""


def movement(atlas: Atlas, scope: Scope, figures: Grid) -> Movement | None:
    """Compare the base year of a scope with its year; None where chance can't be reckoned with.

    So it is for indicators that aren't shares of counts, for years so near that pooled figures
    share people, and for years before the base year. `figures` are values of units of the
    scope, or of some as one.
    """
    base, item = scope.base_year, atlas.indicator(scope.area, scope.indicator)
    if base is None or not is_share_of_counts(item, atlas.catalogue(scope.area).quantities):
        return None
    if scope.year - base < _shortest_span(atlas, scope):
        return None
    if not {base, scope.year} <= {*figures.years}:
        return None
    return beyond_chance(figures, base, scope.year)


def within_chance(atlas: Atlas, scope: Scope, changes: Grid) -> Flags:
    """Where the changes of a map, year by year, may be due to chance; nowhere in other views."""
    figures, base = _shares(atlas, scope), scope.base_year
    if figures is None or base is None or scope.view is not View.CHANGE:
        return np.zeros(changes.value.shape, dtype=np.bool_)
    rows = np.searchsorted(figures.years, changes.years)
    columns = np.searchsorted(figures.units, changes.units)
    flags = chance.within_chance(figures, base)[rows[:, np.newaxis], columns]
    far = np.array(changes.years) - base >= _shortest_span(atlas, scope)
    return np.asarray(flags & far[:, np.newaxis] & ~np.isnan(changes.value), dtype=np.bool_)


def _shares(atlas: Atlas, scope: Scope) -> Grid | None:
    """The shares behind the changes of a scope in all years, None where they can't be tested."""
    item = atlas.indicator(scope.area, scope.indicator)
    if not is_share_of_counts(item, atlas.catalogue(scope.area).quantities):
        return None
    figures = atlas.grid(replace(scope, view=View.VALUE))
    return figures if scope.base_year in figures.years else None


def _shortest_span(atlas: Atlas, scope: Scope) -> int:
    return max(1, atlas.indicator(scope.area, scope.indicator).pooled_years)


def verdict(moved: Movement | None, unit: str) -> str:
    """Say whether the change of a unit may be chance, "" where that can't be told."""
    if moved is None:
        return ""
    if unit in moved.within:
        return map_texts.WITHIN_CHANCE
    return map_texts.BEYOND_CHANCE if unit in (*moved.risen, *moved.fallen) else ""


def chance_class(entry: LegendClass) -> LegendClass:
    """Return the same class for changes that may be due to chance."""
    label = map_texts.WITHIN_CHANCE_CLASS.format(label=entry.label)
    return replace(entry, label=label, hatched=True, within_chance=True)


def listed(
    legend: Sequence[LegendClass], counts: Sequence[int], untested: int | None = None
) -> tuple[tuple[LegendClass, int], ...]:
    """List a legend as it is read: entries with their numbers of units, classes first.

    A class counts all of its units; behind classes follows how many of all are within chance, and
    how many changes couldn't be tested (`MapColumn.untested`).
    """
    pairs = list(zip(legend, counts, strict=True))
    hatched = [(entry, count) for entry, count in pairs if entry.within_chance]
    if not hatched:
        return tuple(pairs)
    also = {(entry.lower, entry.upper): count for entry, count in hatched}
    classes = [(e, n + also.get((e.lower, e.upper), 0)) for e, n in pairs if e.is_class]
    others = [pair for pair in pairs if not pair[0].is_class and not pair[0].within_chance]
    within = (LISTED, sum(count for _, count in hatched))
    return (*classes, within, *([] if untested is None else [(UNTESTED, untested)]), *others)
