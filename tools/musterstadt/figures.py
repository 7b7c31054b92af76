"""Every figure of the city, on the level it is delivered on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from tools.musterstadt import homes, learning, living, support
from tools.musterstadt.chance import Floats, Ints, Numbers
from tools.musterstadt.people import make_sheet
from tools.musterstadt.plan import FORECAST_YEARS, YEARS, Bezirk
from tools.musterstadt.population import City
from tools.musterstadt.sheet import Sheet
from tools.musterstadt.units import BEZIRK, BLOCKS, Places
from tools.musterstadt.vintages import CHANGE_YEAR, Stands

PIECES = "pieces"
"""The pieces common to the districts of both states (`vintages`)."""
NOT_ADDED = {"schuldnerquote": 1, "miete_median": 2}
"""Means, with their decimals."""
EVEN = 1e-3
"""Added to the residents, so that pieces without any weigh the same."""


def make_sheets(city: City, places: Places, block_area: Floats) -> dict[str, list[Sheet]]:
    """Figures of every level that something is delivered on; `block_area` in km².

    Those of the districts come on the state of their year.
    """

    def sheet(level: str, years: tuple[int, ...]) -> Sheet:
        return make_sheet(city, level, places.levels[level].of_block, years)

    vintages = places.vintages
    pieces = _piece_sheet(city, vintages, block_area)
    before = tuple(year for year in YEARS if year < CHANGE_YEAR)
    since = tuple(year for year in YEARS if year >= CHANGE_YEAR)
    schools, wards = sheet("grundschulbezirk", YEARS), sheet("wahlbezirk", YEARS)
    learning.add_primary_schools(schools)
    living.add_votes(wards)
    return {
        BLOCKS: [sheet(BLOCKS, YEARS)],
        PIECES: [pieces],
        BEZIRK: [
            united(pieces, vintages.former_of_piece, before),
            united(pieces, vintages.now_of_piece, since),
            sheet(BEZIRK, FORECAST_YEARS),
        ],
        "sozialraum": [_sozialraum_sheet(sheet("sozialraum", YEARS), city, vintages, pieces)],
        "grundschulbezirk": [schools],
        "wahlbezirk": [wards],
    }


def _piece_sheet(city: City, vintages: Stands, block_area: Floats) -> Sheet:
    sheet = make_sheet(city, BEZIRK, vintages.piece_of_block, YEARS)
    bezirke = pieces_planned(city.bezirke, vintages.now_of_piece)
    area = np.bincount(vintages.piece_of_block, block_area)
    sheet.figures["flaeche_km2"] = np.tile(np.round(area, 2), (len(YEARS), 1))
    homes.add_care_places(sheet, bezirke)
    homes.add_households(sheet)
    homes.add_dwellings(sheet, bezirke)
    homes.add_rents(sheet)
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
        add(sheet)
    return sheet


def pieces_planned(bezirke: Sequence[Bezirk], now_of_piece: Ints) -> list[Bezirk]:
    """Plan of the district of each piece; its nursing homes stand in its last piece."""
    planned = [bezirke[k] for k in now_of_piece]
    followed = np.append(now_of_piece[1:] == now_of_piece[:-1], False)
    return [
        replace(item, care_places=0) if more else item
        for item, more in zip(planned, followed, strict=True)
    ]


def united(pieces: Sheet, parent: Ints, years: tuple[int, ...]) -> Sheet:
    """Add the figures of pieces up to units for some of the years; means by residents."""
    rows = [pieces.years.index(year) for year in years]
    people = pieces["ew"][rows] + EVEN
    figures: dict[str, Numbers] = {}
    for code, values in pieces.figures.items():
        if code in NOT_ADDED:
            mean = summed(values[rows] * people, parent) / summed(people, parent)
            figures[code] = np.round(mean, NOT_ADDED[code])
        else:
            figures[code] = summed(values[rows], parent)
    units = np.zeros((int(parent.max()) + 1, 0))
    return Sheet(level=pieces.level, years=years, conditions={}, mix=units, figures=figures)


def _sozialraum_sheet(sheet: Sheet, city: City, vintages: Stands, pieces: Sheet) -> Sheet:
    sozialraum_of = np.array([int(item.sozialraum) - 1 for item in city.bezirke])
    for code, values in pieces.figures.items():
        if code not in NOT_ADDED:
            sheet.figures[code] = summed(values, sozialraum_of[vintages.now_of_piece])
    learning.add_school_start(sheet)
    learning.add_leavers(sheet)
    living.add_rare(sheet)
    return sheet


def summed(values: Numbers, parent: Ints) -> Numbers:
    """Sums (years, parents) of figures (years, units)."""
    parents = range(int(parent.max()) + 1)
    return np.column_stack([values[:, parent == k].sum(axis=1) for k in parents])
