"""The text alternative of a map: all that it shows, in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
import numpy.typing as npt

from atlas.atlas import Atlas
from atlas.measures.grid import Grid
from atlas.measures.round_limits import NOISE
from atlas.model.areas import Level, UnitName, distinct_names
from atlas.model.cells import State
from atlas.model.quantities import Audience
from atlas.model.scope import Scope
from atlas.model.specs import MapColumn, MapKind, MapSeries
from atlas.pipeline import view_unit
from atlas.views import texts
from atlas.views.headlines import (
    figure_text,
    headline,
    row_of,
    span,
    subtitle,
    unit_grid,
    with_unit,
)
from atlas.views.map import texts as map_texts
from atlas.views.map.chance import listed
from atlas.views.plurals import dative, weak

EXTREMES: Final = 3
MOST_EXTREMES: Final = 5
"""Units named at either end; more that share a figure are counted."""


def text_alternative(
    atlas: Atlas, scope: Scope, series: MapSeries, column: MapColumn
) -> tuple[str, ...]:
    """Describe a map in sentences: title, finding, area, units per class, what is missing.

    Whoever works in the administration also gets the extremes, in official order; in
    public nobody is singled out.
    """
    level, area = atlas.level_at(scope.area, scope.level, scope.vintage), atlas.area(scope.area)
    circles = series.kind is MapKind.CIRCLES
    counted = listed(series.legend, column.counts, column.untested)
    # the size of a circle is no class: only the signs are counted
    class_counts = [
        f"{entry.label}: {n}" for entry, n in counted if n and (entry.sign or not circles)
    ]
    missing = sum(n for entry, n in counted if entry.sign not in {"", State.ZERO.sign})
    fields = {"title": series.title, "within": area.within, "year": span(scope)}
    opening = map_texts.ALT_CIRCLES if circles else map_texts.ALT_MAP
    listing = map_texts.ALT_SIGNS if circles else map_texts.ALT_CLASSES
    return (
        opening.format(**fields, level=level.name),
        _sentence(headline(atlas, scope)),
        _sentence(subtitle(atlas, scope)),
        *(
            [listing.format(plural=level.plural, classes="; ".join(class_counts))]
            if class_counts
            else []
        ),
        coverage(level, sum(column.counts), missing),
        *([] if atlas.audience is Audience.PUBLIC else _extremes(atlas, scope)),
    )


def coverage(level: Level, total: int, missing: int) -> str:
    """Say for how many units there is a value."""
    if total == 1:
        return map_texts.ALT_ONE_UNIT_MISSING if missing else map_texts.ALT_ONE_UNIT
    if not missing:
        return texts.ALT_COMPLETE.format(plural=weak(level.plural), total=total)
    return texts.ALT_MISSING.format(plural=dative(level.plural), total=total, missing=missing)


def _sentence(text: str) -> str:
    return text.rstrip(". ") + "."


def _extremes(atlas: Atlas, scope: Scope) -> Iterator[str]:
    """Name the units with the lowest and highest figures, in official order, not as a ranking."""
    figures = unit_grid(atlas, scope)
    value = figures.value[0]
    with_value = np.flatnonzero(~np.isnan(value))
    number = min(EXTREMES, len(with_value) // 2)
    if not number or value[with_value].max() - value[with_value].min() <= NOISE:
        return
    order = with_value[np.argsort(value[with_value], kind="stable")]
    lowest = _with_ties(order, value, number)
    highest = _with_ties(order[::-1], value, number)
    yield map_texts.ALT_EXTREMES.format(
        lowest=_named(atlas, scope, figures, lowest), highest=_named(atlas, scope, figures, highest)
    )


def _with_ties(
    order: npt.NDArray[np.intp], value: npt.NDArray[np.float64], number: int
) -> npt.NDArray[np.intp]:
    """The first of an order and all that equal the last of them, unless these are too many."""
    last = value[order[number - 1]]
    tied = np.isclose(value[order], last, rtol=NOISE, atol=NOISE)
    upto = int(np.flatnonzero(tied)[-1]) + 1
    before = int(np.flatnonzero(tied)[0])
    return order[: upto if upto <= MOST_EXTREMES or not before else before]


def _named(atlas: Atlas, scope: Scope, figures: Grid, positions: npt.NDArray[np.intp]) -> str:
    """Names with figures in official order; those that are too many share one and are counted."""
    names = distinct_names(atlas.level_at(scope.area, scope.level, scope.vintage).units)
    labelled = [
        (
            names.get(unit := figures.units[position], UnitName(name=unit)).shown,
            _figure_text(atlas, scope, figures, position),
        )
        for position in sorted(positions.tolist())
    ]
    if len(labelled) > MOST_EXTREMES:
        return map_texts.ALT_MANY_EXTREME.format(number=len(labelled), value=labelled[0][1])
    return ", ".join(f"{name} ({text})" for name, text in labelled)


def _figure_text(atlas: Atlas, scope: Scope, figures: Grid, position: int) -> str:
    item, cell = atlas.indicator(scope.area, scope.indicator), figures.cell_at(0, position)
    if cell is None:
        return ""
    text = figure_text(row_of(cell, year=scope.year), item, scope.view)
    text = "0" if text == State.ZERO.sign else text
    return with_unit(text, view_unit(item, scope.view))
