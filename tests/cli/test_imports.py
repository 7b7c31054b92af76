"""`python -m atlas import FILE --dry-run`: what was understood, for programs and for people."""

from __future__ import annotations

import pytest

FILE = """Name;Einwohner
02 Nord-Stadt;1.234
Innenstadt;95
nicht zuzuordnen;5
Insgesamt;1.334,0
"""


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "lieferung.csv"
    path.write_text(FILE, "cp1252")
    return path


def test_a_dry_run_prints_what_was_understood(cli, file):
    run = cli("import", file, "--dry-run", "--format", "json")
    listed = run.json
    assert run.code == 0
    assert list(listed) == [
        "encoding",
        "delimiter",
        "decimal",
        "sheet",
        "header_rows",
        "footer_rows",
        "key",
        "dimensions",
        "columns",
        "signs",
        "units",
        "records",
        "problems",
    ]
    assert listed["key"] == {"column": "A", "kind": "name"}
    assert listed["records"][0] == {
        "row": 2,
        "column": "B",
        "key": "02 Nord-Stadt",
        "value": 1234.0,
        "flag": "",
    }
    assert listed["units"]["matched"] is None


def test_what_is_no_table_ends_with_the_accepted_kinds(cli, tmp_path):
    path = tmp_path / "bild.xlsx"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"x" * 50)
    run = cli("import", path, "--dry-run")
    assert run.code == 1
    assert ".xlsx" in run.err
    assert not run.out


def test_units_and_quantities_of_an_area(cli, tmp_path, rhein_berg):
    path = tmp_path / "lieferung.csv"
    path.write_text(
        "AGS;Kommune;Leute\n5378004;Bergisch Gladbach;10\n5378008;Burscheid;3\n", "utf-8"
    )
    place = ("--area", "rhein-berg", "--level", "kommune", "--year", "2014", "--data", rhein_berg)
    run = cli("import", path, "--dry-run", *place, "--map", "leute=ew_u15", "--format", "json")
    assert run.json["columns"][0]["quantity"] == "ew_u15"
    assert run.json["units"]["matched"] == 2
    assert len(run.json["units"]["missing"]) == 6
    wrong = cli("import", path, "--dry-run", *place, "--map", "Hunde=ew_u15")
    assert (wrong.code, "C (Leute)" in wrong.err) == (2, True)


def test_in_words(cli, file):
    run = cli("import", file, "--dry-run")
    assert "Frage" not in run.out.decode()
    assert "nicht zuzuordnen" in run.out.decode()
