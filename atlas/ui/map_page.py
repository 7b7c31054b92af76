"""The page of the map: one map, or two side by side, with sources, downloads and text."""

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
from atlas.render.legend import inner_limits
from atlas.render.paper.formats import Paper
from atlas.ui import (
    composed,
    controls,
    custom_areas,
    linked_chart,
    live_map,
    markup,
    show,
    static_files,
)
from atlas.ui.cache import kept
from atlas.ui.comparison import Comparison, ComparisonKind
from atlas.ui.component import CHANNEL
from atlas.ui.frame import Page, page_file
from atlas.views import choices, texts
from atlas.views.chart import texts as chart_texts
from atlas.views.map import texts as map_texts
from atlas.views.map.boundary_notes import boundary_notes
from atlas.views.numbers import title_with_unit
from atlas.views.table.unit_tables import unit_table

PAPER, FIRST_PAPER = "paper", "a4-quer"
VALUES = "print_values"
SIDE, LEFT, RIGHT = "map_side", "left", "right"
"""Which of two maps to download."""
ZONE = "Europe/Berlin"
"""Time zone of the day printed on a map, whatever the server's."""
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
    other = comparison.second_indicator
    series, written = _series(page, scope, other), _texts(page, scope, other)
    st.html(markup.head_html(written.headline, written.subtitle))
    if comparison.other is None or other:
        slot = live_map.Slot(scope=scope, other=other)
        slots: tuple[live_map.Slot, ...] = (slot,)
        _live(page, slot, multiples=comparison.kind is ComparisonKind.ALL_YEARS)
    else:
        slots = _pair(page, scope, comparison.other)
    live_map.details(page.atlas, slots, CHANNEL)
    show.selection_line(page, scope)
    custom_areas.link_to_form(page, scope)
    _linked_chart(page, scope, other)
    classing = f"{map_texts.CLASSING}: {series.method}"
    show.sources_and_notes(written.provenance, classing, *_notes(page, scope, series))
    sentences = (*written.text_alternative, *_second_sources(page, slots, scope))
    show.action_row(page, scope, _downloads(page, slots, scope))
    scopes = (scope, comparison.other) if comparison.other else (scope,)
    tables = [
        partial(kept, unit_table, page.atlas, item)
        for item in dict.fromkeys(item.unselected for item in scopes)
    ]
    show.text_alternative(sentences, *tables)


def _second_sources(page: Page, slots: tuple[live_map.Slot, ...], first: Scope) -> tuple[str, ...]:
    """Write the sources of a second indicator or level; return its text alternative."""
    others = [slot.scope for slot in slots if _subject(slot.scope) != _subject(first)]
    for other in others:
        series = _series(page, other)
        notes = _notes(page, other, series) if other.level != first.level else ()
        st.html(markup.element("h2", _map_title(page, other, series), "half"))
        classing = f"{map_texts.CLASSING}: {series.method}"
        show.sources_and_notes(_texts(page, other).provenance, classing, *notes)
    return tuple(text for other in others for text in _texts(page, other).text_alternative)


def _notes(page: Page, scope: Scope, series: MapSeries) -> tuple[str, ...]:
    """Say what was repaired in the boundaries, and which units can't be drawn."""
    geometry = _geometry(page, scope)
    level = page.atlas.level_at(scope.area, scope.level, scope.vintage)
    shapeless = frozenset(series.units).difference(geometry.units)
    return boundary_notes(level, geometry.repairs, shapeless)


def _geometry(page: Page, scope: Scope) -> static_files.Geometry:
    publish = static_files.publish_geometry
    return kept(publish, page.atlas, scope.area, scope.level, scope.vintage)


def _subject(scope: Scope) -> tuple[str, str]:
    return scope.level, scope.indicator


def _map_title(page: Page, scope: Scope, series: MapSeries) -> str:
    plural = page.atlas.level(scope.area, scope.level).plural
    return f"{title_with_unit(series.title, series.unit)} · {plural} · {scope.year}"


def _series(page: Page, scope: Scope, other: str = "") -> MapSeries:
    return kept(composed.map_series, page.atlas, scope.unselected, other)


def _texts(page: Page, scope: Scope, other: str = "") -> MapYear:
    return kept(composed.map_texts, page.atlas, scope.unselected, other)


