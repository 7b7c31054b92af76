"""The command under a figure writes the file of its first button, name and all."""

from __future__ import annotations

import shlex

import pytest
import streamlit as st

SHARE = {"gebiet": "rhein-berg", "ebene": "kommune", "indikator": "ein_kinder_sgb2_u15"}
PICKED = "05378008,05378012"
VIEWS = {
    "table": ("tabelle", {}),
    "chosen units": ("tabelle", {"auswahl": PICKED, "nur_auswahl": "ja"}),
    "change": ("tabelle", {"auswertung": "veraenderung"}),
    "deviation": ("tabelle", {"auswertung": "abweichung"}),
    "profile": ("gebiete", {"auswahl": "05378008"}),
    "document": ("profil", {"auswahl": "05378008", "rang": "ja", "neben": "kommune:05378020"}),
    "map": ("karte", {"klassen": "quantile.4"}),
    "map of changes": ("karte", {"auswertung": "veraenderung", "auswahl": PICKED}),
    "two years": ("karte", {"vergleich": "jahr"}),
    "all years": ("karte", {"vergleich": "alle-jahre"}),
    "bars": ("diagramme", {"reihenfolge": "wert", "auswahl": PICKED}),
    "series": ("diagramme", {"diagramm": "series", "auswahl": PICKED}),
    "distribution": ("diagramme", {"diagramm": "distribution"}),
}
SAMPLE = {"chosen units", "document", "profile", "two years", "series"}
"""One of each kind of figure; the others take part in CI only."""


@pytest.fixture
def offered(opened, monkeypatch):
    """Open a page; its command, and its buttons with what makes their files, by name."""

    def visit(stem, *data, **address):
        buttons = {}

        def recorded(_label, make, *, file_name, **_):
            buttons[file_name] = make

        page = opened(f"pages/{stem}.py", *data, **address)
        monkeypatch.setattr(st, "download_button", recorded)
        page.session_state["atlas_command"] = page.session_state["atlas_downloads"] = True
        page.run()
        assert not page.exception
        command = next(code.value for code in page.code if code.value.startswith("python"))
        return shlex.split(command), buttons

    return visit


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    [name if name in SAMPLE else pytest.param(name, marks=pytest.mark.slow) for name in VIEWS],
)
def test_the_command_writes_the_file_of_a_button(offered, cli, tmp_path, monkeypatch, name):
    stem, address = VIEWS[name]
    words, buttons = offered(stem, **SHARE, **address)
    monkeypatch.chdir(tmp_path)
    run = cli(*words[3:])
    assert run.code == 0, run.err
    (written,) = tmp_path.glob("*.*")
    assert written.name in buttons
    if stem in {"tabelle", "gebiete"}:
        assert written.read_bytes() == buttons[written.name]()


def test_a_chart_of_two_indicators_has_a_command(offered, cli, tmp_path, monkeypatch, town):
    words, buttons = offered(
        *("diagramme", town), diagramm="scatter", ebene="bezirk", indikator="kinderanteil"
    )
    monkeypatch.chdir(tmp_path)
    assert cli(*words[3:]).code == 0
    (written,) = tmp_path.glob("*.*")
    assert written.name in buttons
