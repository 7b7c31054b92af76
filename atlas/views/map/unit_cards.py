"""What is said of a unit, and of the selected ones together: one source for screen and files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from atlas.atlas import Atlas
from atlas.editions.custom_areas import TOGETHER
from atlas.errors import NoDataError, SingleYearError, UnknownYearError
from atlas.measures.chance import Movement
from atlas.measures.grid import Grid, GridCell
from atlas.model.areas import distinct_names
from atlas.model.cells import Status
from atlas.model.formulas import Quotient, Share, SignedSum
from atlas.model.indicators import Indicator
from atlas.model.numbers import format_number
from atlas.model.scope import Scope, View
from atlas.model.specs import SelectionCards, UnitCard
from atlas.views import texts
from atlas.views.headlines import (
    area_row,
    figure_phrase,
    final,
    marked,
    reference_dates,
    row_of,
    sign_rows,
    unit_grid,
    view_label,
)
from atlas.views.map import texts as map_texts
from atlas.views.map.chance import movement
from atlas.views.numbers import shared_status
from atlas.views.table.tables import quantities_title

Line = tuple[str, str]


def unit_card(atlas: Atlas, scope: Scope, unit: str) -> UnitCard | None:
    """Say what is known of a unit in the year of a scope; None for one that has no row.

    Its change is judged by the test of the start page: beyond what chance alone may do, or not.
    """
    return CardWriter(atlas, atlas.with_base_year(scope), atlas.grid).card(unit)


def selection_cards(atlas: Atlas, scope: Scope) -> SelectionCards:
    """Say what is known of each selected unit in short, and of all of them as one.

    Units the level doesn't have are passed over.
    """
    scope = atlas.with_base_year(scope)
    level = atlas.level_at(scope.area, scope.level, scope.vintage)
    units = tuple(unit for unit in level.units if unit.id in scope.selection)
    scope = replace(scope, selection=tuple(unit.id for unit in units))
    names = distinct_names(level.units)
    writer = CardWriter(atlas, scope, atlas.grid)
    each = ((unit.id, names[unit.id].shown, writer.brief_figure(unit.id)) for unit in units)
    noun = level.name if len(units) == 1 else level.plural
    together, note = _together(atlas, scope) if len(units) > 1 else (None, "")
    return SelectionCards(
        heading=map_texts.SELECTED_UNITS.format(number=len(units), noun=noun),
        each=tuple(each),
        together=together,
        note=note,
    )


def _together(atlas: Atlas, scope: Scope) -> tuple[UnitCard | None, str]:
    """Write the card of the selected units as one and how it comes about, or why there is none.

    Sums are of the newest Gebietsstand: on another one they would be of other borders.
    """
    if scope.vintage is not None:
        return None, map_texts.TOGETHER_ONLY_NEWEST
    writer = CardWriter(atlas, scope, atlas.together)
    try:
        return writer.card(TOGETHER, briefly=True), writer.how_together()
    except (NoDataError, UnknownYearError, SingleYearError):
        return None, map_texts.NOT_TOGETHER


@dataclass(frozen=True, eq=False)
class CardWriter:
    """Writes cards: `grid` answers for the units of a level, or for some of them as one.

    `scope` has its base year. A status that all figures of its year share is said in the headline,
    and not at each of them.
    """

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

    def card(self, unit: str, *, briefly: bool = False) -> UnitCard | None:
        """See `unit_card`; `briefly` leaves out what the legend says as well, or another year."""
        cell = self._shown.cell(unit, self.scope.year)
        if cell is None:
            return None
        area = [] if briefly else list(self._area())
        before = self._before(unit, self._earlier_years(briefly=briefly))
        return UnitCard(
            label=self._label(cell),
            figure=self._phrase(cell, self.scope.view),
            lines=(*self._judged(unit), *self._now(unit, cell), *before, *area),
            brief=(self.brief_figure(unit), *self._brief_before(unit), *map(" ".join, area)),
            dates=map_texts.COUNTED_ON.format(dates=self._dates) if self._dates else "",
        )

    def details(self, unit: str) -> tuple[Line, ...]:
        """Label and text of all figures of a unit, one each; empty for one that has no row."""
        cell = self._shown.cell(unit, self.scope.year)
        if cell is None:
            return ()
        base = () if self.scope.base_year in {None, self.scope.year} else (self.scope.base_year,)
        judged = (text for _, text in self._judged(unit))
        figure = ", ".join((self._phrase(cell, self.scope.view), *judged))
        return (
            (self._label(cell), figure),
            *self._value_line(unit),
            *self._counts(cell),
            *self._before(unit, [year for year in base if year is not None]),
            *([(texts.REFERENCE_DATES, self._dates)] if self._dates else []),
        )

    def how_together(self) -> str:
        """Say how the figure of several units comes about."""
        if not isinstance(self._item.formula, Quotient):
            return map_texts.TOGETHER_SUM
        change = self.scope.view is View.CHANGE
        return map_texts.TOGETHER_CHANGE if change else map_texts.TOGETHER_SHARE

    def brief_figure(self, unit: str) -> str:
        """Figure of a unit, a value with what it was computed from: "12,5 %, 313 von 2.499"."""
        cell = self._shown.cell(unit, self.scope.year)
        if cell is None:
            return texts.NOT_STATED
        figure = self._phrase(cell, self.scope.view)
        parts = self._fraction(cell) if self.scope.view is View.VALUE else ""
        return ", ".join(filter(None, (figure, parts)))

    def _label(self, cell: GridCell) -> str:
        label = view_label(self.scope, self.atlas.area(self.scope.area))
        return marked(label, row_of(cell, year=self.scope.year))

    def _judged(self, unit: str) -> Iterator[Line]:
        """Whether the change that is shown may be chance; beside a value its change says so."""
        judgement = self._judgement(unit) if self.scope.view is View.CHANGE else ""
        if judgement:
            yield map_texts.JUDGEMENT, judgement

    def _now(self, unit: str, cell: GridCell) -> Iterator[Line]:
        """The value of the year where something else is shown, and what it was computed from."""
        fraction = self._fraction(cell)
        if self.scope.view is View.VALUE and fraction and isinstance(self._item.formula, Quotient):
            titles = self.atlas.catalogue(self.scope.area).titles()
            yield quantities_title(self._item.formula.of, titles), fraction
            return
        for label, value in self._value_line(unit):
            yield label, ", ".join(filter(None, (value, fraction)))
        if not fraction:
            yield from self._counts(cell)

    def _value_line(self, unit: str) -> Iterator[Line]:
        value = self._values.cell(unit, self.scope.year)
        if self.scope.view is not View.VALUE and value is not None:
            label = texts.VALUE_IN.format(year=self.scope.year)
            row = row_of(value, year=self.scope.year)
            yield marked(label, row), self._phrase(value, View.VALUE)

    def _counts(self, cell: GridCell) -> Iterator[Line]:
        """Numerator and denominator."""
        formula, titles = self._item.formula, self.atlas.catalogue(self.scope.area).titles()
        if not isinstance(formula, Quotient):
            return
        for terms, number in ((formula.of, cell.numerator), (formula.per, cell.denominator)):
            if number is not None:
                yield quantities_title(terms, titles), self._number(terms, number)

    def _fraction(self, cell: GridCell) -> str:
        """Say what a share was computed from: "313 von 2.499"."""
        formula, part, whole = self._item.formula, cell.numerator, cell.denominator
        if not isinstance(formula, Share) or part is None or not whole:
            return ""  # of nobody there is no part
        of_whole = self._number(formula.per, whole)
        if not part:
            # "0" would mean less than half of one
            return map_texts.NONE_OUT_OF.format(whole=of_whole)
        return map_texts.OUT_OF.format(part=self._number(formula.of, part), whole=of_whole)

    def _number(self, terms: SignedSum, number: float) -> str:
        """Print a count or an amount with the decimals of its quantities."""
        quantities = self.atlas.catalogue(self.scope.area).quantities
        return format_number(number, max(quantities[term.quantity].decimals for term in terms))

    def _before(self, unit: str, years: Iterable[int]) -> Iterator[Line]:
        """Values of earlier years, and what changed since the base year."""
        scope = self.scope
        for year in years:
            before = self._values.cell(unit, year)
            if before is not None:
                yield texts.VALUE_IN.format(year=year), self._phrase(before, View.VALUE, year)
        if scope.view is not View.CHANGE and (change := self._change(unit)):
            yield texts.CHANGE_SINCE.format(base=scope.base_year), change

    def _earlier_years(self, *, briefly: bool = False) -> tuple[int, ...]:
        """The year before the scope's and its base year, the later one first."""
        scope = self.scope
        before = [year for year in self._values.years if year < scope.year]
        base = [] if scope.base_year in (None, scope.year) else [scope.base_year]
        last = [] if briefly and base else before[-1:]
        years = {year for year in (*last, *base) if year is not None}
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
                value = self._phrase(before, View.VALUE, year)
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
            plain = final(row) if row.status is self._shared_status else row
            yield texts.AREA_VALUE.format(kind=area.kind), figure_phrase(plain, self._item, view)

    @cached_property
    def _dates(self) -> str:
        scope = replace(self.scope, selection=())
        return reference_dates(self.atlas, scope, sign_rows(unit_grid(self.atlas, scope)))

    @cached_property
    def _shared_status(self) -> Status:
        return shared_status(unit_grid(self.atlas, replace(self.scope, selection=())).statuses)

    def _phrase(self, cell: GridCell, view: View, year: int | None = None) -> str:
        """Write a figure with its unit; of another year than the scope's, with its own status."""
        # who added it up is said beside its label, what holds for all units in the headline
        row = replace(row_of(cell, year=self.scope.year), delivered=False)
        once = year is None and row.status is self._shared_status
        return figure_phrase(final(row) if once else row, self._item, view)
