"""Whether a change may be chance alone: the question of the start page, for any two years."""

from __future__ import annotations

from atlas.atlas import Atlas
from atlas.measures.chance import Movement, beyond_chance
from atlas.measures.grid import Grid
from atlas.model import formulas as f
from atlas.model.indicators import Indicator
from atlas.model.quantities import Kind
from atlas.model.scope import Scope


def is_share_of_counts(atlas: Atlas, area_id: str, item: Indicator) -> bool:
    """Whether cases are counted among people: only then chance can be reckoned with."""
    quantities = atlas.catalogue(area_id).quantities
    kinds = {quantities[code].kind for code in f.inputs(item.formula)}
    return isinstance(item.formula, f.Share) and kinds == {Kind.COUNT}


def movement(atlas: Atlas, scope: Scope, figures: Grid) -> Movement | None:
    """Compare the base year of a scope with its year.

    Parameters
    ----------
    atlas, scope
        What is looked at; its view doesn't matter.
    figures
        Values of the scope's indicator, of the units of its level or of some of them together.

    Returns
    -------
    Movement | None
        None where chance can't be reckoned with: no share of counts, no base year before the
        year, years that share people (pooled) or can't be compared.
    """
    base, item = scope.base_year, atlas.indicator(scope.area, scope.indicator)
    if base is None or not is_share_of_counts(atlas, scope.area, item):
        return None
    both_there = {base, scope.year} <= set(figures.years)
    breaks = atlas.breaks(scope.area, scope.indicator, scope.level, scope.vintage)
    broken = any(base < new <= scope.year for new in breaks)
    if broken or not both_there or scope.year - base < max(1, item.pooled_years):
        return None
    return beyond_chance(figures, base, scope.year)
