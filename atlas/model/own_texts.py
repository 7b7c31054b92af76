"""Texts people write about figures, and of which figures they speak."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class TextState:
    """The figures a text speaks of: year, release ("" for none), digest and audience."""

    year: int
    release: str
    edition: str
    audience: str

    def is_same(self, other: TextState) -> bool:
        """Whether both speak of the same figures: a release never changes."""
        if (self.year, self.audience, self.release) != (other.year, other.audience, other.release):
            return False
        return bool(self.release) or self.edition == other.edition


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnText:
    """What somebody wrote in a chapter of a report, in Markdown, and of which figures.

    `state` is None where nobody says: then the text counts as old.
    """

    markdown: str
    state: TextState | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileText:
    """What stands in the profile of a unit in place of the proposed sentences.

    It speaks of strengths and weaknesses. Its figures are those that the audience of its `state`
    sees: who sees less isn't shown it.
    """

    level: str
    unit: str
    sentences: tuple[str, ...]
    state: TextState
