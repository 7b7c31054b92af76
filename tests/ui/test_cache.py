from __future__ import annotations

import os
from datetime import date

import pytest

from atlas.errors import DataFolderError, UnknownNameError
from atlas.model.quantities import Audience
from atlas.model.scope import Scope
from atlas.render.paper.formats import Paper
from atlas.ui import cache


def test_one_atlas_as_long_as_nothing_changes(data_copy, monkeypatch):
    monkeypatch.setenv("ATLAS_DATA", str(data_copy))
    assert cache.open_atlas() is cache.open_atlas()


def test_a_changed_file_gives_a_new_revision(data_copy, monkeypatch, edit):
    monkeypatch.setenv("ATLAS_DATA", str(data_copy))
    before = cache.open_atlas().revision
    edit(data_copy / "indicators" / "rhein-berg" / "2014.csv", ";1917;58", ";1917;57")
    assert cache.open_atlas().revision != before


def test_the_public_is_the_default(monkeypatch):
    monkeypatch.delenv("ATLAS_DATA", raising=False)
    monkeypatch.delenv("ATLAS_AUDIENCE", raising=False)
    atlas = cache.open_atlas()
    assert atlas.audience is Audience.PUBLIC
    assert atlas.folder == cache.ROOT / "data"


def test_audiences_have_a_cache_each(data_copy, monkeypatch):
    monkeypatch.setenv("ATLAS_DATA", str(data_copy))
    public = cache.open_atlas().revision
    monkeypatch.setenv("ATLAS_AUDIENCE", "statistics")
    assert cache.open_atlas().revision != public


@pytest.mark.parametrize("folder", ["missing", "."])
def test_a_folder_without_data_is_refused(tmp_path, monkeypatch, folder):
    monkeypatch.setenv("ATLAS_DATA", str(tmp_path / folder))
    with pytest.raises(DataFolderError):
        cache.open_atlas()


def test_an_unknown_audience_is_refused(monkeypatch):
    monkeypatch.setenv("ATLAS_AUDIENCE", "alle")
    with pytest.raises(UnknownNameError, match="public"):
        cache.open_atlas()


def test_the_version_is_that_of_the_project():
    assert cache.version().count(".") == 2


def test_a_new_file_and_a_new_time_are_seen(data_copy, monkeypatch):
    monkeypatch.setenv("ATLAS_DATA", str(data_copy))
    before = cache.open_atlas()
    note = data_copy / "indicators" / "rhein-berg" / "notiz.txt"
    note.write_text("neu", encoding="utf-8")
    after = cache.open_atlas()
    assert after is not before
    os.utime(note, ns=(1, 1))
    assert cache.open_atlas() is not after


def test_old_versions_and_dead_links_are_passed_over(data_copy, monkeypatch):
    monkeypatch.setenv("ATLAS_DATA", str(data_copy))
    (data_copy / "districts" / "tot").symlink_to(data_copy / "gibt-es-nicht")
    before = cache.open_atlas()
    folder = data_copy / "districts" / "rhein-berg" / ".versions"
    folder.mkdir()
    atlas = cache.open_atlas()  # the folder above it has a new time
    (folder / "area.toml").write_text("alt", encoding="utf-8")
    assert cache.open_atlas() is atlas
    assert atlas.revision == before.revision


def test_a_map_made_tomorrow_bears_the_date_of_tomorrow(data_copy, monkeypatch):
    monkeypatch.setenv("ATLAS_DATA", str(data_copy))
    atlas = cache.open_atlas()
    scope = Scope(area="rhein-berg", level="kommune", indicator="ew_u15", year=2014)
    for day, written in ((date(2031, 5, 6), "06.05.2031"), (date(2031, 5, 7), "07.05.2031")):
        wanted = cache.MapFile(scope=scope, form="svg", paper=Paper(), day=day)
        assert written.encode() in cache.map_file(atlas, wanted)
