"""What is said of an index in words: statement, method, what is left out, how it is computed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from atlas.atlas import Atlas
from atlas.model.numbers import MINUS, plain_number
from atlas.model.recipes import MEAN, Exclusion, Part, Recipe
from atlas.views.composite import page_texts as words
from atlas.views.composite import texts as table_words
from atlas.views.composite.figures import AreaIndex
from atlas.views.plurals import dative, weak

MOST_NAMED: Final = 20
"""Units named in a sentence."""


def headline(index: AreaIndex) -> str:
    """Say how many units are in the highest class."""
    recipe, figures = index.recipe, index.figures
    total = len(figures.units) - len(index.excluded)
    fields = {"title": recipe.title, "year": index.choice.scope.year, "total": total}
    if recipe.classes is None:
        return words.HEADLINE_PLAIN.format(**fields, plural=index.level.plural)
    labels = recipe.class_labels
    count = figures.classes.count(len(labels))
    plural = dative(index.level.plural)
    return words.HEADLINE.format(**fields, count=count, plural=plural, label=labels[-1])


def subtitle(atlas: Atlas, index: AreaIndex) -> str:
    """Area, year and method in one line."""
    scope = index.choice.scope
    area = atlas.area(scope.area).name
    return words.SUBTITLE.format(area=area, year=scope.year, method=method_line(index.recipe))


def method_line(recipe: Recipe) -> str:
    """Say in one line how an index is made."""
    scale = table_words.SCALES[recipe.scale.method].format(ddof=recipe.scale.ddof)
    if recipe.scale.center != MEAN:
        scale += table_words.WEIGHTED_BY.format(column=recipe.scale.center)
    if recipe.scale.base_year is not None:
        scale += table_words.BASE_YEAR.format(year=recipe.scale.base_year)
    classes = ""
    if recipe.classes:
        breaks = _numbers(recipe.classes.breaks)
        classes = table_words.CLASSES[recipe.classes.method].format(breaks=breaks)
    number = len(recipe.parts)
    count = table_words.ONE_PART if number == 1 else table_words.PART_COUNT.format(count=number)
    return table_words.METHOD.format(
        count=count,
        scale=scale,
        combine=table_words.COMBINATIONS[recipe.combine.method],
        rescale=table_words.RESCALINGS[recipe.combine.rescale],
        classes=classes,
    )


def _numbers(numbers: Sequence[float]) -> str:
    return "; ".join(map(plain_number, numbers)).replace("-", MINUS)


def reason(index: AreaIndex, exclusion: Exclusion) -> str:
    """Say why a unit has no index, by the titles of the figures."""
    below = plain_number(index.recipe.exclude.below)
    column = index.titles.get(exclusion.column, exclusion.column)
    return words.REASONS[exclusion.cause].format(column=column, below=below)


def is_absolute(recipe: Recipe) -> bool:
    """Whether classes show that all units improve."""
    return recipe.scale.base_year is not None


def text_alternative(atlas: Atlas, index: AreaIndex) -> tuple[str, ...]:
    """Describe the map in sentences."""
    sentences = [f"{headline(index)}.", f"{subtitle(atlas, index)}."]
    if index.recipe.classes is not None:
        sentences.append(words.ALT_CLASSES.format(classes=class_counts(index)))
    sentences.append(excluded_sentence(index))
    return tuple(sentences)


def class_counts(index: AreaIndex) -> str:
    """Count the units of each class."""
    counts = Counter(index.figures.classes)
    labels = enumerate(index.recipe.class_labels, 1)
    return "; ".join(f"{label}: {counts[number]}" for number, label in labels)


def excluded_sentence(index: AreaIndex) -> str:
    """Name the units without index, each with the reason."""
    excluded, plural = index.excluded, index.level.plural
    if not excluded:
        return words.ALT_ALL.format(total=len(index.figures.units), plural=weak(plural))
    named = [
        words.NAMED_UNIT.format(name=index.name(unit), reason=reason(index, exclusion))
        for unit, exclusion in excluded.items()
    ]
    if len(named) > MOST_NAMED:
        more = words.MORE_UNITS.format(count=len(named) - MOST_NAMED)
        named = [*named[:MOST_NAMED], more]
    return words.ALT_EXCLUDED.format(count=len(excluded), plural=plural, units="; ".join(named))


def explanation(index: AreaIndex) -> tuple[str, ...]:
    """Say in plain words, step by step, how the index is computed."""
    recipe = index.recipe
    sentences = [
        _parts(index),
        words.HOW_EXCLUDED.format(cases=words.AND.join(_cases(index))),
        *_scaling(index),
        words.HOW_COMBINED[recipe.combine.method],
        words.HOW_RESCALED[recipe.combine.rescale],
        *_classing(index),
        words.HOW_PROTECTED,
        excluded_sentence(index),
        words.HOW_NO_RANKING,
    ]
    return tuple(filter(None, sentences))


def _parts(index: AreaIndex) -> str:
    parts = index.recipe.parts
    listed = "; ".join(_part(index, part) for part in parts)
    form = words.HOW_PARTS if len(parts) > 1 else words.HOW_ONE_PART
    return form.format(count=len(parts), year=index.choice.scope.year, parts=listed)


def _part(index: AreaIndex, part: Part) -> str:
    change = words.PART_CHANGE.format(years=part.change_years) if part.change_years else ""
    return words.PART.format(
        title=index.titles[part.name],
        change=change,
        direction=words.DIRECTIONS[part.direction],
        weight=plain_number(part.weight),
        transform=words.TRANSFORMED[part.transform],
    )


def _cases(index: AreaIndex) -> Iterator[str]:
    exclude = index.recipe.exclude
    if exclude.column:
        title = index.titles[exclude.column]
        yield words.CASE_SMALL.format(column=title, below=plain_number(exclude.below))
    if exclude.units:
        named = ", ".join(index.name(unit) for unit in exclude.units[:MOST_NAMED])
        yield words.CASE_NAMED.format(units=named)
    yield words.CASE_MISSING


def _scaling(index: AreaIndex) -> Iterator[str]:
    scale = index.recipe.scale
    yield words.HOW_SCALED[scale.method].format(plural=index.level.plural)
    if scale.center != MEAN:
        yield words.HOW_CENTER.format(column=index.titles[scale.center])
    if scale.base_year is not None:
        yield words.HOW_BASE.format(year=scale.base_year)


def _classing(index: AreaIndex) -> Iterator[str]:
    classes = index.recipe.classes
    if classes is not None:
        breaks = _numbers(classes.breaks)
        plural = index.level.plural
        yield words.HOW_CLASSED[classes.method].format(breaks=breaks, plural=plural)
