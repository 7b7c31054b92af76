"""The table of minimum benefits as a department would hand it in: its total leaves out what is
secret."""

from __future__ import annotations

from shutil import copytree

import pytest

from tests.real_data.test_nrw import SECRET

pytestmark = pytest.mark.real_data

COLUMNS = {"E": "mindest", "F": "sgb2", "G": "hlu", "H": "grusi", "K": "asylblg", "D": ""}


def test_totals_without_secret_parts_are_told_with_row_and_column(cli, nrw, rheinland, tmp_path):
    folder = copytree(nrw, tmp_path / "nrw")
    catalogue = folder / "indicators/catalogue.toml"
    whole, parts = 'title = "mindest"\n', 'parts = [["sgb2", "hlu", "grusi", "asylblg"]]\n'
    text = catalogue.read_text("utf-8").replace(whole, whole + parts)
    catalogue.write_text(text, encoding="utf-8")
    mapping = (part for column in "EFGHK" for part in ("--map", f"{column}={COLUMNS[column]}"))
    place = ("--area", "nrw", "--level", "gemeinde", "--year", 2024)
    said = ("--source", "IT.NRW", "--publisher", "IT.NRW", "--actor", "Anna")
    file = rheinland / "22811-05i.csv"

    run = cli("import", file, *place, *said, *mapping, "--data", folder, "--format", "json")

    told = [item for item in run.json["problems"] if item["code"] == "total_without_hidden"]
    lines = file.read_text("latin-1").splitlines()
    assert [lines[item["row"] - 1].split(";")[1] for item in told] == SECRET
    assert {item["column"] for item in told} == {"E"}
    assert "200, genau die Summe der sichtbaren Teile (5 + 140 + 55)" in told[0]["message"]
