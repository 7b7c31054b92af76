"""Keep back what was not released to an audience.

Works on the quantities of all levels, once, before anything is derived from them: a rate,
a colour or a download can't give away what is no longer there (docs/architecture.md).
"""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from atlas.model.quantities import Audience, Delivery
from atlas.model.values import State, Status


def withhold(
    table: pd.DataFrame, deliveries: Iterable[Delivery], audience: Audience
) -> pd.DataFrame:
    """Blank every figure whose delivery was not released to the audience.

    Parameters
    ----------
    table
        Figures with the columns quantity, year, value, state and status.
    deliveries
        What the departments released, and to whom; a figure without delivery stays hidden.
    audience
        Who is going to look.

    Returns
    -------
    pandas.DataFrame
        The same rows; hidden ones have no value, state SECRET and status FINAL.
    """
    released = {
        (delivery.quantity, delivery.year)
        for delivery in deliveries
        if audience.rank >= delivery.audience.rank
    }
    visible = pd.MultiIndex.from_frame(table[["quantity", "year"]]).isin(list(released))
    hidden = pd.Series(~visible, index=table.index)
    return table.assign(
        value=table["value"].mask(hidden),
        state=table["state"].mask(hidden, State.SECRET).astype("int8"),
        status=table["status"].mask(hidden, Status.FINAL).astype("int8"),
    )
