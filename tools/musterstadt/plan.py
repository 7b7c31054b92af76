"""What is planned by hand: the districts with where they lie, their people and fortunes."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from tools.musterstadt.chance import Floats

FOLDER = Path(__file__).parent

FIRST_YEAR = 2013
LAST_YEAR = 2024
FORECAST_YEAR = 2035
YEARS = tuple(range(FIRST_YEAR, LAST_YEAR + 1))
FORECAST_YEARS = tuple(range(LAST_YEAR + 1, FORECAST_YEAR + 1))

RAIL = "024"
"""Former rail land: empty until 2019, a new quarter since."""
RAIL_NEIGHBOUR = "023"
"""The first houses beside the rail land were built here, from 2018."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bezirk:
    """A statistical district as its planners know it.

    Attributes
    ----------
    x, y
        Its middle in km east and north of the market square.
    residents
        On 31 December of the last year; of 0, nobody ever lived there.
    need_first, need_last
        Need for support before and after, about -1.6 (well off) to 2 (poor).
    foreign
        Foreign nationals in the last year in percent.
    growth
        Growth a year as a share, without arrivals of refugees.
    profiles
        Kinds of age structure before and after.
    care_places
        CityUnits in nursing homes in the first year.
    """

    key: str
    name: str
    everyday_name: str
    kind: str
    x: float
    y: float
    residents: int
    need_first: float
    need_last: float
    foreign: float
    growth: float
    profiles: tuple[str, str]
    care_places: int

    @property
    def sozialraum(self) -> str:
        """Key of the Sozialraum it lies in."""
        return self.key[:2]


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedUnit:
    """A unit that is only a name."""

    key: str
    name: str
    everyday_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FormerPart:
    """Where a part of a present district belonged to another one before the change.

    Attributes
    ----------
    now, key
        Keys of the present and the former district.
    name, everyday_name
        Former names; empty, where they are those of today.
    x, y
        Middle of the part in km; a block belongs to the part whose middle is nearest.
    """

    now: str
    key: str
    name: str
    everyday_name: str
    x: float
    y: float


def read_bezirke() -> tuple[Bezirk, ...]:
    """Read the plan of the statistical districts, in the order of their keys."""
    return tuple(_bezirk(row) for row in _rows("bezirke.csv"))


def read_sozialraeume() -> tuple[NamedUnit, ...]:
    """Read the names of the Sozialräume, in the order of their keys."""
    return tuple(NamedUnit(**row) for row in _rows("sozialraeume.csv"))


def read_former_parts() -> tuple[FormerPart, ...]:
    """Read which districts were others, or were called otherwise, before the change."""
    return tuple(
        FormerPart(
            now=row["now"],
            key=row["key"],
            name=row["name"],
            everyday_name=row["everyday_name"],
            x=float(row["x"]),
            y=float(row["y"]),
        )
        for row in _rows("former.csv")
    )


def _rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return sorted(csv.DictReader(file, delimiter=";"), key=lambda row: row["key"])


def _bezirk(row: dict[str, str]) -> Bezirk:
    return Bezirk(
        key=row["key"],
        name=row["name"],
        everyday_name=row["everyday_name"],
        kind=row["kind"],
        x=float(row["x"]),
        y=float(row["y"]),
        residents=int(row["residents"]),
        need_first=float(row["need_first"]),
        need_last=float(row["need_last"]),
        foreign=float(row["foreign"]),
        growth=float(row["growth"]),
        profiles=(row["kind"], row["profile_last"] or row["kind"]),
        care_places=int(row["care_places"]),
    )


def on_the_way(first: Floats, last: Floats, progress: float) -> Floats:
    """Value on the way from a first to a last state; most of the way lies in the middle."""
    eased = progress * progress * (3.0 - 2.0 * progress)
    return first + (last - first) * eased
