"""Intervals that say how far a share may move by chance alone (95 %).

The figures are full counts: an interval expresses the random fluctuation of the process
behind them, not a sampling error, and has to be explained so.
"""

from __future__ import annotations

import numpy as np

from atlas.measures.cells import Floats
from atlas.model.formulas import PER_HUNDRED

Z_95 = 1.959963984540054
"""97.5 % quantile of the normal distribution."""


def wilson(of: Floats, per: Floats) -> tuple[Floats, Floats]:
    """Return the Wilson score interval of a share.

    Parameters
    ----------
    of, per
        Cases and those they were counted among, arrays of one shape (k,).

    Returns
    -------
    lower, upper : Floats
        Bounds in percent within 0…100, shape (k,). NaN where there is no interval: a missing
        figure, nobody to count among, fewer cases than 0 or more than people.

    Notes
    -----
    p̃ = (p + z²/2n) / (1 + z²/n), half width z·√(p(1−p)/n + z²/4n²) / (1 + z²/n)
    (Wilson 1927); valid at 0 and n cases, where the usual interval has no width.
    """
    possible = (per > 0) & (of >= 0) & (of <= per)
    n = np.where(possible, per, np.nan)
    p = of / n
    scale = 1 + Z_95**2 / n
    centre = (p + Z_95**2 / (2 * n)) / scale
    half = Z_95 * np.sqrt(p * (1 - p) / n + Z_95**2 / (4 * n**2)) / scale
    lower, upper = centre - half, centre + half
    return np.clip(PER_HUNDRED * lower, 0, None), np.clip(PER_HUNDRED * upper, None, PER_HUNDRED)


def newcombe(of1: Floats, per1: Floats, of0: Floats, per0: Floats) -> tuple[Floats, Floats, Floats]:
    """Return the change of a share with its interval (Newcombe's hybrid score method).

    Parameters
    ----------
    of1, per1
        Cases and people of the later share, arrays of one shape (k,).
    of0, per0
        The same of the earlier share.

    Returns
    -------
    difference, lower, upper : Floats
        Percentage points, shape (k,). NaN where one of the shares has no Wilson interval.

    Notes
    -----
    lower = d − √((p₁ − l₁)² + (u₀ − p₀)²), upper = d + √((u₁ − p₁)² + (p₀ − l₀)²) with the
    Wilson limits l, u (Newcombe 1998, method 10). One interval in 20 misses by chance, so
    among many units some changes look real that are not.
    """
    (low1, high1), (low0, high0) = wilson(of1, per1), wilson(of0, per0)
    share1 = PER_HUNDRED * of1 / np.where(np.isnan(low1), np.nan, per1)
    share0 = PER_HUNDRED * of0 / np.where(np.isnan(low0), np.nan, per0)
    difference = share1 - share0
    lower = difference - np.hypot(share1 - low1, high0 - share0)
    upper = difference + np.hypot(high1 - share1, share0 - low0)
    return difference, lower, upper
