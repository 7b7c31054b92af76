"""The table of an index on the page, and how many units a class has by a fixed standard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from atlas.atlas import Atlas
from atlas.model.numbers import format_number
from atlas.model.recipes import Recipe
from atlas.model.scope import Scope
from atlas.model.specs import Provenance, TableCell, TableColumn, TableRow, TableSpec
from atlas.views import texts
from atlas.views.composite import page_texts as words
from atlas.views.composite.captions import headline, is_absolute, reason, subtitle
from atlas.views.composite.figures import AreaIndex, IndexChoice, area_index
from atlas.views.composite.maps import DECIMALS
from atlas.views.text_tables import NO_PROVENANCE

EMPTY = TableCell(text="")


def index_table(atlas: Atlas, index: AreaIndex, sources: Provenance, stem: str) -> TableSpec:
    """Lay out a row per unit: scaled parts, sum, index, class, or why there is none."""
    return TableSpec(
        title=headline(index),
        subtitle=subtitle(atlas, index),
        columns=tuple(_columns(index)),
        rows=tuple(_row(index, at) for at in range(len(index.figures.units))),
        provenance=sources,
        file_stem=stem,
    )


def _columns(index: AreaIndex) -> Iterator[TableColumn]:
    recipe = index.recipe
    yield TableColumn(key="unit", title=texts.KEY)
    yield TableColumn(key="name", title=index.level.name)
    for part in recipe.parts:
        yield TableColumn(
            key=part.name, title=index.titles[part.name], unit=words.SCALED, decimals=DECIMALS
        )
    yield TableColumn(key="sum", title=words.SUM, decimals=DECIMALS)
    yield TableColumn(key="index", title=words.INDEX, decimals=DECIMALS)
    if recipe.classes is not None:
        yield TableColumn(key="class", title=words.CLASS)
    if recipe.cross is not None:
        yield TableColumn(key="cross_index", title=words.SECOND_INDEX, decimals=DECIMALS)
        yield TableColumn(key="cross_class", title=words.SECOND_CLASS)
        yield TableColumn(key="group", title=words.GROUP)
    if index.excluded:
        yield TableColumn(key="excluded", title=words.EXCLUDED)


def _row(index: AreaIndex, at: int) -> TableRow:
    figures, unit = index.figures, index.figures.units[at]
    exclusion = figures.exclusions[at]
    cells = [TableCell(text=unit), TableCell(text=index.name(unit))]
    if exclusion is None:
        numbers = (*figures.scaled[at], figures.sums[at], figures.index[at])
        cells += [number_cell(float(number)) for number in numbers]
        cells += _class_cells(index, at)
        cells += [EMPTY] * bool(index.excluded)
    else:
        columns = sum(1 for _ in _columns(index))
        cells += [EMPTY] * (columns - len(cells) - 1)
        cells.append(TableCell(text=reason(index, exclusion)))
    return TableRow(cells=tuple(cells))


def _class_cells(index: AreaIndex, at: int) -> Iterator[TableCell]:
    recipe = index.recipe
    number = index.figures.classes[at]
    if recipe.classes is not None:
        yield TableCell(text=recipe.class_labels[number - 1])
    if recipe.cross is not None and index.second is not None:
        second = index.second.classes[at]
        yield number_cell(float(index.second.index[at]))
        yield TableCell(text=recipe.cross.recipe.class_labels[second - 1])
        yield TableCell(text=recipe.cross.groups[number - 1][second - 1])


def number_cell(number: float) -> TableCell:
    """Print an index or a scaled part."""
    return TableCell(text=format_number(number, DECIMALS), number=number)


def standards(atlas: Atlas, index: AreaIndex, base: int) -> TableSpec:
    """Count the units of each class by themselves and by the standard of a base year, and then.

    Raises
    ------
    AtlasError
        If there is no index of the base year, or none of this year by its standard.
    """
    scope, recipe, level = index.choice.scope, replace(index.recipe, cross=None), index.level
    relative = replace(recipe, scale=replace(recipe.scale, base_year=None))
    fixed = replace(recipe, scale=replace(recipe.scale, base_year=base))
    counted = [
        (words.BASE_COLUMN.format(base=base), _counts(atlas, replace(scope, year=base), relative)),
        (
            words.FIXED_COLUMN.format(base=base, year=scope.year),
            _counts(atlas, scope, fixed),
        ),
        (words.RELATIVE_COLUMN.format(year=scope.year), _counts(atlas, scope, relative)),
    ]
    heads = (TableColumn(key=title, title=title, decimals=0) for title, _ in counted)
    rows = [
        TableRow(
            cells=(
                TableCell(text=label),
                *(TableCell(text=str(each[at]), number=each[at]) for _, each in counted),
            )
        )
        for at, label in enumerate(recipe.class_labels)
    ]
    return TableSpec(
        title=words.FIXED_TABLE.format(plural=level.plural),
        subtitle="",
        columns=(TableColumn(key="class", title=words.CLASS), *heads),
        rows=tuple(rows),
        provenance=NO_PROVENANCE,
        file_stem="",
    )


def _counts(atlas: Atlas, scope: Scope, recipe: Recipe) -> list[int]:
    classes = area_index(atlas, IndexChoice(scope=scope, recipe=recipe)).figures.classes
    return [classes.count(number) for number in range(1, len(recipe.class_labels) + 1)]


def standard_sentence(index: AreaIndex, base: int | None) -> str:
    """Say whether the classes show that all units improve."""
    plural = index.level.plural
    if is_absolute(index.recipe):
        return words.ABSOLUTE.format(base=index.recipe.scale.base_year)
    if base is None or index.recipe.scale.method.is_ranking or index.recipe.classes is None:
        return words.RELATIVE_ONLY.format(plural=plural)
    return words.RELATIVE.format(plural=plural, base=base)
