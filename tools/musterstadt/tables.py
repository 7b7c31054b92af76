"""The tables of numbers beside this file: kinds of districts and rates.

`kinds.csv` has one line for each kind of district: its age structure in percent, how many
children its people have and how often they move (1: as elsewhere), how far (km) houses reach from
its middle, and what its homes and surroundings are like:

* `urban`: 0 a village, 1 the middle of town
* `alone`: households with one person; `bound`: dwellings let at bound rents; `small_houses`:
  dwellings in houses with one or two of them (shares)
* `dwelling_m2`: mean size of a dwelling; `rent`: asking rent in € a m² in the first year
* `green_m2`: public green for each resident; `doctors`: posts for 100,000 residents

`rates.csv` has one line for each quantity drawn as part of another (`Rate`).
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache

from tools.musterstadt.plan import FOLDER

AGE_GROUPS = ("0-5", "6-17", "18-24", "25-34", "35-49", "50-64", "65-79", "80+")

UNIT_NOISE = 0.10  # lasting peculiarity of a unit, on the scale of log odds


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """How many of a set have something: log odds that follow the conditions of life.

    Attributes
    ----------
    name, of
        Quantity drawn, and the quantity it is a part of (or counted per).
    base
        Share in a unit like the city as a whole.
    low, high
        Limits of the share, within what the catalogue calls plausible.
    need, urban, foreign, young, old
        Change of the log odds with the conditions of a unit (`level_data.LevelData`).
    path
        Factor on the odds by year; years between are interpolated.
    """

    name: str
    of: str
    base: float
    low: float
    high: float
    need: float = 0.0
    urban: float = 0.0
    foreign: float = 0.0
    young: float = 0.0
    old: float = 0.0
    noise: float = UNIT_NOISE
    path: Mapping[int, float] = field(default_factory=dict)


@cache
def kinds() -> dict[str, dict[str, float]]:
    """Numbers of every kind of district, by kind and column."""
    with (FOLDER / "kinds.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    return {
        row["kind"]: {key: float(text) for key, text in row.items() if key != "kind"}
        for row in rows
    }


@cache
def rates() -> dict[str, Rate]:
    """Rates by the name of what is drawn."""
    with (FOLDER / "rates.csv").open(encoding="utf-8", newline="") as file:
        return {row["name"]: _rate(row) for row in csv.DictReader(file, delimiter=";")}


def _rate(row: dict[str, str]) -> Rate:
    texts = ("name", "of", "path")
    numbers = {key: float(text) for key, text in row.items() if key not in texts and text}
    points = (point.split(":") for point in row["path"].split())
    path = {int(year): float(factor) for year, factor in points}
    return Rate(name=row["name"], of=row["of"], path=path, **numbers)
