"""What somebody looks at: cache key, web address and file name at once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from atlas.model.classing import Classing


class View(StrEnum):
    """How an indicator is looked at."""

    VALUE = "value"
    CHANGE = "change"
    DEVIATION = "deviation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """One indicator of one level of one area, in one year, perhaps against a base year.

    `classing` None means the one stored with the indicator, or else the usual one.
    `vintage` is the first day of the Gebietsstand wanted, None for the newest.
    """

    area: str
    level: str
    indicator: str
    year: int
    base_year: int | None = None
    view: View = View.VALUE
    classing: Classing | None = None
    vintage: date | None = None

    @property
    def file_stem(self) -> str:
        """Name for exported files, without ending."""
        base = f"-{self.base_year}" if self.view is View.CHANGE and self.base_year else ""
        classing = self.classing.stem if self.classing else ""
        vintage = f"-{self.vintage}" if self.vintage else ""
        name = f"{self.area}__{self.level}__{self.indicator}__{self.view}__{self.year}"
        return f"{name}{base}{classing}{vintage}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What is asked of the atlas: an indicator or quantity over some or all years.

    Empty `years` means every year with figures. `base_year` is needed for changes; None
    takes the first year with figures. `vintage` is the first day of the Gebietsstand the figures
    are wanted for, None for the newest.
    """

    area: str
    level: str
    code: str
    years: tuple[int, ...] = ()
    view: View = View.VALUE
    base_year: int | None = None
    vintage: date | None = None
