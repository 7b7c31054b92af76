"""From frames to the rows of an answer; quantities as indicators."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple, cast

import numpy as np
import pandas as pd

from atlas.measures.cells import UNIT, YEAR, number_or_none
from atlas.model import formulas as f
from atlas.model.areas import SpatialUnit
from atlas.model.cells import State, Status
from atlas.model.indicators import Indicator
from atlas.model.quantities import Kind, Quantity
from atlas.model.results import ValueRow


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
    )


def unit_years(existing: Mapping[int, Iterable[SpatialUnit]]) -> pd.MultiIndex:
    """Units in the years in which they exist."""
    pairs = [(unit.id, year) for year, units in existing.items() for unit in units]
    return pd.MultiIndex.from_arrays(
        [[unit for unit, _ in pairs], [year for _, year in pairs]], names=[UNIT, YEAR]
    )


def value_rows(
    figures: Mapping[bool, pd.DataFrame], units: tuple[SpatialUnit, ...], years: tuple[int, ...]
) -> tuple[ValueRow, ...]:
    """Turn figures on (unit, year), with and without delivered totals, into rows of answers."""
    names = {unit.id: unit.name for unit in units}
    rows = [
        _row(row, names[row.unit], delivered=delivered)
        for delivered, frame in figures.items()
        for row in _tuples(frame, names, years)
    ]
    return tuple(sorted(rows, key=lambda row: (row.year, row.unit, row.delivered)))


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
