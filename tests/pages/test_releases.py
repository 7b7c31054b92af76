"""`ATLAS_RELEASE`: pages show what was published, and say which release it is."""

from __future__ import annotations

from datetime import date

import pytest

from atlas.desk import Desk


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
    assert "(Ausgabe 2014/1)" in text


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


def test_without_any_release_there_is_nothing_to_show(opened, data_copy, monkeypatch):
    monkeypatch.setenv("ATLAS_RELEASE", "latest")
    page = opened("pages/tabelle.py", data_copy)
    assert not page.exception
    assert ["Es gibt noch keine Ausgabe" in element.value for element in page.error] == [True]
