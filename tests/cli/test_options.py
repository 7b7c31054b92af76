from __future__ import annotations

from datetime import date

import pytest

from atlas.cli import options
from atlas.cli.options import parse_day, parse_years
from atlas.errors import UsageError


@pytest.mark.parametrize(
    ("year", "years", "expected"),
    [
        (None, None, ()),
        (2014, None, (2014,)),
        (None, "2012-2014", (2012, 2013, 2014)),
        (None, "2012 – 2012", (2012,)),
    ],
)
def test_years_are_one_a_span_or_none(year, years, expected):
    assert parse_years(year, years) == expected


@pytest.mark.parametrize(
    ("year", "years"), [(2014, "2012-2014"), (None, "2014-2012"), (None, "2014"), (None, "x")]
)
def test_years_that_cannot_be_are_refused(year, years):
    with pytest.raises(UsageError):
        parse_years(year, years)


def test_a_day_is_written_in_full():
    assert parse_day("2024-12-31") == date(2024, 12, 31)
    assert parse_day(None) is None
    for text in ("20241231", "2024-W01-1", "2024-02-30", "31.12.2024", ""):
        with pytest.raises(UsageError):
            parse_day(text)


def test_what_no_drawing_may_hold_is_dropped_from_an_option_and_told(capsys):
    assert options._accepted("Amt\x0b A") == "Amt A"
    assert "U+000B (senkrechter Tabulator)" in capsys.readouterr().err
    assert (options._accepted(None), options._accepted("Amt")) == (None, "Amt")
    assert capsys.readouterr().err == ""
