"""What a user looks at: cache key, web address, file name and query at once."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from atlas.model.classing import Classing

EVERY_YEAR = 0
"""In place of a year, where the view isn't of a single one."""


class View(StrEnum):
    """What is viewed of an indicator."""

    VALUE = "value"
    CHANGE = "change"
    DEVIATION = "deviation"


class ChartKind(StrEnum):
    """What a chart shows."""

    BARS = "bars"
    SERIES = "series"
    SCATTER = "scatter"
    DISTRIBUTION = "distribution"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """One indicator or quantity of one level of one area.

    `year` is the year viewed. `years` are the years requested, empty for every year with
    figures. `base_year` is the year a change starts from, None for the first with figures.
    `classing` None means the one stored with the indicator, or else the default. `selection`
    holds the keys of highlighted units. `vintage` is the first day of a
    Gebietsstand, None for the newest; `release` names a release, "" is the one shown.
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
    def figure_scope(self) -> Scope:
        """The same scope without what doesn't change the figures: one answer serves all years."""
        return replace(self, year=EVERY_YEAR, classing=None, selection=())

    @property
    def unselected(self) -> Scope:
        """The same scope without its selection: key of all that a click on a unit leaves alone."""
        return replace(self, selection=())

    @property
    def single_year(self) -> Scope:
        """The scope of the figures of the year viewed alone."""
        base = self.base_year if self.view is View.CHANGE else None
        return replace(self, years=(self.year,), base_year=base)
