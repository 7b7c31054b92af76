"""Which years of a series can be compared: those of one definition.

A figure rests on deliveries; where one of them is defined differently, the series breaks. That
units change breaks it as well: see `vintages`.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from atlas import pipeline
from atlas.model.indicators import Catalogue, Indicator
from atlas.sources.area_data import AreaData

Definitions = frozenset[tuple[str, ...]]


def definitions(data: AreaData, catalogue: Catalogue, item: Indicator, year: int) -> Definitions:
    """Definitions behind the figure of a year; one, unless the figure itself spans a break."""
    needed = pipeline.quantities_needed(item, catalogue)
    years = pipeline.years_used(item, catalogue, year)
    delivered = ([data.delivery(code, used) for code in needed] for used in sorted(years))
    return frozenset(
        tuple(delivery.definition for delivery in found if delivery)
        for found in delivered
        if all(found)
    )


def like(
    data: AreaData, catalogue: Catalogue, item: Indicator, base: int, years: Iterable[int]
) -> frozenset[int]:
    """Those of the years whose quantities are all defined as in the base year."""
    at_base = definitions(data, catalogue, item, base)
    same = {year for year in years if definitions(data, catalogue, item, year) == at_base}
    return frozenset(same) if len(at_base) == 1 else frozenset()


def redefined(
    data: AreaData, catalogue: Catalogue, item: Indicator, years: Iterable[int]
) -> frozenset[int]:
    """Those of the years that are defined differently from the year before them."""
    return frozenset(
        new for old, new in pairwise(years) if new not in like(data, catalogue, item, old, [new])
    )
