"""The report somebody is working on: kept in the session, one for each area, until it is saved.

Callbacks change it before the run that shows it; each names the chapter it was made for, since
another one may be chosen in the same message.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from atlas.atlas import Atlas
from atlas.model.journal import Entry
from atlas.model.own_texts import OwnText
from atlas.model.reports import Chapter, Report, ReportFigure
from atlas.views.report import page_texts as words
from atlas.views.report.state import confirmed, current_state, is_old

_DRAFTS = "report_drafts"


@dataclass(slots=True, kw_only=True)
class Draft:
    """A report in the making.

    `position` is that of the chapter chosen, `entry` the version of the journal it was opened from
    or saved as. `remarks` were made when it was read, `preview` is what was last looked at.
    """

    report: Report
    position: int = 0
    entry: Entry | None = None
    remarks: tuple[str, ...] = ()
    preview: Report | None = None
    preview_chapter: int | None = None

    @property
    def chapter(self) -> Chapter | None:
        """The chapter chosen, None in a report without chapters."""
        chapters = self.report.chapters
        return chapters[min(self.position, len(chapters) - 1)] if chapters else None


def draft_of(area: str) -> Draft | None:
    """The report of an area somebody is working on."""
    drafts: dict[str, Draft] = st.session_state.setdefault(_DRAFTS, {})
    return drafts.get(area)


def begin(draft: Draft) -> None:
    """Work on another report from now on."""
    st.session_state.setdefault(_DRAFTS, {})[draft.report.area] = draft


def set_report(draft: Draft, name: str, key: str) -> None:
    """Take a field of the report over from its widget."""
    draft.report = replace(draft.report, **{name: st.session_state[key]})


def set_head(draft: Draft, name: str, key: str) -> None:
    """Take a field of the head over from its widget."""
    head = replace(draft.report.head, **{name: st.session_state[key]})
    draft.report = replace(draft.report, head=head)


def set_chapter(draft: Draft, position: int, name: str, key: str) -> None:
    """Take a field of a chapter over from its widget."""
    value: Any = st.session_state[key]
    change(draft, position, {name: tuple(value) if isinstance(value, list) else value})


def change(draft: Draft, position: int, fields: dict[str, Any]) -> None:
    """Change fields of a chapter; one that is gone stays gone."""
    if position < len(draft.report.chapters):
        chapter = replace(draft.report.chapters[position], **fields)
        draft.report = draft.report.with_chapter(position, chapter)


def set_text(draft: Draft, atlas: Atlas, position: int, key: str) -> None:
    """Take a text over; it speaks of the figures of now, unless it is an old one."""
    markdown, now = st.session_state[key], current_state(atlas, draft.report)
    before = draft.report.chapters[position].text
    state = before.state if before is not None and is_old(before, now) else now
    text = OwnText(markdown=markdown, state=state) if markdown.strip() else None
    change(draft, position, {"text": text})


def confirm(draft: Draft, atlas: Atlas, position: int) -> None:
    """Say that the figures of a text were compared."""
    draft.report = confirmed(draft.report, position, current_state(atlas, draft.report))


def move(draft: Draft, position: int, step: int) -> None:
    """Move a chapter up or down; it stays the one that is chosen."""
    chapters = moved(draft.report.chapters, position, step)
    draft.report = replace(draft.report, chapters=chapters)
    draft.position = min(max(position + step, 0), len(chapters) - 1)


def moved(items: tuple[Any, ...], position: int, step: int) -> tuple[Any, ...]:
    """Put one of some items so many places further on, as far as there are places."""
    target = min(max(position + step, 0), len(items) - 1)
    others = [*items[:position], *items[position + 1 :]]
    return (*others[:target], items[position], *others[target:])


def remove(draft: Draft, position: int) -> None:
    """Remove a chapter; the one behind it is chosen."""
    chapters = draft.report.chapters
    kept = (*chapters[:position], *chapters[position + 1 :])
    draft.report = replace(draft.report, chapters=kept)
    draft.position = min(position, max(len(kept) - 1, 0))


def insert(draft: Draft, position: int) -> None:
    """Put a new chapter behind the one at a position, and choose it."""
    chapters, new = draft.report.chapters, Chapter(title=words.NEW_CHAPTER)
    at = min(position + 1, len(chapters))
    draft.report = replace(draft.report, chapters=(*chapters[:at], new, *chapters[at:]))
    draft.position = at


def change_figures(
    draft: Draft,
    position: int,
    rearranged: Callable[[tuple[ReportFigure, ...]], tuple[ReportFigure, ...]],
) -> None:
    """Put other figures in place of those of a chapter."""
    figures = rearranged(draft.report.chapters[position].figures)
    change(draft, position, {"figures": figures})
