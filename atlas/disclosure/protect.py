"""Withhold what was not released to an audience.

Works on the quantities of all levels, once, before anything is derived from them: a rate,
a colour or a download can't give away what is no longer there (docs/architecture.md).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TypeAlias

import pandas as pd

from atlas.model.cells import State, Status
from atlas.model.quantities import Audience, Delivery

TableKey: TypeAlias = tuple[str, int, str]
"""Quantity, year and level."""


def withhold(
    table: pd.DataFrame,
    deliveries: Iterable[Delivery],
    audience: Audience,
    weights: Mapping[str, str] = MappingProxyType({}),
    computed: Collection[TableKey] = (),
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
    computed
        Quantities and years with the levels on which the atlas adds them up.

    Returns
    -------
    pandas.DataFrame
        Hidden figures have no value, state SECRET and status FINAL, whatever was delivered. Where
        a total was delivered beside a hidden sum isn't told either: such rows are left out. The
        others are there, in their order.
    """
    released = [(d.quantity, d.year) for d in deliveries if d.is_released_to(audience)]
    visible = pd.MultiIndex.from_frame(table[["quantity", "year"]]).isin(released)
    weight = table["quantity"].map(weights)
    weighed = pd.MultiIndex.from_arrays([weight, table["year"]]).isin(released)
    beside = table["delivered"].to_numpy(dtype=bool)
    added = pd.MultiIndex.from_frame(table[["quantity", "year", "level"]]).isin(list(computed))
    averaged = weight.notna().to_numpy() & added & ~beside
    hidden = pd.Series(~visible | (averaged & ~weighed), index=table.index)
    blank = table.assign(
        value=table["value"].mask(hidden),
        state=table["state"].mask(hidden, State.SECRET).astype("int8"),
        status=table["status"].mask(hidden, Status.FINAL).astype("int8"),
    )
    left: pd.DataFrame = blank[visible | ~beside]
    return left


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
        total=None,
    )
