from __future__ import annotations

import pytest

from atlas.sources.foreign_rows import foreign_rows
from atlas.sources.text_files import CsvRow, CsvTable


def keys(first, number):
    return [f"{n:02}" for n in range(first, first + number)]


def table(**levels):
    pairs = [(level, unit) for level, units in levels.items() for unit in units]
    rows = tuple(
        CsvRow(line=line, cells={"level": level, "unit": unit})
        for line, (level, unit) in enumerate(pairs, 2)
    )
    return CsvTable(columns=("level", "unit"), rows=rows, line=1)


@pytest.mark.parametrize(
    ("told", "known", "foreign"),
    [
        (keys(50, 11), keys(0, 11), True),
        (keys(50, 10), keys(0, 11), False),  # so few may be misspelt
        (keys(50, 11), keys(0, 10), False),
        (keys(10, 11), keys(0, 11), False),  # one key fits
        ([*keys(50, 10), "50"], keys(0, 11), False),  # ten keys, one twice
    ],
)
def test_many_keys_of_which_none_is_known_are_other_units(told, known, foreign):
    found = foreign_rows(table(block=told), {"block": known})
    assert set(found) == ({"block"} if foreign else set())


def test_each_level_is_looked_at_alone():
    units = {"block": keys(0, 20), "bezirk": keys(0, 20)}
    found = foreign_rows(table(block=keys(0, 20), bezirk=keys(50, 20), strange=keys(70, 20)), units)
    assert {level: [row.line for row in rows] for level, rows in found.items()} == {
        "bezirk": list(range(22, 42))
    }
