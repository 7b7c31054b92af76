"""The page of those who keep the data: a department's file from choosing it to its release."""

from __future__ import annotations

from dataclasses import replace

import pytest

from atlas.model.roles import Role, on_own_machine
from atlas.sources.intake.corrections import ColumnChoice, Corrections
from atlas.ui import sign_in
from atlas.ui.delivery_new import DRAFT, Draft

TABLE = """Jugendamt Ort;;
Nr.;Block;betreute Kinder
1;Anger;12
2;Bach;19
3;Christhoff;60
4;Damm;900
"""
FILE = "kita.csv"
YEAR = 2022


@pytest.fixture
def desk(opened, town, monkeypatch):
    """The page with a file chosen; the browser's part of choosing is tested in the browser."""
    monkeypatch.setenv("ATLAS_ACTOR", "Erika")

    def start(text: str = TABLE):
        page = opened("pages/daten.py", town, gebiet="ort")
        page.session_state[DRAFT] = Draft(name=FILE, content=text.encode("cp1252"))
        page.number_input(key="desk_year").set_value(YEAR)
        return page.run()

    return start


def say(page, quantity: str):
    """Answer what the column is, as the field for it does."""
    draft = page.session_state[DRAFT]
    draft.said = Corrections(columns=(ColumnChoice(column="C", quantity=quantity),))
    return page.run()


def texts(page, html) -> str:
    return "\n".join([html(page), *(item.value for item in page.markdown), *labels(page)])


def labels(page) -> list[str]:
    return [item.label for item in page.expander]


def test_a_file_is_understood_and_checked_before_anything_changes(desk, html, town):
    page = say(desk(), "kinder")
    assert not page.exception
    said = texts(page, html)
    assert "4 von 4 gefunden (Blöcke)" in said
    assert any("Ergänzte Schlüssel" in label for label in labels(page))
    assert "4 Zahlen neu, 0 geändert, 0 entfallen" in said
    assert not (town / "indicators/ort/2022.csv").exists()


def test_a_file_is_handed_in_and_released(desk, html, town):
    page = say(desk(), "kinder")
    for box in page.text_input:
        if (box.key or "").startswith("desk_finding_answer"):
            box.set_value("ist geklärt")
        elif (box.key or "").endswith(("_source", "_publisher")) and not box.value:
            box.set_value("Jugendamt")
    page = page.run()
    page = page.button(key="desk_hand_in").click().run()
    assert not page.exception
    (done,) = page.success
    assert "wartet auf die Freigabe" in done.value
    assert DRAFT not in page.session_state
    page.query_params["bereich"] = "eingang"
    page.session_state["switch_bereich"] = "eingang"
    page = page.run()
    page = page.button(key="desk_release").click().run()
    assert not page.exception
    assert "Übernommen als Fassung 1 der Zahlen von 2022" in page.success[0].value
    rows = (town / "indicators/ort/2022.csv").read_text("utf-8").splitlines()
    assert rows == [
        "level;unit;name;kinder",
        "block;01;Anger;12",
        "block;02;Bach;19",
        "block;03;Christhof;60",
        "block;04;Damm;900",
    ]


def test_a_list_of_persons_is_refused_and_not_kept(desk):
    page = desk("Name;Vorname;Geburtsdatum;Straße\nMuster;Erika;01.02.2010;Am Anger 3\n")
    assert not page.exception
    (error,) = page.error
    assert "Person" in error.value
    assert DRAFT not in page.session_state


def test_where_nobody_may_write_there_is_no_desk(opened, town, monkeypatch, html):
    monkeypatch.setenv("ATLAS_WRITE", "no")
    page = opened("pages/daten.py", town, gebiet="ort")
    assert "Das dürfen Sie nicht" in page.error[0].value
    assert not page.selectbox


@pytest.mark.parametrize("broken", ["districts/ort/area.toml", "indicators/catalogue.toml"])
def test_a_broken_file_is_told_in_german(opened, town, broken):
    (town / broken).write_bytes(b"\xff\xfe = [")
    page = opened("pages/daten.py", town, gebiet="ort")
    assert not page.exception
    assert "UTF" in page.error[0].value or "TOML" in page.error[0].value


def test_an_invented_area_says_so(opened, town, html):
    area = town / "districts/ort/area.toml"
    area.write_text(area.read_text("utf-8").replace("kind =", "fictional = true\nkind ="), "utf-8")
    assert "Frei erfunden" in html(opened("pages/daten.py", town, gebiet="ort"))


def test_an_area_without_a_figure_can_be_filled(opened, town, html):
    for path in (town / "indicators" / "ort").glob("20*"):
        path.unlink()
    page = opened("pages/daten.py", town, gebiet="ort")
    assert not page.exception
    assert "1 · Datei" in html(page)


def test_a_note_is_written_and_stands_below_the_table(opened, html, town, monkeypatch):
    monkeypatch.setenv("ATLAS_ACTOR", "Erika")
    monkeypatch.setenv("ATLAS_AUDIENCE", "statistics")
    page = opened("pages/daten.py", town, gebiet="ort", bereich="katalog", katalog="hinweise")
    page.text_area[0].set_value("Ein Pflegeheim wurde eröffnet.")
    page.text_input[0].set_value("Statistikstelle")
    page = page.button(key="desk_note_save").click().run()
    assert not page.exception
    assert "Der Hinweis ist gespeichert" in page.success[0].value
    shown = html(opened("pages/tabelle.py", town, gebiet="ort", indikator="kinderanteil"))
    assert "Ein Pflegeheim wurde eröffnet. (Statistikstelle, " in shown


def test_only_the_statistics_office_edits_the_catalogue(opened, town, monkeypatch):
    deliverer = replace(on_own_machine("Erika"), roles=frozenset({Role.DELIVER}))
    monkeypatch.setattr(sign_in, "person", lambda: deliverer)
    page = opened("pages/daten.py", town, gebiet="ort", bereich="katalog")
    assert "bearbeitet die Statistikstelle" in page.info[0].value
    assert not page.text_input
