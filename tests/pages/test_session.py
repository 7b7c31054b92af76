"""Figures are noted with one click, and the page of presentations makes slides of them."""

from dataclasses import replace

import pytest

from atlas.commands.entries import Writer
from atlas.journal import open_journal
from atlas.model.journal import EntryKind
from atlas.model.notes import Note, Storyboard

NOTE = Note(page="tabelle", words=(("gebiet", "rhein-berg"),))


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


def test_a_change_somebody_else_was_first_with_is_told_and_nothing_is_lost(
    opened, atlas_home, monkeypatch
):
    monkeypatch.setenv("ATLAS_WRITE", "yes")
    page = opened("pages/sitzung.py")
    page.session_state["storyboard"] = noted = Storyboard(title="Meine", notes=(NOTE,))
    page.session_state["session_in_journal"] = True
    page.run()
    page.button(key="session_add").click().run()
    other = Writer(journal=open_journal(atlas_home), actor="A")
    (entry,) = other.journal.current(EntryKind.SESSION, "rhein-berg")
    other.change(entry, {"audience": "public", "storyboard": 7})
    page.button(key="session_change").click().run()
    assert "Jemand anderes" in page.error[0].value
    # nor does what was kept and is no storyboard end the page
    page.button(key="session_open").click().run()
    assert "keine Merkliste" in page.error[0].value
    assert page.session_state["storyboard"] == noted
    assert not page.exception
