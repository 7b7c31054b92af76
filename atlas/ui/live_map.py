"""The live map on a page: its component, its geometry, and what comes back from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from atlas.atlas import Atlas
from atlas.model.scope import Scope
from atlas.render.hyphenation import MOST_LABELLED
from atlas.render.live.message import LiveView, message_bytes
from atlas.ui import composed, static_files
from atlas.ui.cache import kept
from atlas.ui.component import CHANNEL, component, component_value
from atlas.views.address import encode
from atlas.views.map import bivariate, maps, unit_cards

DETAILS = "atlas_details"
SEVERAL = 2
"""From so many selected units on they are listed, and taken together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slot:
    """One map of a page: it shows a unit's details for a scope, and for a second indicator."""

    scope: Scope
    other: str = ""

    @property
    def name(self) -> str:
        """Name under which the map finds its details among those of all maps."""
        return urlencode(encode(self.scope.unselected) | {"mit": self.other})


def message(atlas: Atlas, slot: Slot, *, multiples: bool = False, compact: bool = False) -> bytes:
    """Encode what a live map shows; see `render.live.message`.

    Parameters
    ----------
    atlas, slot
        Which map.
    multiples, compact
        As in `LiveView`.
    """
    scope = slot.scope
    geometry = kept(static_files.publish_geometry, atlas, scope.area, scope.level, scope.vintage)
    series = kept(composed.map_series, atlas, scope.unselected, slot.other)
    view = LiveView(
        geometry=geometry.address,
        channel=CHANNEL,
        slot=slot.name,
        current=scope.year,
        selection=scope.selection,
        background=kept(static_files.publish_background, atlas, scope.area),
        multiples=multiples,
        compact=compact,
        texts=_texts(atlas, slot, len(series.units)),
        ground=ground(atlas, scope),
    )
    return message_bytes(series, geometry.units, view)


def ground(atlas: Atlas, scope: Scope) -> str:
    """Address of the geometry of the whole area below custom areas; "" where there is none."""
    level = atlas.area(scope.area).ground_level(scope.level)
    if not level:
        return ""
    return kept(static_files.publish_geometry, atlas, scope.area, level, None).address


def _texts(atlas: Atlas, slot: Slot, units: int) -> tuple[tuple[str, ...], ...]:
    """Figures to be written on a map; none where there is no room, or where there are two each."""
    if slot.other or units > MOST_LABELLED:
        return ()
    return kept(maps.figure_texts, atlas, slot.scope.unselected)


def draw(data: bytes, *, key: str, on_selection: Callable[[tuple[str, ...]], None]) -> None:
    """Show a live map.

    A year or an indicator chosen beside it reaches the server through the box it is chosen in.

    Parameters
    ----------
    data
        Its message.
    key
        Name of this map on its page, the same in every run.
    on_selection
        Called with the units selected on the map.
    """

    def selection_changed() -> None:
        units = component_value(key, "selection")
        if units is not None:
            on_selection(tuple(units))

    component("map", "live_map")(key=key, data=data, on_selection_change=selection_changed)


@st.fragment
def details(atlas: Atlas, slots: tuple[Slot, ...], channel: str) -> None:
    """Send the maps of a channel what they say of the unit pointed at and of the selected ones.

    Only this small part of the page runs again when the pointer moves.
    """
    unit = component_value(DETAILS, "unit")
    cards = {} if unit is None else {slot.name: _card(atlas, slot, unit) for slot in slots}
    data = {
        "channel": channel,
        "details": None if unit is None else {"unit": unit, "slots": cards},
        "selected": {slot.name: _selected(atlas, slot) for slot in slots},
    }
    component("details", "unit_details")(key=DETAILS, data=data, on_unit_change=nothing)


def _card(atlas: Atlas, slot: Slot, unit: str) -> dict[str, Any] | None:
    """Card of a unit; None for one the slot's level doesn't know."""
    scope = slot.scope.unselected
    if slot.other:
        card = kept(bivariate.bivariate_card, atlas, scope, slot.other, unit)
    else:
        card = kept(unit_cards.unit_card, atlas, scope, unit)
    return asdict(card) if card else None


def _selected(atlas: Atlas, slot: Slot) -> dict[str, Any] | None:
    """Cards of several selected units; None where there are no several, or two indicators."""
    if slot.other or len(slot.scope.selection) < SEVERAL:
        return None
    return asdict(kept(unit_cards.selection_cards, atlas, slot.scope))


def nothing() -> None:
    """Streamlit keeps a component's state only if there is a callback for its changes."""
