"""The chart beside the map: each follows what is pointed at and selected on the other."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from atlas.model.scope import ChartKind, Scope
from atlas.model.specs import MapSeries
from atlas.render.live.chart_message import LinkedView, chart_message
from atlas.ui import composed, controls, markup
from atlas.ui.cache import kept
from atlas.ui.component import CHANNEL, component, component_value
from atlas.ui.frame import Page, page_file
from atlas.views import choices, selected, texts
from atlas.views.chart import texts as chart_texts
from atlas.views.chart.linked import MOST_UNITS, linked
from atlas.views.selected import ChartChoice

BARS, POINTS = chart_texts.LINKED

KIND = "dazu"
"""Name in the address of the kind of chart; naming it unfolds the chart."""


def draw(page: Page, scope: Scope, other: str, *, key: str) -> None:
    """Ask for bars or points of the units of a scope and show them.

    Parameters
    ----------
    other
        The second indicator of a map of two, whose colours the chart takes then.
    key
        Name of the chart on its page, the same in every run.
    """
    level = page.atlas.level_at(scope.area, scope.level, scope.vintage)
    if len(level.units) > MOST_UNITS:
        number = len(level.units)
        text = chart_texts.LINKED_TOO_MANY.format(number=number, plural=level.plural)
        st.info(markup.as_message(text))
        st.page_link(page_file("tabelle"), label=texts.TO_TABLE)
        return
    figures = scope.unselected
    choice = _ask_in_one(figures, other) if other else _ask(page, figures)
    if choice is None:
        st.info(texts.ONLY_ONE)
        return
    spec = linked(
        kept(selected.chart, page.atlas, choice), _coloured(page, figures, other), scope.year
    )
    view = LinkedView(channel=CHANNEL, selection=scope.selection)

    def selection_changed() -> None:
        units = component_value(key, "selection")
        if units is not None:
            controls.select_units(tuple(units))

    component("chart", "linked_chart")(
        key=key,
        data=chart_message(spec, view),
        on_selection_change=selection_changed,
        height="content",
    )
    if choice.other and not other:
        # the map names its own sources, not those of the second indicator
        st.html(markup.foot_html(spec.chart.provenance))


def _coloured(page: Page, scope: Scope, other: str) -> MapSeries:
    """Return the map whose colours the chart takes."""
    return kept(composed.map_series, page.atlas, scope, other)


def _ask_in_one(scope: Scope, other: str) -> ChartChoice:
    """Ask which chart of two indicators on one map: first the points of these two.

    The points lie as in the map's legend: the scope's indicator runs from left to right.
    """
    kinds = {kind: chart_texts.LINKED[kind] for kind in (POINTS, BARS)}
    if controls.switch(KIND, chart_texts.LINKED_CHOICE, kinds) == BARS:
        return ChartChoice(kind=ChartKind.BARS, scope=scope)
    upwards = replace(scope, indicator=other, classing=None)
    return ChartChoice(kind=ChartKind.SCATTER, scope=upwards, other=scope.indicator)


def _ask(page: Page, scope: Scope) -> ChartChoice | None:
    """Ask which chart; None if it needs a second indicator and there is none."""
    with st.container(horizontal=True):
        kind = controls.switch(KIND, chart_texts.LINKED_CHOICE, chart_texts.LINKED)
        if kind == BARS:
            return ChartChoice(kind=ChartKind.BARS, scope=scope)
        partners = kept(choices.partners, page.atlas, scope)
        if not partners:
            return None
        other = controls.select_box("dazu_mit", texts.OTHER_INDICATOR, partners)
    return ChartChoice(kind=ChartKind.SCATTER, scope=scope, other=other)
