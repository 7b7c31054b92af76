"""The live map on a page: its component, its geometry, and what comes back from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer

from atlas.atlas import Atlas
from atlas.model.figures import MapSeries
from atlas.model.scope import Scope
from atlas.render.live_message import LiveView, message_bytes
from atlas.ui import cache, static_files
from atlas.ui.static_files import Geometry

FACTS = "atlas_facts"
LOADER = """
const base = location.origin + "{base}";
const loaded = import(base + "{code}{module}.js");
export default async (component) => (await loaded).{entry}(component, base);
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """Whom the map tells what its user did; each gets the new value."""

    year: Callable[[int], None]
    selection: Callable[[tuple[str, ...]], None]


def component(name: str, module: str, entry: str) -> ComponentRenderer:
    """Register a component whose code lies in the static folder.

    Streamlit sends the code of a component with each message, so the code sent is only the
    line that loads the rest.
    """
    base, code = static_files.base_address(), cache.live_code()
    loader = LOADER.format(base=base, code=code, module=module, entry=entry)
    return st.components.v2.component(f"sozialatlas.{name}", js=loader)


def draw(geometry: Geometry, series: MapSeries, view: LiveView, *, key: str, heard: Heard) -> None:
    """Show a series as a live map.

    Parameters
    ----------
    geometry
        The boundaries.
    series, view
        What is shown, and how.
    key
        Name of this map on its page, the same in every run.
    heard
        Is told of a year or units chosen on the map.
    """
    data = message_bytes(series, geometry.units, view)

    def year_chosen() -> None:
        index = st.session_state[key].year
        heard.year(series.columns[index].year)

    def units_chosen() -> None:
        heard.selection(tuple(st.session_state[key].selection))

    component("map", "live_map", "show")(
        key=key, data=data, on_year_change=year_chosen, on_selection_change=units_chosen
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is told of a unit pointed at: figures of a scope, and of a second indicator."""

    scope: Scope
    other: str
    link: str


@st.fragment
def facts(atlas: Atlas, asked: Asked) -> None:
    """Tell the maps of a link the figures of the unit their user points at.

    Only this small part of the page runs again when the pointer moves.
    """
    unit = getattr(st.session_state.get(FACTS), "unit", None)
    level = atlas.level_at(asked.scope.area, asked.scope.level, asked.scope.stand)
    names = {one.id: one.name for one in level.units}
    told = None
    if unit in names:
        told = {"unit": unit, "name": names[unit], "pairs": _details(atlas, asked, unit)}
    data = {"link": asked.link, "facts": told}
    component("facts", "facts", "ask")(key=FACTS, data=data, on_unit_change=_nothing)


def _details(atlas: Atlas, asked: Asked, unit: str) -> tuple[tuple[str, str], ...]:
    if asked.other:
        return cache.bivariate_details(atlas, asked.scope, asked.other, unit)
    return cache.unit_details(atlas, asked.scope, unit)


def _nothing() -> None:
    """Streamlit keeps a component's state only if somebody hears of its changes."""
