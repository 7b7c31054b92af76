"""What disclosure control works on: cells of all years, what ties them, and the rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from math import ceil
from typing import TypeAlias

CellId: TypeAlias = tuple[int, str, str, str, bool] | tuple[int, str, str, str, bool, int]
"""One cell of any year: year, level, unit, quantity, and whether it is a delivered total.

Beside a new release also the number of the first earlier one with its value, where that isn't the
value of the new one (`at_release`).
"""
TableId: TypeAlias = tuple[int, str]
"""A table: year and quantity."""


def at_release(key: CellId, number: int) -> CellId:
    """The cell with the value it has in an earlier release; 0 is the new one."""
    return (*key[:5], number) if number else key[:5]


def release_of(key: CellId) -> int:
    """The number of the first earlier release with the value of a cell; 0 is the new one."""
    return key[5] if len(key) > 5 else 0  # noqa: PLR2004  (what `at_release` adds)


METHOD_VERSION = 2
"""Raised when the same figures would be protected in another way."""


class ProtectionMode(StrEnum):
    """How counts are protected: what is chosen when a release is built.

    The first three hide small counts and what would give them away, so that all that is published
    leaves a hidden cell an interval: EXACT more than one value, the others so wide at least, or as
    wide as the minimum of its rule. The last two hide no count, and round all of them.
    """

    EXACT = "exact"
    WIDTH_3 = "3"
    WIDTH_5 = "5"
    ROUNDING_5 = "rounding-5"
    ROUNDING_10 = "rounding-10"

    @property
    def narrowest(self) -> int:
        """Width of an interval at least, however small the minimum is; 0 where nothing is hidden.

        The width is the upper less the lower limit.
        """
        return {"exact": 1, "3": 3, "5": 5}.get(self.value, 0)

    @property
    def base(self) -> int:
        """Of what all published counts are multiples; 0 where they are exact."""
        return {"rounding-5": 5, "rounding-10": 10}.get(self.value, 0)

    @property
    def largest_nothing(self) -> int:
        """Largest whole count of which 0 is published."""
        return max(self.base - 1, 0) // 2

    def least_upper(self, minimum: int) -> int:
        """Value a hidden cell must at least be able to have: nobody can tell that it is small."""
        return 0 if self is ProtectionMode.EXACT else minimum

    def required_width(self, minimum: int) -> int:
        """Width the interval of a hidden cell must have: upper less lower limit."""
        return max(self.least_upper(minimum), self.narrowest)

    def is_wide_enough(self, lower: float, upper: float, minimum: int) -> bool:
        """Whether an interval doesn't give a hidden cell away (disclosure 1)."""
        wide = upper - lower >= self.required_width(minimum)
        return wide and upper >= self.least_upper(minimum)


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosureRule:
    """From when on a count may be published.

    `title` says of which data it is the rule. `minimum` is the smallest count, also of those
    behind an amount; `minimum_denominator` the smallest denominator of a rate. `complement`
    protects the others of a group, too: it hides x where n - x is small. `group` hides x where all
    of a group belong to it, or none. `dominance` hides an amount of which the largest contributor
    brings more than so many percent (0: never).
    """

    minimum: int
    title: str = ""
    minimum_denominator: int = 0
    complement: bool = False
    group: bool = False
    dominance: float = 0.0

    def is_small(self, count: float) -> bool:
        """Whether so few are counted that they could be recognised."""
        return 0 < count < self.minimum

    def is_as_strict_as(self, other: DisclosureRule) -> bool:
        """Whether it hides all that another rule hides."""
        return (
            self.minimum >= other.minimum
            and self.minimum_denominator >= other.minimum_denominator
            and self.complement >= other.complement
            and self.group >= other.group
            and (not other.dominance or 0 < self.dominance <= other.dominance)
        )

    def tells_of_a_group(self, count: float, whole: float) -> bool:
        """Whether a part of a group says something about the others in it, or about all."""
        of_all = self.group and whole > 0 and count in {0, whole}
        return of_all or (self.complement and count > 0 and self.is_small(whole - count))

    def are_few(self, contributors: Contributors) -> bool:
        """Whether so few are behind a figure that they could be recognised, or nobody knows."""
        return self.minimum > 0 and (contributors.count or 0) < self.minimum

    def least_of_amount(self, amount: float, contributors: Contributors) -> int:
        """What the smallest number of contributors would bring if all brought the same.

        The interval of a hidden amount must be as wide as that. Where one dominates, also wide
        enough for the amount to be one that nobody dominates (upper protection level of the rule).
        """
        least = self.minimum * amount / max(contributors.count or 1, 1)
        if self.is_dominated(amount, contributors):
            least = max(least, 2 * (100 * contributors.largest / self.dominance - amount))
        return ceil(least)

    def is_dominated(self, amount: float, contributors: Contributors) -> bool:
        """Whether one contributor brings too much of an amount."""
        return 0 < self.dominance * amount < 100 * contributors.largest


@dataclass(frozen=True, slots=True, kw_only=True)
class Contributors:
    """Who is behind a figure.

    `quantity` counts them, `count` says how many there are: None where nobody knows, or nobody may
    know. `largest` is what the one who brings most brings, 0 where nobody knows.
    """

    quantity: str
    count: float | None
    largest: float = 0.0


Behind: TypeAlias = Mapping[tuple[str, str, str], Contributors]
"""By level, unit and quantity: who is behind a figure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretCell:
    """A cell before it is decided whether it is published.

    `value` is None where the atlas doesn't know it: it was delivered as `secret`, or nobody
    delivered it. `primary` cells have to be hidden for their own sake. `minimum` is that of the
    rule (0: none), `step` the smallest difference between two values (1: counted in whole
    numbers). `weight` says how dear it is to hide the cell. What `is_published` in an earlier
    release can't be hidden any more: so what is hidden now has none of the values it was published
    with, and those are `ruled_out`. Where the cell of its `contributors` is hidden, this is, too.
    `may_be_zero` says that by the rule zeros are hidden as well, `is_nearly_all` that the cell is
    hidden for the few others of its group.
    """

    value: float | None
    secret: bool = False
    primary: bool = False
    minimum: int = 0
    step: float = 1.0
    weight: float = 1.0
    is_published: bool = False
    ruled_out: frozenset[float] = frozenset()
    contributors: CellId | None = None
    may_be_zero: bool = False
    is_nearly_all: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Tie:
    """`lower` ≤ sum of coefficient times cell ≤ `upper`; both 0 for what adds up exactly."""

    terms: tuple[tuple[CellId, float], ...]
    lower: float = 0.0
    upper: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationTerm:
    """A quantity in a relation, of the same year or of some years before."""

    quantity: str
    factor: float = 1.0
    years_before: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """Quantities that add up to zero, each with its factor, wherever all of them have cells.

    For what isn't a breakdown of one whole: sums across subjects, and across years.
    """

    terms: tuple[RelationTerm, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldRelation:
    """A relation in one year, with the units (level and id) in which the figures keep it."""

    year: int
    relation: Relation
    units: tuple[tuple[str, str], ...]

    def terms(self, level: str, unit: str) -> tuple[tuple[CellId, float], ...]:
        """Its cells in a unit, each with its factor."""
        return tuple(
            ((self.year - term.years_before, level, unit, term.quantity, False), term.factor)
            for term in self.relation.terms
        )
