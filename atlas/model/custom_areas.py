"""Custom areas: sets of districts that users define, a further level of an area."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

LONGEST_NAME: Final = 120
"""Letters of a name that legends and tables can hold."""


class Decision(StrEnum):
    """How binding a custom level is."""

    DRAFT = "Entwurf"
    RESOLVED = "Beschluss"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A building block: one unit of one level, as it is in the newest Gebietsstand."""

    level: str
    unit: str

    @property
    def key(self) -> str:
        """As it is written in files: "bezirk:0101"."""
        return f"{self.level}:{self.unit}"


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomUnit:
    """A set of building blocks with a name."""

    id: str
    name: str
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomLevel:
    """Custom units that share a resolution.

    `body` passed it on the day `resolved`; `valid_from` says since when it is in force, which
    doesn't keep the atlas from computing earlier years. `plural` may be empty.
    """

    id: str
    name: str
    plural: str = ""
    decision: Decision = Decision.DRAFT
    body: str = ""
    resolved: date | None = None
    valid_from: date | None = None
    units: tuple[CustomUnit, ...] = ()

    @property
    def levels(self) -> tuple[str, ...]:
        """Levels the building blocks come from, each once."""
        return tuple(dict.fromkeys(part.level for unit in self.units for part in unit.parts))
