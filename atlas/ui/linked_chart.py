"""The chart beside the map: it hears the map, and the map hears it."""

from __future__ import annotations

import streamlit as st

from atlas.model.figures import ChartKind
from atlas.model.scope import Scope
from atlas.render.linked_message import LinkedView, chart_message
from atlas.ui import cache, controls, markup
from atlas.ui.cache import ChartChoice
from atlas.ui.component import component
from atlas.ui.frame import Page, page_file
from atlas.views import chart_texts, texts
from atlas.views.linked import MOST_UNITS, linked

BARS, POINTS = chart_texts.LINKED

KIND = "dazu"
"""Name in the address of the kind of chart; naming it unfolds the chart."""


def draw(page: Page, scope: Scope, *, link: str, key: str) -> None:
    """Ask for bars or points of the units of a scope and show them.

    Parameters
    ----------
    link
        Name under which the figures of the page hear each other.
    key
        Name of the chart on its page, the same in every run.
    """
    level = page.atlas.level_at(scope.area, scope.level, scope.stand)
    if len(level.units) > MOST_UNITS:
        words = {"number": len(level.units), "plural": level.plural}
        st.info(markup.as_markdown(chart_texts.LINKED_TOO_MANY.format(**words)))
        st.page_link(page_file("tabelle"), label=texts.TO_TABLE)
        return
    choice = _ask(page, scope)
    if choice is None:
        st.info(texts.ONLY_ONE)
        return
    series = cache.map_series(page.atlas, scope)
    spec = linked(cache.chart(page.atlas, choice), series, scope.year)
    view = LinkedView(link=link, selection=controls.selection(page, scope))

    def units_chosen() -> None:
        controls.select(tuple(st.session_state[key].selection))

    component("chart", "linked_chart", "show")(
        key=key,
        data=chart_message(spec, view),
        on_selection_change=units_chosen,
        height="content",
    )
    if choice.other:
        # the map tells its own sources, not those of the second indicator
        st.html(markup.foot_html(spec.chart.provenance))


def _ask(page: Page, scope: Scope) -> ChartChoice | None:
    """Ask which chart; None if it needs a second indicator and there is none."""
    with st.container(horizontal=True):
        kind = controls.switch(KIND, chart_texts.LINKED_CHOICE, chart_texts.LINKED)
        if kind == BARS:
            return ChartChoice(kind=ChartKind.BARS, scope=scope)
        partners = cache.partners(page.atlas, scope)
        if not partners:
            return None
        other = controls.second("dazu_mit", texts.OTHER_INDICATOR, partners)
    return ChartChoice(kind=ChartKind.SCATTER, scope=scope, other=other)
