"""The people of every block, year by year: born, dying, coming and going.

Whole persons by single years of age, so every figure counted from them fits every other:
residents now = residents before + born - died + arrived - left, in each block and year.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from tools.musterstadt import ages
from tools.musterstadt.chance import Floats, Ints, apportion, whole
from tools.musterstadt.districts import Districts
from tools.musterstadt.plan import FIRST_YEAR, FORECAST_YEAR, Bezirk
from tools.musterstadt.settlement import Settlement, make_settlement

START = FIRST_YEAR - 1
WITHIN_CITY = 0.42  # share of those who leave that move to another district of the city
ANYBODY = 1e-6  # weight of ages that a block does not lack, so that there always is one to come


@dataclass(frozen=True, slots=True, kw_only=True)
class Year:
    """What happened in the blocks in one year.

    Attributes
    ----------
    residents
        By block and single year of age, on 31 December.
    born, died
        By block.
    arrived, left
        By block and single year of age: moves over the border of a district.
    arrived_within, left_within
        Those of them who moved between districts of the city, by block.
    """

    residents: Ints
    born: Ints
    died: Ints
    arrived: Ints
    left: Ints
    arrived_within: Ints
    left_within: Ints


@dataclass(frozen=True, slots=True, kw_only=True)
class City:
    """The blocks with their people.

    Attributes
    ----------
    bezirke
        The districts, in the order of the labels.
    districts
        Which block lies where.
    start
        Residents by block and age on 31 December before the first year.
    years
        What happened since, also in the years to come.
    """

    bezirke: tuple[Bezirk, ...]
    districts: Districts
    start: Ints
    years: dict[int, Year]

    def residents(self, year: int) -> Ints:
        """Residents by block and single year of age on 31 December."""
        return self.start if year == START else self.years[year].residents


def populate(bezirke: tuple[Bezirk, ...], districts: Districts) -> City:
    """Let the city live from the first year to the end of the forecast."""
    settlement = make_settlement(bezirke, districts)
    start = _shared_out(settlement.structures(START), settlement.target_residents(START))
    years: dict[int, Year] = {}
    before = start
    for year in range(FIRST_YEAR, FORECAST_YEAR + 1):
        years[year] = _live(before, settlement, year)
        before = years[year].residents
    return City(bezirke=bezirke, districts=districts, start=start, years=years)


def _live(before: Ints, settlement: Settlement, year: int) -> Year:
    """One year in all blocks."""
    rates = ages.dying() * ages.DEADLY_YEARS.get(year, 1.0)
    died = np.minimum(whole(before * rates, f"died {year}"), before)
    alive = before - died
    restless = settlement.of_kind("restless")[:, None]
    left = np.minimum(whole(alive * ages.leaving() * restless, f"left {year}"), alive)
    born = whole(_expected_births(before, settlement, year), f"born {year}")
    staying = _older(alive - left)
    staying[:, 0] += born
    target = settlement.target_residents(year)
    # those come whose ages a block lacks
    lacking = settlement.structures(year) * target[:, None] - staying
    missing = np.maximum(target - staying.sum(axis=1), 0)
    arrived = _shared_out(np.maximum(lacking, 0.0) + ANYBODY, missing)
    leaving = left.sum(axis=1)
    within = np.minimum(whole(leaving * WITHIN_CITY, f"within {year}"), leaving)
    return Year(
        residents=staying + arrived,
        born=born,
        died=died.sum(axis=1),
        arrived=arrived,
        left=left,
        arrived_within=apportion(arrived.sum(axis=1).astype(float), int(within.sum())),
        left_within=within,
    )


def _expected_births(before: Ints, settlement: Settlement, year: int) -> Floats:
    fertile = before[:, ages.FERTILE].sum(axis=1)
    rate = ages.BIRTHS_PER_PERSON * ages.BABY_YEARS.get(year, 1.0)
    return np.asarray(fertile * rate * settlement.of_kind("fertility"))


def _older(people: Ints) -> Ints:
    """Everybody a year older."""
    older = np.zeros_like(people)
    older[:, 1:] = people[:, :-1]
    older[:, -1] += people[:, -1]
    return older


def _shared_out(weights: Floats, totals: Ints) -> Ints:
    """Share out a number of people in every block to the ages."""
    rows = zip(weights, totals.tolist(), strict=True)
    return np.array([apportion(row, total) for row, total in rows])
