"""Round numbers for class limits, and the digits by which floats may be off."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor, log10

import numpy as np

from atlas.measures.cells import Floats
from atlas.model.numbers import rounded

NOISE = 1e-9
"""Differences below this part of a step or figure come from computing with floats."""
ROUND_STEPS = (1.0, 2.0, 2.5, 3.0, 4.0, 5.0, 10.0)
FINER_STEPS = (1.0, 1.2, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0)
"""Steps taken only for a requested number of classes that the round ones don't fit."""
_TIE = 1e-6
"""So near to a half (in units of the last digit) the decimal digits decide how it is rounded."""


def round_step(raw: float, *, whole: bool, steps: Sequence[float] = ROUND_STEPS) -> float:
    """Return the smallest round number (one of `steps` · 10ⁿ) not below `raw`.

    Whole numbers get whole steps: nobody reads of 2.5 persons.
    """
    scale = 10.0 ** floor(log10(raw))
    scaled = [step * (max(scale, 1.0) if whole else scale) for step in steps]
    return next(
        step for step in scaled if step >= raw * (1 - NOISE) and (step.is_integer() or not whole)
    )


def multiples(first: int, last: int, step: float) -> tuple[float, ...]:
    """Return the multiples of a step, both ends included, free of the noise of floats."""
    # 3 · 0.1 is the limit 0.3 and not 0.30000000000000004
    return tuple(tidy(number * step, step) for number in range(first, last + 1))


def tidy(value: float, step: float) -> float:
    """Round a number to the digits that a step of this size can have."""
    return round(value, max(0, 2 - floor(log10(step))))


def roundest(above: float, upto: float) -> float:
    """Return the number with the fewest digits that is larger than `above`, at most `upto`.

    Used to put a limit between two neighbouring figures: whichever number of the gap is
    taken, no figure changes its class.
    """
    scale = floor(log10(max(abs(above), abs(upto)))) + 1
    lowest = floor(log10(upto - above)) - 1
    # a limit almost on the lower figure would catch it, too
    slack = (upto - above) / 100
    for power in range(scale, lowest - 1, -1):
        for part in (5, 2, 1):
            step = part * 10.0**power
            limit = round(floor(upto / step + NOISE) * step, max(0, -power))
            if above + slack < limit <= upto:
                return limit
    return upto


def rounded_outwards(low: float, high: float, decimals: int) -> tuple[float, float]:
    """Round the smallest and the largest figure outwards to the decimals of the figures."""
    scale = 10.0**decimals
    below, over = floor(low * scale + NOISE) / scale, ceil(high * scale - NOISE) / scale
    return round(below, decimals), round(over, decimals)


def as_printed(values: Floats, decimals: int) -> Floats:
    """Round figures as they are printed (see `numbers.rounded`); NaN stays.

    A reader with table and legend can only class what is printed: −19.96 reads "−20,0".
    """
    scale = 10.0**decimals
    scaled = np.abs(values) * scale
    result = np.asarray(np.sign(values) * np.floor(scaled + 0.5) / scale + 0.0)
    ties = np.abs(scaled % 1 - 0.5) < np.maximum(_TIE, scaled * NOISE)
    same, where = np.unique(values[ties], return_inverse=True)
    result[ties] = np.array([float(rounded(value, decimals)) for value in same])[where]
    return result
