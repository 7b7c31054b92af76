"""What people write into the atlas: kept with its history, who wrote it and when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class EntryKind(StrEnum):
    """What an entry of the journal is."""

    PRACTICE_TEXT = "practice_text"
    GOAL = "goal"
    REPORT = "report"
    SESSION = "session"


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One version of something that was written about an area.

    `key` names it among those of its kind and area; `version` counts from 1. `actor` is who wrote
    it, as the configuration says. `content` is JSON; an entry that was removed has none.
    """

    kind: EntryKind
    area: str
    key: str
    version: int
    actor: str
    written: datetime
    content: str

    @property
    def is_removed(self) -> bool:
        """Whether this version says that the entry is gone."""
        return not self.content
