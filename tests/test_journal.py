"""What people write is kept, every version of it."""

import sqlite3
from dataclasses import replace

import pytest

from atlas.commands.entries import Writer
from atlas.errors import JournalError, OutdatedVersionError, UnreadableEntryError
from atlas.journal import open_journal
from atlas.model.journal import EntryKind, fields_of

GOAL = EntryKind.GOAL


@pytest.fixture
def writer(database, tmp_path):
    return Writer(journal=open_journal(tmp_path), actor="Planung")


def test_a_changed_entry_keeps_its_history(writer, tmp_path):
    first = writer.add(GOAL, "koblenz", {"title": "alt"})
    writer.change(first, {"title": "neu"})

    reopened = open_journal(tmp_path)

    assert [fields_of(entry) for entry in reopened.current(GOAL, "koblenz")] == [{"title": "neu"}]
    history = reopened.history(GOAL, "koblenz", first.key)
    assert [(entry.version, fields_of(entry)["title"]) for entry in history] == [
        (1, "alt"),
        (2, "neu"),
    ]
    assert history[0] == first


def test_entries_of_other_areas_and_kinds_stay_apart(writer):
    writer.add(GOAL, "koblenz", {})
    assert writer.journal.current(GOAL, "köln") == ()
    assert writer.journal.current(EntryKind.REPORT, "koblenz") == ()


def test_who_changes_an_outdated_version_overwrites_nothing(writer):
    first = writer.add(GOAL, "koblenz", {"title": "alt"})
    writer.change(first, {"title": "neu"})

    with pytest.raises(OutdatedVersionError):
        writer.change(first, {"title": "zu spät"})

    assert fields_of(writer.journal.current(GOAL, "koblenz")[0]) == {"title": "neu"}


def test_a_removed_entry_can_be_looked_up_and_written_again(writer):
    first = writer.add(GOAL, "koblenz", {"title": "alt"})
    gone = writer.remove(first)
    assert writer.journal.current(GOAL, "koblenz") == ()
    writer.change(gone, fields_of(first))
    assert [entry.version for entry in writer.journal.history(GOAL, "koblenz", first.key)] == [
        1,
        2,
        3,
    ]
    assert len(writer.journal.current(GOAL, "koblenz")) == 1


@pytest.mark.parametrize("url", ["nonsense", "sqlite:////nowhere/at/all.db", "oracle://x/y"])
def test_a_database_that_is_not_there_is_told_in_a_sentence(tmp_path, monkeypatch, url):
    monkeypatch.setenv("ATLAS_DATABASE", url)
    with pytest.raises(JournalError, match="ATLAS_DATABASE"):
        open_journal(tmp_path)


def test_a_folder_that_is_a_file_is_told_in_a_sentence(tmp_path):
    (tmp_path / "home").write_text("")
    with pytest.raises(JournalError, match="ATLAS_HOME"):
        open_journal(tmp_path / "home")


@pytest.mark.parametrize("content", ["{nope", "[1]", "[" * 100_000])
def test_an_entry_that_cannot_be_read_is_named(writer, content):
    entry = replace(writer.add(GOAL, "koblenz", {}), content=content)
    with pytest.raises(UnreadableEntryError, match=entry.key):
        fields_of(entry)


def test_a_date_nobody_can_read_is_told_in_a_sentence(tmp_path):
    writer = Writer(journal=open_journal(tmp_path), actor="Planung")
    writer.add(GOAL, "koblenz", {})
    with sqlite3.connect(tmp_path / "journal.sqlite") as connection:
        connection.execute("update entries set written = 'gestern'")
    with pytest.raises(JournalError):
        writer.journal.current(GOAL, "koblenz")
