"""`ATLAS_RELEASE`: pages show what was published, and say which release it is."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest
from streamlit import config

from atlas.desk import Desk

PAGES = sorted(path.stem for path in (Path(__file__).parents[2] / "pages").glob("*.py"))


@pytest.fixture
def released(data_copy, monkeypatch):
    """The small shipped area with a release; since then a figure of its data was changed."""
    Desk.open(data_copy).release("rhein-berg", "2014/1", date(2015, 3, 1), lambda _: None)
    table = data_copy / "indicators/rhein-berg/2014.csv"
    text = table.read_text("utf-8")
    assert text.count(";2184") == 1
    table.write_text(text.replace(";2184", ";2999"), encoding="utf-8")
    monkeypatch.setenv("ATLAS_RELEASE", "latest")
    return data_copy


def test_a_page_shows_the_release_and_names_it(opened, html, released):
    page = opened("pages/tabelle.py", released, indikator="kinder_sgb2_u15")
    text = html(page)
    assert not page.exception
    assert "2.184" in text
    assert "2.999" not in text
    assert "Öffentliche Fassung · Ausgabe 2014/1, Verdecktes mit Spielraum 5 · " in text


def test_a_link_may_name_the_release_that_is_shown_and_no_other(opened, released):
    assert not opened("pages/tabelle.py", released, ausgabe="2014/1").warning
    (warning,) = opened("pages/tabelle.py", released, ausgabe="2013/1").warning
    assert "2013/1“ wird hier nicht gezeigt" in warning.value


def test_the_command_of_a_page_asks_for_the_release_it_shows(opened, released):
    page = opened("pages/tabelle.py", released, indikator="kinder_sgb2_u15")
    page.session_state["atlas_command"] = True
    page.run()
    (command,) = [code.value for code in page.code if "-m atlas values" in code.value]
    assert " --release 2014/1 " in command


def test_an_altered_release_is_said_and_not_shown(opened, html, released):
    table = released / "releases/rhein-berg/2014/1/public/2014.parquet"
    table.write_bytes(table.read_bytes()[:-1])
    page = opened("pages/tabelle.py", released)
    messages = [element.value for element in (*page.error, *page.warning)]
    assert any("Die Ausgabe „2014/1“ ist nicht mehr" in message for message in messages)
    assert "2.184" not in html(page)


@pytest.mark.parametrize("stem", PAGES)
def test_without_any_release_a_page_says_so_calmly(opened, html, data_copy, monkeypatch, stem):
    monkeypatch.delenv("ATLAS_RELEASE")
    page = opened(f"pages/{stem}.py", data_copy)
    assert not page.exception
    assert not [*page.error, *page.warning]
    assert ">Noch keine Ausgabe</h1>" in html(page)
    assert "Öffentliche Fassung" in html(page)
    (sentence,) = page.info
    assert "release build \\-\\-area rhein\\-berg" in sentence.value
    assert "ATLAS\\_AUDIENCE=statistics \\./start" in sentence.value


def test_the_public_sees_the_latest_release_unless_somebody_says_otherwise(
    opened, html, released, monkeypatch
):
    monkeypatch.delenv("ATLAS_RELEASE")
    figures = {"indikator": "kinder_sgb2_u15"}
    assert "2.184" in html(opened("pages/tabelle.py", released, **figures))
    monkeypatch.setenv("ATLAS_AUDIENCE", "internal")
    assert "2.184" in html(opened("pages/tabelle.py", released, **figures))
    for name, value in (("ATLAS_AUDIENCE", "statistics"), ("ATLAS_RELEASE", "working")):
        monkeypatch.delenv("ATLAS_AUDIENCE", raising=False)
        monkeypatch.setenv(name, value)
        assert "2.999" in html(opened("pages/tabelle.py", released, **figures))


@pytest.fixture
def second_area(released):
    """Another area beside the released one, of which there is no release."""
    for room in ("districts", "indicators"):
        shutil.copytree(released / room / "rhein-berg", released / room / "zweitstadt")
    return released


def test_an_area_without_a_release_is_not_offered(opened, second_area, address):
    page = opened("pages/tabelle.py", second_area, gebiet="zweitstadt")
    assert not page.error
    assert not page.warning
    assert [box.options for box in page.selectbox if box.label == "Stadt / Kreis"] == [
        ["Rheinisch-Bergischer Kreis"]
    ]
    assert address(page)["gebiet"] == "rhein-berg"
    (sentence,) = page.info
    assert "zweitstadt“ hat noch keine Ausgabe" in sentence.value
    assert not opened("pages/tabelle.py", second_area).info
    assert len(opened("pages/uebersicht.py", second_area).info) == 1


def test_an_area_whose_release_is_of_another_name_is_named(opened, second_area, monkeypatch):
    Desk.open(second_area).release("zweitstadt", "2014/2", date(2015, 4, 1), lambda _: None)
    monkeypatch.setenv("ATLAS_RELEASE", "2014/2")
    (sentence,) = opened("pages/uebersicht.py", second_area).info
    assert "rhein\\-berg“ hat keine Ausgabe „2014/2“" in sentence.value


def test_a_release_stays_when_the_data_it_was_built_of_are_gone(opened, html, released):
    for room in ("districts", "indicators"):
        shutil.rmtree(released / room / "rhein-berg")
    page = opened("pages/tabelle.py", released, indikator="kinder_sgb2_u15")
    assert not page.error
    assert "2.184" in html(page)


def test_what_is_not_public_is_refused_on_a_server_others_reach(opened, released, monkeypatch):
    monkeypatch.setenv("ATLAS_AUDIENCE", "internal")
    before = config.get_option("server.address")
    config.set_option("server.address", "10.0.0.1")
    try:
        page = opened("pages/tabelle.py", released, indikator="kinder_sgb2_u15")
    finally:
        config.set_option("server.address", before)
    assert ["nicht öffentlich" in element.value for element in page.error] == [True]
    assert not page.selectbox


def test_the_statistics_office_sees_what_others_see_beside_its_own(
    opened, html, released, monkeypatch
):
    monkeypatch.setenv("ATLAS_AUDIENCE", "statistics")
    monkeypatch.setenv("ATLAS_RELEASE", "working")
    page = opened("pages/methodik.py", released, ebene="kommune", indikator="kinder_sgb2_u15")
    text = html(page)
    assert not page.exception
    assert "Drei Fassungen nebeneinander" in text
    # the figure that was changed since the release
    assert "2.999" in text
    assert "2.184" in text
    assert "Ausgabe „2014/1“, 1 von 8 Angaben weichen ab." in text


def test_nobody_else_sees_what_others_see(opened, html, released):
    text = html(opened("pages/methodik.py", released, indikator="kinder_sgb2_u15"))
    assert "Geheimhaltung" in text
    assert "Drei Fassungen" not in text
