"""The text twin of a map: all that it shows, told in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from atlas.atlas import Atlas
from atlas.measures.grid import Grid
from atlas.measures.round_limits import NOISE
from atlas.model.areas import Level
from atlas.model.cells import State
from atlas.model.quantities import Audience
from atlas.model.scope import Scope
from atlas.model.specs import MapKind, MapSeries
from atlas.pipeline import view_unit
from atlas.views import texts
from atlas.views.headlines import (
    dative,
    figure_text,
    headline,
    row_of,
    span,
    subtitle,
    unit_grid,
    with_unit,
)

EXTREMES: Final = 3
MOST_EXTREMES: Final = 5
"""Units named at either end; more that share a figure are counted."""


def text_alternative(
    atlas: Atlas, scope: Scope, series: MapSeries, counts: Sequence[int]
) -> tuple[str, ...]:
    """Tell a map in sentences: title, finding, area, units per class, what is missing.

    Whoever works in the administration is also told the extremes, in official order; in
    public nobody is singled out.
    """
    level, area = atlas.level_at(scope.area, scope.level, scope.vintage), atlas.area(scope.area)
    circles = series.kind is MapKind.CIRCLES
    counted = list(zip(series.legend, counts, strict=True))
    # the size of a circle is no class: only the signs are counted
    told = [f"{entry.label}: {n}" for entry, n in counted if n and (entry.sign or not circles)]
    missing = sum(n for entry, n in counted if entry.sign not in {"", State.ZERO.sign})
    words = {"title": series.title, "within": area.within, "year": span(scope)}
    shown = texts.TWIN_CIRCLES if circles else texts.TWIN_MAP
    each = texts.TWIN_SIGNS if circles else texts.TWIN_CLASSES
    return (
        shown.format(**words, level=level.name),
        _sentence(headline(atlas, scope)),
        _sentence(subtitle(atlas, scope)),
        *([each.format(plural=level.plural, classes="; ".join(told))] if told else []),
        coverage(level, sum(counts), missing),
        *([] if atlas.audience is Audience.PUBLIC else _extremes(atlas, scope)),
    )


def coverage(level: Level, total: int, missing: int) -> str:
    """Say for how many units there is a value."""
    if total == 1:
        return texts.TWIN_ONE_MISSING if missing else texts.TWIN_ONE
    if not missing:
        return texts.TWIN_COMPLETE.format(plural=level.plural, total=total)
    return texts.TWIN_MISSING.format(plural=dative(level.plural), total=total, missing=missing)


def _sentence(text: str) -> str:
    return text.rstrip(". ") + "."


def _extremes(atlas: Atlas, scope: Scope) -> Iterator[str]:
    """Name the units with the lowest and highest figures, in official order, not as a ranking."""
    figures = unit_grid(atlas, scope)
    value = figures.value[0]
    known = np.flatnonzero(~np.isnan(value))
    each = min(EXTREMES, len(known) // 2)
    if not each or value[known].max() - value[known].min() <= NOISE:
        return
    order = known[np.argsort(value[known], kind="stable")]
    lowest = _with_ties(order, value, each)
    highest = _with_ties(order[::-1], value, each)
    yield texts.TWIN_EXTREMES.format(
        lowest=_named(atlas, scope, figures, lowest), highest=_named(atlas, scope, figures, highest)
    )


def _with_ties(
    order: npt.NDArray[np.intp], value: npt.NDArray[np.float64], each: int
) -> npt.NDArray[np.intp]:
    """The first of an order and all that equal the last of them, unless these are too many."""
    last = value[order[each - 1]]
    tied = np.isclose(value[order], last, rtol=NOISE, atol=NOISE)
    upto = int(np.flatnonzero(tied)[-1]) + 1
    before = int(np.flatnonzero(tied)[0])
    return order[: upto if upto <= MOST_EXTREMES or not before else before]


def _named(atlas: Atlas, scope: Scope, figures: Grid, places: npt.NDArray[np.intp]) -> str:
    """Names with figures in official order; those that are too many share one and are counted."""
    names = {
        unit.id: unit.name for unit in atlas.level_at(scope.area, scope.level, scope.vintage).units
    }
    told = [
        (names.get(figures.units[place], figures.units[place]), _told(atlas, scope, figures, place))
        for place in sorted(places.tolist())
    ]
    if len(told) > MOST_EXTREMES:
        return texts.TWIN_MANY_EXTREME.format(number=len(told), value=told[0][1])
    return ", ".join(f"{name} ({text})" for name, text in told)


def _told(atlas: Atlas, scope: Scope, figures: Grid, place: int) -> str:
    item, cell = atlas.indicator(scope.indicator), figures.at(0, place)
    if cell is None:
        return ""
    text = figure_text(row_of(cell, year=scope.year), item, scope.view)
    text = "0" if text == State.ZERO.sign else text
    return with_unit(text, view_unit(item, scope.view))
