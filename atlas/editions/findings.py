"""What doesn't add up in published figures: computed from the edition, it discloses nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import product
from typing import Final

import pandas as pd

from atlas.checks.evidence import Evidence
from atlas.checks.gaps import gap_problems
from atlas.checks.review import review
from atlas.checks.telling import findings_of
from atlas.editions.edition import Edition
from atlas.measures.nesting import coarser_levels
from atlas.model.cells import State
from atlas.model.indicators import Indicator
from atlas.model.problems import Problem
from atlas.model.quantities import Kind

_OF_DATES: Final = frozenset({"date_missing", "date_other_year", "date_repeated", "dates_apart"})


def findings(edition: Edition, indicators: Iterable[Indicator]) -> tuple[Problem, ...]:
    """List every contradiction a reader could find in the published figures of an area.

    Parameters
    ----------
    edition
        What the reader may see.
    indicators
        Indicators the area has figures for.
    """
    evidence = Evidence(
        area=edition.protected.area,
        table=edition.cells,
        delivered=_delivered(edition),
        deliveries=tuple(item for item in edition.deliveries if not item.computed_from),
        claims=edition.claims,
    )
    reviewed = review(evidence, edition.catalogue, offered := tuple(indicators))
    if edition.rounding_base:
        # rounded figures contradict each other, and nobody did anything wrong
        reviewed = tuple(problem for problem in reviewed if problem.code in _OF_DATES)
    hidden = frozenset(_hidden_quotients(edition, offered, reviewed))
    shown = (problem for problem in reviewed if hidden.isdisjoint(_quotients(problem)))
    return findings_of([*gap_problems(evidence), *shown], edition.acknowledgements)


def _hidden_quotients(
    edition: Edition, offered: Iterable[Indicator], problems: Iterable[Problem]
) -> Iterator[tuple[str, str, str]]:
    """Indicator, unit and year of figures that are hidden though their counts are published."""
    named = {key for problem in problems for key in problem.subject.keys}
    for item in offered if edition.protection else ():
        for level in edition.protected.area.levels if item.code in named else ():
            figures = edition.figures(level.id, item, delivered=False)
            for unit, year in figures.index[figures["state"] == State.SECRET]:
                yield item.code, unit, str(year)


def _quotients(problem: Problem) -> Iterator[tuple[str, str, str]]:
    """Indicators, units and years a sentence may be about."""
    keys = problem.subject.keys
    return (
        (code, unit, year)
        for code, unit in product(keys, keys)
        for year in (*keys, str(problem.subject.year))
    )


def _delivered(edition: Edition) -> pd.DataFrame:
    """Cells of the edition that weren't computed by adding up."""
    cells = edition.cells
    computed = pd.MultiIndex.from_tuples(
        list(_computed(edition)), names=["quantity", "year", "level"]
    )
    keys = pd.MultiIndex.from_frame(cells[["quantity", "year", "level"]])
    delivered = ~keys.isin(computed) | cells["delivered"].to_numpy(dtype=bool)
    rows: pd.DataFrame = cells[delivered]
    return rows


def _computed(edition: Edition) -> Iterator[tuple[str, int, str]]:
    """Quantities, years and levels whose figures were computed from others."""
    area, quantities = edition.protected.area, edition.catalogue.quantities
    bases = {item.base_level for item in edition.protected.deliveries}
    above = {base: coarser_levels(base, area) for base in bases}
    for item in edition.protected.deliveries:
        if quantities[item.quantity].kind is not Kind.GIVEN:
            own = (item.base_level,) if item.computed_from else ()
            levels = (*own, *above[item.base_level])
            yield from ((item.quantity, item.year, level) for level in levels)
