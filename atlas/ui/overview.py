"""The start page on the screen: tiles, what changed, how new it all is."""

from __future__ import annotations

from base64 import b64encode
from html import escape
from urllib.parse import urlencode

import streamlit as st

from atlas.model.overview import ChangePeriod, Changes, Freshness, IndicatorMovement, Tile
from atlas.model.scope import Scope
from atlas.render.chart.sparkline import sparkline
from atlas.ui import controls, markup
from atlas.ui.cache import kept
from atlas.ui.frame import Page, page_file
from atlas.views.overview import texts as words
from atlas.views.overview.spec import overview

FEW_NAMES = 8
"""Up to this number names are listed at once; more are folded."""


def draw(page: Page, scope: Scope) -> None:
    """Show the area of a scope at a glance, as of the scope's year."""
    # no indicator and no view: another one doesn't change the page
    level_scope = Scope(
        area=scope.area, level=scope.level, indicator="", year=scope.year, vintage=scope.vintage
    )
    spec = kept(overview, page.atlas, level_scope)
    st.html(markup.head_html(spec.headline, spec.lead))
    for area, name in spec.real:
        label = markup.as_markdown(words.REAL_FIGURES.format(area=name))
        key = f"real_{area}"
        st.button(label, key=key, type="primary", on_click=controls.show_area, args=(area,))
    with st.container(key="atlas_tiles"):
        for number, tile in enumerate(spec.tiles):
            with st.container(key=f"atlas_tile_{number}"):
                _tile(page, tile)
    remarks = "".join(markup.element("p", remark, "remark") for remark in spec.remarks)
    st.html(remarks + _changes_html(spec.changes))
    st.html(_freshness_html(spec.freshness))


def _tile(page: Page, tile: Tile) -> None:
    st.html(_tile_html(tile))
    with st.container(horizontal=True, gap="small", key=f"atlas_ways_{tile.scope.indicator}"):
        for stem, label in words.WAYS:
            way = controls.address_at_available_level(page, tile.scope)
            st.page_link(page_file(stem), label=label, query_params=way)


def _tile_html(tile: Tile) -> str:
    facts = markup.pairs_html([*tile.changes, *tile.references])
    return (
        markup.element("h2", tile.title, "tile-title")
        + markup.element("p", tile.value, "tile-value")
        + markup.element("p", tile.date, "tile-date")
        + (markup.element("p", tile.remark, "tile-caption") if tile.remark else "")
        + _trend_html(tile)
        + (facts if tile.changes or tile.references else "")
    )


def _trend_html(tile: Tile) -> str:
    """The line as a picture: Streamlit takes SVG elements out of HTML."""
    if tile.trend is None:
        return markup.element("p", words.ONE_YEAR, "tile-caption")
    encoded = b64encode(sparkline(tile.trend).encode()).decode()
    alt = escape(tile.trend.alt, quote=True)
    picture = f'<img class="atlas-trend" src="data:image/svg+xml;base64,{encoded}" alt="{alt}">'
    return picture + markup.element("p", tile.trend.caption, "tile-caption")


def _changes_html(changes: Changes) -> str:
    items = "".join(f"<li>{_movement_html(movement)}</li>" for movement in changes.movements)
    movements = f'<ul class="atlas-moved">{items}</ul>' if items else ""
    rest = "".join(markup.element("p", line) for line in changes.rest)
    method = markup.sentences_html(changes.method)
    return (
        markup.element("h2", words.CHANGES)
        + "".join(markup.element("p", line) for line in changes.intro)
        + movements
        + rest
        + (markup.details_html(words.METHOD, method) if changes.method else "")
    )


def _movement_html(movement: IndicatorMovement) -> str:
    periods = "".join(_period_html(movement.title, period) for period in movement.periods)
    title = markup.element("p", movement.title, "moved-title")
    return f'{title}<div class="atlas-periods">{periods}</div>'


def _period_html(title: str, period: ChangePeriod) -> str:
    lines = "".join(_names_html(direction.text, direction.names) for direction in period.directions)
    remark = markup.element("p", period.remark, "remark") if period.remark else ""
    way = f" · {_way_html(title, period)}" if lines else ""
    head = f'<p class="atlas-period-title">{escape(period.title)}{way}</p>'
    return f'<div class="atlas-period">{head}{lines}{remark}</div>'


def _names_html(text: str, names: tuple[str, ...]) -> str:
    joined = ", ".join(names)
    if len(names) > FEW_NAMES:
        return markup.details_html(text, markup.element("p", joined))
    return markup.element("p", f"{text}: {joined}")


def _way_html(title: str, period: ChangePeriod) -> str:
    """A link within the list; what it opens is in its address."""
    label = words.CHANGE_MAP_OF.format(title=title, period=period.title)
    target = f"karte?{urlencode(controls.address_of(period.scope))}"
    return (
        f'<a href="{escape(target, quote=True)}" target="_self" '
        f'aria-label="{escape(label, quote=True)}">{escape(words.CHANGE_MAP)}</a>'
    )


def _freshness_html(freshness: Freshness) -> str:
    sentences = markup.sentences_html(freshness.sentences)
    table = markup.details_html(freshness.table.title, markup.table_html(freshness.table))
    return markup.element("h2", words.FRESHNESS) + sentences + table
