"""Every figure of the city, on the level it is delivered on."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from tools.musterstadt import homes, learning, living, support
from tools.musterstadt.chance import Floats, Ints, Numbers
from tools.musterstadt.people import make_sheet
from tools.musterstadt.plan import FORECAST_YEARS, YEARS
from tools.musterstadt.population import City
from tools.musterstadt.sheet import Sheet
from tools.musterstadt.units import BLOCKS, Level

NOT_ADDED = frozenset({"schuldnerquote", "miete_median"})


def make_sheets(
    city: City, levels: Mapping[str, Level], block_area: Floats
) -> dict[str, list[Sheet]]:
    """Figures of every level that something is delivered on; `block_area` in km²."""

    def sheet(level: str, years: tuple[int, ...]) -> Sheet:
        return make_sheet(city, level, levels[level].of_block, years)

    bezirk = _bezirk_sheet(sheet("bezirk", YEARS), city, block_area)
    sozialraum = _sozialraum_sheet(sheet("sozialraum", YEARS), city, bezirk)
    schools, wards = sheet("grundschulbezirk", YEARS), sheet("wahlbezirk", YEARS)
    learning.add_primary_schools(schools)
    living.add_votes(wards)
    return {
        BLOCKS: [sheet(BLOCKS, YEARS)],
        "bezirk": [bezirk, sheet("bezirk", FORECAST_YEARS)],
        "sozialraum": [sozialraum],
        "grundschulbezirk": [schools],
        "wahlbezirk": [wards],
    }


def _bezirk_sheet(sheet: Sheet, city: City, block_area: Floats) -> Sheet:
    area = np.bincount(city.districts.bezirk_of_block, block_area)
    sheet.figures["flaeche_km2"] = np.tile(np.round(area, 2), (len(YEARS), 1))
    homes.add_care_places(sheet, city.bezirke)
    homes.add_households(sheet)
    homes.add_dwellings(sheet, city.bezirke)
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


def _sozialraum_sheet(sheet: Sheet, city: City, bezirk: Sheet) -> Sheet:
    sozialraum_of = np.array([int(item.sozialraum) - 1 for item in city.bezirke])
    for code, values in bezirk.figures.items():
        if code not in NOT_ADDED:
            sheet.figures[code] = summed(values, sozialraum_of)
    learning.add_school_start(sheet)
    learning.add_leavers(sheet)
    living.add_rare(sheet)
    return sheet


def summed(values: Numbers, parent: Ints) -> Numbers:
    """Sums (years, parents) of figures (years, units)."""
    parents = range(int(parent.max()) + 1)
    return np.column_stack([values[:, parent == k].sum(axis=1) for k in parents])
