from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import count
from pkgutil import resolve_name
from threading import Barrier
from time import sleep

import pytest

from atlas.atlas import Atlas
from atlas.errors import DataFolderError, UnknownNameError
from atlas.model.quantities import Audience
from atlas.model.scope import Scope
from atlas.render.map_files import MapFile, map_file
from atlas.render.paper.formats import Paper
from atlas.ui import cache, composed, folders


def test_one_atlas_as_long_as_nothing_changes(data_copy, monkeypatch):
    monkeypatch.setenv("ATLAS_DATA", str(data_copy))
    assert cache.open_atlas() is cache.open_atlas()


def test_a_changed_file_gives_a_new_revision(data_copy, monkeypatch, edit):
    monkeypatch.setenv("ATLAS_DATA", str(data_copy))
    before = cache.open_atlas().revision("rhein-berg")
    edit(data_copy / "indicators" / "rhein-berg" / "2014.csv", ";1917;58", ";1917;57")
    assert cache.open_atlas().revision("rhein-berg") != before


def test_the_public_is_the_default(monkeypatch):
    monkeypatch.delenv("ATLAS_DATA", raising=False)
    monkeypatch.delenv("ATLAS_AUDIENCE", raising=False)
    atlas = cache.open_atlas()
    assert atlas.audience is Audience.PUBLIC
    assert atlas.folder == folders.ROOT / "data"


def test_audiences_have_a_cache_each(data_copy, monkeypatch):
    monkeypatch.setenv("ATLAS_DATA", str(data_copy))
    public = cache.open_atlas().revision("rhein-berg")
    monkeypatch.setenv("ATLAS_AUDIENCE", "statistics")
    assert cache.open_atlas().revision("rhein-berg") != public


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
    assert atlas.revision("rhein-berg") == before.revision("rhein-berg")


def test_a_map_made_tomorrow_bears_the_date_of_tomorrow(data_copy, monkeypatch):
    monkeypatch.setenv("ATLAS_DATA", str(data_copy))
    atlas = cache.open_atlas()
    scope = Scope(area="rhein-berg", level="kommune", indicator="ew_u15", year=2014)
    for day, written in ((date(2031, 5, 6), "06.05.2031"), (date(2031, 5, 7), "07.05.2031")):
        request = MapFile(scope=scope, form="svg", paper=Paper(), day=day)
        assert written.encode() in cache.kept(map_file, atlas, request)


@pytest.fixture
def atlas(data_copy) -> Atlas:
    return Atlas.open(data_copy)


@pytest.fixture
def numbered() -> Callable[..., int]:
    """A view that numbers its computations."""
    numbers = count()

    def view(_atlas: Atlas, *_key: str) -> int:
        return next(numbers)

    return view


def test_a_result_is_computed_once_for_each_key(atlas, numbered):
    results = [cache.kept(numbered, atlas, key) for key in ("a", "b", "a", "b")]
    assert results == [0, 1, 0, 1]


def test_equal_keys_of_two_views_have_a_result_each(atlas):
    def first(_atlas: Atlas, key: str) -> str:
        return f"first {key}"

    def second(_atlas: Atlas, key: str) -> str:
        return f"second {key}"

    # two views of one name, as after a module was loaded again
    second.__qualname__ = first.__qualname__
    for _ in range(2):
        assert cache.kept(first, atlas, "a") == "first a"
        assert cache.kept(second, atlas, "a") == "second a"


SCOPE = Scope(area="rhein-berg", level="kommune", indicator="ew_u15")


@pytest.mark.parametrize(
    "argument",
    ["rhein-berg", SCOPE, composed.TableChoice(scope=SCOPE)],
    ids=["id", "scope", "choice"],
)
def test_a_change_in_an_area_has_another_result_there(atlas, data_copy, numbered, edit, argument):
    before = cache.kept(numbered, atlas, argument)
    edit(data_copy / "indicators" / "rhein-berg" / "2014.csv", ";1917;58", ";1917;57")
    assert cache.kept(numbered, Atlas.open(data_copy), argument) != before
    assert cache.kept(numbered, atlas, argument) == before


def test_a_change_in_an_area_costs_no_other_result(atlas, data_copy, numbered, edit):
    before = cache.kept(numbered, atlas, "of no area")
    edit(data_copy / "indicators" / "rhein-berg" / "2014.csv", ";1917;58", ";1917;57")
    assert cache.kept(numbered, Atlas.open(data_copy), "of no area") == before


def test_another_catalogue_has_other_results_everywhere(atlas, data_copy, numbered):
    results = [cache.kept(numbered, atlas, key) for key in ("rhein-berg", "of no area")]
    path = data_copy / "indicators" / "catalogue.toml"
    path.write_text(path.read_text("utf-8") + "\n", encoding="utf-8")
    after = Atlas.open(data_copy)
    assert not set(results) & {cache.kept(numbered, after, k) for k in ("rhein-berg", "of no area")}


def test_the_result_results_for_longest_ago_gives_way(atlas, numbered):
    for key in range(cache.MOST_RESULTS):
        cache.kept(numbered, atlas, str(key))
    assert cache.kept(numbered, atlas, "0") == 0
    cache.kept(numbered, atlas, "one too many")
    assert cache.kept(numbered, atlas, "0") == 0
    assert cache.kept(numbered, atlas, "1") == cache.MOST_RESULTS + 1


@pytest.mark.parametrize("name", cache.BOUNDS)
def test_bounds_are_those_of_functions_there_are(name):
    view = resolve_name(name)
    assert f"{view.__module__}.{view.__qualname__}" == name


def test_errors_are_not_kept(atlas):
    failures = iter([True, False])

    def view(_atlas: Atlas) -> str:
        if next(failures):
            raise UnknownNameError("name", "x", [])
        return "result"

    with pytest.raises(UnknownNameError):
        cache.kept(view, atlas)
    assert cache.kept(view, atlas) == "result"


def test_of_many_who_ask_at_once_one_computes(atlas, numbered):
    together = Barrier(8)

    def slow(atlas: Atlas) -> int:
        sleep(0.05)
        return numbered(atlas)

    def ask(_: int) -> int:
        together.wait()
        return cache.kept(slow, atlas)

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(ask, range(8))) == {0}


def test_what_can_not_be_a_key_is_refused(atlas):
    with pytest.raises(TypeError, match="unhashable"):
        cache.kept(lambda _atlas, key: key, atlas, [])
