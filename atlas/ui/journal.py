"""The journal on pages: opened once, and written by whom the configuration lets."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st

from atlas.commands.entries import Writer
from atlas.journal import Journal, open_journal
from atlas.ui import settings
from atlas.ui.folders import home


def journal() -> Journal:
    """The journal of the configured folder or database; raises `JournalError`."""
    return _opened(home())


@cache
def _opened(folder: Path) -> Journal:
    return open_journal(folder)


def may_write() -> bool:
    """Whether somebody may write into the journal."""
    return bool(settings.writer_name(st.get_option("server.address")))


def writer() -> Writer | None:
    """Who may write into the journal, None where nobody may."""
    name = settings.writer_name(st.get_option("server.address"))
    return Writer(journal=journal(), actor=name) if name else None
