"""Noting what people write about figures: checked first, then written into the journal."""

from __future__ import annotations

from dataclasses import asdict, replace
from math import isfinite
from typing import Any, Final
from uuid import NAMESPACE_OID, uuid5

from atlas.atlas import Atlas
from atlas.commands.entries import Writer
from atlas.errors import UnknownCodeError, UnknownNameError, WritingError
from atlas.model.areas import Area
from atlas.model.footnotes import Footnote
from atlas.model.formulas import PER_HUNDRED, Share
from atlas.model.goals import Goal
from atlas.model.indicators import Catalogue
from atlas.model.journal import Entry, EntryKind
from atlas.model.own_texts import ProfileText
from atlas.model.practice import PracticeText
from atlas.model.text import without_forbidden

LONGEST: Final = 4000
"""Letters of one text."""
LONGEST_LINE: Final = 200
LONGEST_NOTE: Final = 500
"""Letters of a note: it stands below figures."""


def note_goal(writer: Writer, atlas: Atlas, area: str, goal: Goal) -> Entry:
    """Note a goal of a unit.

    Raises
    ------
    WritingError
        If it can't be a goal; the sentence says why.
    UnknownNameError
        If there is no such level, unit or indicator.
    JournalError
        If it can't be kept.
    """
    _require_unit(atlas, area, goal.level, goal.unit)
    item = atlas.indicator(area, goal.indicator)
    if not all(isfinite(number) for number in (goal.start, goal.target, goal.tolerance)):
        raise WritingError("number")
    if isinstance(item.formula, Share) and not 0 <= goal.target <= PER_HUNDRED:
        raise WritingError("share")
    if goal.due.year <= goal.start_year:
        raise WritingError("due", year=goal.start_year)
    if goal.tolerance < 0:
        raise WritingError("tolerance")
    _require_short(goal.responsible, goal.resolution)
    return writer.add(EntryKind.GOAL, area, _fields(goal))


def note_practice_text(
    writer: Writer, atlas: Atlas, area: str, text: PracticeText, changed: Entry | None = None
) -> Entry:
    """Note an assessment of a unit, in place of the entry it changes.

    Raises
    ------
    WritingError
        If it is empty or too long, or says nothing of who wrote it.
    UnknownNameError
        If there is no such level or unit.
    OutdatedVersionError
        If somebody else changed the entry meanwhile.
    JournalError
        If it can't be kept.
    """
    _require_unit(atlas, area, text.level, text.unit)
    if not text.text.strip():
        raise WritingError("empty")
    if not text.function.strip():
        raise WritingError("function")
    if len(text.text) > LONGEST:
        raise WritingError("long", longest=LONGEST)
    _require_short(text.topic, text.function)
    if changed is not None:
        return writer.change(changed, _fields(text))
    return writer.add(EntryKind.PRACTICE_TEXT, area, _fields(text))


def note_profile_text(
    writer: Writer, atlas: Atlas, area: str, text: ProfileText, changed: Entry | None = None
) -> Entry:
    """Keep a text for the profile of a unit, in place of the entry it changes.

    Raises
    ------
    WritingError
        If it has no sentence or is too long.
    UnknownNameError
        If there is no such level or unit.
    OutdatedVersionError
        If somebody else wrote or changed it meanwhile.
    JournalError
        If it can't be kept.
    """
    _require_unit(atlas, area, text.level, text.unit)
    stripped = (without_forbidden(sentence).strip() for sentence in text.sentences)
    sentences = tuple(sentence for sentence in stripped if sentence)
    if not sentences:
        raise WritingError("no_sentence")
    if sum(map(len, sentences)) > LONGEST:
        raise WritingError("long", longest=LONGEST)
    content = asdict(replace(text, sentences=sentences))
    if changed is not None:
        return writer.change(changed, content)
    key = profile_text_key(text.level, text.unit, text.state.audience)
    return writer.add(EntryKind.PROFILE_TEXT, area, content, key)


def note_footnote(
    writer: Writer,
    area: Area,
    catalogue: Catalogue,
    note: Footnote,
    changed: Entry | None = None,
) -> Entry:
    """Keep a note on figures of an area, in place of the entry it changes.

    Raises
    ------
    WritingError
        If it is empty or too long, or says nothing of who wrote it.
    UnknownNameError
        If there is no such unit.
    UnknownCodeError
        If there is no such indicator or quantity.
    OutdatedVersionError
        If somebody else changed the entry meanwhile.
    JournalError
        If it can't be kept.
    """
    if note.unit:
        level = area.level(note.level)
        _require_one_of(note.level, note.unit, [one.id for one in level.units] if level else [])
    if note.subject and note.subject not in (titles := catalogue.titles()):
        raise UnknownCodeError(note.subject, list(titles))
    if not note.text.strip():
        raise WritingError("no_note")
    if not note.function.strip():
        raise WritingError("function")
    if len(note.text) > LONGEST_NOTE:
        raise WritingError("long", longest=LONGEST_NOTE)
    _require_short(note.function)
    if changed is not None:
        return writer.change(changed, _fields(note))
    return writer.add(EntryKind.FOOTNOTE, area.id, _fields(note))


def profile_text_key(level: str, unit: str, audience: str) -> str:
    """Key of the only text that speaks of the figures an audience sees of a unit."""
    return uuid5(NAMESPACE_OID, f"{level}\n{unit}\n{audience}").hex


def _require_unit(atlas: Atlas, area: str, level: str, unit: str) -> None:
    _require_one_of(level, unit, [one.id for one in atlas.level(area, level).units])


def _require_one_of(level: str, unit: str, units: list[str]) -> None:
    if unit not in units:
        raise UnknownNameError(level, unit, units)


def _require_short(*lines: str) -> None:
    if any(len(line) > LONGEST_LINE for line in lines):
        raise WritingError("line", longest=LONGEST_LINE)


def _fields(record: Goal | PracticeText | Footnote) -> dict[str, Any]:
    """Write a record as fields of an entry: days as ISO 8601."""
    return {
        name: value if isinstance(value, str | int | float) else value.isoformat()
        for name, value in asdict(record).items()
    }
