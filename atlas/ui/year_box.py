"""The box of the years: the maps of the page follow a choice before it reaches the server."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from atlas.ui.component import CHANNEL, component, component_value

KEY = "atlas_years"
LATE = "atlas_years_late"
"""Number of choices that came too late; the box goes back to the page's year when it grows."""


def ask(label: str, years: Sequence[str], chosen: str, on_choice: Callable[[int], None]) -> None:
    """Show a box of years; `on_choice` is called with a year before the run that shows it."""

    def year_changed() -> None:
        year = component_value(KEY, "year")
        if year is None:
            st.session_state[LATE] = st.session_state.get(LATE, 0) + 1
        else:
            on_choice(int(year))

    data = {
        "label": label,
        "years": list(years),
        "chosen": chosen,
        "channel": CHANNEL,
        "lateChoices": st.session_state.get(LATE, 0),
    }
    component("years", "year_box")(key=KEY, data=data, on_year_change=year_changed)
