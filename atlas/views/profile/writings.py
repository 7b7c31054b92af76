"""What people have written about a unit: goals, and assessments from practice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from atlas.model.documents import Block, DocumentTable, Paragraph, Section, TextKind
from atlas.model.practice import PracticeText
from atlas.model.specs import TableColumn, TableRow, TableSpec
from atlas.views import goal_texts as words
from atlas.views.goals import GoalState, goal_cells, goal_state
from atlas.views.profile.figures import UnitProfile
from atlas.views.profile.sources import merged_sources
from atlas.views.writings import Writings

WIDTHS: Final = (3.0, 1.6, 2.2, 1.6, 2.0, 2.4)
"""Of the columns of a table of goals, relative to each other."""


def written_sections(profile: UnitProfile, writings: Writings) -> Iterator[Section]:
    """Lay out goals and assessments of the unit, each where there are any."""
    offered = {item.code for item in profile.atlas.indicators(profile.area.id)}
    goals = [goal for goal in writings.goals if goal.indicator in offered]
    if goals:
        states = [goal_state(profile.atlas, profile.area.id, g, profile.year) for g in goals]
        blocks: tuple[Block, ...] = (
            _goals_table(profile, states),
            Paragraph(text=words.GOALS_HINT, kind=TextKind.REMARK),
        )
        yield Section(title=words.GOALS, blocks=blocks)
    if writings.practice:
        yield Section(title=words.PRACTICE, blocks=tuple(assessments(writings.practice)))


def _goals_table(profile: UnitProfile, states: list[GoalState]) -> DocumentTable:
    spec = TableSpec(
        title=words.GOALS,
        subtitle="",
        columns=tuple(TableColumn(key=head, title=head) for head in words.HEADS),
        rows=tuple(TableRow(cells=goal_cells(state)) for state in states),
        provenance=merged_sources(profile, profile.figures),
        file_stem="",
    )
    return DocumentTable(spec=spec, widths=WIDTHS, name=words.GOALS)


def assessments(texts: tuple[PracticeText, ...]) -> Iterator[Block]:
    """State each assessment below its topic, the function of who wrote it, and the day."""
    for text in texts:
        head = words.PRACTICE_BY.format(
            topic=text.topic or words.NO_TOPIC, function=text.function, day=f"{text.day:%d.%m.%Y}"
        )
        yield Paragraph(text=head, kind=TextKind.REMARK)
        for paragraph in filter(None, (part.strip() for part in text.text.split("\n\n"))):
            yield Paragraph(text=paragraph)
