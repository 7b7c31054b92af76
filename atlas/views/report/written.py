"""Goals and assessments from practice in a chapter of a report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from atlas.atlas import Atlas
from atlas.errors import AtlasError
from atlas.model.areas import distinct_names
from atlas.model.documents import Block, SubHeading
from atlas.model.goals import Goal
from atlas.model.practice import PracticeText
from atlas.model.reports import Chapter, Report
from atlas.model.specs import TableCell, TableColumn, TableRow, TableSpec
from atlas.views import goal_texts as words
from atlas.views.goals import goal_cells, goal_state
from atlas.views.profile.writings import WIDTHS, assessments
from atlas.views.report.key_figures import plain_table
from atlas.views.writings import Writings

GOAL_WIDTHS = (2.4, *WIDTHS)
"""Of the columns of a table of goals of several units, relative to each other."""
_DEEPER = 4
"""Level of the heading of a unit."""


def chapter_writings(chapter: Chapter, every: Writings) -> Writings:
    """What belongs into a chapter, of all that is written about the area.

    What is said on strengths and weaknesses belongs to the profile of its unit.
    """

    def has_goal(goal: Goal) -> bool:
        is_about = not chapter.indicators or goal.indicator in chapter.indicators
        return chapter.goals and is_about

    def has_text(text: PracticeText) -> bool:
        return chapter.practice and chapter.practice_topic in {"", text.topic}

    return replace(every.only(has_goal, has_text), profile_texts=every.profile_texts)


def goal_table(
    atlas: Atlas, report: Report, goals: Sequence[Goal], title: str
) -> tuple[TableSpec, tuple[str, ...]]:
    """State goals with how they stand as of the report's year (methods.md 8.5).

    Returns the table, and of each goal whose level or indicator is gone why it can't be stated.
    """
    rows, faults = [], []
    for goal in goals:
        try:
            state = goal_state(atlas, report.area, goal, report.year)
        except AtlasError as error:
            faults.append(str(error))
            continue
        name = TableCell(text=_unit_label(atlas, report, goal.level, goal.unit))
        rows.append(TableRow(cells=(name, *goal_cells(state))))
    heads = (words.OF_UNIT, *words.HEADS)
    columns = [TableColumn(key=head, title=head) for head in heads]
    return plain_table(title, columns, rows), tuple(faults)


def practice_blocks(atlas: Atlas, report: Report, texts: Sequence[PracticeText]) -> Iterator[Block]:
    """State assessments below the names of their units, in the order of the area."""
    if not texts:
        return
    yield SubHeading(title=words.PRACTICE)
    levels = atlas.area(report.area).levels
    places = [(level.id, unit.id) for level in levels for unit in level.units]
    order = {place: number for number, place in enumerate(dict.fromkeys(places))}

    def place_of(text: PracticeText) -> int:
        return order.get((text.level, text.unit), len(order))

    for _, of_unit in groupby(sorted(texts, key=place_of), place_of):
        listed = tuple(of_unit)
        label = _unit_label(atlas, report, listed[0].level, listed[0].unit)
        yield SubHeading(title=label, level=_DEEPER)
        yield from assessments(listed)


def _unit_label(atlas: Atlas, report: Report, level_id: str, unit: str) -> str:
    """Name a unit, with its level unless it is that of the report."""
    area = atlas.area(report.area)
    level = area.level(level_id)
    names = distinct_names(level.units) if level else {}
    name = names[unit].shown if unit in names else unit
    if level is None or level_id in {report.level, area.top_level}:
        return name
    return words.UNIT_OF_LEVEL.format(name=name, level=level.name)