def _without_boundaries(page: Page, scope: Scope) -> None:
    """Say that there is nothing to draw, and where to find the figures."""
    written = _texts(page, scope)
    level = page.atlas.level_at(scope.area, scope.level, scope.vintage)
    st.html(markup.head_html(written.headline, written.subtitle))
    st.info(markup.as_message(str(NoBoundariesError(level.name))))
    st.page_link(page_file("tabelle"), label=texts.TO_TABLE)
    show.sources_and_notes(written.provenance)
    show.action_row(page, scope, None)
    show.text_alternative(
        written.text_alternative, partial(kept, unit_table, page.atlas, scope.unselected)
    )


def _linked_chart(page: Page, scope: Scope, other: str) -> None:
    """Offer a chart linked to the map; it costs nothing while it is folded."""
    in_address = linked_chart.KIND in st.query_params
    title = chart_texts.LINKED_TITLE
    with st.expander(title, in_address, key="atlas_linked", on_change="rerun") as folded:
        if folded.open:
            linked_chart.draw(page, scope, other, key="atlas_chart")


def _live(page: Page, slot: live_map.Slot, *, multiples: bool = False, side: str = "") -> None:
    """Show one live map; `side` is which of two it is."""
    data = live_map.message(page.atlas, slot, multiples=multiples, compact=bool(side))
    live_map.draw(data, key=f"atlas_map{side}", on_selection=controls.select_units)


def _pair(page: Page, scope: Scope, other: Scope) -> tuple[live_map.Slot, ...]:
    """Show two maps side by side, the earlier year on the left; return what they show."""
    earlier_first = sorted(_with_shared_classes(page, scope, other), key=lambda item: item.year)
    slots = tuple(live_map.Slot(scope=item) for item in earlier_first)
    for column, slot, side in zip(st.columns(2), slots, ("_left", "_right"), strict=True):
        with column:
            series = _series(page, slot.scope)
            st.html(markup.element("h2", _map_title(page, slot.scope, series), "half"))
            _live(page, slot, side=side)
    return slots


def _with_shared_classes(page: Page, scope: Scope, other: Scope) -> tuple[Scope, Scope]:
    """Class one indicator on two levels as on the first: a colour means the same on both maps.

    Two years of a level have the same classes anyway, two indicators can't.
    """
    series = _series(page, scope)
    limits = inner_limits(series)
    if scope.level == other.level or scope.indicator != other.indicator or not limits:
        return scope, other
    palette = choices.classing(page.atlas, scope).palette
    shared = Classing(method=Method.MANUAL, limits=limits, palette=palette)
    return replace(scope, classing=shared), replace(other, classing=shared)


def _downloads(page: Page, slots: tuple[live_map.Slot, ...], scope: Scope) -> show.Downloads:
    """Return the files of a map on the page; of two, the user says of which."""
    paper = PAPERS[st.session_state.get(PAPER, FIRST_PAPER)]
    # the map of the page's scope is preselected, on whichever side it is
    sides = dict(zip((LEFT, RIGHT), slots, strict=False))
    main_side = next(side for side, slot in sides.items() if _same_map(slot.scope, scope))
    slot = sides.get(st.session_state.get(SIDE, main_side), sides[main_side])

    def make(form: str) -> bytes:
        day = datetime.now(ZoneInfo(ZONE)).date()
        request = composed.MapFile(
            scope=slot.scope.unselected,
            form=form,
            paper=paper,
            other=slot.other,
            day=day,
            values=st.session_state.get(VALUES, True),
        )
        return kept(composed.map_file, page.atlas, request)

    def ask() -> None:
        if len(sides) > 1:
            _ask_side(main_side)
        _ask_paper()

    stem = slot.scope.file_stem
    name = f"{stem}__{slot.other}" if slot.other else stem
    return show.Downloads(name=name, formats=MAP_FORMATS, make=make, options=ask)


def _same_map(left: Scope, right: Scope) -> bool:
    """Whether two scopes differ in nothing but their classes."""
    return replace(left, classing=None) == replace(right, classing=None)


def _ask_side(default: str) -> None:
    st.session_state.setdefault(SIDE, default)
    sides = map_texts.SIDES
    st.segmented_control(
        map_texts.SIDE_CHOICE,
        list(sides),
        key=SIDE,
        format_func=lambda side: sides[side],
        required=True,
    )


def _ask_paper() -> None:
    names = list(PAPERS)
    st.selectbox(
        map_texts.PAPER_CHOICE, names, key=PAPER, format_func=lambda name: map_texts.PAPERS[name]
    )
    st.session_state.setdefault(VALUES, True)
    st.checkbox(map_texts.VALUES_CHOICE, key=VALUES)
