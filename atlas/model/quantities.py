"""Measured quantities: what is counted, and the facts about one delivery of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from atlas.model.crosswalk import DEFAULT_WEIGHTS
from atlas.model.dates import ReferenceDate
from atlas.model.formulas import SignedSum


class Kind(StrEnum):
    """Whether and how a quantity adds up (docs/architecture.md, "Quantities")."""

    COUNT = "count"
    AMOUNT = "amount"
    MEAN = "mean"
    GIVEN = "given"


class TotalRule(StrEnum):
    """Which figure prevails where a total was delivered beside the atlas's own sum."""

    SUM = "sum"
    DELIVERED = "delivered"


class Exactness(StrEnum):
    """How an office made its figures secret before it delivered them.

    Rounded to multiples of 5 or 10, or each changed a little by the cell-key method: what is
    summed of such figures isn't the figure of the whole.
    """

    EXACT = "exact"
    ROUNDED_5 = "rounded-5"
    ROUNDED_10 = "rounded-10"
    CELL_KEY = "cell-key"


class Audience(StrEnum):
    """Who looks at the figures; ordered by `rank`, the statistics office sees most."""

    PUBLIC = "public"
    INTERNAL = "internal"
    STATISTICS = "statistics"

    @property
    def rank(self) -> int:
        """0 for the public, 2 for the statistics office."""
        return list(Audience).index(self)


@dataclass(frozen=True, slots=True, kw_only=True)
class SexedAgeGroup:
    """The two quantities that count the women and girls, and the men and boys, of an age group.

    Ages are completed years of life; `last` is None where the group is open: "80 and older".
    """

    first: int
    last: int | None
    female: str
    male: str

    @property
    def codes(self) -> tuple[str, str]:
        """Both quantities, women and girls first."""
        return self.female, self.male


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """One measured quantity as the catalogue defines it.

    `parts` are complete breakdowns ("davon", each adds up to the whole), `among` are incomplete
    ones ("darunter"). `disclosure` names the rule by which it is protected, `minimum` is the
    smallest count that may be published where that is more than the rule's. `weight` is the count
    through which a mean adds up. `contributors` is the count of those behind an amount, a mean, a
    given figure, or another count (firms behind employees); `largest` has what the one who brings
    most of an amount brings. `converted_by` names the weights by which the parts of a split
    unit are estimated. A `fractional` count may be an annual mean of counts, and have fractions.
    `total` says which of own sum and delivered total counts, unless a delivery says otherwise.
    `pyramid` are the age groups by sex that it consists of, youngest first, without gaps.
    """

    code: str
    title: str
    unit: str
    kind: Kind
    decimals: int = 0
    minimum: int | None = None
    disclosure: str = ""
    parts: tuple[tuple[str, ...], ...] = ()
    among: tuple[str, ...] = ()
    weight: str | None = None
    contributors: str | None = None
    largest: str | None = None
    definition: str = ""
    source: str = ""
    converted_by: str = DEFAULT_WEIGHTS
    fractional: bool = False
    total: TotalRule = TotalRule.SUM
    synonyms: tuple[str, ...] = ()
    pyramid: tuple[SexedAgeGroup, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """The facts about one quantity in one year of one area.

    `audience` is the widest audience the deliverer released the figures to;
    `definition` names the version of the definition, a change of it breaks the series.
    `computed_from` says of a quantity nobody delivered which delivered ones it is computed from.
    `total` says which total counts where that isn't as the catalogue has it. What is added up of
    figures that aren't `exactness` EXACT is of limited value.
    """

    quantity: str
    year: int
    base_level: str
    reference_date: ReferenceDate | None
    source: str
    publisher: str
    boundary_date: date | None = None
    definition: str = ""
    audience: Audience = Audience.STATISTICS
    note: str = ""
    computed_from: SignedSum = ()
    total: TotalRule | None = None
    exactness: Exactness = Exactness.EXACT

    def is_released_to(self, audience: Audience) -> bool:
        """Whether an audience may see the figures and the facts about them."""
        return audience.rank >= self.audience.rank


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DeliveryIndex:
    """Deliveries of one area, to look up by quantity and year."""

    by_quantity: Mapping[str, Mapping[int, Delivery]]

    @classmethod
    def of(cls, deliveries: Iterable[Delivery]) -> DeliveryIndex:
        """Index deliveries."""
        by_quantity: dict[str, dict[int, Delivery]] = {}
        for delivery in deliveries:
            by_quantity.setdefault(delivery.quantity, {})[delivery.year] = delivery
        return cls(by_quantity=by_quantity)

    def find(self, quantity: str, year: int) -> Delivery | None:
        """Description of a quantity in a year, None if it was not delivered."""
        return self.by_quantity.get(quantity, {}).get(year)

    def years(self, quantity: str) -> tuple[int, ...]:
        """Years in which a quantity was delivered, in order."""
        return tuple(sorted(self.by_quantity.get(quantity, ())))

    def common_years(self, quantities: Iterable[str]) -> tuple[int, ...]:
        """Years in which all of some quantities were delivered, in order; none of no quantity."""
        years = [set(self.years(quantity)) for quantity in quantities]
        return tuple(sorted(set.intersection(*years))) if years else ()
