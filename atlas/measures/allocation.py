"""Share out a budget: basic amount, need, limits against the present, whole euros or cents.

Amounts are counted in steps of a euro or a cent (docs/decisions/050).
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from math import ceil, floor
from typing import Final

import numpy as np

from atlas.errors import AllocationError
from atlas.measures.cells import Flags, Floats
from atlas.model.allocation import CENTS_PER_EURO, AllocationVariant, Budget
from atlas.model.numbers import format_number

LARGEST_BUDGET: Final = 10**9
"""Euros: up to here cents are exact in what is computed with."""
MOST_NAMED: Final = 6
"""Units an error names."""
_HIGHEST: Final = 100
_DIGITS: Final = 6
"""Decimals of a step by which remainders differ; what is nearer to each other is the same."""
_SAME: Final = 1e-12
"""Part of the largest index by which indices may differ and still be the same."""
_NEVER_REACHED: Final = 2**53


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class AllocationUnits:
    """What a formula knows of the units, one row each.

    `sizes` are NaN where none is shown. `index` is NaN and `classes` (1 is the lowest) 0 where
    there is none.
    """

    keys: tuple[str, ...]
    names: tuple[str, ...]
    sizes: Floats
    index: Floats
    classes: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Allocation:
    """Amounts in cents, which add up to the budget.

    `needs` are the weights of a head beside the basic amount, 0 where a unit has no index.
    `wanted` is what the formula gives before limits and rounding, in euros. `limited` is −1 where
    an amount is at its upper limit, +1 where it is at its lower one.
    """

    cents: tuple[int, ...]
    needs: Floats
    wanted: Floats
    limited: tuple[int, ...]


def allocate(budget: Budget, variant: AllocationVariant, units: AllocationUnits) -> Allocation:
    """Share out a budget.

    Raises
    ------
    AllocationError
        If budget, weights or limits are impossible, or nobody could get what is to be given.
    """
    _check(budget, variant)
    needs = _needs(variant, units)
    shares = _shares(variant, units, needs)
    total = budget.euros * CENTS_PER_EURO // budget.step
    lower, upper = _limits(budget, variant, units)
    _refuse_impossible(budget, lower, upper, total)
    steps = _within(shares * total, lower, upper, total)
    at_upper = (steps == upper) & (upper < _NEVER_REACHED)
    at_lower = (steps == lower) & (lower > 0)
    # who may get one amount only is at the limit that it would miss
    at_upper &= ~at_lower | (shares * total >= steps)
    amounts = _whole(steps, total) * budget.step
    return Allocation(
        cents=tuple(amounts.tolist()),
        needs=needs,
        wanted=shares * budget.euros,
        limited=tuple(np.where(at_upper, -1, at_lower.astype(np.int64)).tolist()),
    )


def _check(budget: Budget, variant: AllocationVariant) -> None:
    if not 0 < budget.euros <= LARGEST_BUDGET:
        raise AllocationError("budget", most=LARGEST_BUDGET)
    if not 0 <= variant.basic_percent <= _HIGHEST:
        raise AllocationError("basic")
    if not 0 < variant.factor < np.inf:
        raise AllocationError("factor")
    if any(not 0 <= weight < np.inf for weight in variant.group_weights):
        raise AllocationError("negative")
    limits = (variant.most_less, variant.most_more)
    if any(limit is not None and not 0 <= limit < np.inf for limit in limits):
        raise AllocationError("limit")
    if variant.most_less is not None and variant.most_less > _HIGHEST:
        raise AllocationError("limit")


def _needs(variant: AllocationVariant, units: AllocationUnits) -> Floats:
    """How much a head counts beside the basic amount; 0 without index."""
    needs = np.zeros(len(units.names))
    if weights := variant.group_weights:
        if len(weights) < max(units.classes):
            raise AllocationError("groups", count=len(weights), classes=max(units.classes))
        return np.array([weights[number - 1] if number else 0.0 for number in units.classes])
    included = ~np.isnan(units.index)
    index = units.index[included]
    deviation = float(index.std()) if index.size else 0.0
    if deviation <= _SAME * np.abs(index).max(initial=0):
        raise AllocationError("same_index")
    needs[included] = variant.factor ** ((index - index.mean()) / deviation)
    return needs


def _shares(variant: AllocationVariant, units: AllocationUnits, needs: Floats) -> Floats:
    """Share of each unit in the budget before limits."""
    sizes = np.nan_to_num(units.sizes)
    if sizes.min(initial=0) < 0 or sizes.sum() <= 0:
        raise AllocationError("sizes")
    basic = variant.basic_percent / _HIGHEST
    by_need = sizes * needs
    if basic < 1 and by_need.sum() <= 0:
        raise AllocationError("no_need")
    equal = np.full(len(sizes), 1 / len(sizes))
    shares = basic * (equal if variant.equal_basic else sizes / sizes.sum())
    if basic < 1:
        shares = shares + (1 - basic) * by_need / by_need.sum()
    return np.asarray(shares, dtype=np.float64)


def _limits(
    budget: Budget, variant: AllocationVariant, units: AllocationUnits
) -> tuple[Floats, Floats]:
    """Least and highest amounts in whole steps."""
    count = len(units.names)
    lower, upper = np.zeros(count), np.full(count, float(_NEVER_REACHED))
    if variant.most_less is None and variant.most_more is None:
        return lower, upper
    present = dict(budget.present)
    pairs = list(zip(units.keys, units.names, strict=True))
    missing = [name for key, name in pairs if key not in present]
    if missing:
        raise AllocationError("present", units=", ".join(missing[:MOST_NAMED]))
    for at, key in enumerate(units.keys):
        steps = Fraction(present[key], budget.step)
        if variant.most_less is not None:
            lower[at] = ceil(steps * (1 - Fraction(str(variant.most_less)) / _HIGHEST))
        if variant.most_more is not None:
            upper[at] = floor(steps * (1 + Fraction(str(variant.most_more)) / _HIGHEST))
    if (lower > upper).any():
        raise AllocationError("narrow", unit=units.names[int(np.argmax(lower > upper))])
    return lower, upper


def _refuse_impossible(budget: Budget, lower: Floats, upper: Floats, total: int) -> None:
    """Refuse limits within which no amounts add up to the budget."""
    code = "too_little" if lower.sum() > total else "too_much"
    if lower.sum() <= total <= upper.sum():
        return
    least_or_most = lower.sum() if lower.sum() > total else upper.sum()
    euros = float(least_or_most) * budget.step / CENTS_PER_EURO
    raise AllocationError(
        code, budget=format_number(budget.euros, 0), euros=format_number(euros, 2)
    )


def _within(wanted: Floats, lower: Floats, upper: Floats, total: int) -> Floats:
    """Fit amounts proportionally to what is wanted so that they add up and keep their limits.

    The free units share what is left in proportion to what the formula wants for them. Of the
    limits that are then missed, those of the side that misses by more in all are set as amounts,
    and what is left is shared anew: one unit more is fixed each time, so that it ends after as many
    rounds as there are units at the latest, as soon as no limit is missed. The result depends on no
    order: it is the only one in which all free units have the same part of what is wanted.
    """
    amounts, free = np.zeros_like(wanted), np.ones(len(wanted), dtype=np.bool_)
    while free.any():
        amounts[free] = _proportional(wanted[free], total - amounts[~free].sum())
        missed = _missed(amounts, lower, upper, free)
        if not missed.any():
            break
        amounts[missed] = np.clip(amounts[missed], lower[missed], upper[missed])
        free &= ~missed
    return amounts


def _proportional(wanted: Floats, left: float) -> Floats:
    if wanted.sum() <= 0:
        if left > 0:
            raise AllocationError("unreachable")
        return np.zeros_like(wanted)
    return np.asarray(wanted / wanted.sum() * left, dtype=np.float64)


def _missed(amounts: Floats, lower: Floats, upper: Floats, free: Flags) -> Flags:
    """The free units that miss a limit, on the side that misses by more in all."""
    below = np.where(free, np.maximum(lower - amounts, 0), 0)
    above = np.where(free, np.maximum(amounts - upper, 0), 0)
    side = below if below.sum() >= above.sum() else above
    return np.asarray(side > 0, dtype=np.bool_)


def _whole(steps: Floats, total: int) -> np.ndarray[tuple[int, ...], np.dtype[np.int64]]:
    """Round down, and give what is left to the largest remainders, of equal ones to the first."""
    rounded = steps.round(_DIGITS)
    whole = np.floor(rounded).astype(np.int64)
    remainders = (rounded - whole).round(_DIGITS)
    first = np.argsort(-remainders, kind="stable")[: total - int(whole.sum())]
    whole[first] += 1
    return whole
