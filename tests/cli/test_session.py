"""The command `session`: slides and a handout of a Merkliste that was saved."""

from __future__ import annotations

import json

import pytest

WORDS = {"gebiet": "rhein-berg", "ebene": "kommune", "v": "2"}
NOTES = [
    {"page": "profil", "words": WORDS | {"auswahl": "05378008"}},
    {"page": "tabelle", "words": WORDS | {"indikator": "verschwunden"}},
]


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "merkliste.json"
    path.write_text(json.dumps({"version": 1, "title": "Rat", "notes": NOTES}), "utf-8")
    return path


def test_a_saved_file_becomes_slides_and_says_what_is_gone(cli, rhein_berg, file, tmp_path):
    out = tmp_path / "f.html"
    run = cli("session", file, "--out", out, "--audience", "internal", "--data", rhein_berg)
    assert run.code == 0, run.err
    assert "Folie 3: " in run.err
    assert "verschwunden" in run.err
    html = out.read_text("utf-8")
    assert "Burscheid 2014" in html
    assert "Verwaltungsintern" in html


def test_what_is_no_merkliste_or_no_format_of_slides_is_refused(cli, rhein_berg, file, tmp_path):
    other = tmp_path / "anderes.json"
    other.write_text("[]", "utf-8")
    for given, ending in ((file, "docx"), (other, "pdf")):
        out = tmp_path / f"f.{ending}"
        run = cli("session", given, "--out", out, "--data", rhein_berg)
        assert run.code == 1
        assert run.err
        assert not out.exists()
