"""The journal on pages: opened once, and written by whom the configuration lets."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st

from atlas.commands.entries import Writer
from atlas.journal import Journal, existing_journal, open_journal
from atlas.ui import settings
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
    return bool(_writer_name())


def writer() -> Writer:
    """Whoever may write; makes the journal, and raises `JournalError`."""
    return Writer(journal=_opened(home()), actor=_writer_name())


@cache
def _opened(folder: Path) -> Journal:
    return open_journal(folder)


def _writer_name() -> str:
    return settings.writer_name(st.get_option("server.address"))
