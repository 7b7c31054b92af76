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
from atlas.views import choices
from atlas.views.report import page_texts as words
from atlas.views.report.codec import LONGEST_LINE, LONGEST_TEXT, MOST_ITEMS
from atlas.views.report.state import current_state, is_old, warning
from atlas.views.text_states import state_text

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
    _parts(atlas, draft, chapter)
    edit_figures(atlas, draft, chapter, titles)


def _parts(atlas: Atlas, draft: Draft, chapter: Chapter) -> None:
    """Ask what else stands in the chapter."""
    plural = atlas.level(draft.report.area, draft.report.level).plural
    parts = (
        ("every_unit", words.EVERY_UNIT.format(plural=plural), None),
        ("unit_profiles", words.UNIT_PROFILES.format(plural=plural), words.UNIT_PROFILES_HELP),
        ("goals", words.GOALS, words.GOALS_HELP),
        ("practice", words.PRACTICE, None),
    )
    left, right = st.columns(2)
    for number, (name, label, explained) in enumerate(parts):
        key = f"report_{name}"
        st.session_state[key] = getattr(chapter, name)
        (left, right)[number % 2].checkbox(
            label,
            key=key,
            help=explained,
            on_change=partial(drafts.set_chapter, draft, draft.position, name, key),
        )
    if chapter.practice:
        _practice_topic(atlas, draft, chapter)


def _practice_topic(atlas: Atlas, draft: Draft, chapter: Chapter) -> None:
    """Ask for the topic of the assessments; one that a template names stays offered."""
    report, key = draft.report, "report_practice_topic"
    fields = kept(choices.topic_fields, atlas, report.area, report.level)
    topics = ("", *(field.title for field in fields), chapter.practice_topic)
    st.session_state[key] = chapter.practice_topic
    st.selectbox(
        words.PRACTICE_TOPIC,
        list(dict.fromkeys(topics)),
        format_func=lambda title: title or words.EVERY_TOPIC,
        key=key,
        on_change=partial(drafts.set_chapter, draft, draft.position, "practice_topic", key),
    )


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
