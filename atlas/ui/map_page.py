"""The page of the map: one map, or two side by side, with sources, downloads and text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import partial

import streamlit as st

from atlas.errors import NoBoundariesError
from atlas.model.figures import FigureChoice, FigureKind
from atlas.model.scope import Scope
from atlas.model.specs import MapSeries, MapYear
from atlas.render.downloads import GEODATA_FORMATS
from atlas.render.map_files import MAP_FORMATS, SHEETS, MapFile, map_file
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
from atlas.ui.comparison import Comparison
from atlas.ui.component import CHANNEL
from atlas.ui.frame import Page, page_file
from atlas.views import file_name_texts, texts
from atlas.views.address import units_word
from atlas.views.chart import texts as chart_texts
from atlas.views.commands import drawing_command
from atlas.views.figure.address import ComparisonKind
from atlas.views.file_names import file_stem
from atlas.views.map import several
from atlas.views.map import texts as map_texts
from atlas.views.map.boundary_notes import boundary_notes
from atlas.views.map.classing_codec import encode_classing

PAPER, FIRST_PAPER = "paper", "a4-quer"
VALUES = "print_values"
SIDE, LEFT, RIGHT = "map_side", "left", "right"
"""Of which of two maps to download the geodata."""
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
    every_year = comparison.kind is ComparisonKind.ALL_YEARS
    if comparison.other is None or other:
        figure = _one(page, live_map.Slot(scope=scope, other=other), every_year=every_year)
    else:
        figure = _pair(page, scope, comparison.other)
    live_map.details(page.atlas, figure.slots, CHANNEL)
    show.selection_line(page, scope)
    custom_areas.link_to_form(page, scope)
    _linked_chart(page, scope, other)
    _sources(page, figure)
    downloads = _downloads(page, figure, scope)
    command = _command(page, scope, comparison, downloads.file_name(SHEETS[0]))
    show.action_row(page, scope, downloads, command)
    scopes = (scope, comparison.other) if comparison.other else (scope,)
    tables = [
        partial(kept, composed.screen_table, page.atlas, composed.TableChoice(scope=item))
        for item in dict.fromkeys(item.unselected for item in scopes)
    ]
    show.text_alternative(figure.sentences, *tables)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Figure:
    """The maps on the page, what is written on each, and all of it in sentences."""

    slots: tuple[live_map.Slot, ...]
    written: tuple[MapYear, ...]
    sentences: tuple[str, ...]
    every_year: bool = False


def _one(page: Page, slot: live_map.Slot, *, every_year: bool) -> _Figure:
    """Show one map, or all years of it."""
    scope = slot.scope.unselected
    if every_year:
        written = kept(composed.all_years_texts, page.atlas, scope)
    else:
        written = _texts(page, scope, slot.other)
    st.html(markup.head_html(written.headline, written.subtitle))
    _live(page, slot, multiples=every_year)
    return _Figure(
        slots=(slot,),
        written=(written,),
        sentences=written.text_alternative,
        every_year=every_year,
    )


def _sources(page: Page, figure: _Figure) -> None:
    """Name the sources of each map below it, with classes and what is wrong with its borders."""
    columns = st.columns(2) if len(figure.slots) > 1 else [st.container()]
    for column, slot, written in zip(columns, figure.slots, figure.written, strict=True):
        series = _series(page, slot.scope, slot.other)
        classing = f"{map_texts.CLASSING}: {series.method}"
        with column:
            show.sources_and_notes(written.provenance, classing, *_notes(page, slot.scope, series))


def _notes(page: Page, scope: Scope, series: MapSeries) -> tuple[str, ...]:
    """Say what was repaired in the boundaries, and which units can't be drawn."""
    geometry = _geometry(page, scope)
    level = page.atlas.level_at(scope.area, scope.level, scope.vintage)
    shapeless = frozenset(series.units).difference(geometry.units)
    return boundary_notes(level, geometry.repairs, shapeless)


def _geometry(page: Page, scope: Scope) -> static_files.Geometry:
    publish = static_files.publish_geometry
    return kept(publish, page.atlas, scope.area, scope.level, scope.vintage)


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
        written.text_alternative,
        partial(
            kept, composed.screen_table, page.atlas, composed.TableChoice(scope=scope.unselected)
        ),
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


