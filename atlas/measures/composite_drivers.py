"""What drives an index, and how much of it is choice: contributions, checks, variants.

Contributions say how far each part moves a unit away from the average one. Variants draw weights
and scalings at random (methods.md 4.9): which part of them leaves a unit in its class?
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from atlas.errors import CompositeError
from atlas.measures.cells import Flags, Floats
from atlas.measures.composite import (
    class_limits,
    class_numbers,
    composite,
    prepared,
    rescaled,
    scaled_parts,
    weighted,
)
from atlas.model.recipes import (
    MEAN,
    ClassMethod,
    CombineMethod,
    Recipe,
    Rescale,
    ScaleMethod,
)

DOUBLE_COUNTING: Final = 0.9
SKEWED: Final = 2.0
"""Correlation of two parts and skewness of one that call for a look (methods.md 4.9)."""
MANY_MISSING: Final = 0.1
"""Part of the units from which on missing figures of a part call for a look."""
DRAWS: Final = 1000
SEED: Final = 20211
"""Always the same variants: whoever opens the page again sees the same shares."""
LEEWAY: Final = 0.25
"""Part by which weights are varied up and down."""
BAND: Final = (5.0, 95.0)
"""Percentiles of the ranks of all variants."""
SCALINGS: Final = (ScaleMethod.ZSCORE, ScaleMethod.MINMAX, ScaleMethod.PERCENTILE)
_CHUNK: Final = 4_000_000
"""Figures held at once: 33,000 units would need a gigabyte for all variants."""


def contributions(recipe: Recipe, scaled: Floats) -> Floats:
    """How far each part (column) moves a unit (row) from the average one, in units of the index.

    They add up to the difference between the unit's index and the mean index. NaN for units without
    index.

    Raises
    ------
    CompositeError
        For geometric means, which no sum explains.
    """
    if recipe.combine.method is CombineMethod.GEOMETRIC:
        raise CompositeError("no_contributions")
    weights = np.array([part.weight for part in recipe.parts])
    if recipe.combine.method is CombineMethod.MEAN:
        weights = weights / weights.sum()
    included = scaled[~np.isnan(scaled).any(axis=1)]
    moved = (scaled - included.mean(axis=0)) * weights
    return np.asarray(moved / _unit_of_index(recipe, included @ weights), dtype=np.float64)


def _unit_of_index(recipe: Recipe, sums: Floats) -> float:
    """How many units of the combined figure are one of the index."""
    match recipe.combine.rescale:
        case Rescale.SD:
            return float(np.std(sums, ddof=recipe.scale.ddof))
        case Rescale.MINMAX:
            return float(np.ptp(sums))
        case Rescale.NONE:
            return 1.0


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PartChecks:
    """What the parts have to do with each other and with the whole, over the included units.

    `correlations` is a matrix of the turned parts, `with_others` correlates each with the weighted
    sum of all others: below zero, its direction may be wrong. NaN where there is nothing to
    correlate with. `missing` are the parts of all units without figure.
    """

    correlations: Floats
    with_others: Floats
    skewness: Floats
    missing: Floats

    @property
    def double_counted(self) -> tuple[tuple[int, int], ...]:
        """Pairs of parts that say the same."""
        pairs = combinations(range(len(self.correlations)), 2)
        return tuple(
            (one, other)
            for one, other in pairs
            if abs(self.correlations[one, other]) > DOUBLE_COUNTING
        )


def part_checks(recipe: Recipe, columns: pd.DataFrame) -> PartChecks:
    """Check the parts of an index; see `composite` for what is refused."""
    own = prepared(recipe, columns)
    scaled = scaled_parts(recipe, own, own)
    weights = np.array([part.weight for part in recipe.parts])
    weighted = scaled * weights
    total = weighted.sum(axis=1)
    names = [part.name for part in recipe.parts]
    return PartChecks(
        correlations=_correlations(own.parts),
        with_others=np.array(
            [
                _correlation(own.parts[:, at], total - weighted[:, at])
                for at in range(len(recipe.parts))
            ]
        ),
        skewness=np.array([_skewness(values) for values in own.parts.T]),
        missing=columns[names].isna().mean().to_numpy(np.float64),
    )


def _correlations(parts: Floats) -> Floats:
    return np.atleast_2d(np.corrcoef(parts, rowvar=False))


def _correlation(one: Floats, other: Floats) -> float:
    """Pearson's r; NaN if one of them is the same everywhere."""
    if np.ptp(other) == 0:
        return float("nan")
    return float(np.corrcoef(one, other)[0, 1])


def _skewness(values: Floats) -> float:
    """Third moment by the deviation of a population."""
    deviations = values - values.mean()
    return float((deviations**3).mean() / (deviations**2).mean() ** 1.5)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class WithoutPart:
    """An index without one of its parts: how many units change class, and the correlation.

    `changed` has an entry per unit of the input.
    """

    part: str
    changed: tuple[bool, ...]
    correlation: float


