"""Status crossed with dynamics: a map of the groups, a matrix of their sizes, who is in each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from atlas.atlas import Atlas
from atlas.model.recipes import Cross
from atlas.model.specs import (
    LegendClass,
    MapKind,
    MapSeries,
    TableCell,
    TableColumn,
    TableRow,
    TableSpec,
)
from atlas.views.composite import movement_texts as words
from atlas.views.composite.captions import MOST_NAMED, method_line
from atlas.views.composite.figures import AreaIndex
from atlas.views.composite.maps import class_map, with_excluded
from atlas.views.composite.movement import count_cell
from atlas.views.composite.page_texts import MORE_UNITS
from atlas.views.map.colours import BIVARIATE
from atlas.views.plurals import dative
from atlas.views.text_tables import NO_PROVENANCE

Numbers: TypeAlias = npt.NDArray[np.int64]


def headline(index: AreaIndex, cross: Cross) -> str:
    """Say how many units are in the last group: highest index, highest change."""
    pairs = _pairs(index)
    last = (len(index.recipe.class_labels), len(cross.recipe.class_labels))
    return words.GROUPS_HEADLINE.format(
        title=index.recipe.title,
        year=index.choice.scope.year,
        count=pairs[last],
        total=pairs.total(),
        plural=dative(index.level.plural),
        group=cross.groups[-1][-1],
    )


def subtitle(cross: Cross) -> str:
    """Name the second recipe, and how it is made."""
    return words.GROUPS_SUBTITLE.format(second=cross.recipe.title, method=method_line(cross.recipe))


def _pairs(index: AreaIndex) -> Counter[tuple[int, int]]:
    """Units by their two classes."""
    second = index.second.classes if index.second is not None else ()
    pairs = zip(index.figures.classes, second, strict=True)
    return Counter((first, other) for first, other in pairs if first and other)


def group_map(atlas: Atlas, index: AreaIndex, cross: Cross) -> MapSeries:
    """Lay out the groups as a square: dynamics from left to right, the index upwards."""
    rows, columns = index.recipe.class_labels, cross.recipe.class_labels
    shades = square(len(rows), len(columns))
    entries = tuple(
        LegendClass(
            label=words.GROUP_LABEL.format(
                group=cross.groups[row][column], first=first, second=second
            ),
            colour=shades[row][column],
            position=(column, row),
        )
        for row, first in enumerate(rows)
        for column, second in enumerate(columns)
    )
    second = index.second.classes if index.second is not None else ()
    codes = [
        (first - 1) * len(columns) + other - 1
        for first, other in zip(index.figures.classes, second, strict=True)
    ]
    coded = with_excluded(index, entries, codes)
    series = class_map(atlas, index, coded, words.GROUPS_MAP)
    return replace(
        series,
        kind=MapKind.BIVARIATE,
        axes=(words.SECOND_AXIS, words.FIRST_AXIS),
        axis_classes=(columns, rows),
    )


def square(rows: int, columns: int) -> tuple[tuple[str, ...], ...]:
    """Colours of a square of two indicators, with as many steps each way as need be."""
    channels = np.array(
        [[[int(shade[at : at + 2], 16) for at in (1, 3, 5)] for shade in row] for row in BIVARIATE]
    )
    mixed = _between(_between(channels, rows).swapaxes(0, 1), columns).swapaxes(0, 1)
    return tuple(tuple("#" + bytes(shade).hex() for shade in row) for row in mixed.tolist())


def _between(shades: Numbers, count: int) -> Numbers:
    """As many steps along the first axis, each between the two shades next to it."""
    places = np.linspace(0, len(shades) - 1, count)
    lower = np.minimum(places.astype(int), len(shades) - 2)
    part = (places - lower)[:, None, None]
    mixed = np.rint(shades[lower] * (1 - part) + shades[lower + 1] * part)
    return np.asarray(mixed, dtype=np.int64)


def group_matrix(index: AreaIndex, cross: Cross) -> TableSpec:
    """Count the units by both classes."""
    pairs, columns = _pairs(index), cross.recipe.class_labels
    rows = [
        (label, [pairs[number, other] for other in range(1, len(columns) + 1)])
        for number, label in enumerate(index.recipe.class_labels, 1)
    ]
    return TableSpec(
        title=words.GROUPS_MATRIX.format(plural=index.level.plural),
        subtitle="",
        columns=(
            TableColumn(key="class", title=words.FIRST_AXIS),
            *(TableColumn(key=str(n), title=label, decimals=0) for n, label in enumerate(columns)),
            TableColumn(key="total", title=words.TOTAL, decimals=0),
        ),
        rows=tuple(
            TableRow(cells=(TableCell(text=label), *map(count_cell, (*counts, sum(counts)))))
            for label, counts in rows
        ),
        provenance=NO_PROVENANCE,
        file_stem="",
    )


def group_table(index: AreaIndex, cross: Cross) -> TableSpec:
    """List all groups with the units in them."""
    rows = tuple(_group_rows(index, cross))
    return TableSpec(
        title=words.GROUPS_TABLE.format(count=len(rows)),
        subtitle="",
        columns=(
            TableColumn(key="group", title=words.GROUP),
            TableColumn(key="first", title=words.FIRST_AXIS),
            TableColumn(key="second", title=words.SECOND_AXIS),
            TableColumn(key="count", title=words.COUNT, decimals=0),
            TableColumn(key="units", title=words.UNITS),
        ),
        rows=rows,
        provenance=NO_PROVENANCE,
        file_stem="",
    )


def _group_rows(index: AreaIndex, cross: Cross) -> Iterator[TableRow]:
    second = index.second.classes if index.second is not None else ()
    pairs = list(zip(index.figures.classes, second, strict=True))
    for row, first in enumerate(index.recipe.class_labels):
        for column, other in enumerate(cross.recipe.class_labels):
            units = [
                index.name(unit)
                for unit, pair in zip(index.figures.units, pairs, strict=True)
                if pair == (row + 1, column + 1)
            ]
            texts = (cross.groups[row][column], first, other)
            cells = [TableCell(text=text) for text in texts]
            yield TableRow(cells=(*cells, count_cell(len(units)), TableCell(text=_named(units))))


def _named(units: list[str]) -> str:
    if len(units) > MOST_NAMED:
        units = [*units[:MOST_NAMED], MORE_UNITS.format(count=len(units) - MOST_NAMED)]
    return ", ".join(units)


def text_alternative(index: AreaIndex, cross: Cross) -> tuple[str, ...]:
    """Describe the map in sentences."""
    pairs = _pairs(index)
    groups = "; ".join(
        words.LISTED.format(label=name, count=pairs[row + 1, column + 1])
        for row, names in enumerate(cross.groups)
        for column, name in enumerate(names)
    )
    return f"{headline(index, cross)}.", f"{subtitle(cross)}.", f"{words.GROUPS_MAP}: {groups}."
