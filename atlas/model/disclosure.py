"""What disclosure control works on: cells of all years, what ties them, and the rules."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
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


NARROWEST = 5
"""Width an interval has at least, however small the minimum is (disclosure 1)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DisclosureRule:
    """From when on a count may be published.

    `title` says of which data it is the rule. `minimum` is the smallest count,
    `minimum_denominator` the smallest denominator of a rate. `complement` protects the others of a
    group, too: it hides x where n - x is small. `group` hides x where all of a group belong to it.
    """

    minimum: int
    title: str = ""
    minimum_denominator: int = 0
    complement: bool = False
    group: bool = False

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
        )

    def tells_of_a_group(self, count: float, whole: float) -> bool:
        """Whether a part of a group says something about the others in it, or about all."""
        rest = whole - count
        return (self.complement and self.is_small(rest)) or (self.group and 0 == rest < whole)


def strictest(rules: Collection[DisclosureRule]) -> DisclosureRule:
    """Return the rule that hides all that any of some rules hides, and few in any case."""
    return DisclosureRule(
        minimum=max((NARROWEST, *(rule.minimum for rule in rules))),
        minimum_denominator=max((0, *(rule.minimum_denominator for rule in rules))),
        complement=any(rule.complement for rule in rules),
        group=any(rule.group for rule in rules),
    )


def required_width(minimum: int) -> int:
    """Width the interval of a hidden cell must have: upper less lower limit."""
    return max(minimum, NARROWEST)


def is_wide_enough(lower: float, upper: float, minimum: int) -> bool:
    """Whether an interval doesn't give a hidden cell away (disclosure 1)."""
    return upper - lower >= required_width(minimum) and upper >= minimum


@dataclass(frozen=True, slots=True, kw_only=True)
class SecretCell:
    """A cell before it is decided whether it is published.

    `value` is None where the atlas doesn't know it: it was delivered as `secret`, or nobody
    delivered it. `primary` cells have to be hidden for their own sake. `minimum` is that of the
    rule (0: none), `step` the smallest difference between two values (1: counted in whole
    numbers). `weight` says how dear it is to hide the cell. What `is_published` in an earlier
    release can't be hidden any more: so what is hidden now has none of the values it was published
    with, and those are `ruled_out`.
    """

    value: float | None
    secret: bool = False
    primary: bool = False
    minimum: int = 0
    step: float = 1.0
    weight: float = 1.0
    is_published: bool = False
    ruled_out: frozenset[float] = frozenset()


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
