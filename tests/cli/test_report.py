"""The command `report`: from a template, or from a file with its own area, level and year."""

from __future__ import annotations

import json

import pytest


def test_a_template_becomes_a_pdf(cli, rhein_berg, tmp_path):
    out = tmp_path / "b.pdf"
    named = ("--area", "rhein-berg", "--template", "kinderarmut")
    run = cli("report", *named, "--out", out, "--data", rhein_berg)
    assert run.code == 0, run.err
    assert out.read_bytes().startswith(b"%PDF-")


def test_a_file_says_what_it_is_about_and_options_say_it_anew(cli, rhein_berg, tmp_path):
    file, out = tmp_path / "b.json", tmp_path / "b.html"
    chapter = {"title": "Kinder", "indicators": ["ein_kinder_sgb2_u15"]}
    fields = {"title": "Bericht", "area": "rhein-berg", "year": 2009, "chapters": [chapter, 3]}
    file.write_text(json.dumps(fields), encoding="utf-8")
    run = cli("report", "--file", file, "--out", out, "--data", rhein_berg)
    assert run.code == 0, run.err
    assert "„Kapitel 2“ in dem Bericht ist nicht lesbar" in run.err
    assert "Kommunen · 2009" in out.read_text("utf-8")
    cli("report", "--file", file, "--year", 2014, "--out", out, "--data", rhein_berg)
    assert "Kommunen · 2014" in out.read_text("utf-8")


@pytest.mark.parametrize(
    ("named", "said"),
    [
        ((), "entweder eine Vorlage"),
        (("--template", "sozial"), "Meinten Sie „sozialbericht“?"),
        (("--template", "wohnen", "--level", "block"), "block"),
    ],
)
def test_what_cannot_be_had_is_refused(cli, rhein_berg, tmp_path, named, said):
    out = tmp_path / "b.pdf"
    run = cli("report", "--area", "rhein-berg", *named, "--out", out, "--data", rhein_berg)
    assert run.code == 2
    assert said in run.err
    assert not out.exists()
