"""The frame of every page: navigation, banner, footer, and the one function that shows errors.

A page is complete on its own: the first visitor after a start may open it by its address
without app.py having run.
"""

from __future__ import annotations

import functools
from collections.abc import Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from typing import Literal
from urllib.parse import urlencode

import streamlit as st
from streamlit.delta_generator import DeltaGenerator
from streamlit.navigation.page import StreamlitPage

from atlas.atlas import Atlas
from atlas.errors import AtlasError, UnreadableFileError
from atlas.model.areas import Area
from atlas.model.colours import ACCENT
from atlas.model.identity import Identity
from atlas.model.scope import Scope
from atlas.render.logo import ON_SCREEN, logo_of
from atlas.ui import cache, markup, sign_in
from atlas.ui.folders import ROOT
from atlas.ui.web.policy import LANGUAGE
from atlas.ui.web.start_page import FIRST_PAGE
from atlas.views import choices, texts
from atlas.views.address import RELEASE_NAME, encode
from atlas.views.catalogue_errors import catalogue_errors
from atlas.views.overview import freshness
from atlas.views.provenance import EDITION_LENGTH, state_name

PAGES = ROOT / "pages"
CURRENT_AREA = "current_area"
CUSTOM_AREAS = "gebiete"
"""Stem of the page of custom areas."""
NOTICES = "notices"
"""Key of the session's notices of editions, each with the page that showed it first."""
SIDEBAR_WIDTH = 330
"""Pixels: wide enough for most titles of indicators; on a phone it starts folded all the same."""
STYLE = Path(__file__).with_name("style.css")


@dataclass(slots=True, kw_only=True)
class Page:
    """An open page: `banner` is the slot above everything, filled once the area is chosen.

    So is `brand`, the slot above the choices. Then `atlas` becomes one that shows the release of
    the area somebody asks for.
    """

    stem: str
    atlas: Atlas
    banner: DeltaGenerator
    brand: DeltaGenerator


def route() -> None:
    """Run the page of the address; the router of app.py."""
    _navigation().run()


@contextmanager
def open_page(stem: str) -> Iterator[Page]:
    """Open the frame around a page; an error inside becomes a message on the page.

    Raises
    ------
    StopException
        If there are no data to show; the message is on the page.
    """
    brand = _start_page(stem)
    atlas: Atlas | None = None
    with _errors_as_messages():
        sign_in.require_reader()
        atlas = cache.open_atlas()
    if atlas is None:
        st.stop()
    page = Page(stem=stem, atlas=atlas, banner=st.container(), brand=brand)
    _warn_of_unusable_areas(page)
    with _errors_as_messages():
        yield page
        sign_in.show_reader()
    _footer(page.atlas)


def show_catalogue_errors(page: Page, area_id: str) -> None:
    """Name the entries of the catalogue that can't be used; what doesn't rest on them is shown."""
    errors = page.atlas.catalogue_errors({area_id} - page.atlas.unusable.keys())
    if errors:
        st.warning(markup.as_message(catalogue_errors(errors)))


def show_unreleased(page: Page, area_id: str) -> None:
    """Say that an area has no release yet if it was asked for, on the first page of every one."""
    for area in page.atlas.unreleased_areas:
        if area == area_id or page.stem == FIRST_PAGE:
            st.info(markup.as_message(choices.no_release(page.atlas, area)))


def show_banner(page: Page, scope: Scope, idle: Collection[str]) -> None:
    """Say at the top what is chosen, and whether the area or its boundaries are not real.

    Choices that are `idle` on the page go unmentioned.
    """
    area = page.atlas.area(scope.area)
    level = page.atlas.level_at(scope.area, scope.level, scope.vintage)
    schematic = level.boundaries is not None and level.boundaries.schematic
    notices = [texts.BANNER_FICTIONAL] * area.fictional + [texts.BANNER_SCHEMATIC] * schematic
    lines = "".join(markup.element("p", notice, "notice") for notice in notices)
    chosen = markup.element("p", choices.chosen(page.atlas, scope, idle), "chosen")
    page.banner.html(lines + _older_release(page, scope) + chosen)
    _show_identity(page, page.atlas.identity(scope.area))
    for notice in _news(page, scope.area):
        page.banner.info(markup.as_message(notice))
    st.session_state[CURRENT_AREA] = scope.area


