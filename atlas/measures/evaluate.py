"""From formulas of the catalogue to figures. Formula kinds are matched, never executed.

Everything is evaluated in matrix form, many formulas at once; one formula is a matrix of one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import pandas as pd

from atlas.errors import UnknownIndicatorError
from atlas.measures.cells import at_year, difference, lagged
from atlas.measures.change import index_number, point_change, relative_change
from atlas.measures.matrix import QuantityMatrix, signed_sums
from atlas.measures.pooling import pooled
from atlas.measures.quotients import quotient, share
from atlas.model.formulas import (
    Change,
    Difference,
    FromIndicators,
    FromQuantities,
    Given,
    IndexNumber,
    Mean,
    Rate,
    Ratio,
    Share,
    SignedSum,
    Total,
    references,
)


class Calculation(NamedTuple):
    """A formula over quantities, and over how many years these are summed first.

    A Given figure can't be summed and isn't.
    """

    formula: FromQuantities
    pooled_years: int = 1


def evaluate(calculations: Sequence[Calculation], quantities: QuantityMatrix) -> list[pd.DataFrame]:
    """Evaluate formulas over quantities.

    Parameters
    ----------
    calculations
        What to compute: Total, Given, Share, Rate, Ratio or Mean.
    quantities
        Figures of the quantities on (unit, year); one it lacks is UNKNOWN.

    Returns
    -------
    list[pd.DataFrame]
        Figures of each formula on the index of `quantities`, with the columns `numerator` and
        `denominator` beside them; both NaN for Total and Given.
    """
    results: dict[int, pd.DataFrame] = {}
    for kind, positions in _alike(calculations).items():
        figures = _evaluated(kind, [calculations[position] for position in positions], quantities)
        height = len(quantities.index)
        for number, position in enumerate(positions):
            rows = figures.iloc[number * height : (number + 1) * height]
            results[position] = rows.set_axis(quantities.index)
    return [results[position] for position in range(len(calculations))]


def _alike(calculations: Sequence[Calculation]) -> dict[Calculation, list[int]]:
    """Positions of the calculations that differ in nothing but their quantities."""
    groups: dict[Calculation, list[int]] = {}
    for position, (formula, years) in enumerate(calculations):
        bare = replace(formula, of=())
        kind = bare if isinstance(bare, Total | Given) else replace(bare, per=())
        groups.setdefault(Calculation(kind, years), []).append(position)
    return groups


def _evaluated(
    kind: Calculation, calculations: Sequence[Calculation], quantities: QuantityMatrix
) -> pd.DataFrame:
    """Figures of formulas of one kind below each other, by number."""
    years = 1 if isinstance(kind.formula, Given) else kind.pooled_years
    of = _sums(quantities, [formula.of for formula, _ in calculations], years)
    if isinstance(kind.formula, Total | Given):
        return _without_base(of)
    per = _sums(quantities, [_denominator(formula) for formula, _ in calculations], years)
    return _divided(kind.formula, of, per).assign(numerator=of["value"], denominator=per["value"])


def _denominator(formula: FromQuantities) -> SignedSum:
    return () if isinstance(formula, Total | Given) else formula.per


def _sums(quantities: QuantityMatrix, terms: Sequence[SignedSum], years: int) -> pd.DataFrame:
    sums = signed_sums(quantities, terms)
    if years == 1:
        return sums
    height = len(quantities.index)
    of_each = (sums.iloc[n * height : (n + 1) * height] for n in range(len(terms)))
    return pd.concat(
        [pooled(figures.set_axis(quantities.index), years) for figures in of_each],
        ignore_index=True,
    )


def evaluate_reference(
    formula: FromIndicators, frames: Mapping[str, pd.DataFrame], *, in_points: bool = False
) -> pd.DataFrame:
    """Evaluate a formula over other indicators.

    Parameters
    ----------
    formula
        Difference, Change or IndexNumber.
    frames
        Evaluated figures of the indicators referred to by code, on (unit, year).
    in_points
        Whether a Change is the difference of both figures (percentage points for a share)
        instead of a percentage of the earlier one.

    Returns
    -------
    pd.DataFrame
        Figures with `numerator` and `denominator` NaN. An index number takes each unit's own
        figure of the base year; one without it has none, since units with different base
        years could not be compared (`change.index_series` moves the base of a single series).

    Raises
    ------
    UnknownIndicatorError
        If `frames` lacks an indicator.
    """
    for code in references(formula):
        if code not in frames:
            raise UnknownIndicatorError(code, frames)
    now = frames[formula.of]
    match formula:
        case Difference():
            return _without_base(difference(now, frames[formula.minus]))
        case Change():
            change = point_change if in_points else relative_change
            return _without_base(change(now, lagged(now, formula.years)))
        case IndexNumber():
            return _without_base(index_number(now, at_year(now, formula.base_year)))


def _divided(
    formula: Share | Rate | Ratio | Mean, of: pd.DataFrame, per: pd.DataFrame
) -> pd.DataFrame:
    if isinstance(formula, Share):
        return share(of, per, may_exceed=formula.may_exceed)
    return quotient(of, per, formula.factor)


def _without_base(result: pd.DataFrame) -> pd.DataFrame:
    return result.assign(numerator=np.nan, denominator=np.nan)
