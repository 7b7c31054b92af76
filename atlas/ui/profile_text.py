"""Writing what stands in a profile in place of the proposed sentences."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from atlas.commands.entries import Writer
from atlas.commands.writings import LONGEST, note_profile_text, profile_text_key
from atlas.model.journal import Entry, EntryKind
from atlas.model.own_texts import ProfileText, TextState
from atlas.ui import composed, journal, markup
from atlas.ui.cache import kept
from atlas.ui.frame import Page
from atlas.ui.writings import attempt, version_line
from atlas.views import goal_texts, texts
from atlas.views.profile import texts as words
from atlas.views.profile.figures import ProfileChoice
from atlas.views.profile.level import level_profiles
from atlas.views.text_states import shown_state, state_text
from atlas.views.writings import profile_text_of

EDITED = "profile_text_edited"
"""Key of the versions that somebody began to change, by what they are the text of."""
_HEIGHT = 180


@dataclass(frozen=True, slots=True, kw_only=True)
class _Edit:
    """The text of a profile somebody works on.

    `history` are the versions that there were when they began, so that nobody overwrites what was
    written meanwhile.
    """

    page: Page
    choice: ProfileChoice
    writer: Writer
    key: str
    now: TextState
    history: tuple[Entry, ...]

    @property
    def newest(self) -> Entry | None:
        """The version to change, None for a new text."""
        return self.history[-1] if self.history else None

    @property
    def text(self) -> ProfileText | None:
        """The text that stands in the profile."""
        newest = self.newest
        return None if newest is None or newest.is_removed else profile_text_of(newest)


def form(page: Page, choice: ProfileChoice) -> None:
    """Offer to write, to whom the configuration lets."""
    if not journal.may_write():
        return
    with st.expander(words.WRITE_TEXT, key="atlas_write_profile", on_change="rerun") as opened:
        if opened.open:
            attempt(lambda: _write(_edit(page, choice)))
        else:
            st.session_state.pop(EDITED, None)


def _edit(page: Page, choice: ProfileChoice) -> _Edit:
    scope, writer = choice.scope, journal.writer()
    year = kept(level_profiles, page.atlas, scope).year
    now = shown_state(page.atlas, scope.area, year)
    key = profile_text_key(scope.level, choice.unit, now.audience)
    begun: dict[str, tuple[Entry, ...]] = st.session_state.setdefault(EDITED, {})
    if key not in begun:
        # of another unit nothing typed is left
        begun.clear()
        begun[key] = writer.journal.history(EntryKind.PROFILE_TEXT, scope.area, key)
    return _Edit(page=page, choice=choice, writer=writer, key=key, now=now, history=begun[key])


def _write(edit: _Edit) -> str:
    """Ask for the text; return what to say after it was saved or removed."""
    text, newest = edit.text, edit.newest
    asked = _ask(edit, text)
    if len(edit.history) > 1:
        lines = markup.sentences_html(map(version_line, edit.history))
        st.html(markup.details_html(goal_texts.HISTORY, lines))
    if asked is not None:
        note_profile_text(edit.writer, edit.page.atlas, edit.choice.scope.area, asked, newest)
        del st.session_state[EDITED]
        return words.TEXT_SAVED
    if text is not None and newest is not None and st.button(words.REMOVE_TEXT, type="tertiary"):
        edit.writer.remove(newest)
        del st.session_state[EDITED]
        return words.TEXT_REMOVED
    return ""


def _ask(edit: _Edit, text: ProfileText | None) -> ProfileText | None:
    """Ask for sentences, and of old ones whether their figures were compared; None until saved."""
    scope, now = edit.choice.scope, edit.now
    proposed = kept(composed.proposed_sentences, edit.page.atlas, edit.choice)
    is_old = text is not None and not text.state.is_same(now)
    st.caption(words.WRITE_HINT.format(audience=texts.AUDIENCES[now.audience]))
    st.caption(goal_texts.NO_NAMES)
    if is_old and proposed:
        listed = markup.sentences_html(proposed)
        st.html(markup.details_html(words.PROPOSALS_NOW, listed))
    version = len(edit.history)
    with st.form(f"profile_text_{edit.key}_{now.year}_{version}", border=False):
        first = "\n".join(text.sentences if text else proposed)
        written = st.text_area(words.TEXT_FIELD, first, height=_HEIGHT, max_chars=LONGEST)
        label = words.CHECKED.format(state=state_text(now, now))
        checked = st.checkbox(label) if is_old else True
        if not st.form_submit_button(words.SAVE_TEXT):
            return None
    return ProfileText(
        level=scope.level,
        unit=edit.choice.unit,
        sentences=tuple(written.splitlines()),
        state=now if checked or text is None else text.state,
    )
