"""What a delivery changes: cells, indicators, where."""

from __future__ import annotations

import streamlit as st

from atlas.checks.intake.difference import Difference
from atlas.model.overview import SmallMap
from atlas.model.submissions import IndicatorEffects
from atlas.ui import cache, composed, markup
from atlas.ui.desk_view import DeskView
from atlas.ui.overview import legend_html, picture_html
from atlas.views.desk import tables
from atlas.views.desk import texts as words
from atlas.views.desk.changed_map import changed_map

TABLE_HEIGHT = 460
"""Pixels: as high as the map beside it."""


def draw(
    view: DeskView,
    change: Difference,
    effects: IndicatorEffects | None,
    level_id: str,
    year: int,
) -> None:
    """Show what changes, as sentence, table and small map, and what that does to indicators."""
    st.write(tables.change_text(change))
    if change.cells.empty:
        return
    area, catalogue = view.holdings.area, view.holdings.catalogue
    left, right = st.columns([3, 2], gap="large")
    with left, st.container(height=TABLE_HEIGHT, border=False):
        st.html(markup.table_html(tables.change_table(change, area, catalogue)))
    with right:
        _draw_map(changed_map(area, level_id, change, year))
    # indicators are made of figures of several departments, not yet protected
    if effects is None or not view.may_release:
        return
    st.html(markup.element("h3", words.EFFECTS))
    if effects.top:
        st.html(markup.table_html(tables.effects_table(effects, area, catalogue)))
    else:
        st.write(words.NO_EFFECT)


def _draw_map(spec: SmallMap | None) -> None:
    """Draw where figures change; nothing for an area the pages can't show yet."""
    atlas = cache.open_atlas()
    shown = set(atlas.area_ids) - atlas.unusable.keys()
    if spec is None or spec.scope.area not in shown:
        return
    st.html(
        markup.element("h3", spec.title)
        + picture_html(composed.small_map(atlas, spec), spec.alt, "small-map")
        + legend_html(spec.series)
    )
