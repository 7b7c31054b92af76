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
    ],
)
def test_reference_dates(written, period, start, end):
    assert parse_reference_date(written) == ReferenceDate(period=period, start=start, end=end)


@pytest.mark.parametrize(
    "written",
    [
        "31.12.2014",
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
