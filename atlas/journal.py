"""The journal: everything people write, every version of it, in one table of a database.

SQLite in `ATLAS_HOME` unless `ATLAS_DATABASE` names another (SQLAlchemy's URL, e.g. of
PostgreSQL). A version is never changed: what is written or removed is a new one, so that nothing
is lost, and two who write at the same time don't overwrite each other.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

import sqlalchemy as sql
from sqlalchemy.exc import IntegrityError, SQLAlchemyError

from atlas.errors import JournalError, OutdatedVersionError
from atlas.model.journal import Entry, EntryKind, entry_of
from atlas.sources.delivery_store import DeliveryStore, alone_with_tables
from atlas.sources.journal_location import FILE, database_url, has_journal

_METADATA: Final = sql.MetaData()
_ENTRIES: Final = sql.Table(
    "entries",
    _METADATA,
    sql.Column("kind", sql.String(40), primary_key=True),
    sql.Column("area", sql.String(200), primary_key=True),
    sql.Column("key", sql.String(200), primary_key=True),
    sql.Column("version", sql.Integer, primary_key=True),
    sql.Column("actor", sql.String(200), nullable=False),
    sql.Column("written", sql.DateTime(timezone=True), nullable=False),
    sql.Column("content", sql.Text, nullable=False),
)


class Journal:
    """The journal of one database; `open_journal` opens it."""

    def __init__(self, engine: sql.Engine) -> None:
        self._engine = engine

    def current(self, kind: EntryKind, area: str | None = None) -> tuple[Entry, ...]:
        """Newest versions of all entries of a kind, of one area or all, but the removed ones.

        Raises
        ------
        JournalError
            If the database can't be read.
        """
        wanted = {"kind": kind.value} | ({} if area is None else {"area": area})
        newest = {(entry.area, entry.key): entry for entry in self._select(**wanted)}
        return tuple(entry for _, entry in sorted(newest.items()) if not entry.is_removed)

    def history(self, kind: EntryKind, area: str, key: str) -> tuple[Entry, ...]:
        """All versions of an entry, the oldest first; raises what `current` does."""
        return self._select(kind=kind.value, area=area, key=key)

    def versions(self, kind: EntryKind, area: str) -> tuple[Entry, ...]:
        """All versions of all entries of a kind and area, the newest first; raises as `current`."""
        every = self._select(kind=kind.value, area=area)
        return tuple(sorted(every, key=lambda one: (one.written, one.version), reverse=True))

    def write(self, entry: Entry) -> None:
        """Add a version.

        Raises
        ------
        OutdatedVersionError
            If somebody wrote this version meanwhile, or it doesn't follow the newest one.
        JournalError
            If the database can't be written.
        """
        if entry.version != len(self.history(entry.kind, entry.area, entry.key)) + 1:
            raise OutdatedVersionError(entry.version)
        row = {column.name: getattr(entry, column.name) for column in _ENTRIES.columns}
        try:
            with _as_journal_errors(), self._engine.begin() as connection:
                connection.execute(_ENTRIES.insert(), row)
        except IntegrityError as error:
            raise OutdatedVersionError(entry.version) from error

    def _select(self, **wanted: str) -> tuple[Entry, ...]:
        query = sql.select(_ENTRIES).order_by(_ENTRIES.c.version)
        for column, value in wanted.items():
            query = query.where(_ENTRIES.c[column] == value)
        with _as_journal_errors(), self._engine.connect() as connection:
            return tuple(map(_entry, connection.execute(query).mappings()))


def open_journal(home: Path) -> Journal:
    """Open the journal that the environment names, else the one in `home`; its table is made.

    Raises
    ------
    JournalError
        If the database can't be reached or its folder not be written.
    """
    url = database_url()
    with _as_journal_errors():
        if not url:
            home.mkdir(parents=True, exist_ok=True)
        # who asks opens the journal anew: a connection that stays open would be nobody's
        engine = sql.create_engine(
            url or sql.URL.create("sqlite", database=str(home / FILE)), poolclass=sql.NullPool
        )
        _METADATA.create_all(engine)
    return Journal(engine)


def existing_journal(home: Path) -> Journal | None:
    """Open a journal to read, None where nobody has written anything; raises `JournalError`."""
    return open_journal(home) if has_journal(home) else None


def finish_acceptances(folder: Path, home: Path) -> None:
    """Finish changes of yearly tables that were begun by somebody who was ended meanwhile.

    Raises
    ------
    FileWriteError
        If nobody may write there.
    JournalError
        If the journal can't be written; it is tried again next time.
    DamagedDeliveryError
        If a file that was kept for it is gone.
    """
    store = DeliveryStore.of(home)
    for area in store.unfinished_areas():
        with alone_with_tables(folder, area):
            finish_acceptance(folder, area, store, open_journal(home))


def finish_acceptance(folder: Path, area: str, store: DeliveryStore, journal: Journal) -> None:
    """Finish the change of an area as `finish_acceptances` does; the caller keeps others out."""
    acceptance = store.unfinished(area)
    if acceptance is None:
        return
    store.put_in_place(folder, area, acceptance.year, acceptance.after)
    entry = entry_of(acceptance.entry)
    history = journal.history(entry.kind, entry.area, entry.key)
    if entry not in history:
        journal.write(replace(entry, version=len(history) + 1))
    store.end(area)


def _entry(row: sql.RowMapping) -> Entry:
    # SQLite keeps no zone: all times were written in UTC
    written: datetime = row["written"]
    return Entry(
        kind=EntryKind(row["kind"]),
        area=row["area"],
        key=row["key"],
        version=row["version"],
        actor=row["actor"],
        written=written if written.tzinfo else written.replace(tzinfo=UTC),
        content=row["content"],
    )


@contextmanager
def _as_journal_errors() -> Iterator[None]:
    """Turn what a database may say into one error of ours; who wrote first is told apart."""
    try:
        yield
    except IntegrityError:
        raise
    # SQLAlchemy lets through what it can't convert: a broken date, half a character
    except (SQLAlchemyError, ImportError, OSError, ValueError) as error:
        raise JournalError(error) from error
