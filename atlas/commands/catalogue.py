"""Quantities and indicators of an area that somebody adds to its own catalogue."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any, Final

from atlas.commands.entries import Writer
from atlas.commands.table_history import TableHistory, require_actor
from atlas.desk import Desk
from atlas.errors import (
    CatalogueEntryError,
    JournalError,
    OutdatedVersionError,
)
from atlas.model.catalogue_drafts import CatalogueDraft, IndicatorDraft, QuantityDraft
from atlas.model.journal import Entry, EntryKind, fields_of, unreadable
from atlas.model.quantities import Kind
from atlas.sources.area_files import read_if_exists
from atlas.sources.catalogue import (
    NAME,
    CatalogueFile,
    area_catalogue_of,
    read_shared_catalogue,
)
from atlas.sources.catalogue_text import entry_in, entry_text, with_entry
from atlas.sources.files import put_away, write_atomically

LONGEST: Final = 2000
"""Letters of one text."""
_CODE: Final = re.compile(r"[a-z][a-z0-9_]{0,59}")
_MOST_SENTENCES: Final = 3


@dataclass(frozen=True, kw_only=True, eq=False)
class CatalogueEntries:
    """Entries of the areas' own catalogues, and somebody who adds, changes and removes some.

    What was written by hand isn't touched. File and journal are written one after the other: who
    is ended in between writes the same once more, and the journal has it, too.
    """

    desk: Desk
    tables: TableHistory

    def entries(self, area: str) -> tuple[Entry, ...]:
        """What was added here and is still there; raises `JournalError`."""
        return self.tables.journal.current(EntryKind.CATALOGUE_ENTRY, area)

    def history(self, area: str) -> tuple[Entry, ...]:
        """All versions of all that was ever added here, the newest first; raises `JournalError`."""
        return self.tables.journal.versions(EntryKind.CATALOGUE_ENTRY, area)

    def write(self, area: str, draft: CatalogueDraft, changed: Entry | None = None) -> Entry:
        """Add an entry to the catalogue of an area, or change one that was added here.

        Raises
        ------
        CatalogueEntryError
            If it can't be an entry, or the file was edited meanwhile.
        OutdatedVersionError
            If somebody else changed it meanwhile.
        UnknownAreaError
            If there is no such area.
        FileWriteError, JournalError
            If it can't be written; all is as before then.
        """
        _require_complete(draft)
        if changed is not None and changed.key != _key(draft):
            raise CatalogueEntryError("name", name=draft.code)
        content = {"section": draft.section, "fields": asdict(draft), "text": text_of_draft(draft)}
        with self._alone(area):
            if changed is not None:
                self._require_same_meaning(area, draft, draft_of(changed))
            return self._put(area, _key(draft), content, changed)

    def remove(self, entry: Entry) -> Entry:
        """Take an entry out that was added here and that nothing rests on.

        Raises
        ------
        CatalogueEntryError
            If there are figures of it, other entries need it, or the file was edited meanwhile.
        OutdatedVersionError
            If somebody else changed it meanwhile.
        FileWriteError, JournalError
            If it can't be written; all is as before then.
        """
        draft = draft_of(entry)
        with self._alone(entry.area):
            self._require_no_figures(entry.area, draft.code)
            return self._put(entry.area, entry.key, {}, entry)

    @contextmanager
    def _alone(self, area: str) -> Iterator[None]:
        require_actor(self.tables.actor)
        with self.tables.alone(area):
            yield

    def _put(self, area: str, key: str, content: dict[str, Any], changed: Entry | None) -> Entry:
        """Write file and journal, both or none; without `content` the entry is taken out."""
        versions = self.tables.journal.history(EntryKind.CATALOGUE_ENTRY, area, key)
        newest = versions[-1] if versions else None
        if changed is not None and changed != newest:
            raise OutdatedVersionError(changed.version + 1)
        path = self.tables.folder / "indicators" / area / NAME
        before = read_if_exists(path)
        present = _decoded(before)
        section, _, code = key.partition(".")
        in_file, wanted = entry_in(present, section, code), content.get("text", "")
        said = fields_of(newest).get("text", "") if newest else ""
        # who was ended before the journal was written left the file as it is wanted
        if in_file not in {said, wanted}:
            raise CatalogueEntryError("edited" if said else "taken", name=code)
        after = with_entry(present, section, code, wanted)
        self._require_accepted(area, present, after, key, is_new=changed is None and not in_file)
        _write(path, after.encode())
        writer = Writer(journal=self.tables.journal, actor=self.tables.actor)
        try:
            if newest is None:
                return writer.add(EntryKind.CATALOGUE_ENTRY, area, content, key)
            return writer.change(newest, content) if content else writer.remove(newest)
        except (JournalError, OutdatedVersionError):
            _write(path, before)
            raise

    def _require_accepted(
        self, area: str, present: str, after: str, key: str, *, is_new: bool
    ) -> None:
        """Refuse what the reader of catalogues refuses, and what would change other entries."""
        shared = read_shared_catalogue(self.tables.folder)
        # a mark of the encoding is no part of the text
        texts = (text.removeprefix("\ufeff") for text in (present, after))
        old, new = (area_catalogue_of(text, area, shared) for text in texts)
        code = key.partition(".")[2]
        if is_new and code in _codes(old):
            raise CatalogueEntryError("taken", name=code)
        if _others(old, key) != _others(new, key):
            raise CatalogueEntryError("others")
        old_problems = {replace(problem, line=None) for problem in old.problems}
        wrong = [item for item in new.problems if replace(item, line=None) not in old_problems]
        if wrong:
            sentences = " ".join(item.message for item in wrong[:_MOST_SENTENCES])
            raise CatalogueEntryError("problems", sentences=sentences)

    def _require_same_meaning(
        self, area: str, draft: CatalogueDraft, before: CatalogueDraft
    ) -> None:
        if (draft.kind, draft.unit) != (before.kind, before.unit):
            self._require_no_figures(area, draft.code)

    def _require_no_figures(self, area: str, code: str) -> None:
        years = self.desk.holdings(area).delivered.get(code, {})
        if years:
            named = ", ".join(map(str, sorted(years)))
            raise CatalogueEntryError("figures", name=code, years=named)


def text_of_draft(draft: CatalogueDraft) -> str:
    """Return the section of a catalogue that an entry becomes."""
    return entry_text(draft.section, draft.code, draft.entries())


def draft_of(entry: Entry) -> CatalogueDraft:
    """Return an entry as it was filled in; raises `UnreadableEntryError`."""
    content = fields_of(entry)
    try:
        fields: dict[str, Any] = {
            name: tuple(value) if isinstance(value, list) else value
            for name, value in content["fields"].items()
        }
        if content["section"] == "quantity":
            return QuantityDraft(**fields)
        return IndicatorDraft(**fields)
    except (KeyError, TypeError, AttributeError) as error:
        raise unreadable(entry) from error


def _key(draft: CatalogueDraft) -> str:
    return f"{draft.section}.{draft.code}"


def _require_complete(draft: CatalogueDraft) -> None:
    if not _CODE.fullmatch(draft.code):
        raise CatalogueEntryError("name", name=draft.code)
    if any(len(text) > LONGEST for text in asdict(draft).values() if isinstance(text, str)):
        raise CatalogueEntryError("long", longest=LONGEST)
    entries = draft.entries()
    for name in ("title", "unit", "definition"):
        if not entries.get(name, "").strip():
            raise CatalogueEntryError(name)
    if isinstance(draft, IndicatorDraft):
        if not (draft.of and draft.per):
            raise CatalogueEntryError("formula")
        if not draft.topics:
            raise CatalogueEntryError("topics")
        return
    if not draft.disclosure:
        raise CatalogueEntryError("rule")
    if draft.kind == Kind.MEAN and not draft.weight:
        raise CatalogueEntryError("weight")


def _codes(file: CatalogueFile) -> set[str]:
    """Names of all quantities and indicators, also of those that can't be used."""
    return {*file.catalogue.quantities, *file.catalogue.indicators, *file.faults}


def _others(file: CatalogueFile, key: str) -> dict[str, Any]:
    """What the area's own file says but for one entry."""
    tables = {
        f"{section}.{code}": entry
        for section, table in file.files[-1].tables.items()
        for code, entry in (table.items() if isinstance(table, dict) else [("", table)])
    }
    return {name: entry for name, entry in tables.items() if name != key}


def _decoded(content: bytes) -> str:
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        raise CatalogueEntryError("unreadable") from error


def _write(path: Path, content: bytes) -> None:
    """Write the catalogue, or put it away where nothing is left; raises `FileWriteError`."""
    if content.strip():
        write_atomically(path, content)
    else:
        put_away(path)
