"""Health, care, migration, taking part, safety, getting about and open space."""

from __future__ import annotations

import numpy as np

from tools.musterstadt.chance import whole
from tools.musterstadt.sheet import Sheet

MOST_DOCTORS = 149  # posts for 100,000 residents
DEATHS = 195.0  # before 65, a year for 100,000 residents, standardised by age
LEAST_DEATHS, MOST_DEATHS = 122.0, 345.0
FACILITIES = 0.0042  # for each resident
ASKED = 0.0062  # of the residents, in the survey
MAY_NOT_VOTE = 0.55  # of the foreign nationals; citizens of the EU may
LEAST_GREEN, MOST_GREEN = 1.05, 58.0  # m² for each resident
PLAY = 0.75  # m² of playgrounds for each resident of the last year
LEAST_PLAY, MOST_PLAY = 0.105, 1.95


def add_migration(sheet: Sheet) -> None:
    """People with a history of migration, their own or their family's."""
    sheet.figures["Deutsche"] = sheet["ew"] - sheet["ew_ausl"]
    sheet.draw("mh ohne ausl", "ew_u18_mh")
    sheet.figures["ew_mh"] = sheet["ew_ausl"] + sheet.figures.pop("mh ohne ausl")
    sheet.limit("ew_u18_mh", sheet["ew_mh"])
    del sheet.figures["Deutsche"]


def add_moving(sheet: Sheet) -> None:
    """Residents who have lived at one address for five years."""
    sheet.draw("ew_wohndauer5")


def add_health(sheet: Sheet) -> None:
    """General practitioners, in quarters of a post, and people with a severe disability."""
    lasting = np.exp(0.25 * sheet.noise("hausaerzte")[:1])
    posts = sheet.by_kind("doctors") * lasting * sheet["ew"] / 100_000
    most = np.floor(4 * MOST_DOCTORS * sheet["ew"] / 100_000) / 4
    sheet.figures["hausaerzte"] = np.minimum(np.round(posts * 4) / 4, most)
    sheet.draw("schwerbehinderte")


def add_rare(sheet: Sheet) -> None:
    """What is only delivered for larger units because the cases are few."""
    deaths = DEATHS * np.exp(0.14 * sheet.conditions["need"] + 0.03 * sheet.noise("deaths"))
    sheet.figures["sterblichkeit_u65_std"] = np.round(np.clip(deaths, LEAST_DEATHS, MOST_DEATHS), 1)
    sheet.figures["einrichtungen"] = whole(FACILITIES * sheet["ew"], "einrichtungen")
    sheet.figures["befragte"] = whole(ASKED * sheet["ew"], "befragte")
    sheet.draw("pflegebeduerftige", "einbuergerungen", "wohnungsnotfaelle", "gewalttaten")
    sheet.draw("jfe_plaetze", "sozialpass_berechtigte", "sozialpass_personen")
    sheet.draw("einrichtungen_barrierefrei", "befragte_engagiert")


def add_votes(sheet: Sheet) -> None:
    """Voters, by ward."""
    excluded = np.round(MAY_NOT_VOTE * sheet["ew_ausl"]).astype(np.int64)
    sheet.figures["alt genug"] = sheet["ew_18_64"] + sheet["ew_65p"] - excluded
    sheet.draw("wahlberechtigte", "waehlende")
    del sheet.figures["alt genug"]


def add_safety(sheet: Sheet) -> None:
    """Offences where they happened and children hurt in traffic."""
    sheet.draw("straftaten_wohnumfeld", "verunglueckte_u15")


def add_surroundings(sheet: Sheet) -> None:
    """Cars, stops, noise, green and playgrounds."""
    sheet.draw("pkw_privat", "ew_oepnv", "ew_laerm")
    now, last = sheet["ew"], sheet["ew"][-1]
    # parks don't grow with the people; those of the new quarter grow as it is built
    green = sheet.by_kind("green_m2") * last * np.exp(0.35 * sheet.noise("green")[:1])
    lasting = np.round(green, -2)
    sheet.figures["gruenflaeche"] = np.clip(lasting, LEAST_GREEN * now, MOST_GREEN * now).round()
    play = np.round(PLAY * last * np.exp(0.3 * sheet.noise("play")[:1]))
    sheet.figures["spielflaeche"] = np.clip(play, LEAST_PLAY * now, MOST_PLAY * now).round()
