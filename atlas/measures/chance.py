"""Which shares changed by more than chance alone would move them: for start page and maps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from atlas.measures.grid import Grid
from atlas.measures.intervals import newcombe
from atlas.model import formulas as f
from atlas.model.cells import State, Status
from atlas.model.indicators import Indicator
from atlas.model.quantities import Kind, Quantity

FEWEST_PEOPLE = 100
"""People a share has to be counted among, in both years, to be compared at all."""
FALSE_POSITIVE_RATE = 0.05
"""Part of the comparisons that look real by chance where nothing changed (intervals of 95 %)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Movement:
    """Units whose share rose or fell beyond chance, or moved `within` it, by key.

    `examined` counts those compared.
    """

    risen: tuple[str, ...]
    fallen: tuple[str, ...]
    within: tuple[str, ...]
    examined: int


def is_share_of_counts(item: Indicator, quantities: Mapping[str, Quantity]) -> bool:
    """Whether cases are counted among people: only then chance can be reckoned with."""
    kinds = {quantities[code].kind for code in f.inputs(item.formula)}
    return isinstance(item.formula, f.Share) and kinds == {Kind.COUNT}


def beyond_chance(figures: Grid, base: int, year: int) -> Movement:
    """Compare the shares of two years, unit by unit.

    Parameters
    ----------
    figures
        Shares of counts (`is_share_of_counts`) with numerators and denominators; both years are
        among its years.
    base, year
        The year compared with, and the year compared; usually the earlier and the later one.

    Returns
    -------
    Movement
        A unit counts as moved where the 95 % interval of the difference of its shares
        (Newcombe 1998, see `intervals.newcombe`) excludes 0. Examined are units with both
        shares, counted (not estimated or forecast) among at least `FEWEST_PEOPLE` people each.
    """
    early, late = figures.years.index(base), figures.years.index(year)
    of0, per0 = _counts(figures, early)
    of1, per1 = _counts(figures, late)
    _, lower, upper = newcombe(of1, per1, of0, per0)
    return Movement(
        risen=_units(figures, lower > 0),
        fallen=_units(figures, upper < 0),
        within=_units(figures, (lower <= 0) & (upper >= 0)),
        examined=int(np.count_nonzero(~np.isnan(lower))),
    )


def _counts(figures: Grid, row: int) -> tuple[np.ndarray, np.ndarray]:
    """Cases and people of a year, NaN where a unit isn't compared."""
    per = figures.denominator[row]
    has_value = (figures.state[row] >= State.ZERO) & (figures.state[row] <= State.LIMITED)
    counted = has_value & (figures.status[row] < Status.ESTIMATED) & (per >= FEWEST_PEOPLE)
    return figures.numerator[row], np.where(counted, per, np.nan)


def _units(figures: Grid, chosen: np.ndarray) -> tuple[str, ...]:
    return tuple(figures.units[position] for position in np.flatnonzero(chosen))
