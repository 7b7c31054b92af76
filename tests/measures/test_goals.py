"""Goals, compared by hand with the straight path from start to target."""

from dataclasses import replace
from datetime import date

import pytest

from atlas.measures.goals import goal_progress
from atlas.model.goals import Goal, GoalStatus

# from 20 % in 2020 down to 10 % in 2025: two points a year
DOWN = Goal(
    level="bezirk",
    unit="1",
    indicator="share",
    start_year=2020,
    start=20.0,
    target=10.0,
    due=date(2025, 12, 31),
    tolerance=0.5,
)
UP = replace(DOWN, start=10.0, target=20.0)
KEEP = replace(DOWN, start=10.0, target=10.0)


@pytest.mark.parametrize(
    ("goal", "year", "value", "status", "done"),
    [
        (DOWN, 2022, 16.0, GoalStatus.ON_TRACK, 0.4),
        (DOWN, 2022, 16.5, GoalStatus.ON_TRACK, 0.35),
        (DOWN, 2022, 16.6, GoalStatus.OFF_TRACK, 0.34),
        (DOWN, 2022, 21.0, GoalStatus.OFF_TRACK, -0.1),
        (DOWN, 2022, 9.0, GoalStatus.REACHED, 1.1),
        (DOWN, 2025, 10.0, GoalStatus.REACHED, 1.0),
        (DOWN, 2025, 10.1, GoalStatus.NOT_REACHED, 0.99),
        (DOWN, 2030, 12.0, GoalStatus.NOT_REACHED, 0.8),
        (UP, 2022, 13.4, GoalStatus.OFF_TRACK, 0.34),
        (UP, 2022, 13.5, GoalStatus.ON_TRACK, 0.35),
        (UP, 2024, 20.0, GoalStatus.REACHED, 1.0),
        (KEEP, 2022, 10.5, GoalStatus.ON_TRACK, None),
        (KEEP, 2022, 10.6, GoalStatus.OFF_TRACK, None),
        (KEEP, 2026, 9.0, GoalStatus.NOT_REACHED, None),
    ],
)
def test_a_goal_is_compared_with_its_path(goal, year, value, status, done):
    progress = goal_progress(goal, year, value)
    assert progress.status is status
    assert progress.done == (None if done is None else pytest.approx(done))


def test_what_is_hidden_or_missing_is_not_measurable_and_never_missed():
    for year in (2022, 2030):
        assert goal_progress(DOWN, year, None).status is GoalStatus.NOT_MEASURABLE
    assert goal_progress(DOWN, 2019, 20.0).status is GoalStatus.NOT_MEASURABLE


def test_the_path_is_straight_and_ends_at_the_target():
    expected = [goal_progress(DOWN, year, 15.0).expected for year in (2020, 2023, 2025, 2030)]
    assert expected == pytest.approx([20.0, 14.0, 10.0, 10.0])
