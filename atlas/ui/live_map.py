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
from atlas.ui.component import component, component_value
from atlas.ui.static_files import Geometry
from atlas.views.map import bivariate, captions

DETAILS = "atlas_details"


def draw(
    geometry: Geometry,
    series: MapSeries,
    view: LiveView,
    *,
    key: str,
    on_selection: Callable[[tuple[str, ...]], None],
) -> None:
    """Show a series as a live map.

    A year chosen on it reaches the server through the box of the years (`atlas.ui.year_box`).

    Parameters
    ----------
    geometry
        The boundaries.
    series, view
        What is drawn, and how.
    key
        Name of this map on its page, the same in every run.
    on_selection
        Called with the units selected on the map.
    """
    data = message_bytes(series, geometry.units, view)

    def selection_changed() -> None:
        units = component_value(key, "selection")
        if units is not None:
            on_selection(tuple(units))

    component("map", "live_map")(key=key, data=data, on_selection_change=selection_changed)


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One map of a page: it shows a unit's details for a scope, and for a second indicator."""

    scope: Scope
    other: str = ""

    @property
    def name(self) -> str:
        """Name under which the map finds its details among those of all maps."""
        return f"{self.scope.file_stem}__{self.other}"


@st.fragment
def details(atlas: Atlas, slots: tuple[Slot, ...], channel: str) -> None:
    """Send the maps of a channel the details of the unit their user points at, each its own.

    Only this small part of the page runs again when the pointer moves.
    """
    unit = component_value(DETAILS, "unit")
    by_slot = {} if unit is None else {slot.name: _details(atlas, slot, unit) for slot in slots}
    sent = None if unit is None else {"unit": unit, "slots": by_slot}
    data = {"channel": channel, "details": sent}
    component("details", "unit_details")(key=DETAILS, data=data, on_unit_change=_nothing)


def _details(atlas: Atlas, slot: Slot, unit: str) -> tuple[tuple[str, str], ...]:
    """Figures of a unit; none of one the slot's level doesn't know."""
    if slot.other:
        return kept(bivariate.bivariate_details, atlas, slot.scope.unselected, slot.other, unit)
    return kept(captions.unit_details, atlas, slot.scope.unselected, unit)


def _nothing() -> None:
    """Streamlit keeps a component's state only if there is a callback for its changes."""
