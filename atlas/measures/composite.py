"""Composite indices: exclude, transform, direction, scale, weight, combine, rescale, class.

The order is that of the recipe (docs/decisions/040). All arithmetic is on whole columns.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import numpy.typing as npt
import pandas as pd

from atlas.errors import CompositeError
from atlas.measures.cells import Flags, Floats
from atlas.model.recipes import (
    MEAN,
    Cause,
    Classes,
    ClassMethod,
    CombineMethod,
    Exclusion,
    Part,
    Recipe,
    Rescale,
    Scale,
    ScaleMethod,
    Transform,
)

WINSORISED: Final = (5.0, 95.0)
"""Percentiles to which what lies beyond them is set back."""
FEWEST_UNITS: Final = 2
DECAY: Final = 23.0
"""Constant of the English IMD: the most deprived tenth has half of the scale (methods.md 4.8)."""
_HIGHEST: Final = 100.0
_SAME: Final = 1e-12
"""Part of a figure by which figures may differ and still be the same."""
_DIGITS: Final = 12
_ON_LIMIT: Final = 1e-9
"""Part of the largest index by which one may miss a limit and still lie on it."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class CompositeFigures:
    """Figures of an index, one row per unit of the input and in its order.

    `scaled` has a column per part: direction applied, unweighted. NaN are the figures of units
    with an entry in `exclusions`, where `classes` (1 is the lowest) and `ranks` (1 is the highest
    index) are 0. `classes` is 0 everywhere if the recipe has none. `limits` are the indices that
    lie between the classes.
    """

    units: tuple[str, ...]
    scaled: Floats
    sums: Floats
    index: Floats
    classes: tuple[int, ...]
    ranks: tuple[int, ...]
    exclusions: tuple[Exclusion | None, ...]
    limits: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PreparedParts:
    """Included units: parts (a column each) transformed and turned so that high is a burden.

    `weights` are those of the units in mean and deviation, None if all count the same.
    """

    parts: Floats
    weights: Floats | None


def composite(
    recipe: Recipe, columns: pd.DataFrame, base: pd.DataFrame | None = None
) -> CompositeFigures:
    """Compute an index.

    Parameters
    ----------
    recipe
        How.
    columns
        Figures of `recipe.columns` on the keys of the units, NaN where there is none.
    base
        The same of the year that is the standard, None if `columns` are their own.

    Raises
    ------
    CompositeError
        If fewer than two units are left, a part is the same in all of them, or there is no
        logarithm or geometric mean of a figure.
    """
    exclusions = unit_exclusions(recipe, columns)
    included = np.array([exclusion is None for exclusion in exclusions], dtype=np.bool_)
    own = prepared(recipe, columns)
    standard = own if base is None else prepared(recipe, base)
    standard_sums = combined(recipe, scaled_parts(recipe, standard, standard))
    standard_index = rescaled(standard_sums, standard_sums, recipe)
    scaled = scaled_parts(recipe, own, standard)
    sums = combined(recipe, scaled)
    index = rescaled(sums, standard_sums, recipe)
    classes, limits = np.zeros(len(index)), np.empty(0)
    if recipe.classes is not None:
        if recipe.classes.method is ClassMethod.SD:
            _refuse_equal(standard_index, recipe)
        drawn = class_limits(recipe.classes, standard_index[:, None], recipe.scale.ddof)
        classes = class_numbers(recipe.classes, index[:, None], drawn)[:, 0]
        limits = drawn[:, 0]
    return CompositeFigures(
        units=tuple(columns.index),
        scaled=_spread(scaled, included),
        sums=_spread(sums, included),
        index=_spread(index, included),
        classes=_counted(classes, included),
        ranks=_counted(_final_ranks(index), included),
        exclusions=exclusions,
        limits=tuple(limits.tolist()),
    )


