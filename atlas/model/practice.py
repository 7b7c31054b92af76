"""What those who work in a district say about it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from atlas.model.quantities import Audience


@dataclass(frozen=True, slots=True, kw_only=True)
class PracticeText:
    """An assessment from practice: of a unit, to a topic, by somebody in a function, never by name.

    `audience` is who may see it.
    """

    level: str
    unit: str
    topic: str
    text: str
    day: date
    function: str
    audience: Audience = Audience.PUBLIC
