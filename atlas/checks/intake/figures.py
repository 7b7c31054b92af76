"""The cells of a file that was handed in, side by side with what the area has already."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from atlas.measures.cells import Codes, Flags, Floats
from atlas.model.areas import Area
from atlas.model.cells import State
from atlas.model.indicators import Catalogue
from atlas.model.quantities import Delivery
from atlas.sources.table_names import names_of

Positions = npt.NDArray[np.intp]
NO_CELL: Final = -1
FEWEST_ROUNDED: Final = 10
"""That many figures in a row are multiples of 5 once in ten million times."""
ROUNDED_TO: Final = (10, 5)
CELL_KEY: Final = ("level", "unit", "quantity")


@dataclass(frozen=True, kw_only=True, eq=False)
class AreaTables:
    """What an area has beside a file that is handed in for one of its years.

    `present` are the observations of that year, `earlier` those of years before it; both have the
    columns of `sources.observations`. `described` has by quantity what is said of the figures of
    that year, `described_before` what was said of the last ones before. Figures of an `annual_mean`
    may have fractions; those of a file that isn't `exact` were rounded or changed a little.
    """

    area: Area
    catalogue: Catalogue
    year: int
    present: pd.DataFrame
    earlier: pd.DataFrame
    described: Mapping[str, Delivery] = field(default_factory=dict)
    described_before: Mapping[str, Delivery] = field(default_factory=dict)
    annual_mean: bool = False
    exact: bool = True

    def last_said_of(self, quantity: str) -> Delivery | None:
        """What is said of the figures of the year, else of those before; None without any."""
        return self.described.get(quantity) or self.described_before.get(quantity)


@dataclass(frozen=True, kw_only=True, eq=False)
class IntakeFigures:
    """Arrays with a row per level and unit of the file or the year, and a column per quantity.

    `value` and `state` are those of the year once the file is taken over, `before` the values of
    the last earlier year with the quantity (`years_before` by column, 0 if there is none), `cell`
    is the row of `frame` a figure comes from, `NO_CELL` where the file has none. `frame` is the
    file's own, without cells of units and quantities the area doesn't have.
    """

    tables: AreaTables
    frame: pd.DataFrame
    layout: Layout
    levels: npt.NDArray[Any]
    units: npt.NDArray[Any]
    quantities: tuple[str, ...]
    value: Floats
    state: Codes
    before: Floats
    years_before: npt.NDArray[np.int64]
    cell: Positions

    @classmethod
    def of(cls, frame: pd.DataFrame, tables: AreaTables) -> IntakeFigures:
        """Lay the cells of a file side by side; of two of one unit and quantity the last counts.

        Parameters
        ----------
        frame
            A row per cell: columns level, unit, year, quantity, value, state, status, and row and
            column as Excel shows them.
        tables
            What the area has beside it.
        """
        names = names_of(tables.area, tables.catalogue)
        coded = frame.assign(**{key: frame[key].astype(names[key]) for key in names})
        # a unit nobody has is told by who reads the file
        coded = coded[coded[[*names]].notna().all(axis=1)].reset_index(drop=True)
        width = len(names["unit"].categories)
        present = tables.present
        rows = np.unique(np.concatenate([_keys(coded, width), _keys(present, width)]))
        codes = {*coded["quantity"].unique(), *present["quantity"].unique()}
        columns = tuple(code for code in tables.catalogue.quantities if code in codes)
        layout = Layout(rows=rows, width=width, columns=pd.Index(columns))
        value, state = layout.figures(present)
        own_value, own_state = layout.figures(coded)
        cell = layout.positions(coded)
        in_file = cell != NO_CELL
        before, years_before = layout.before(tables.earlier)
        return cls(
            tables=tables,
            frame=coded,
            layout=layout,
            levels=names["level"].categories.to_numpy()[rows // width],
            units=names["unit"].categories.to_numpy()[rows % width],
            quantities=columns,
            value=np.where(in_file, own_value, value),
            state=np.where(in_file, own_state, state),
            before=before,
            years_before=years_before,
            cell=cell,
        )

    @cached_property
    def column_of(self) -> dict[str, int]:
        """Column of each quantity."""
        return {code: number for number, code in enumerate(self.quantities)}

    @cached_property
    def rounding(self) -> npt.NDArray[np.int64]:
        """By column: 10 or 5 where all of many figures of the file are multiples of it, else 0."""
        bases = np.zeros(len(self.quantities), dtype=np.int64)
        for column in self.delivered_columns():
            values = self.value[self.in_file[:, column], column]
            values = values[values > 0]
            fitting = (base for base in ROUNDED_TO if not (values % base).any())
            bases[column] = next(fitting, 0) if len(values) >= FEWEST_ROUNDED else 0
        return bases

    @cached_property
    def of_level(self) -> dict[str, Flags]:
        """By level: which rows are its."""
        return {
            str(level): np.asarray(self.levels == level, dtype=np.bool_)
            for level in np.unique(self.levels)
        }

    @cached_property
    def unit_names(self) -> dict[tuple[str, str], str]:
        """Names of the units by level and key."""
        return {
            (level.id, unit.id): unit.name
            for level in self.tables.area.levels
            for unit in level.latest_versions()
        }

    @cached_property
    def in_file(self) -> Flags:
        """Which figures are the file's."""
        return np.asarray(self.cell != NO_CELL, dtype=np.bool_)

    def name_of(self, row: int) -> str:
        """Name of the unit of a row."""
        unit = str(self.units[row])
        return self.unit_names.get((str(self.levels[row]), unit), unit)

    def title_of(self, column: int) -> str:
        """German title of the quantity of a column."""
        return self.tables.catalogue.quantities[self.quantities[column]].title

    def delivered_columns(self) -> Iterator[int]:
        """Columns of which the file has any figure."""
        yield from np.flatnonzero(self.in_file.any(axis=0)).tolist()


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Where cells go: rows by level and unit (as one number), columns by quantity."""

    rows: npt.NDArray[np.int64]
    width: int
    columns: pd.Index

    def places(self, frame: pd.DataFrame) -> tuple[Positions, Positions, Flags]:
        """Row and column of each cell of a frame, and which cells have both."""
        keys = _keys(frame, self.width)
        row = np.searchsorted(self.rows, keys).clip(max=max(len(self.rows) - 1, 0))
        named = frame["quantity"].cat
        lookup = self.columns.get_indexer(named.categories)
        column = lookup[named.codes.to_numpy()]
        fits = (column >= 0) & (self.rows[row] == keys) if len(self.rows) else column < 0
        return row, column, np.asarray(fits, dtype=np.bool_)

    def positions(self, frame: pd.DataFrame) -> Positions:
        """Array of the rows of `frame` in which the cells are."""
        row, column, fits = self.places(frame)
        array = np.full((len(self.rows), len(self.columns)), NO_CELL, dtype=np.intp)
        array[row[fits], column[fits]] = np.flatnonzero(fits)
        return array

    def names_at(
        self, rows: Positions, columns: Positions, names_like: pd.DataFrame
    ) -> tuple[pd.Categorical[str], pd.Categorical[str], pd.Categorical[str]]:
        """Level, unit and quantity of some places, with the categories they have in a frame."""
        of_rows = self.rows[rows]
        quantities = names_like["quantity"].cat.categories.get_indexer(self.columns)
        codes = (of_rows // self.width, of_rows % self.width, quantities[columns])
        level, unit, quantity = (
            pd.Categorical.from_codes(code.astype(np.intp), names_like[name].cat.categories)
            for name, code in zip(CELL_KEY, codes, strict=True)
        )
        return level, unit, quantity

    def figures(self, frame: pd.DataFrame) -> tuple[Floats, Codes]:
        """Arrays of values and states of the cells of `frame`, UNKNOWN where there is none."""
        row, column, fits = self.places(frame)
        shape = (len(self.rows), len(self.columns))
        value, state = np.full(shape, np.nan), np.full(shape, State.UNKNOWN, dtype=np.int8)
        value[row[fits], column[fits]] = frame["value"].to_numpy()[fits]
        state[row[fits], column[fits]] = frame["state"].to_numpy()[fits]
        return value, state

    def before(self, earlier: pd.DataFrame) -> tuple[Floats, npt.NDArray[np.int64]]:
        """Values of the last year in which each quantity has any, and these years."""
        given = earlier[earlier["value"].notna()]
        last = given.groupby("quantity", observed=True)["year"].max()
        years = last.reindex(self.columns, fill_value=0).to_numpy(np.int64)
        of_last = given["year"].to_numpy() == given["quantity"].map(last).to_numpy(np.int64)
        return self.figures(given[of_last])[0], years


def _keys(frame: pd.DataFrame, width: int) -> npt.NDArray[np.int64]:
    """Level and unit of each cell as one number."""
    level, unit = (frame[name].cat.codes.to_numpy().astype(np.int64) for name in CELL_KEY[:2])
    return level * width + unit
