"""The form of custom areas: what is typed outlives a change of page and a refusal.

The widgets hold their values, `DRAFT` the same for when they aren't on the screen. The
callbacks run before the page is drawn, on an atlas that knows what others saved meanwhile;
`LOADED` is the level as it was when the form was filled.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

import streamlit as st

from atlas.editions.custom_areas import faults
from atlas.errors import AtlasError
from atlas.model.custom_areas import CustomLevel, CustomUnit, Decision
from atlas.model.problems import Problem
from atlas.sources.custom_levels import (
    FOLDER,
    custom_paths,
    remove_custom_level,
    save_custom_level,
)
from atlas.sources.files import locked
from atlas.ui import cache
from atlas.ui.folders import home
from atlas.ui.frame import message_of
from atlas.views.custom import areas
from atlas.views.custom import texts as words

LEVEL, SET, LEVEL_NAME, SET_NAME = "own_level", "own_set", "own_level_name", "own_name"
FROM, PARTS = "own_from", "own_parts"
DECISION, BODY, RESOLVED, VALID = "own_decision", "own_body", "own_resolved", "own_valid"
DRAFT, AREA, OUTCOME, SAVED = "own_draft", "own_area", "own_outcome", "own_saved"
LOADED = "own_loaded"
LIST, BUTTON = "own_list", "own_button"
"""Positions of messages that don't belong to a field."""
NEW: Final = ""
_LEVEL_DEFAULTS: Final[Mapping[str, Any]] = {
    LEVEL_NAME: "",
    DECISION: Decision.DRAFT.value,
    BODY: "",
    RESOLVED: "",
    VALID: "",
}
_SET_DEFAULTS: Final[Mapping[str, Any]] = {SET_NAME: "", PARTS: ()}
_EMPTY: Final[Mapping[str, Any]] = {
    LEVEL: NEW,
    SET: NEW,
    FROM: "",
    **_LEVEL_DEFAULTS,
    **_SET_DEFAULTS,
}
_FIELDS: Final[Mapping[str, str]] = {
    "own_id_taken": LEVEL_NAME,
    "own_no_name": LEVEL_NAME,
    "own_name_taken": LEVEL_NAME,
    "own_name_long": BUTTON,
    "own_body_missing": BODY,
    "own_resolved_missing": RESOLVED,
    "own_unit_name": SET_NAME,
    "own_unit_name_twice": SET_NAME,
}
"""Beside which field a problem is shown; all others concern the building blocks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What the last click led to: a sentence that it worked, or what is wrong where.

    `done` concerns the form, `removed` a level that is gone from the list, `faults` are positions
    (fields, `LIST` or `BUTTON`) with sentences.
    """

    done: str = ""
    removed: str = ""
    faults: tuple[tuple[str, str], ...] = ()

    def faults_at(self, *fields: str) -> tuple[str, ...]:
        """Sentences to show beside any of some fields."""
        return tuple(text for field, text in self.faults if field in fields)


def restore_draft(area_id: str) -> None:
    """Put back what was typed before another page was opened; another area begins anew."""
    state = st.session_state
    if state.get(AREA) != area_id:
        _fill(_EMPTY)
        state[LOADED] = None
        state[AREA], state[SAVED] = area_id, ("", "")
    draft = state.get(DRAFT, _EMPTY)
    for key, value in _EMPTY.items():
        if key not in state:
            state[key] = draft.get(key, value)


def keep_draft() -> None:
    """Remember what is typed for when the form is not on the screen."""
    st.session_state[DRAFT] = {key: st.session_state[key] for key in _EMPTY}


def pop_outcome() -> Outcome:
    """Return what the last click led to, once."""
    outcome: Outcome = st.session_state.pop(OUTCOME, Outcome())
    return outcome


def level_changed(area_id: str) -> None:
    """Show the level just chosen, and a new set of it."""
    _try(lambda area_id: _show(_chosen(area_id), None), area_id, LEVEL)


def set_changed(area_id: str) -> None:
    """Show the set just chosen."""
    _try(_show_set, area_id, LEVEL)


