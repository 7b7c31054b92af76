"""The box of the years: the map of the page follows it before the server has heard of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from atlas.ui.component import LINK, component

KEY = "atlas_years"


def ask(label: str, years: Sequence[str], chosen: str, heard: Callable[[int], None]) -> None:
    """Show a box of years; `heard` is told of a choice before the run that shows it."""

    def year_chosen() -> None:
        heard(int(st.session_state[KEY].year))

    data = {"label": label, "years": list(years), "chosen": chosen, "link": LINK}
    component("years", "year_box", "ask")(key=KEY, data=data, on_year_change=year_chosen)
