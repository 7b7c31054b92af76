"""Where a unit stands: among the units of its level, and beside the whole area."""

from __future__ import annotations

from collections.abc import Mapping
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


def standard_scores(figures: Grid, year: int, fewest: int = FEWEST_UNITS) -> Mapping[str, float]:
    """Return how many population standard deviations each unit lies above the units' mean.

    Of units with a value only; empty where fewer than `fewest` have one, or all are equal.
    """
    values = _cross_section(figures, year)
    if values["value"].count() < fewest:
        return {}
    return _numbers(z_scores(values, ddof=0)["value"])


def rank_of_units(figures: Grid, year: int) -> Mapping[str, int]:
    """Return the rank of each unit with a value, 1 for the highest; equals share the better one."""
    each = _numbers(ranks(_cross_section(figures, year), method="competition"))
    return {unit: int(rank) for unit, rank in each.items()}


def _numbers(column: pd.Series[float]) -> dict[str, float]:
    numbers = column.dropna()
    return dict(zip(numbers.index, numbers.tolist(), strict=True))


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
