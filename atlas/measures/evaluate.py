"""From a formula of the catalogue to figures. Formula kinds are matched, never executed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from atlas.errors import UnknownIndicatorError
from atlas.measures.cells import at_year, difference, lagged, signed_sum
from atlas.measures.change import index_number, point_change, relative_change
from atlas.measures.matrix import Sheet, signed_sums
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


def evaluate(
    formula: FromQuantities, frames: Mapping[str, pd.DataFrame], pooled_years: int = 1
) -> pd.DataFrame:
    """Evaluate a formula over quantities.

    Parameters
    ----------
    formula
        Total, Given, Share, Rate, Ratio or Mean.
    frames
        Figures of every quantity of the formula by code, on (unit, year).
    pooled_years
        Over how many years numerator and denominator are summed first. A Given figure can't
        be summed and isn't.

    Returns
    -------
    pd.DataFrame
        Figures on the union of the quantities' rows, with the columns `numerator` and
        `denominator` beside them; both NaN for Total and Given.
    """
    match formula:
        case Given():
            return _without_base(signed_sum(formula.of, frames))
        case Total():
            return _without_base(_summed(formula.of, frames, pooled_years))
        case _:
            of = _summed(formula.of, frames, pooled_years)
            per = _summed(formula.per, frames, pooled_years)
            return _divided(formula, of, per).assign(
                numerator=of["value"], denominator=per["value"]
            )


def evaluate_all(formulas: Sequence[FromQuantities], quantities: Sheet) -> list[pd.DataFrame]:
    """Evaluate many formulas over the same rows at once, each as `evaluate` does for one year.

    Returns
    -------
    list[pd.DataFrame]
        Figures of each formula on the index of `quantities`, with `numerator` and `denominator`.
    """
    found: dict[int, pd.DataFrame] = {}
    for kind, places in _alike(formulas).items():
        sums = signed_sums(quantities, [formulas[place].of for place in places])
        figures = _without_base(sums)
        if not isinstance(kind, Total | Given):
            per = signed_sums(quantities, [_per(formulas[place]) for place in places])
            figures = _divided(kind, sums, per).assign(
                numerator=sums["value"], denominator=per["value"]
            )
        rows = len(quantities.index)
        for number, place in enumerate(places):
            own = figures.iloc[number * rows : (number + 1) * rows]
            found[place] = own.set_axis(quantities.index)
    return [found[place] for place in range(len(formulas))]


def _alike(formulas: Sequence[FromQuantities]) -> dict[FromQuantities, list[int]]:
    """Places of the formulas that differ in nothing but their quantities."""
    groups: dict[FromQuantities, list[int]] = {}
    for place, formula in enumerate(formulas):
        bare = replace(formula, of=())
        kind = bare if isinstance(bare, Total | Given) else replace(bare, per=())
        groups.setdefault(kind, []).append(place)
    return groups


def _per(formula: FromQuantities) -> SignedSum:
    return () if isinstance(formula, Total | Given) else formula.per


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


def _summed(terms: SignedSum, frames: Mapping[str, pd.DataFrame], years: int) -> pd.DataFrame:
    return pooled(signed_sum(terms, frames), years)


def _divided(
    formula: Share | Rate | Ratio | Mean, of: pd.DataFrame, per: pd.DataFrame
) -> pd.DataFrame:
    if isinstance(formula, Share):
        return share(of, per, may_exceed=formula.may_exceed)
    return quotient(of, per, formula.factor)


def _without_base(result: pd.DataFrame) -> pd.DataFrame:
    return result.assign(numerator=np.nan, denominator=np.nan)
