"""The live map on a page: its component, its geometry, and what comes back from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import streamlit as st

from atlas.atlas import Atlas
from atlas.model.scope import Scope
from atlas.model.specs import MapSeries
from atlas.render.live.message import LiveView, message_bytes
from atlas.ui.cache import kept
from atlas.ui.component import component, said
from atlas.ui.static_files import Geometry
from atlas.views.map import bivariate, captions

FACTS = "atlas_facts"


def draw(
    geometry: Geometry,
    series: MapSeries,
    view: LiveView,
    *,
    key: str,
    selected: Callable[[tuple[str, ...]], None],
) -> None:
    """Show a series as a live map.

    A year chosen on it goes to the box of the years (`atlas.ui.year_box`).

    Parameters
    ----------
    geometry
        The boundaries.
    series, view
        What is shown, and how.
    key
        Name of this map on its page, the same in every run.
    selected
        Is told of units chosen on the map.
    """
    data = message_bytes(series, geometry.units, view)

    def units_chosen() -> None:
        units = said(key, "selection")
        if units is not None:
            selected(tuple(units))

    component("map", "live_map", "show")(key=key, data=data, on_selection_change=units_chosen)


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What one map tells of a unit: figures of a scope, and of a second indicator."""

    scope: Scope
    other: str = ""

    @property
    def name(self) -> str:
        """Name of the topic, the same for the map and for its figures."""
        return f"{self.scope.file_stem}__{self.other}"


@st.fragment
def facts(atlas: Atlas, topics: tuple[Topic, ...], link: str) -> None:
    """Tell the maps of a link the figures of the unit their user points at, each its own.

    Only this small part of the page runs again when the pointer moves.
    """
    unit = said(FACTS, "unit")
    told = None
    if unit is not None:
        figures = {topic.name: _details(atlas, topic, unit) for topic in topics}
        told = {"unit": unit, "figures": figures}
    data = {"link": link, "facts": told}
    component("facts", "facts", "ask")(key=FACTS, data=data, on_unit_change=_nothing)


def _details(atlas: Atlas, topic: Topic, unit: str) -> tuple[tuple[str, str], ...]:
    """Figures of a unit; none of one the topic's level doesn't know."""
    if topic.other:
        return kept(bivariate.bivariate_details, atlas, topic.scope, topic.other, unit)
    return kept(captions.unit_details, atlas, topic.scope, unit)


def _nothing() -> None:
    """Streamlit keeps a component's state only if somebody hears of its changes."""
