from __future__ import annotations

import math

import pytest

from atlas.errors import TableError
from atlas.sources.keyed_tables import read_keyed_table


@pytest.fixture
def reading(tmp_path):
    """Read the columns a and b of a text, or those named, as they stand on the keys."""

    def read(text, names=("a", "b")):
        (tmp_path / "t.csv").write_bytes(text.encode())
        return read_keyed_table(tmp_path / "t.csv", "id", names)

    return read


@pytest.mark.parametrize(
    ("text", "a", "b"),
    [
        ("# x; y\n#z\nid;a;b\n01;1,5;-2\n02;1.234,5;•\n", [1.5, 1234.5], [-2, None]),
        ("id;a;b\n01;1.234;–\n02;5;x\n", [1234, 5], [0, None]),
        ("id;a;b\n01;-0.25;\n02;1.5;NA\n", [-0.25, 1.5], [None, None]),
        ('id,b,a\n"01",.,1.234\n02,-9999,1e3\n', [1.234, 1000], [None, None]),
        ("\ufeffid;a;b\r\n01;1;2\r\n\r\n02;−3;4\r\n", [1, -3], [2, 4]),
    ],
)
def test_numbers_are_read_as_the_delimiter_says(reading, text, a, b):
    columns = reading(text).columns
    assert list(columns.index) == ["01", "02"]
    read = [[None if math.isnan(value) else value for value in columns[name]] for name in "ab"]
    assert read == [a, b]


def test_lines_above_the_head_and_the_way_of_writing_are_kept(reading):
    table = reading("\ufeff# Quelle: Amt\n# Stand\nid,a\n1,2\n", ["a"])
    assert (table.remarks, table.delimiter, table.encoding) == (
        ("Quelle: Amt", "Stand"),
        ",",
        "utf-8-sig",
    )
    assert reading("id;a\n1;2\n", ["a"]).encoding == "utf-8"


@pytest.mark.parametrize(
    ("text", "code", "named"),
    [
        ("", "unreadable", "Die Datei ist leer"),
        ("id;a;b\n", "empty", "t.csv"),
        ("id;a\n1;2\n", "column", "„b“"),
        ("id;a;a;b\n1;2;3;4\n", "column_twice", "„a“"),
        ("# x\nid;a;b\n1;2\n", "length", "Zeile 3"),
        ('id;a;b\n1;"2;3\n', "quote", "Zeile 2"),
        ("id;a;b\n1;2;3\n;4;5\n", "no_key", "Zeile 3"),
        ("id;a;b\n1;2;3\n1;4;5\n", "key_twice", "„1“"),
        ("id;a;b\n1;2;3\n\n2;viel;5\n", "number", "Zeile 4: „viel“ in der Spalte „a“"),
        ("id;a;b\n1;1,5;3\n2;1.5;5\n", "number", "mit Komma"),
        ('id,a,b\n1,"1,5",3\n', "number", "mit Punkt"),
        ("id;a;b\n1;inf;3\n", "number", "„inf“"),
    ],
)
def test_a_table_that_cannot_be_read_is_told(reading, text, code, named):
    with pytest.raises(TableError) as refused:
        reading(text)
    assert refused.value.code == code
    assert named in str(refused.value)
