"""Figures are noted with one click, and the page of presentations makes slides of them."""

from dataclasses import replace

import pytest

from atlas.model.notes import Storyboard


def test_a_click_notes_the_figure_of_a_page_once(opened):
    page = opened("pages/tabelle.py", jahr="2009")
    page.button(key="atlas_note").click().run()
    page.button(key="atlas_note").click().run()
    assert not page.exception
    (note,) = page.session_state["storyboard"].notes
    assert (note.page, note.address["jahr"], note.area) == ("tabelle", "2009", "rhein-berg")


@pytest.mark.parametrize("stem", ["profil", "uebersicht"])
def test_profile_and_overview_are_noted_and_shown(opened, stem):
    page = opened(f"pages/{stem}.py", jahr="2009")
    page.button(key="atlas_note").click().run()
    slides = opened("pages/sitzung.py")
    slides.session_state["storyboard"] = page.session_state["storyboard"]
    slides.run()
    assert not slides.exception
    label = slides.expander[0].label
    assert "2009" in label
    assert "nicht verfügbar" not in label


def test_the_page_lists_notes_as_slides_to_be_edited_moved_and_removed(opened):
    table = opened("pages/tabelle.py")
    table.button(key="atlas_note").click().run()
    (note,) = table.session_state["storyboard"].notes
    gone = replace(note, words=tuple((n, "alt" if n == "indikator" else w) for n, w in note.words))

    page = opened("pages/sitzung.py")
    assert "Die Merkliste ist leer" in page.info[0].value
    page.session_state["storyboard"] = Storyboard(notes=(note, gone))
    page.run()
    assert not page.exception
    labels = [expander.label for expander in page.expander]
    assert "Tabelle\\: Jedes neunte Kind" in labels[0]
    assert "Abbildung nicht verfügbar" in labels[1]
    page.text_input(key="session_title").input("Kinderarmut").run()
    assert page.session_state["storyboard"].title == "Kinderarmut"
