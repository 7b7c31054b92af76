"""What somebody notes while looking at figures, and the storyboard it becomes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One figure that was noted: the `page` that shows it and the `words` of its address.

    `release` is the one that was shown then, "" for the working state. `message` is "" where the
    figure's own headline is the message. `speech` is what the speaker wants to say.
    """

    page: str
    words: tuple[tuple[str, str], ...]
    release: str = ""
    message: str = ""
    speech: str = ""

    @property
    def address(self) -> Mapping[str, str]:
        """The words of the address by parameter."""
        return dict(self.words)

    @property
    def area(self) -> str:
        """Id of the area the figure is about, "" where the address names none."""
        return self.address.get("gebiet", "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Storyboard:
    """Notes in the order of a presentation, and what its title slide says.

    `committee` meets on the `day`, written as people do; `item` is the item of its agenda.
    """

    title: str = ""
    committee: str = ""
    day: str = ""
    item: str = ""
    notes: tuple[Note, ...] = ()

    def with_field(self, name: str, text: str) -> Storyboard:
        """Change what the title slide says: title, committee, day or item."""
        fields = {key: getattr(self, key) for key in ("title", "committee", "day", "item")}
        return Storyboard(notes=self.notes, **(fields | {name: text}))

    def with_note(self, note: Note) -> Storyboard:
        """Add a note at the end, unless its figure is there already."""
        return self if self.holds(note) else replace(self, notes=(*self.notes, note))

    def holds(self, note: Note) -> bool:
        """Whether the figure of a note is noted already."""
        return any((old.page, old.words) == (note.page, note.words) for old in self.notes)

    def moved(self, position: int, by: int) -> Storyboard:
        """Exchange a note with the one so many places further on; at an end it stays."""
        other = position + by
        if not 0 <= other < len(self.notes):
            return self
        notes = list(self.notes)
        notes[position], notes[other] = notes[other], notes[position]
        return replace(self, notes=tuple(notes))

    def without(self, position: int) -> Storyboard:
        """Take a note off."""
        return replace(self, notes=self.notes[:position] + self.notes[position + 1 :])

    def with_changed(self, position: int, note: Note) -> Storyboard:
        """Put a note in the place of another."""
        return replace(self, notes=(*self.notes[:position], note, *self.notes[position + 1 :]))
