"""Several years as one: for small counts, numerator and denominator are summed first."""

from __future__ import annotations

import numpy as np
import pandas as pd

from atlas.measures.cells import derived_figures, lagged


def pooled(figures: pd.DataFrame, years: int) -> pd.DataFrame:
    """Sum a quantity over the `years` years ending in each year.

    Parameters
    ----------
    figures
        Figures of one quantity on (unit, year).
    years
        How many years are put together, at least 1 (which changes nothing).

    Returns
    -------
    pd.DataFrame
        Figures on the same rows; row 2023 with 3 years stands for 2021–2023. A year without a
        row or a value leaves the sum without a value: two years don't pass for three.
    """
    if years == 1:
        return figures
    spans = [lagged(figures, back) for back in range(years)]
    return derived_figures(np.add.reduce([span["value"].to_numpy() for span in spans]), *spans)
