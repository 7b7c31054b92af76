"""What of the agreed figures is there: each quantity, each year."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import TypeAlias

from atlas.model.areas import Area
from atlas.model.departments import Agreement, Availability, DeliveryState, Department
from atlas.model.indicators import Catalogue

DeliveredYears: TypeAlias = Mapping[str, Mapping[int, bool]]
"""Years of each quantity there are figures of, and whether some of them are provisional."""
PATIENCE = timedelta(days=365)
"""So long after the day they were due figures are late; then nobody expects them any more."""


@dataclass(frozen=True, kw_only=True, eq=False)
class Holdings:
    """What an area has been delivered, and what is agreed on.

    `available` has the years of quantities that follow from delivered ones, too; `base_levels`
    are the newest ones.
    """

    area: Area
    catalogue: Catalogue
    departments: tuple[Department, ...]
    agreements: tuple[Agreement, ...]
    delivered: DeliveredYears
    available: Mapping[str, frozenset[int]]
    base_levels: Mapping[str, str]

    @cached_property
    def agreement_of(self) -> Mapping[str, Agreement]:
        """The agreement on each quantity; of several the last one counts."""
        return {code: item for item in self.agreements for code in item.quantities}

    def state(self, quantity: str, year: int, today: date) -> DeliveryState:
        """Say what has become of the figures of a quantity in a year."""
        agreement = self.agreement_of.get(quantity)
        return delivery_state(quantity, year, agreement, self.delivered, today)


def delivery_state(
    quantity: str,
    year: int,
    agreement: Agreement | None,
    delivered: DeliveredYears,
    today: date,
) -> DeliveryState:
    """Say what has become of the figures of a quantity in a year."""
    years = delivered.get(quantity, {})
    if year in years:
        return DeliveryState.PROVISIONAL if years[year] else DeliveryState.DELIVERED
    if agreement is None or not agreement.covers(year):
        return DeliveryState.NOT_AGREED
    late = today - agreement.due_date(year)
    if late <= timedelta():
        return DeliveryState.NOT_DUE
    return DeliveryState.LATE if late <= PATIENCE else DeliveryState.MISSING


def availability(
    needed: Collection[str], agreed: Collection[str], common_years: Sequence[int]
) -> Availability:
    """Say whether there are figures of an indicator.

    Parameters
    ----------
    needed
        Codes of the quantities it is computed from.
    agreed
        Codes of the quantities some department delivers.
    common_years
        Years in which all of the needed ones were delivered.
    """
    if common_years:
        return Availability.PRESENT
    return Availability.OBTAINABLE if set(needed) <= set(agreed) else Availability.ABSENT
