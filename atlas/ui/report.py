"""The page of reports: begin or open one, its head, its chapters, preview, files and versions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from atlas.atlas import Atlas
from atlas.model.reports import Openness, Report
from atlas.model.scope import EVERY_YEAR, Scope
from atlas.ui import composed, journal, markup, show
from atlas.ui import report_draft as drafts
from atlas.ui.cache import kept
from atlas.ui.frame import Page
from atlas.ui.report_chapter import edit_chapter
from atlas.ui.report_draft import Draft
from atlas.ui.report_store import open_addressed, open_or_begin, save_row
from atlas.views import choices
from atlas.views.commands import report_command
from atlas.views.file_names import report_stem
from atlas.views.report import page_texts as words
from atlas.views.report import texts as report_texts
from atlas.views.report.codec import file_of
from atlas.views.report.document import ReportChoice, newest_year
from atlas.views.report.state import current_state, old_texts

LONGEST_TITLE = 200
OF_CHAPTERS = "report_chapters"
"""Key of the list of chapters."""


def draw(page: Page, scope: Scope) -> None:
    """Show the report of an area somebody is working on, or offer to begin one."""
    st.html(markup.head_html(words.TITLE, words.LEAD))
    open_addressed(page, scope)
    draft = drafts.draft_of(scope.area)
    # a browser keeps open what bears the same key
    key = "report_begin" if draft is None else "report_replace"
    with st.expander(words.BEGIN, expanded=draft is None, key=key):
        open_or_begin(page, scope, draft)
    draft = drafts.draft_of(scope.area)
    if draft is None:
        return
    for remark in draft.remarks:
        st.info(markup.as_message(remark))
    _head(page, draft)
    _say_old(page, draft)
    save_row(page, draft)
    _files(page, draft)
    st.html(markup.element("h2", words.CHAPTERS))
    left, right = st.columns([1, 2], gap="large")
    with left:
        _chapters(page, draft)
    with right:
        if draft.chapter is not None:
            edit_chapter(page, draft)
    _preview(page, draft)


def _head(page: Page, draft: Draft) -> None:
    """Ask for title, level and year, and for the head of a paper."""
    atlas, report = page.atlas, draft.report
    with st.expander(words.HEAD, expanded=True, key="report_head"):
        _line(draft, "title", words.REPORT_TITLE, report.title)
        left, middle, right = st.columns(3)
        levels = choices.levels(atlas, report.area)
        offered = (y for c in _codes(atlas, report) for y in atlas.years(report.area, c))
        years = sorted({*offered, report.year}, reverse=True)
        earlier = {year: str(year) for year in years if year < report.year}
        if report.base_year:
            earlier.setdefault(report.base_year, str(report.base_year))
        with left:
            _select(draft, "level", words.LEVEL, levels)
        with middle:
            _select(draft, "year", words.YEAR, {year: str(year) for year in years})
        with right:
            _select(draft, "base_year", words.BASE, {EVERY_YEAR: words.USUAL_BASE, **earlier})
        columns = st.columns(5)
        head = report.head
        fields = (
            ("number", report_texts.NUMBER, head.number),
            ("body", report_texts.BODY, head.body),
            ("session", report_texts.SESSION, head.session),
            ("item", report_texts.ITEM, head.item),
        )
        for column, (name, label, value) in zip(columns, fields, strict=False):
            key = f"report_head_{name}"
            st.session_state[key] = value
            change = partial(drafts.set_head, draft, name, key)
            column.text_input(label, key=key, max_chars=LONGEST_TITLE, on_change=change)
        key = "report_head_openness"
        st.session_state[key] = head.openness
        columns[-1].selectbox(
            report_texts.OPENNESS,
            list(Openness),
            format_func=report_texts.OPENNESSES.__getitem__,
            key=key,
            on_change=partial(drafts.set_head, draft, "openness", key),
        )


def _codes(atlas: Atlas, report: Report) -> tuple[str, ...]:
    """Codes whose years a report can be of."""
    available = atlas.available(report.area, report.level)
    return tuple(code for code in available if code in atlas.catalogue(report.area).indicators)


def _line(draft: Draft, name: str, label: str, value: str) -> None:
    key = f"report_{name}"
    st.session_state[key] = value
    change = partial(drafts.set_report, draft, name, key)
    st.text_input(label, key=key, max_chars=LONGEST_TITLE, on_change=change)


def _select(draft: Draft, name: str, label: str, options: Mapping[Any, str]) -> None:
    key = f"report_{name}"
    st.session_state[key] = getattr(draft.report, name)
    st.selectbox(
        label,
        list(options),
        format_func=options.__getitem__,
        key=key,
        on_change=partial(drafts.set_report, draft, name, key),
    )


def _say_old(page: Page, draft: Draft) -> None:
    """Name the texts that speak of other figures, and offer to repeat the report on new ones."""
    report = draft.report
    chapters = report.chapters
    titles = [chapters[n].title for n in old_texts(report, current_state(page.atlas, report))]
    if titles:
        form = words.OLD_TEXT if len(titles) == 1 else words.OLD_TEXTS
        st.warning(markup.as_message(form.format(number=len(titles), titles="; ".join(titles))))
    newest = kept(newest_year, page.atlas, report.area, report.level)
    if EVERY_YEAR < report.year < newest:
        st.button(
            words.REPEAT.format(year=newest),
            on_click=partial(_repeat, draft, newest),
            key="report_repeat",
        )


def _repeat(draft: Draft, year: int) -> None:
    draft.report = replace(draft.report, year=year)


def _chapters(page: Page, draft: Draft) -> None:
    """List the chapters to choose one, and what can be done with it."""
    chapters = draft.report.chapters
    if not chapters:
        st.html(markup.element("p", words.NO_CHAPTERS))
        st.button(words.ADD, on_click=drafts.insert, args=(draft, 0), key="report_add")
        return
    position = draft.position = min(draft.position, len(chapters) - 1)
    old = {*old_texts(draft.report, current_state(page.atlas, draft.report))}

    def label(number: int) -> str:
        named = words.CHAPTER.format(number=number + 1, title=chapters[number].title)
        return markup.as_markdown(words.TO_CHECK.format(label=named) if number in old else named)

    st.session_state[OF_CHAPTERS] = position
    st.radio(
        words.CHAPTERS,
        range(len(chapters)),
        format_func=label,
        key=OF_CHAPTERS,
        label_visibility="collapsed",
        on_change=partial(_choose, draft),
    )
    with st.container(horizontal=True, key="report_moves"):
        up, down = (partial(drafts.move, draft, position, step) for step in (-1, 1))
        st.button(words.UP, on_click=up, disabled=position == 0, key="report_up")
        is_last = position == len(chapters) - 1
        st.button(words.DOWN, on_click=down, disabled=is_last, key="report_down")
        st.button(words.REMOVE, on_click=drafts.remove, args=(draft, position), key="report_remove")
        st.button(words.ADD, on_click=drafts.insert, args=(draft, position), key="report_add")


def _choose(draft: Draft) -> None:
    draft.position = st.session_state[OF_CHAPTERS]


def _files(page: Page, draft: Draft) -> None:
    """Offer the report in all formats, and as the file to go on with."""
    atlas, report = page.atlas, draft.report
    place = Scope(area=report.area, level=report.level, indicator="", year=report.year)

    def make(form: str) -> bytes:
        if form == "json":
            return file_of(report)
        choice = ReportChoice(
            report=report,
            day=show.today(),
            remarks=draft.remarks,
            writings=journal.written(page, report.area),
        )
        # not kept: such files are large, and few ask for the same one twice
        return composed.report_file(atlas, choice, form)

    name = report_stem(atlas, place, report.title)
    files = show.Downloads(name=name, formats=tuple(words.FORMS), make=make, labels=words.FORMS)
    command = report_command(atlas, place, name)
    show.action_row(page, place, files, command, has_link=draft.entry is not None)


def _preview(page: Page, draft: Draft) -> None:
    """Show, on demand only, the chapter chosen or the whole report as the files have it."""
    with st.container(horizontal=True, key="report_previews"):
        if draft.chapter is not None:
            st.button(
                words.PREVIEW_CHAPTER,
                on_click=partial(_look, draft, draft.position),
                key="report_look",
            )
        st.button(words.PREVIEW_ALL, on_click=partial(_look, draft, None), key="report_look_all")
        if draft.preview is not None:
            st.button(words.PREVIEW_CLOSE, on_click=partial(_close, draft), key="report_close")
    if draft.preview is None:
        return
    if draft.preview != draft.report:
        st.caption(words.PREVIEW_OLD)
    choice = ReportChoice(
        report=draft.preview,
        day=show.today(),
        chapter=draft.preview_chapter,
        writings=journal.written(page, draft.preview.area),
    )
    with st.spinner(words.PREVIEW_MAKING):
        body = kept(composed.report_body, page.atlas, choice)
    with st.container(border=True, key="report_preview"):
        show.document(body)


def _look(draft: Draft, position: int | None) -> None:
    draft.preview, draft.preview_chapter = draft.report, position


def _close(draft: Draft) -> None:
    draft.preview = None
