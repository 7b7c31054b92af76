"""Figures on the screen: head, drawing, foot, downloads, command, link and text twin."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import partial
from urllib.parse import urlencode

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from atlas.model.scope import Scope
from atlas.model.specs import ChartKind, Provenance, TableSpec
from atlas.render.downloads import CHART_FORMATS, TABLE_FORMATS
from atlas.ui import cache, controls, markup
from atlas.ui.cache import ChartChoice, TableChoice
from atlas.ui.frame import Page
from atlas.views import method, method_texts, selected, selected_texts, texts
from atlas.views.commands import values_command
from atlas.views.table import texts as table_texts

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


_popover = partial(st.popover, on_change="rerun")


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """What can be taken away from a figure: formats, and how one of them is made.

    `options` asks for what else decides the file.
    """

    name: str
    forms: tuple[str, ...]
    make: Callable[[str], bytes]
    options: Callable[[], None] | None = None


def unit_table(page: Page, scope: Scope) -> None:
    """Show all units of a scope in official order, and once more to sort and search.

    The ordinary table comes first: it wraps its heads, and keyboard and screen readers walk
    through it. Very long ones are left to the grid, which draws only what is in sight.
    """
    place = st.container()
    choice = TableChoice(scope=scope, selected=selection_line(page, scope))
    if choice.selected and controls.toggle("nur_auswahl", selected_texts.ONLY_SELECTED):
        choice = replace(choice, only=True)
    spec = cache.selected_table(page.atlas, choice)
    with place:
        head(spec.title, spec.subtitle)
    if len(spec.rows) <= MOST_ROWS:
        cache.draw_table(page.atlas, choice)
        with st.expander(texts.SORT):
            cache.draw_grid(page.atlas, choice)
    else:
        cache.draw_grid(page.atlas, choice)
    foot(spec.provenance)
    make = partial(cache.table_file, page.atlas, choice)
    actions(page, scope, Offer(name=spec.file_stem, forms=TABLE_FORMATS, make=make))


def chart(page: Page, choice: ChartChoice) -> None:
    """Show one chart."""
    place = st.container()
    if choice.kind is not ChartKind.DISTRIBUTION:
        choice = replace(choice, selected=selection_line(page, choice.scope))
    spec = cache.chart(page.atlas, choice)
    with place:
        head(spec.headline, spec.subtitle)
    cache.draw_chart(page.atlas, choice)
    foot(spec.provenance)
    make = partial(cache.chart_file, page.atlas, choice)
    offer = Offer(name=spec.file_stem, forms=CHART_FORMATS, make=make)
    actions(page, choice.scope, offer)
    text_alternative(spec.text_alternative, lambda: spec.table)


def selection_line(page: Page, scope: Scope) -> tuple[str, ...]:
    """Say which units are selected, offer to forget them, and return their ids."""
    units = controls.selection(page, scope)
    # it stands there even when it is empty: what follows would change places when something is
    # selected, and Streamlit would take it off the page and build it anew, without its focus
    place = st.container(horizontal=True, vertical_alignment="center", key="atlas_selection")
    if units:
        level = page.atlas.level_at(scope.area, scope.level, scope.vintage)
        with place:
            st.html(markup.element("p", selected.sentence(level, units), "selection"))
            st.button(selected_texts.UNSELECT, on_click=controls.select, args=((),), key="unselect")
    return units


def indicator(page: Page, scope: Scope) -> None:
    """Say how the chosen indicator is defined and computed, and of which days it is."""
    st.html(markup.element("h1", texts.PAGE_TITLES[page.stem], "headline"))
    entry = method.entry(page.atlas, scope.indicator)
    st.html(
        markup.element("h2", f"{method_texts.INDICATOR}: {entry.title} ({entry.unit})")
        + markup.pairs_html(entry.facts)
        + markup.element("h2", method_texts.DATES)
        + markup.table_html(method.dates_table(page.atlas, scope))
    )


def signs() -> None:
    """Explain the signs of all tables."""
    legend = markup.sentences_html(method.signs())
    st.html(markup.element("h2", texts.SIGN_LEGEND) + legend)


def place_of_problems() -> DeltaGenerator:
    """Keep the place of what the check found: it takes seconds, and nothing else waits for it."""
    place = st.container()
    place.html(markup.element("h2", method_texts.PROBLEMS))
    return place


def problems(page: Page, scope: Scope, place: DeltaGenerator) -> None:
    """Show in its place what the check found in the area."""
    with place, st.spinner(texts.CHECKING):
        found = cache.problems(page.atlas, scope.area)
    if found.withheld:
        place.info(method_texts.PROBLEMS_WITHHELD.format(count=found.withheld))
    elif found.table.rows:
        place.html(markup.table_html(found.table))
    else:
        place.html(markup.element("p", method_texts.NO_PROBLEMS))


def indicators(page: Page, scope: Scope) -> None:
    """List every indicator and quantity of the area, folded."""
    folded = (
        markup.details_html(f"{entry.title} ({entry.unit})", markup.pairs_html(entry.facts))
        for entry in method.entries(page.atlas, scope.area)
    )
    st.html(markup.element("h2", method_texts.ALL_INDICATORS) + "".join(folded))


def head(headline: str, subtitle: str) -> None:
    """Say above a figure what it shows."""
    st.html(markup.head_html(headline, subtitle))


def foot(provenance: Provenance, *more: str) -> None:
    """Name sources, notes and signs below a figure."""
    st.html(markup.foot_html(provenance, *more))


def actions(page: Page, scope: Scope, offer: Offer | None, command: str = "") -> None:
    """One row under the figure: downloads, the command (by default of the scope) and the link.

    What stands behind a button is made when it is unfolded: a page of few elements changes faster.
    """
    with st.container(horizontal=True, key="atlas_actions"):
        if offer is not None:
            with _popover(texts.DOWNLOAD, key="atlas_downloads", type="primary") as opened:
                if opened.open:
                    _downloads(offer)
        with _popover(texts.COMMAND, key="atlas_command") as opened:
            if opened.open:
                st.caption(texts.COMMAND_HINT)
                written = command or values_command(scope, page.atlas.audience)
                st.code(written, language=None, wrap_lines=True)
        with _popover(texts.LINK, key="atlas_link") as opened:
            if opened.open:
                st.caption(texts.LINK_HINT)
                st.code(_link(), language=None, wrap_lines=True)


def _downloads(offer: Offer) -> None:
    """One button per format; a file is made when it is asked for, not when the page opens."""
    if offer.options is not None:
        offer.options()
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


def text_alternative(sentences: Iterable[str], *tables: Callable[[], TableSpec]) -> None:
    """Tell a figure in sentences and as tables any screen reader can walk through.

    The tables are made when the text is unfolded: they are larger than the figure itself.
    """
    with st.expander(texts.AS_TEXT, key="atlas_twin", on_change="rerun") as folded:
        st.html(markup.sentences_html(sentences))
        for make in tables if folded.open else ():
            _table(make())


def _table(table: TableSpec) -> None:
    shown = replace(table, rows=table.rows[:MOST_ROWS])
    cut = table_texts.ROWS_CUT.format(shown=MOST_ROWS, total=len(table.rows))
    more = markup.element("p", cut) if len(table.rows) > MOST_ROWS else ""
    st.html(more + markup.table_html(shown))
