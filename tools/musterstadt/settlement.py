"""What the blocks tend to: how many people they are built for, and of what ages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tools.musterstadt import ages
from tools.musterstadt.chance import Floats, Ints, normal, smooth_field
from tools.musterstadt.districts import Districts
from tools.musterstadt.plan import (
    FIRST_YEAR,
    LAST_YEAR,
    RAIL,
    RAIL_NEIGHBOUR,
    Bezirk,
    on_the_way,
)
from tools.musterstadt.tables import kinds

TILT = 0.0045  # how much a typical block is older or younger than its district
TILT_FIELD = 0.75, 1.3  # part of it that neighbours share, and km from one hill to the next
TILT_OWN = 0.65
UNEVEN = 0.22  # how much blocks differ in size
REFUGEES = {2014: 0.002, 2015: 0.010, 2016: 0.004, 2022: 0.017, 2023: 0.004}
"""Growth of the city by refugees in a year."""
BURDEN = 0.35, 0.02  # of this growth: everywhere, and for each percent of foreign nationals
WAVE = 0.006  # ups and downs of the residents of a district
SLOWER = 0.55  # growth after the last year, as a share of before
RAIL_YEARS = {
    2019: 0,
    2020: 640,
    2021: 1080,
    2022: 1620,
    2023: 2150,
    2024: 2700,
    2026: 3300,
    2035: 3700,
}
FIRST_HOUSES = {2017: 0, 2018: 110, 2019: 210, 2024: 240, 2035: 240}
"""Residents of the block where building began, beside the rail land."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Settlement:
    """The blocks as they were built.

    Attributes
    ----------
    bezirke, bezirk_of_block
        The districts, and which of them each block lies in.
    share
        FormerPart of its district's people that lives in each block.
    tilt
        How much older (below 0: younger) than its district each block is.
    first_houses
        Block in which the new quarter began.
    """

    bezirke: tuple[Bezirk, ...]
    bezirk_of_block: Ints
    share: Floats
    tilt: Floats
    first_houses: int

    def of_kind(self, column: str) -> Floats:
        """Column of the kinds of districts, by block."""
        values = np.array([kinds()[item.kind][column] for item in self.bezirke])
        return np.asarray(values[self.bezirk_of_block])

    def target_residents(self, year: int) -> Ints:
        """Residents each block is going to have at the end of a year."""
        planned = np.array([_planned(item, year) for item in self.bezirke])
        residents = np.round(planned[self.bezirk_of_block] * self.share).astype(np.int64)
        residents[self.first_houses] = round(_at(FIRST_HOUSES, year))
        return residents

    def structures(self, year: int) -> Floats:
        """Shares of the single ages (blocks, ages) that the blocks tend to."""
        progress = min(max((year - FIRST_YEAR) / (LAST_YEAR - FIRST_YEAR), 0.0), 1.0)
        first, last = (
            np.array([ages.structure(item.profiles[k], year) for item in self.bezirke])
            for k in range(2)
        )
        tended = on_the_way(first, last, progress)
        return ages.tilted(tended[self.bezirk_of_block], self.tilt)


def make_settlement(bezirke: Sequence[Bezirk], districts: Districts) -> Settlement:
    """Spread the people of the districts over their blocks."""
    home = districts.bezirk_of_block
    uneven = np.exp(UNEVEN * normal("block sizes", home.shape))
    part = np.sqrt(districts.houses) * uneven
    shared, wavelength = TILT_FIELD
    tilt = shared * smooth_field("tilt", districts.middles, wavelength)
    tilt += TILT_OWN * normal("tilt blocks", home.shape)
    return Settlement(
        bezirke=tuple(bezirke),
        bezirk_of_block=home,
        share=part / np.bincount(home, part)[home],
        tilt=TILT * np.clip(tilt, -2.0, 2.0),
        first_houses=_first_houses(bezirke, districts),
    )


def _first_houses(bezirke: Sequence[Bezirk], districts: Districts) -> int:
    """Block of the neighbouring district that is nearest to the rail land."""
    keys = [item.key for item in bezirke]
    rail, beside = (districts.bezirk_of_block == keys.index(key) for key in (RAIL, RAIL_NEIGHBOUR))
    away = np.hypot(*(districts.middles - districts.middles[rail].mean(axis=0)).T)
    return int(np.argmin(np.where(beside, away, np.inf)))


def _planned(item: Bezirk, year: int) -> float:
    """Residents a district is going to have at the end of a year."""
    if item.key == RAIL:
        return _at(RAIL_YEARS, year)
    years = min(year, LAST_YEAR) - LAST_YEAR + SLOWER * max(year - LAST_YEAR, 0)
    refugees = sum(size for jump, size in REFUGEES.items() if year < jump)
    always, more = BURDEN
    wave = WAVE * np.sin(0.9 * year + item.x * 2.0 + item.y * 3.0)
    missing = refugees * (always + more * item.foreign)
    return float(item.residents * np.exp(item.growth * years + wave - missing))


def _at(path: dict[int, int], year: int) -> float:
    return float(np.interp(year, list(path), list(path.values())))
