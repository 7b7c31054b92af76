"""Quantities counted from the people of the blocks, and the conditions they live in."""

from __future__ import annotations

import numpy as np

from tools.musterstadt.ages import AGES
from tools.musterstadt.chance import Floats, Ints, normal, smooth_field, whole
from tools.musterstadt.level_data import LevelData, within
from tools.musterstadt.plan import FIRST_YEAR, LAST_YEAR, on_the_way
from tools.musterstadt.population import City
from tools.musterstadt.sexes import count_by_sex, women
from tools.musterstadt.tables import kinds

BY_AGE = {
    "ew": (0, AGES), "ew_u3": (0, 3), "ew_3_5": (3, 6), "ew_u6": (0, 6), "ew_6_9": (6, 10),
    "ew_10_14": (10, 15), "ew_6_14": (6, 15), "ew_u15": (0, 15), "ew_15_17": (15, 18),
    "ew_6_17": (6, 18), "ew_u18": (0, 18), "ew_18_19": (18, 20), "ew_u20": (0, 20),
    "ew_18_20": (18, 21), "ew_14_20": (14, 21), "ew_u21": (0, 21), "ew_18_24": (18, 25),
    "ew_15_24": (15, 25), "ew_6_24": (6, 25), "ew_25_54": (25, 55), "ew_55_64": (55, 65),
    "ew_15_49": (15, 50), "ew_50_64": (50, 65), "ew_15_64": (15, 65), "ew_18_64": (18, 65),
    "ew_20_64": (20, 65), "ew_0_64": (0, 65), "ew_65_79": (65, 80), "ew_80p": (80, AGES),
    "ew_65p": (65, AGES), "ew_50p": (50, AGES), "ew_5p": (5, AGES),
}  # fmt: skip
"""Age groups: from, up to but not including."""
FOREIGN_PATH = {
    2012: 0.60, 2013: 0.62, 2014: 0.65, 2015: 0.73, 2016: 0.77, 2018: 0.81, 2020: 0.83,
    2021: 0.84, 2022: 0.95, 2023: 0.98, 2024: 1.0,
}  # fmt: skip
"""Foreign nationals as a share of the last year."""
LEAST_FOREIGN, MOST_FOREIGN = 0.0125, 0.64
CITY_FOREIGN, CITY_YOUNG, CITY_OLD = 0.17, 0.085, 0.21


def foreigners(city: City, year: int) -> Ints:
    """Foreign nationals by block."""
    total = city.residents(year).sum(axis=1)
    planned = np.array([city.bezirke[k].foreign / 100.0 for k in city.districts.bezirk_of_block])
    uneven = 0.18 * smooth_field("foreign", city.districts.middles, 1.6)
    uneven += 0.12 * normal("foreign blocks", total.shape)
    path = np.interp(year, list(FOREIGN_PATH), list(FOREIGN_PATH.values()))
    odds = planned * path / (1.0 - planned * path) * np.exp(uneven)
    share = np.clip(odds / (1.0 + odds), LEAST_FOREIGN, MOST_FOREIGN)
    return within(
        whole(share * total, f"foreign {year}"), LEAST_FOREIGN * total, MOST_FOREIGN * total
    )


def need(city: City, year: int) -> Floats:
    """Need for support by block, between about -1.8 and 2.2."""
    homes = [city.bezirke[k] for k in city.districts.bezirk_of_block]
    first = np.array([item.need_first for item in homes])
    last = np.array([item.need_last for item in homes])
    progress = min(max((year - FIRST_YEAR) / (LAST_YEAR - FIRST_YEAR), 0.0), 1.0)
    uneven = 0.22 * smooth_field("need", city.districts.middles, 2.2)
    uneven += 0.10 * normal("need blocks", first.shape)
    return np.asarray(on_the_way(first, last, progress) + uneven)


def make_level_data(
    city: City, level: str, unit_of_block: Ints, years: tuple[int, ...]
) -> LevelData:
    """Count the people of a level's units and describe the conditions they live in.

    `unit_of_block` is the unit each block lies in.
    """
    count = int(unit_of_block.max()) + 1
    figures = _counted(city, unit_of_block, years)
    weights = [city.residents(year).sum(axis=1) + 1e-3 for year in years]
    kind_of = np.array(
        [list(kinds()).index(city.bezirke[k].kind) for k in city.districts.bezirk_of_block]
    )
    shares = np.zeros((count, len(kinds())))
    np.add.at(shares, (unit_of_block, kind_of), weights[-1])
    shares /= shares.sum(axis=1, keepdims=True)
    needs = [
        _mean(need(city, year), w, unit_of_block) for year, w in zip(years, weights, strict=True)
    ]
    people = np.maximum(figures["ew"], 1)
    conditions = {
        "need": np.array(needs),
        "urban": np.tile(
            shares @ np.array([kind["urban"] for kind in kinds().values()]) - 0.5, (len(years), 1)
        ),
        "foreign": figures["ew_ausl"] / people - CITY_FOREIGN,
        "young": figures["ew_18_24"] / people - CITY_YOUNG,
        "old": figures["ew_65p"] / people - CITY_OLD,
    }
    return LevelData(
        level=level,
        years=years,
        conditions=conditions,
        mix=shares,
        quantities=dict(figures),
    )


def _mean(values: Floats, weights: Floats, unit_of_block: Ints) -> Floats:
    return np.asarray(
        np.bincount(unit_of_block, values * weights) / np.bincount(unit_of_block, weights)
    )


def _counted(city: City, unit_of_block: Ints, years: tuple[int, ...]) -> dict[str, Ints]:
    """Everything counted from single persons, (years, units)."""
    by_year = [_counted_in(city, unit_of_block, year) for year in years]
    return {code: np.array([row[code] for row in by_year]) for code in by_year[0]}


def _counted_in(city: City, unit_of_block: Ints, year: int) -> dict[str, Ints]:
    def summed(blocks: Ints) -> Ints:
        units = np.zeros((int(unit_of_block.max()) + 1, *blocks.shape[1:]), dtype=blocks.dtype)
        np.add.at(units, unit_of_block, blocks)
        return units

    now, before, events = city.residents(year), city.residents(year - 1), city.years[year]
    people, earlier = summed(now), summed(before)
    arrived, left = summed(events.arrived), summed(events.left)
    counted = {code: people[:, a:b].sum(axis=1) for code, (a, b) in BY_AGE.items()}
    counted |= count_by_sex(people, summed(women(city, year)))
    return counted | {
        "alter_summe": people @ (np.arange(AGES) + 0.5),
        "ew_mittel": (people.sum(axis=1) + earlier.sum(axis=1)) / 2,
        "ew_u6_mittel": (people[:, :6].sum(axis=1) + earlier[:, :6].sum(axis=1)) / 2,
        "lebendgeborene": summed(events.born),
        "gestorbene": summed(events.died),
        "zuzuege": arrived.sum(axis=1),
        "fortzuege": left.sum(axis=1),
        "zuzuege_u6": arrived[:, :6].sum(axis=1),
        "fortzuege_u6": left[:, :6].sum(axis=1),
        "ew_ausl": summed(foreigners(city, year)),
        "ew_ausl_vorjahr": summed(foreigners(city, year - 1)),
    }
