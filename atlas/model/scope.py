"""What somebody looks at: cache key, web address, file name and question at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from atlas.model.classing import Classing

EVERY_YEAR = 0
"""In place of a year: no single one is looked at."""


class View(StrEnum):
    """How an indicator is looked at."""

    VALUE = "value"
    CHANGE = "change"
    DEVIATION = "deviation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """One indicator or quantity of one level of one area.

    `year` is the year looked at. `years` are the years asked for, empty for every year with
    figures. `base_year` is the year a change starts from, None for the first with figures.
    `classing` None means the one stored with the indicator, or else the usual one. `selection`
    holds the keys of units that stand out. `vintage` is the first day of the Gebietsstand
    wanted, None for the newest; `release` names a release, "" is the working state.
    """

    area: str
    level: str
    indicator: str
    year: int = EVERY_YEAR
    years: tuple[int, ...] = ()
    base_year: int | None = None
    view: View = View.VALUE
    classing: Classing | None = None
    selection: tuple[str, ...] = ()
    vintage: date | None = None
    release: str = ""

    @property
    def question(self) -> Scope:
        """The same scope without what doesn't change the figures: one answer serves all years."""
        return replace(self, year=EVERY_YEAR, classing=None, selection=())

    @property
    def unselected(self) -> Scope:
        """The same scope without its selection: key of all that a click on a unit leaves alone."""
        return replace(self, selection=())

    @property
    def single_year(self) -> Scope:
        """The question about nothing but the year looked at."""
        base = self.base_year if self.view is View.CHANGE else None
        return replace(self, years=(self.year,), base_year=base)

    @property
    def file_stem(self) -> str:
        """Name for exported files, without ending."""
        base = f"-{self.base_year}" if self.view is View.CHANGE and self.base_year else ""
        classing = self.classing.stem if self.classing else ""
        vintage = f"-{self.vintage}" if self.vintage else ""
        name = f"{self.area}__{self.level}__{self.indicator}__{self.view}__{self.year}"
        return f"{name}{base}{classing}{vintage}"
