"""Goals with a start value: where an indicator of a unit is to be, and by when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from atlas.model.quantities import Audience


@dataclass(frozen=True, slots=True, kw_only=True)
class Goal:
    """A goal for one indicator of one unit, in the unit of the indicator.

    `start` is the value of `start_year` as it was when the goal was noted: a correction of the data
    doesn't change what was decided. `tolerance` is how far from the straight path a value may be
    and still be on it. `audience` is who may see it.
    """

    level: str
    unit: str
    indicator: str
    start_year: int
    start: float
    target: float
    due: date
    tolerance: float = 0.0
    responsible: str = ""
    resolution: str = ""
    audience: Audience = Audience.PUBLIC


class GoalStatus(StrEnum):
    """How a goal stands."""

    REACHED = "reached"
    ON_TRACK = "on_track"
    OFF_TRACK = "off_track"
    NOT_REACHED = "not_reached"
    NOT_MEASURABLE = "not_measurable"


@dataclass(frozen=True, slots=True, kw_only=True)
class GoalProgress:
    """How a goal stands in a year.

    `done` is the part of the way from start to target, None where there is no way or no value;
    `expected` is the value on the straight path, None where the goal can't be measured.
    """

    status: GoalStatus
    done: float | None = None
    expected: float | None = None
