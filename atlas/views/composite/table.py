"""Composite indices as tables for programs: what a recipe makes of an area or of a table."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

import pandas as pd

from atlas.atlas import Atlas
from atlas.errors import CompositeError
from atlas.measures.composite import CompositeFigures, composite
from atlas.model.recipes import (
    CLASS,
    CROSS_CLASS,
    CROSS_INDEX,
    EXCLUDED,
    GROUP,
    INDEX,
    RANK,
    SUM,
    Cross,
    Exclusion,
    Recipe,
)
from atlas.model.scope import Scope
from atlas.model.specs import DataType, Provenance, TidyColumn, TidyTable, TidyValue
from atlas.model.text import join_distinct
from atlas.views.citation import permanent_link
from atlas.views.composite import texts as words
from atlas.views.composite.captions import is_absolute, method_line
from atlas.views.composite.figures import (
    IndexChoice,
    area_index,
    refuse_different_units,
)
from atlas.views.numbers import plain_number
from atlas.views.provenance import boundary_text, merged
from atlas.views.table.tables import table_sources

PAGE: Final = "sozialindex"
RECIPE: Final = "rezept"
"""Parameter of the page's address: name of a preset, or a packed recipe."""
_DECIMALS: Final = 4
"""Decimals a workbook shows; the cells hold all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecipeFile:
    """A recipe, and what a result says of it: the file's name, its version, the day."""

    recipe: Recipe
    name: str
    version: str
    day: date


def index_of_area(atlas: Atlas, file: RecipeFile, scope: Scope, word: str = "") -> TidyTable:
    """Compute an index of the units of a level from what this audience may see.

    Parameters
    ----------
    word
        What the address of the page says of the recipe, "" if no address shows it.

    Raises
    ------
    UnknownNameError, NoDataError, CompositeError
        See `figures.area_index`.
    """
    index = area_index(atlas, IndexChoice(scope=scope, recipe=file.recipe))
    results = [index.figures, *([index.second] if index.second else [])]
    sources = index_sources(atlas, index.choice, word)
    return _table(file, results, sources, tuple(index.titles.items()))


def index_sources(atlas: Atlas, choice: IndexChoice, word: str) -> Provenance:
    """Where the figures come from that an index is computed from, and the boundaries of its map.

    `word` is as in `index_of_area`.
    """
    scope = replace(choice.scope, years=(choice.scope.year,), base_year=None)
    scopes = [replace(scope, indicator=name) for name in choice.recipe.all_columns]
    tables = [(item, atlas.values(item)) for item in scopes]
    every = (table_sources(atlas, item, viewed, viewed.rows, among=True) for item, viewed in tables)
    link = permanent_link(atlas, choice.scope, PAGE, {RECIPE: word}) if word else ""
    sources = replace(merged(every, split_sources=True), link=link)
    boundaries = atlas.level_at(scope.area, scope.level, scope.vintage).boundaries
    if not word or boundaries is None:
        return sources
    parts = (boundaries.attribution, boundaries.source)
    return replace(sources, boundaries=boundary_text(boundaries), attribution=join_distinct(parts))


def index_of_table(
    file: RecipeFile, columns: pd.DataFrame, name: str, remarks: Sequence[str]
) -> TidyTable:
    """Compute an index of a table's columns (on the keys of its units); `remarks` stay with it.

    Raises
    ------
    CompositeError
        If no index comes of the figures, or the recipe takes another year for its standard.
    """
    recipes = _made(file.recipe)
    if any(made.scale.base_year is not None for made in recipes):
        raise CompositeError("base_year")
    if any(part.change_years for made in recipes for part in made.parts):
        raise CompositeError("change_years")
    results = [composite(made, columns) for made in recipes]
    sources = Provenance(
        source=words.TABLE.format(name=name),
        publisher="",
        reference_dates="",
        boundaries="",
        notes=tuple(remarks),
    )
    return _table(file, results, sources, ())


def unknown_units(recipe: Recipe, table: TidyTable) -> str:
    """Say which units the recipe leaves out that aren't there; "" for none."""
    units = {row[0] for row in table.rows}
    unknown = [unit for unit in recipe.exclude.units if unit not in units]
    return words.UNKNOWN_UNITS.format(units=", ".join(unknown)) if unknown else ""


def _made(recipe: Recipe) -> tuple[Recipe, ...]:
    """The recipe, and the one it is crossed with."""
    return (recipe, recipe.cross.recipe) if recipe.cross else (recipe,)


