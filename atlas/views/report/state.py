"""Of which figures the texts of a report speak, and which of them speak of others than it shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from atlas.atlas import Atlas
from atlas.model.own_texts import OwnText, TextState
from atlas.model.reports import Report
from atlas.views.report import texts as words
from atlas.views.text_states import shown_state, state_text


def current_state(atlas: Atlas, report: Report) -> TextState:
    """The figures a report shows."""
    return shown_state(atlas, report.area, report.year)


def is_old(text: OwnText | None, now: TextState) -> bool:
    """Whether a text was written on other figures than those."""
    return text is not None and (text.state is None or not text.state.is_same(now))


def old_texts(report: Report, now: TextState) -> Iterator[int]:
    """Positions of the chapters whose texts were written on other figures."""
    for position, chapter in enumerate(report.chapters):
        if is_old(chapter.text, now):
            yield position


def confirmed(report: Report, position: int, now: TextState) -> Report:
    """Say of the text of a chapter that somebody compared it with the figures of now."""
    chapter = report.chapters[position]
    if chapter.text is None:
        return report
    text = replace(chapter.text, state=now)
    return report.with_chapter(position, replace(chapter, text=text))


def warning(text: OwnText, now: TextState) -> str:
    """Say of which figures an old text speaks, and which are shown."""
    new = state_text(now, now)
    if text.state is None:
        return words.TEXT_UNDATED.format(new=new)
    return words.TEXT_OLD.format(old=state_text(text.state, now), new=new)
