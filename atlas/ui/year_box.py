"""The box of the years: the map of the page follows it before the server has heard of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from atlas.ui.component import LINK, component, said

KEY = "atlas_years"
LOST = "atlas_years_lost"
"""Number of choices that came too late; the box goes back to the page's year when it grows."""


def ask(label: str, years: Sequence[str], chosen: str, heard: Callable[[int], None]) -> None:
    """Show a box of years; `heard` is told of a choice before the run that shows it."""

    def year_chosen() -> None:
        year = said(KEY, "year")
        if year is None:
            st.session_state[LOST] = st.session_state.get(LOST, 0) + 1
        else:
            heard(int(year))

    lost = st.session_state.get(LOST, 0)
    data = {"label": label, "years": list(years), "chosen": chosen, "link": LINK, "lost": lost}
    component("years", "year_box", "ask")(key=KEY, data=data, on_year_change=year_chosen)
