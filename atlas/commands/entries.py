"""Writing into the journal, by somebody: a new version of an entry, or that it is gone."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Final
from uuid import uuid4

from atlas.journal import Journal
from atlas.model.journal import Entry, EntryKind, content_of

_LOG: Final = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Writer:
    """Somebody who may write into a journal."""

    journal: Journal
    actor: str

    def add(self, kind: EntryKind, area: str, content: Mapping[str, Any], key: str = "") -> Entry:
        """Write a new entry, under a key of its own unless there can be but one of its kind.

        Raises
        ------
        OutdatedVersionError
            If there is one under the `key` already.
        JournalError
            If the database can't be written.
        """
        return self._write(kind, area, key or uuid4().hex, 1, content_of(content))

    def change(self, entry: Entry, content: Mapping[str, Any]) -> Entry:
        """Write the version that follows the one somebody has changed.

        Raises
        ------
        OutdatedVersionError
            If there is a newer one already: nothing is overwritten.
        JournalError
            If the database can't be written.
        """
        return self._write(
            entry.kind, entry.area, entry.key, entry.version + 1, content_of(content)
        )

    def remove(self, entry: Entry) -> Entry:
        """Say that an entry is gone; its versions stay. Raises what `change` does."""
        return self._write(entry.kind, entry.area, entry.key, entry.version + 1, "")

    def _write(self, kind: EntryKind, area: str, key: str, version: int, content: str) -> Entry:
        entry = Entry(
            kind=kind,
            area=area,
            key=key,
            version=version,
            actor=self.actor,
            written=datetime.now(UTC).replace(microsecond=0),
            content=content,
        )
        self.journal.write(entry)
        # neither who nor what: logs are read by others than the journal
        _LOG.info("%s %s of %s: version %d", kind.value, key, area, version)
        return entry