def show_area_notices(page: Page, area: Area) -> None:
    """Say at the top of a page without figures whether an area or any boundaries aren't real."""
    schematic = any(level.boundaries and level.boundaries.schematic for level in area.levels)
    notices = [texts.BANNER_FICTIONAL] * area.fictional + [texts.BANNER_SCHEMATIC] * schematic
    for notice in notices:
        page.banner.html(markup.element("p", notice, "notice"))


def _show_identity(page: Page, identity: Identity) -> None:
    """Give the page logo and colour of the publisher."""
    logo = logo_of(identity.logo, ON_SCREEN)
    if logo is not None:
        alt = escape(texts.LOGO_ALT.format(office=identity.office or texts.APP), quote=True)
        page.brand.html(f'<img class="atlas-logo" src="{logo.address}" alt="{alt}">')
    if identity.accent != ACCENT:
        page.banner.html(f"<style>:root {{ --atlas-accent: {identity.accent}; }}</style>")


def _older_release(page: Page, scope: Scope) -> str:
    """Say which release is shown if it isn't the newest, with a link to that; else nothing."""
    release, newest = page.atlas.older_release(scope.area), page.atlas.releases(scope.area).newest
    if release is None:
        return ""
    text = texts.OLDER_RELEASE.format(release=release.name, day=choices.day_of(release))
    if page.stem == CUSTOM_AREAS or page.atlas.level(scope.area, scope.level).custom is not None:
        text += f" {texts.AREAS_OF_TODAY}"
    link = ""
    if newest is not None and not page.atlas.damage(newest):
        words = st.query_params.to_dict() | encode(replace(scope, release=""))
        words.pop(RELEASE_NAME, None)
        label = texts.TO_NEWEST_RELEASE.format(release=newest.name, day=choices.day_of(newest))
        link = f" {markup.link_html(f'{page.stem}?{urlencode(words)}', label)}"
    return f'<p class="atlas-notice">{escape(text)}{link}</p>'


def _news(page: Page, area_id: str) -> Iterator[str]:
    """Notices of an edition that the session hasn't seen on another page yet.

    On the first page they stay: a component may run it again before anybody has read them.
    """
    first_pages: dict[str, str] = st.session_state.setdefault(NOTICES, {})
    for notice in page.atlas.edition(area_id).notices:
        if first_pages.setdefault(notice, page.stem) == page.stem:
            yield notice
        else:
            first_pages[notice] = ""


def page_file(stem: str) -> Path:
    """Path of a page, absolute: a page started on its own has another main script."""
    return PAGES / f"{stem}.py"


def _start_page(stem: str) -> DeltaGenerator:
    """Set up a page; return the slot above the name of the app."""
    titles = {**texts.PAGE_TITLES, **texts.LEGAL_TITLES}
    title = f"{titles[stem]} – {texts.APP}"
    st.set_page_config(page_title=title, layout="wide", initial_sidebar_state=SIDEBAR_WIDTH)
    _navigation()
    st.html(_style())
    st.html(f"<script>{LANGUAGE}</script>", unsafe_allow_javascript=True)
    brand = st.sidebar.container()
    st.sidebar.html(markup.element("p", texts.APP, "name"))
    return brand


@functools.cache
def _style() -> str:
    """The style sheet, with the words that stand in place of Streamlit's English ones."""
    in_place = {"no-hit": texts.NO_HIT, "choose-file": texts.CHOOSE_FILE}
    words = "".join(f':root {{ --atlas-{name}: "{word}"; }}' for name, word in in_place.items())
    return f"<style>{words}{STYLE.read_text('utf-8')}</style>"


