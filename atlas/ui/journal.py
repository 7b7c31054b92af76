"""The journal on pages: opened once, and written by whom the configuration lets."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st

from atlas.commands.entries import Writer
from atlas.errors import AtlasError, NotAllowedError
from atlas.journal import Journal, existing_journal, open_journal
from atlas.ui import markup, sign_in
from atlas.ui.folders import home
from atlas.ui.frame import Page
from atlas.views import goal_texts
from atlas.views.writings import NOTHING_WRITTEN, Writings, writings


def written(page: Page, area: str) -> Writings:
    """Return what is written about an area, as far as the audience may see it.

    A journal that can't be read is told and keeps no figures from being shown.
    """
    try:
        return writings(existing_journal(home()), area, page.atlas.audience)
    except AtlasError as error:
        st.warning(markup.as_message(f"{error} {goal_texts.NOTHING_READ}"))
        return NOTHING_WRITTEN


def may_write() -> bool:
    """Whether whoever looks may write."""
    someone = sign_in.person()
    return someone is not None and someone.may_write


def writer() -> Writer:
    """Return whoever may write; makes the journal.

    Raises
    ------
    NotAllowedError
        If whoever looks may write no more, since a role was taken or the sign-in has expired.
    JournalError
        If the journal can't be made.
    """
    someone = sign_in.person()
    if someone is None or not someone.may_write:
        sign_in.refuse_writing(someone.subject if someone else "")
        raise NotAllowedError
    return Writer(journal=_opened(home()), actor=someone.actor)


@cache
def _opened(folder: Path) -> Journal:
    return open_journal(folder)
