"""The profiles of all units of a level: made while somebody waits, and may be stopped."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import streamlit as st

from atlas.model.numbers import format_number
from atlas.ui import composed
from atlas.ui.cache import kept
from atlas.ui.frame import Page
from atlas.ui.show import MIME
from atlas.views.plurals import weak
from atlas.views.profile import texts as words
from atlas.views.profile.batch import MOST_IN_ONE, all_stem
from atlas.views.profile.figures import ProfileChoice
from atlas.views.profile.level import level_profiles

MADE = "profiles_made"
"""Key of the last file a session has made: one, as it may be large."""
_ZIP = "zip"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wanted:
    """Which file: it is made anew as soon as the data are others."""

    revision: str
    choice: ProfileChoice
    day: date
    form: str

    @property
    def kind(self) -> str:
        """Ending of each profile's file, or of the one file."""
        return self.form.partition(".")[2]

    @property
    def ending(self) -> str:
        """Ending of the file."""
        return _ZIP if self.form.startswith(_ZIP) else self.kind


@st.fragment
def offer(page: Page, choice: ProfileChoice, day: date) -> None:
    """Offer all profiles of a level: choose, make with a bar that shows how far it is, download.

    Only this part of the page runs again. Whatever somebody does meanwhile stops the making.
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
        revision = page.atlas.revision(choice.scope.area)
        wanted = _Wanted(revision=revision, choice=choice, day=day, form=form)
        if st.button(words.ALL_MAKE.format(number=number), key="profiles_make", type="primary"):
            _make(page, wanted)
        _download(wanted, all_stem(of_level))


def _make(page: Page, wanted: _Wanted) -> None:
    """Make a file; each step that is told is one at which it can be stopped."""
    slot = st.container()
    slot.button(words.ALL_STOP, key="profiles_stop")
    bar = slot.progress(0.0)

    def tell(count: int, number: int) -> None:
        is_last = count == number and wanted.ending != _ZIP
        form = words.ALL_SETTING if is_last else words.ALL_PROGRESS
        bar.progress(count / number, form.format(count=count, number=number))

    packed = wanted.ending == _ZIP
    content = composed.all_documents(
        page.atlas, wanted.choice, wanted.day, wanted.kind, packed=packed, tell=tell
    )
    st.session_state[MADE] = (wanted, content)
    st.rerun(scope="fragment")


def _download(wanted: _Wanted, stem: str) -> None:
    made, content = st.session_state.get(MADE, (None, b""))
    if made != wanted:
        return
    size = format_number(len(content) / 1e6, 1)
    st.download_button(
        words.ALL_DOWNLOAD.format(size=size),
        content,
        file_name=f"{stem}.{wanted.ending}",
        mime=MIME[wanted.ending],
        key="profiles_download",
        on_click="ignore",
    )
