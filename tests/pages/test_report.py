"""The page of reports: begin, write, save, repeat."""

from __future__ import annotations

import pytest

from atlas.model.notes import Note, Storyboard

PAGE = "pages/bericht.py"
REAL = {"gebiet": "rhein-berg"}


@pytest.fixture
def begun(opened, monkeypatch):
    """A topic sheet somebody may save."""
    monkeypatch.setenv("ATLAS_WRITE", "yes")
    page = opened(PAGE, **REAL)
    page.selectbox(key="report_template").set_value("kinderarmut")
    return page.button(key="report_start").click().run()


def test_chapters_are_moved_added_and_removed(begun):
    def titles() -> list[str]:
        return [label.partition(" ")[2] for label in begun.radio(key="report_chapters").options]

    before = titles()
    begun.button(key="report_down").click().run()
    assert titles() == [before[1], before[0], *before[2:]]
    begun.button(key="report_add").click().run()
    assert titles()[2] == "Neues Kapitel"
    assert begun.text_input(key="report_chapter_title").value == "Neues Kapitel"
    begun.button(key="report_remove").click().run()
    assert titles() == [before[1], before[0], *before[2:]]


def test_a_text_is_saved_and_marked_old_in_another_year(begun, opened):
    begun.text_area(key="report_text").set_value("Es sind 4.240.").run()
    begun.button(key="report_save").click().run()
    assert [item.value for item in begun.success] == ["Gespeichert als Fassung 1."]
    again = opened(PAGE, **REAL)
    again.button(key="report_open").click().run()
    assert again.text_area(key="report_text").value == "Es sind 4.240."
    assert not again.warning
    again.selectbox(key="report_year").set_value(2009).run()
    assert any("Zahlen" in item.value for item in again.warning)
    again.button(key="report_confirm").click().run()
    assert not again.warning
    again.button(key="report_repeat").click().run()
    assert again.selectbox(key="report_year").value == 2014
    assert again.warning


def test_a_figure_is_added_and_the_chapter_looked_at(begun, html):
    begun.button(key="report_new_add").click().run()
    assert "Karte: Kinder unter 15 Jahren" in html(begun)
    begun.button(key="report_look").click().run()
    assert "Karte 1: Kinder unter 15 Jahren" in html(begun)
    assert not begun.exception


def test_a_map_of_two_years_and_a_noted_figure_are_added(begun, html):
    begun.selectbox(key="report_new_vergleich").set_value("jahr").run()
    begun.button(key="report_new_add").click().run()
    assert "(Zwei Jahre)" in html(begun)
    words = {"gebiet": "rhein-berg", "indikator": "ew_u15", "diagramm": "series"}
    note = Note(page="diagramme", words=tuple(sorted(words.items())))
    begun.session_state["storyboard"] = Storyboard(notes=(note,))
    begun.run()
    begun.button(key="report_new_noted_add").click().run()
    assert "Entwicklung (Linien): " in html(begun)
    assert not begun.exception


def test_a_saved_report_is_deleted_and_its_versions_stay(begun, opened):
    begun.button(key="report_save").click().run()
    begun.run()
    begun.button(key="report_delete_yes").click().run()
    assert "gelöscht" in begun.success[0].value
    assert not begun.exception
    again = opened(PAGE, **REAL)
    assert "report_open" not in [button.key for button in again.button]
    begun.button(key="report_save").click().run()
    assert [item.value for item in begun.success] == ["Gespeichert als Fassung 1."]


def test_where_nobody_may_write_nothing_is_saved(opened, monkeypatch):
    monkeypatch.setenv("ATLAS_WRITE", "no")
    page = opened(PAGE, **REAL)
    page.button(key="report_start").click().run()
    assert "report_save" not in [button.key for button in page.button]


def test_a_text_written_for_a_profile_stands_in_it(opened, monkeypatch, html):
    monkeypatch.setenv("ATLAS_WRITE", "yes")
    page = opened("pages/profil.py", **REAL, ebene="kommune", jahr="2014")
    page.session_state["atlas_write_profile"] = True
    page.run()
    assert page.text_area[0].value.startswith("Schwäche: Der Anteil der Kinder")
    page.text_area[0].set_value("Selbst geschrieben.")
    next(button for button in page.button if button.label == "Text speichern").click().run()
    assert "Selbst geschrieben." in html(page)
    earlier = opened("pages/profil.py", **REAL, ebene="kommune", jahr="2009")
    assert "wurde zum Datenstand 2014" in html(earlier)
