"""From frames to the rows of an answer; quantities as indicators."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import NamedTuple, cast

import numpy as np
import pandas as pd

from atlas.measures.cells import UNIT, YEAR, number_or_none
from atlas.measures.totals import precedence
from atlas.model import formulas as f
from atlas.model.areas import SpatialUnit
from atlas.model.cells import State, Status
from atlas.model.indicators import Indicator
from atlas.model.quantities import Kind, Quantity, TotalRule
from atlas.model.results import ValueRow


@dataclass(frozen=True, kw_only=True, eq=False)
class Figures:
    """Figures of an answer on (unit, year): own sums and delivered totals.

    `counting` are the rows in which the delivered total counts by its rule, `reported` the years
    whose `own` figures are delivered totals, too, as nothing adds up to them.
    """

    own: pd.DataFrame
    delivered: pd.DataFrame
    counting: pd.Index
    reported: frozenset[int]


def as_indicator(quantity: Quantity) -> Indicator:
    """Make an indicator of a quantity, so that it can be treated like one."""
    of = (f.Term(quantity=quantity.code),)
    given = quantity.kind in (Kind.GIVEN, Kind.MEAN)
    return Indicator(
        code=quantity.code,
        title=quantity.title,
        unit=quantity.unit,
        decimals=quantity.decimals,
        polarity=0,
        topics=(),
        definition=quantity.definition,
        formula=f.Given(of=of) if given else f.Total(of=of),
        date_rule="",
        source=quantity.source,
        synonyms=quantity.synonyms,
    )


def unit_years(existing: Mapping[int, Iterable[SpatialUnit]]) -> pd.MultiIndex:
    """Units in the years in which they exist."""
    pairs = [(unit.id, year) for year, units in existing.items() for unit in units]
    return pd.MultiIndex.from_arrays(
        [[unit for unit, _ in pairs], [year for _, year in pairs]], names=[UNIT, YEAR]
    )


def value_rows(
    figures: Figures, units: tuple[SpatialUnit, ...], years: tuple[int, ...]
) -> tuple[ValueRow, ...]:
    """Turn figures on (unit, year), with and without delivered totals, into rows of answers."""
    names = {unit.id: unit.name for unit in units}
    rows = [
        _row(row, names[row.unit], delivered=delivered or row.year in figures.reported)
        for delivered, frame in ((False, figures.own), (True, figures.delivered))
        for row in _tuples(frame, names, years)
    ]
    ordered = sorted(rows, key=lambda row: (row.year, row.unit, row.delivered))
    return tuple(_with_precedence(ordered, figures.counting))


def _with_precedence(rows: list[ValueRow], counting: Container[object]) -> Iterator[ValueRow]:
    """Of two figures of a unit and year, mark the one that doesn't count."""
    for _, same in groupby(rows, key=lambda row: (row.unit, row.year)):
        own, *totals = same
        yield from _ranked(own, totals[0], counting) if totals else (own,)


def _ranked(own: ValueRow, total: ValueRow, counting: Container[object]) -> tuple[ValueRow, ...]:
    by_rule = (own.unit, own.year) in counting
    rule = TotalRule.DELIVERED if by_rule else TotalRule.SUM
    of_sum, of_total = precedence([own.state, total.state], [False, True], rule).tolist()
    return replace(own, counts=of_sum > of_total), replace(total, counts=of_total > of_sum)


class _Figure(NamedTuple):
    unit: str
    year: int
    value: float
    state: int
    status: int
    numerator: float
    denominator: float


def _tuples(frame: pd.DataFrame, units: Iterable[str], years: tuple[int, ...]) -> Iterator[_Figure]:
    index = cast("pd.MultiIndex", frame.index)
    (units_of_index, years_of_index), (unit, year) = index.levels, index.codes
    requested = units_of_index.isin(list(units))[unit] & years_of_index.isin(years)[year]
    positions = np.flatnonzero(requested)
    keys = (units_of_index[unit[positions]].tolist(), years_of_index[year[positions]].tolist())
    # pandas copies a MultiIndex with every column it hands out
    plain = frame.set_axis(pd.RangeIndex(len(frame)))
    columns = (plain[name].to_numpy()[positions].tolist() for name in _Figure._fields[2:])
    return (_Figure(*row) for row in zip(*keys, *columns, strict=True))


def _row(row: _Figure, name: str, *, delivered: bool) -> ValueRow:
    return ValueRow(
        unit=row.unit,
        name=name,
        year=row.year,
        value=number_or_none(row.value),
        state=State(row.state),
        status=Status(row.status),
        numerator=number_or_none(row.numerator),
        denominator=number_or_none(row.denominator),
        delivered=delivered,
    )
