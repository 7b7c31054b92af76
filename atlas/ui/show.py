"""Figures on the screen: head, drawing, foot, downloads, command, link and text twin."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from urllib.parse import urlencode

import streamlit as st

from atlas.errors import NoBoundariesError
from atlas.model.figures import Provenance, TableSpec
from atlas.model.scope import Scope
from atlas.render.downloads import CHART_FORMATS, MAP_FORMATS, TABLE_FORMATS
from atlas.ui import cache, grid, markup
from atlas.ui.cache import ChartChoice
from atlas.ui.frame import Page, page_file
from atlas.views import method, texts
from atlas.views.commands import values_command

MAP_HEIGHT = 560
"""Pixels, where the style sheet (which goes by the height of the window) doesn't reach."""
SIDES = ("left", "top", "right", "bottom")
CHART_PADDING = 8
MOST_ROWS = 1000
"""Rows of an ordinary table a browser lays out without delay."""
MIME = {
    "png": "image/png",
    "svg": "image/svg+xml",
    "pdf": "application/pdf",
    "html": "text/html",
    "geojson": "application/geo+json",
    "gpkg": "application/geopackage+sqlite3",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class _Offer:
    """What can be taken away from a figure: formats, and how one of them is made."""

    name: str
    forms: tuple[str, ...]
    make: Callable[[str], bytes]


def choropleth(page: Page, scope: Scope) -> None:
    """Show the map of a scope; a level without boundaries says so and points to the table."""
    spec = cache.choropleth(page.atlas, scope)
    shown = spec.shown
    level = page.atlas.level(scope.area, scope.level)
    if level.boundaries is None:
        _head(shown.headline, shown.subtitle)
        st.info(markup.as_markdown(str(NoBoundariesError(level.name))))
        st.page_link(page_file("tabelle"), label=texts.TO_TABLE)
    else:
        # the frame shows the headline; the page's own is for the ear
        st.html(markup.element("h1", shown.headline, "hidden"))
        _map(page, scope, texts.MAP_ALT.format(headline=shown.headline, subtitle=shown.subtitle))
    _foot(shown.provenance, *([f"{texts.CLASSING}: {spec.method}"] if level.boundaries else []))
    make = partial(cache.map_file, page.atlas, scope)
    forms = MAP_FORMATS if level.boundaries else ()
    _actions(page, scope, _Offer(name=spec.file_stem, forms=forms, make=make))
    _twin(shown.twin, cache.unit_table(page.atlas, scope))


def _map(page: Page, scope: Scope, alt: str) -> None:
    with st.container(key="atlas_map"):
        st.iframe(cache.map_frame(page.atlas, scope), height=MAP_HEIGHT, alt=alt)


def unit_table(page: Page, scope: Scope) -> None:
    """Show all units of a scope in official order, and once more to sort and search.

    The ordinary table comes first: it wraps its heads, and keyboard and screen readers walk
    through it. Very long ones are left to the grid, which draws only what is in sight.
    """
    spec = cache.unit_table(page.atlas, scope)
    _head(spec.title, spec.subtitle)
    if len(spec.rows) <= MOST_ROWS:
        st.html(markup.table_html(spec))
        with st.expander(texts.SORT):
            grid.draw(spec)
    else:
        grid.draw(spec)
    _foot(spec.provenance)
    make = partial(cache.table_file, page.atlas, scope)
    _actions(page, scope, _Offer(name=spec.file_stem, forms=TABLE_FORMATS, make=make))


def chart(page: Page, choice: ChartChoice) -> None:
    """Show one chart."""
    # Altair takes half a second to load: only this page needs it
    from atlas.render.charts import altair_chart  # noqa: PLC0415

    spec = cache.chart(page.atlas, choice)
    _head(spec.headline, spec.subtitle)
    # Streamlit writes into the padding, so it has to be one number per side;
    # the spec describes itself: an alternative text here would only replace that
    drawn = altair_chart(spec).properties(padding=dict.fromkeys(SIDES, CHART_PADDING))
    st.altair_chart(drawn, theme=None, width="stretch")
    _foot(spec.provenance)
    make = partial(cache.chart_file, page.atlas, choice)
    offer = _Offer(name=spec.file_stem, forms=CHART_FORMATS, make=make)
    _actions(page, choice.scope, offer)
    _twin(spec.twin, spec.table)


def indicator(page: Page, scope: Scope) -> None:
    """Say how the chosen indicator is defined and computed, and of which days it is."""
    st.html(markup.element("h1", texts.PAGE_TITLES[page.stem], "headline"))
    entry = method.entry(page.atlas, scope.indicator)
    st.html(
        markup.element("h2", f"{texts.METHOD_INDICATOR}: {entry.title} ({entry.unit})")
        + markup.pairs_html(entry.facts)
        + markup.element("h2", texts.METHOD_DATES)
        + markup.table_html(method.dates_table(page.atlas, scope))
    )


def signs() -> None:
    """Explain the signs of all tables."""
    legend = markup.sentences_html(method.signs())
    st.html(markup.element("h2", texts.SIGN_LEGEND) + legend)


def problems(page: Page, scope: Scope) -> None:
    """Show what the check found in the area."""
    st.html(markup.element("h2", texts.METHOD_PROBLEMS))
    with st.spinner(texts.LOADING):
        found = cache.problems(page.atlas, scope.area)
    if found.withheld:
        st.info(texts.PROBLEMS_WITHHELD.format(count=found.withheld))
    elif found.table.rows:
        st.html(markup.table_html(found.table))
    else:
        st.html(markup.element("p", texts.NO_PROBLEMS))


def indicators(page: Page, scope: Scope) -> None:
    """List every indicator and quantity of the area, folded."""
    folded = (
        markup.details_html(f"{entry.title} ({entry.unit})", markup.pairs_html(entry.facts))
        for entry in method.entries(page.atlas, scope.area)
    )
    st.html(markup.element("h2", texts.METHOD_ALL) + "".join(folded))


def _head(headline: str, subtitle: str) -> None:
    st.html(markup.head_html(headline, subtitle))


def _foot(provenance: Provenance, *more: str) -> None:
    st.html(markup.foot_html(provenance, *more))


def _actions(page: Page, scope: Scope, offer: _Offer) -> None:
    """One row under the figure: downloads, the command and the link."""
    with st.container(horizontal=True, key="atlas_actions"):
        if offer.forms:
            with st.popover(texts.DOWNLOAD, type="primary"):
                _downloads(offer)
        with st.popover(texts.COMMAND):
            st.caption(texts.COMMAND_HINT)
            st.code(values_command(scope, page.atlas.audience), language=None, wrap_lines=True)
        with st.popover(texts.LINK):
            st.caption(texts.LINK_HINT)
            st.code(_link(), language=None, wrap_lines=True)


def _downloads(offer: _Offer) -> None:
    """One button per format; a file is made when it is asked for, not when the page opens."""
    for form in offer.forms:
        st.download_button(
            texts.FORMS[form],
            partial(offer.make, form),
            file_name=f"{offer.name}.{form}",
            mime=MIME[form],
            key=f"download_{form}",
            on_click="ignore",
            type="tertiary",
        )


def _link() -> str:
    address = (st.context.url or "").split("?")[0]
    return f"{address}?{urlencode(st.query_params.to_dict())}"


def _twin(sentences: Iterable[str], table: TableSpec) -> None:
    shown = replace(table, rows=table.rows[:MOST_ROWS])
    cut = texts.TWIN_CUT.format(shown=MOST_ROWS, total=len(table.rows))
    more = (cut,) if len(table.rows) > MOST_ROWS else ()
    with st.expander(texts.AS_TEXT):
        st.html(markup.sentences_html((*sentences, *more)) + markup.table_html(shown))
