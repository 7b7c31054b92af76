"""The figures of the chapter that is being worked on: those it has, noted ones, and a new one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from atlas.atlas import Atlas
from atlas.model.figures import FigureKind
from atlas.model.reports import Chapter, Report, ReportFigure
from atlas.model.scope import Scope
from atlas.model.text import distinct_labels
from atlas.ui import markup, notes
from atlas.ui import report_draft as drafts
from atlas.ui.cache import kept
from atlas.ui.report_draft import Draft
from atlas.views import choices, texts
from atlas.views.address import VIEWS
from atlas.views.figure import comparisons
from atlas.views.figure.address import (
    CHART,
    CHART_PAGE,
    COMPARED,
    MAP_PAGE,
    OTHER,
    OTHER_LEVEL,
    PARTNER,
    TABLE_PAGE,
    ComparisonKind,
)
from atlas.views.map import texts as map_texts
from atlas.views.report import page_texts as words
from atlas.views.report import texts as report_texts
from atlas.views.report.chosen import scope_of
from atlas.views.report.codec import MOST_FIGURES, MOST_ITEMS
from atlas.views.report.figure_words import figure_label, figure_of_note, view_label

NEW = "report_new"
"""Beginning of the keys of what a new figure is made from."""
ALL = "all"
"""Option that stands for all noted figures."""
_PAGES: Mapping[FigureKind, str] = {FigureKind.MAP: MAP_PAGE, FigureKind.TABLE: TABLE_PAGE}


def edit_figures(atlas: Atlas, draft: Draft, chapter: Chapter, titles: Mapping[str, str]) -> None:
    """List the figures of a chapter, and offer others."""
    st.html(markup.element("h3", words.FIGURES))
    _figures(atlas, draft, chapter, titles)
    _from_notes(atlas, draft, chapter, titles)
    _new_figure(atlas, draft, chapter, titles)


def _figures(atlas: Atlas, draft: Draft, chapter: Chapter, titles: Mapping[str, str]) -> None:
    """List the figures, to move and remove them."""
    if not chapter.figures:
        st.html(markup.element("p", words.NO_FIGURES))
    for place, figure in enumerate(chapter.figures):
        label = figure_label(atlas, draft.report, figure, titles)
        with st.container(
            horizontal=True, vertical_alignment="center", key=f"report_figure_{place}"
        ):
            st.html(markup.element("p", label))
            buttons = (
                (words.UP_SHORT, words.UP_FIGURE, partial(_move, draft, place, -1)),
                (words.DOWN_SHORT, words.DOWN_FIGURE, partial(_move, draft, place, 1)),
                (words.REMOVE_SHORT, words.REMOVE_FIGURE, partial(_remove, draft, place)),
            )
            # they go into the next line together
            with st.container(horizontal=True, width="content", key=f"report_moves_{place}"):
                for short, spoken, act in buttons:
                    st.button(
                        short,
                        help=spoken.format(figure=label),
                        on_click=act,
                        key=f"report_figure_{place}_{short}",
                    )


def _move(draft: Draft, place: int, step: int) -> None:
    drafts.change_figures(draft, draft.position, lambda figures: drafts.moved(figures, place, step))


def _remove(draft: Draft, place: int) -> None:
    drafts.change_figures(
        draft, draft.position, lambda figures: (*figures[:place], *figures[place + 1 :])
    )


def _from_notes(atlas: Atlas, draft: Draft, chapter: Chapter, titles: Mapping[str, str]) -> None:
    """Offer the noted figures of the area that the chapter doesn't have yet."""
    report = draft.report
    of_area = [note for note in notes.storyboard().notes if note.area == report.area]
    if not of_area:
        return
    figures = dict.fromkeys(figure_of_note(atlas, report, note) for note in of_area)
    offered = [figure for figure in figures if figure not in chapter.figures]
    if not offered:
        st.caption(words.ALL_NOTED_HERE)
        return
    labels = [figure_label(atlas, report, figure, titles) for figure in offered]
    options = {str(number): label for number, label in enumerate(labels)}
    if len(offered) > 1:
        options[ALL] = words.ALL_NOTED.format(number=len(offered))
    columns = st.columns([3, 1], vertical_alignment="bottom")
    chosen = _ask(columns[0], words.FROM_NOTES, "noted", distinct_labels(options))
    taken = offered if chosen == ALL else [offered[int(chosen)]]
    room = _room(report, chapter)
    columns[1].button(
        words.TAKE_OVER,
        help=words.NOTED_HELP,
        on_click=_put,
        args=(draft, draft.position, tuple(taken[:room])),
        disabled=not room,
        key=f"{NEW}_noted_add",
    )


def _put(draft: Draft, position: int, added: tuple[ReportFigure, ...]) -> None:
    drafts.change_figures(draft, position, lambda figures: (*figures, *added))


