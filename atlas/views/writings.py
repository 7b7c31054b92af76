"""What people have written about an area, as far as an audience may see it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from itertools import compress
from typing import TypeVar

from atlas.journal import Journal
from atlas.model.footnotes import Footnote
from atlas.model.goals import Goal
from atlas.model.journal import Entry, EntryKind, fields_of, unreadable
from atlas.model.own_texts import ProfileText, TextState
from atlas.model.practice import PracticeText
from atlas.model.quantities import Audience

_Record = TypeVar("_Record", Goal, PracticeText, Footnote)


@dataclass(frozen=True, slots=True, kw_only=True)
class Writings:
    """Goals, assessments and texts of profiles.

    The entries that goals and assessments stand in have the same order.
    """

    goals: tuple[Goal, ...] = ()
    practice: tuple[PracticeText, ...] = ()
    goal_entries: tuple[Entry, ...] = ()
    practice_entries: tuple[Entry, ...] = ()
    profile_texts: tuple[ProfileText, ...] = ()

    @property
    def profile_text(self) -> ProfileText | None:
        """Of the texts for the profile of one unit the one that speaks of the most figures."""
        return max(self.profile_texts, key=_rank, default=None)

    def of_unit(self, level: str, unit: str) -> Writings:
        """Return those about one unit."""
        written = self.only(
            lambda goal: (goal.level, goal.unit) == (level, unit),
            lambda text: (text.level, text.unit) == (level, unit),
        )
        texts = (text for text in self.profile_texts if (text.level, text.unit) == (level, unit))
        return replace(written, profile_texts=tuple(texts))

    def only(
        self, has_goal: Callable[[Goal], bool], has_text: Callable[[PracticeText], bool]
    ) -> Writings:
        """Return the goals and assessments that pass a test, and no texts of profiles."""
        goals = [has_goal(goal) for goal in self.goals]
        texts = [has_text(text) for text in self.practice]
        return Writings(
            goals=tuple(compress(self.goals, goals)),
            practice=tuple(compress(self.practice, texts)),
            goal_entries=tuple(compress(self.goal_entries, goals)),
            practice_entries=tuple(compress(self.practice_entries, texts)),
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
        profile_texts=tuple(
            one
            for one in map(profile_text_of, journal.current(EntryKind.PROFILE_TEXT, area))
            if _rank(one) <= audience.rank
        ),
    )


def footnotes(journal: Journal | None, audience: Audience) -> tuple[Footnote, ...]:
    """Read the notes on figures of all areas that an audience may see; raises as `writings`."""
    if journal is None:
        return ()
    seen = (one for one in journal.current(EntryKind.FOOTNOTE) if may_see(audience, one))
    notes = map(footnote_of, seen)
    return tuple(sorted(notes, key=lambda note: (note.area, note.year, note.day, note.text)))


def may_see(audience: Audience, entry: Entry) -> bool:
    """Whether a version of an entry is for an audience."""
    return readers(entry).rank <= audience.rank


def footnote_of(entry: Entry) -> Footnote:
    """Read a note on figures that `commands.footnotes` wrote; raises `UnreadableEntryError`."""
    return _record(entry, Footnote, "day")


def readers(entry: Entry) -> Audience:
    """Who may see a version of an entry: the statistics office alone, unless it names others."""
    named = fields_of(entry).get("audience")
    return next((one for one in Audience if one.value == named), Audience.STATISTICS)


def profile_text_of(entry: Entry) -> ProfileText:
    """Read the text of a profile that `commands.writings` wrote."""
    fields = fields_of(entry)
    try:
        sentences, state = tuple(fields["sentences"]), TextState(**fields["state"])
        return ProfileText(**{**fields, "sentences": sentences, "state": state})
    except (KeyError, TypeError) as error:
        raise unreadable(entry) from error


def _rank(text: ProfileText) -> int:
    return Audience(text.state.audience).rank


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