def _show_set(area_id: str) -> None:
    level = _chosen(area_id)
    units = level.units if level else ()
    _show(level, next((unit for unit in units if unit.id == st.session_state[SET]), None))


def add_parts(parts: tuple[str, ...], level_id: str) -> None:
    """Add building blocks selected on the map."""
    st.session_state[FROM] = level_id
    st.session_state[PARTS] = list(dict.fromkeys((*st.session_state[PARTS], *parts)))


def save(area_id: str) -> None:
    """Save the set with its level, or say at the fields what is wrong; nothing typed is lost."""
    _try(_alone(_save), area_id)


def remove_set(area_id: str) -> None:
    """Delete the chosen set; the last one takes its level with it."""
    _try(_alone(_remove_set), area_id)


def remove_level(area_id: str, level_id: str) -> None:
    """Delete a level; its file stays as an old version."""

    def remove(area_id: str) -> None:
        level = next((item for item in _levels(area_id) if item.id == level_id), None)
        if level is None:
            st.session_state[OUTCOME] = Outcome(faults=((LIST, words.ALREADY_GONE),))
            return
        remove_custom_level(home(), area_id, level_id)
        if st.session_state.get(LEVEL) == level_id:
            _show(None, None)
        st.session_state[OUTCOME] = Outcome(
            removed=words.REMOVED.format(name=level.plural or level.name)
        )

    _try(_alone(remove), area_id, LIST)


def _try(act: Callable[[str], None], area_id: str, position: str = BUTTON) -> None:
    """Run a callback; it runs outside the frame of the page, which would show its errors."""
    try:
        act(area_id)
    except (AtlasError, OSError) as error:
        st.session_state[OUTCOME] = Outcome(faults=((position, message_of(error)),))


def _alone(act: Callable[[str], None]) -> Callable[[str], None]:
    """Let nobody else write a level between its being read and written, in any process."""

    def act_alone(area_id: str) -> None:
        with locked(home() / FOLDER):
            act(area_id)

    return act_alone


def _changed_meanwhile(area_id: str) -> bool:
    """Whether somebody else changed the level; said once, then another save is deliberate."""
    loaded, current = st.session_state.get(LOADED), _chosen(area_id)
    if loaded == current:
        return False
    st.session_state[LOADED] = current
    text = words.GONE if current is None else words.CHANGED.format(name=current.name)
    st.session_state[OUTCOME] = Outcome(faults=((LEVEL, text),))
    return True


def _save(area_id: str) -> None:
    if _changed_meanwhile(area_id):
        return
    saved = _chosen(area_id)
    unit = _unit_from_form(saved)
    level = _level_from_form(area_id, saved, unit)
    days = _unreadable_days()
    problems = (_at_field(problem) for problem in faults(level, cache.open_atlas().area(area_id)))
    # a day that can't be read isn't missing: only one of both sentences is true
    messages = (*days.items(), *(item for item in problems if item[0] not in days))
    if messages:
        st.session_state[OUTCOME] = Outcome(faults=messages)
        return
    save_custom_level(home(), area_id, level)
    _show(level, unit)
    if unit is not None:
        st.session_state[SAVED] = (level.id, unit.id)
    name = unit.name if unit else level.name
    st.session_state[OUTCOME] = Outcome(done=words.SAVED.format(name=name))


def _remove_set(area_id: str) -> None:
    if _changed_meanwhile(area_id):
        return
    level = _chosen(area_id)
    units = level.units if level else ()
    removed = next((unit for unit in units if unit.id == st.session_state[SET]), None)
    if level is None or removed is None:
        return
    rest = replace(level, units=tuple(unit for unit in level.units if unit.id != removed.id))
    if rest.units:
        save_custom_level(home(), area_id, rest)
        _show(rest, None)
    else:
        remove_custom_level(home(), area_id, level.id)
        _show(None, None)
    st.session_state[OUTCOME] = Outcome(done=words.REMOVED.format(name=removed.name))


