"""Who changed class between two years: map, matrix, table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from atlas.atlas import Atlas
from atlas.measures.composite_movement import (
    NEARLY_ALWAYS,
    REDRAWS,
    ClassMovement,
    class_movement,
)
from atlas.model.specs import LegendClass, MapSeries, TableCell, TableColumn, TableRow, TableSpec
from atlas.views import texts
from atlas.views.composite import movement_texts as words
from atlas.views.composite.captions import is_absolute
from atlas.views.composite.figures import AreaIndex, index_year
from atlas.views.composite.maps import Coded, unit_map
from atlas.views.map import colours
from atlas.views.map.chance import chance_class, listed
from atlas.views.plurals import dative
from atlas.views.text_tables import NO_PROVENANCE

_REACH: Final = 2
"""Steps from which on moves look the same on the map."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class IndexMovement:
    """The classes of an index of a year and those of an earlier one."""

    index: AreaIndex
    base: int
    figures: ClassMovement

    @property
    def counts(self) -> Counter[int]:
        """Units with a class in both years by the sign of their move."""
        return Counter((step > 0) - (step < 0) for step in self.figures.steps if step is not None)


def index_movement(atlas: Atlas, index: AreaIndex, base: int) -> IndexMovement:
    """Compare the classes of an index with those of a base year.

    Raises
    ------
    AtlasError
        If there is no index of the base year.
    """
    scope, recipe = index.choice.scope, replace(index.recipe, cross=None)
    then = index_year(atlas, replace(scope, year=base), recipe)
    now = index_year(atlas, scope, recipe)
    return IndexMovement(index=index, base=base, figures=class_movement(recipe, then, now))


def headline(moved: IndexMovement) -> str:
    """Say how many units changed class."""
    index, counts = moved.index, moved.counts
    fields = {
        "title": index.recipe.title,
        "base": moved.base,
        "year": index.choice.scope.year,
        "total": counts.total(),
    }
    changed = counts[1] + counts[-1]
    if not changed:
        return words.NOBODY.format(**fields, plural=index.level.plural)
    return words.HEADLINE.format(**fields, count=changed, plural=dative(index.level.plural))


def subtitle(moved: IndexMovement) -> str:
    """Say in which direction, and how many beyond chance; "" if nobody moved."""
    counts = moved.counts
    if not counts[1] + counts[-1]:
        return ""
    beyond = sum(verdict is True for verdict in moved.figures.beyond_chance)
    return words.SUBTITLE.format(up=counts[1], down=counts[-1], beyond=beyond)


def remarks(moved: IndexMovement) -> tuple[str, ...]:
    """Say what a move means, and how chance is told from it."""
    year = moved.index.recipe.scale.base_year
    meaning = (
        words.ABSOLUTE.format(base=year) if is_absolute(moved.index.recipe) else words.RELATIVE
    )
    chance = words.CHANCE.format(draws=REDRAWS, percent=round(100 * NEARLY_ALWAYS))
    return meaning, chance


def movement_map(atlas: Atlas, moved: IndexMovement) -> MapSeries:
    """Lay out how far units moved; hatched where chance may have done it."""
    plain = _plain_classes()
    entries = [*plain, *(chance_class(entry) for entry in plain)]
    missing = {words.ONE_YEAR_ONLY: 2 * len(plain), words.NO_INDEX: 2 * len(plain) + 1}
    entries += [LegendClass(label=label, colour=colours.NO_VALUE, sign=".") for label in missing]
    figures = moved.figures
    codes = []
    for step, beyond, then, now in zip(
        figures.steps, figures.beyond_chance, figures.then, figures.now, strict=True
    ):
        if step is None:
            codes.append(missing[words.ONE_YEAR_ONLY if then or now else words.NO_INDEX])
        else:
            place = _REACH + max(-_REACH, min(_REACH, step))
            codes.append(place + len(plain) * (beyond is False))
    coded = _occurring(entries, codes, len(plain))
    title = words.MAP.format(year=moved.index.choice.scope.year, base=moved.base)
    return unit_map(atlas, moved.index, coded, figures.units, title)