def _table(
    file: RecipeFile,
    results: Sequence[CompositeFigures],
    sources: Provenance,
    titles: tuple[tuple[str, str], ...],
) -> TidyTable:
    recipe, figures = file.recipe, results[0]
    excluded = sum(exclusion is not None for exclusion in figures.exclusions)
    made = words.RECIPE.format(name=file.name, version=file.version, day=f"{file.day:%d.%m.%Y}")
    cross = recipe.cross
    rows = _crossed_rows(recipe, cross, results) if cross else _rows(recipe, figures)
    relative = () if is_absolute(recipe) else (words.RELATIVE,)
    return TidyTable(
        title=words.OF_TABLE.format(
            title=recipe.title, count=len(figures.units), excluded=excluded
        ),
        subtitle=method_line(recipe),
        columns=_heads(recipe),
        rows=tuple(rows),
        indicators=titles,
        provenance=replace(sources, notes=(made, *_crossed(recipe), *relative, *sources.notes)),
        file_stem=words.FILE_STEM,
    )


def _crossed(recipe: Recipe) -> Iterator[str]:
    if recipe.cross:
        other = recipe.cross.recipe
        yield words.CROSSED.format(title=other.title, method=method_line(other))


def _heads(recipe: Recipe) -> tuple[TidyColumn, ...]:
    labels = recipe.classes.labels if recipe.classes else ()
    numbered = DataType.INTEGER if recipe.classes and not labels else DataType.TEXT
    parts = (
        _number(part.name, words.PART.format(weight=plain_number(part.weight)))
        for part in recipe.parts
    )
    named = words.CLASS.format(labels=", ".join(labels)) if labels else words.CLASS_NUMBER
    return (
        TidyColumn(name=recipe.key, meaning=words.KEY),
        *parts,
        _number(SUM, words.SUM),
        _number(INDEX, words.INDEX),
        TidyColumn(name=CLASS, meaning=named, datatype=numbered),
        TidyColumn(name=RANK, meaning=words.RANK, datatype=DataType.INTEGER),
        *_heads_of_cross(recipe),
        TidyColumn(name=EXCLUDED, meaning=words.EXCLUDED),
    )


def _heads_of_cross(recipe: Recipe) -> Iterator[TidyColumn]:
    if recipe.cross:
        yield _number(CROSS_INDEX, words.CROSS_INDEX.format(title=recipe.cross.recipe.title))
        yield TidyColumn(name=CROSS_CLASS, meaning=words.CROSS_CLASS)
        yield TidyColumn(name=GROUP, meaning=words.GROUP)


def _number(name: str, meaning: str) -> TidyColumn:
    return TidyColumn(name=name, meaning=meaning, datatype=DataType.NUMBER, decimals=_DECIMALS)


def _rows(recipe: Recipe, figures: CompositeFigures) -> Iterator[tuple[TidyValue, ...]]:
    """Yield a row per unit of the input; excluded units have no figures but a reason."""
    nothing = (None,) * (len(recipe.parts) + len((SUM, INDEX, CLASS, RANK)))
    labels = _labels(recipe)
    rows = zip(
        figures.units,
        figures.scaled.tolist(),
        figures.sums.tolist(),
        figures.index.tolist(),
        figures.classes,
        figures.ranks,
        figures.exclusions,
        strict=True,
    )
    for unit, scaled, total, index, number, rank, exclusion in rows:
        if exclusion is not None:
            yield (unit, *nothing, _reason(recipe, exclusion))
        else:
            yield (unit, *scaled, total, index, labels.get(number, number or None), rank, "")


def _crossed_rows(
    recipe: Recipe, cross: Cross, results: Sequence[CompositeFigures]
) -> Iterator[tuple[TidyValue, ...]]:
    """Yield the rows with index and class of the second recipe, and the group of both classes."""
    first, second = results
    refuse_different_units(first, second)
    labels = _labels(cross.recipe)
    for position, (*row, excluded) in enumerate(_rows(recipe, first)):
        number = second.classes[position]
        if number:
            group = cross.groups[first.classes[position] - 1][number - 1]
            index = float(second.index[position])
            yield (*row, index, labels.get(number, str(number)), group, excluded)
        else:
            yield (*row, None, None, None, excluded)


def _labels(recipe: Recipe) -> Mapping[int, str]:
    return dict(enumerate(recipe.classes.labels, 1)) if recipe.classes else {}


def _reason(recipe: Recipe, exclusion: Exclusion) -> str:
    below = plain_number(recipe.exclude.below)
    return words.REASONS[exclusion.cause].format(column=exclusion.column, below=below)
