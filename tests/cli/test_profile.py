"""The command `profile`: every format from the ending, and a sentence for what can't be had."""

from __future__ import annotations

from zipfile import ZipFile

import pytest

UNIT = ("--area", "rhein-berg", "--level", "kommune", "--unit")
BURSCHEID = "05378008"
FIRST_BYTES = {"pdf": b"%PDF-", "html": b"<!DOCTYPE html>"} | dict.fromkeys(
    ("docx", "pptx", "xlsx"), b"PK"
)


@pytest.mark.slow
@pytest.mark.parametrize("form", FIRST_BYTES)
def test_the_ending_decides(cli, rhein_berg, tmp_path, form):
    out = tmp_path / f"profil.{form}"
    run = cli("profile", *UNIT, BURSCHEID, "--year", 2014, "--out", out, "--data", rhein_berg)
    assert run.code == 0, run.err
    assert out.read_bytes().startswith(FIRST_BYTES[form])


def test_another_ending_is_refused(cli, rhein_berg, tmp_path):
    out = tmp_path / "profil.odt"
    run = cli("profile", *UNIT, BURSCHEID, "--out", out, "--data", rhein_berg)
    assert run.code == 1
    assert "pdf" in run.err
    assert not out.exists()


def test_an_unknown_unit_is_refused(cli, rhein_berg, tmp_path):
    run = cli("profile", *UNIT, "99", "--out", tmp_path / "p.pdf", "--data", rhein_berg)
    assert run.code == 2
    assert "05378008" in run.err


def test_the_year_to_compare_with_and_ranks_can_be_asked_for(cli, rhein_berg, tmp_path):
    out = tmp_path / "p.html"
    more = ("--year", 2014, "--base", 2009, "--ranks", "--out", out, "--data", rhein_berg)
    run = cli("profile", *UNIT, BURSCHEID, *more)
    assert run.code == 0
    page = out.read_text("utf-8")
    assert "<td>+2,4 Prozentpunkte</td><td>außerhalb der Zufallsschwankung</td>" in page
    assert "2\u00a0von\u00a08" in page


LEVEL = ("--area", "rhein-berg", "--level", "kommune", "--unit", "all", "--year", 2014)


@pytest.mark.slow
def test_all_profiles_of_a_level_are_packed_or_one_document(cli, rhein_berg, tmp_path):
    packed, one = tmp_path / "alle.zip", tmp_path / "alle.docx"
    run = cli("profile", *LEVEL, "--format", "html", "--out", packed, "--data", rhein_berg)
    assert run.code == 0, run.err
    assert "8 von 8: Gebietsprofil Wermelskirchen" in run.err
    with ZipFile(packed) as archive:
        assert len(archive.namelist()) == 8
        assert "burscheid" in archive.namelist()[1]
        assert "<td>+2,4 Prozentpunkte</td>" in archive.read(archive.namelist()[1]).decode()
    run = cli("profile", *LEVEL, "--out", one, "--data", rhein_berg)
    assert run.code == 0, run.err
    assert one.read_bytes().startswith(b"PK")


@pytest.mark.parametrize(
    ("name", "more", "said"),
    [
        ("alle.xlsx", (), "zip, pdf, docx"),
        ("alle.pdf", ("--format", "pdf"), "--unit all"),
    ],
)
def test_what_no_file_can_hold_is_refused(cli, rhein_berg, tmp_path, name, more, said):  # noqa: PLR0913, PLR0917
    out = tmp_path / name
    run = cli("profile", *LEVEL, *more, "--out", out, "--data", rhein_berg)
    assert run.code in {1, 2}
    assert said in run.err
    assert not out.exists()


def test_another_unit_stands_beside(cli, rhein_berg, tmp_path):
    out = tmp_path / "p.html"
    more = ("--year", 2014, "--beside", "05378020", "--out", out, "--data", rhein_berg)
    run = cli("profile", *UNIT, BURSCHEID, *more)
    assert run.code == 0, run.err
    page = out.read_text("utf-8")
    assert "Burscheid, verglichen mit Odenthal" in page
    assert '<td class="number">12,5</td><td class="number">3,0</td>' in page