def _plain_classes() -> tuple[LegendClass, ...]:
    """From two classes down to two up; the limits only tell them apart."""
    shades = colours.diverging(_REACH, _REACH, 1)
    labels = (words.DOWN_MANY, words.DOWN, words.SAME, words.UP, words.UP_MANY)
    return tuple(
        LegendClass(label=label, colour=shade, lower=float(n), upper=float(n))
        for n, (label, shade) in enumerate(zip(labels, shades, strict=True))
    )


def _occurring(entries: list[LegendClass], codes: list[int], always: int) -> Coded:
    """Leave out hatched entries and those without index that no unit has."""
    used = {*range(always), *codes}
    places = {old: new for new, old in enumerate(sorted(used))}
    return Coded(
        legend=tuple(entry for n, entry in enumerate(entries) if n in used),
        codes=tuple(places[code] for code in codes),
    )


def matrix(moved: IndexMovement) -> TableSpec:
    """Count the units by their classes then (rows) and now (columns)."""
    index = moved.index
    labels = index.recipe.class_labels
    pairs = Counter(zip(moved.figures.then, moved.figures.now, strict=True))
    numbers = range(1, len(labels) + 1)
    rows = [(label, [pairs[then, now] for now in numbers]) for then, label in enumerate(labels, 1)]
    fields = {"base": moved.base, "year": index.choice.scope.year}
    return TableSpec(
        title=words.MATRIX.format(plural=index.level.plural),
        subtitle="",
        columns=(
            TableColumn(key="then", title=words.FROM.format(**fields)),
            *(TableColumn(key=str(n), title=label, decimals=0) for n, label in enumerate(labels)),
            TableColumn(key="total", title=words.TOTAL, decimals=0),
        ),
        rows=tuple(
            TableRow(cells=(TableCell(text=label), *map(count_cell, (*counts, sum(counts)))))
            for label, counts in rows
        ),
        provenance=NO_PROVENANCE,
        file_stem="",
    )


def count_cell(count: int) -> TableCell:
    """A number of units."""
    return TableCell(text=str(count), number=count)


def moved_table(moved: IndexMovement) -> TableSpec:
    """List the units that changed class, in official order."""
    index = moved.index
    return TableSpec(
        title=words.MOVED,
        subtitle="",
        columns=(
            TableColumn(key="unit", title=texts.KEY),
            TableColumn(key="name", title=index.level.name),
            TableColumn(key="then", title=words.THEN.format(year=moved.base)),
            TableColumn(key="now", title=words.THEN.format(year=index.choice.scope.year)),
            TableColumn(key="verdict", title=words.VERDICT),
        ),
        rows=tuple(_moved_rows(moved)),
        provenance=NO_PROVENANCE,
        file_stem="",
    )


def _moved_rows(moved: IndexMovement) -> Iterator[TableRow]:
    index, figures = moved.index, moved.figures
    labels = index.recipe.class_labels
    rows = zip(
        figures.units, figures.then, figures.now, figures.steps, figures.beyond_chance, strict=True
    )
    for unit, then, now, step, beyond in rows:
        if step:
            cells = (unit, index.name(unit), labels[then - 1], labels[now - 1], _verdict(beyond))
            yield TableRow(cells=tuple(TableCell(text=text) for text in cells))


def _verdict(beyond: bool | None) -> str:
    if beyond is None:
        return words.UNTESTED
    return words.BEYOND if beyond else words.WITHIN


def text_alternative(moved: IndexMovement, series: MapSeries) -> tuple[str, ...]:
    """Describe the map in sentences."""
    counted = listed(series.legend, series.columns[0].counts)
    classes = "; ".join(words.LISTED.format(label=e.label, count=n) for e, n in counted)
    return f"{headline(moved)}.", f"{subtitle(moved)}.", f"{series.title}: {classes}."
