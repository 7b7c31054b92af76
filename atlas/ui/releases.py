"""The page of releases: which there are, the address of each, what is new and corrected in it."""

from __future__ import annotations

from functools import partial
from urllib.parse import urlsplit

import streamlit as st

from atlas.atlas import Atlas
from atlas.model.scope import Scope
from atlas.model.specs import TableSpec
from atlas.render import downloads
from atlas.ui import controls, markup, show
from atlas.ui.cache import kept
from atlas.ui.frame import Page
from atlas.views import releases as views
from atlas.views import releases_texts as words
from atlas.views.citation import release_link
from atlas.views.commands import corrections_command

CHOICE = "release_choice"


def draw(page: Page, scope: Scope) -> None:
    """List the releases of an area, and say of the one that is shown what is new in it."""
    atlas, area = page.atlas, page.atlas.area(scope.area)
    st.html(markup.head_html(words.HEADLINE.format(area=area.name), words.INTRO))
    shown = atlas.edition(area.id).release
    if not shown:
        st.info(markup.as_message(words.WORKING_STATE))
        return
    st.html(markup.table_html(views.releases_table(atlas, area.id)))
    for sentence in views.damaged(atlas, area.id):
        st.warning(markup.as_message(sentence))
    offered = views.offered(atlas, area.id)
    if len(offered) > 1:
        _ask(offered, shown)
    address = f"?{urlsplit(release_link(area.id, shown)).query}"
    show.link_box(words.ADDRESS.format(name=shown), address, key="atlas_release_link")
    _news(page, scope, shown)


def _ask(offered: dict[str, str], shown: str) -> None:
    """Ask which release is shown; the newest needs no name in the address."""
    newest = next(iter(offered))
    st.session_state[CHOICE] = shown
    st.selectbox(
        words.RELEASE_CHOICE,
        list(offered),
        format_func=lambda name: offered[name],
        key=CHOICE,
        on_change=lambda: controls.show_release(
            "" if st.session_state[CHOICE] == newest else st.session_state[CHOICE]
        ),
    )


def _news(page: Page, scope: Scope, shown: str) -> None:
    """Say what is new in a release, and list what it corrected."""
    atlas, area = page.atlas, scope.area
    listed = atlas.releases(area)
    before = listed.before(shown)
    if before is None:
        st.html(markup.element("h2", words.FIRST.format(new=shown)))
        st.info(words.THE_FIRST if listed.readable[1:] else words.ONLY_ONE)
        return
    st.html(markup.element("h2", words.NEWS.format(new=shown, old=before.name)))
    if atlas.damage(before):
        st.info(markup.as_message(words.NOT_COMPARABLE.format(old=before.name)))
        return
    with st.spinner(words.COMPARING):
        spec, sentences = kept(_compared, atlas, area, before.name, shown)
    st.html(markup.sentences_html(sentences))
    if spec.rows:
        st.html(markup.element("h3", words.CORRECTIONS))
        show.first_rows(spec)
        make = partial(downloads.table_file, spec)
        files = show.Downloads(name=spec.file_stem, formats=downloads.TABLE_FORMATS, make=make)
        command = corrections_command(atlas, area, (before.name, shown), spec.file_stem)
        show.action_row(page, scope, files, command)


def _compared(atlas: Atlas, area: str, old: str, new: str) -> tuple[TableSpec, tuple[str, ...]]:
    """What was corrected from one release to the next, and what is new, in sentences."""
    diff = atlas.release_diff(area, old, new)
    return views.corrections_table(diff), tuple(views.news(diff))
