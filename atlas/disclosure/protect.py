"""Withhold what was not released to an audience.

Works on the quantities of all levels, once, before anything is derived from them: a rate,
a colour or a download can't give away what is no longer there (docs/architecture.md).
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import TypeAlias

import numpy as np
import pandas as pd

from atlas.disclosure.safe_table import SafeTable
from atlas.disclosure.secret_table import Members, Place
from atlas.model.cells import State, Status
from atlas.model.quantities import Audience, Delivery, Kind, Quantity

TableKey: TypeAlias = tuple[str, int, str]
"""Quantity, year and level."""
Figure: TypeAlias = tuple[str, str, str]
"""Level, unit and quantity."""


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
    left: pd.DataFrame = _blanked(table, hidden)[visible | ~beside]
    return left


def _blanked(table: pd.DataFrame, hidden: pd.Series[bool]) -> pd.DataFrame:
    return table.assign(
        value=table["value"].mask(hidden),
        state=table["state"].mask(hidden, State.SECRET).astype("int8"),
        status=table["status"].mask(hidden, Status.FINAL).astype("int8"),
    )


def redacted(delivery: Delivery, audience: Audience) -> Delivery:
    """Remove everything from a delivery that wasn't released but the fact that there is one.

    Its base level stays: it says on which levels the hidden cells are.
    """
    return delivery if delivery.is_released_to(audience) else kept_back(delivery)


def kept_back(delivery: Delivery) -> Delivery:
    """Remove everything from a delivery but its base level; nobody outside may see its figures."""
    return replace(
        delivery,
        audience=Audience.STATISTICS,
        reference_date=None,
        source="",
        publisher="",
        boundary_date=None,
        definition="",
        note="",
        total=None,
    )


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Backing:
    """What is hidden with the count of those behind it: figures that add up to nothing.

    `quantities` has the definitions of all, `members` says what the unit of each year and level is
    summed from. `few` are the figures behind which there are few people, whoever sees their count.
    """

    quantities: Mapping[str, Quantity]
    members: Mapping[Place, Members]
    few: Collection[Figure] = ()


def hide(table: pd.DataFrame, year: int, safe: SafeTable, backing: Backing) -> pd.DataFrame:
    """Blank the cells of a year that would give small counts away.

    Parameters
    ----------
    table
        Figures of the year with the columns level, unit, quantity, value, state, status, delivered.
    year
        The year.
    safe
        What may be published.
    backing
        What goes with hidden counts. The mean of few people is that of each of them, and beside
        the means of its parts a mean tells how large they are: it goes with its weight.

    Returns
    -------
    pandas.DataFrame
        Hidden figures have no value, state SECRET and status FINAL. Of tables that are withheld as
        a whole, delivered totals are left out.
    """
    keys = pd.MultiIndex.from_frame(table[["level", "unit", "quantity", "delivered"]])
    withheld = table["quantity"].isin([code for at, code in safe.withheld if at == year])
    hidden = keys.isin([key[1:] for key in safe.hidden if key[0] == year]) | withheld.to_numpy()
    for code in table["quantity"].unique():
        item = backing.quantities[code]
        if item.kind in {Kind.MEAN, Kind.GIVEN} and (count := item.contributors or item.weight):
            of_count = table["quantity"].isin([count, item.weight]).to_numpy()
            lost = set(keys[hidden & of_count].droplevel(["quantity", "delivered"]))
            lost |= {(level, unit) for level, unit, of in backing.few if of == code}
            own = (table["quantity"] == code).to_numpy()
            places = table.loc[own, ["level", "unit"]].itertuples(index=False, name=None)
            parts = backing.members if item.kind is Kind.MEAN else {}
            hidden[own] |= np.array(
                [_is_touched(place, parts.get((year, *place), ()), lost) for place in places],
                dtype=np.bool_,
            )
    blanked = _blanked(table, pd.Series(hidden, index=table.index))
    left: pd.DataFrame = blanked[~(withheld & table["delivered"])]
    return left


def rounded_to(table: pd.DataFrame, quantities: Collection[str], base: int) -> pd.DataFrame:
    """Round figures to multiples of a base, each by itself; from the half on upwards.

    Parameters
    ----------
    table
        Figures with the columns quantity, value and state.
    quantities
        Codes of those that are rounded.
    base
        Positive.

    Returns
    -------
    pandas.DataFrame
        Nobody can tell from the state of a figure that is 0 whether it was before.
    """
    counted = table["quantity"].isin(list(quantities)) & (table["state"] <= State.MEASURED)
    limited = table["quantity"].isin(list(quantities)) & (table["state"] == State.LIMITED)
    multiples = np.floor(table["value"] / base + 0.5) * base
    return table.assign(
        value=table["value"].mask(counted | limited, multiples),
        state=table["state"].mask(counted, State.MEASURED).astype("int8"),
    )


def _is_touched(
    place: tuple[str, str], parts: Iterable[tuple[str, str]], lost: Collection[tuple[str, str]]
) -> bool:
    """Whether the count behind a figure is hidden or small, or that behind one of its parts."""
    return place in lost or any(part in lost for part in parts)
