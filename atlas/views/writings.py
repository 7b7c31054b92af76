"""What people have written about an area, as far as an audience may see it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from itertools import compress
from typing import Any

from atlas.journal import Journal
from atlas.model.goals import Goal
from atlas.model.journal import Entry, EntryKind, fields_of
from atlas.model.own_texts import ProfileText, TextState
from atlas.model.practice import PracticeText
from atlas.model.quantities import Audience


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
    """
    if journal is None:
        return NOTHING_WRITTEN
    goals = [
        (entry, goal)
        for entry in journal.current(EntryKind.GOAL, area)
        if (goal := _goal(fields_of(entry))).audience.rank <= audience.rank
    ]
    texts = [
        (entry, text)
        for entry in journal.current(EntryKind.PRACTICE_TEXT, area)
        if (text := _practice_text(fields_of(entry))).audience.rank <= audience.rank
    ]
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


def profile_text_of(entry: Entry) -> ProfileText:
    """Read the text of a profile that `commands.writings` wrote."""
    fields = fields_of(entry)
    sentences, state = tuple(fields["sentences"]), TextState(**fields["state"])
    return ProfileText(**{**fields, "sentences": sentences, "state": state})


def _rank(text: ProfileText) -> int:
    return Audience(text.state.audience).rank


def _goal(fields: dict[str, Any]) -> Goal:
    days = {"due": date.fromisoformat(fields["due"]), "audience": Audience(fields["audience"])}
    return Goal(**{**fields, **days})


def _practice_text(fields: dict[str, Any]) -> PracticeText:
    days = {"day": date.fromisoformat(fields["day"]), "audience": Audience(fields["audience"])}
    return PracticeText(**{**fields, **days})
