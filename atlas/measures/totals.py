"""Own sum or delivered total: which of two figures prevails is decided here and nowhere else."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from atlas.model.cells import State
from atlas.model.quantities import TotalRule

_RULES = (TotalRule.DELIVERED, TotalRule.SUM)


def precedence(
    state: npt.ArrayLike, delivered: npt.ArrayLike, rule: npt.ArrayLike
) -> npt.NDArray[np.int8]:
    """Rank figures of the same cell: the highest one prevails.

    Parameters
    ----------
    state, delivered
        State of each figure, and whether it is a total somebody delivered beside the atlas's
        own sum; arrays of one shape, or a single one of each.
    rule
        The `TotalRule` of each figure, or one of all; those of the same cell share it.
        SUM: the own sum prevails, a delivered total only where the sum has no value and the total
        has one. DELIVERED: the office's own total prevails wherever it was delivered.
    """
    is_delivered = np.asarray(delivered, dtype=np.int8)
    has_value = np.asarray(np.asarray(state) <= State.LIMITED, dtype=np.int8)
    own_first = 2 * has_value + 1 - is_delivered
    of_delivered = np.asarray(rule) == TotalRule.DELIVERED.value
    return np.asarray(np.where(of_delivered, is_delivered, own_first), dtype=np.int8)


def prevailing_last(rows: pd.DataFrame, rule: npt.ArrayLike) -> pd.DataFrame:
    """Order rows with the columns state and delivered so that the one that prevails comes last."""
    ranks = precedence(rows["state"].to_numpy(), rows["delivered"].to_numpy(dtype=bool), rule)
    return rows.iloc[np.argsort(ranks, kind="stable")]


def prevailing(
    own: pd.DataFrame, delivered: pd.DataFrame, rule: TotalRule | pd.Index
) -> pd.DataFrame:
    """Take of two figures of the same row the one that prevails.

    Parameters
    ----------
    own, delivered
        Figures on unique indexes of the same levels.
    rule
        As for `precedence`, of all rows; or the rows in which the delivered total counts.

    Returns
    -------
    pd.DataFrame
        Figures on the union of the rows; the column `delivered` says which of both they are.
    """
    both = pd.concat([own.assign(delivered=False), delivered.assign(delivered=True)])
    of_all = isinstance(rule, TotalRule)
    rules = rule if of_all else np.where(both.index.isin(rule), *_RULES)
    ordered = prevailing_last(both, rules)
    return ordered[~ordered.index.duplicated(keep="last")]
