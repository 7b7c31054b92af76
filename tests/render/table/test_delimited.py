from __future__ import annotations

import csv
from dataclasses import replace
from io import StringIO

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from atlas.errors import NoNumberError
from atlas.model.specs import TableCell, TableRow
from atlas.model.text import without_forbidden
from atlas.render.table.delimited import csv_bytes

TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=20)
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def read(data: bytes) -> list[list[str]]:
    return list(csv.reader(StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_excel_recognises_encoding_and_line_ends(spec):
    data = csv_bytes(spec)
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\n") == data.count(b"\r\n")
    assert "Kürten".encode() in data


def test_the_whole_file(spec):
    assert read(csv_bytes(spec)) == [
        ["Kinder unter 15 Jahren mit SGB-II-Leistungen 2014"],
        ["Anteil in %"],
        [],
        ["Schlüssel", "Kommune", "Kinder", "Anteil (%)"],
        ["001", "Bergisch Gladbach", "2170", "14,7058"],
        ["002", "Kürten", ".", "8,2122"],
        ["003", "Odenthal", "0", "x"],
        ["", "Kreis", "4240", "11,1641"],
        [],
        ["Quelle: Statistik der Bundesagentur für Arbeit; Landesbetrieb IT.NRW"],
        ["Herausgeber: Rheinisch-Bergischer Kreis"],
        ["Stand: 31.10.2014"],
        ["Gebietsstand: 01.01.2014, schematisch"],
        ["Geometrie: © GeoBasis-DE / BKG 2014"],
        ["Lizenz: nicht angegeben"],
        ["Hinweis: Die Summe weicht ab."],
        ["Hinweis: Geschätzt; siehe Methodik."],
        ["Zeichenerklärung: – = genau null; p = vorläufig"],
    ]


def test_the_head_stands_in_row_4_even_without_subtitle(spec):
    rows = read(csv_bytes(replace(spec, subtitle="")))
    assert rows[3][0] == "Schlüssel"


def test_hostile_names_stay_text(names_table, hostile):
    rows = read(csv_bytes(names_table(hostile)))
    names = [name.translate(dict.fromkeys(map(ord, "\0\x0b\ud800\ufffe"))) for name in hostile]
    expected = [f"'{name}" if name.startswith(FORMULA_STARTS) else name for name in names]
    assert [row[0] for row in rows[4 : 4 + len(hostile)]] == expected
    assert rows[0] == ["'=1+1"]


def test_no_name_turns_the_line_around_or_runs_where_wide_signs_are_typed(names_table):
    rows = read(csv_bytes(names_table(["Alt\u202etkram", "＝cmd|'/c calc'!A0"])))
    assert [row[0] for row in rows[4:6]] == ["Alttkram", "'＝cmd|'/c calc'!A0"]


def test_negative_numbers_and_signs_get_no_apostrophe(spec):
    cells = (
        TableCell(text="–"),
        TableCell(text="−"),
        TableCell(text="−3", number=-3.0),
        TableCell(text="−0,4", number=-0.4),
    )
    rows = read(csv_bytes(replace(spec, rows=(TableRow(cells=cells),))))
    assert rows[4] == ["–", "−", "-3", "-0,4"]


def test_a_table_without_rows_keeps_head_and_source(spec):
    rows = read(csv_bytes(replace(spec, rows=())))
    assert rows[4] == []
    assert rows[5][0].startswith("Quelle")


@pytest.mark.parametrize("number", [float("nan"), float("inf")])
def test_what_is_no_number_is_not_written_as_one(spec, number):
    cells = (TableCell(text="", number=number),) * 4
    with pytest.raises(NoNumberError):
        csv_bytes(replace(spec, rows=(TableRow(cells=cells),)))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(names=st.lists(TEXTS, min_size=1, max_size=5))
def test_texts_come_back_and_none_can_run(names_table, names):
    rows = read(csv_bytes(names_table(names)))
    cells = [row[0] for row in rows[4 : 4 + len(names)]]
    expected = [without_forbidden(name).removeprefix("'") for name in names]
    assert [cell.removeprefix("'") for cell in cells] == expected
    assert not any(cell.startswith(FORMULA_STARTS) for row in rows for cell in row)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(number=st.floats(allow_nan=False, allow_infinity=False))
def test_numbers_come_back_unrounded(spec, number):
    cells = (TableCell(text="?", number=number),) * 4
    rows = read(csv_bytes(replace(spec, rows=(TableRow(cells=cells),))))
    assert [float(cell.replace(",", ".")) for cell in rows[4]] == [number] * 4
