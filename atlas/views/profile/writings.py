"""What people have written about a unit: goals, and assessments from practice."""

from __future__ import annotations

from collections.abc import Iterator

from atlas.model.documents import Block, DocumentTable, Paragraph, Section, TextKind
from atlas.model.practice import PracticeText
from atlas.model.specs import TableCell, TableColumn, TableRow, TableSpec
from atlas.views import goal_texts as words
from atlas.views.goals import GoalState, goal_state
from atlas.views.profile.figures import UnitProfile
from atlas.views.profile.sources import merged_sources
from atlas.views.writings import Writings

_WIDTHS = (3.0, 1.6, 2.2, 1.6, 2.0, 2.4)


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
        yield Section(title=words.PRACTICE, blocks=tuple(_assessments(writings.practice)))


def _goals_table(profile: UnitProfile, states: list[GoalState]) -> DocumentTable:
    heads = (
        *(words.GOAL, words.START, words.TARGET),
        *(words.NOW, words.STATUS_HEAD, words.RESPONSIBLE),
    )
    spec = TableSpec(
        title=words.GOALS,
        subtitle="",
        columns=tuple(TableColumn(key=head, title=head) for head in heads),
        rows=tuple(_row(state) for state in states),
        provenance=merged_sources(profile, profile.figures),
        file_stem="",
    )
    return DocumentTable(spec=spec, widths=_WIDTHS, name=words.GOALS)


def _row(state: GoalState) -> TableRow:
    responsible = (state.goal.responsible, state.goal.resolution)
    texts = (
        state.item.title,
        state.start_text,
        state.target_text,
        state.value_text,
        state.status_text,
        "; ".join(part for part in responsible if part),
    )
    return TableRow(cells=tuple(TableCell(text=text) for text in texts))


def _assessments(texts: tuple[PracticeText, ...]) -> Iterator[Block]:
    for text in texts:
        head = words.PRACTICE_BY.format(
            topic=text.topic or words.NO_TOPIC, function=text.function, day=f"{text.day:%d.%m.%Y}"
        )
        yield Paragraph(text=head, kind=TextKind.REMARK)
        for paragraph in filter(None, (part.strip() for part in text.text.split("\n\n"))):
            yield Paragraph(text=paragraph)
