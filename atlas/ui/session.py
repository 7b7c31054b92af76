"""The page of presentations: the notes become slides, are shown, and leave as files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from hashlib import sha256
from typing import Final

import streamlit as st

from atlas.atlas import Atlas
from atlas.model.figures import FigureChoice, FigureKind
from atlas.model.notes import Note, Storyboard
from atlas.model.scope import ChartKind, Scope
from atlas.model.slides import Slide, SlideDeck
from atlas.render.slides.drawings import slide_drawing
from atlas.render.slides.files import slides_file
from atlas.ui import journal, markup, notes, saved_sessions, show
from atlas.ui.cache import kept
from atlas.ui.component import component
from atlas.ui.frame import Page, page_file
from atlas.views.address import RELEASE_NAME, resolve
from atlas.views.figure.address import CHART, page_of, words_of
from atlas.views.session import texts as words
from atlas.views.session.slides import figure_slide, slide_deck
from atlas.views.session.storyboard_file import LONGEST_LINE, LONGEST_MESSAGE, LONGEST_SPEECH

PREVIEW, SHOWING = "session_preview", "session_showing"
_FIELDS: Final[Mapping[str, str]] = {
    "title": words.DECK_TITLE,
    "committee": words.COMMITTEE,
    "day": words.DAY,
    "item": words.ITEM,
}
_PREVIEW_HEIGHT: Final = 360
"""Pixels before the style sheet gives it the shape of a slide."""


def draw(page: Page, scope: Scope) -> None:
    """Show the storyboard to be edited, its slides, and what can be done with them."""
    st.html(markup.head_html(words.TITLE, words.LEAD))
    storyboard = notes.storyboard()
    if not storyboard.notes:
        st.info(words.NOTHING_NOTED)
        saved_sessions.draw(page, scope)
        return
    slides = [_slide(page, note) for note in storyboard.notes]
    deck = slide_deck(page.atlas, storyboard, slides, show.today())
    left, right = st.columns((4, 5), gap="large")
    with left:
        _ask_title(storyboard)
        _list_notes(page, storyboard)
    with right:
        with st.container(horizontal=True, key="session_actions"):
            st.button(words.SHOW, type="primary", key="session_show", on_click=_begin_show)
            _offer_files(page.atlas, deck)
        st.caption(words.SHOW_HINT)
        _show(page.atlas, deck)
        _preview(page.atlas, deck)
    saved_sessions.draw(page, scope)


def _slide(page: Page, note: Note) -> Slide:
    """Lay out the slide of a note, a development with the goals of its area."""
    # each question of the journal is one of its database
    is_development = note.address.get(CHART) == ChartKind.SERIES.value
    goals = journal.written(page, note.area).goals if is_development else ()
    return kept(figure_slide, page.atlas, note, goals)


def _drawings(atlas: Atlas, deck: SlideDeck) -> tuple[str, ...]:
    figures = (slide.figure for slide in deck.slides)
    return tuple(
        "" if figure is None else kept(slide_drawing, atlas, figure.choice) for figure in figures
    )


def _ask_title(storyboard: Storyboard) -> None:
    st.html(markup.element("h2", words.TITLE_FIELDS))
    title = st.container()
    slots = (title, *st.columns((3, 2, 2), vertical_alignment="bottom"))
    for slot, (name, label) in zip(slots, _FIELDS.items(), strict=True):
        key = f"session_{name}"
        _fill(key, getattr(storyboard, name))
        with slot:
            st.text_input(
                label, key=key, max_chars=LONGEST_LINE, on_change=_change_field, args=(name, key)
            )


def _fill(key: str, text: str) -> None:
    """Let a field show a text, whoever changed it."""
    if st.session_state.get(key) != text:
        st.session_state[key] = text


def _change_field(name: str, key: str) -> None:
    notes.keep(notes.storyboard().with_field(name, str(st.session_state[key]).strip()))


def _list_notes(page: Page, storyboard: Storyboard) -> None:
    st.html(markup.element("h2", words.SLIDES))
    for position, note in enumerate(storyboard.notes):
        message = _slide(page, note).message
        kind = words.KINDS[note.page]
        label = words.LISTED.format(number=position + 2, kind=kind, message=message)
        key = _key(note)
        with st.expander(markup.as_markdown(label), key=key, on_change="rerun") as opened:
            if opened.open:
                _edit(page, storyboard, position, key)


def _key(note: Note) -> str:
    """Key of a note's fields, which go with it when it is moved."""
    return f"note_{sha256(repr((note.page, note.words)).encode()).hexdigest()[:12]}"