def unit_exclusions(recipe: Recipe, columns: pd.DataFrame) -> tuple[Exclusion | None, ...]:
    """Say of each unit why it is left out; of several causes the first in this order."""
    exclusions: list[Exclusion | None] = [None] * len(columns)
    named = np.asarray(columns.index.isin(recipe.exclude.units), dtype=np.bool_)
    _exclude(exclusions, named, Exclusion(cause=Cause.NAMED))
    if column := recipe.exclude.column:
        small = columns[column].to_numpy() < recipe.exclude.below
        _exclude(exclusions, small, Exclusion(cause=Cause.SMALL, column=column))
    for column in recipe.columns:
        missing = columns[column].isna().to_numpy()
        _exclude(exclusions, missing, Exclusion(cause=Cause.MISSING, column=column))
    return tuple(exclusions)


def _exclude(exclusions: list[Exclusion | None], units: Flags, exclusion: Exclusion) -> None:
    for position in np.flatnonzero(units):
        exclusions[position] = exclusions[position] or exclusion


def prepared(recipe: Recipe, columns: pd.DataFrame) -> PreparedParts:
    """Leave out units, transform parts and turn them; see `composite` for what is refused."""
    included = [exclusion is None for exclusion in unit_exclusions(recipe, columns)]
    columns = columns[included]
    if len(columns) < FEWEST_UNITS:
        raise CompositeError("few", count=len(columns), least=FEWEST_UNITS)
    values = columns[[part.name for part in recipe.parts]].to_numpy(np.float64)
    parts = turned_parts(recipe, values, tuple(columns.index))
    for part, values in zip(recipe.parts, parts.T, strict=True):
        if _is_constant(values):
            raise CompositeError("constant", part=part.name)
    center = recipe.scale.center
    weights = None if center == MEAN else columns[center].to_numpy(np.float64)
    if weights is not None and (weights.min() < 0 or weights.sum() <= 0):
        raise CompositeError("center", column=center)
    return PreparedParts(parts=parts, weights=weights)


def turned_parts(recipe: Recipe, values: Floats, units: Sequence[str]) -> Floats:
    """Transform parts (columns) and turn them so that high is a burden."""
    columns = zip(values.T, recipe.parts, strict=True)
    return np.column_stack(
        [_transformed(column, part, units) * part.direction for column, part in columns]
    )


def _transformed(values: Floats, part: Part, units: Sequence[str]) -> Floats:
    if part.transform is Transform.LOG1P:
        if values.min() <= -1:
            raise CompositeError("log", part=part.name, unit=units[int(values.argmin())])
        return _floats(np.log1p(values))
    if part.transform is Transform.WINSORISE:
        return _floats(np.clip(values, *np.percentile(values, WINSORISED)))
    return values


def _is_constant(values: Floats) -> bool:
    return bool(np.ptp(values) <= _SAME * np.abs(values).max())


def scaled_parts(recipe: Recipe, own: PreparedParts, standard: PreparedParts) -> Floats:
    """Scale each part by the units that are the standard."""
    columns = (
        _scale(values, reference, standard.weights, recipe.scale)
        for values, reference in zip(own.parts.T, standard.parts.T, strict=True)
    )
    return np.column_stack(list(columns))


def _scale(values: Floats, reference: Floats, weights: Floats | None, scale: Scale) -> Floats:
    count = len(values)
    match scale.method:
        case ScaleMethod.ZSCORE:
            mean, deviation = _moments(reference, scale.ddof, weights)
            return (values - mean) / deviation
        case ScaleMethod.MINMAX:
            return _floats((values - reference.min()) / np.ptp(reference))
        case ScaleMethod.RANK:
            return _ranks(-values, ties="average")
        case ScaleMethod.PERCENTILE:
            return _HIGHEST * _ranks(-values, ties="average") / count
        case ScaleMethod.EXPONENTIAL:
            burden = (count - _ranks(values, ties="min") + 1) / count
            return _floats(-DECAY * np.log(1 - burden * (1 - np.exp(-_HIGHEST / DECAY))))


def _moments(values: Floats, ddof: int, weights: Floats | None = None) -> tuple[float, float]:
    """Return mean and standard deviation; with weights both are weighted."""
    mean = float(np.average(values, weights=weights))
    if weights is None:
        return mean, float(np.std(values, ddof=ddof))
    return mean, float(np.sqrt(np.average((values - mean) ** 2, weights=weights)))


