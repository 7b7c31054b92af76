"""How many people of some ages live in a unit: the counts, and their shares of all residents."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Final

from atlas.model.cells import State
from atlas.model.formulas import PER_HUNDRED
from atlas.model.numbers import format_number
from atlas.model.results import ValueRow
from atlas.model.specs import Provenance, TableCell
from atlas.views import headlines
from atlas.views.numbers import format_figure
from atlas.views.profile.figures import UnitProfile
from atlas.views.provenance import provenance

POPULATION: Final = "ew"
"""The quantity of the shipped catalogue whose parts are age groups."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AgeCount:
    """One count, and its share of all residents in percent in the unit and in the whole area."""

    row: ValueRow
    share: float | None
    area_share: float | None

    @property
    def share_text(self) -> str:
        """The share, or the sign of the count that is missing for it."""
        if self.share is not None:
            return format_number(self.share, 1)
        # a group that is there has no share where the number of all is missing
        return (State.UNKNOWN if self.row.value is not None else self.row.state).sign

    @property
    def area_text(self) -> str:
        """The share in the whole area, or the sign for none."""
        share = self.area_share
        return State.UNKNOWN.sign if share is None else format_number(share, 1)

    @property
    def count_cell(self) -> TableCell:
        """The count."""
        row = self.row
        text = format_figure(row.value, row.state, row.status, 0)
        return TableCell(text=text, number=row.value)

    @property
    def share_cell(self) -> TableCell:
        """The share in the unit."""
        return TableCell(text=self.share_text, number=self.share)

    @property
    def area_cell(self) -> TableCell:
        """The share in the whole area."""
        return TableCell(text=self.area_text, number=self.area_share)


def last_year(profile: UnitProfile, codes: Collection[str]) -> int | None:
    """The last year, up to that of the profile, in which some counts and all were delivered."""
    atlas, area, level = profile.atlas, profile.scope.area, profile.level.id
    every = {POPULATION, *codes}
    if not codes or not every <= set(atlas.available(area, level)):
        return None
    years = set.intersection(*({*atlas.years(area, code, level)} for code in every))
    return max((y for y in years if y <= (profile.scope.year or y)), default=None)


def age_counts(profile: UnitProfile, codes: Iterable[str], year: int) -> Mapping[str, AgeCount]:
    """Counts of a unit by quantity, of those it has a figure or a sign of in the year."""
    _, all_here, all_there = _cell(profile, POPULATION, year)
    counts = {}
    for code in codes:
        row, here, there = _cell(profile, code, year)
        if row is not None:
            shares = {"share": _percent(here, all_here), "area_share": _percent(there, all_there)}
            counts[code] = AgeCount(row=row, **shares)
    return counts


def _cell(
    profile: UnitProfile, code: str, year: int
) -> tuple[ValueRow | None, float | None, float | None]:
    """The figure of a unit, its value, and the value of the whole area."""
    of_area = profile.of_level.area_row(code, year)
    cell = profile.of_level.grid_of(code).cell(profile.choice.unit, year)
    row = headlines.row_of(cell, year=year) if cell else None
    return row, row.value if row else None, of_area.value if of_area else None


def _percent(part: float | None, whole: float | None) -> float | None:
    return None if part is None or not whole else PER_HUNDRED * part / whole


def sources_of(
    profile: UnitProfile, code: str, year: int, counts: Iterable[AgeCount]
) -> Provenance:
    """Where counts come from, said of the delivery of one of their quantities."""
    item = profile.atlas.indicator(profile.scope.area, code)
    rows = [replace(count.row, year=year) for count in counts]
    units = (profile.level.id, (profile.choice.unit,))
    return provenance(profile.atlas, profile.scope.area, item, rows, 0, units=units)
