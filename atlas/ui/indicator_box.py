"""The box of the indicators: a map of the page follows a choice before it reaches the server."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

import streamlit as st

from atlas.ui.component import CHANNEL, component, component_value
from atlas.views import texts

Option: TypeAlias = tuple[str, str, tuple[str, ...]]
KEY = "atlas_indicators"
LATE = "atlas_indicators_late"
"""Number of choices that came too late; the box goes back to the page's indicator then."""


def ask(
    options: Iterable[Option], chosen: str, preview: str, on_choice: Callable[[str], None]
) -> None:
    """Show a box of indicators to search and choose from.

    Parameters
    ----------
    options
        Code, title and synonyms of each.
    chosen
        Code of the page's indicator, "" where a choice leads to another page.
    preview
        Address at which the live map of a code appended to it can be had, "" for none.
    on_choice
        Called with a code before the run that shows it.
    """

    def code_changed() -> None:
        code = component_value(KEY, "code")
        if code is None:
            st.session_state[LATE] = st.session_state.get(LATE, 0) + 1
        else:
            on_choice(str(code))

    data = {
        "label": texts.INDICATOR if chosen else texts.INDICATOR_FOR_MAP,
        "options": [(code, title, list(synonyms)) for code, title, synonyms in options],
        "chosen": chosen,
        "channel": CHANNEL,
        "preview": preview,
        "list": texts.INDICATOR_LIST,
        "nothing": texts.NO_HIT,
        "lateChoices": st.session_state.get(LATE, 0),
    }
    component("indicators", "indicator_box")(key=KEY, data=data, on_code_change=code_changed)
