"""The profiles of all units of a level: made while somebody waits, and may be stopped."""

from __future__ import annotations

from datetime import date

import streamlit as st

from atlas.model.numbers import format_number
from atlas.ui import composed
from atlas.ui.cache import kept
from atlas.ui.composed import ProfileBatch
from atlas.ui.frame import Page
from atlas.ui.show import MIME
from atlas.views.plurals import weak
from atlas.views.profile import texts as words
from atlas.views.profile.batch import MOST_IN_ONE, all_stem
from atlas.views.profile.figures import ProfileChoice
from atlas.views.profile.level import level_profiles
from atlas.views.writings import Writings

MADE = "profiles_made"
"""Key of the last file a session has made: one, as it may be large."""
_ZIP = "zip"


def offer(page: Page, choice: ProfileChoice, day: date, writings: Writings) -> None:
    """Offer all profiles of a level: choose, make with a bar that shows how far it is, download.

    Whatever somebody does meanwhile stops the making: a fragment, which Streamlit doesn't
    interrupt, could not be stopped.
    """
    of_level = kept(level_profiles, page.atlas, choice.scope)
    plural, number = of_level.level.plural, len(of_level.names)
    with st.popover(
        words.ALL_BUTTON.format(plural=weak(plural)), key="profiles", on_change="rerun"
    ) as opened:
        if not opened.open:
            return
        forms = [form for form in words.ALL_FORMS if form.startswith(_ZIP) or number <= MOST_IN_ONE]
        form = st.selectbox(
            words.ALL_CHOICE, forms, format_func=words.ALL_FORMS.__getitem__, key="profiles_form"
        )
        packing, _, kind = form.partition(".")
        batch = ProfileBatch(
            choice=choice, day=day, writings=writings, form=kind, packed=packing == _ZIP
        )
        # made anew as soon as the data are others
        key = (page.atlas.revision(choice.scope.area), hash(page.atlas.footnotes), batch)
        if st.button(words.ALL_MAKE.format(number=number), key="profiles_make", type="primary"):
            st.session_state[MADE] = (key, _made(page, batch))
        made, content = st.session_state.get(MADE, (None, b""))
        if made == key:
            _download(content, f"{all_stem(of_level)}.{_ZIP if batch.packed else kind}")


def _made(page: Page, batch: ProfileBatch) -> bytes:
    """Make a file; each step that is told is one at which it can be stopped."""
    slot = st.empty()
    with slot.container():
        st.button(words.ALL_STOP, key="profiles_stop")
        bar = st.progress(0.0)

    def tell(count: int, number: int) -> None:
        form = words.ALL_PROGRESS if count < number or batch.packed else words.ALL_SETTING
        bar.progress(count / number, form.format(count=count, number=number))

    content = composed.all_documents(page.atlas, batch, tell)
    slot.empty()
    return content


def _download(content: bytes, name: str) -> None:
    st.download_button(
        words.ALL_DOWNLOAD.format(size=format_number(len(content) / 1e6, 1)),
        content,
        file_name=name,
        mime=MIME[name.rpartition(".")[2]],
        key="profiles_download",
        on_click="ignore",
    )
