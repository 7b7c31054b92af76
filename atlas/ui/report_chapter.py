"""The chapter of a report that is being worked on: its words, indicators and figures."""

from __future__ import annotations

from functools import partial

import streamlit as st

from atlas.atlas import Atlas
from atlas.model.reports import Chapter
from atlas.ui import markup
from atlas.ui import report_draft as drafts
from atlas.ui.cache import kept
from atlas.ui.frame import Page
from atlas.ui.report_draft import Draft
from atlas.ui.report_figures import edit_figures
from atlas.views.report import page_texts as words
from atlas.views.report.codec import LONGEST_LINE, LONGEST_TEXT, MOST_ITEMS
from atlas.views.report.state import current_state, is_old, state_text, warning

TEXT_HEIGHT = 220


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
    edit_figures(atlas, draft, chapter, titles)


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
