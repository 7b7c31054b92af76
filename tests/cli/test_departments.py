"""Who delivers what, from the command line: tables and the workbook a department fills in."""

from __future__ import annotations

import csv

import openpyxl
import pytest

DEPARTMENTS = """
[department.jugendamt]
name = "Jugendamt"
contact = "Jugendhilfeplanung"

[[agreement]]
department = "jugendamt"
quantities = ["kinder", "miete"]
level = "block"
due = "03-31"
since = 2019
legal_basis = "§ 80 SGB VIII"
"""
FILE = "indicators/ort/departments.toml"


@pytest.fixture
def agreed(town):
    (town / FILE).write_text(DEPARTMENTS, "utf-8")
    return town


def rows_of(path):
    """Head and rows of a CSV below its title."""
    lines = list(csv.reader(path.read_text("utf-8-sig").splitlines(), delimiter=";"))
    head = lines.index([]) + 1
    return lines[head], [row for row in lines[head + 1 :] if len(row) == len(lines[head])]


def test_the_matrix_says_of_each_quantity_and_year_what_has_become_of_it(cli, agreed, tmp_path):
    out = tmp_path / "matrix.csv"
    command = ("departments", "completeness", "--area", "ort", "--data", agreed, "--out", out)
    assert cli(*command).code == 0
    head, rows = rows_of(out)
    assert head[:5] == ["Amt", "Merkmal", "2019", "2020", "2021"]
    assert rows[0][:6] == ["Jugendamt", "Kinder", "fehlt", "geliefert", "geliefert", "fehlt"]
    assert ["nicht vereinbart", "Leute", "", "geliefert", "geliefert"] in [row[:5] for row in rows]


def test_the_inventory_says_who_holds_what_and_on_what_grounds(cli, agreed, tmp_path):
    out = tmp_path / "inventory.csv"
    command = ("departments", "inventory", "--area", "ort", "--data", agreed, "--out", out)
    assert cli(*command).code == 0
    row = next(row for row in rows_of(out)[1] if row[0] == "Anteil der Kinder")
    assert row == [
        "Anteil der Kinder",
        "vorhanden",
        "2020–2021 (2 Jahre)",
        "Block",
        "Jugendamt",
        "§ 80 SGB VIII",
        "Jugendhilfeplanung",
        "",
    ]


def test_a_template_holds_the_units_and_locks_them(cli, agreed, tmp_path):
    out = tmp_path / "template.xlsx"
    command = ("departments", "template", "--area", "ort", "--data", agreed, "--out", out)
    assert cli(*command, "--department", "jugendamt", "--year", 2022).code == 0
    book = openpyxl.load_workbook(out)
    sheet = book["Zahlen"]
    assert sheet["A1"].value == "Ort: Jugendamt, Berichtsjahr 2022"
    assert [cell.value for cell in sheet[5]] == ["Schlüssel", "Name", "Kinder", "Mittlere Miete"]
    assert [sheet.cell(row, 1).value for row in range(6, 11)] == ["01", "02", "03", "04", None]
    assert sheet.protection.sheet
    assert sheet["A6"].protection.locked
    assert not sheet["C6"].protection.locked
    assert [rule.formula1 for rule in sheet.data_validations.dataValidation] == ['"–,.,x,..."']
    assert book["Erläuterung"]["A2"].value == "Kinder"


def test_a_department_nobody_agreed_with_is_refused(cli, agreed, tmp_path):
    ended = cli(
        *("departments", "template", "--area", "ort", "--data", agreed, "--year", 2018),
        *("--department", "jugendamt", "--out", tmp_path / "t.xlsx"),
    )
    assert ended.code != 0
    assert "Amt „jugendamt“ gibt es nicht" in ended.err
    assert not (tmp_path / "t.xlsx").exists()


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('["kinder"', '["kind"', "„kind“"),
        ('"block"', '"blok"', "„blok“"),
        ("03-31", "02-30", "„02-30“"),
        ('= "jugendamt"', '= "jugend"', "„jugend“"),
        ("[[agreement]]", "[agreements]", "„agreements“"),
    ],
)
def test_check_names_what_an_agreement_gets_wrong(cli, agreed, old, new, told):
    text = (agreed / FILE).read_text("utf-8")
    assert old in text
    (agreed / FILE).write_text(text.replace(old, new), "utf-8")
    out = cli("check", "--area", "ort", "--data", agreed).out.decode()
    assert f"{FILE}" in out
    assert told in out