def _ranks(values: Floats, ties: Literal["average", "min"]) -> Floats:
    """Rank from the highest figure (1) to the lowest."""
    return _floats(pd.Series(values).rank(method=ties, ascending=False))


def _final_ranks(index: Floats) -> Floats:
    """Rank indices; those that differ in their last bits only are the same."""
    return _ranks((index / (np.abs(index).max() or 1)).round(_DIGITS), ties="min")


def combined(recipe: Recipe, scaled: Floats) -> Floats:
    """Weight and combine scaled parts, before any rescaling."""
    method = recipe.combine.method
    if method is CombineMethod.GEOMETRIC and (scaled <= 0).any():
        part = recipe.parts[int(np.flatnonzero((scaled <= 0).any(axis=0))[0])]
        raise CompositeError("geometric", part=part.name)
    return weighted(method, scaled, np.array([part.weight for part in recipe.parts]))


def weighted(method: CombineMethod, scaled: Floats, weights: Floats) -> Floats:
    """Combine scaled parts (columns) by one weight each, or by a column of weights per variant."""
    if method is CombineMethod.GEOMETRIC:
        return _floats(np.exp(np.log(scaled) @ weights / weights.sum(axis=0)))
    total = _floats(scaled @ weights)
    mean = method is CombineMethod.MEAN
    return _floats(total / weights.sum(axis=0)) if mean else total


def rescaled(sums: Floats, reference: Floats, recipe: Recipe) -> Floats:
    """Put combined figures, or columns of them, into the unit of the index, by the standard's."""
    rescale = recipe.combine.rescale
    if rescale is Rescale.NONE:
        return sums
    _refuse_equal(reference, recipe)
    if rescale is Rescale.MINMAX:
        return _floats((sums - reference.min(axis=0)) / np.ptp(reference, axis=0))
    deviation = np.std(reference, axis=0, ddof=recipe.scale.ddof)
    return _floats((sums - reference.mean(axis=0)) / deviation)


def _refuse_equal(figures: Floats, recipe: Recipe) -> None:
    """Refuse parts that cancel each other out, but for what rounding leaves."""
    heaviest = max(part.weight for part in recipe.parts)
    if np.ptp(figures, axis=0).min() <= _ON_LIMIT * min(heaviest, 1):
        raise CompositeError("same_sums")


def class_limits(classes: Classes, reference: Floats, ddof: int) -> Floats:
    """Limits between classes (rows) of each column of indices, by those that are the standard."""
    breaks = np.array(classes.breaks)
    if classes.method is ClassMethod.QUANTILE:
        return _floats(np.quantile(reference, breaks, axis=0))
    if classes.method is ClassMethod.FIXED:
        return np.repeat(breaks[:, None], reference.shape[1], axis=1)
    return _floats(reference.mean(axis=0) + np.outer(breaks, np.std(reference, axis=0, ddof=ddof)))


def class_numbers(classes: Classes, index: Floats, limits: Floats) -> Floats:
    """Number the class of each index from 1; each column has its own limits.

    On a limit it is the class below; only what lies at one deviation below the mean belongs to the
    class above (methods.md 4.2).
    """
    leeway = _ON_LIMIT * np.maximum(np.abs(index).max(axis=0), np.abs(limits).max(axis=0))
    numbers = np.ones_like(index)
    for limit, position in zip(limits, classes.breaks, strict=True):
        lowers = classes.method is ClassMethod.SD and position == -1
        numbers += index > limit + (-leeway if lowers else leeway)
    return numbers


def _floats(figures: npt.ArrayLike) -> Floats:
    return np.asarray(figures, dtype=np.float64)


def _spread(figures: Floats, included: Flags) -> Floats:
    """Put the figures of included units among all units."""
    spread = np.full((len(included), *figures.shape[1:]), np.nan)
    spread[included] = figures
    return spread


def _counted(numbers: Floats, included: Flags) -> tuple[int, ...]:
    counted = np.zeros(len(included), dtype=np.int64)
    counted[included] = numbers.astype(np.int64)
    return tuple(counted.tolist())