def _pair(page: Page, scope: Scope, other: Scope) -> _Figure:
    """Show two maps side by side, the earlier year on the left, each below its own head."""
    # what is selected changes no class, so that a click on a unit costs nothing here
    classed = kept(several.with_shared_classes, page.atlas, scope.unselected, other.unselected)
    both = (
        replace(one, classing=of_both.classing)
        for one, of_both in zip((scope, other), classed, strict=True)
    )
    left, right = sorted(both, key=lambda item: item.year)
    slots = (live_map.Slot(scope=left), live_map.Slot(scope=right))
    written = (_half_texts(page, left, right), _half_texts(page, right, left))
    series = [_series(page, half) for half in (left, right)]
    labels = (written[0].label, written[1].label)
    st.html(markup.element("h1", several.pair_title(series, labels), "headline"))
    titles = [several.half_title(*half) for half in zip(series, labels, strict=True)]
    # the style sheet lets both maps begin at one height, however long their heads
    with st.container(key="atlas_pair"):
        columns = st.columns(2)
    halves = zip(columns, slots, ("_left", "_right"), titles, written, strict=True)
    for column, slot, side, title, texts_of_half in halves:
        with column:
            head = markup.element("p", texts_of_half.headline, "half-headline")
            subtitle = markup.element("p", texts_of_half.subtitle, "subtitle")
            st.html(markup.element("h2", title, "half") + head + subtitle)
            _live(page, slot, side=side)
    sentences = (
        sentence
        for title, year in zip(titles, written, strict=True)
        for sentence in (title, *year.text_alternative)
    )
    return _Figure(slots=slots, written=written, sentences=tuple(sentences))


def _half_texts(page: Page, scope: Scope, other: Scope) -> MapYear:
    return kept(composed.half_texts, page.atlas, scope.unselected, other.unselected)


def _downloads(page: Page, figure: _Figure, scope: Scope) -> show.Downloads:
    """Return the files of the page: sheets hold all of it, geodata one map the user chooses."""
    paper = PAPERS[st.session_state.get(PAPER, FIRST_PAPER)]
    # the map of the page's scope is preselected, on whichever side it is
    sides = dict(zip((LEFT, RIGHT), figure.slots, strict=False))
    main_side = next(side for side, slot in sides.items() if _same_map(slot.scope, scope))
    chosen = sides.get(st.session_state.get(SIDE, main_side), sides[main_side])
    slot, *beside = (item.scope for item in figure.slots)
    right = beside[0] if beside else None

    def request_of(form: str) -> MapFile:
        request = MapFile(
            scope=chosen.scope.unselected,
            form=form,
            paper=paper,
            other=chosen.other,
            day=show.today(),
            values=st.session_state.get(VALUES, True),
        )
        if form in SHEETS:
            request = replace(request, scope=slot, beside=right, every_year=figure.every_year)
        return request

    def make(form: str) -> bytes:
        return kept(map_file, page.atlas, request_of(form))

    def make_all(form: str) -> bytes:
        return kept(map_file, page.atlas, replace(request_of(form), every_year=True))

    def ask() -> None:
        _ask_paper()
        if right is not None:
            _ask_side(main_side)

    name = file_stem(page.atlas, chosen.scope, file_name_texts.MAP, chosen.other)
    every = f"{name}__{file_name_texts.EVERY_YEAR}"
    sheet = several.sheet_stem(page.atlas, slot, right, every_year=figure.every_year)
    return show.Downloads(
        name=name,
        formats=MAP_FORMATS,
        make=make,
        options=ask,
        sheet_name=name if chosen.other else sheet,
        sheet_formats=SHEETS,
        whole=show.Downloads(name=every, formats=GEODATA_FORMATS, make=make_all),
        figure=FigureChoice(
            kind=FigureKind.MAP,
            scope=scope,
            other=chosen.other,
            # what the page compares with, on whichever side it is
            beside=next((s.scope for s in figure.slots if not _same_map(s.scope, scope)), None),
            every_year=figure.every_year,
        ),
    )


def _command(page: Page, scope: Scope, comparison: Comparison, out: str) -> str:
    """Write the command that draws the sheet of the page."""
    paper, other = PAPERS[st.session_state.get(PAPER, FIRST_PAPER)], comparison.other
    compared = _compared_by(comparison.kind, other) if other else {}
    selected = (*scope.selection, *(other.selection if other else ()))
    options = {
        "--years": "all" if comparison.kind is ComparisonKind.ALL_YEARS else "",
        **compared,
        "--classes": "" if comparison.second_indicator else encode_classing(scope.classing),
        "--units": units_word(tuple(dict.fromkeys(selected))),
        "--paper": "" if paper.size == Paper().size else paper.size,
        "--portrait": not paper.is_landscape,
        "--no-values": not st.session_state.get(VALUES, True),
        "--out": out,
    }
    return drawing_command("map", scope, page.atlas, options)


def _compared_by(kind: ComparisonKind, other: Scope) -> dict[str, str]:
    """The option that names what the page's map is compared with."""
    return {
        ComparisonKind.YEAR: {"--compare-year": str(other.year)},
        ComparisonKind.INDICATOR: {"--compare-indicator": other.indicator},
        ComparisonKind.LEVEL: {"--compare-level": other.level},
        ComparisonKind.BIVARIATE: {"--other": other.indicator},
    }.get(kind, {})


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
