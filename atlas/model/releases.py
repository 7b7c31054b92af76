"""What is said of a release (Ausgabe): its name, when it was built, and how safe it is."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from atlas.model.areas import Area
from atlas.model.disclosure import ProtectionMode
from atlas.model.indicators import Catalogue
from atlas.model.quantities import Audience

AUDIENCES: Final = (Audience.INTERNAL, Audience.PUBLIC)
"""For whom there are releases, those who see more first: what they may not see nobody else may."""
LATEST: Final = "latest"
"""Stands for the last release of an area."""
WORKING: Final = "working"
"""Stands for what is no release: the figures as they were delivered."""
LATEST_OR_WORKING: Final = "latest-or-working"
"""Stands for the last release of an area that has any, and else for its working state."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NaiveHiding:
    """What would have become of the counts if they had been hidden in a naive way.

    Of `hidden` cells the audit computes `narrow` too narrowly, of these `exact` to the digit. What
    is published of it is in tens: how many counts are small would narrow them down.
    """

    hidden: int
    narrow: int
    exact: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Protection:
    """What was hidden from an audience, in figures.

    `cells` counts all figures, `hidden` those in whose place a sign stands, by level, `repairs` how
    often the audit sent the suppression back. `withheld` are years and quantities of which nothing
    is published because no way was found to protect them, `all_hidden` those of them of which all
    figures but zeros would be hidden, `without_rule` quantities of which nobody said from when on
    they may be published. `mode` is how counts were protected. `naive` says of the public what
    hiding small counts only would have given away, then with one more per sum; nothing where
    counts are rounded.
    """

    cells: int
    hidden: Mapping[str, int] = field(hash=False)
    withheld: tuple[tuple[int, str], ...] = ()
    all_hidden: tuple[tuple[int, str], ...] = ()
    without_rule: tuple[str, ...] = ()
    repairs: int = 0
    mode: ProtectionMode = ProtectionMode.WIDTH_5
    naive: tuple[NaiveHiding, ...] = ()

    def withholds(self, year: int, quantity: str) -> bool:
        """Whether nothing of a quantity is published in a year."""
        return (year, quantity) in self.withheld or quantity in self.without_rule


@dataclass(frozen=True, slots=True, kw_only=True)
class Release:
    """What was published of an area under one name.

    `number` counts the releases of the area from 1: clocks run backwards, numbers don't. `day` is
    the day it was built (ISO). `protections` are of the audiences whose files are there. `files`
    have by path in the release the SHA-256 of the content.
    """

    area: str
    name: str
    number: int
    day: str
    protections: Mapping[Audience, Protection] = field(hash=False)
    files: Mapping[str, str] = field(hash=False)

    def years(self, audience: Audience) -> tuple[int, ...]:
        """Years of which an audience is shown anything, in order."""
        prefix, ending = f"{audience.value}/", ".parquet"
        tables = (name for name in self.files if name.startswith(prefix) and name.endswith(ending))
        return tuple(sorted(int(name[len(prefix) : -len(ending)]) for name in tables))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseList:
    """The releases of an area, the first one first; `unreadable` are names of those that can't be.

    One whose manifest can't be read hides nothing but itself. Of the unreadable ones those of
    `other_versions` of the atlas are whole.
    """

    readable: tuple[Release, ...]
    unreadable: tuple[str, ...] = ()
    other_versions: tuple[str, ...] = ()

    @property
    def newest(self) -> Release | None:
        """The last one; None if there is none, or if one that can't be read may be the last.

        Releases are numbered without gaps: those that can't be read are the numbers that lack.
        """
        if not self.readable or len(self.unreadable) > self.readable[-1].number - len(
            self.readable
        ):
            return None
        return self.readable[-1]

    def find(self, name: str) -> Release | None:
        """The release of a name, None if there is none that can be read."""
        return next((release for release in self.readable if release.name == name), None)

    def before(self, name: str) -> Release | None:
        """The release before the one of a name, None before the first."""
        names = [release.name for release in self.readable]
        position = names.index(name) if name in names else 0
        return self.readable[position - 1] if position else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """A figure both of two releases publish, with another value; `delivered` is one of a total."""

    year: int
    level: str
    unit: str
    quantity: str
    delivered: bool
    old: float
    new: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseDiff:
    """What an audience learns from one release that it didn't from another.

    `years`, `quantities` and `indicators` are those that are new, `late` the years and quantities
    that came to what was there already, `lost` those that are missing now. `gone` are the titles
    of what is no more at all. `area` and `catalogue` are those of the new release.
    """

    old: Release
    new: Release
    area: Area
    catalogue: Catalogue
    years: tuple[int, ...]
    quantities: tuple[str, ...]
    indicators: tuple[str, ...]
    late: tuple[tuple[int, str], ...]
    lost: tuple[tuple[int, str], ...]
    gone: tuple[str, ...]
    corrections: tuple[Correction, ...]


class Stage(StrEnum):
    """What takes its time while a release is built, in this order."""

    READ = "read"
    HIDE = "hide"
    AUDIT = "audit"
    WRITE = "write"


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What a release is being built of now; `audience` None is all of them."""

    stage: Stage
    audience: Audience | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelPrice:
    """What it costs to protect the counts of a level in one way.

    `cells` are its counts and `sum` what they add up to, of which `hidden` and `hidden_sum` would
    be hidden. Rounded counts differ from the others by `mean_deviation`, the farthest by
    `largest_deviation`.
    """

    level: str
    cells: int
    hidden: int
    sum: float
    hidden_sum: float
    largest_deviation: float
    mean_deviation: float

    @property
    def share_hidden(self) -> float:
        """Percent of the counts that would be hidden."""
        return 100 * self.hidden / self.cells

    @property
    def share_of_sum(self) -> float:
        """Percent of the sum of all counts that would be hidden; 0 of a sum of nothing."""
        return 100 * self.hidden_sum / self.sum if self.sum else 0.0


def together(levels: Collection[LevelPrice]) -> LevelPrice:
    """The price on all levels, at least one."""
    cells = sum(item.cells for item in levels)
    deviations = sum(item.mean_deviation * (item.cells - item.hidden) for item in levels)
    hidden = sum(item.hidden for item in levels)
    return LevelPrice(
        level="",
        cells=cells,
        hidden=hidden,
        sum=sum(item.sum for item in levels),
        hidden_sum=sum(item.hidden_sum for item in levels),
        largest_deviation=max(item.largest_deviation for item in levels),
        mean_deviation=deviations / max(cells - hidden, 1),
    )
