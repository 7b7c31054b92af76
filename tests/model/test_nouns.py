"""Small nouns: dates, audiences, scopes, catalogue, table columns, and what all have in common."""

import dataclasses
import inspect
from datetime import date

import pytest

from atlas.model import (
    areas,
    cells,
    dates,
    formulas,
    indicators,
    problems,
    published,
    quantities,
    results,
    scope,
    specs,
)
from atlas.model.dates import Period, ReferenceDate
from atlas.model.formulas import Change, Given, Term
from atlas.model.indicators import Catalogue, Indicator
from atlas.model.quantities import Audience, Kind, Quantity
from atlas.model.specs import TableColumn

MODULES = (
    dates,
    specs,
    formulas,
    indicators,
    problems,
    published,
    quantities,
    results,
    scope,
    areas,
    cells,
)
CLASSES = [
    noun
    for module in MODULES
    for _, noun in inspect.getmembers(module, dataclasses.is_dataclass)
    if noun.__module__ == module.__name__
]


def span(period, start, end):
    return ReferenceDate(period=period, start=start, end=end)


@pytest.mark.parametrize(
    ("day", "label", "middle"),
    [
        (ReferenceDate.day(date(2013, 12, 31)), "31.12.2013", date(2013, 12, 31)),
        (span(Period.YEAR, date(2014, 1, 1), date(2014, 12, 31)), "2014", date(2014, 7, 2)),
        (
            span(Period.SCHOOL_YEAR, date(1999, 8, 1), date(2000, 7, 31)),
            "1999/00",
            date(2000, 1, 30),
        ),
        (
            span(Period.POOLED, date(2011, 1, 1), date(2013, 12, 31)),
            "2011–2013",
            date(2012, 7, 1),
        ),
    ],
)
def test_reference_dates(day, label, middle):
    assert (day.label, day.middle) == (label, middle)


def test_the_statistics_office_sees_most():
    assert [audience.rank for audience in (Audience.PUBLIC, Audience.INTERNAL)] == [0, 1]
    assert max(Audience, key=lambda audience: audience.rank) is Audience.STATISTICS


def test_titles_of_quantities_and_indicators():
    quantity = Quantity(code="ew", title="Einwohner", unit="Personen", kind=Kind.COUNT)
    item = Indicator(
        code="ew_gegeben",
        title="Einwohner, geliefert",
        unit="Personen",
        decimals=0,
        polarity=0,
        topics=(),
        definition="",
        formula=Given(of=(Term(quantity="ew"),)),
        date_rule="",
        source="",
    )
    catalogue = Catalogue(
        quantities={"ew": quantity}, indicators={item.code: item}, topics={}, taxonomies={}
    )
    assert catalogue.titles() == {"ew": "Einwohner", "ew_gegeben": "Einwohner, geliefert"}


@pytest.mark.parametrize(("decimals", "is_number"), [(None, False), (0, True), (1, True)])
def test_columns_with_decimals_hold_numbers(decimals, is_number):
    assert TableColumn(key="k", title="K", decimals=decimals).is_number is is_number


@pytest.mark.parametrize("noun", CLASSES, ids=lambda noun: noun.__name__)
def test_nouns_are_frozen_and_slotted(noun):
    assert noun.__dataclass_params__.frozen
    assert "__slots__" in vars(noun)


def test_nouns_can_be_keys():
    assert len({Change(of="quote", years=5), Change(of="quote", years=5)}) == 1
