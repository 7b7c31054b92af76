"""The index of an area's level: its figures, and what they are computed from.

Every figure comes from the readers' door: what an audience doesn't see goes into no index.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

import pandas as pd

from atlas.atlas import Atlas
from atlas.errors import CompositeError
from atlas.measures.chance import is_share_of_counts
from atlas.measures.composite import CompositeFigures, composite
from atlas.measures.composite_movement import IndexYear
from atlas.model.areas import Level, UnitName, distinct_names
from atlas.model.recipes import Exclusion, Recipe
from atlas.model.scope import Scope, View

MOST_NAMED = 6
"""Units an error names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexChoice:
    """A recipe for the units of a level in the year of a scope."""

    scope: Scope
    recipe: Recipe


@dataclass(frozen=True, kw_only=True, eq=False)
class AreaIndex:
    """An index of a level; `second` are the figures of the recipe it is crossed with.

    `columns` are the figures it is computed from, `base` those of the base year. `titles` are those
    of `recipe.all_columns`, with their units.
    """

    choice: IndexChoice
    level: Level
    figures: CompositeFigures
    second: CompositeFigures | None
    columns: pd.DataFrame
    base: pd.DataFrame | None
    titles: Mapping[str, str]

    @property
    def recipe(self) -> Recipe:
        """How it is made."""
        return self.choice.recipe

    @cached_property
    def names(self) -> Mapping[str, UnitName]:
        """Names of the units by key."""
        return distinct_names(self.level.units)

    def name(self, unit: str) -> str:
        """What a screen calls a unit."""
        name = self.names.get(unit)
        return name.shown if name else unit

    @property
    def excluded(self) -> Mapping[str, Exclusion]:
        """Units without index, and why."""
        pairs = zip(self.figures.units, self.figures.exclusions, strict=True)
        return {unit: exclusion for unit, exclusion in pairs if exclusion is not None}


def area_index(atlas: Atlas, choice: IndexChoice) -> AreaIndex:
    """Compute an index of the units of a level from what this audience may see.

    Raises
    ------
    UnknownNameError, NoDataError
        If the area doesn't have what is asked for.
    CompositeError
        If no index comes of the figures, or two crossed recipes leave out different units.
    """
    scope, recipe = choice.scope, choice.recipe
    columns, base = _columns(atlas, scope, recipe), _base(atlas, scope, recipe)
    figures, second = composite(recipe, columns, base), None
    if recipe.cross is not None:
        other = recipe.cross.recipe
        second = composite(other, _columns(atlas, scope, other), _base(atlas, scope, other))
        refuse_different_units(figures, second)
    return AreaIndex(
        choice=choice,
        level=atlas.level_at(scope.area, scope.level, scope.vintage),
        figures=figures,
        second=second,
        columns=columns,
        base=base,
        titles={name: atlas.indicator(scope.area, name).title for name in recipe.all_columns},
    )


def refuse_different_units(first: CompositeFigures, second: CompositeFigures) -> None:
    """Refuse two indices of which only one has some of the units."""
    reasons = dict(zip(second.units, second.exclusions, strict=True))
    pairs = zip(first.units, first.exclusions, strict=True)
    different = [unit for unit, one in pairs if (one is None) != (reasons.get(unit, one) is None)]
    different += [unit for unit in reasons if unit not in first.units]
    if different:
        raise CompositeError("different_units", units=", ".join(different[:MOST_NAMED]))


def _base(atlas: Atlas, scope: Scope, recipe: Recipe) -> pd.DataFrame | None:
    year = recipe.scale.base_year
    return None if year is None else _columns(atlas, replace(scope, year=year), recipe)


def _columns(atlas: Atlas, scope: Scope, recipe: Recipe) -> pd.DataFrame:
    """Figures of the units that are shown to this audience, NaN for all others."""
    changes = {part.name: part.change_years for part in recipe.parts}
    columns = {
        name: {
            row.unit: row.value
            for row in atlas.values(_scope_of(scope, name, changes.get(name, 0))).rows
            if row.counts
        }
        for name in recipe.columns
    }
    return pd.DataFrame(columns, dtype=float).sort_index()


def index_year(atlas: Atlas, scope: Scope, recipe: Recipe) -> IndexYear:
    """Figures of the year of a scope, with the counts behind parts that are shares of counts."""
    columns = _columns(atlas, scope, recipe)
    names = [part.name for part in recipe.parts]
    quantities = atlas.catalogue(scope.area).quantities
    counted = {
        part.name
        for part in recipe.parts
        if not part.change_years
        and is_share_of_counts(atlas.indicator(scope.area, part.name), quantities)
    }
    rows = {
        name: [row for row in atlas.values(_scope_of(scope, name, 0)).rows if row.counts]
        for name in counted
    }
    numerators = {name: {row.unit: row.numerator for row in rows[name]} for name in counted}
    denominators = {name: {row.unit: row.denominator for row in rows[name]} for name in counted}
    return IndexYear(
        columns=columns,
        base=_base(atlas, scope, recipe),
        numerators=pd.DataFrame(numerators, dtype=float).reindex(columns.index, columns=names),
        denominators=pd.DataFrame(denominators, dtype=float).reindex(columns.index, columns=names),
    )


def _scope_of(scope: Scope, name: str, change_years: int) -> Scope:
    """Scope of the figures of one column: its values, or their change over some years."""
    plain = Scope(
        area=scope.area,
        level=scope.level,
        indicator=name,
        year=scope.year,
        years=(scope.year,),
        vintage=scope.vintage,
    )
    if not change_years:
        return plain
    return replace(plain, view=View.CHANGE, base_year=scope.year - change_years)
