"""ADD UP: from units to the larger units they lie in.

What adds up is summed; a mean adds up through its weight. Rates are never summed or averaged:
a share of a larger unit is Σx / Σn, derived anew from the summed quantities.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from atlas.measures.cells import LEVEL, UNIT, YEAR, derived_figures, outer_align
from atlas.measures.matrix import QuantityMatrix, align_matrix, resolved_matrix, side_by_side
from atlas.measures.quotients import quotient
from atlas.model.cells import State


def add_up(parts: QuantityMatrix, parents: pd.DataFrame) -> QuantityMatrix:
    """Sum counts and amounts over all members of each parent.

    Parameters
    ----------
    parts
        Figures of the quantities on (unit, year).
    parents
        Columns `unit`, `year`, `parent`: which unit lay in which parent in which year. A unit
        may have several parents; a membership listed twice counts once. With a column `level`
        the parents of several levels are summed at once.

    Returns
    -------
    QuantityMatrix
        The same quantities on (parent, year), sorted, one row for each parent and year of
        `parents`; the index is called (unit, year) like that of every matrix, or (level, unit,
        year). A member without a row or without a value leaves the sum without a value, with
        the largest state of the members.
    """
    names = [LEVEL] if LEVEL in parents.columns else []
    whole = [*names, "parent", YEAR]
    # sorted by unit, the floats are added in one order, however the rows came in
    members = parents[[*whole, UNIT]].drop_duplicates().sort_values([*whole, UNIT])
    cells = align_matrix(parts, pd.MultiIndex.from_frame(members[[UNIT, YEAR]]))
    wholes = pd.MultiIndex.from_frame(members[whole], names=[*names, UNIT, YEAR])
    first = np.flatnonzero(~wholes.duplicated())
    raw = {
        "value": np.add.reduceat(cells.value, first),
        "state": np.maximum.reduceat(cells.state, first),
        "status": np.maximum.reduceat(cells.status, first),
        "small": np.add.reduceat((cells.state == State.LESS_THAN_HALF).astype(int), first),
    }
    return resolved_matrix(wholes[first], parts.quantities, raw)


def add_up_mean(mean: pd.DataFrame, weight: pd.DataFrame, parents: pd.DataFrame) -> pd.DataFrame:
    """Average a mean over the members of each parent, Σ w·m / Σ w.

    Parameters
    ----------
    mean
        Figures of the mean on (unit, year).
    weight
        Figures of the count it is a mean of, on (unit, year).
    parents
        As for `add_up`.

    Returns
    -------
    pd.DataFrame
        Figures on the index of `add_up`. A member with a weight of exactly 0 has no mean and needs
        none; a parent without any weight is NOT_APPLICABLE.
    """
    mean, weight = outer_align(mean, weight)
    product = derived_figures(mean["value"].to_numpy() * weight["value"].to_numpy(), mean, weight)
    nobody = weight["state"] == State.ZERO
    product = pd.concat([product[~nobody], weight[nobody]])
    sums = add_up(side_by_side({"product": product, "weight": weight}), parents)
    return quotient(sums.figures("product"), sums.figures("weight"), factor=1.0)
