"""The start page on the screen: tiles, what changed, how new it all is."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import replace
from html import escape
from urllib.parse import urlencode

import streamlit as st

from atlas.atlas import Atlas
from atlas.model.figures import FigureChoice, FigureKind
from atlas.model.overview import (
    Changes,
    Freshness,
    IndicatorMovement,
    OverviewSpec,
    SmallMap,
    Tile,
)
from atlas.model.scope import Scope
from atlas.model.specs import MapKind, MapSeries
from atlas.render.chart.sparkline import sparkline
from atlas.ui import composed, controls, markup, notes
from atlas.ui.cache import kept
from atlas.ui.frame import Page, page_file
from atlas.views import texts
from atlas.views.overview import texts as words
from atlas.views.overview.changes import listed
from atlas.views.overview.spec import overview

MOST_MOVEMENTS = 2
"""Indicators whose changes are told at once; more are folded."""
METHOD_ANCHOR = "veraenderungen"


def draw(page: Page, scope: Scope) -> None:
    """Show the area of a scope at a glance, as of the scope's year."""
    spec = at_a_glance(page.atlas, scope)
    for area, name in spec.real:
        label = markup.as_markdown(words.REAL_FIGURES.format(area=name))
        key = f"real_{area}"
        st.button(label, key=key, type="primary", on_click=controls.show_area, args=(area,))
    st.html(markup.element("h1", spec.headline, "headline"))
    with st.container(key="atlas_glance"):
        if spec.small_map:
            with st.container(key="atlas_tile_map"):
                _map(page, spec.small_map)
        with st.container(key="atlas_figures"):
            for number, tile in enumerate(spec.tiles):
                with st.container(key=f"atlas_tile_{number}"):
                    _tile(page, tile)
            lines = (markup.element("p", line, "remark") for line in (spec.scale, *spec.remarks))
            st.html("".join(lines) + _changes_html(spec.changes, scope))
    with st.container(horizontal=True, vertical_alignment="center", key="atlas_actions"):
        notes.note_button(page, FigureChoice(kind=FigureKind.OVERVIEW, scope=scope.unselected))
    st.html(_freshness_html(spec.freshness))


def at_a_glance(atlas: Atlas, scope: Scope) -> OverviewSpec:
    """Sum up the area of a scope, or return what was summed up before."""
    # no indicator and no view: another one doesn't change the page
    level_scope = Scope(
        area=scope.area,
        level=scope.level,
        indicator="",
        year=scope.year,
        base_year=scope.base_year,
        vintage=scope.vintage,
    )
    return kept(overview, atlas, level_scope)


def _map(page: Page, spec: SmallMap) -> None:
    picture = picture_html(kept(composed.small_map, page.atlas, spec), spec.alt, "small-map")
    st.html(
        markup.element("h2", spec.title, "tile-title")
        + picture
        + legend_html(spec.series)
        + markup.element("p", spec.unit_line, "tile-caption")
    )
    way = controls.address_of(replace(spec.scope, base_year=None))
    with st.container(key="atlas_ways_map"):
        st.page_link(page_file("karte"), label=words.TO_MAP, query_params=way)


def legend_html(series: MapSeries) -> str:
    """The classes that occur, with their colours."""
    items = "".join(
        f'<li><span style="background:{entry.colour}"></span>{escape(entry.label)}</li>'
        for entry, count in zip(series.legend, series.columns[0].counts, strict=True)
        if count and series.kind is not MapKind.CIRCLES
    )
    return f'<ul class="atlas-classes" aria-hidden="true">{items}</ul>' if items else ""


def _tile(page: Page, tile: Tile) -> None:
    st.html(_tile_html(tile))
    with st.container(horizontal=True, gap="small", key=f"atlas_ways_{tile.scope.indicator}"):
        for stem, label in words.WAYS:
            way = controls.address_at_available_level(page, tile.scope)
            st.page_link(page_file(stem), label=label, query_params=way)


def _tile_html(tile: Tile) -> str:
    facts = [tile.change] if tile.change else []
    remark = markup.element("p", tile.remark, "tile-caption") if tile.remark else ""
    return (
        markup.element("h2", tile.title, "tile-title")
        + '<div class="atlas-tile-figure">'
        + markup.element("p", tile.value, "tile-value")
        + markup.element("p", tile.date, "tile-date")
        + (markup.details_html(texts.NOTE, remark) if remark else "")
        + f'</div><div class="atlas-tile-trend">{_trend_html(tile)}</div>'
        + (markup.pairs_html([*facts, *tile.references]) if facts or tile.references else "")
    )


def _trend_html(tile: Tile) -> str:
    if tile.trend is None:
        return markup.element("p", words.ONE_YEAR, "tile-caption")
    picture = picture_html(sparkline(tile.trend), tile.trend.alt, "trend")
    return picture + markup.element("p", tile.trend.caption, "tile-caption")


def picture_html(svg: str, alt: str, css: str) -> str:
    """A drawing as a picture: Streamlit takes SVG elements out of HTML."""
    encoded = b64encode(svg.encode()).decode()
    source = f"data:image/svg+xml;base64,{encoded}"
    return f'<img class="atlas-{css}" src="{source}" alt="{escape(alt, quote=True)}">'


def _changes_html(changes: Changes, scope: Scope) -> str:
    shown, more = changes.movements[:MOST_MOVEMENTS], changes.movements[MOST_MOVEMENTS:]
    label = words.MORE_CHANGES.format(number=len(more))
    way = _link_html("methodik", controls.address_of(scope), METHOD_ANCHOR, (words.TO_METHOD, ""))
    intro = escape(changes.intro) + (f" {way}" if changes.method else "")
    return (
        f'<div class="atlas-changes">{markup.element("h2", words.CHANGES)}'
        f'<p class="atlas-remark">{intro}</p>'
        + _movements_html(shown)
        + (markup.details_html(label, _movements_html(more)) if more else "")
        + "</div>"
    )


def _movements_html(movements: tuple[IndicatorMovement, ...]) -> str:
    items = "".join(f"<li>{_movement_html(movement)}</li>" for movement in movements)
    return f'<ul class="atlas-moved">{items}</ul>' if items else ""


def _movement_html(movement: IndicatorMovement) -> str:
    lines = " ".join(markup.element("p", one.text) for one in movement.directions)
    name = words.CHANGE_MAP_OF.format(title=movement.title, period=movement.period)
    address = controls.address_of(movement.scope)
    link = _link_html("karte", address, "", (words.CHANGE_MAP, name))
    folded = (
        markup.details_html(one.fold, markup.element("p", listed(one.names)))
        for one in movement.directions
        if one.fold
    )
    return " ".join((lines, link, *folded))


def _link_html(stem: str, address: Mapping[str, str], anchor: str, label: tuple[str, str]) -> str:
    """A link within a text; what it opens is in its address. `label` is text and longer name."""
    return markup.link_html(f"{stem}?{urlencode(address)}{f'#{anchor}' if anchor else ''}", *label)


def _freshness_html(freshness: Freshness) -> str:
    sentences = markup.sentences_html(freshness.sentences)
    table = markup.details_html(freshness.table.title, markup.table_html(freshness.table))
    return markup.element("h2", words.FRESHNESS) + sentences + table
