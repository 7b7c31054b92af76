"""How far two figures of the same units go together."""

from __future__ import annotations

from dataclasses import dataclass
from math import atanh, sqrt

import numpy as np
import pandas as pd

from atlas.measures.cells import Floats
from atlas.measures.intervals import Z_95

FEWEST_UNITS = 6
"""Units below which a correlation says nothing."""
_SPEARMAN_VARIANCE = 1.06
"""Variance of Fisher's z of a rank correlation, times (n − 3) (Fieller and others 1957)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Correlation:
    """A rank correlation, −1 to 1, and whether chance alone would rarely give it (5 %)."""

    coefficient: float
    beyond_chance: bool


def rank_correlation(x: Floats, y: Floats) -> Correlation | None:
    """Return Spearman's rank correlation of two figures.

    Parameters
    ----------
    x, y
        Figures of the same units, without missing ones, shape (k,). Units count alike, however
        many people live there.

    Returns
    -------
    Correlation | None
        None for fewer than `FEWEST_UNITS` units, or where one of both is the same everywhere.
    """
    if len(x) < FEWEST_UNITS or not (np.ptp(x) and np.ptp(y)):
        return None
    coefficient = float(pd.Series(x).rank().corr(pd.Series(y).rank()))
    if abs(coefficient) > 1 - 1e-9:  # all ranks agree: Fisher's z has no end there
        return Correlation(coefficient=round(coefficient), beyond_chance=True)
    error = sqrt(_SPEARMAN_VARIANCE / (len(x) - 3))
    return Correlation(
        coefficient=coefficient, beyond_chance=abs(atanh(coefficient)) > Z_95 * error
    )
