"""Writing at the data desk: what was done, what stands against it, and all versions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import streamlit as st

from atlas.errors import AtlasError
from atlas.model.journal import Entry
from atlas.ui import markup
from atlas.ui.settings import NOBODY
from atlas.views.desk import catalogue_texts as words
from atlas.views.desk import texts as desk_words

DONE: Final = "desk_written"
"""Key of the sentence to say once about what was written last."""
_MOST_VERSIONS: Final = 30


def say_what_was_done() -> None:
    """Say once what `attempt` has done."""
    if done := st.session_state.pop(DONE, ""):
        st.success(markup.as_message(done))


def attempt(act: Callable[[], str]) -> None:
    """Write, and say what was done or what stands against it; what was typed stays."""
    try:
        st.session_state[DONE] = act()
    except AtlasError as error:
        st.error(markup.as_message(str(error)))
        return
    st.rerun()


def show_history(versions: Sequence[Entry], text_of: Callable[[Entry], str]) -> None:
    """List the newest versions of all entries, also of those that are gone.

    `text_of` gives what a version says.
    """
    with st.expander(words.HISTORY, key="desk_written_history", on_change="rerun") as opened:
        if not opened.open:
            return
        if not versions:
            st.write(words.NO_HISTORY)
        by_version = {(one.key, one.version): one for one in versions}
        for one in versions[:_MOST_VERSIONS]:
            line = words.HISTORY_LINE.format(
                version=one.version,
                day=f"{one.written.astimezone():%d.%m.%Y %H:%M}",
                actor=desk_words.NOBODY if one.actor == NOBODY else one.actor,
                gone=words.GONE if one.is_removed else "",
            )
            st.caption(markup.as_markdown(line))
            # of what is gone, what it said
            said = by_version[one.key, one.version - 1] if one.is_removed else one
            st.code(text_of(said), language=None, wrap_lines=True)
