"""The live map of an index: its message, and the cards of the units pointed at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Final

import streamlit as st

from atlas.atlas import Atlas
from atlas.model.scope import Scope
from atlas.model.specs import MapSeries, UnitCard
from atlas.render.live.message import LiveView, message_bytes
from atlas.ui import controls, live_map, static_files
from atlas.ui.cache import kept
from atlas.ui.component import CHANNEL, component, component_value
from atlas.ui.frame import Page
from atlas.views.composite.figures import IndexChoice

_SLOT: Final = "index"
CardOf = Callable[[Atlas, IndexChoice, str], UnitCard | None]


def draw(page: Page, scope: Scope, series: MapSeries, key: str) -> None:
    """Show a map whose legend has an entry per class.

    Parameters
    ----------
    key
        Name of this map on its page, the same in every run.
    """
    atlas = page.atlas
    geometry = kept(static_files.publish_geometry, atlas, scope.area, scope.level, scope.vintage)
    view = LiveView(
        geometry=geometry.address,
        channel=CHANNEL,
        slot=_SLOT,
        current=scope.year,
        selection=scope.selection,
        background=kept(static_files.publish_background, atlas, scope.area),
        ground=live_map.ground(atlas, scope),
    )
    sent = message_bytes(series, geometry.units, view)
    live_map.draw(sent, key=key, on_selection=controls.select_units)


@st.fragment
def details(atlas: Atlas, choice: IndexChoice, card_of: CardOf) -> None:
    """Send the map what it says of the unit pointed at; only this part of the page runs again."""
    unit = component_value(live_map.DETAILS, "unit")
    card = None if unit is None else kept(card_of, atlas, choice, unit)
    shown = None if unit is None else {"unit": unit, "slots": {_SLOT: card and asdict(card)}}
    sent = {"channel": CHANNEL, "details": shown, "selected": {_SLOT: None}}
    component("details", "unit_details")(
        key=live_map.DETAILS, data=sent, on_unit_change=live_map.nothing
    )
