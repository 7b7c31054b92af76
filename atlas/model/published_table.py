"""What the public can read of the counts of an area: all an attacker, or the audit, has."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from atlas.model.areas import Area
from atlas.model.disclosure import CellId, HeldRelation, ProtectionMode, at_release
from atlas.model.quantities import Quantity

SignedCells: TypeAlias = tuple[tuple[CellId, float], ...]
"""Cells, each with what it is multiplied by."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedRate:
    """A printed rate: `factor` times the sum of `numerator` over that of `denominator`."""

    numerator: SignedCells
    denominator: SignedCells
    factor: float
    value: float
    decimals: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicFacts:
    """What everybody knows of an area: which unit lies in which, what is a part of what."""

    area: Area
    quantities: Mapping[str, Quantity] = field(hash=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublishedTable:
    """Published figures and the cells in whose place a sign is printed.

    Of what is `withheld`, years and quantities, not even zeros are printed: its hidden cells may be
    zero, and so may those of quantities in `hides_zeros`. `minimums` are those of the hidden cells
    (0 where it isn't named), `steps` the smallest difference between two values of a quantity (1
    where it isn't named). A delivered total in `untied` counts something else than the sum beside
    it, all others are it but for a hundredth. `relations` tie quantities across subjects and years,
    `mode` says how wide the interval of a hidden cell is to be. `earlier` releases
    lie beside it.
    """

    facts: PublicFacts
    figures: Mapping[CellId, float] = field(hash=False)
    hidden: frozenset[CellId]
    withheld: frozenset[tuple[int, str]] = frozenset()
    hides_zeros: frozenset[str] = frozenset()
    minimums: Mapping[CellId, int] = field(hash=False)
    steps: Mapping[str, float] = field(default_factory=dict, hash=False)
    untied: frozenset[CellId] = frozenset()
    rates: tuple[PublishedRate, ...] = ()
    relations: tuple[HeldRelation, ...] = ()
    mode: ProtectionMode = ProtectionMode.WIDTH_5
    earlier: tuple[EarlierTable, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierTable:
    """What an earlier release says, and which of its values are those of other releases.

    `versions` name by cell the release that has the same value, 0 for the one in question. Nobody
    may know that of hidden cells; who does is the strongest attacker. A cell that isn't named has a
    value of its own.
    """

    number: int
    table: PublishedTable
    versions: Mapping[CellId, int] = field(hash=False)

    def cell(self, key: CellId) -> CellId:
        """What the value of a cell of the release is called in all of them."""
        return at_release(key, self.versions.get(key, self.number))


class Verdict(StrEnum):
    """What the audit says of a hidden cell."""

    PROVEN = "proven"
    NARROW = "narrow"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True, kw_only=True)
class CellVerdict:
    """How far a hidden cell can be computed from what is published.

    Proven: there are tables that agree with everything published, and in them the cell is at
    `lower` and at `upper`; it may be further than that, unless the audit was asked for exact
    intervals. Narrow: the cell is between the two, whatever the table. Undecided: time was up,
    or the published figures contradict each other. `tables` hold the values of all hidden cells
    in these two tables that the cell hangs together with; empty where there are none.
    """

    key: CellId
    verdict: Verdict
    lower: float
    upper: float
    tables: tuple[Mapping[CellId, float], Mapping[CellId, float]] = field(
        default=({}, {}), hash=False
    )
