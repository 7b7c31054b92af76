"""What people have written about an area, as far as an audience may see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from atlas.journal import Journal
from atlas.model.goals import Goal
from atlas.model.journal import Entry, EntryKind, fields_of, unreadable
from atlas.model.practice import PracticeText
from atlas.model.quantities import Audience

_Record = TypeVar("_Record", Goal, PracticeText)


@dataclass(frozen=True, slots=True, kw_only=True)
class Writings:
    """Goals and assessments from practice; the entries they stand in have the same order."""

    goals: tuple[Goal, ...] = ()
    practice: tuple[PracticeText, ...] = ()
    goal_entries: tuple[Entry, ...] = ()
    practice_entries: tuple[Entry, ...] = ()

    def of_unit(self, level: str, unit: str) -> Writings:
        """Return those about one unit."""
        goals = [n for n, goal in enumerate(self.goals) if (goal.level, goal.unit) == (level, unit)]
        texts = [
            n for n, text in enumerate(self.practice) if (text.level, text.unit) == (level, unit)
        ]
        return Writings(
            goals=tuple(self.goals[n] for n in goals),
            practice=tuple(self.practice[n] for n in texts),
            goal_entries=tuple(self.goal_entries[n] for n in goals),
            practice_entries=tuple(self.practice_entries[n] for n in texts),
        )


NOTHING_WRITTEN = Writings()


def writings(journal: Journal | None, area: str, audience: Audience) -> Writings:
    """Read what is written about an area for an audience and those it includes, oldest first.

    Without a journal there is nothing.

    Raises
    ------
    JournalError
        If the journal can't be read.
    UnreadableEntryError
        If one of its entries can't.
    """
    if journal is None:
        return NOTHING_WRITTEN
    kinds = (EntryKind.GOAL, EntryKind.PRACTICE_TEXT)
    of_goals, of_texts = (
        [one for one in journal.current(kind, area) if readers(one).rank <= audience.rank]
        for kind in kinds
    )
    goals = [(entry, _goal(entry)) for entry in of_goals]
    texts = [(entry, _practice_text(entry)) for entry in of_texts]
    goals.sort(key=lambda pair: (pair[1].due, pair[0].written))
    texts.sort(key=lambda pair: (pair[1].day, pair[0].written))
    return Writings(
        goals=tuple(goal for _, goal in goals),
        practice=tuple(text for _, text in texts),
        goal_entries=tuple(entry for entry, _ in goals),
        practice_entries=tuple(entry for entry, _ in texts),
    )


def readers(entry: Entry) -> Audience:
    """Who may see a version of an entry: the statistics office alone, unless it names others."""
    named = fields_of(entry).get("audience")
    return next((one for one in Audience if one.value == named), Audience.STATISTICS)


def _goal(entry: Entry) -> Goal:
    return _record(entry, Goal, "due")


def _practice_text(entry: Entry) -> PracticeText:
    return _record(entry, PracticeText, "day")


def _record(entry: Entry, kind: type[_Record], day: str) -> _Record:
    """Read a goal or text; a field this atlas doesn't know or can't read makes it unreadable."""
    fields = fields_of(entry)
    try:
        days = {day: date.fromisoformat(fields[day]), "audience": Audience(fields["audience"])}
        return kind(**{**fields, **days})
    except (KeyError, TypeError, ValueError) as error:
        raise unreadable(entry) from error
