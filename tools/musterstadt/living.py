"""Health, care, migration, taking part, safety, getting about and open space."""

from __future__ import annotations

import numpy as np

from tools.musterstadt.chance import whole
from tools.musterstadt.level_data import LevelData

MOST_DOCTORS = 149  # posts for 100,000 residents
DEATHS = 195.0  # before 65, a year for 100,000 residents, standardised by age
LEAST_DEATHS, MOST_DEATHS = 122.0, 345.0
FACILITIES = 0.0042  # for each resident
ASKED = 0.0062  # of the residents, in the survey
MAY_NOT_VOTE = 0.55  # of the foreign nationals; citizens of the EU may
LEAST_GREEN, MOST_GREEN = 1.05, 58.0  # m² for each resident
PLAY = 0.75  # m² of playgrounds for each resident of the last year
LEAST_PLAY, MOST_PLAY = 0.105, 1.95


def add_migration(data: LevelData) -> None:
    """People with a history of migration, their own or their family's."""
    data.quantities["Deutsche"] = data["ew"] - data["ew_ausl"]
    data.draw("mh ohne ausl", "ew_u18_mh")
    data.quantities["ew_mh"] = data["ew_ausl"] + data.quantities.pop("mh ohne ausl")
    data.limit("ew_u18_mh", data["ew_mh"])
    del data.quantities["Deutsche"]


def add_moving(data: LevelData) -> None:
    """Residents who have lived at one address for five years."""
    data.draw("ew_wohndauer5")


def add_health(data: LevelData) -> None:
    """General practitioners, in quarters of a post, and people with a severe disability."""
    lasting = np.exp(0.25 * data.noise("hausaerzte")[:1])
    posts = data.by_kind("doctors") * lasting * data["ew"] / 100_000
    most = np.floor(4 * MOST_DOCTORS * data["ew"] / 100_000) / 4
    data.quantities["hausaerzte"] = np.minimum(np.round(posts * 4) / 4, most)
    data.draw("schwerbehinderte")


def add_rare(data: LevelData) -> None:
    """What is only delivered for larger units because the cases are few."""
    deaths = DEATHS * np.exp(0.14 * data.conditions["need"] + 0.03 * data.noise("deaths"))
    data.quantities["sterblichkeit_u65_std"] = np.round(
        np.clip(deaths, LEAST_DEATHS, MOST_DEATHS), 1
    )
    data.quantities["einrichtungen"] = whole(FACILITIES * data["ew"], "einrichtungen")
    data.quantities["befragte"] = whole(ASKED * data["ew"], "befragte")
    data.draw("pflegebeduerftige", "einbuergerungen", "wohnungsnotfaelle", "gewalttaten")
    data.draw("jfe_plaetze", "sozialpass_berechtigte", "sozialpass_personen")
    data.draw("einrichtungen_barrierefrei", "befragte_engagiert")


def add_votes(data: LevelData) -> None:
    """Voters, by ward."""
    excluded = np.round(MAY_NOT_VOTE * data["ew_ausl"]).astype(np.int64)
    data.quantities["alt genug"] = data["ew_18_64"] + data["ew_65p"] - excluded
    data.draw("wahlberechtigte", "waehlende")
    del data.quantities["alt genug"]


def add_safety(data: LevelData) -> None:
    """Offences where they happened and children hurt in traffic."""
    data.draw("straftaten_wohnumfeld", "verunglueckte_u15")


def add_surroundings(data: LevelData) -> None:
    """Cars, stops, noise, green and playgrounds."""
    data.draw("pkw_privat", "ew_oepnv", "ew_laerm")
    now, last = data["ew"], data["ew"][-1]
    # parks don't grow with the people; those of the new quarter grow as it is built
    green = data.by_kind("green_m2") * last * np.exp(0.35 * data.noise("green")[:1])
    lasting = np.round(green, -2)
    data.quantities["gruenflaeche"] = np.clip(lasting, LEAST_GREEN * now, MOST_GREEN * now).round()
    play = np.round(PLAY * last * np.exp(0.3 * data.noise("play")[:1]))
    data.quantities["spielflaeche"] = np.clip(play, LEAST_PLAY * now, MOST_PLAY * now).round()
