"""Where a unit stands: among the units of its level, and beside the whole area."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from atlas.measures.chance import FEWEST_PEOPLE
from atlas.measures.comparisons import ranks, z_scores
from atlas.measures.grid import Grid, GridCell
from atlas.measures.intervals import wilson
from atlas.model.cells import Status

FEWEST_UNITS: Final = 10
"""Units a level needs for mean and standard deviation to say something."""


def standard_score(figures: Grid, unit: str, year: int) -> float | None:
    """Return how many population standard deviations a unit lies above the units' mean.

    None where fewer than `FEWEST_UNITS` units have a value, where all values are equal, or where
    the unit has none.
    """
    values = _cross_section(figures, year)
    if values["value"].count() < FEWEST_UNITS:
        return None
    score = float(z_scores(values, ddof=0)["value"].get(unit, np.nan))
    return None if np.isnan(score) else score


def rank(figures: Grid, unit: str, year: int) -> tuple[int, int] | None:
    """Return the rank of a unit, 1 for the highest value, and the number of units with a value.

    Equals share the better rank. None where the unit has no value.
    """
    each = ranks(_cross_section(figures, year), method="competition")
    own = float(each.get(unit, np.nan))
    return None if np.isnan(own) else (int(own), int(each.count()))


def _cross_section(figures: Grid, year: int) -> pd.DataFrame:
    """Put the figures of a year as a frame, a row per unit."""
    row = figures.years.index(year)
    exists = figures.exists[row]
    columns = {name: getattr(figures, name)[row][exists] for name in ("value", "state", "status")}
    return pd.DataFrame(columns, index=np.array(figures.units)[exists])


def side_of(share: GridCell, value: float) -> int:
    """Say on which side of a value a share of counts lies beyond chance: 1 above, −1 below, else 0.

    It does where its Wilson interval (95 %) excludes the value. Shares that are estimated, or are
    counted among fewer than `FEWEST_PEOPLE`, lie on neither side.
    """
    of, per = share.numerator, share.denominator
    if of is None or per is None or per < FEWEST_PEOPLE or share.status >= Status.ESTIMATED:
        return 0
    ((lower,), (upper,)) = wilson(np.array([of]), np.array([per]))
    return int(lower > value) - int(upper < value)
