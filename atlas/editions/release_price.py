"""What each way of protecting counts would cost, before a release is built: nothing is written."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import replace
from typing import Final

import numpy as np
import pandas as pd

from atlas import pipeline
from atlas.editions.build import ReadingContext, read_edition
from atlas.editions.edition import Edition
from atlas.errors import EmptyReleaseError, UnknownYearError
from atlas.model.cells import State
from atlas.model.disclosure import Behind, CellId, ProtectionMode
from atlas.model.quantities import Audience, Kind
from atlas.model.releases import AUDIENCES, LevelPrice
from atlas.pipeline import ProtectedYear, SafeYears

_KEY: Final = ["level", "unit", "quantity", "delivered"]

Prices = Mapping[ProtectionMode, tuple[LevelPrice, ...]]
"""By way of protecting counts what it costs on each level."""


def release_prices(
    context: ReadingContext,
    area_id: str,
    year: int | None,
    progress: Callable[[ProtectionMode], None],
) -> Prices:
    """Protect what was released to the public in every way, and say what is lost.

    Parameters
    ----------
    context
        Data folder and shared catalogue.
    area_id
        An existing area.
    year
        Only this year, as if it stood alone; None for all of them.
    progress
        Called before counts are protected in a way.

    Raises
    ------
    EmptyReleaseError
        If the area has no figures.
    UnknownYearError
        If nothing was delivered for the year.
    """
    editions = {
        audience: read_edition(replace(context, audience=audience), area_id)
        for audience in AUDIENCES
    }
    public = editions[Audience.PUBLIC]
    years = {audience: _years(edition, year) for audience, edition in editions.items()}
    if not years[Audience.PUBLIC]:
        available = public.delivered_years
        if not available or year is None:
            raise EmptyReleaseError(area_id)
        raise UnknownYearError(public.area.name, year, available)
    everything = read_edition(replace(context, audience=Audience.STATISTICS), area_id)
    behind = everything.protected.contributors
    order = [level.id for level in public.protected.area.levels]
    prices = {}
    for mode in ProtectionMode:
        progress(mode)
        safe = _safe(editions, years, mode, behind)
        prices[mode] = tuple(_prices(years[Audience.PUBLIC], safe, public, order))
    return prices


def _years(edition: Edition, year: int | None) -> tuple[ProtectedYear, ...]:
    every = edition.protected.years_by_key.values()
    return tuple(item for item in every if year in {None, item.year})


def _safe(
    editions: Mapping[Audience, Edition],
    years: Mapping[Audience, Collection[ProtectedYear]],
    mode: ProtectionMode,
    behind: Mapping[int, Behind],
) -> SafeYears:
    """What the public would see: it starts from what others aren't shown."""
    digests = [[year.digest for year in of_audience] for of_audience in years.values()]
    # protected alike, it needn't be done twice
    first = AUDIENCES[-1:] if digests[0] == digests[1] else AUDIENCES
    hidden: frozenset[CellId] = frozenset()
    withheld: frozenset[tuple[int, str]] = frozenset()
    for audience in first:
        safe = pipeline.safe_years(
            years[audience],
            editions[audience].catalogue,
            hidden=hidden,
            withheld=withheld,
            mode=mode,
            behind=behind,
        )
        hidden, withheld = safe.table.hidden, safe.table.withheld
    return safe


def _prices(
    years: Collection[ProtectedYear], safe: SafeYears, edition: Edition, levels: list[str]
) -> Iterator[LevelPrice]:
    kinds = edition.catalogue.quantities
    counts = [code for code, item in kinds.items() if item.kind is Kind.COUNT]
    table = pd.concat([_compared(year, safe.years[year.year], counts) for year in years])
    for level in levels:
        rows = table[(table["level"] == level).to_numpy()]
        lost = rows["after"].isna()
        deviation = (rows["after"] - rows["before"]).abs()
        if len(rows):
            yield LevelPrice(
                level=level,
                cells=len(rows),
                hidden=int(lost.sum()),
                sum=float(rows["before"].sum()),
                hidden_sum=float(rows.loc[lost, "before"].sum()),
                largest_deviation=float(np.nan_to_num(deviation.max())),
                mean_deviation=float(np.nan_to_num(deviation.mean())),
            )


def _compared(before: ProtectedYear, after: ProtectedYear, counts: list[str]) -> pd.DataFrame:
    """Counts of a year before and after: NaN where they were hidden."""
    rows = before.cells
    there = rows["quantity"].isin(counts) & rows["value"].notna() & (rows["state"] < State.SECRET)
    own = rows[there.to_numpy()]
    left = after.cells.set_index(_KEY)["value"]
    values = left.reindex(pd.MultiIndex.from_frame(own[_KEY])).to_numpy()
    return pd.DataFrame(
        {"level": own["level"].astype(str), "before": own["value"].to_numpy(), "after": values}
    )
