"""The yearly tables of an area and their history: changed as a whole, compared, restored."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from atlas.errors import (
    FileWriteError,
    JournalError,
    NotAllowedError,
    OutdatedVersionError,
    SubmissionError,
    UnknownAreaError,
    UnknownTableVersionError,
)
from atlas.journal import Journal, finish_acceptance
from atlas.model.journal import Entry, EntryKind, content_of, entry_fields
from atlas.model.roles import Person
from atlas.model.submissions import TablePair, TableVersion, version_fields, version_of
from atlas.sources.areas import area_ids
from atlas.sources.delivery_store import (
    Acceptance,
    DeliveryStore,
    alone_with_tables,
    pair_of,
    present_pair,
)
from atlas.sources.year_tables import TableCell, changed_cells

_LOG: Final = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True, eq=False)
class TableHistory:
    """The tables of the areas of a data folder, and somebody who changes them.

    A table and its description change together, and what has begun is finished also if somebody is
    ended in between (`sources.delivery_store`).
    """

    folder: Path
    store: DeliveryStore
    journal: Journal
    person: Person

    @property
    def actor(self) -> str:
        """How the journal names the person."""
        return self.person.actor

    def versions(self, area: str, year: int) -> tuple[TableVersion, ...]:
        """All versions of the table of a year that somebody released or restored, oldest first."""
        return tuple(map(version_of, self.journal.history(EntryKind.YEAR_TABLE, area, str(year))))

    def compare(self, area: str, year: int, old: int, new: int) -> tuple[TableCell, ...]:
        """Cells in which two versions of the table of a year differ.

        Raises
        ------
        NotAllowedError
            If the person may see the figures of some departments only.
        UnknownTableVersionError
            If there is no such version.
        DamagedDeliveryError
            If one of them isn't kept any more.
        """
        require_releasing(self.person)
        before, after = (self.table_of_version(area, year, number) for number in (old, new))
        return changed_cells(before, after, f"{year}.csv")

    def table_of_version(self, area: str, year: int, number: int) -> bytes:
        """The table of a year as it was in a version, empty where there was none.

        Raises
        ------
        NotAllowedError
            If the person may see the figures of some departments only.
        UnknownTableVersionError
            If there is no such version.
        DamagedDeliveryError
            If it isn't kept any more.
        """
        require_releasing(self.person)
        digest = self.pair_of_version(area, year, number).csv
        return self.store.read(digest) if digest else b""

    def pair_of_version(self, area: str, year: int, number: int) -> TablePair:
        """Table and description of a version; 0 is what was there before the first one.

        Raises
        ------
        UnknownTableVersionError
            If there is no such version.
        """
        versions = self.versions(area, year)
        first = tuple(version.before for version in versions[:1])
        pairs: dict[int, TablePair] = dict(
            enumerate((*first, *(version.after for version in versions)))
        )
        if number not in pairs:
            raise UnknownTableVersionError(number, sorted(pairs))
        return pairs[number]

    def restore(self, area: str, year: int, number: int) -> TableVersion:
        """Let the table of a year be what it was after a version, or before the first one (0).

        Raises
        ------
        NotAllowedError
            If the person may release nothing.
        UnknownTableVersionError
            If there is no such version.
        SubmissionError
            If the table is like that already.
        FileWriteError, JournalError
            If it can't be written; all is as before then.
        """
        require_actor(self.actor)
        require_releasing(self.person)
        with self.alone(area):
            wanted = self.pair_of_version(area, year, number)
            before = present_pair(self.folder, area, year)
            if pair_of(before) == wanted:
                raise SubmissionError("same_version")
            after = {
                name: self.store.read(digest) if digest else b""
                for name, digest in (("csv", wanted.csv), ("toml", wanted.toml))
            }
            return self.change(area, year, before, after, restored=number)

    @contextmanager
    def alone(self, area: str) -> Iterator[None]:
        """Keep others waiting who want to change tables of an area; first finish what was begun.

        Raises
        ------
        UnknownAreaError
            If there is no such area.
        FileWriteError, JournalError
            If it can't be finished, or nobody may write there.
        """
        # what isn't the name of an area may be a path
        if area not in (ids := area_ids(self.folder)):
            raise UnknownAreaError(area, ids)
        with alone_with_tables(self.folder, area):
            finish_acceptance(self.folder, area, self.store, self.journal)
            yield

    def change(  # noqa: PLR0913  (where, what, and why)
        self,
        area: str,
        year: int,
        before: Mapping[str, bytes],
        after: Mapping[str, bytes],
        *,
        submission: str = "",
        restored: int | None = None,
    ) -> TableVersion:
        """Change a table with its description and note it, within `alone`: all of it or nothing.

        Parameters
        ----------
        area, year, before, after
            Which table; it and its description (`csv`, `toml`) as they are and as they will be.
        submission, restored
            Key of the file that is taken over, or number of the version that is restored.
        """
        version = TableVersion(
            area=area,
            year=year,
            version=len(self.versions(area, year)) + 1,
            actor=self.actor,
            written=datetime.now(UTC).replace(microsecond=0),
            before=self.store.keep_pair(before),
            after=self.store.keep_pair(after),
            submission=submission,
            restored=restored,
        )
        entry = Entry(
            kind=EntryKind.YEAR_TABLE,
            area=area,
            key=str(year),
            version=version.version,
            actor=version.actor,
            written=version.written,
            content=content_of(version_fields(version)),
        )
        self.store.begin(
            Acceptance(area=area, year=year, after=version.after, entry=entry_fields(entry))
        )
        try:
            self.store.put_in_place(self.folder, area, year, version.after)
            self.journal.write(entry)
        except (FileWriteError, JournalError, OutdatedVersionError):
            self.store.put_in_place(self.folder, area, year, version.before)
            self.store.end(area)
            raise
        self.store.end(area)
        _LOG.info("table of %s %d: version %d", area, year, version.version)
        return version


def require_actor(actor: str) -> None:
    """Refuse what nobody does; raises `SubmissionError`."""
    if not actor.strip():
        raise SubmissionError("no_actor")


def require_releasing(person: Person) -> None:
    """Refuse, and log, what only those do who work for all departments.

    Raises
    ------
    NotAllowedError
        If the person doesn't.
    """
    if not person.may_release:
        _LOG.warning("refused: %r may not release", person.subject)
        raise NotAllowedError


def require_department(person: Person, department: str) -> None:
    """Refuse, and log, what belongs to another department.

    Raises
    ------
    NotAllowedError
        If the person delivers nothing at all.
    SubmissionError
        If the person delivers for other departments only.
    """
    if person.may_deliver_for(department):
        return
    _LOG.warning("refused: %r may not deliver for %r", person.subject, department)
    if not person.may_write:
        raise NotAllowedError
    own = ", ".join(sorted(person.departments)) or "–"
    raise SubmissionError("department", department=department, own=own)
