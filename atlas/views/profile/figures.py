"""The figures of one unit: of each indicator the last counted year, an earlier one, the area's."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from atlas import pipeline
from atlas.atlas import Atlas
from atlas.errors import UnknownNameError
from atlas.measures.grid import Grid, GridCell
from atlas.measures.similarity import Nearest
from atlas.model.areas import Area, Level, UnitName
from atlas.model.cells import State, Status
from atlas.model.formulas import Quotient
from atlas.model.indicators import Indicator
from atlas.model.numbers import format_number
from atlas.model.results import ValueRow
from atlas.model.scope import Scope, View
from atlas.model.specs import Provenance, TableCell
from atlas.views import headlines, texts
from atlas.views.map import chance
from atlas.views.numbers import shared_status, title_with_unit
from atlas.views.profile import texts as words
from atlas.views.profile.level import LevelFigures, LevelProfiles
from atlas.views.provenance import provenance

_NOWHERE: Final = GridCell(
    value=None, state=State.UNKNOWN, status=Status.FINAL, numerator=None, denominator=None
)


_LONGEST_HEAD: Final = 40
"""Characters of a name in the head of a column."""
SIMILAR: Final = "similar"
"""In place of the key of a unit to stand beside another one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ProfileChoice:
    """Which profile: of a unit of the level of a scope, as of its year.

    The indicator of the scope doesn't matter. `ranks` says beside each value which rank it has.
    `beside` is what stands beside it: the key of a unit with its level ("bezirk:021"), SIMILAR for
    the one that is most like it, "" for nothing.
    """

    scope: Scope
    unit: str
    ranks: bool = False
    beside: str = ""


@dataclass(frozen=True, eq=False)
class UnitFigures:
    """One indicator of a unit; `beside` is the figure of the year of the unit beside it."""

    of_level: LevelFigures
    unit: str
    beside: ValueRow | None = None

    @property
    def item(self) -> Indicator:
        """The indicator."""
        return self.of_level.item

    @property
    def scope(self) -> Scope:
        """Names the year the figure is of and the one it is compared with."""
        return self.of_level.scope

    @property
    def grid(self) -> Grid:
        """The values of all units and years."""
        return self.of_level.grid

    @property
    def area(self) -> ValueRow | None:
        """The whole area's value of the year."""
        return self.of_level.area

    @cached_property
    def cell(self) -> GridCell:
        """The figure; one without value where the unit has no row."""
        return self.grid.cell(self.unit, self.scope.year) or _NOWHERE

    @cached_property
    def change(self) -> GridCell | None:
        """How far it has changed, None if there is no earlier year."""
        changes = self.of_level.changes
        return changes.cell(self.unit, self.scope.year) if changes else None

    @cached_property
    def base(self) -> GridCell | None:
        """The figure of the year it is compared with, None if there is none."""
        year = self.scope.base_year
        return None if year is None else self.grid.cell(self.unit, year) or _NOWHERE

    @property
    def verdict(self) -> str:
        """Whether the change may be chance, "" where that can't be told."""
        has_change = self.change is not None and self.change.value is not None
        return chance.verdict(self.of_level.moved, self.unit) if has_change else ""

    @property
    def rows(self) -> tuple[ValueRow, ...]:
        """All years of the unit."""
        cells = ((year, self.grid.cell(self.unit, year)) for year in self.grid.years)
        return tuple(
            headlines.row_of(cell, unit=self.unit, year=year) for year, cell in cells if cell
        )

    def row(self, cell: GridCell, year: int | None = None) -> ValueRow:
        """Put one of the cells as a row."""
        return headlines.row_of(cell, unit=self.unit, year=year or self.scope.year)

    @cached_property
    def printed_rows(self) -> tuple[ValueRow, ...]:
        """All rows of the indicator that a profile prints."""
        own = self.row(self.cell)
        base = [] if self.base is None else [self.row(self.base, self.scope.base_year)]
        others = (row for row in (self.area, self.beside) if row is not None)
        return (own, *base, *others)

    @cached_property
    def sources(self) -> Provenance:
        """Where the indicator comes from, for the years that are printed."""
        atlas, item = self.of_level.atlas, self.item
        units = (self.scope.level, (self.unit,))
        return provenance(
            atlas, self.scope.area, item, self.printed_rows, item.decimals, units=units
        )

    @property
    def label(self) -> str:
        """The title with the unit, which no cell of a table repeats."""
        return title_with_unit(self.item.title, self.item.unit)

    def printed(self, cell: GridCell) -> str:
        """Print a value as a table does."""
        return headlines.figure_text(self.row(cell), self.item, View.VALUE)

    def phrase(self, cell: GridCell) -> str:
        """Print a value with its unit."""
        return headlines.figure_phrase(self.row(cell), self.item, View.VALUE)

    @property
    def change_phrase(self) -> str:
        """Print the change with its unit, "" where there is no earlier year."""
        if self.change is None:
            return ""
        row = headlines.final(self.row(self.change))
        text = headlines.figure_text(row, self.item, View.CHANGE)
        return headlines.with_unit(text, pipeline.view_unit(self.item, View.CHANGE))