def _new_figure(atlas: Atlas, draft: Draft, chapter: Chapter, titles: Mapping[str, str]) -> None:
    """Ask for a figure to add; level and year are the report's unless others are chosen."""
    report, state = draft.report, st.session_state
    kinds = {kind.value: word for kind, word in report_texts.KINDS.items()}
    own = [code for code in chapter.indicators if code in titles]
    codes = list(dict.fromkeys((*own, *titles)))
    left, right = st.columns([1, 2])
    _ask(left, words.KIND, "kind", kinds)
    _ask(right, words.INDICATOR, "indikator", {code: titles[code] for code in codes})
    levels = {"": words.AS_REPORT, **choices.levels(atlas, report.area)}
    years = sorted(atlas.years(report.area, state[f"{NEW}_indikator"]), reverse=True)
    columns = st.columns(3)
    _ask(columns[0], words.LEVEL, "ebene", levels)
    _ask(columns[1], words.YEAR, "jahr", {"": words.AS_REPORT} | {str(y): str(y) for y in years})
    views = {word: view_label(atlas, report.area, view) for word, view in VIEWS.items()}
    plain = {"": texts.VALUE}
    _ask(columns[2], words.VIEW, "auswertung", plain | {w: v for w, v in views.items() if v})
    asked = {name: state[f"{NEW}_{name}"] for name in ("indikator", "ebene", "jahr", "auswertung")}
    figure = _with_second(atlas, report, FigureKind(state[f"{NEW}_kind"]), asked)
    st.button(
        words.ADD_FIGURE,
        on_click=partial(_put, draft, draft.position, (figure,) if figure else ()),
        disabled=figure is None or not _room(report, chapter),
        key=f"{NEW}_add",
    )


def _room(report: Report, chapter: Chapter) -> int:
    """How many more figures a chapter may have: its file takes no more of it or of all."""
    every = sum(len(one.figures) for one in report.chapters)
    return max(0, min(MOST_ITEMS - len(chapter.figures), MOST_FIGURES - every))


def _ask(slot: DeltaGenerator, label: str, name: str, options: Mapping[str, str]) -> str:
    """Ask for one word of the figure; what isn't offered any more makes place for the first."""
    key = f"{NEW}_{name}"
    if st.session_state.get(key) not in options:
        st.session_state[key] = next(iter(options), None)
    slot.selectbox(label, list(options), format_func=options.__getitem__, key=key)
    return str(st.session_state[key])


def _with_second(
    atlas: Atlas, report: Report, kind: FigureKind, asked: Mapping[str, str]
) -> ReportFigure | None:
    """Ask for what a scatter plot or a comparison of maps needs; None without."""
    scope = scope_of(atlas, report, asked)
    chart = {CHART: kind.value} if kind.chart and kind is not FigureKind.BARS else {}
    second: Mapping[str, str] | None = {}
    if scope is not None and kind is FigureKind.SCATTER:
        second = _partner(atlas, scope, PARTNER)
    elif scope is not None and kind.is_map:
        second = _compared(atlas, scope)
    if second is None:
        st.caption(texts.ONLY_ONE)
        return None
    every = {**asked, **chart, **second}
    return ReportFigure(
        page=_PAGES.get(kind, CHART_PAGE),
        words=tuple(sorted((name, word) for name, word in every.items() if word)),
    )


def _partner(atlas: Atlas, scope: Scope, name: str) -> Mapping[str, str] | None:
    """Ask for a second indicator; None if there is no other one."""
    partners = kept(choices.partners, atlas, scope.unselected)
    if not partners:
        return None
    return {name: _ask(st.container(), texts.OTHER_INDICATOR, name, partners)}


def _compared(atlas: Atlas, scope: Scope) -> Mapping[str, str] | None:
    """Ask what a map is compared with; only what the figures allow is offered."""
    partners = kept(choices.partners, atlas, scope.unselected)
    levels = choices.other_levels(atlas, scope)
    offered = comparisons.offered(atlas, scope, partners=bool(partners), levels=bool(levels))
    left, right = st.columns([1, 2])
    labels = {kind.value: map_texts.BESIDE[kind.value] for kind in offered}
    kind = ComparisonKind(_ask(left, map_texts.BESIDE_CHOICE, COMPARED, labels))
    if kind is ComparisonKind.NONE:
        return {}
    second = {}
    if kind in {ComparisonKind.INDICATOR, ComparisonKind.BIVARIATE}:
        second = {OTHER: _ask(right, texts.OTHER_INDICATOR, OTHER, partners)}
    elif kind is ComparisonKind.LEVEL:
        second = {OTHER_LEVEL: _ask(right, map_texts.OTHER_LEVEL, OTHER_LEVEL, levels)}
    return {COMPARED: kind.value, **second}
