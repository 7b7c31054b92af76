"""Reports: chapters of own texts and figures, kept so that they can be repeated on new figures."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from atlas.model.own_texts import OwnText
from atlas.model.scope import EVERY_YEAR


class Openness(StrEnum):
    """In which part of a session a paper is dealt with."""

    UNSTATED = ""
    PUBLIC = "public"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperHead:
    """Head of a paper for a council; what is empty isn't printed.

    `number` is that of the paper, `item` that on the agenda of the session.
    """

    number: str = ""
    body: str = ""
    session: str = ""
    item: str = ""
    openness: Openness = Openness.UNSTATED


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFigure:
    """A figure of a chapter: the page that shows it and the words of its address.

    What the words leave out is the report's: area, level and year.
    """

    page: str
    words: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Chapter:
    """A chapter.

    `indicators` are listed with their figures of the whole area at its beginning; with
    `every_unit` a table of all units of the report's level follows. `hint` is what a template
    proposes to write about. `goals` states those for its indicators, or all of them where it has
    none; `practice` the assessments from practice, of one topic unless that is "". With
    `unit_profiles` there is a short profile of each unit of the report's level, with its own goals
    and assessments.
    """

    title: str
    question: str = ""
    hint: str = ""
    text: OwnText | None = None
    indicators: tuple[str, ...] = ()
    every_unit: bool = False
    goals: bool = False
    practice: bool = False
    practice_topic: str = ""
    unit_profiles: bool = False
    figures: tuple[ReportFigure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A report on an area and level as of a year, in chapters.

    `year` EVERY_YEAR stands for the newest with figures, `base_year`, which changes are counted
    from, for the one five years before.
    """

    title: str
    area: str
    level: str
    year: int = EVERY_YEAR
    base_year: int = EVERY_YEAR
    head: PaperHead = PaperHead()
    chapters: tuple[Chapter, ...] = ()

    def with_chapter(self, position: int, chapter: Chapter) -> Report:
        """Put a chapter in place of the one at a position."""
        chapters = (*self.chapters[:position], chapter, *self.chapters[position + 1 :])
        return replace(self, chapters=chapters)
