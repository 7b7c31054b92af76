"""The first HTML names what the page needs, so that it comes while Streamlit starts."""

from __future__ import annotations

import re

import pytest
from starlette.requests import Request

from atlas.ui.cache import ROOT
from atlas.ui.web import published, server, start_page

STEMS = sorted(path.stem for path in (ROOT / "pages").glob("*.py"))


def html_of(stem):
    url = {"scheme": "http", "server": ("127.0.0.1", 80), "path": f"/{stem}", "headers": []}
    return start_page.respond(Request({"type": "http", "method": "GET", **url})).body.decode()


def named_in(html):
    return re.findall(r'<link rel="modulepreload"[^>]* href="\./([^"]+)"', html)


def later_in(html):
    return re.findall(rf'<link rel="{start_page.LATER}" href="\./([^"]+)"', html)


def served(name):
    """What the server has under a name of the head."""
    for start, read in server.FOLDERS.items():
        if f"/{name}".startswith(start):
            return read(f"/{name}".removeprefix(start)).decode()
    raise AssertionError(name)


@pytest.mark.parametrize("stem", STEMS)
def test_each_file_is_named_once_and_exists(stem):
    html = html_of(stem)
    names = [*named_in(html), *later_in(html)]
    assert len(names) == len(set(names))
    for name in (*names, *re.findall(r'src="\./([^"]+)"', html)):
        assert "export" in served(name) or name.endswith("page_frame.js")


def test_a_page_needs_few_files():
    """Streamlit's and ours; before there were 90 and more."""
    counts = {stem: len(named_in(html_of(stem))) for stem in STEMS}
    assert max(counts.values()) <= 16, counts


def test_what_a_file_imports_is_named_with_it():
    html = html_of("karte")
    scripts = re.findall(r'src="\./([^"]+)"', html)
    named = {*named_in(html), *scripts}
    for name in named:
        folder = name.rpartition("/")[0]
        for imported in re.findall(r'(?:from |import )"\./([\w.-]+)"', served(name)):
            assert f"{folder}/{imported}" in named, name
    files = {name.rpartition("/")[2] for name in named}
    assert published.code().file_of["live_map.js"] in files
    assert published.code().file_of["linked_drawing.js"] not in files


def test_streamlits_elements_are_where_they_are_looked_for():
    names = [*start_page.ELEMENTS_OF_ALL, *sum(start_page.ELEMENTS.values(), ())]
    folder = start_page.STREAMLIT / "static" / "js"
    assert {name: len(list(folder.glob(f"{name}.*.js"))) for name in names} == dict.fromkeys(
        names, 1
    )


def test_nothing_of_streamlits_html_is_lost_but_its_modules():
    original = (start_page.STREAMLIT / "index.html").read_text("utf-8")
    links = r'<link rel="(?:modulepreload|atlas-later)"|<script type="module"'
    module = rf"(?:{links})[^>]*>(?:</script>)?"
    without = [re.sub(module, "", html).split() for html in (html_of("methodik"), original)]
    assert without[0] == without[1]
    assert len(re.findall(module, original)) > 50


def test_all_that_streamlit_starts_with_is_joined_where_it_starts():
    original = (start_page.STREAMLIT / "index.html").read_text("utf-8")
    modules = start_page.streamlit_modules()
    named = {name.rpartition("/")[2] for name in named_in(original)}
    (start,) = re.findall(r'src="\./static/js/([^"]+)"', original)
    (run,) = re.findall(r'src="\./static/js-[^/]+/([^"]+)"', html_of("methodik"))
    assert run == modules.file_of[start]
    assert named <= set(modules.file_of)


def test_an_unexamined_streamlit_is_served_as_it_is(monkeypatch):
    original = (start_page.STREAMLIT / "index.html").read_text("utf-8")
    caches = (start_page.streamlit_modules, start_page.modules_folder, start_page._html)
    with monkeypatch.context() as patch:
        patch.setattr(start_page.st, "__version__", "0.0.0")
        for cache in caches:
            cache.cache_clear()
        html = html_of("karte")
        with pytest.raises(FileNotFoundError):
            start_page.module(f"{start_page.modules_folder()}start.js")
    for cache in caches:
        cache.cache_clear()
    ours = r"<(?:link|script) [^>]*app/static/[^>]*>(?:</script>)?"
    assert re.sub(ours, "", html) == original


def test_another_streamlits_files_are_not_answered():
    folder = start_page.modules_folder().removeprefix(start_page.MODULES).rstrip("/")
    start = "start.js"
    assert start_page.module(f"{folder}/{start}")
    for other in (f"{folder[::-1]}/{start}", start, f"{folder}/none.js", f"{folder}/x/{start}"):
        with pytest.raises(FileNotFoundError):
            start_page.module(other)


def test_elements_and_parts_are_of_pages_that_exist():
    assert {*start_page.ELEMENTS, *published.PARTS} <= set(STEMS)


def test_our_history_runs_before_streamlit():
    addresses = re.findall(r'<script type="module"[^>]* src="\./([^"]+)"', html_of(""))
    files = [address.rpartition("/")[2] for address in addresses]
    assert files[0] == published.code().file_of["history.js"]
    assert files[1].startswith("start.")
    assert files[2:] == ["page_frame.js"]


def test_the_start_address_names_what_the_first_page_needs():
    assert html_of("") == html_of("uebersicht")


@pytest.mark.parametrize("stem", STEMS)
def test_what_other_pages_show_is_named_for_later_unless_it_is_needed_at_once(stem):
    everywhere = {name for other in STEMS for name in named_in(html_of(other))}
    assert {*named_in(html_of(stem)), *later_in(html_of(stem))} == everywhere
