"""Who lives where, by age: age structures of kinds of districts, births, deaths, departures."""

from __future__ import annotations

import numpy as np

from tools.musterstadt.chance import Floats
from tools.musterstadt.plan import FIRST_YEAR, FORECAST_YEAR
from tools.musterstadt.tables import AGE_GROUPS, kinds

AGES = 101
"""Single years of age from 0; the last stands for 100 and more."""

MIDDLE_AGE = 43
_LIMITS = (0, 6, 18, 25, 35, 50, 65, 80, AGES)
_SHIFT = (0.04, 0.08, -0.08, -0.05, -0.01, -0.06, 0.09, 0.06)
"""Change of the shares in the city as a whole from the first year to the end of the forecast."""
_LEAVING = (0.110, 0.062, 0.235, 0.190, 0.095, 0.052, 0.034, 0.048)
"""Share of each age group that leaves its district in a year."""
FERTILE = slice(18, 45)
BIRTHS_PER_PERSON = 0.0272  # a year, for each person of fertile age, man or woman
BABY_YEARS = {2016: 1.04, 2017: 1.05, 2018: 1.05, 2019: 1.04, 2021: 1.06, 2023: 0.93, 2024: 0.91}
DEADLY_YEARS = {2020: 1.03, 2021: 1.08, 2022: 1.10, 2023: 1.04}
_SMOOTH = np.array([1.0, 2.0, 3.0, 4.0, 3.0, 2.0, 1.0]) / 16.0


def structure(kind: str, year: int) -> Floats:
    """Shares of the single ages in a kind of district in a year; they sum to 1."""
    progress = (year - FIRST_YEAR) / (FORECAST_YEAR - FIRST_YEAR)
    shares = np.array([kinds()[kind][group] for group in AGE_GROUPS]) * (
        1.0 + progress * np.array(_SHIFT)
    )
    ages = _spread(shares / np.diff(_LIMITS))
    ages[80:] = _very_old(ages[80:].sum())
    return np.asarray(ages / ages.sum())


def tilted(shares: Floats, tilt: Floats) -> Floats:
    """Shares (rows, ages) made older (below 0: younger) by a factor that grows with age."""
    turned = shares * np.exp(tilt[:, None] * (np.arange(AGES) - MIDDLE_AGE))
    return np.asarray(turned / turned.sum(axis=1, keepdims=True))


def _spread(per_year: Floats) -> Floats:
    """Values of the age groups for every age, smoothed where groups meet."""
    steps = np.repeat(per_year, np.diff(_LIMITS))
    padded = np.concatenate([np.full(3, steps[0]), steps, np.full(3, steps[-1])])
    return np.convolve(padded, _SMOOTH, mode="valid")


def _very_old(total: float) -> Floats:
    falling = 0.87 ** np.arange(AGES - 80)
    return np.asarray(total * falling / falling.sum())


def leaving() -> Floats:
    """Share of each age that leaves its district in a year."""
    return _spread(np.array(_LEAVING))


def dying() -> Floats:
    """Share of each age that dies within a year (after Gompertz)."""
    ages = np.arange(AGES)
    rates = 0.000017 * np.exp(0.0985 * ages) + 0.0002
    rates[0] = 0.003
    return np.asarray(np.minimum(rates, 0.5))
