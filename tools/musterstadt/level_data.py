"""Quantities of one level: years by units, drawn from rates that follow how people live there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from tools.musterstadt.chance import Floats, Ints, Numbers, wander, whole
from tools.musterstadt.tables import Rate, kinds, rates

MARGIN = 1e-9


@dataclass(slots=True, kw_only=True)
class LevelData:
    """Quantities of all units of a level.

    Attributes
    ----------
    level
        Level of the units.
    years
        The years, one row each.
    conditions
        Conditions of life (years, units), 0 in the city as a whole: `need` for support, `urban`
        density, shares of `foreign`, `young` (18 to 24) and `old` (65 and more) residents.
    mix
        Share of residents (units, kinds) by kind of district.
    quantities
        Quantities by code (years, units).
    """

    level: str
    years: tuple[int, ...]
    conditions: dict[str, Floats]
    mix: Floats
    quantities: dict[str, Numbers] = field(default_factory=dict)

    def __getitem__(self, code: str) -> Ints:
        """Figures of one quantity."""
        return self.quantities[code]  # type: ignore[return-value]

    @property
    def shape(self) -> tuple[int, int]:
        """Years and units."""
        return len(self.years), self.mix.shape[0]

    def by_year(self, path: Mapping[int, float]) -> Floats:
        """Values by year as a column; years between are interpolated."""
        if not path:
            return np.ones((len(self.years), 1))
        years = sorted(path)
        return np.interp(self.years, years, [path[year] for year in years])[:, None]

    def by_kind(self, column: str) -> Floats:
        """Mean of a column of the kinds of districts, by unit."""
        return np.asarray(self.mix @ np.array([kind[column] for kind in kinds().values()]))

    def noise(self, name: str) -> Floats:
        """Slowly changing peculiarity of the units with standard deviation 1."""
        return wander(f"{name} {self.level}", self.shape[1], len(self.years))

    def odds(self, name: str) -> Floats:
        """Share by year and unit, before rounding to cases."""
        rate: Rate = rates()[name]
        log_odds = np.log(rate.base / (1.0 - rate.base)) + np.log(self.by_year(rate.path))
        for condition, values in self.conditions.items():
            log_odds = log_odds + getattr(rate, condition) * values
        log_odds = log_odds + rate.noise * self.noise(name)
        return np.asarray(np.clip(1.0 / (1.0 + np.exp(-log_odds)), rate.low, rate.high))

    def draw(self, *names: str) -> None:
        """Draw quantities in whole cases, within the limits where whole cases allow it."""
        for name in names:
            rate = rates()[name]
            every = self[rate.of]
            drawn = whole(self.odds(name) * every, f"{name} {self.level} cases")
            self.quantities[name] = within(drawn, rate.low * every, rate.high * every)

    def limit(self, code: str, most: Numbers) -> None:
        """Take away cases beyond a limit."""
        self.quantities[code] = np.minimum(self[code], np.floor(most).astype(np.int64))


def within(cases: Ints, low: Floats, high: Floats) -> Ints:
    """Move cases between limits; where no whole number lies between them, stay below the upper."""
    least = np.ceil(low - MARGIN).astype(np.int64)
    most = np.floor(high + MARGIN).astype(np.int64)
    moved = np.minimum(np.maximum(cases, np.minimum(least, most)), np.maximum(most, 0))
    return np.asarray(moved)
