"""The page of the map: one map, or two side by side, with all that belongs to it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from zoneinfo import ZoneInfo

import streamlit as st

from atlas.errors import NoBoundariesError
from atlas.model.classing import Classing, Method
from atlas.model.scope import Scope
from atlas.model.specs import MapSeries, MapYear
from atlas.render.downloads import MAP_FORMATS
from atlas.render.live.message import LiveView
from atlas.render.map_parts import inner_limits
from atlas.render.paper.formats import Paper
from atlas.ui import cache, controls, custom_areas, linked_chart, live_map, markup, show
from atlas.ui.comparison import Comparison, ComparisonKind
from atlas.ui.component import CHANNEL
from atlas.ui.frame import Page, page_file
from atlas.ui.static_files import Geometry
from atlas.views import choices, texts
from atlas.views.chart import texts as chart_texts
from atlas.views.map.boundary_notes import boundary_notes
from atlas.views.numbers import measure

PAPER, FIRST_PAPER = "paper", "a4-quer"
SIDE, LEFT, RIGHT = "map_side", "left", "right"
"""Which of two maps is to be taken away."""
ZONE = "Europe/Berlin"
"""Whose day is printed on a map, wherever the server stands."""
PAPERS: Mapping[str, Paper] = {
    FIRST_PAPER: Paper(),
    "a4-hoch": Paper(orientation="portrait"),
    "a3-quer": Paper(size="A3"),
    "a3-hoch": Paper(size="A3", orientation="portrait"),
}


def draw(page: Page, scope: Scope, comparison: Comparison) -> None:
    """Show the map of a scope with what it is compared with."""
    if page.atlas.level_at(scope.area, scope.level, scope.vintage).boundaries is None:
        _without_boundaries(page, scope)
        return
    other = comparison.in_one
    series, told = _main(page, scope, other)
    st.html(markup.head_html(told.headline, told.subtitle))
    if comparison.other is None or other:
        slot = live_map.Slot(scope=scope, other=other)
        shown: tuple[live_map.Slot, ...] = (slot,)
        _live(page, slot, series, multiples=comparison.kind is ComparisonKind.ALL_YEARS)
    else:
        shown = _pair(page, scope, comparison.other)
    live_map.details(page.atlas, shown, CHANNEL)
    show.selection_line(page, scope)
    custom_areas.way_here(page, scope)
    _linked(page, scope, other)
    show.foot(told.provenance, f"{texts.CLASSING}: {series.method}", *_notes(page, scope, series))
    sentences = (*told.text_alternative, *_second(page, shown, scope))
    show.actions(page, scope, _offer(page, shown, scope))
    asked = dict.fromkeys((scope, *([comparison.other] if comparison.other else [])))
    tables = [partial(cache.unit_table, page.atlas, one) for one in asked]
    show.text_alternative(sentences, *tables)


def _second(page: Page, shown: tuple[live_map.Slot, ...], first: Scope) -> tuple[str, ...]:
    """Write the sources of a second indicator or level; return its text twin."""
    others = [slot.scope for slot in shown if _subject(slot.scope) != _subject(first)]
    for other in others:
        told, series = cache.year_texts(page.atlas, other), cache.map_series(page.atlas, other)
        notes = _notes(page, other, series) if other.level != first.level else ()
        st.html(markup.element("h2", _named(page, other, series), "half"))
        show.foot(told.provenance, f"{texts.CLASSING}: {series.method}", *notes)
    return tuple(
        text for other in others for text in cache.year_texts(page.atlas, other).text_alternative
    )


def _notes(page: Page, scope: Scope, series: MapSeries) -> tuple[str, ...]:
    """Say what was repaired in the boundaries, and which units can't be drawn."""
    geometry = _geometry(page, scope)
    level = page.atlas.level_at(scope.area, scope.level, scope.vintage)
    shapeless = frozenset(series.units).difference(geometry.units)
    return boundary_notes(level, geometry.repairs, shapeless)


def _geometry(page: Page, scope: Scope) -> Geometry:
    return cache.live_geometry(page.atlas, scope.area, scope.level, scope.vintage)


def _subject(scope: Scope) -> tuple[str, str]:
    return scope.level, scope.indicator


def _named(page: Page, scope: Scope, series: MapSeries) -> str:
    where = page.atlas.level(scope.area, scope.level).plural
    return f"{measure(series.title, series.unit)} · {where} · {scope.year}"


def _main(page: Page, scope: Scope, other: str) -> tuple[MapSeries, MapYear]:
    """Return the series of the page's map, and what is told of it."""
    atlas = page.atlas
    if other:
        both = cache.bivariate_series(atlas, scope, other)
        return both, cache.bivariate_texts(atlas, scope, other)
    return cache.map_series(atlas, scope), cache.year_texts(atlas, scope)


