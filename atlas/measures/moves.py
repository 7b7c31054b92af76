"""How figures move when what they rest on is changed."""

from __future__ import annotations

from typing import Final

import numpy as np
import pandas as pd

from atlas.measures.cells import UNIT

NOISE: Final = 1e-9
"""Differences below this part of a figure come from computing with floats."""


def moves(old: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    """Compare two figures frames of one indicator, level and year.

    Returns
    -------
    pd.DataFrame
        Columns unit, old, new and size for the units whose value moved, appeared (`old` is NaN)
        or went (`new` is NaN). `size` is the move in standard deviations of the old values, in
        relation to the old value where there is no other unit; NaN without both values.
    """
    values = pd.DataFrame({"old": old["value"], "new": new["value"]}).reset_index()
    one, other = values["old"].to_numpy(), values["new"].to_numpy()
    apart = np.abs(other - one)
    moved = (apart > NOISE * np.maximum(np.abs(one), np.abs(other))) | (
        np.isnan(one) != np.isnan(other)
    )
    spread = float(np.nanstd(one)) if np.isfinite(one).any() else 0.0
    scale = np.where(spread > 0, spread, np.where(one == 0, 1.0, np.abs(one)))
    columns = {"unit": values[UNIT].astype(str), "old": one, "new": other, "size": apart / scale}
    result: pd.DataFrame = pd.DataFrame(columns).loc[moved]
    return result.reset_index(drop=True)
