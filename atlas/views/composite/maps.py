"""Maps of an index: an entry of the legend per class, and those of units without index."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from atlas.atlas import Atlas
from atlas.model.numbers import format_number, plain_number
from atlas.model.recipes import Cause
from atlas.model.specs import LegendClass, MapColumn, MapSeries, UnitCard
from atlas.views.composite import page_texts as words
from atlas.views.composite.captions import method_line, reason
from atlas.views.composite.figures import AreaIndex
from atlas.views.map import colours

MOST_CLASSES: Final = 12
"""Classes whose colours anybody could still tell apart beside their legend."""
DECIMALS: Final = 2
_SIGN: Final = "."


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """Entries of a legend, and of each unit its entry."""

    legend: tuple[LegendClass, ...]
    codes: tuple[int, ...]


def index_map(atlas: Atlas, index: AreaIndex) -> MapSeries:
    """Lay out the classes of an index; the recipe has between one and `MOST_CLASSES`."""
    title = words.MAP_TITLE.format(title=index.recipe.title)
    return class_map(atlas, index, _coded(index), title)


def class_map(atlas: Atlas, index: AreaIndex, coded: Coded, title: str) -> MapSeries:
    """Lay out the units of an index, in its order, by an entry of a legend each."""
    return unit_map(atlas, index, coded, index.figures.units, title)


def unit_map(
    atlas: Atlas, index: AreaIndex, coded: Coded, units: tuple[str, ...], title: str
) -> MapSeries:
    """Lay out some units by an entry of a legend each."""
    scope, area = index.choice.scope, atlas.area(index.choice.scope.area)
    counts = np.bincount(coded.codes, minlength=len(coded.legend))
    column = MapColumn(
        year=scope.year,
        label=str(scope.year),
        codes=bytes(coded.codes),
        counts=tuple(counts.tolist()),
        area_value=None,
        area_text="",
    )
    return MapSeries(
        title=title,
        area=area.name,
        level=index.level.name,
        level_plural=index.level.plural,
        unit="",
        decimals=DECIMALS,
        legend=coded.legend,
        area_label="",
        method=method_line(index.recipe),
        schematic=bool(index.level.boundaries and index.level.boundaries.schematic),
        fictional=area.fictional,
        units=units,
        columns=(column,),
    )


def _coded(index: AreaIndex) -> Coded:
    labels = index.recipe.class_labels
    shades = ramp(len(labels))
    classes = tuple(
        LegendClass(label=words.LEGEND.format(label=label, span=span), colour=shade)
        for label, span, shade in zip(labels, spans(index.figures.limits), shades, strict=True)
    )
    return with_excluded(index, classes, [number - 1 for number in index.figures.classes])


def with_excluded(
    index: AreaIndex, classes: tuple[LegendClass, ...], codes: Sequence[int]
) -> Coded:
    """Put entries for units without index behind the classes, one for each cause that occurs."""
    excluded, entries = index.excluded, list(classes)
    causes = {exclusion.cause for exclusion in excluded.values()}
    position = {}
    for cause in (cause for cause in Cause if cause in causes):
        position[cause] = len(entries)
        entries.append(LegendClass(label=_label(index, cause), colour=colours.NO_VALUE, sign=_SIGN))
    coded = [
        position[excluded[unit].cause] if unit in excluded else code
        for unit, code in zip(index.figures.units, codes, strict=True)
    ]
    return Coded(legend=tuple(entries), codes=tuple(coded))


def _label(index: AreaIndex, cause: Cause) -> str:
    exclude = index.recipe.exclude
    column = index.titles.get(exclude.column, exclude.column)
    return words.NO_INDEX[cause].format(column=column, below=plain_number(exclude.below))


def spans(limits: Sequence[float]) -> Iterator[str]:
    """Say of each class between which indices it lies; a limit belongs to the class below."""
    printed = [format_number(limit, DECIMALS) for limit in limits]
    if not printed:
        yield words.UNIT_OF_INDEX
        return
    yield words.BELOW.format(upper=printed[0])
    for lower, upper in pairwise(printed):
        yield words.BETWEEN.format(lower=lower, upper=upper)
    yield words.ABOVE.format(lower=printed[-1])


def ramp(count: int) -> tuple[str, ...]:
    """Colours of so many classes from low to high, between those of the usual maps if need be."""
    if count <= max(colours.SEQUENTIAL):
        return colours.sequential(count)
    stops = colours.SEQUENTIAL[max(colours.SEQUENTIAL)]
    parts = np.array([[int(shade[at : at + 2], 16) for at in (1, 3, 5)] for shade in stops])
    places = np.linspace(0, len(stops) - 1, count)
    mixed = [np.interp(places, range(len(stops)), part).round().astype(int) for part in parts.T]
    return tuple(
        f"#{red:02x}{green:02x}{blue:02x}" for red, green, blue in zip(*mixed, strict=True)
    )


def index_card(index: AreaIndex, unit: str) -> UnitCard | None:
    """Say index, class and scaled parts of a unit; None for one that isn't there."""
    if unit not in index.figures.units:
        return None
    at = index.figures.units.index(unit)
    exclusion = index.figures.exclusions[at]
    if exclusion is not None:
        why = reason(index, exclusion)
        return UnitCard(
            label=words.INDEX,
            figure=words.NO_INDEX_CARD,
            lines=((words.EXCLUDED, why),),
            brief=(words.NO_INDEX_CARD, why),
        )
    lines = tuple(_card_lines(index, at))
    figure = format_number(float(index.figures.index[at]), DECIMALS)
    brief = (f"{words.INDEX}: {figure}", *(": ".join(line) for line in lines[:1]))
    return UnitCard(label=words.INDEX, figure=figure, lines=lines, brief=brief)


def _card_lines(index: AreaIndex, at: int) -> Iterator[tuple[str, str]]:
    recipe, figures = index.recipe, index.figures
    if recipe.classes is not None:
        yield words.CLASS, recipe.class_labels[figures.classes[at] - 1]
    if recipe.cross is not None and index.second is not None:
        row, column = figures.classes[at] - 1, index.second.classes[at] - 1
        yield words.SECOND_CLASS, recipe.cross.recipe.class_labels[column]
        yield words.GROUP, recipe.cross.groups[row][column]
    for part, value in zip(recipe.parts, figures.scaled[at], strict=True):
        label = words.PART_SCALED.format(title=index.titles[part.name])
        yield label, format_number(float(value), DECIMALS)
