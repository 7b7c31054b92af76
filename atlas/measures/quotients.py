"""Shares, rates, ratios and means: one figure per another, factor · x / n."""

from __future__ import annotations

import numpy as np
import pandas as pd

from atlas.measures.cells import Floats, derived_figures, outer_align, raise_state
from atlas.model.cells import State
from atlas.model.formulas import PER_HUNDRED

# amounts are sums of decimal fractions, so the whole may miss its parts by the last binary digit
_ROUNDING = 1e-9


def quotient(of: pd.DataFrame, per: pd.DataFrame, factor: float) -> pd.DataFrame:
    """Divide, `factor` · of / per: a rate per 1 000, a ratio, a mean.

    Parameters
    ----------
    of, per
        Figures of numerator and denominator.
    factor
        1 for a ratio or a mean, 100, 1 000 or 100 000 for a rate.

    Returns
    -------
    pd.DataFrame
        Figures on the union of the rows. A denominator of 0 or below is NOT_APPLICABLE, never
        0 and never infinite; a numerator of 0 gives ZERO; where one has no value, neither has
        the quotient, with the larger of both states.
    """
    of, per = outer_align(of, per)
    numerator, denominator = of["value"].to_numpy(), per["value"].to_numpy()
    return raise_state(
        derived_figures(_divide(factor * numerator, denominator), of, per),
        denominator <= 0,
        State.NOT_APPLICABLE,
    )


def share(of: pd.DataFrame, per: pd.DataFrame, *, may_exceed: bool = False) -> pd.DataFrame:
    """Return a part of a whole in percent, 100 · of / per.

    Parameters
    ----------
    of, per
        Figures of the part and the whole.
    may_exceed
        Whether more than the whole is possible (care rates count children from elsewhere).

    Returns
    -------
    pd.DataFrame
        As `quotient`; unless `may_exceed`, a part below 0 or above the whole can't be one and
        is UNRELIABLE without a value (`atlas check` names the cell).
    """
    of, per = outer_align(of, per)
    result = quotient(of, per, PER_HUNDRED)
    if may_exceed:
        return result
    part, whole = of["value"].to_numpy(), per["value"].to_numpy()
    within = result.assign(value=result["value"].clip(upper=PER_HUNDRED))
    impossible = (part < 0) | (part > whole * (1 + _ROUNDING))
    return raise_state(within, impossible, State.UNRELIABLE)


def _divide(numerator: Floats, denominator: Floats) -> Floats:
    # multiplied first: whole numbers then give the double nearest to the true quotient,
    # so that 12,45 is rounded as 12,45 and not as 12,449999…
    possible = denominator > 0
    return np.divide(numerator, denominator, out=np.zeros_like(numerator), where=possible)