@dataclass(frozen=True, eq=False)
class UnitProfile:
    """All figures of the profile of a unit.

    Raises
    ------
    UnknownNameError
        At the first question, if the level has no such unit.
    """

    of_level: LevelProfiles
    choice: ProfileChoice

    @property
    def atlas(self) -> Atlas:
        """Where the figures come from."""
        return self.of_level.atlas

    @property
    def scope(self) -> Scope:
        """The scope asked for."""
        return self.of_level.scope

    @property
    def area(self) -> Area:
        """The area."""
        return self.of_level.area

    @property
    def level(self) -> Level:
        """The level on its Gebietsstand."""
        return self.of_level.level

    @property
    def unit_name(self) -> UnitName:
        """What the unit is called, officially and by people."""
        names = self.of_level.names
        if self.choice.unit not in names:
            raise UnknownNameError(self.level.name, self.choice.unit, names)
        return names[self.choice.unit]

    @property
    def name(self) -> str:
        """What people call the unit."""
        return self.unit_name.shown

    @property
    def is_whole(self) -> bool:
        """Whether the unit is the whole area."""
        return self.of_level.is_whole

    @property
    def year(self) -> int:
        """The year of the profile."""
        return self.of_level.year

    @cached_property
    def figures(self) -> tuple[UnitFigures, ...]:
        """The figures of each core indicator that has any up to the year."""
        return tuple(map(self._of_unit, self.of_level.figures))

    def _of_unit(self, figures: LevelFigures) -> UnitFigures:
        beside, scope = self.beside, figures.scope
        row = beside.row_of(scope.indicator, scope.year) if beside else None
        return UnitFigures(figures, self.choice.unit, row)

    @cached_property
    def nearest(self) -> Nearest | None:
        """The unit that is most like it, if that was asked for and there is one."""
        wanted = self.choice.beside == SIMILAR
        return self.of_level.nearest(self.choice.unit) if wanted else None

    @cached_property
    def beside(self) -> UnitProfile | None:
        """The profile beside this one; a unit isn't laid beside itself."""
        level, _, unit = self.choice.beside.rpartition(":")
        if self.choice.beside == SIMILAR:
            level, unit = self.level.id, self.nearest.unit if self.nearest else ""
        if not unit or (level, unit) == (self.level.id, self.choice.unit):
            return None
        of_level = self.of_level.other(level)
        other = UnitProfile(of_level, ProfileChoice(scope=of_level.scope, unit=unit))
        return other if other.name else None

    @property
    def beside_name(self) -> str:
        """What the unit beside it is called, with its level if that is another one."""
        if self.beside is None or self.is_of_one_level:
            return self.beside.name if self.beside else ""
        return words.OF_LEVEL.format(level=self.beside.level.name, name=self.beside.name)

    @property
    def is_of_one_level(self) -> bool:
        """Whether the unit beside it is one of its own level."""
        return self.beside is not None and self.beside.level.id == self.level.id

    def row_of(self, code: str, year: int) -> ValueRow | None:
        """The figure of an indicator in a year; None where the level has none of it."""
        offered = self.atlas.available(self.area.id, self.level.id)
        cell = self.of_level.grid_of(code).cell(self.choice.unit, year) if code in offered else None
        return headlines.row_of(cell, unit=self.choice.unit, year=year) if cell else None

    def figures_of(self, code: str) -> UnitFigures | None:
        """The figures of an indicator of the level; None if there are none up to the year."""
        figures = self.of_level.figures_of(code)
        return None if figures is None else UnitFigures(figures, self.choice.unit)

    @cached_property
    def by_topic(self) -> tuple[tuple[str, tuple[UnitFigures, ...]], ...]:
        """The figures by topic field, each once, with the title of the field."""
        by_code = {figures.item.code: figures for figures in self.figures}
        parted = (
            (title, tuple(by_code.pop(code) for code in codes if code in by_code))
            for title, codes in self.of_level.topics
        )
        return tuple((title, figures) for title, figures in parted if figures)

    @cached_property
    def shared_status(self) -> Status:
        """The status that all values have, which no cell need say."""
        cells = (figures.cell for figures in self.figures)
        return shared_status(cell.status for cell in cells if cell.value is not None)

    def value_cell(self, figures: UnitFigures, row: ValueRow | None) -> TableCell:
        """Print a value without the status that all have; "nicht angegeben" where there is none."""
        if row is None:
            return TableCell(text=texts.NOT_STATED)
        plain = headlines.final(row) if row.status is self.shared_status else row
        text = headlines.figure_text(plain, figures.item, View.VALUE)
        return TableCell(text=headlines.marked(text, row), number=row.value)

    def absolute_cell(self, figures: UnitFigures) -> TableCell:
        """Print the cases behind a quotient, else the figure itself."""
        formula, cases = figures.item.formula, figures.cell.numerator
        if not isinstance(formula, Quotient):
            return TableCell(text=figures.printed(figures.cell), number=figures.cell.value)
        if cases is None:
            return TableCell(text=State.UNKNOWN.sign)
        quantities = self.atlas.catalogue(self.scope.area).quantities
        decimals = max(quantities[term.quantity].decimals for term in formula.of)
        text = format_number(cases, decimals) if cases else State.ZERO.sign
        return TableCell(text=text, number=cases)


def head_name(name: str) -> str:
    """A name as it finds room in the head of a column or in the key of a chart."""
    return name if len(name) <= _LONGEST_HEAD else f"{name[: _LONGEST_HEAD - 1].rstrip()}…"
