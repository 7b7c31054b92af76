"""Withhold what was not released to an audience.

Works on the quantities of all levels, once, before anything is derived from them: a rate,
a colour or a download can't give away what is no longer there (docs/architecture.md).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType

import pandas as pd

from atlas.model.cells import State, Status
from atlas.model.quantities import Audience, Delivery


def withhold(
    table: pd.DataFrame,
    deliveries: Iterable[Delivery],
    audience: Audience,
    weights: Mapping[str, str] = MappingProxyType({}),
) -> pd.DataFrame:
    """Blank every figure whose delivery was not released to the audience.

    Parameters
    ----------
    table
        Figures with the columns level, quantity, year, value, state, status and delivered.
    deliveries
        What the departments released, and to whom; a figure without delivery stays hidden.
    audience
        Who will see the figures.
    weights
        By which count each mean is added up: the mean of a larger unit beside those of its
        parts tells how large the parts are, so it is hidden like its weight.

    Returns
    -------
    pandas.DataFrame
        The same rows; hidden ones have no value, state SECRET and status FINAL.
    """
    described = tuple(deliveries)
    released = [(d.quantity, d.year) for d in described if d.is_released_to(audience)]
    visible = pd.MultiIndex.from_frame(table[["quantity", "year"]]).isin(released)
    weight = table["quantity"].map(weights)
    weighed = pd.MultiIndex.from_arrays([weight, table["year"]]).isin(released)
    delivered = pd.MultiIndex.from_frame(table[["quantity", "year", "level"]]).isin(
        [(d.quantity, d.year, d.base_level) for d in described]
    ) | table["delivered"].to_numpy(dtype=bool)
    computed = weight.notna().to_numpy() & ~delivered
    hidden = pd.Series(~visible | (computed & ~weighed), index=table.index)
    return table.assign(
        value=table["value"].mask(hidden),
        state=table["state"].mask(hidden, State.SECRET).astype("int8"),
        status=table["status"].mask(hidden, Status.FINAL).astype("int8"),
    )


def redacted(delivery: Delivery, audience: Audience) -> Delivery:
    """Remove everything from a delivery that wasn't released but the fact that there is one.

    Its base level stays: it says on which levels the hidden cells are.
    """
    if delivery.is_released_to(audience):
        return delivery
    return replace(
        delivery,
        reference_date=None,
        source="",
        publisher="",
        boundary_date=None,
        definition="",
        note="",
    )