def leave_one_out(
    recipe: Recipe, columns: pd.DataFrame, base: pd.DataFrame | None = None
) -> tuple[WithoutPart, ...]:
    """Leave each part out in turn; one without which there is no index is passed over."""
    whole = composite(recipe, columns, base)
    included = np.array([exclusion is None for exclusion in whole.exclusions])
    results = []
    for part in recipe.parts:
        others = tuple(other for other in recipe.parts if other is not part)
        if not sum(other.weight for other in others):
            continue
        # the same units: one that lacks the part left out has no index to compare with
        lesser = replace(recipe, parts=others, cross=None)
        try:
            made = composite(lesser, columns[included], base)
        except CompositeError:
            # what is left cancels itself out
            continue
        differs = np.zeros(len(included), dtype=np.bool_)
        differs[included] = np.array(made.classes) != np.array(whole.classes)[included]
        results.append(
            WithoutPart(
                part=part.name,
                changed=tuple(differs.tolist()),
                correlation=_correlation(whole.index[included], made.index),
            )
        )
    return tuple(results)


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Stability:
    """What variants of a recipe make of each unit; units as in `CompositeFigures`.

    `same_class` is the part of the variants (0–1) that leave a unit in its class, NaN for units
    without index or class. `low_rank` and `high_rank` are the 5th and 95th percentile of its ranks
    (1 is the highest index). `scalings` are those that were tried.
    """

    same_class: Floats
    low_rank: Floats
    high_rank: Floats
    scalings: tuple[ScaleMethod, ...]
    draws: int


def stability(
    recipe: Recipe,
    columns: pd.DataFrame,
    base: pd.DataFrame | None = None,
    draws: int = DRAWS,
) -> Stability:
    """Vary weights by a quarter and the scaling, and see which units stay in their class."""
    figures = composite(recipe, columns, base)
    included = np.array([exclusion is None for exclusion in figures.exclusions])
    random = np.random.default_rng(SEED)
    weights = np.array([part.weight for part in recipe.parts])
    drawn = weights[:, None] * random.uniform(1 - LEEWAY, 1 + LEEWAY, (len(weights), draws))
    methods = _scalings(recipe)
    of_draw = random.integers(len(methods), size=draws)
    classes = np.array(figures.classes)[included]
    same, ranks = np.zeros(len(classes)), []
    for number, method in enumerate(methods):
        variant = _variant(recipe, method, columns, base)
        for part in _chunks(drawn[:, of_draw == number], len(classes)):
            index, numbers = variant.computed(part)
            same += (numbers == classes[:, None]).sum(axis=1)
            ranks.append(_ranks(index))
    low, high = np.percentile(np.hstack(ranks), BAND, axis=1)
    if recipe.classes is None:
        same[:] = np.nan
    return Stability(
        same_class=_among(same / draws, included),
        low_rank=_among(low, included),
        high_rank=_among(high, included),
        scalings=methods,
        draws=draws,
    )


def _scalings(recipe: Recipe) -> tuple[ScaleMethod, ...]:
    """The scalings to try, the recipe's own first.

    Fixed limits and other years are in the unit of one scaling, and a geometric mean takes no
    figures below zero: then only weights vary.
    """
    own = recipe.scale.method
    fixed = recipe.classes is not None and recipe.classes.method is ClassMethod.FIXED
    geometric = recipe.combine.method is CombineMethod.GEOMETRIC
    if fixed or geometric or recipe.scale.base_year is not None:
        return (own,)
    return tuple(dict.fromkeys((own, *SCALINGS)))


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class _Variant:
    """A recipe with one scaling: scaled parts of the units, and of those that are the standard."""

    recipe: Recipe
    own: Floats
    standard: Floats

    def computed(self, weights: Floats) -> tuple[Floats, Floats]:
        """Index and number of the class (0 without classes) of each unit for each draw."""
        method, classes = self.recipe.combine.method, self.recipe.classes
        reference = weighted(method, self.standard, weights)
        index = rescaled(weighted(method, self.own, weights), reference, self.recipe)
        if classes is None:
            return index, np.zeros_like(index)
        standard_index = rescaled(reference, reference, self.recipe)
        limits = class_limits(classes, standard_index, self.recipe.scale.ddof)
        return index, class_numbers(classes, index, limits)


def _variant(
    recipe: Recipe, method: ScaleMethod, columns: pd.DataFrame, base: pd.DataFrame | None
) -> _Variant:
    center = recipe.scale.center if method is ScaleMethod.ZSCORE else MEAN
    made = replace(recipe, scale=replace(recipe.scale, method=method, center=center))
    # what is missing, or weights the units, is still that of the recipe
    own = prepared(recipe, columns)
    standard = own if base is None else prepared(recipe, base)
    return _Variant(
        recipe=made,
        own=scaled_parts(made, own, standard),
        standard=scaled_parts(made, standard, standard),
    )


def _chunks(drawn: Floats, units: int) -> Iterator[Floats]:
    """Parts of the draws so small that the figures of all units for them fit into memory."""
    size = max(1, _CHUNK // max(1, units))
    for start in range(0, drawn.shape[1], size):
        yield drawn[:, start : start + size]


def _ranks(index: Floats) -> npt.NDArray[np.int32]:
    """Rank each column from the highest index (1); of equal ones the first is higher."""
    order = np.argsort(-index.T, axis=1, kind="stable")
    ranks = np.empty(order.shape, dtype=np.int32)
    np.put_along_axis(ranks, order, np.arange(1, order.shape[1] + 1, dtype=np.int32), axis=1)
    return ranks.T


def _among(figures: Floats, included: Flags) -> Floats:
    """Put the figures of included units among all units."""
    spread = np.full(len(included), np.nan)
    spread[included] = figures
    return spread
