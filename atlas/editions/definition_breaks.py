"""Which years of a series can be compared: those of one definition.

A figure rests on deliveries; where one of them is defined differently, the series breaks. That
units change breaks it as well: see `vintages`. Of years that weren't released nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

from atlas import pipeline
from atlas.editions.protected_area import ProtectedArea
from atlas.model.indicators import Indicator

Definitions = frozenset[tuple[str, ...]]


def definitions(area: ProtectedArea, item: Indicator, year: int) -> Definitions:
    """Definitions behind the figure of a year; one, unless the figure itself spans a break."""
    needed = pipeline.quantities_needed(item, area.catalogue)
    years = pipeline.years_used(item, area.catalogue, year)
    by_year = ([area.delivery(code, used) for code in needed] for used in sorted(years))
    return frozenset(
        tuple(delivery.definition for delivery in deliveries if delivery)
        for deliveries in by_year
        if all(delivery and delivery.is_released_to(area.audience) for delivery in deliveries)
    )


def comparable_years(
    area: ProtectedArea, item: Indicator, base: int, years: Iterable[int]
) -> frozenset[int]:
    """Those of the years whose quantities are all defined as in the base year."""
    at_base = definitions(area, item, base)
    same = {year for year in years if definitions(area, item, year) == at_base}
    return frozenset(same) if len(at_base) == 1 else frozenset()


def years_redefined(area: ProtectedArea, item: Indicator, years: Iterable[int]) -> frozenset[int]:
    """Those of the years that are defined differently from the released year before them."""
    released = [year for year in years if definitions(area, item, year)]
    return frozenset(
        new
        for old, new in pairwise(released)
        if new not in comparable_years(area, item, old, [new])
    )
