"""Change over time: absolute, relative, in percentage points, per year, as an index number.

All compare figures of the same boundaries and the same definition; whether they are is for
the caller to know.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from atlas.errors import YearSpanError
from atlas.measures.cells import (
    Floats,
    align,
    derived_figures,
    difference,
    has_value,
    outer_align,
    raise_state,
)
from atlas.measures.quotients import quotient
from atlas.model.cells import State
from atlas.model.dates import ReferenceDate
from atlas.model.formulas import PER_HUNDRED

SMALL_BASE = 20
_DAYS_PER_YEAR = 365.25


def absolute_change(now: pd.DataFrame, base: pd.DataFrame) -> pd.DataFrame:
    """Return `now` − `base` in the unit of both; exactly no change is ZERO."""
    return difference(now, base)


def point_change(now: pd.DataFrame, base: pd.DataFrame) -> pd.DataFrame:
    """Return the change of a share in percentage points; both are in percent already."""
    return difference(now, base)


def percent_difference(values: pd.DataFrame, base: pd.DataFrame) -> pd.DataFrame:
    """Return by how many percent `values` lie above `base`, 100 · (values − base) / base.

    Parameters
    ----------
    values, base
        Figures on the same rows.

    Returns
    -------
    pd.DataFrame
        Figures in percent; NOT_APPLICABLE where the base is 0 or below or the sign changes.
    """
    values, base = outer_align(values, base)
    number, start = values["value"].to_numpy(), base["value"].to_numpy()
    gain = PER_HUNDRED * (number - start)
    percent = np.divide(gain, start, out=np.zeros_like(start), where=start > 0)
    excluded = (start <= 0) | (number < 0)
    return raise_state(derived_figures(percent, values, base), excluded, State.NOT_APPLICABLE)


def relative_change(now: pd.DataFrame, base: pd.DataFrame) -> pd.DataFrame:
    """Return the change in percent of the base, 100 · (x_t / x_0 − 1).

    Parameters
    ----------
    now, base
        Figures on the same rows. If `base` has a column `numerator` (a rate), that is the
        number of cases behind it, else its value is.

    Returns
    -------
    pd.DataFrame
        Figures in percent, never of percentage points. NOT_APPLICABLE for a base of 0 or below
        and where the sign changes (balances); LIMITED below 20 cases, where one case more or
        less moves the figure by 5 % and above.
    """
    now, base = outer_align(now, base)
    result = percent_difference(now, base)
    return raise_state(result, _cases(base) < SMALL_BASE, State.LIMITED)


def annual_growth(now: pd.DataFrame, base: pd.DataFrame, years: float) -> pd.DataFrame:
    """Return the average growth per year (CAGR), 100 · ((x_t / x_0)^(1 / years) − 1).

    Parameters
    ----------
    now, base
        Figures on the same rows.
    years
        Time between them, from the real dates (`years_between`), not the difference of years.

    Returns
    -------
    pd.DataFrame
        Figures in percent per year; NOT_APPLICABLE where either is 0 or below.

    Raises
    ------
    YearSpanError
        If `years` is not positive.
    """
    if not years > 0:
        raise YearSpanError(years)
    now, base = outer_align(now, base)
    end, start = now["value"].to_numpy(), base["value"].to_numpy()
    ratio = np.divide(end, start, out=np.ones_like(start), where=(start > 0) & (end > 0))
    percent = PER_HUNDRED * np.expm1(np.log(ratio) / years)
    excluded = (start <= 0) | (end <= 0)
    return raise_state(derived_figures(percent, now, base), excluded, State.NOT_APPLICABLE)


def years_between(start: ReferenceDate, end: ReferenceDate) -> float:
    """Return the time between the middles of two reference dates, in years of 365.25 days.

    Notes
    -----
    31.12.2013 to 31.10.2014 is 0.83 years although the printed years differ by one.
    """
    return (end.middle - start.middle).days / _DAYS_PER_YEAR


def index_number(now: pd.DataFrame, base: pd.DataFrame) -> pd.DataFrame:
    """Return `now` in percent of `base` (base = 100); a base of 0 or below: NOT_APPLICABLE."""
    return quotient(now, base, PER_HUNDRED)


def index_series(series: pd.DataFrame, base_year: int) -> tuple[pd.DataFrame, int]:
    """Turn the series of one unit into index numbers, base = 100.

    Parameters
    ----------
    series
        Figures of one unit indexed by year.
    base_year
        Year to be 100. If its figure is missing, 0 or below, the next later year with a
        positive figure is taken instead.

    Returns
    -------
    figures : pd.DataFrame
        Index numbers on the years of `series`.
    base_year_used : int
        The year that is 100, to be printed; `base_year` if no later one is usable either:
        then no year has an index number.
    """
    years = series.index[has_value(series) & (series["value"].to_numpy() > 0)]
    usable = sorted(int(year) for year in years if year >= base_year)
    used = next(iter(usable), base_year)
    base = align(series, pd.Index([used] * len(series))).set_axis(series.index)
    return index_number(series, base), used


def _cases(base: pd.DataFrame) -> Floats:
    cases = base["value"]
    if "numerator" in base:
        cases = base["numerator"].fillna(cases)
    return cases.to_numpy()
