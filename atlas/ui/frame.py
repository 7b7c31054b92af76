"""The frame of every page: navigation, banner, foot, and the one place that tells errors.

A page is complete on its own: the first visitor after a start may open it by its address
without app.py having run.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.navigation.page import StreamlitPage

from atlas.atlas import Atlas
from atlas.errors import AtlasError
from atlas.model.scope import Scope
from atlas.ui import cache, markup
from atlas.views import choices, texts

PAGES = cache.ROOT / "pages"
FIRST = "uebersicht"
AREA_SHOWN = "area_shown"
SIDEBAR_WIDTH = 330
"""Pixels: wide enough for most titles of indicators; on a phone it starts folded all the same."""
STYLE = Path(__file__).with_name("style.css")
# Streamlit says lang="en" whatever the page holds; screen readers would read German as English.
LANGUAGE = '<script>document.documentElement.lang = "de"</script>'


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """An open page: `banner` is the place above everything, filled once the area is known."""

    stem: str
    atlas: Atlas
    banner: DeltaGenerator


def route() -> None:
    """Run the page of the address; the router of app.py."""
    _navigation().run()


@contextmanager
def open_page(stem: str) -> Iterator[Page]:
    """Open the frame around a page; what goes wrong inside is told on the page.

    Raises
    ------
    StopException
        If there are no data to show; the message stands on the page.
    """
    _begin(stem)
    atlas: Atlas | None = None
    with _telling():
        atlas = cache.open_atlas()
    if atlas is None:
        st.stop()
    with _telling():
        _name_unusable(atlas)
    with _telling():
        yield Page(stem=stem, atlas=atlas, banner=st.container())
    _foot(atlas)


def mark(page: Page, scope: Scope) -> None:
    """Say above everything what is chosen, and if the area or its boundaries are not real."""
    area = page.atlas.area(scope.area)
    level = page.atlas.level_at(scope.area, scope.level, scope.vintage)
    schematic = level.boundaries is not None and level.boundaries.schematic
    notices = [texts.BANNER_FICTIONAL] * area.fictional + [texts.BANNER_SCHEMATIC] * schematic
    lines = "".join(markup.element("p", notice, "notice") for notice in notices)
    chosen = markup.element("p", choices.chosen(page.atlas, scope), "chosen")
    page.banner.html(lines + chosen)
    st.session_state[AREA_SHOWN] = scope.area


def page_file(stem: str) -> Path:
    """Path of a page, absolute: a page started on its own has another main script."""
    return PAGES / f"{stem}.py"


def _begin(stem: str) -> None:
    title = f"{texts.PAGE_TITLES[stem]} – {texts.APP}"
    st.set_page_config(page_title=title, layout="wide", initial_sidebar_state=SIDEBAR_WIDTH)
    _navigation()
    st.html(STYLE)
    st.html(LANGUAGE, unsafe_allow_javascript=True)
    st.sidebar.html(markup.element("p", texts.APP, "name"))


def _navigation() -> StreamlitPage:
    """List the pages; the default one is hidden, since its own address would be "not found"."""
    shown = [
        st.Page(page_file(stem), title=title, url_path=stem)
        for stem, title in texts.PAGE_TITLES.items()
    ]
    start = st.Page(_go_to_first, title=texts.APP, default=True, visibility="hidden")
    return st.navigation([start, *shown], position="top")


def _go_to_first() -> None:
    st.switch_page(page_file(FIRST), query_params=st.query_params.to_dict())


@contextmanager
def _telling() -> Iterator[None]:
    """Turn an error the user can mend into a message; navigation and choices stay usable."""
    try:
        yield
    except AtlasError as error:
        st.error(markup.as_markdown(str(error)))
    except OSError as error:
        words = {"file": error.filename, "reason": error.strerror}
        st.error(markup.as_markdown(texts.FILE_UNREADABLE.format(**words)))


def _name_unusable(atlas: Atlas) -> None:
    """Say which areas can't be shown; the others stay usable."""
    for reason in atlas.unusable.values():
        st.warning(markup.as_markdown(texts.AREA_UNUSABLE.format(reason=reason)))


def _foot(atlas: Atlas) -> None:
    area = st.session_state.get(AREA_SHOWN)
    day = cache.newest_date(atlas, area) if area in atlas.area_ids else ""
    words = [
        texts.AUDIENCES[atlas.audience.value],
        texts.DATA_OF.format(day=day) if day else "",
        texts.REVISION.format(revision=atlas.revision),
        texts.VERSION.format(version=cache.version()),
    ]
    st.html(markup.element("footer", " · ".join(word for word in words if word), "frame-foot"))
