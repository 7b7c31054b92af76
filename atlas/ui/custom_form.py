"""The form of areas of one's own: what is typed outlives a change of page and a refusal.

The widgets hold what stands in them, `DRAFT` the same for when they aren't on the screen. The
callbacks run before the page is drawn, on an atlas that knows what others saved meanwhile;
`LOADED` is the level as it was when the form was filled.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from threading import Lock
from typing import Any, Final

import streamlit as st

from atlas.editions.custom_areas import faults
from atlas.errors import AtlasError
from atlas.model.custom_areas import CustomLevel, CustomUnit, Decision
from atlas.model.problems import Problem
from atlas.sources.custom_levels import custom_paths, remove_custom_level, save_custom_level
from atlas.ui import cache
from atlas.views.custom import areas
from atlas.views.custom import texts as words

LEVEL, SET, LEVEL_NAME, SET_NAME = "own_level", "own_set", "own_level_name", "own_name"
FROM, PARTS = "own_from", "own_parts"
DECISION, BODY, RESOLVED, VALID = "own_decision", "own_body", "own_resolved", "own_valid"
DRAFT, AREA, TOLD, SAVED = "own_draft", "own_area", "own_told", "own_saved"
LOADED = "own_loaded"
LIST, BUTTON = "own_list", "own_button"
"""Places beside which something is told that is no matter of a field."""
NEW: Final = ""
_ONE_AT_A_TIME = Lock()
"""Between reading a level and writing it nobody else writes."""
_OF_THE_LEVEL: Final[Mapping[str, Any]] = {
    LEVEL_NAME: "",
    DECISION: Decision.DRAFT.value,
    BODY: "",
    RESOLVED: "",
    VALID: "",
}
_OF_THE_SET: Final[Mapping[str, Any]] = {SET_NAME: "", PARTS: ()}
_EMPTY: Final[Mapping[str, Any]] = {LEVEL: NEW, SET: NEW, FROM: "", **_OF_THE_LEVEL, **_OF_THE_SET}
_FIELDS: Final[Mapping[str, str]] = {
    "own_id_taken": LEVEL_NAME,
    "own_no_name": LEVEL_NAME,
    "own_name_taken": LEVEL_NAME,
    "own_body_missing": BODY,
    "own_resolved_missing": RESOLVED,
    "own_unit_name": SET_NAME,
    "own_unit_name_twice": SET_NAME,
}
"""Beside which field a problem is told; all others speak of the building blocks."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What the last click led to: a sentence that it worked, or what is wrong where.

    `done` speaks of the form, `removed` of a level that is gone from the list.
    """

    done: str = ""
    removed: str = ""
    faults: tuple[tuple[str, str], ...] = ()

    def of(self, *fields: str) -> tuple[str, ...]:
        """Sentences to stand beside one of some fields."""
        return tuple(text for field, text in self.faults if field in fields)


def begin(area_id: str) -> None:
    """Put back what was typed before another page was looked at; another area begins anew."""
    state = st.session_state
    if state.get(AREA) != area_id:
        _fill(_EMPTY)
        state[LOADED] = None
        state[AREA], state[SAVED] = area_id, ("", "")
    kept = state.get(DRAFT, _EMPTY)
    for key, value in _EMPTY.items():
        if key not in state:
            state[key] = kept.get(key, value)


def keep() -> None:
    """Remember what is typed for when the form is not on the screen."""
    st.session_state[DRAFT] = {key: st.session_state[key] for key in _EMPTY}


def told() -> Told:
    """Return what the last click led to, once."""
    found: Told = st.session_state.pop(TOLD, Told())
    return found


def level_changed(area_id: str) -> None:
    """Show the level just chosen, and a new set of it."""
    _show(_chosen(area_id), None)


def set_changed(area_id: str) -> None:
    """Show the set just chosen."""
    own = _chosen(area_id)
    units = own.units if own else ()
    _show(own, next((unit for unit in units if unit.id == st.session_state[SET]), None))


def take(found: tuple[str, ...], level_id: str) -> None:
    """Add building blocks selected on the map."""
    st.session_state[FROM] = level_id
    st.session_state[PARTS] = list(dict.fromkeys((*st.session_state[PARTS], *found)))


def save(area_id: str) -> None:
    """Save the set with its level, or say at the fields what is wrong; nothing typed is lost."""
    _try(_save, area_id)


def remove_set(area_id: str) -> None:
    """Delete the chosen set; the last one takes its level with it."""
    _try(_remove_set, area_id)


def remove_level(area_id: str, level_id: str) -> None:
    """Delete a level; its file stays as an old version."""

    def remove(area_id: str) -> None:
        own = next((one for one in _levels(area_id) if one.id == level_id), None)
        if own is None:
            st.session_state[TOLD] = Told(faults=((LIST, words.ALREADY_GONE),))
            return
        remove_custom_level(cache.home(), area_id, level_id)
        if st.session_state.get(LEVEL) == level_id:
            _show(None, None)
        st.session_state[TOLD] = Told(removed=words.REMOVED.format(name=own.plural or own.name))

    _try(remove, area_id, LIST)


def _try(act: Any, area_id: str, where: str = BUTTON) -> None:  # noqa: ANN401  (one of the three)
    """Run a callback; the frame of the page doesn't stand around it yet."""
    try:
        with _ONE_AT_A_TIME:
            act(area_id)
    except (AtlasError, OSError) as error:
        st.session_state[TOLD] = Told(faults=((where, str(error)),))


def _changed_meanwhile(area_id: str) -> bool:
    """Whether somebody else changed the level; told once, then whoever saves means it."""
    loaded, now = st.session_state.get(LOADED), _chosen(area_id)
    if loaded == now:
        return False
    st.session_state[LOADED] = now
    text = words.GONE if now is None else words.CHANGED.format(name=now.name)
    st.session_state[TOLD] = Told(faults=((LEVEL, text),))
    return True


