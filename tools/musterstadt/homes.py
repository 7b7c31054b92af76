"""Households and housing."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tools.musterstadt.chance import Floats, Ints, whole
from tools.musterstadt.plan import LAST_YEAR, Bezirk
from tools.musterstadt.sheet import Sheet, within

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


def add_care_places(sheet: Sheet, bezirke: Sequence[Bezirk]) -> None:
    """Places in nursing homes, and who lives in a private household."""
    places = np.tile([item.care_places for item in bezirke], (len(sheet.years), 1))
    opened = np.array([item.key == CARE_OPENED for item in bezirke])
    since = np.array(sheet.years)[:, None] >= CARE_YEAR
    places = places + CARE_NEW * (since & opened)
    sheet.figures["pflegeplaetze"] = places
    sheet.limit("pflegeplaetze", MOST_CARE * sheet["ew_80p"])
    taken = np.floor(CARE_USED * sheet["pflegeplaetze"]).astype(np.int64)
    sheet.figures["ew_65p_privat"] = sheet["ew_65p"] - taken


def add_households(sheet: Sheet) -> None:
    """Private households, which together hold the residents outside of homes."""
    private = sheet["ew"] - (sheet["ew_65p"] - sheet["ew_65p_privat"])
    later = sheet.by_year({sheet.years[0]: 0.0, LAST_YEAR: MORE_ALONE})
    share = sheet.by_kind("alone") + 0.05 * sheet.conditions["old"] + later
    share = share + MORE_ALONE * sheet.noise("alone")
    share = np.clip(share, LEAST_ALONE + 0.005, MOST_ALONE - 0.005)
    children = sheet["ew_u18"] / np.maximum(sheet["ew"], 1) - USUAL_CHILDREN
    size = share + (1.0 - share) * (TOGETHER + PER_CHILD * children)
    households = whole(private / size, "hh")
    sheet.figures["hh"] = households
    alone = whole(share * households, "hh_1pers")
    sheet.figures["hh_1pers"] = within(alone, LEAST_ALONE * households, MOST_ALONE * households)
    families = whole(sheet["ew_u18"] / (CHILDREN + 0.07 * sheet.conditions["need"]), "hh_kinder")
    least, most = LEAST_FAMILIES * households, MOST_FAMILIES * households
    sheet.figures["hh_kinder"] = within(families, least, most)
    sheet.draw("hh_ae", "hh_1pers_65p")
    sheet.limit("hh_1pers_65p", sheet["hh_1pers"])


def add_dwellings(sheet: Sheet, bezirke: Sequence[Bezirk]) -> None:
    """Dwellings, what was built, how large they are and how many are let at bound rents."""
    stock = _stock(sheet, bezirke)
    now = stock[1:]
    sheet.figures["wohnungen"] = now
    replaced = whole(REPLACED * now, "wohnungen ersetzt")
    sheet.figures["wohnungen_fertig"] = np.diff(stock, axis=0) + replaced
    size = sheet.by_kind("dwelling_m2") * np.exp(-0.03 * sheet.conditions["need"])
    size = size * sheet.by_year({2013: 1.0, 2024: 1.02}) * np.exp(0.01 * sheet.noise("size"))
    sheet.figures["wohnflaeche"] = np.round(np.minimum(size * now, MOST_ROOM * sheet["ew"]))
    lasting = np.exp(0.18 * sheet.noise("bound")[:1])
    bound = np.clip(sheet.by_kind("bound") * sheet.by_year(BOUND_PATH) * lasting, 0, MOST_BOUND)
    sheet.figures["wohnungen_gebunden"] = np.round(bound * now).astype(np.int64)
    small = sheet.by_kind("small_houses") + 0.02 * sheet.noise("efh")[:1]
    small_houses = np.round(np.clip(small, *SMALL_HOUSES) * now).astype(np.int64)
    least, most = (limit * now for limit in SMALL_HOUSES)
    sheet.figures["wohnungen_efh"] = within(small_houses, least, most)
    sheet.draw("wohnungen_leer", "wohnungen_bindungsauslauf")


def _stock(sheet: Sheet, bezirke: Sequence[Bezirk]) -> Ints:
    """Dwellings (years + 1, units), beginning before the first year; they never get fewer."""
    always, more = BUILT
    growth = always + more * np.array([max(item.growth, 0.0) for item in bezirke])
    since = np.arange(len(sheet.years) + 1)[:, None]
    planned: Floats = sheet["hh"][0] * RESERVE * (1.0 + growth) ** since
    needed = np.concatenate([sheet["hh"][:1], sheet["hh"]])
    enough = np.maximum(np.round(planned).astype(np.int64), needed)
    return np.asarray(np.maximum.accumulate(enough, axis=0))


def add_rents(sheet: Sheet) -> None:
    """Asking rents: they rose fastest where well-off people moved in."""
    need = sheet.conditions["need"]
    rent = sheet.by_kind("rent") * sheet.by_year(RENT_PATH)
    rent = rent * np.exp(-0.05 * need[:1] + RENT_RISES * (need[:1] - need))
    rent = rent * np.exp(0.03 * sheet.noise("miete_median"))
    sheet.figures["miete_median"] = np.round(np.clip(rent, *RENTS), 2)
