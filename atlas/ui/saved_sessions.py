"""Storyboards that are kept: as a file with everybody, in the journal where somebody may write."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import streamlit as st

from atlas.commands.entries import Writer
from atlas.errors import AtlasError
from atlas.model.journal import Entry, EntryKind, fields_of
from atlas.model.notes import Storyboard
from atlas.model.scope import Scope
from atlas.ui import journal, markup, notes, show
from atlas.ui.component import component, component_value
from atlas.ui.frame import Page
from atlas.views import file_name_texts
from atlas.views.file_names import slug
from atlas.views.session import texts as words
from atlas.views.session.storyboard_file import (
    MOST_BYTES,
    storyboard_bytes,
    storyboard_fields,
    storyboard_from_bytes,
    storyboard_from_fields,
)

FILE, OUTCOME, FAULT = "session_file", "session_outcome", "session_fault"
ENTRY, CHOSEN = "session_entry", "session_chosen"
AUDIENCE, CONTENT = "audience", "storyboard"
"""Fields of an entry."""


def draw(page: Page, scope: Scope) -> None:
    """Offer to keep the storyboard, and to open one that was kept."""
    st.html(markup.element("h2", words.KEEP))
    if outcome := st.session_state.pop(OUTCOME, ""):
        st.success(outcome)
    if fault := st.session_state.pop(FAULT, ""):
        st.error(markup.as_message(fault))
    storyboard = notes.storyboard()
    if storyboard.notes:
        with st.container(horizontal=True, key="session_keep"):
            _offer_file(page, storyboard)
            _offer_clearing(storyboard)
    _ask_file()
    if not journal.may_write():
        return
    # a database nobody asked for isn't opened
    with st.expander(words.IN_JOURNAL, key="session_in_journal", on_change="rerun") as opened:
        if opened.open:
            try:
                _journal(page, scope, journal.writer(), storyboard)
            except AtlasError as error:
                st.error(markup.as_message(str(error)))


def _offer_file(page: Page, storyboard: Storyboard) -> None:
    readers = file_name_texts.READERS.get(page.atlas.audience, "")
    parts = (readers, slug(storyboard.title), file_name_texts.NOTES)
    st.download_button(
        words.SAVE_FILE,
        partial(storyboard_bytes, storyboard),
        file_name=f"{'__'.join(part for part in parts if part)}.json",
        mime=show.MIME["json"],
        key="session_save_file",
        on_click="ignore",
    )


def _offer_clearing(storyboard: Storyboard) -> None:
    with st.popover(words.CLEAR, key="session_clear"):
        st.write(words.CLEAR_SURE.format(number=len(storyboard.notes)))
        st.button(words.CLEAR_YES, on_click=_replace, args=(Storyboard(), None))


def _ask_file() -> None:
    # one more than there may be tells a file that is too large
    data = {"label": words.OPEN_FILE, "ending": ".json", "most": MOST_BYTES + 1}
    component("file", "file_box")(key=FILE, data=data, on_text_change=_open_file)


def _open_file() -> None:
    text = component_value(FILE, "text")
    if text is None:
        return
    with _telling_errors():
        _replace(storyboard_from_bytes(str(text).encode("utf-8", "replace")), None)
        st.session_state[OUTCOME] = words.OPENED


def _replace(storyboard: Storyboard, entry: Entry | None) -> None:
    notes.keep(storyboard)
    st.session_state[ENTRY] = entry


def _journal(page: Page, scope: Scope, writer: Writer, storyboard: Storyboard) -> None:
    """List what is kept for the area, and offer to keep the storyboard there."""
    content: dict[str, Any] = {
        AUDIENCE: page.atlas.audience.value,
        CONTENT: storyboard_fields(storyboard),
    }
    opened: Entry | None = st.session_state.get(ENTRY)
    with st.container(horizontal=True, key="session_journal"):
        if storyboard.notes:
            keep_new = partial(writer.add, EntryKind.SESSION, scope.area, content)
            st.button(words.SAVE_NEW, key="session_add", on_click=_save, args=(keep_new,))
        if storyboard.notes and opened is not None:
            keep_change = partial(writer.change, opened, content)
            st.button(words.SAVE_CHANGE, key="session_change", on_click=_save, args=(keep_change,))
    entries = {
        entry.key: entry
        for entry in writer.journal.current(EntryKind.SESSION, scope.area)
        if fields_of(entry).get(AUDIENCE) == page.atlas.audience.value
    }
    if entries:
        _choose_entry(writer, entries)


@contextmanager
def _telling_errors() -> Iterator[None]:
    """Keep what stands against an act in a callback, to be told on the page that follows."""
    try:
        yield
    except AtlasError as error:
        st.session_state[FAULT] = str(error)


def _save(write: Callable[[], Entry]) -> None:
    with _telling_errors():
        st.session_state[ENTRY] = write()
        st.session_state[OUTCOME] = words.SAVED


def _choose_entry(writer: Writer, entries: dict[str, Entry]) -> None:
    key = st.selectbox(
        words.OPEN_SAVED,
        list(entries),
        key=CHOSEN,
        format_func=lambda name: _label(entries[name]) if name in entries else name,
    )
    entry = entries[key]
    with st.container(horizontal=True, key="session_saved"):
        st.button(words.OPEN, key="session_open", on_click=_open_entry, args=(entry,))
        st.button(words.DELETE, key="session_delete", on_click=_delete, args=(writer, entry))


def _delete(writer: Writer, entry: Entry) -> None:
    with _telling_errors():
        writer.remove(entry)


def _label(entry: Entry) -> str:
    kept = fields_of(entry).get(CONTENT)
    title = kept.get("title") if isinstance(kept, dict) else ""
    return words.SAVED_OPTION.format(
        title=title or words.UNTITLED, day=f"{entry.written:%d.%m.%Y}", actor=entry.actor
    )


def _open_entry(entry: Entry) -> None:
    with _telling_errors():
        _replace(storyboard_from_fields(fields_of(entry).get(CONTENT)), entry)
        st.session_state[OUTCOME] = words.OPENED
