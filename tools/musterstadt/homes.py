"""Households and housing."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tools.musterstadt.chance import Floats, Ints, whole
from tools.musterstadt.level_data import LevelData, within
from tools.musterstadt.plan import LAST_YEAR, Bezirk

LEAST_ALONE, MOST_ALONE = 0.29, 0.78  # share of households with one person
MORE_ALONE = 0.012  # by which it grows from the first to the last year
TOGETHER = 2.72  # persons in the other households
PER_CHILD = 1.6  # more persons in them for each child among all residents
USUAL_CHILDREN = 0.165
CHILDREN = 1.66  # in a household with children
LEAST_FAMILIES, MOST_FAMILIES = 0.055, 0.355  # share of households with children
CARE_OPENED = "033"
CARE_YEAR, CARE_NEW = 2019, 64
CARE_USED = 0.92  # share of the places that is taken
MOST_CARE = 0.39  # places for each person of 80 and more
RESERVE = 1.045  # dwellings for each household in the first year
BUILT = 0.0012, 0.8  # growth of the dwellings: always, and for each growth of the residents
REPLACED = 0.0008  # dwellings replaced by new ones, of all
MOST_ROOM = 58.0  # m² for each resident
BOUND_PATH = {2013: 1.15, 2019: 0.9, 2024: 0.8}
MOST_BOUND = 0.55
SMALL_HOUSES = 0.012, 0.79  # least and most of the share of dwellings
RENT_PATH = {2013: 1.0, 2017: 1.10, 2021: 1.27, 2024: 1.44}
RENT_RISES = 0.14  # for each unit by which need has eased since the first year
RENTS = 6.05, 17.5  # € a m²


def add_care_places(data: LevelData, bezirke: Sequence[Bezirk]) -> None:
    """CityUnits in nursing homes, and who lives in a private household."""
    places = np.tile([item.care_places for item in bezirke], (len(data.years), 1))
    opened = np.array([item.key == CARE_OPENED for item in bezirke])
    since = np.array(data.years)[:, None] >= CARE_YEAR
    places = places + CARE_NEW * (since & opened)
    data.quantities["pflegeplaetze"] = places
    data.limit("pflegeplaetze", MOST_CARE * data["ew_80p"])
    taken = np.floor(CARE_USED * data["pflegeplaetze"]).astype(np.int64)
    data.quantities["ew_65p_privat"] = data["ew_65p"] - taken


def add_households(data: LevelData) -> None:
    """Private households, which together hold the residents outside of homes."""
    private = data["ew"] - (data["ew_65p"] - data["ew_65p_privat"])
    later = data.by_year({data.years[0]: 0.0, LAST_YEAR: MORE_ALONE})
    share = data.by_kind("alone") + 0.05 * data.conditions["old"] + later
    share = share + MORE_ALONE * data.noise("alone")
    share = np.clip(share, LEAST_ALONE + 0.005, MOST_ALONE - 0.005)
    children = data["ew_u18"] / np.maximum(data["ew"], 1) - USUAL_CHILDREN
    size = share + (1.0 - share) * (TOGETHER + PER_CHILD * children)
    households = whole(private / size, "hh")
    data.quantities["hh"] = households
    alone = whole(share * households, "hh_1pers")
    data.quantities["hh_1pers"] = within(alone, LEAST_ALONE * households, MOST_ALONE * households)
    families = whole(data["ew_u18"] / (CHILDREN + 0.07 * data.conditions["need"]), "hh_kinder")
    least, most = LEAST_FAMILIES * households, MOST_FAMILIES * households
    data.quantities["hh_kinder"] = within(families, least, most)
    data.draw("hh_ae", "hh_1pers_65p")
    data.limit("hh_1pers_65p", data["hh_1pers"])


def add_dwellings(data: LevelData, bezirke: Sequence[Bezirk]) -> None:
    """Dwellings, what was built, how large they are and how many are let at bound rents."""
    stock = _stock(data, bezirke)
    now = stock[1:]
    data.quantities["wohnungen"] = now
    replaced = whole(REPLACED * now, "wohnungen ersetzt")
    data.quantities["wohnungen_fertig"] = np.diff(stock, axis=0) + replaced
    size = data.by_kind("dwelling_m2") * np.exp(-0.03 * data.conditions["need"])
    size = size * data.by_year({2013: 1.0, 2024: 1.02}) * np.exp(0.01 * data.noise("size"))
    data.quantities["wohnflaeche"] = np.round(np.minimum(size * now, MOST_ROOM * data["ew"]))
    lasting = np.exp(0.18 * data.noise("bound")[:1])
    bound = np.clip(data.by_kind("bound") * data.by_year(BOUND_PATH) * lasting, 0, MOST_BOUND)
    data.quantities["wohnungen_gebunden"] = np.round(bound * now).astype(np.int64)
    small = data.by_kind("small_houses") + 0.02 * data.noise("efh")[:1]
    small_houses = np.round(np.clip(small, *SMALL_HOUSES) * now).astype(np.int64)
    least, most = (limit * now for limit in SMALL_HOUSES)
    data.quantities["wohnungen_efh"] = within(small_houses, least, most)
    data.draw("wohnungen_leer", "wohnungen_bindungsauslauf")


def _stock(data: LevelData, bezirke: Sequence[Bezirk]) -> Ints:
    """Dwellings (years + 1, units), beginning before the first year; they never get fewer."""
    always, more = BUILT
    growth = always + more * np.array([max(item.growth, 0.0) for item in bezirke])
    since = np.arange(len(data.years) + 1)[:, None]
    planned: Floats = data["hh"][0] * RESERVE * (1.0 + growth) ** since
    needed = np.concatenate([data["hh"][:1], data["hh"]])
    enough = np.maximum(np.round(planned).astype(np.int64), needed)
    return np.asarray(np.maximum.accumulate(enough, axis=0))


def add_rents(data: LevelData) -> None:
    """Asking rents: they rose fastest where well-off people moved in."""
    need = data.conditions["need"]
    rent = data.by_kind("rent") * data.by_year(RENT_PATH)
    rent = rent * np.exp(-0.05 * need[:1] + RENT_RISES * (need[:1] - need))
    rent = rent * np.exp(0.03 * data.noise("miete_median"))
    data.quantities["miete_median"] = np.round(np.clip(rent, *RENTS), 2)
