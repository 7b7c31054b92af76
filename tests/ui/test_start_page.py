"""The first HTML names what the page needs, so that it comes while Streamlit starts."""

from __future__ import annotations

import re

import pytest
from starlette.requests import Request

from atlas.ui.cache import ROOT
from atlas.ui.web import published, start_page

STEMS = sorted(path.stem for path in (ROOT / "pages").glob("*.py"))


def html_of(stem):
    url = {"scheme": "http", "server": ("127.0.0.1", 80), "path": f"/{stem}", "headers": []}
    return start_page.respond(Request({"type": "http", "method": "GET", **url})).body.decode()


def named_in(html):
    return re.findall(r'<link rel="modulepreload"[^>]* href="\./([^"]+)"', html)


@pytest.mark.parametrize("stem", STEMS)
def test_each_module_is_named_once_and_exists(stem):
    names = named_in(html_of(stem))
    assert len(names) == len(set(names))
    for name in names:
        below = name.removeprefix("app/static/")
        folder = published.FOLDER if below != name else start_page.STREAMLIT
        assert (folder / below).is_file(), name


def test_what_a_module_imports_is_named_with_it():
    names = {name.rpartition("/")[2] for name in named_in(html_of("karte"))}
    assert {"live_map.js", "map_canvas.js", "raster.js", "leaflet-src.esm.js"} <= names
    assert "linked_drawing.js" not in names


def test_streamlits_elements_are_where_they_are_looked_for():
    names = [*start_page.ELEMENTS_OF_ALL, *sum(start_page.ELEMENTS.values(), ())]
    folder = start_page.STREAMLIT / "static" / "js"
    assert {name: len(list(folder.glob(f"{name}.*.js"))) for name in names} == dict.fromkeys(
        names, 1
    )


def test_nothing_of_streamlits_html_is_lost():
    original = (start_page.STREAMLIT / "index.html").read_text("utf-8")
    extended = html_of("methodik")
    links = re.findall(r'<link rel="\w+" crossorigin fetchpriority="low"[^>]*>', extended)
    for link in links:
        extended = extended.replace(link, "")
    for name in ("history.js", "page_frame.js"):
        address = f"./app/static/{published.publish_code()}{name}"
        extended = extended.replace(f'<script type="module" src="{address}"></script>', "")
    assert extended == original


def test_elements_and_parts_are_of_pages_that_exist():
    assert {*start_page.ELEMENTS, *start_page.PARTS} <= set(STEMS)


def test_our_history_runs_before_streamlit():
    scripts = re.findall(r"<script([^>]*)>", html_of(""))
    assert "history.js" in scripts[0]
    assert any("static/js/index" in script for script in scripts[1:])


def test_the_start_address_names_what_the_first_page_needs():
    assert html_of("") == html_of("uebersicht")


@pytest.mark.parametrize("stem", STEMS)
def test_what_other_pages_show_is_named_for_later_unless_it_is_needed_at_once(stem):
    later = re.findall(r'<link rel="prefetch"[^>]* href="\./([^"]+)"', html_of(stem))
    names = {name.rpartition("/")[2].partition(".")[0] for name in later}
    shown = {*start_page.ELEMENTS.get(stem, ()), *start_page.PARTS.get(stem, ())}
    everywhere = {name for of in start_page.ELEMENTS.values() for name in of}
    everywhere |= {name for of in start_page.PARTS.values() for name in of}
    assert names | shown == everywhere
    assert not set(later) & set(named_in(html_of(stem)))
