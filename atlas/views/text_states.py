"""Of which figures a text speaks, in words and beside those that are shown."""

from __future__ import annotations

from atlas.atlas import Atlas
from atlas.model.own_texts import TextState
from atlas.views import texts
from atlas.views.provenance import EDITION_LENGTH


def shown_state(atlas: Atlas, area: str, year: int) -> TextState:
    """The figures that are shown of an area as of a year."""
    return TextState(
        year=year,
        release=atlas.edition(area).release,
        edition=atlas.revision(area)[:EDITION_LENGTH],
        audience=atlas.audience.value,
    )


def state_text(state: TextState, beside: TextState) -> str:
    """Name the figures a text speaks of; for whom, if that differs from what it stands beside."""
    release = texts.RELEASE.format(release=state.release) if state.release else texts.WORKING_STATE
    named = texts.TEXT_STATE.format(year=state.year, release=release)
    readers = texts.AUDIENCES.get(state.audience, "")
    differs = state.audience != beside.audience and readers
    return texts.TEXT_OTHER_READERS.format(state=named, audience=readers) if differs else named
