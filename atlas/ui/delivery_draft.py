"""The file somebody is working on: in the session, and for a while beyond it.

A page that is loaded anew begins a session of its own; what was said of a file until then stays
in the memory of the server, for the same person, until the file is handed in or put aside.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from threading import Lock
from typing import Any, Final

import streamlit as st

from atlas.sources.intake.corrections import Corrections
from atlas.sources.intake.intake import Intake

DRAFT: Final = "desk_draft"
LONGEST: Final = 300
"""Letters of a name or a field."""
MOST_KEPT: Final = 8
"""Files kept beyond a session, one for each person: a file may have 30 MB."""
FIELDS: Final = ("desk_sender", "desk_year", "desk_fact_", "desk_finding_")
"""Beginnings of the keys of fields whose content belongs to the file."""


@dataclass
class Draft:
    """A file somebody is working on; what is computed of it is kept as long as it holds.

    `said` is what was said of the file, `readable` what it could be read with the last time;
    `fields` hold what was typed, by the keys of the fields.
    """

    name: str
    content: bytes
    said: Corrections | None = None
    readable: Corrections | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)
    kept: dict[str, tuple[Any, Any]] = field(default_factory=dict)

    def remembered(self, name: str, key: Any, make: Any) -> Any:  # noqa: ANN401  (see `kept`)
        """Return what was made for this key, or make it now."""
        if name not in self.kept or self.kept[name][0] != key:
            self.kept[name] = (key, make())
        return self.kept[name][1]

    @cached_property
    def mark(self) -> str:
        """Tell the fields of this file from those of the one before it."""
        return sha256(self.name.encode() + self.content).hexdigest()[:8]

    def typed(self, key: str, usual: Any) -> Any:  # noqa: ANN401  (text, number or choice)
        """Return what was typed into a field, what is usual if nothing was."""
        return self.fields.get(key, usual)


def said_of(draft: Draft, intake: Intake) -> Corrections:
    """What holds now: what was said, or what was remembered of the form."""
    return intake.corrections if draft.said is None else draft.said


def say(draft: Draft, said: Corrections | None) -> None:
    """Read the file with what was said, from now on; None is as the last file of its form."""
    draft.said = said
    st.rerun()


def chosen_draft() -> Draft | None:
    """The file of this session."""
    draft: Draft | None = st.session_state.get(DRAFT)
    return draft


def begin(draft: Draft) -> None:
    """Work on another file from now on."""
    st.session_state[DRAFT] = draft


def drop(actor: str) -> None:
    """Put the file aside: nothing of it is kept."""
    st.session_state.pop(DRAFT, None)
    with _LOCK:
        _KEPT.pop(actor, None)


def keep(draft: Draft, actor: str) -> None:
    """Keep the file beyond the session, with what stands in its fields."""
    draft.fields = {
        str(key): value for key, value in st.session_state.items() if str(key).startswith(FIELDS)
    }
    with _LOCK:
        _KEPT[actor] = replace(draft, kept={})
        _KEPT.move_to_end(actor)
        while len(_KEPT) > MOST_KEPT:
            _KEPT.popitem(last=False)


def kept_draft(actor: str) -> Draft | None:
    """The file a person worked on in another session, if it is still there."""
    with _LOCK:
        draft = _KEPT.get(actor)
    return replace(draft, kept={}) if draft else None


_KEPT: Final[OrderedDict[str, Draft]] = OrderedDict()
_LOCK: Final = Lock()