def _save(area_id: str) -> None:
    if _changed_meanwhile(area_id):
        return
    known = _chosen(area_id)
    unit = _unit(known)
    own = _level(area_id, known, unit)
    days = _unreadable_days()
    found = (_at_field(one) for one in faults(own, cache.open_atlas().area(area_id)))
    # a day that can't be read is there: only one of both sentences is true
    told = (*days.items(), *(one for one in found if one[0] not in days))
    if told:
        st.session_state[TOLD] = Told(faults=told)
        return
    save_custom_level(cache.home(), area_id, own)
    _show(own, unit)
    if unit is not None:
        st.session_state[SAVED] = (own.id, unit.id)
    name = unit.name if unit else own.name
    st.session_state[TOLD] = Told(done=words.SAVED.format(name=name))


def _remove_set(area_id: str) -> None:
    if _changed_meanwhile(area_id):
        return
    own = _chosen(area_id)
    units = own.units if own else ()
    gone = next((unit for unit in units if unit.id == st.session_state[SET]), None)
    if own is None or gone is None:
        return
    left = replace(own, units=tuple(unit for unit in own.units if unit.id != gone.id))
    if left.units:
        save_custom_level(cache.home(), area_id, left)
        _show(left, None)
    else:
        remove_custom_level(cache.home(), area_id, own.id)
        _show(None, None)
    st.session_state[TOLD] = Told(done=words.REMOVED.format(name=gone.name))


def _unit(known: CustomLevel | None) -> CustomUnit | None:
    """Build the set the form describes; None if only the level is to be changed."""
    state = st.session_state
    ids = {unit.id for unit in known.units} if known else set()
    name, chosen = _clean(state[SET_NAME]), state[SET] in ids
    if known and not chosen and not name and not state[PARTS]:
        return None
    return CustomUnit(
        id=state[SET] if chosen else areas.slug(name, ids, words.SET_ID),
        name=name,
        parts=tuple(areas.parse_part(word) for word in state[PARTS]),
    )


def _level(area_id: str, known: CustomLevel | None, unit: CustomUnit | None) -> CustomLevel:
    """Build the level the form describes, the set put in its place."""
    state, name = st.session_state, _clean(st.session_state[LEVEL_NAME])
    units = {one.id: one for one in (*(known.units if known else ()), *([unit] if unit else ()))}
    resolved = state[DECISION] == Decision.RESOLVED
    return CustomLevel(
        id=known.id if known else _new_id(area_id, name),
        name=name,
        plural=known.plural if known and known.name == name else "",
        decision=Decision(state[DECISION]),
        # whoever goes back to a draft means that nothing was resolved
        body=_clean(state[BODY]) if resolved else "",
        resolved=_day(RESOLVED) if resolved else None,
        valid_from=_day(VALID),
        units=tuple(units.values()),
    )


def _day(key: str) -> date | None:
    """Read the day typed into a field; None if there is none or it can't be read."""
    with suppress(ValueError):
        return areas.day_of(st.session_state[key])
    return None


def _unreadable_days() -> dict[str, str]:
    """Say of each field with a day that can't be read what to do; the hidden one is not asked."""
    resolved = st.session_state[DECISION] == Decision.RESOLVED
    texts = {key: _clean(st.session_state[key]) for key in (VALID, *([RESOLVED] * resolved))}
    return {
        key: words.NO_DAY.format(text=text)
        for key, text in texts.items()
        if text and _day(key) is None
    }


def _new_id(area_id: str, name: str) -> str:
    """Return an id nobody has; files that can't be used keep theirs."""
    levels = cache.open_atlas().area(area_id).levels
    files = custom_paths(cache.home(), area_id)
    taken = {level.id for level in levels} | {path.stem for path in files}
    return areas.slug(name, taken, words.LEVEL_ID)


def _at_field(problem: Problem) -> tuple[str, str]:
    if problem.code == "own_unit_name":
        return SET_NAME, words.SET_NAME_MISSING
    if problem.code == "own_empty":
        # a set without a name would be called by an id nobody has seen
        return PARTS, words.PARTS_MISSING
    return _FIELDS.get(problem.code, PARTS), f"{problem.message} {problem.remedy}"


def _clean(text: str) -> str:
    """Leave out what can't be printed and blanks too many."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


def _levels(area_id: str) -> tuple[CustomLevel, ...]:
    return areas.custom_levels(cache.open_atlas(), area_id)


def _chosen(area_id: str) -> CustomLevel | None:
    wanted = st.session_state[LEVEL]
    return next((own for own in _levels(area_id) if own.id == wanted), None)


def _show(own: CustomLevel | None, unit: CustomUnit | None) -> None:
    """Let the form stand on a level and a set; None is a new one."""
    of_level: dict[str, str] = dict(_OF_THE_LEVEL)
    if own is not None:
        of_level = {
            LEVEL_NAME: own.name,
            DECISION: own.decision.value,
            BODY: own.body,
            RESOLVED: areas.day_text(own.resolved),
            VALID: areas.day_text(own.valid_from),
        }
    st.session_state[LOADED] = own
    st.session_state[LEVEL] = own.id if own else NEW
    st.session_state[SET] = unit.id if unit else NEW
    st.session_state[SET_NAME] = unit.name if unit else ""
    st.session_state[PARTS] = [part.word for part in unit.parts] if unit else []
    if unit is not None and unit.parts:
        st.session_state[FROM] = unit.parts[0].level
    _fill(of_level)


def _fill(values: Mapping[str, Any]) -> None:
    for key, value in values.items():
        st.session_state[key] = list(value) if isinstance(value, tuple) else value
