"""`import` and `deliveries`: from a department's workbook to the yearly table."""

from __future__ import annotations

import openpyxl
import pytest


@pytest.fixture
def workbook(tmp_path):
    book = openpyxl.Workbook()
    for row in (
        ["Kinder am 31.12.2021"],
        [],
        ["Block", "Name", "Kinder"],
        *(["01", "Anger", 11], ["02", "Bach", 21], ["03", "Christhof", 0], ["04", "Damm", 78]),
    ):
        book.active.append(row)
    book.save(tmp_path / "kinder.xlsx")
    return tmp_path / "kinder.xlsx"


PLACE = ("--area", "ort", "--level", "block", "--year", "2021", "--map", "C=kinder")
FACTS = ("--source", "Meldestelle", "--publisher", "Amt", "--date", "31.12.2021")


def test_a_workbook_comes_into_the_table_and_out_again(cli, town, workbook):
    before = (town / "indicators/ort/2021.csv").read_bytes()
    # 60 children lived in block 03 in 2020
    run = cli("import", workbook, *PLACE, *FACTS, "--actor", "Anna", "--data", town)
    assert run.code == 0
    assert b"Kinder, Bach: 19 \xe2\x86\x92 21" in run.out
    (listed,) = cli("deliveries", "list", "--area", "ort", "--data", town, "--format", "json").json
    key = listed["key"][:6]
    options = ("--area", "ort", "--data", town)
    accepted = cli("deliveries", "accept", key, *options, "--actor", "Bert")
    assert (accepted.code, "2021" in accepted.out.decode()) == (0, True)
    assert b"block;02;Bach;190;21;50;" in (town / "indicators/ort/2021.csv").read_bytes()
    changed = cli("deliveries", "versions", *options, "--year", 2021, "--compare", "0-1")
    assert "block 02, kinder: 19 → 21" in changed.out.decode()
    shown = cli("deliveries", "versions", *options, "--year", 2021, "--version", 0)
    assert shown.out.removesuffix(b"\n") == before
    cli("deliveries", "restore", *options, "--year", 2021, "--version", 0, "--actor", "Anna")
    assert (town / "indicators/ort/2021.csv").read_bytes() == before


def test_no_path_is_taken_for_an_area(cli, town, tmp_path):
    options = ("--area", "../../elsewhere", "--year", 2021, "--data", town, "--actor", "Anna")
    run = cli("deliveries", "restore", *options, "--version", 0)
    assert (run.code, (tmp_path / "elsewhere").exists()) == (2, False)


def test_what_is_wrong_is_told_with_its_cell_and_ends_with_1(cli, town, workbook):
    book = openpyxl.load_workbook(workbook)
    book.active["C4"] = 111
    book.save(workbook)
    run = cli("import", workbook, *PLACE, *FACTS, "--actor", "Anna", "--data", town)
    assert run.code == 1
    assert "Fehler part_over_whole (C4): „Kinder“ für „Anger“ ist mit 111" in run.out.decode()


@pytest.mark.parametrize(
    ("arguments", "ending"),
    [
        (FACTS, (1, "--actor")),
        ((), (2, "--source")),
        ((*FACTS, "--actor", "A", "--comment", "jump"), (1, "HINWEIS=TEXT")),
        ((*FACTS[:-1], "gestern", "--actor", "A"), (1, "kein Stichtag")),
    ],
)
def test_what_is_missing_is_told(cli, town, workbook, arguments, ending):
    run = cli("import", workbook, *PLACE, *arguments, "--data", town)
    code, sentence = ending
    assert (run.code, sentence in run.err) == (code, True)
