"""Who changed class between two years, and whether chance alone would have done it.

Counts are redrawn as chance might have made them: cases among people are binomial. A move counts as
beyond chance if nearly all pairs of redrawn years move a unit the same way.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from atlas.measures.cells import Flags
from atlas.measures.composite import (
    PreparedParts,
    class_limits,
    class_numbers,
    combined,
    composite,
    prepared,
    rescaled,
    scaled_parts,
    turned_parts,
    unit_exclusions,
)
from atlas.model.recipes import Recipe

REDRAWS: Final = 200
NEARLY_ALWAYS: Final = 0.95
"""Part of the redrawn pairs of years that have to move a unit the same way."""
SEED: Final = 20211
_PERCENT: Final = 100.0
Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class IndexYear:
    """What an index of a year is computed from: see `composite`.

    `numerators` and `denominators` are the counts behind the parts that are shares of counts, NaN
    where there are none.
    """

    columns: pd.DataFrame
    base: pd.DataFrame | None
    numerators: pd.DataFrame
    denominators: pd.DataFrame


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class ClassMovement:
    """Classes of the units of both years (0 where there is none), in the order of the keys.

    `beyond_chance` is None where it can't be tested, or nothing moved.
    """

    units: tuple[str, ...]
    then: tuple[int, ...]
    now: tuple[int, ...]
    beyond_chance: tuple[bool | None, ...]

    @property
    def steps(self) -> tuple[int | None, ...]:
        """By how many classes units rose; None where a class is missing."""
        pairs = zip(self.then, self.now, strict=True)
        return tuple(now - then if now and then else None for then, now in pairs)


def class_movement(recipe: Recipe, then: IndexYear, now: IndexYear) -> ClassMovement:
    """Compare the classes of two years; the recipe has some. See `composite` for what is refused.

    Units that have an index in one of the years only are listed, too.
    """
    units = then.columns.index.union(now.columns.index)
    random = np.random.default_rng(SEED)
    classes = [_classes(recipe, year, units) for year in (then, now)]
    drawn = [_redrawn_classes(recipe, year, units, random) for year in (then, now)]
    tested = _tested(recipe, then, units) & _tested(recipe, now, units)
    moved = np.sign(classes[1] - classes[0])
    same_way = (np.sign(drawn[1] - drawn[0]) == moved[:, None]).mean(axis=1)
    there = (classes[0] > 0) & (classes[1] > 0) & (moved != 0)
    return ClassMovement(
        units=tuple(units),
        then=tuple(classes[0].tolist()),
        now=tuple(classes[1].tolist()),
        beyond_chance=tuple(
            bool(share >= NEARLY_ALWAYS) if has_moved and can_be_tested else None
            for share, has_moved, can_be_tested in zip(same_way, there, tested, strict=True)
        ),
    )


def _classes(recipe: Recipe, year: IndexYear, units: pd.Index) -> Numbers:
    figures = composite(recipe, year.columns, year.base)
    numbers = pd.Series(figures.classes, index=figures.units).reindex(units, fill_value=0)
    return np.asarray(numbers.to_numpy(np.int64))


def _tested(recipe: Recipe, year: IndexYear, units: pd.Index) -> Flags:
    """Which units have the counts behind all their parts."""
    names = [part.name for part in recipe.parts]
    counted = year.numerators[names].notna() & (year.denominators[names] > 0)
    return np.asarray(counted.all(axis=1).reindex(units, fill_value=False), dtype=np.bool_)


def _redrawn_classes(
    recipe: Recipe, year: IndexYear, units: pd.Index, random: np.random.Generator
) -> Numbers:
    """Classes of all units (rows) for each redrawn year (column); 0 for units without index."""
    if recipe.classes is None:
        return np.zeros((len(units), REDRAWS), dtype=np.int64)
    included = np.array([each is None for each in unit_exclusions(recipe, year.columns)])
    names = [part.name for part in recipe.parts]
    columns = year.columns.loc[included, names]
    people = year.denominators.loc[included, names].to_numpy(np.float64)
    chances = year.numerators.loc[included, names].to_numpy(np.float64) / people
    counted = (chances >= 0) & (chances <= 1)
    own, keys = prepared(recipe, year.columns), tuple(columns.index)
    standard = None if year.base is None else prepared(recipe, year.base)
    drawn = np.empty((int(included.sum()), REDRAWS), dtype=np.int64)
    shares = columns.to_numpy(np.float64).copy()
    for draw in range(REDRAWS):
        cases = random.binomial(people[counted].astype(np.int64), chances[counted])
        shares[counted] = _PERCENT * cases / people[counted]
        parts = turned_parts(recipe, shares, keys)
        redrawn = PreparedParts(parts=parts, weights=own.weights)
        drawn[:, draw] = _numbers(recipe, redrawn, standard or redrawn)
    spread = pd.DataFrame(drawn, index=columns.index).reindex(units, fill_value=0)
    return np.asarray(spread.to_numpy(np.int64))


def _numbers(recipe: Recipe, own: PreparedParts, standard: PreparedParts) -> Numbers:
    """Number the classes of prepared units; all 0 without classes."""
    reference = combined(recipe, scaled_parts(recipe, standard, standard))
    index = rescaled(combined(recipe, scaled_parts(recipe, own, standard)), reference, recipe)
    if recipe.classes is None:
        return np.zeros(len(index), dtype=np.int64)
    standard_index = rescaled(reference, reference, recipe)[:, None]
    limits = class_limits(recipe.classes, standard_index, recipe.scale.ddof)
    return class_numbers(recipe.classes, index[:, None], limits)[:, 0].astype(np.int64)
