"""Which cell is the sum of which: what disclosure control has to take into account in one year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

RESIDUAL_TOLERANCE = 0.01
"""Part of a delivered total by which it may differ from the sum of its units (disclosure 2)."""


class EquationKind(StrEnum):
    """Why a cell is the sum of others."""

    UNITS = "units"
    PARTS = "parts"
    DELIVERED = "delivered"


@dataclass(frozen=True, slots=True, kw_only=True)
class CellKey:
    """One cell of a year; `delivered` is the total somebody delivered beside an own sum."""

    level: str
    unit: str
    quantity: str
    delivered: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Equation:
    """`total` = sum of `parts`, within `tolerance` as a part of the total (0: exactly)."""

    kind: EquationKind
    total: CellKey
    parts: tuple[CellKey, ...]
    tolerance: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class CellGroup:
    """The units of a level in which there are cells of a quantity, in order."""

    quantity: str
    level: str
    units: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitSums:
    """Each unit of `level` is the sum of its members on `base`, for some quantities."""

    base: str
    level: str
    quantities: tuple[str, ...]
    members: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PartSums:
    """A complete breakdown ("davon"): `whole` is the sum of `parts` wherever all have cells."""

    whole: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Subset:
    """An incomplete breakdown ("darunter"): `part` is at most `whole` wherever both have cells."""

    whole: str
    part: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AdditiveSystem:
    """All cells of one year of one area that add up, and all relations between them.

    `cells` are the atlas's own, delivered for units or summed to them, on all levels and in all
    systems; `totals` were delivered beside own sums, and `untied` as well, but nothing ties these
    to the sums: by their rule they count something else, or they differ too much. Levels are tied
    to the base level their sums are made from; what holds for levels in between (a city is the sum
    of its districts, too) follows from these equations.
    """

    year: int
    cells: tuple[CellGroup, ...] = ()
    totals: tuple[CellGroup, ...] = ()
    untied: tuple[CellGroup, ...] = ()
    unit_sums: tuple[UnitSums, ...] = ()
    part_sums: tuple[PartSums, ...] = ()
    subsets: tuple[Subset, ...] = ()

    def equations(self) -> Iterator[Equation]:
        """Write every relation that is an equation out, cell by cell."""
        yield from self._over_units()
        yield from self._over_parts()
        for group in self.totals:
            for unit in group.units:
                own = CellKey(level=group.level, unit=unit, quantity=group.quantity)
                yield Equation(
                    kind=EquationKind.DELIVERED,
                    total=replace(own, delivered=True),
                    parts=(own,),
                    tolerance=RESIDUAL_TOLERANCE,
                )

    def _over_units(self) -> Iterator[Equation]:
        for sums in self.unit_sums:
            for quantity in sums.quantities:
                for unit, members in sums.members:
                    yield Equation(
                        kind=EquationKind.UNITS,
                        total=CellKey(level=sums.level, unit=unit, quantity=quantity),
                        parts=tuple(
                            CellKey(level=sums.base, unit=member, quantity=quantity)
                            for member in members
                        ),
                    )

    def _over_parts(self) -> Iterator[Equation]:
        for sums in self.part_sums:
            for level, unit in self._common_units((sums.whole, *sums.parts)):
                yield Equation(
                    kind=EquationKind.PARTS,
                    total=CellKey(level=level, unit=unit, quantity=sums.whole),
                    parts=tuple(
                        CellKey(level=level, unit=unit, quantity=part) for part in sums.parts
                    ),
                )

    def _common_units(self, quantities: tuple[str, ...]) -> Iterator[tuple[str, str]]:
        """Level and unit wherever all of some quantities have cells."""
        units = {(group.quantity, group.level): group.units for group in self.cells}
        for level in dict.fromkeys(group.level for group in self.cells):
            of_each = [units.get((quantity, level), ()) for quantity in quantities]
            common = frozenset(of_each[0]).intersection(*of_each[1:])
            yield from ((level, unit) for unit in of_each[0] if unit in common)
