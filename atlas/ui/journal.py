"""The journal on pages: opened once, and written by whom the configuration lets."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from atlas.commands.entries import Writer
from atlas.errors import NotAllowedError
from atlas.journal import Journal, existing_journal, open_journal
from atlas.ui import sign_in
from atlas.ui.folders import home
from atlas.ui.frame import Page
from atlas.views.writings import Writings, writings


def written(page: Page, area: str) -> Writings:
    """Return what is written about an area, as far as the audience may see it.

    Raises
    ------
    JournalError
        If the journal can't be read.
    """
    return writings(existing_journal(home()), area, page.atlas.audience)


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