def _unit_from_form(saved: CustomLevel | None) -> CustomUnit | None:
    """Build the set the form describes; None if only the level is to be changed."""
    state = st.session_state
    ids = {unit.id for unit in saved.units} if saved else set()
    name, chosen = _clean(state[SET_NAME]), state[SET] in ids
    if saved and not chosen and not name and not state[PARTS]:
        return None
    return CustomUnit(
        id=state[SET] if chosen else areas.slug(name, ids, words.SET_ID),
        name=name,
        parts=tuple(areas.parse_part(word) for word in state[PARTS]),
    )


def _level_from_form(
    area_id: str, saved: CustomLevel | None, unit: CustomUnit | None
) -> CustomLevel:
    """Build the level the form describes, with its set added or replaced."""
    state, name = st.session_state, _clean(st.session_state[LEVEL_NAME])
    units = (*(saved.units if saved else ()), *([unit] if unit else ()))
    resolved = state[DECISION] == Decision.RESOLVED
    return CustomLevel(
        id=saved.id if saved else _new_id(area_id, name),
        name=name,
        plural=saved.plural if saved and saved.name == name else "",
        decision=Decision(state[DECISION]),
        # back to a draft means that nothing was resolved
        body=_clean(state[BODY]) if resolved else "",
        resolved=_day(RESOLVED) if resolved else None,
        valid_from=_day(VALID),
        units=tuple({item.id: item for item in units}.values()),
    )


def _day(key: str) -> date | None:
    """Read the day typed into a field; None if there is none or it can't be read."""
    with suppress(ValueError):
        return areas.day_of(st.session_state[key])
    return None


def _unreadable_days() -> dict[str, str]:
    """Say of each visible field with a day that can't be read what to do."""
    resolved = st.session_state[DECISION] == Decision.RESOLVED
    texts = {key: _clean(st.session_state[key]) for key in (VALID, *([RESOLVED] * resolved))}
    return {
        key: words.NO_DAY.format(text=text)
        for key, text in texts.items()
        if text and _day(key) is None
    }


def _new_id(area_id: str, name: str) -> str:
    """Return an unused id; files that can't be used keep theirs."""
    levels = cache.open_atlas().area(area_id).levels
    files = custom_paths(home(), area_id)
    taken = {level.id for level in levels} | {path.stem for path in files}
    return areas.slug(name, taken, words.LEVEL_ID)


def _at_field(problem: Problem) -> tuple[str, str]:
    if problem.code == "own_unit_name":
        return SET_NAME, words.SET_NAME_MISSING
    if problem.code == "own_empty":
        # the message would call a set without a name by an id nobody has seen
        return PARTS, words.PARTS_MISSING
    return _FIELDS.get(problem.code, PARTS), f"{problem.message} {problem.remedy}"


def _clean(text: str) -> str:
    """Remove unprintable characters and superfluous blanks."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def _levels(area_id: str) -> tuple[CustomLevel, ...]:
    return areas.custom_levels(cache.open_atlas(), area_id)


def _chosen(area_id: str) -> CustomLevel | None:
    chosen = st.session_state[LEVEL]
    return next((level for level in _levels(area_id) if level.id == chosen), None)


def _show(level: CustomLevel | None, unit: CustomUnit | None) -> None:
    """Fill the form with a level and a set; None is a new one."""
    fields: dict[str, str] = dict(_LEVEL_DEFAULTS)
    if level is not None:
        fields = {
            LEVEL_NAME: level.name,
            DECISION: level.decision.value,
            BODY: level.body,
            RESOLVED: areas.day_text(level.resolved),
            VALID: areas.day_text(level.valid_from),
        }
    st.session_state[LOADED] = level
    st.session_state[LEVEL] = level.id if level else NEW
    st.session_state[SET] = unit.id if unit else NEW
    st.session_state[SET_NAME] = unit.name if unit else ""
    st.session_state[PARTS] = [part.key for part in unit.parts] if unit else []
    if unit is not None and unit.parts:
        st.session_state[FROM] = unit.parts[0].level
    _fill(fields)


def _fill(values: Mapping[str, Any]) -> None:
    for key, value in values.items():
        st.session_state[key] = list(value) if isinstance(value, tuple) else value
