"""Compare a unit with the whole area and with the other units.

The functions over "all rows" see one cross-section: pass the units of one level in one year.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

import numpy as np
import pandas as pd

from atlas.measures.cells import (
    Floats,
    broadcast,
    derived_figures,
    difference,
    has_value,
    raise_state,
)
from atlas.measures.change import percent_difference
from atlas.measures.quotients import quotient
from atlas.model.cells import State

TieRule: TypeAlias = Literal["average", "competition"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spread:
    """Smallest and largest figure among the units; None where no unit has one."""

    minimum: float | None
    maximum: float | None
    units_with_value: int

    @property
    def range(self) -> float | None:
        """Distance from the smallest to the largest figure."""
        if self.minimum is None or self.maximum is None:
            return None
        return self.maximum - self.minimum


def deviation_points(values: pd.DataFrame, area: pd.DataFrame) -> pd.DataFrame:
    """Return how far each unit lies from the area, r_i − r, in the unit of both.

    Parameters
    ----------
    values
        Figures of the units; shares in percent give percentage points.
    area
        Figures of the whole area by year, or its single row (see `cells.broadcast`).
    """
    return difference(values, broadcast(area, values.index))


def deviation_percent(values: pd.DataFrame, area: pd.DataFrame) -> pd.DataFrame:
    """Return how far each unit lies from the area in percent of it, 100 · (r_i / r − 1).

    Parameters
    ----------
    values
        Figures of the units.
    area
        Figures of the whole area by year, or its single row (see `cells.broadcast`).

    Returns
    -------
    pd.DataFrame
        Figures in percent; NOT_APPLICABLE where the area's is 0 or below or the signs differ.
    """
    return percent_difference(values, broadcast(area, values.index))


def location_quotient(values: pd.DataFrame, area: pd.DataFrame) -> pd.DataFrame:
    """Return the figure of each unit as a multiple of the area's, (x_i / n_i) / (Σx / Σn).

    Parameters
    ----------
    values
        Rates of the units; their factor (%, per 1 000) cancels out.
    area
        Rate of the whole area by year, or its single row (see `cells.broadcast`).

    Returns
    -------
    pd.DataFrame
        Figures, 1 like the area; NOT_APPLICABLE where the area's rate is 0.
    """
    return quotient(values, broadcast(area, values.index), 1.0)


def spread(values: pd.DataFrame) -> Spread:
    """Return minimum, maximum and range over all rows that have a value."""
    numbers = _numbers(values)
    if not numbers.size:
        return Spread(minimum=None, maximum=None, units_with_value=0)
    return Spread(
        minimum=float(numbers.min()), maximum=float(numbers.max()), units_with_value=numbers.size
    )


def z_scores(values: pd.DataFrame, *, ddof: Literal[0, 1]) -> pd.DataFrame:
    """Standardise over all rows that have a value, (r_i − m) / s, with the unweighted mean.

    Parameters
    ----------
    values
        Figures of one cross-section.
    ddof
        0 for the population's standard deviation (÷ k, as the Berlin MSS does), 1 for the
        sample's (÷ k − 1). They differ, so the caller has to say which.

    Returns
    -------
    pd.DataFrame
        Figures without unit. NOT_APPLICABLE on all rows that had a value if those don't
        differ, or if they are too few for a standard deviation.
    """
    numbers = _numbers(values)
    if numbers.size <= ddof:
        return _scaled(values, 0.0, 0.0)
    return _scaled(values, float(numbers.mean()), _distance(numbers, float(numbers.std(ddof=ddof))))


def min_max(values: pd.DataFrame) -> pd.DataFrame:
    """Scale over all rows that have a value to 0…1, (r − min) / (max − min).

    Parameters
    ----------
    values
        Figures of one cross-section.

    Returns
    -------
    pd.DataFrame
        Figures without unit; NOT_APPLICABLE where the values don't differ.
    """
    numbers = _numbers(values)
    if not numbers.size:
        return _scaled(values, 0.0, 0.0)
    return _scaled(values, float(numbers.min()), float(numbers.max() - numbers.min()))


def ranks(
    values: pd.DataFrame, *, method: TieRule = "average", descending: bool = True
) -> pd.Series[float]:
    """Rank all rows that have a value; say beside it what rank 1 means.

    Parameters
    ----------
    values
        Figures of one cross-section.
    method
        For ties: "average" 1, 2.5, 2.5, 4 (keeps the sum of ranks) or "competition" 1, 2, 2, 4.
    descending
        Whether rank 1 is the largest figure.

    Returns
    -------
    pd.Series
        Ranks on the index of `values`, NaN for a row without a value.
    """
    ties: Literal["average", "min"] = "average" if method == "average" else "min"
    numbers = values["value"].where(has_value(values))
    return numbers.rank(method=ties, ascending=not descending).rename("rank")


def _numbers(values: pd.DataFrame) -> Floats:
    return values["value"].to_numpy()[has_value(values)]


def _distance(numbers: Floats, deviation: float) -> float:
    # equal decimals can leave a deviation of 1e-17 instead of 0
    return 0.0 if numbers.min() == numbers.max() else deviation


def _scaled(values: pd.DataFrame, origin: float, distance: float) -> pd.DataFrame:
    numbers = values["value"].to_numpy()
    scaled = (numbers - origin) / (distance or 1.0)
    # a 0 on a scale is a position, not "nothing": it isn't printed as the sign for ZERO
    figures = raise_state(
        derived_figures(scaled, values), np.full(len(values), fill_value=True), State.MEASURED
    )
    return raise_state(figures, np.full(len(values), distance == 0), State.NOT_APPLICABLE)
