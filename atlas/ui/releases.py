"""The page of releases: which there are, the address of each, what is new and corrected in it."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from urllib.parse import urlsplit

import streamlit as st

from atlas.atlas import Atlas
from atlas.model.quantities import Audience
from atlas.model.releases import AUDIENCES
from atlas.model.scope import Scope
from atlas.model.specs import TableSpec
from atlas.render import downloads
from atlas.ui import controls, markup, show
from atlas.ui.cache import kept, open_latest
from atlas.ui.frame import Page
from atlas.views import releases as views
from atlas.views import releases_texts as words
from atlas.views import texts
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
        _draw_beside_working_state(page, scope)
        return
    _list([atlas], area.id)
    offered = views.offered(atlas, area.id)
    if len(offered) > 1:
        _ask(offered, shown)
    address = f"?{urlsplit(release_link(area.id, shown)).query}"
    show.link_box(words.ADDRESS.format(name=shown), address, key="atlas_release_link")
    _news(page, atlas, scope, shown)


def _draw_beside_working_state(page: Page, scope: Scope) -> None:
    """Show those who keep the data which releases they built, as their readers see them."""
    area = page.atlas.area(scope.area)
    readers = {of: open_latest(of) for of in AUDIENCES if of.rank <= page.atlas.audience.rank}
    _list([*readers.values()], area.id)
    if addresses := views.addresses(readers[Audience.PUBLIC], area.id):
        note = markup.element("p", words.ADDRESS_NOTE)
        st.html(markup.details_html(words.ADDRESSES, markup.pairs_html(addresses) + note))
    with st.container(horizontal=True):
        audience = st.segmented_control(
            words.READER,
            list(readers),
            format_func=lambda of: texts.AUDIENCES[of.value],
            default=Audience.PUBLIC,
            required=True,
        )
        offered = views.offered(readers[audience], area.id)
        name = st.selectbox(
            words.RELEASE_OF_NEWS, list(offered), format_func=lambda name: offered[name]
        )
    if name is None:
        st.info(markup.as_message(words.NONE_YET.format(area=area.name, id=area.id)))
        return
    _news(page, readers[audience].showing(area.id, name), scope, name)


def _list(readers: Sequence[Atlas], area: str) -> None:
    """List the releases of an area, and name those that can't be shown."""
    table = views.releases_table(readers, area)
    if table.rows:
        st.html(markup.table_html(table))
    for sentence in dict.fromkeys(text for of in readers for text in views.damaged(of, area)):
        st.warning(markup.as_message(sentence))


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


def _news(page: Page, atlas: Atlas, scope: Scope, shown: str) -> None:
    """Say what is new in the release an atlas shows, and list what it corrected."""
    area, listed = scope.area, atlas.releases(scope.area)
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
        spec, on_screen, sentences = kept(_compared, atlas, area, before.name, shown)
    st.html(markup.sentences_html(sentences))
    if spec.rows:
        st.html(markup.element("h3", words.CORRECTIONS))
        show.first_rows(on_screen)
        make = partial(downloads.table_file, spec)
        files = show.Downloads(name=spec.file_stem, formats=downloads.TABLE_FORMATS, make=make)
        command = corrections_command(atlas, area, (before.name, shown), spec.file_stem)
        show.action_row(page, scope, files, command)


def _compared(
    atlas: Atlas, area: str, old: str, new: str
) -> tuple[TableSpec, TableSpec, tuple[str, ...]]:
    """What was corrected from one release to the next, for files and screen, and what is new."""
    diff = atlas.release_diff(area, old, new)
    on_screen = views.corrections_table(diff, on_screen=True)
    return views.corrections_table(diff), on_screen, tuple(views.news(diff))
