"""Quantities nobody delivered that follow exactly from some that were: sums and remainders.

Where all parts of a complete breakdown were delivered, the whole is their sum; where the whole
and all parts but one were, that one is what remains. Nothing is estimated: everything has to be
counted on one day, on one Gebietsstand.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TypeAlias

import numpy as np
import pandas as pd

from atlas.measures.cells import raise_state
from atlas.measures.matrix import QuantityMatrix, matrix, signed_sums
from atlas.model.cells import State
from atlas.model.formulas import SignedSum, Term
from atlas.model.quantities import Delivery, Exactness, Kind, Quantity
from atlas.model.text import join_distinct

Reach: TypeAlias = Mapping[str, frozenset[str]]
"""By base level: itself and the levels above it."""
Available: TypeAlias = Mapping[str, SignedSum]
"""Quantities, each as a sum of delivered ones."""
_ADDITIVE = frozenset({Kind.COUNT, Kind.AMOUNT})


def computed_deliveries(
    deliveries: Iterable[Delivery], quantities: Mapping[str, Quantity], reach: Reach
) -> tuple[Delivery, ...]:
    """Describe the quantities that can be computed, year by year.

    Parameters
    ----------
    deliveries
        What was delivered.
    quantities
        Definitions with their complete breakdowns (`parts`).
    reach
        By base level: the levels a quantity delivered on it has figures on.

    Returns
    -------
    tuple[Delivery, ...]
        With `computed_from`, on the coarsest base level of what they are computed from, and for
        the narrowest of its audiences.
    """
    by_year: dict[int, dict[str, Delivery]] = {}
    for item in deliveries:
        if quantities[item.quantity].kind in _ADDITIVE:
            by_year.setdefault(item.year, {})[item.quantity] = item
    return tuple(
        described
        for of_year in by_year.values()
        for described in _of_year(of_year, quantities, reach)
    )


def _of_year(
    delivered: Mapping[str, Delivery], quantities: Mapping[str, Quantity], reach: Reach
) -> Iterator[Delivery]:
    available: dict[str, SignedSum] = {code: (Term(quantity=code),) for code in delivered}
    while True:
        next_step: dict[str, Delivery] = {}
        for code, terms in _next(available, quantities):
            described = _described(code, [(t, delivered[t.quantity]) for t in terms], reach)
            if code not in next_step and described is not None:
                next_step[code] = described
        if not next_step:
            return
        yield from next_step.values()
        available |= {code: item.computed_from for code, item in next_step.items()}


def _next(
    available: Available, quantities: Mapping[str, Quantity]
) -> Iterator[tuple[str, SignedSum]]:
    """What follows from available quantities in one step: sums first, then remainders."""
    breakdowns = [(code, parts) for code, item in quantities.items() for parts in item.parts]
    additive = [
        (whole, parts)
        for whole, parts in breakdowns
        if all(quantities[code].kind in _ADDITIVE for code in (whole, *parts))
    ]
    for whole, parts in additive:
        if whole not in available and all(part in available for part in parts):
            yield from _summed(whole, [(available[part], 1) for part in parts])
    for whole, parts in additive:
        lacking = [part for part in parts if part not in available]
        if whole in available and len(lacking) == 1:
            others = [(available[part], -1) for part in parts if part in available]
            yield from _summed(lacking[0], [(available[whole], 1), *others])


def _summed(code: str, sums: Iterable[tuple[SignedSum, int]]) -> Iterator[tuple[str, SignedSum]]:
    """Sum over delivered quantities; nothing if one would count more than once."""
    signs: Counter[str] = Counter()
    for terms, factor in sums:
        for term in terms:
            signs[term.quantity] += factor * term.sign
    terms = tuple(Term(quantity=name, sign=sign) for name, sign in signs.items() if sign)
    if terms and all(abs(term.sign) == 1 for term in terms):
        yield code, terms


def _described(code: str, terms: Sequence[tuple[Term, Delivery]], reach: Reach) -> Delivery | None:
    """Describe a computed quantity; None where its terms aren't of one day and one base."""
    deliveries = [delivery for _, delivery in terms]
    days = {(d.reference_date, d.boundary_date) for d in deliveries}
    bases = {delivery.base_level for delivery in deliveries}
    common = [base for base in bases if all(base in reach[other] for other in bases)]
    if len(days) > 1 or not common:
        return None
    first = deliveries[0]
    return Delivery(
        quantity=code,
        year=first.year,
        base_level=common[0],
        reference_date=first.reference_date,
        source=join_distinct(d.source for d in deliveries),
        publisher=join_distinct(d.publisher for d in deliveries),
        boundary_date=first.boundary_date,
        definition=join_distinct(d.definition for d in deliveries),
        audience=max((d.audience for d in deliveries), key=lambda audience: audience.rank),
        computed_from=tuple(term for term, _ in terms),
        exactness=max((d.exactness for d in deliveries), key=list(Exactness).index),
    )


def computed_cells(
    cells: pd.DataFrame, deliveries: Iterable[Delivery], reach: Reach
) -> Iterator[pd.DataFrame]:
    """Compute cells from those of what was delivered, on every level both have figures on.

    Parameters
    ----------
    cells
        Columns level, unit, year, quantity, value, state, status and delivered, on all levels.
    deliveries
        Computed quantities: those with `computed_from`.
    reach
        As for `computed_deliveries`.

    Returns
    -------
    Iterator[pd.DataFrame]
        Tables with the same columns. A hidden or unknown part makes the result so; a remainder
        below zero contradicts itself and is unknown. A total counts as delivered where all of it
        was.
    """
    by_sum: dict[tuple[str, SignedSum, str], set[int]] = {}
    for item in deliveries:
        by_sum.setdefault((item.quantity, item.computed_from, item.base_level), set()).add(
            item.year
        )
    inputs = {term.quantity for _, terms, _ in by_sum for term in terms}
    needed = cells[cells["quantity"].isin(list(inputs))]
    for key, rows in needed.groupby(["level", "delivered"], observed=True):
        level, delivered = str(key[0]), bool(key[1])
        inside = matrix(rows, sorted(inputs))
        years = inside.index.get_level_values("year")
        for (code, terms, base), of_years in by_sum.items():
            if level in reach[base]:
                some = inside.rows_where(np.asarray(years.isin(list(of_years)), dtype=np.bool_))
                some = _with_all(some, terms) if delivered else some
                figures = _signed_sum(some, terms).reset_index()
                yield figures.assign(level=level, quantity=code, delivered=delivered)


def _with_all(rows: QuantityMatrix, terms: SignedSum) -> QuantityMatrix:
    """Rows in which each of the terms was delivered."""
    columns = rows.quantities.get_indexer(pd.Index([term.quantity for term in terms]))
    return rows.rows_where(
        np.asarray((rows.state[:, columns] != State.UNKNOWN).all(axis=1), dtype=np.bool_)
    )


def _signed_sum(rows: QuantityMatrix, terms: SignedSum) -> pd.DataFrame:
    figures = signed_sums(rows, (terms,)).set_axis(rows.index)
    negative = np.asarray(figures["value"].to_numpy() < 0, dtype=np.bool_)
    return raise_state(figures, negative, State.UNKNOWN)
