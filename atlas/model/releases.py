"""What is said of a release (Ausgabe): its name, when it was built, and how safe it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from atlas.model.quantities import Audience


@dataclass(frozen=True, slots=True, kw_only=True)
class Protection:
    """What was hidden from an audience, in figures.

    `cells` counts all figures, `hidden` those in whose place a sign stands, by level, `repairs` how
    often the audit sent the suppression back. `withheld` are years and quantities of which nothing
    is published because no way was found to protect them, `all_hidden` those of them of which all
    figures but zeros would be hidden, `without_rule` quantities of which
    nobody said from when on they may be published.
    """

    cells: int
    hidden: Mapping[str, int] = field(hash=False)
    withheld: tuple[tuple[int, str], ...] = ()
    all_hidden: tuple[tuple[int, str], ...] = ()
    without_rule: tuple[str, ...] = ()
    repairs: int = 0

    def withholds(self, year: int, quantity: str) -> bool:
        """Whether nothing of a quantity is published in a year."""
        return (year, quantity) in self.withheld or quantity in self.without_rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """What was published of an area under one name.

    `number` counts the releases of the area from 1: clocks run backwards, numbers don't. `day` is
    the day it was built (ISO). `files` have by path in the release the SHA-256 of the content.
    """

    area: str
    name: str
    number: int
    day: str
    protections: Mapping[Audience, Protection] = field(hash=False)
    files: Mapping[str, str] = field(hash=False)
