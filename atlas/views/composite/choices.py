"""Which recipes suit an area, and what a method makes of its own indicators."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from atlas.atlas import Atlas
from atlas.model.formulas import Composite, Total
from atlas.model.quantities import Kind
from atlas.model.recipes import (
    MEAN,
    Classes,
    ClassMethod,
    Combine,
    CombineMethod,
    Cross,
    Exclude,
    Part,
    Recipe,
    Scale,
    ScaleMethod,
)
from atlas.model.scope import Scope
from atlas.sources.recipes import dynamics, pair_names
from atlas.views.composite import page_texts as words

KEY: Final = "unit"
"""Column of the keys in what comes out."""
DYNAMIC_YEARS: Final = 2
"""Over how many years a method that has a dynamic index takes changes (methods.md 4.2)."""
_FIRST_PARTS: Final = 3
_FIFTHS: Final = (0.2, 0.4, 0.6, 0.8)


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What a form can choose from, titles by code: parts of an index, and counts of people."""

    parts: Mapping[str, str]
    counts: Mapping[str, str]


def offer(atlas: Atlas, scope: Scope) -> Offer:
    """List the indicators of a level an index may consist of, and what may weight or exclude."""
    catalogue, titles = atlas.catalogue(scope.area), {}
    counts = {}
    for code in atlas.available(scope.area, scope.level):
        item = catalogue.indicators.get(code)
        quantity = catalogue.quantities.get(code)
        if item is not None and not isinstance(item.formula, Total | Composite):
            titles[code] = item.title
        elif item is not None and isinstance(item.formula, Total):
            counts[code] = item.title
        elif quantity is not None and quantity.kind is Kind.COUNT:
            counts[code] = quantity.title
    return Offer(parts=titles, counts=counts)


def catalogue_recipes(atlas: Atlas, area: str) -> Mapping[str, Recipe]:
    """The recipes of the indices in the catalogue of an area, by their codes."""
    items = atlas.catalogue(area).indicators.values()
    return {item.code: item.formula.recipe for item in items if isinstance(item.formula, Composite)}


def fits(atlas: Atlas, scope: Scope, recipe: Recipe) -> bool:
    """Whether a level has all that a recipe needs."""
    return set(recipe.all_columns) <= set(atlas.available(scope.area, scope.level))


def own_recipe(atlas: Atlas, scope: Scope) -> Recipe:
    """Return a recipe to begin with, of the first indicators that tell of burdens or resources."""
    offered = offer(atlas, scope).parts
    items = [atlas.indicator(scope.area, code) for code in offered]
    telling = [
        item
        for item in items
        if item.polarity and scope.year in atlas.years(scope.area, item.code, scope.level)
    ]
    chosen = (telling or items)[:_FIRST_PARTS]
    return Recipe(
        title=words.DEFAULT_TITLE,
        key=KEY,
        parts=tuple(Part(name=item.code, direction=item.polarity or 1) for item in chosen),
        scale=Scale(method=ScaleMethod.ZSCORE),
        combine=Combine(method=CombineMethod.MEAN),
        classes=Classes(method=ClassMethod.QUANTILE, breaks=_FIFTHS),
    )


def with_method(recipe: Recipe, method: Recipe) -> Recipe:
    """Compute the parts of a recipe as another one does; it is named after both."""
    scale = replace(method.scale, center=MEAN, base_year=None)
    made = replace(
        recipe,
        title=words.METHOD_TITLE.format(title=method.title),
        scale=scale,
        combine=method.combine,
        classes=method.classes,
        cross=None,
    )
    if method.cross is None:
        return made
    second = dynamics(made, DYNAMIC_YEARS)
    crossed = Cross(recipe=second, groups=method.cross.groups, change_years=DYNAMIC_YEARS)
    return replace(made, cross=crossed)


def without_missing(atlas: Atlas, scope: Scope, recipe: Recipe) -> Recipe:
    """Leave out what a level doesn't have, but for the parts: an index without one is another."""
    available = set(atlas.available(scope.area, scope.level))
    exclude, center = recipe.exclude, recipe.scale.center
    if exclude.column and exclude.column not in available:
        recipe = replace(recipe, exclude=Exclude(units=exclude.units))
    if center != MEAN and center not in available:
        recipe = replace(recipe, scale=replace(recipe.scale, center=MEAN))
    return recipe


def consistent(recipe: Recipe) -> Recipe:
    """Drop what no longer suits after a change of a recipe: it would only be refused."""
    scale, classes = recipe.scale, recipe.classes
    if scale.method is not ScaleMethod.ZSCORE:
        scale = replace(scale, center=MEAN, ddof=0)
    if scale.method.is_ranking:
        scale = replace(scale, base_year=None)
    if scale.center != MEAN:
        scale = replace(scale, ddof=0)
    if classes is not None and len(classes.labels) != len(classes.breaks) + 1:
        classes = replace(classes, labels=())
    made = replace(recipe, scale=scale, classes=classes)
    cross = made.cross
    if cross is None or classes is None:
        return replace(made, cross=None)
    second = dynamics(made, cross.change_years) if cross.change_years else cross.recipe
    return replace(made, cross=_fitted(made, replace(cross, recipe=second)))


def _fitted(recipe: Recipe, cross: Cross) -> Cross:
    """Name the groups anew where there are other classes than before."""
    rows, columns = recipe.class_labels, cross.recipe.class_labels
    fitting = len(cross.groups) == len(rows) and len(cross.groups[0]) == len(columns)
    return cross if fitting else replace(cross, groups=pair_names(rows, columns))


def crossed_with_change(recipe: Recipe, years: int) -> Recipe:
    """Cross a recipe with the change of its parts over so many years, 0 for not at all."""
    if not years or recipe.classes is None:
        return replace(recipe, cross=None)
    second = dynamics(recipe, years)
    groups = pair_names(recipe.class_labels, second.class_labels)
    return replace(recipe, cross=Cross(recipe=second, groups=groups, change_years=years))
