"""What people wrote, on the pages that show it: never to too many, never in the way of figures."""

from __future__ import annotations

from atlas.commands.entries import Writer
from atlas.journal import open_journal
from atlas.model.journal import EntryKind

UNIT = "05378004"
TEXT = {
    "level": "kommune",
    "unit": UNIT,
    "topic": "",
    "text": "Offen.",
    "day": "2026-12-01",
    "function": "Planung",
    "audience": "public",
}
PROFILE = {"gebiet": "rhein-berg", "ebene": "kommune", "auswahl": UNIT}


def test_an_earlier_version_is_told_only_to_whom_it_was_for(opened, html, atlas_home, monkeypatch):
    monkeypatch.setenv("ATLAS_WRITE", "yes")
    writer = Writer(journal=open_journal(atlas_home), actor="A")
    secret = {**TEXT, "text": "Es sind 2.", "audience": "statistics"}
    first = writer.add(EntryKind.PRACTICE_TEXT, "rhein-berg", secret)
    second = writer.change(first, {**TEXT, "text": "Es sind wenige."})
    writer.change(second, TEXT)
    page = opened("pages/profil.py", **PROFILE)
    page.session_state["atlas_write_practice"] = True
    page.run()
    assert "Es sind wenige." in html(page)
    assert "Es sind 2." not in html(page)


def test_a_profile_is_shown_where_the_journal_cannot_be_read(opened, html, atlas_home):
    atlas_home.mkdir(exist_ok=True)
    (atlas_home / "journal.sqlite").write_bytes(b"no database" * 100)
    page = opened("pages/profil.py", **PROFILE)
    assert "Journal" in page.warning[0].value
    assert "atlas-document" in html(page)
