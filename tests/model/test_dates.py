"""Days and reference dates as people write them."""

from __future__ import annotations

from datetime import date

import pytest

from atlas.model.dates import (
    Period,
    ReferenceDate,
    parse_day,
    parse_reference_date,
    parse_typed_day,
    year_end,
)


def test_a_year_is_that_of_its_last_day():
    assert year_end(2024) == date(2024, 12, 31)


@pytest.mark.parametrize("text", ["2024-01-01", "20240101", "2024-W01-1"])
def test_files_and_links_write_days_in_any_form_of_iso_8601(text):
    assert parse_day(text) == date(2024, 1, 1)


def test_what_is_no_day_is_refused():
    for text in ("2024-02-30", "31.12.2024", "٢٠٢٤-12-31", ""):
        with pytest.raises(ValueError, match=r"."):
            parse_day(text)


@pytest.mark.parametrize("text", ["31.12.2024", "31. 12. 2024", "2024-12-31"])
def test_people_type_days_in_two_forms(text):
    assert parse_typed_day(text) == date(2024, 12, 31)


@pytest.mark.parametrize(
    ("written", "period", "start", "end"),
    [
        ("2014-12-31", Period.DAY, date(2014, 12, 31), date(2014, 12, 31)),
        ("20141231", Period.DAY, date(2014, 12, 31), date(2014, 12, 31)),
        ("2014", Period.YEAR, date(2014, 1, 1), date(2014, 12, 31)),
        ("2013/14", Period.SCHOOL_YEAR, date(2013, 8, 1), date(2014, 7, 31)),
        ("1999/00", Period.SCHOOL_YEAR, date(1999, 8, 1), date(2000, 7, 31)),
        ("2013/2014", Period.SCHOOL_YEAR, date(2013, 8, 1), date(2014, 7, 31)),
        ("2011-2013", Period.POOLED, date(2011, 1, 1), date(2013, 12, 31)),
        ("2011–2013", Period.POOLED, date(2011, 1, 1), date(2013, 12, 31)),
        ("31.12.2013", Period.DAY, date(2013, 12, 31), date(2013, 12, 31)),
        ("31. Dezember 2013", Period.DAY, date(2013, 12, 31), date(2013, 12, 31)),
        ("2014-W01-1", Period.DAY, date(2013, 12, 30), date(2013, 12, 30)),
        ("2014-03", Period.MONTH, date(2014, 3, 1), date(2014, 3, 31)),
        ("März 2014", Period.MONTH, date(2014, 3, 1), date(2014, 3, 31)),
        ("Mrz. 2014", Period.MONTH, date(2014, 3, 1), date(2014, 3, 31)),
        ("02/2012", Period.MONTH, date(2012, 2, 1), date(2012, 2, 29)),
        ("1. Quartal 2014", Period.QUARTER, date(2014, 1, 1), date(2014, 3, 31)),
        ("IV. Quartal 2014", Period.QUARTER, date(2014, 10, 1), date(2014, 12, 31)),
        ("2014-Q2", Period.QUARTER, date(2014, 4, 1), date(2014, 6, 30)),
        ("Q3 2014", Period.QUARTER, date(2014, 7, 1), date(2014, 9, 30)),
        ("2. Halbjahr 2014", Period.HALF_YEAR, date(2014, 7, 1), date(2014, 12, 31)),
        ("Jahr 2014", Period.YEAR, date(2014, 1, 1), date(2014, 12, 31)),
        ("Jahresmittel 2014", Period.ANNUAL_MEAN, date(2014, 1, 1), date(2014, 12, 31)),
        ("jahresdurchschnitt 2014", Period.ANNUAL_MEAN, date(2014, 1, 1), date(2014, 12, 31)),
        ("Schuljahr 2013/14", Period.SCHOOL_YEAR, date(2013, 8, 1), date(2014, 7, 31)),
        ("2011 bis 2013", Period.POOLED, date(2011, 1, 1), date(2013, 12, 31)),
        ("2014-04-01/2015-03-31", Period.SPAN, date(2014, 4, 1), date(2015, 3, 31)),
        ("1.4.2014 bis 31.3.2015", Period.SPAN, date(2014, 4, 1), date(2015, 3, 31)),
        ("1.4.2014-31.3.2015", Period.SPAN, date(2014, 4, 1), date(2015, 3, 31)),
        ("2014-12-31 00:00:00", Period.DAY, date(2014, 12, 31), date(2014, 12, 31)),
        ("31.12.2014 00:00", Period.DAY, date(2014, 12, 31), date(2014, 12, 31)),
        ("2014-01-01/2014-12-31", Period.YEAR, date(2014, 1, 1), date(2014, 12, 31)),
        ("2014-04-01/2014-06-30", Period.QUARTER, date(2014, 4, 1), date(2014, 6, 30)),
    ],
)
def test_reference_dates(written, period, start, end):
    assert parse_reference_date(written) == ReferenceDate(period=period, start=start, end=end)


@pytest.mark.parametrize(
    "written",
    [
        "31.12.14",
        "2014-12-31 12:00",
        "2014-W05",
        "2014-00",
        "2014-Q5",
        "5. Quartal 2014",
        "Ju 2014",
        "März",
        "2014-04-01/2013-01-01",
        "٢٠١٤",
        "",
        "2014-02-30",
        "2013/15",
        "2013/13",
        "2013-2011",
        "2013-14",
        "9999/00",
        "0000",
        "bald",
    ],
)
def test_what_is_no_reference_date(written):
    with pytest.raises(ValueError, match=r"."):
        parse_reference_date(written)


@pytest.mark.parametrize(
    ("written", "label", "middle"),
    [
        ("2014-03", "März 2014", date(2014, 3, 16)),
        ("2014-Q4", "4. Quartal 2014", date(2014, 11, 15)),
        ("2014-H1", "1. Halbjahr 2014", date(2014, 4, 1)),
        ("Jahresmittel 2014", "Jahresmittel 2014", date(2014, 7, 2)),
        ("2014-04-01/2015-03-31", "01.04.2014–31.03.2015", date(2014, 9, 30)),
    ],
)
def test_spans_have_a_german_label_and_a_middle(written, label, middle):
    day = parse_reference_date(written)
    assert (day.label, day.middle) == (label, middle)


def test_every_label_is_read_again():
    for written in ("2014-12-31", "2014-03", "2014-Q1", "2014-H2", "2014", "2013/14", "2011-2013"):
        day = parse_reference_date(written)
        assert parse_reference_date(day.label) == day
    mean = parse_reference_date("Jahresmittel 2014")
    assert parse_reference_date(mean.label) == mean
