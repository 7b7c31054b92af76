"""What stands beside a map about the unit pointed at, and about the selected ones together."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from atlas.atlas import Atlas
from atlas.editions.custom_areas import TOGETHER
from atlas.errors import AtlasError
from atlas.measures.chance import Movement
from atlas.measures.grid import Grid, GridCell
from atlas.model.cells import Status
from atlas.model.formulas import Quotient, Share, SignedSum
from atlas.model.indicators import Indicator
from atlas.model.numbers import format_number
from atlas.model.scope import Scope, View
from atlas.model.specs import SelectionCards, UnitCard
from atlas.model.text import distinct_labels
from atlas.views import texts
from atlas.views.headlines import (
    area_row,
    figure_phrase,
    marked,
    reference_dates,
    row_of,
    sign_rows,
    unit_grid,
    view_label,
)
from atlas.views.map import texts as map_texts
from atlas.views.map.chance import movement
from atlas.views.table.tables import quantities_title

Line = tuple[str, str]


def unit_card(atlas: Atlas, scope: Scope, unit: str) -> UnitCard | None:
    """Say what is known of a unit in the year of a scope; None for one that has no row.

    Its change is judged by the test of the start page: beyond what chance alone may do, or not.
    """
    return _Writer(atlas, atlas.with_base_year(scope), atlas.grid).card(unit)


def selection_cards(atlas: Atlas, scope: Scope) -> SelectionCards:
    """Say what is known of each selected unit in short, and of all of them as one.

    Units the level doesn't have are passed over.
    """
    scope = atlas.with_base_year(scope)
    level = atlas.level_at(scope.area, scope.level, scope.vintage)
    units = tuple(unit for unit in level.units if unit.id in scope.selection)
    scope = replace(scope, selection=tuple(unit.id for unit in units))
    names = distinct_labels({unit.id: unit.name for unit in level.units})
    writer = _Writer(atlas, scope, atlas.grid)
    each = ((unit.id, names[unit.id], writer.brief_figure(unit.id)) for unit in units)
    noun = level.name if len(units) == 1 else level.plural
    return SelectionCards(
        heading=map_texts.SELECTED_UNITS.format(number=len(units), noun=noun),
        each=tuple(each),
        together=_together(atlas, scope) if len(units) > 1 else None,
    )


def _together(atlas: Atlas, scope: Scope) -> UnitCard | None:
    """Write the card of the selected units as one; None where they can't be added up.

    Sums are of the newest Gebietsstand: on another one they would be of other borders.
    """
    if scope.vintage is not None:
        return None
    try:
        return _Writer(atlas, scope, atlas.together).card(TOGETHER)
    except AtlasError:  # what is given or has no figures for some of them has no sum
        return None


@dataclass(frozen=True, eq=False)
class _Writer:
    """Writes cards: `grid` answers for the units of a level, or for some of them as one."""

    atlas: Atlas
    scope: Scope
    grid: Callable[[Scope], Grid]

    @cached_property
    def _item(self) -> Indicator:
        return self.atlas.indicator(self.scope.area, self.scope.indicator)

    @cached_property
    def _shown(self) -> Grid:
        return self.grid(self.scope)

    @cached_property
    def _values(self) -> Grid:
        return self.grid(replace(self.scope, view=View.VALUE))

    @cached_property
    def _changes(self) -> Grid | None:
        """Changes since the base year; None where nothing has changed yet."""
        base = self.scope.base_year
        if base is None or base >= self.scope.year or base not in self._values.years:
            return None
        return self.grid(replace(self.scope, view=View.CHANGE))

    @cached_property
    def _movement(self) -> Movement | None:
        return movement(self.atlas, self.scope, self._values)

    def card(self, unit: str) -> UnitCard | None:
        """See `unit_card`."""
        cell = self._shown.cell(unit, self.scope.year)
        if cell is None:
            return None
        label = view_label(self.scope, self.atlas.area(self.scope.area))
        area = list(self._area())
        return UnitCard(
            label=marked(label, row_of(cell, year=self.scope.year)),
            figure=self._phrase(cell, self.scope.view),
            lines=(*self._now(unit, cell), *self._before(unit), *area),
            brief=(self.brief_figure(unit), *self._brief_before(unit), *map(" ".join, area)),
            dates=self._dates(),
        )

    def brief_figure(self, unit: str) -> str:
        """Figure of a unit, a value with what it was computed from: "12,5 %, 313 von 2.499"."""
        cell = self._shown.cell(unit, self.scope.year)
        if cell is None:
            return texts.NOT_STATED
        figure = self._phrase(cell, self.scope.view)
        parts = self._fraction(cell) if self.scope.view is View.VALUE else ""
        return ", ".join(filter(None, (figure, parts)))

    def _now(self, unit: str, cell: GridCell) -> Iterator[Line]:
        scope = self.scope
        value = self._values.cell(unit, scope.year)
        if scope.view is not View.VALUE and value is not None:
            yield texts.VALUE_IN.format(year=scope.year), self._phrase(value, View.VALUE)
        yield from self._parts(cell)

    def _parts(self, cell: GridCell) -> Iterator[Line]:
        """Numerator and denominator: a share is so many of so many."""
        formula, titles = self._item.formula, self.atlas.catalogue(self.scope.area).titles()
        if not isinstance(formula, Quotient):
            return
        if fraction := self._fraction(cell):
            yield quantities_title(formula.of, titles), fraction
            return
        for terms, number in ((formula.of, cell.numerator), (formula.per, cell.denominator)):
            if number is not None:
                yield quantities_title(terms, titles), self._number(terms, number)

    def _fraction(self, cell: GridCell) -> str:
        """Say what a share was computed from: "313 von 2.499"."""
        formula, part, whole = self._item.formula, cell.numerator, cell.denominator
        if not isinstance(formula, Share) or part is None or whole is None:
            return ""
        of_whole = self._number(formula.per, whole)
        if not part:
            # "0" would mean less than half of one
            return map_texts.NONE_OUT_OF.format(whole=of_whole)
        return map_texts.OUT_OF.format(part=self._number(formula.of, part), whole=of_whole)

    def _number(self, terms: SignedSum, number: float) -> str:
        """Print a count or an amount with the decimals of its quantities."""
        quantities = self.atlas.catalogue(self.scope.area).quantities
        return format_number(number, max(quantities[term.quantity].decimals for term in terms))

    def _before(self, unit: str) -> Iterator[Line]:
        """Values of the year before and of the base year, and what changed since then."""
        scope = self.scope
        for year in self._earlier_years():
            before = self._values.cell(unit, year)
            if before is not None:
                yield texts.VALUE_IN.format(year=year), self._phrase(before, View.VALUE)
        if change := self._change(unit):
            if scope.view is not View.CHANGE:
                yield texts.CHANGE_SINCE.format(base=scope.base_year), change
            elif judgement := self._judgement(unit):
                yield map_texts.JUDGEMENT, judgement

    def _earlier_years(self) -> tuple[int, ...]:
        """The year before the scope's and its base year, the later one first."""
        scope = self.scope
        before = [year for year in self._values.years if year < scope.year]
        base = [] if scope.base_year in (None, scope.year) else [scope.base_year]
        years = {year for year in (*before[-1:], *base) if year is not None}
        return tuple(sorted(years, reverse=True))

    def _change(self, unit: str) -> str:
        """Write the change since the base year with its judgement, "" if there is none."""
        cell = self._changes.cell(unit, self.scope.year) if self._changes else None
        if cell is None:
            return ""
        change = self._phrase(replace(cell, status=Status.FINAL), View.CHANGE)
        return ", ".join(filter(None, (change, self._judgement(unit))))

    def _judgement(self, unit: str) -> str:
        """Say whether the change may be chance, "" where that can't be told."""
        cell = self._changes.cell(unit, self.scope.year) if self._changes else None
        moved = self._movement
        if moved is None or cell is None or cell.value is None:
            return ""
        if unit in moved.within:
            return map_texts.WITHIN_CHANCE
        return map_texts.BEYOND_CHANCE if unit in (*moved.risen, *moved.fallen) else ""

    def _brief_before(self, unit: str) -> Iterator[str]:
        for year in self._earlier_years():
            before = self._values.cell(unit, year)
            if before is not None:
                value = self._phrase(before, View.VALUE)
                yield map_texts.IN_YEAR.format(year=year, value=value)
        if self.scope.view is View.CHANGE:
            yield from filter(None, (self._judgement(unit),))
        elif change := self._change(unit):
            yield map_texts.SINCE.format(base=self.scope.base_year, change=change)

    def _area(self) -> Iterator[Line]:
        """The whole area's value, beside that of any other level."""
        scope, area = self.scope, self.atlas.area(self.scope.area)
        row = None if scope.level == area.top_level else area_row(self.atlas, scope)
        if row is not None and row.value is not None:
            view = View.VALUE if scope.view is View.DEVIATION else scope.view
            yield texts.AREA_VALUE.format(kind=area.kind), figure_phrase(row, self._item, view)

    def _dates(self) -> str:
        scope = replace(self.scope, selection=())
        dates = reference_dates(self.atlas, scope, sign_rows(unit_grid(self.atlas, scope)))
        return map_texts.COUNTED_ON.format(dates=dates) if dates else ""

    def _phrase(self, cell: GridCell, view: View) -> str:
        row = replace(row_of(cell, year=self.scope.year), delivered=False)
        return figure_phrase(row, self._item, view)
