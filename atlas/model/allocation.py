"""A budget shared out among the units of a level by a formula: what may be chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

CENTS_PER_EURO: Final = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """What is shared out: `euros`, whole; amounts are whole euros, or whole cents if `in_cents`.

    `size` is the count that says how large a unit is. `present` are unit and cents of the amounts
    that units have so far, empty if nothing is compared with.
    """

    euros: int
    size: str
    in_cents: bool = False
    present: tuple[tuple[str, int], ...] = ()

    @property
    def step(self) -> int:
        """Cents of the least amount."""
        return 1 if self.in_cents else CENTS_PER_EURO


@dataclass(frozen=True, slots=True, kw_only=True)
class AllocationVariant:
    """One formula.

    `basic_percent` of the budget is the basic amount: by size, or the same for each unit if
    `equal_basic`. The rest goes by size × need. Need is `factor` to the power of the index in
    standard deviations, or one of `group_weights` per class from low to high if there are any.
    `most_less` and `most_more` are percent of the present amount, None for no limit.
    """

    basic_percent: float = 50.0
    equal_basic: bool = False
    factor: float = 1.5
    group_weights: tuple[float, ...] = ()
    most_less: float | None = None
    most_more: float | None = None