def _edit(page: Page, storyboard: Storyboard, position: int, key: str) -> None:
    note = storyboard.notes[position]
    plain = _slide(page, replace(note, message=""))
    message, speech = f"{key}_message", f"{key}_speech"
    _fill(message, note.message)
    _fill(speech, note.speech)
    change = partial(_change_note, position, message, speech)
    st.text_area(words.MESSAGE, key=message, max_chars=LONGEST_MESSAGE, on_change=change, height=80)
    st.caption(markup.as_markdown(words.MESSAGE_HINT.format(headline=plain.message)))
    st.text_area(words.SPEAKER_TEXT, key=speech, max_chars=LONGEST_SPEECH, on_change=change)
    if plain.notice:
        st.warning(markup.as_message(plain.notice))
    last = len(storyboard.notes) - 1
    with st.container(horizontal=True, key=f"{key}_row"):
        _button(words.UP, storyboard.moved(position, -1), f"{key}_up", enabled=position > 0)
        _button(words.DOWN, storyboard.moved(position, 1), f"{key}_down", enabled=position < last)
        _button(words.REMOVE, storyboard.without(position), f"{key}_remove")
        if RELEASE_NAME in note.address and plain.notice:
            unpinned = tuple(pair for pair in note.words if pair[0] != RELEASE_NAME)
            newest = replace(note, words=unpinned, release="")
            _button(words.NEWEST, storyboard.with_changed(position, newest), f"{key}_newest")
        st.page_link(page_file(note.page), label=words.TO_FIGURE, query_params=dict(note.address))


def _button(label: str, changed: Storyboard, key: str, *, enabled: bool = True) -> None:
    st.button(label, key=key, on_click=notes.keep, args=(changed,), disabled=not enabled)


def _change_note(position: int, message: str, speech: str) -> None:
    storyboard = notes.storyboard()
    note = replace(
        storyboard.notes[position],
        message=" ".join(st.session_state[message].split()),
        speech=st.session_state[speech],
    )
    notes.keep(storyboard.with_changed(position, note))


def _show(atlas: Atlas, deck: SlideDeck) -> None:
    """Let slides fill the window, once for each click."""
    if not st.session_state.pop(SHOWING, False):
        return
    with st.spinner(words.MAKING):
        html = _html(deck, _drawings(atlas, deck))
    data = {"html": html, "title": words.DIALOG.format(title=deck.title), "end": words.END}
    component("slides", "slide_show")(key="session_slides", data=data)


def draw_ahead(atlas: Atlas, kind: FigureKind) -> None:
    """Draw the slide of a figure nobody asked for, so that the first one asked for takes less.

    Raises
    ------
    AtlasError
        If the atlas has no such figure.
    """
    scope = resolve(atlas, Scope(area="", level="", indicator="")).scope
    choice = FigureChoice(kind=kind, scope=scope)
    note = Note(page=page_of(choice), words=tuple(words_of(choice).items()))
    slide = figure_slide(atlas, note)
    deck = replace(slide_deck(atlas, Storyboard(), (slide,), show.today()), slides=(slide,))
    _html(deck, _drawings(atlas, deck), live=False)


def _begin_show() -> None:
    st.session_state[SHOWING] = True


def _html(deck: SlideDeck, drawings: tuple[str, ...], *, first: int = 1, live: bool = True) -> str:
    # the letters of the slides come with matplotlib: only these functions need it
    from atlas.render.slides.html import slides_html  # noqa: PLC0415  (see above)

    return slides_html(deck, drawings, first=first, live=live)


def _preview(atlas: Atlas, deck: SlideDeck) -> None:
    """Show one slide as it will be, small."""
    numbers = list(range(1, len(deck.slides) + 1))
    if st.session_state.get(PREVIEW) not in numbers:
        st.session_state[PREVIEW] = min(2, len(numbers))
    number = st.selectbox(
        words.PREVIEW_CHOICE,
        numbers,
        key=PREVIEW,
        format_func=lambda n: words.NUMBERED.format(number=n, message=deck.slides[n - 1].message),
    )
    only = replace(deck, slides=(deck.slides[number - 1],))
    html = _html(only, _drawings(atlas, only), first=number, live=False)
    with st.container(key="session_frame"):
        st.iframe(html, height=_PREVIEW_HEIGHT, alt=words.PREVIEW.format(number=number))


def _offer_files(atlas: Atlas, deck: SlideDeck) -> None:
    def make(form: str) -> bytes:
        return _file(atlas, deck, form)

    downloads = show.Downloads(
        name=deck.file_stem, formats=tuple(words.FORMS), make=make, labels=words.FORMS
    )
    show.download_menu(atlas, downloads)


def _file(atlas: Atlas, deck: SlideDeck, form: str) -> bytes:
    return slides_file(atlas, deck, _drawings(atlas, deck), form)
