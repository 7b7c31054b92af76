"""Goals in words: what was to be, what is, and how they stand."""

from __future__ import annotations

from dataclasses import dataclass

from atlas.atlas import Atlas
from atlas.measures.goals import goal_progress
from atlas.model.goals import Goal, GoalProgress, GoalStatus
from atlas.model.indicators import Indicator
from atlas.model.numbers import format_number
from atlas.model.scope import Scope
from atlas.model.specs import TableCell
from atlas.views import goal_texts as words
from atlas.views.headlines import with_unit


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalState:
    """A goal as of a year that has figures: `value` is None where none is shown.

    `shows_start` is False where the start value isn't published either.
    """

    goal: Goal
    item: Indicator
    year: int
    value: float | None
    shows_start: bool

    @property
    def progress(self) -> GoalProgress:
        """How the goal stands; without a published start value it can't be measured."""
        value = self.value if self.shows_start else None
        return goal_progress(self.goal, self.year, value)

    @property
    def start_text(self) -> str:
        """The start value with its year, or that none is shown."""
        text = self.printed(self.goal.start) if self.shows_start else words.NOT_SHOWN
        return words.IN_YEAR.format(text=text, year=self.goal.start_year)

    @property
    def target_text(self) -> str:
        """The target and by when it is to be reached."""
        return words.BY.format(text=self.printed(self.goal.target), day=f"{self.goal.due:%d.%m.%Y}")

    @property
    def value_text(self) -> str:
        """The value with its year, or that none is shown."""
        text = words.NOT_SHOWN if self.value is None else self.printed(self.value)
        return words.IN_YEAR.format(text=text, year=self.year)

    @property
    def status_text(self) -> str:
        """How the goal stands; of one under way also how much of the way is done."""
        progress = self.progress
        text = words.STATUS[progress.status]
        on_the_way = progress.status in {GoalStatus.ON_TRACK, GoalStatus.OFF_TRACK}
        if progress.done is None or not on_the_way:
            return text
        return words.WITH_PROGRESS.format(text=text, share=format_number(100 * progress.done, 0))

    def printed(self, value: float) -> str:
        """Print a value of the indicator with its unit."""
        return with_unit(format_number(value, self.item.decimals), self.item.unit)


def goal_cells(state: GoalState) -> tuple[TableCell, ...]:
    """Write a goal as a row of a table below `goal_texts.HEADS`."""
    responsible = (state.goal.responsible, state.goal.resolution)
    row = (
        state.item.title,
        state.start_text,
        state.target_text,
        state.value_text,
        state.status_text,
        "; ".join(part for part in responsible if part),
    )
    return tuple(TableCell(text=text) for text in row)


def goal_state(atlas: Atlas, area: str, goal: Goal, year: int) -> GoalState:
    """Look up how a goal stands as of a year, by the last year before that has figures.

    Raises
    ------
    UnknownNameError, NoDataError
        If level or indicator, or all figures of it, are gone.
    """
    scope = Scope(area=area, level=goal.level, indicator=goal.indicator)
    grid = atlas.grid(scope)
    last = max((one for one in grid.years if one <= year), default=min(grid.years))
    cell, start = grid.cell(goal.unit, last), grid.cell(goal.unit, goal.start_year)
    return GoalState(
        goal=goal,
        item=atlas.indicator(area, goal.indicator),
        year=last,
        value=None if cell is None else cell.value,
        shows_start=start is not None and start.value is not None,
    )
