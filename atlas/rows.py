"""Between frames and answers: rows wanted, rows given, quantities dressed as indicators."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from math import isnan
from typing import NamedTuple

import pandas as pd

from atlas.measures.figures import UNIT, YEAR
from atlas.model import formulas as f
from atlas.model.indicators import Indicator
from atlas.model.quantities import Kind, Quantity
from atlas.model.results import ValueRow
from atlas.model.units import Level, SpatialUnit
from atlas.model.values import State, Status


def as_indicator(quantity: Quantity) -> Indicator:
    """Dress a quantity as an indicator, so that it can be shown like one."""
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


def unit_years(level: Level, years: tuple[int, ...]) -> pd.MultiIndex:
    """All units of a level in the years in which they exist on 31 December."""
    pairs = [(unit.id, year) for year in years for unit in level.units_on(date(year, 12, 31))]
    return pd.MultiIndex.from_tuples(pairs, names=[UNIT, YEAR])


def existing(table: pd.DataFrame, level: Level) -> pd.DataFrame:
    """Rows of a level's units in years in which those exist: nobody is compared with before."""
    known = unit_years(level, tuple(int(year) for year in table[YEAR].unique()))
    return table[pd.MultiIndex.from_frame(table[[UNIT, YEAR]]).isin(known)]


def value_rows(
    figures: Mapping[bool, pd.DataFrame], units: tuple[SpatialUnit, ...], years: tuple[int, ...]
) -> tuple[ValueRow, ...]:
    """Turn figures on (unit, year), with and without delivered totals, into rows of answers."""
    names = {unit.id: unit.name for unit in units}
    rows = [
        _row(row, names.get(row.unit, row.unit), delivered=delivered)
        for delivered, frame in figures.items()
        for row in _tuples(frame)
        if row.year in years
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


def _tuples(frame: pd.DataFrame) -> Iterator[_Figure]:
    flat = frame.reset_index()
    columns = (flat[name].tolist() for name in _Figure._fields)
    return (_Figure(*row) for row in zip(*columns, strict=True))


def _row(row: _Figure, name: str, *, delivered: bool) -> ValueRow:
    return ValueRow(
        unit=row.unit,
        name=name,
        year=row.year,
        value=_number(row.value),
        state=State(row.state),
        status=Status(row.status),
        numerator=_number(row.numerator),
        denominator=_number(row.denominator),
        delivered=delivered,
    )


def _number(value: float) -> float | None:
    return None if isnan(value) else value
