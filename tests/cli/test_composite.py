"""`python -m atlas index`: a recipe, of an area or of a table."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import openpyxl
import pytest

from tests.cli.test_main import VALUES_2014

ROOT = Path(__file__).parents[2]
OF_TABLE = """\
title = "Index"
key = "Nr"
[[part]]
column = "Quote"
[[part]]
column = "Wohnfläche"
direction = -1
[scale]
method = "minmax"
[combine]
method = "sum"
[exclude]
column = "EW"
below = 300
units = ["99"]
[classes]
method = "fixed"
breaks = [1]
labels = ["gering", "hoch"]
"""
TABLE = """\
# Quelle: Amt für Statistik
Nr;Name;EW;Quote;Wohnfläche
01;Nord;1.500;0,5;50
02;Süd;2.000;2,5;30,5
03;Hafen;12;9;1
04;West;400;.;40
"""
OF_AREA = """\
title = "Kinder"
key = "ags"
[[part]]
indicator = "ein_kinder_sgb2_u15"
[scale]
method = "zscore"
ddof = 1
[combine]
method = "sum"
"""
HEAD = ["Nr", "Quote", "Wohnfläche", "sum", "index", "class", "rank", "excluded"]


@pytest.fixture
def index(cli, tmp_path):
    """Compute the index of a recipe and a table, both as texts, into a file."""

    def run(recipe=OF_TABLE, table=TABLE, out="aus.csv", options=()):
        (tmp_path / "rezept.toml").write_text(recipe, encoding="utf-8")
        (tmp_path / "ein.csv").write_text(table, encoding="utf-8")
        options = options or ("--table", tmp_path / "ein.csv")
        finished = cli("index", tmp_path / "rezept.toml", *options, "--out", tmp_path / out)
        return finished, tmp_path / out

    return run


def rows_of(path, delimiter=";"):
    lines = path.read_text("utf-8-sig").splitlines()
    above = [line for line in lines if line.startswith("#")]
    return above, list(csv.reader(lines[len(above) :], delimiter=delimiter))


def test_a_table_with_decimal_comma_comes_back_with_its_remarks(index):
    finished, path = index()
    above, rows = rows_of(path)
    assert "# Hinweis: Quelle: Amt für Statistik" in above
    assert rows == [
        HEAD,
        ["01", "0", "0", "0", "0", "gering", "2", ""],
        ["02", "1", "1", "2", "2", "hoch", "1", ""],
        ["03", *[""] * 6, "EW unter 300"],
        ["04", *[""] * 6, "kein Wert ausgewiesen"],
    ]
    assert "[exclude] nennt Einheiten, die es hier nicht gibt: 99" in finished.err


def test_a_table_with_decimal_point_comes_back_with_one(index):
    table = "Nr,EW,Quote,Wohnfläche\nA,300,1,4\nB,300,2,3\nC,300,5,0\n"
    _, path = index(table=table)
    assert rows_of(path, ",")[1][2] == ["B", "0.25", "0.25", "0.5", "0.5", "gering", "2", ""]
    assert not path.read_bytes().startswith(b"\xef\xbb\xbf")


def test_as_json_and_as_workbook(index):
    _, path = index(out="aus.json")
    rows = json.loads(path.read_text("utf-8"))["rows"]
    assert rows[1] == dict(zip(HEAD, ["02", 1.0, 1.0, 2.0, 2.0, "hoch", 1, ""], strict=True))
    assert rows[2]["index"] is None
    _, path = index(out="aus.xlsx")
    sheet = openpyxl.load_workbook(path).worksheets[0]
    cells = [[cell.value for cell in row] for row in sheet.iter_rows(max_row=3)]
    assert cells[0] == HEAD
    assert cells[2] == ["02", 1, 1, 2, 2, "hoch", 1, None]


def test_the_indicators_of_an_area(index, monkeypatch):
    monkeypatch.chdir(ROOT)
    options = ("--area", "rhein-berg", "--level", "kommune", "--year", "2014")
    finished, path = index(OF_AREA, options=options)
    assert finished.code == 0, finished.err
    _, rows = rows_of(path)
    assert rows[0][0] == "ags"
    index_of = {row[0]: float(row[3].replace(",", ".")) for row in rows[1:]}
    assert len(index_of) == len(VALUES_2014)
    assert index_of["05378008"] == pytest.approx(0.9135, abs=1e-4)  # Burscheid, Appendix A


def test_another_year_is_the_standard(index, monkeypatch):
    monkeypatch.chdir(ROOT)
    recipe = OF_AREA.replace("ddof = 1", "ddof = 1\nbase_year = 2014")
    options = ("--area", "rhein-berg", "--level", "kommune", "--year", "2009")
    _, path = index(recipe, options=options)
    index_of = {row[0]: float(row[3].replace(",", ".")) for row in rows_of(path)[1][1:]}
    # Burscheid had 12,5250 − 2,356 % (Appendix A); mean and deviation are those of 2014
    assert index_of["05378008"] == pytest.approx((10.169 - 9.351517) / 3.474175, abs=2e-4)


@pytest.mark.slow
def test_what_an_audience_may_not_see_gives_nothing_away(index, monkeypatch):
    monkeypatch.chdir(ROOT)
    recipe = OF_AREA.replace("ein_kinder_sgb2_u15", "ein_mindestsicherung")
    options = ("--area", "musterstadt", "--level", "sozialraum", "--year", "2024")
    _, path = index(recipe, options=options)
    hidden = [row for row in rows_of(path)[1] if row[-1]]
    assert len(hidden) == 1 + 5  # the head, and five of twelve units
    assert all(row[1:] == [*[""] * 5, "kein Wert ausgewiesen"] for row in hidden[1:])
    _, path = index(recipe, options=(*options, "--release", "working"))
    assert len(rows_of(path)[1]) == 1 + 12
    assert not any(row[-1] for row in rows_of(path)[1][1:])


@pytest.mark.parametrize(
    ("changes", "code", "sentence"),
    [
        ({"options": ("--area", "rhein-berg")}, 2, "Nennen Sie --area, --level und --year"),
        ({"out": "aus.pdf"}, 1, "pdf"),
        ({"recipe": OF_TABLE.replace("Quote", "Quota")}, 1, "Spalte „Quota“"),
        ({"recipe": OF_TABLE.replace("below", "under")}, 1, "„under“"),
        ({"recipe": OF_TABLE.replace("below = 300", "below = 1800")}, 1, "zu wenige Einheiten (1)"),
        ({"recipe": OF_TABLE.replace('"minmax"', '"zscore"\nbase_year = 2014')}, 1, "Basisjahr"),
        ({"table": TABLE.replace("2,5;", "0,5;")}, 1, "für alle Einheiten denselben Wert"),
    ],
)
def test_what_cannot_be_computed_is_a_german_sentence(index, changes, code, sentence):
    finished, path = index(**changes)
    assert (finished.code, path.exists()) == (code, False)
    assert sentence in finished.err


@pytest.mark.parametrize("below", [300, 500])
def test_two_recipes_crossed_on_the_same_units_and_on_others(index, tmp_path, below):
    table = TABLE.replace("400;.", "400;1,5")  # 04: 0,5 by Quote, 10/19,5 by Wohnfläche
    dynamics = OF_TABLE.replace("below = 300", f"below = {below}").replace("[1]", "[1.1]")
    (tmp_path / "d.toml").write_text(dynamics, encoding="utf-8")
    finished, path = index(OF_TABLE + '[cross]\nrecipe = "d.toml"\n', table)
    if below == 300:
        rows = rows_of(path)[1]
        assert rows[0][7:] == ["cross_index", "cross_class", "group", "excluded"]
        assert [row[9] for row in rows[1:]] == [
            *("gering / gering", "hoch / hoch"),
            *("", "hoch / gering"),
        ]
    else:
        assert "Nur eines hat einen Index für 04." in finished.err
