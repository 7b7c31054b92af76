"""How a goal stands: a comparison of what is with what was to be (methods 8.5)."""

from __future__ import annotations

from atlas.model.goals import Goal, GoalProgress, GoalStatus


def goal_progress(goal: Goal, year: int, value: float | None) -> GoalProgress:
    """Compare the value of a year with the straight path from start to target.

    A value that is hidden or missing makes the goal not measurable, never missed. Where start and
    target are the same, the goal is to keep the value, and there is no progress.

    Parameters
    ----------
    value
        In the unit of the indicator, unrounded; None where there is none to be shown.
    """
    if value is None or year < goal.start_year:
        return GoalProgress(status=GoalStatus.NOT_MEASURABLE)
    way = goal.target - goal.start
    expected = goal.start + way * _share_of_time(goal, year)
    done = (value - goal.start) / way if way else None
    return GoalProgress(status=_status(goal, year, value, expected), done=done, expected=expected)


def _share_of_time(goal: Goal, year: int) -> float:
    """Part of the time that has passed, at most all of it."""
    years = goal.due.year - goal.start_year
    return min(1.0, (year - goal.start_year) / years) if years > 0 else 1.0


def _status(goal: Goal, year: int, value: float, expected: float) -> GoalStatus:
    way = goal.target - goal.start
    if way == 0:
        kept = abs(value - goal.target) <= goal.tolerance
        missed = GoalStatus.NOT_REACHED if year >= goal.due.year else GoalStatus.OFF_TRACK
        return GoalStatus.ON_TRACK if kept else missed
    direction = 1 if way > 0 else -1
    if direction * (value - goal.target) >= 0:
        return GoalStatus.REACHED
    if year >= goal.due.year:
        return GoalStatus.NOT_REACHED
    behind = direction * (expected - value)
    return GoalStatus.ON_TRACK if behind <= goal.tolerance else GoalStatus.OFF_TRACK