def _navigation() -> StreamlitPage:
    """List the pages in their groups, those the foot leads to hidden.

    So is the default one, since its own address would be "not found".
    """
    titles = {**texts.PAGE_TITLES, **texts.SHORT_TITLES}
    absent = frozenset() if sign_in.keeps_data() else texts.KEEPERS_PAGES
    groups = {
        group: [_page(stem, titles[stem]) for stem in stems if stem not in absent]
        for group, stems in texts.PAGE_GROUPS.items()
    }
    groups = {group: pages for group, pages in groups.items() if pages}
    start = st.Page(_go_to_first, title=texts.APP, default=True, visibility="hidden")
    legal = [_page(stem, title, "hidden") for stem, title in texts.LEGAL_TITLES.items()]
    groups[""] += [start, *legal]
    return st.navigation(groups, position="top")


def _page(
    stem: str, title: str, visibility: Literal["visible", "hidden"] = "visible"
) -> StreamlitPage:
    return st.Page(page_file(stem), title=title, url_path=stem, visibility=visibility)


def _go_to_first() -> None:
    st.switch_page(page_file(FIRST_PAGE), query_params=st.query_params.to_dict())


@contextmanager
def _errors_as_messages() -> Iterator[None]:
    """Turn an error the user can mend into a message; navigation and choices stay usable."""
    try:
        yield
    except (AtlasError, OSError) as error:
        show_error(error)


def show_error(error: Exception) -> bool:
    """Show an error as a message; one that nobody foresaw is told without its details.

    Returns True: Streamlit needn't show it, too.
    """
    if isinstance(error, choices.NoReleaseError):
        st.html(markup.element("h1", texts.NO_RELEASES, "headline"))
        for sentence in error.args:
            st.info(markup.as_message(sentence))
    else:
        st.error(markup.as_message(message_of(error)))
    return True


def message_of(error: Exception) -> str:
    """Say in German what went wrong and what to do."""
    if isinstance(error, OSError):
        return str(UnreadableFileError(error.filename, error))
    return str(error) if isinstance(error, AtlasError) else texts.FAILED


def _warn_of_unusable_areas(page: Page) -> None:
    """Say which areas can't be shown, and which release can instead; the others stay usable."""
    for area, reason in page.atlas.unusable.items():
        st.warning(markup.as_message(texts.AREA_UNUSABLE.format(reason=reason)))
        release = choices.usable_release(page.atlas, area)
        if release is not None:
            label = texts.RELEASE_INSTEAD.format(
                area=page.atlas.showing(area, release.name).area(area).name,
                release=release.name,
                day=choices.day_of(release),
            )
            words = encode(Scope(area=area, level="", indicator="", release=release.name))
            st.page_link(page_file(page.stem), label=markup.as_markdown(label), query_params=words)


def _footer(atlas: Atlas) -> None:
    area = str(st.session_state.get(CURRENT_AREA, ""))
    day, state, revision = "", "", atlas.shared_revision
    # an area that can't be read now has its message on the page already
    with suppress(AtlasError, OSError):
        if area in atlas.area_ids:
            day = cache.kept(freshness.newest_date, atlas, area)
            state, revision = state_name(atlas, area), atlas.revision(area)
    parts = [
        texts.AUDIENCES[atlas.audience.value],
        state,
        texts.DATA_OF.format(day=day) if day else "",
        texts.REVISION.format(revision=revision[:EDITION_LENGTH]),
        texts.VERSION.format(version=cache.version()),
    ]
    stated = escape(" · ".join(part for part in parts if part))
    st.html(f'<footer class="atlas-frame-foot">{stated}{_legal_links(area)}</footer>')


def _legal_links(area: str) -> str:
    """Lead to imprint, data protection and accessibility of an area."""
    query = f"?{urlencode({'gebiet': area})}" if area else ""
    links = (
        markup.link_html(f"{stem}{query}", title) for stem, title in texts.LEGAL_TITLES.items()
    )
    return f'<nav aria-label="{texts.LEGAL}">{" ".join(links)}</nav>'
