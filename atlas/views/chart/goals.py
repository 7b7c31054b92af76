"""Goals in a chart of the development: a dashed line from start to target."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from atlas.atlas import Atlas
from atlas.model.goals import Goal
from atlas.model.scope import EVERY_YEAR, Scope, View
from atlas.model.specs import ChartSpec, Mark
from atlas.views import goal_texts as words
from atlas.views.chart.data import AREA
from atlas.views.goals import GoalState, goal_state

GOAL: Final = "goal/"
"""How the groups of lines of goals begin."""


def with_goals(atlas: Atlas, spec: ChartSpec, scope: Scope, goals: Sequence[Goal]) -> ChartSpec:
    """Add the goals of the indicator for units that are drawn; of values only.

    A goal whose start value isn't published isn't drawn.
    """
    area = atlas.area(scope.area)
    lines = {mark.group for mark in spec.marks}
    wanted = [
        goal
        for goal in goals
        if goal.indicator == scope.indicator
        and _line_of(goal, scope.level, area.top_level) in lines
        and scope.view is View.VALUE
    ]
    year = scope.year or max(int(mark.x or EVERY_YEAR) for mark in spec.marks or ())
    states = [goal_state(atlas, scope.area, goal, year) for goal in wanted]
    shown = [state for state in states if state.shows_start]
    if not shown:
        return spec
    notes = tuple(_note(state) for state in shown)
    marks = (mark for number, state in enumerate(shown) for mark in _line(state, number))
    sources = spec.provenance
    return replace(
        spec,
        marks=(*spec.marks, *marks),
        text_alternative=(*spec.text_alternative, *(f"{note}." for note in notes)),
        provenance=replace(sources, notes=(*sources.notes, *notes)),
    )


def _line_of(goal: Goal, level: str, top_level: str) -> str:
    """The line a goal belongs to: of the whole area on every level, else of a unit of its own."""
    if goal.level == top_level:
        return AREA
    return goal.unit if goal.level == level else ""


def _note(state: GoalState) -> str:
    return words.CHART_NOTE.format(
        target=state.target_text, start=state.start_text, status=state.status_text
    )


def _line(state: GoalState, number: int) -> tuple[Mark, Mark]:
    """Two ends of a dashed line; both are at the goal's own values."""
    goal = state.goal
    label = words.IN_CHART.format(year=goal.due.year)
    ends = ((goal.start_year, goal.start), (goal.due.year, goal.target))
    first, last = (
        Mark(
            label=label,
            y=value,
            x=year,
            text=state.printed(value),
            group=f"{GOAL}{number}",
            dashed=True,
        )
        for year, value in ends
    )
    return first, last
