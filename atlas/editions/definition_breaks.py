"""Which years of a series can be compared: those of one definition.

A figure rests on deliveries; where one of them is defined differently, the series breaks. That
units change breaks it as well: see `vintages`. The definition of a
delivery that wasn't released is unknown here; it breaks nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations, pairwise
from typing import TypeAlias

from atlas import pipeline
from atlas.editions.protected_area import ProtectedArea
from atlas.model.indicators import Indicator

Definition: TypeAlias = tuple[str | None, ...]
"""How each quantity of an indicator is defined in a year, None where that wasn't released."""


def definitions(area: ProtectedArea, item: Indicator, year: int) -> tuple[Definition, ...]:
    """Definitions in the years a figure rests on, as far as all of it was delivered."""
    needed = pipeline.quantities_needed(item, area.catalogue)
    years = pipeline.years_used(item, area.catalogue, year)
    by_year = ([area.delivery_index.find(code, used) for code in needed] for used in sorted(years))
    return tuple(
        tuple(
            item.definition if item.is_released_to(area.audience) else None
            for item in deliveries
            if item
        )
        for deliveries in by_year
        if all(deliveries)
    )


def is_of_one_definition(years: Sequence[Definition]) -> bool:
    """Whether there are definitions and none contradicts another."""
    return bool(years) and all(_agree(first, second) for first, second in combinations(years, 2))


def _agree(first: Definition, second: Definition) -> bool:
    return all(None in {a, b} or a == b for a, b in zip(first, second, strict=True))


def comparable_years(
    area: ProtectedArea, item: Indicator, base: int, years: Iterable[int]
) -> frozenset[int]:
    """Those of the years whose quantities are all defined as in the base year."""
    at_base = definitions(area, item, base)
    of_years = {year: definitions(area, item, year) for year in years}
    return frozenset(
        year
        for year, of_year in of_years.items()
        if at_base and of_year and is_of_one_definition((*at_base, *of_year))
    )


def years_redefined(area: ProtectedArea, item: Indicator, years: Iterable[int]) -> frozenset[int]:
    """Those of the years that are defined differently from the year before them."""
    return frozenset(
        new for old, new in pairwise(years) if new not in comparable_years(area, item, old, [new])
    )
