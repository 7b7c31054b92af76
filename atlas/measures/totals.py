"""Own sum or delivered total: which of two figures prevails is decided here and nowhere else."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from atlas.model.cells import State
from atlas.model.quantities import TotalRule


def precedence(
    state: npt.ArrayLike, delivered: npt.ArrayLike, rule: TotalRule
) -> npt.NDArray[np.int8]:
    """Rank figures of the same cell: the highest one prevails.

    Parameters
    ----------
    state, delivered
        State of each figure, and whether it is a total somebody delivered beside the atlas's
        own sum; arrays of one shape, or a single one of each.
    rule
        SUM: the own sum prevails, a delivered total only where the sum has no value and the total
        has one. DELIVERED: the office's own total prevails wherever it was delivered.
    """
    is_delivered = np.asarray(delivered, dtype=np.int8)
    if rule is TotalRule.DELIVERED:
        return is_delivered
    has_value = np.asarray(np.asarray(state) <= State.LIMITED, dtype=np.int8)
    return np.asarray(2 * has_value + 1 - is_delivered, dtype=np.int8)


def prevailing_last(rows: pd.DataFrame, rule: TotalRule) -> pd.DataFrame:
    """Order rows with the columns state and delivered so that the one that prevails comes last."""
    ranks = precedence(rows["state"].to_numpy(), rows["delivered"].to_numpy(dtype=bool), rule)
    return rows.iloc[np.argsort(ranks, kind="stable")]


def prevailing(own: pd.DataFrame, delivered: pd.DataFrame, rule: TotalRule) -> pd.DataFrame:
    """Take of two figures of the same row the one that prevails.

    Parameters
    ----------
    own, delivered
        Figures on unique indexes of the same levels.
    rule
        As for `precedence`.

    Returns
    -------
    pd.DataFrame
        Figures on the union of the rows.
    """
    both = pd.concat([own.assign(delivered=False), delivered.assign(delivered=True)])
    ordered = prevailing_last(both, rule)
    return ordered[~ordered.index.duplicated(keep="last")].drop(columns="delivered")