def _without_boundaries(page: Page, scope: Scope) -> None:
    """Say that there is nothing to draw, and where the figures stand."""
    told = cache.year_texts(page.atlas, scope)
    level = page.atlas.level_at(scope.area, scope.level, scope.vintage)
    st.html(markup.head_html(told.headline, told.subtitle))
    st.info(markup.as_markdown(str(NoBoundariesError(level.name))))
    st.page_link(page_file("tabelle"), label=texts.TO_TABLE)
    show.foot(told.provenance)
    show.actions(page, scope, None)
    show.text_alternative(told.text_alternative, partial(cache.unit_table, page.atlas, scope))


def _linked(page: Page, scope: Scope, other: str) -> None:
    """Offer a chart that answers to the map; it costs nothing while it is folded."""
    named = linked_chart.KIND in st.query_params
    title = chart_texts.LINKED_TITLE
    with st.expander(title, named, key="atlas_linked", on_change="rerun") as folded:
        if folded.open:
            linked_chart.draw(page, scope, other, key="atlas_chart")


def _live(
    page: Page, slot: live_map.Slot, series: MapSeries, *, multiples: bool = False, half: str = ""
) -> None:
    """Show one live map; `half` is its side where two stand beside each other."""
    scope = slot.scope
    geometry = _geometry(page, scope)
    view = LiveView(
        geometry=geometry.address,
        channel=CHANNEL,
        slot=slot.name,
        current=scope.year,
        selection=controls.selection(page, scope),
        background=cache.background(page.atlas, scope.area),
        multiples=multiples,
        compact=bool(half),
    )
    live_map.draw(geometry, series, view, key=f"atlas_map{half}", on_selection=controls.select)


def _pair(page: Page, scope: Scope, other: Scope) -> tuple[live_map.Slot, ...]:
    """Show two maps side by side, the earlier year on the left; return what they show."""
    earlier_first = sorted(_alike(page, scope, other), key=lambda one: one.year)
    slots = tuple(live_map.Slot(scope=one) for one in earlier_first)
    for column, slot, half in zip(st.columns(2), slots, ("_left", "_right"), strict=True):
        with column:
            series = cache.map_series(page.atlas, slot.scope)
            st.html(markup.element("h2", _named(page, slot.scope, series), "half"))
            _live(page, slot, series, half=half)
    return slots


def _alike(page: Page, scope: Scope, other: Scope) -> tuple[Scope, Scope]:
    """Give maps of one indicator on two levels the classes of the first: colours keep their sense.

    Two years of a level have the same classes anyway, two indicators can't.
    """
    series = cache.map_series(page.atlas, scope)
    limits = inner_limits(series)
    if scope.level == other.level or scope.indicator != other.indicator or not limits:
        return scope, other
    palette = choices.classing(page.atlas, scope).palette
    shared = Classing(method=Method.MANUAL, limits=limits, palette=palette)
    return replace(scope, classing=shared), replace(other, classing=shared)


def _offer(page: Page, shown: tuple[live_map.Slot, ...], scope: Scope) -> show.Offer:
    """Return the files of a map on the page; of two, its user says of which."""
    paper = PAPERS[st.session_state.get(PAPER, FIRST_PAPER)]
    # the page's own map is offered first, on whichever side it stands
    sides = dict(zip((LEFT, RIGHT), shown, strict=False))
    own = next(side for side, slot in sides.items() if _same_map(slot.scope, scope))
    slot = sides.get(st.session_state.get(SIDE, own), sides[own])

    def make(form: str) -> bytes:
        day = datetime.now(ZoneInfo(ZONE)).date()
        wanted = cache.MapFile(scope=slot.scope, form=form, paper=paper, other=slot.other, day=day)
        return cache.map_file(page.atlas, wanted)

    def ask() -> None:
        if len(sides) > 1:
            _ask_side(own)
        _ask_paper()

    stem = slot.scope.file_stem
    name = f"{stem}__{slot.other}" if slot.other else stem
    return show.Offer(name=name, forms=MAP_FORMATS, make=make, options=ask)


def _same_map(one: Scope, other: Scope) -> bool:
    """Whether two scopes differ in nothing but their classes."""
    return replace(one, classing=None) == replace(other, classing=None)


def _ask_side(own: str) -> None:
    st.session_state.setdefault(SIDE, own)
    sides = texts.SIDES
    st.segmented_control(
        texts.SIDE_CHOICE,
        list(sides),
        key=SIDE,
        format_func=lambda side: sides[side],
        required=True,
    )


def _ask_paper() -> None:
    names = list(PAPERS)
    st.selectbox(texts.PAPER_CHOICE, names, key=PAPER, format_func=lambda name: texts.PAPERS[name])
