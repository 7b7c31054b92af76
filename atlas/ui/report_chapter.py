"""The chapter of a report that is being worked on: its words, indicators and figures."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import streamlit as st

from atlas.atlas import Atlas
from atlas.model.figures import FigureKind
from atlas.model.reports import Chapter, Report, ReportFigure
from atlas.model.scope import View
from atlas.ui import markup
from atlas.ui import report_draft as drafts
from atlas.ui.cache import kept
from atlas.ui.frame import Page
from atlas.ui.report_draft import Draft
from atlas.views import choices, texts
from atlas.views.address import VIEWS
from atlas.views.figure.address import CHART, CHART_PAGE, MAP_PAGE, TABLE_PAGE
from atlas.views.report import page_texts as words
from atlas.views.report import texts as report_texts
from atlas.views.report.codec import LONGEST_LINE, LONGEST_TEXT, MOST_FIGURES, MOST_ITEMS
from atlas.views.report.state import current_state, is_old, state_text, warning

TEXT_HEIGHT = 220
NEW = "report_new"
"""Beginning of the keys of what a new figure is made from."""


def edit_chapter(page: Page, draft: Draft) -> None:
    """Ask for everything a chapter consists of."""
    chapter, position, atlas = draft.chapter, draft.position, page.atlas
    if chapter is None:
        return
    _line(draft, "title", words.CHAPTER_TITLE, chapter.title)
    _line(draft, "question", words.QUESTION, chapter.question)
    _text(atlas, draft, chapter)
    titles = kept(indicator_titles, atlas, draft.report.area)
    names = atlas.catalogue(draft.report.area).titles()
    key = "report_indicators"
    st.session_state[key] = list(chapter.indicators)
    # what has no figures yet may have them next year
    absent = (code for code in chapter.indicators if code not in titles)
    without = {code: words.NO_FIGURES_YET.format(title=names.get(code, code)) for code in absent}
    options = {**titles, **without}
    st.multiselect(
        words.INDICATORS,
        list(options),
        format_func=options.__getitem__,
        key=key,
        max_selections=MOST_ITEMS,
        wrap=True,
        placeholder="",
        on_change=partial(drafts.set_chapter, draft, position, "indicators", key),
    )
    plural = atlas.level(draft.report.area, draft.report.level).plural
    key = "report_every_unit"
    st.session_state[key] = chapter.every_unit
    st.checkbox(
        words.EVERY_UNIT.format(plural=plural),
        key=key,
        on_change=partial(drafts.set_chapter, draft, position, "every_unit", key),
    )
    st.html(markup.element("h3", words.FIGURES))
    _figures(atlas, draft, chapter, titles)
    _new_figure(atlas, draft, chapter, titles)


def indicator_titles(atlas: Atlas, area: str) -> dict[str, str]:
    """Titles of the indicators an area has figures of, by code."""
    return {item.code: item.title for item in atlas.indicators(area)}


def _line(draft: Draft, name: str, label: str, value: str) -> None:
    key = f"report_chapter_{name}"
    st.session_state[key] = value
    change = partial(drafts.set_chapter, draft, draft.position, name, key)
    st.text_input(label, key=key, max_chars=LONGEST_LINE, on_change=change)


def _text(atlas: Atlas, draft: Draft, chapter: Chapter) -> None:
    """Ask for the text, and whether the figures of an old one were compared."""
    key, now = "report_text", current_state(atlas, draft.report)
    st.session_state[key] = chapter.text.markdown if chapter.text else ""
    st.text_area(
        words.TEXT,
        key=key,
        height=TEXT_HEIGHT,
        max_chars=LONGEST_TEXT,
        placeholder=chapter.hint,
        help=words.TEXT_HELP,
        on_change=partial(drafts.set_text, draft, atlas, draft.position, key),
    )
    if chapter.text is not None and is_old(chapter.text, now):
        st.warning(markup.as_message(warning(chapter.text, now)))
        st.button(
            words.CONFIRM.format(state=state_text(now, now)),
            on_click=drafts.confirm,
            args=(draft, atlas, draft.position),
            key="report_confirm",
        )


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
            for short, spoken, act in buttons:
                st.button(
                    short,
                    help=spoken.format(figure=label),
                    on_click=act,
                    key=f"report_figure_{place}_{short}",
                )


def figure_label(
    atlas: Atlas, report: Report, figure: ReportFigure, titles: Mapping[str, str]
) -> str:
    """Name a figure by kind and indicator, and by level and year where they aren't the report's."""
    asked = dict(figure.words)
    code, named = asked.get("indikator", ""), asked.get(CHART, FigureKind.BARS.value)
    kind = {MAP_PAGE: FigureKind.MAP.value, TABLE_PAGE: FigureKind.TABLE.value}.get(
        figure.page, named
    )
    kinds = {item.value: word for item, word in report_texts.KINDS.items()}
    fields = {"kind": kinds.get(kind, kind), "title": titles.get(code, code)}
    label = words.FIGURE.format(**fields)
    level = atlas.area(report.area).level(asked.get("ebene", ""))
    view = VIEWS.get(asked.get("auswertung", ""), View.VALUE)
    parts = (
        level.plural if level else "",
        asked.get("jahr", ""),
        _view_label(atlas, report, view),
    )
    place = ", ".join(filter(None, parts))
    return words.FIGURE_AT.format(figure=label, place=place) if place else label


def _view_label(atlas: Atlas, report: Report, view: View) -> str:
    """Name the view of a figure, "" for plain values."""
    kind = atlas.area(report.area).kind
    return {View.CHANGE: texts.CHANGE, View.DEVIATION: texts.DEVIATION.format(kind=kind)}.get(
        view, ""
    )


def _move(draft: Draft, place: int, step: int) -> None:
    drafts.change_figures(draft, draft.position, lambda figures: drafts.moved(figures, place, step))


def _remove(draft: Draft, place: int) -> None:
    drafts.change_figures(
        draft, draft.position, lambda figures: (*figures[:place], *figures[place + 1 :])
    )


def _new_figure(atlas: Atlas, draft: Draft, chapter: Chapter, titles: Mapping[str, str]) -> None:
    """Ask for a figure to add; level and year are the report's unless others are chosen."""
    report = draft.report
    kinds = {kind.value: word for kind, word in report_texts.KINDS.items()}
    own = [code for code in chapter.indicators if code in titles]
    codes = list(dict.fromkeys((*own, *titles)))
    levels = {"": words.AS_REPORT, **choices.levels(atlas, report.area)}
    left, right = st.columns([1, 2])
    with left:
        st.selectbox(words.KIND, list(kinds), format_func=kinds.__getitem__, key=f"{NEW}_kind")
    with right:
        if st.session_state.get(f"{NEW}_code") not in codes:
            st.session_state[f"{NEW}_code"] = next(iter(codes), None)
        st.selectbox(words.INDICATOR, codes, format_func=titles.__getitem__, key=f"{NEW}_code")
    code = st.session_state[f"{NEW}_code"]
    years = [str(year) for year in sorted(atlas.years(report.area, code), reverse=True)]
    offered = {"": words.AS_REPORT, **{year: year for year in years}}
    others = {
        word: _view_label(atlas, report, view)
        for word, view in VIEWS.items()
        if view is not View.VALUE
    }
    views = {"": texts.VALUE, **others}
    columns = st.columns(4, vertical_alignment="bottom")
    for column, label, name, options in (
        (columns[0], words.LEVEL, "ebene", levels),
        (columns[1], words.YEAR, "jahr", offered),
        (columns[2], words.VIEW, "auswertung", views),
    ):
        key = f"{NEW}_{name}"
        if st.session_state.get(key) not in options:
            st.session_state[key] = ""
        column.selectbox(label, list(options), format_func=options.__getitem__, key=key)
    columns[3].button(
        words.ADD_FIGURE,
        on_click=partial(_add, draft),
        disabled=len(chapter.figures) >= MOST_ITEMS or _is_full(report),
        key=f"{NEW}_add",
    )


def _is_full(report: Report) -> bool:
    """Whether a report has as many figures as its file may have."""
    return sum(len(chapter.figures) for chapter in report.chapters) >= MOST_FIGURES


def _add(draft: Draft) -> None:
    state = st.session_state
    kind = FigureKind(state[f"{NEW}_kind"])
    pages = {FigureKind.MAP: MAP_PAGE, FigureKind.TABLE: TABLE_PAGE}
    chart = {CHART: kind.value} if kind.chart and kind is not FigureKind.BARS else {}
    place = {name: state[f"{NEW}_{name}"] for name in ("ebene", "jahr", "auswertung")}
    asked = {"indikator": state[f"{NEW}_code"], **chart, **place}
    figure = ReportFigure(
        page=pages.get(kind, CHART_PAGE),
        words=tuple(sorted((name, word) for name, word in asked.items() if word)),
    )
    drafts.change_figures(draft, draft.position, lambda figures: (*figures, figure))
