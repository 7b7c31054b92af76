"""The notes of a visitor: figures noted with one click, kept as long as the window is open."""

from __future__ import annotations

import streamlit as st

from atlas.model.figures import FigureChoice
from atlas.model.notes import Note, Storyboard
from atlas.ui.frame import Page, page_file
from atlas.views.figure.address import page_of, words_of
from atlas.views.session import texts as words
from atlas.views.session.storyboard_file import MOST_NOTES

STORYBOARD = "storyboard"
_OUTCOME = "noted"


def storyboard() -> Storyboard:
    """What is noted so far."""
    noted: Storyboard = st.session_state.get(STORYBOARD, Storyboard())
    return noted


def keep(changed: Storyboard) -> None:
    """Keep a storyboard in place of the one before."""
    st.session_state[STORYBOARD] = changed


def note_button(page: Page, choice: FigureChoice) -> None:
    """Offer to note a figure, and say that it was done and how many there are."""
    release = page.atlas.edition(choice.scope.area).release
    address = words_of(choice) | ({"ausgabe": release} if release else {})
    note = Note(page=page_of(choice), words=tuple(sorted(address.items())), release=release)
    st.button(words.NOTE_DOWN, key="atlas_note", on_click=_take_down, args=(note,))
    number = len(storyboard().notes)
    if not number:
        return
    outcome = st.session_state.pop(_OUTCOME, "")
    label = " ".join(filter(None, (outcome, words.NOTED_MANY.format(number=number))))
    st.page_link(page_file("sitzung"), label=label)


def _take_down(note: Note) -> None:
    noted = storyboard()
    if noted.holds(note):
        st.session_state[_OUTCOME] = words.NOTED_BEFORE
    elif len(noted.notes) >= MOST_NOTES:
        st.session_state[_OUTCOME] = words.MOST_REACHED.format(most=MOST_NOTES)
    else:
        st.session_state[_OUTCOME] = words.NOTED
        keep(noted.with_note(note))
