"""Every figure of the city, on the level it is delivered on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from tools.musterstadt import homes, learning, living, support
from tools.musterstadt.chance import Floats, Ints, Numbers
from tools.musterstadt.level_data import LevelData
from tools.musterstadt.people import make_level_data
from tools.musterstadt.plan import FORECAST_YEARS, YEARS, Bezirk
from tools.musterstadt.population import City
from tools.musterstadt.units import BEZIRK, BLOCKS, CityUnits
from tools.musterstadt.vintages import CHANGE_YEAR, Vintages

PIECES = "pieces"
"""The pieces common to the districts of both vintages (`vintages`)."""
NOT_ADDED = {"schuldnerquote": 1, "miete_median": 2}
"""Means, with their decimals."""
EVEN = 1e-3
"""Added to the residents, so that pieces without any weigh the same."""


def make_figures(city: City, units: CityUnits, block_area: Floats) -> dict[str, list[LevelData]]:
    """Figures of every level that something is delivered on; `block_area` in km².

    Those of the districts are of the vintage of their year.
    """

    def level_data(level: str, years: tuple[int, ...]) -> LevelData:
        return make_level_data(city, level, units.levels[level].of_block, years)

    vintages = units.vintages
    pieces = _piece_data(city, vintages, block_area)
    before = tuple(year for year in YEARS if year < CHANGE_YEAR)
    since = tuple(year for year in YEARS if year >= CHANGE_YEAR)
    schools, wards = level_data("grundschulbezirk", YEARS), level_data("wahlbezirk", YEARS)
    learning.add_primary_schools(schools)
    living.add_votes(wards)
    return {
        BLOCKS: [level_data(BLOCKS, YEARS)],
        PIECES: [pieces],
        BEZIRK: [
            add_up(pieces, vintages.former_of_piece, before),
            add_up(pieces, vintages.now_of_piece, since),
            level_data(BEZIRK, FORECAST_YEARS),
        ],
        "sozialraum": [_sozialraum_data(level_data("sozialraum", YEARS), city, vintages, pieces)],
        "grundschulbezirk": [schools],
        "wahlbezirk": [wards],
    }


def _piece_data(city: City, vintages: Vintages, block_area: Floats) -> LevelData:
    data = make_level_data(city, BEZIRK, vintages.piece_of_block, YEARS)
    bezirke = plan_of_pieces(city.bezirke, vintages.now_of_piece)
    area = np.bincount(vintages.piece_of_block, block_area)
    data.quantities["flaeche_km2"] = np.tile(np.round(area, 2), (len(YEARS), 1))
    homes.add_care_places(data, bezirke)
    homes.add_households(data)
    homes.add_dwellings(data, bezirke)
    homes.add_rents(data)
    for add in (
        support.add_transfers,
        support.add_work,
        support.add_money,
        learning.add_day_care,
        learning.add_pupils,
        learning.add_family_help,
        living.add_migration,
        living.add_moving,
        living.add_health,
        living.add_safety,
        living.add_surroundings,
    ):
        add(data)
    return data


def plan_of_pieces(bezirke: Sequence[Bezirk], now_of_piece: Ints) -> list[Bezirk]:
    """Plan of the district of each piece; its nursing homes are in its last piece."""
    planned = [bezirke[k] for k in now_of_piece]
    continued = np.append(now_of_piece[1:] == now_of_piece[:-1], False)
    return [
        replace(item, care_places=0) if more else item
        for item, more in zip(planned, continued, strict=True)
    ]


def add_up(pieces: LevelData, parent: Ints, years: tuple[int, ...]) -> LevelData:
    """Add the figures of pieces up to units for some of the years; means by residents."""
    rows = [pieces.years.index(year) for year in years]
    people = pieces["ew"][rows] + EVEN
    figures: dict[str, Numbers] = {}
    for code, values in pieces.quantities.items():
        if code in NOT_ADDED:
            mean = summed(values[rows] * people, parent) / summed(people, parent)
            figures[code] = np.round(mean, NOT_ADDED[code])
        else:
            figures[code] = summed(values[rows], parent)
    units = np.zeros((int(parent.max()) + 1, 0))
    return LevelData(level=pieces.level, years=years, conditions={}, mix=units, quantities=figures)


def _sozialraum_data(
    data: LevelData, city: City, vintages: Vintages, pieces: LevelData
) -> LevelData:
    sozialraum_of = np.array([int(item.sozialraum) - 1 for item in city.bezirke])
    for code, values in pieces.quantities.items():
        if code not in NOT_ADDED:
            data.quantities[code] = summed(values, sozialraum_of[vintages.now_of_piece])
    learning.add_school_start(data)
    learning.add_leavers(data)
    living.add_rare(data)
    return data


def summed(values: Numbers, parent: Ints) -> Numbers:
    """Sums (years, parents) of figures (years, units)."""
    parents = range(int(parent.max()) + 1)
    return np.column_stack([values[:, parent == k].sum(axis=1) for k in parents])
