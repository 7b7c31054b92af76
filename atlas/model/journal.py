"""What people write into the atlas: kept with its history, who wrote it and when."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from atlas.errors import UnreadableEntryError


class EntryKind(StrEnum):
    """What an entry of the journal is."""

    PRACTICE_TEXT = "practice_text"
    PROFILE_TEXT = "profile_text"
    GOAL = "goal"
    REPORT = "report"
    SESSION = "session"
    SUBMISSION = "submission"
    YEAR_TABLE = "year_table"
    INTAKE_FORM = "intake_form"
    CATALOGUE_ENTRY = "catalogue_entry"
    FOOTNOTE = "footnote"


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


def content_of(fields: Mapping[str, Any]) -> str:
    """Write what an entry holds as JSON; the same fields give the same text."""
    return json.dumps(fields, ensure_ascii=False, sort_keys=True)


def fields_of(entry: Entry) -> dict[str, Any]:
    """Read what an entry holds; {} of one that was removed.

    Raises
    ------
    UnreadableEntryError
        If it is no JSON of fields.
    """
    try:
        fields = json.loads(entry.content) if entry.content else {}
    except (ValueError, RecursionError) as error:
        raise unreadable(entry) from error
    if not isinstance(fields, dict):
        raise unreadable(entry)
    return fields


def entry_fields(entry: Entry) -> dict[str, Any]:
    """Write a whole entry as JSON can hold it."""
    return {**asdict(entry), "written": entry.written.isoformat()}


def entry_of(fields: Mapping[str, Any]) -> Entry:
    """Read an entry that `entry_fields` wrote."""
    kind, written = EntryKind(fields["kind"]), datetime.fromisoformat(fields["written"])
    return Entry(**{**fields, "kind": kind, "written": written})


def unreadable(entry: Entry) -> UnreadableEntryError:
    """Say of an entry that it can't be read."""
    return UnreadableEntryError(entry.kind.value, entry.key, entry.version)
