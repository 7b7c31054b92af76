"""Figures that can't be, or aren't what they look like, whatever other years and columns say."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import numpy as np
import numpy.typing as npt

from atlas.checks.intake.figures import IntakeFigures
from atlas.checks.intake.findings import Finding, cell_findings, finding, named, written
from atlas.model.dates import year_end
from atlas.model.quantities import Kind

FEWEST_ROUNDED: Final = 10
"""That many figures in a row are multiples of 5 once in ten million times."""
_BASES: Final = (10, 5)


def form_findings(figures: IntakeFigures) -> Iterator[Finding]:
    """List what is wrong with the figures by themselves."""
    yield from _other_years(figures)
    yield from _duplicates(figures)
    yield from _units_of_other_days(figures)
    yield from _missing_units(figures)
    yield from _negative(figures)
    yield from _fractions(figures)
    yield from _rounded(figures)


def _other_years(figures: IntakeFigures) -> Iterator[Finding]:
    year = figures.tables.year
    years = sorted(set(figures.frame["year"].unique().tolist()))
    if any(other != year for other in years):
        yield finding("other_year", years=", ".join(map(str, years)), year=year)


def _duplicates(figures: IntakeFigures) -> Iterator[Finding]:
    frame = figures.frame
    keys = ["level", "unit", "quantity"]
    again = frame[frame.duplicated(keys)]
    if again.empty:
        return
    firsts = frame.drop_duplicates(keys).set_index(keys)
    told: set[tuple[str, int]] = set()
    for cell in again.itertuples():
        first = firsts.loc[(cell.level, cell.unit, cell.quantity)]
        same = (cell.state, written(cell.value)) == (first["state"], written(first["value"]))
        if same and (cell.unit, cell.row) in told:
            continue
        told.add((cell.unit, cell.row))
        name = figures.unit_names.get((cell.level, cell.unit), cell.unit)
        yield finding(
            "duplicate" if same else "duplicate_differs",
            row=int(cell.row),
            column=str(cell.column),
            value=written(cell.value),
            name=name,
            title=figures.tables.catalogue.quantities[cell.quantity].title,
            first=written(first["value"]),
            first_row=int(first["row"]),
        )


def _units_of_other_days(figures: IntakeFigures) -> Iterator[Finding]:
    year = figures.tables.year
    existing = {
        (level.id, unit.id)
        for level in figures.tables.area.levels
        for unit in level.units_on(year_end(year))
    }
    first_cell = np.where(figures.brought, figures.cell, len(figures.frame)).min(axis=1)
    for row in np.flatnonzero(first_cell < len(figures.frame)).tolist():
        unit = str(figures.units[row])
        if (str(figures.levels[row]), unit) not in existing:
            cell = figures.frame.iloc[first_cell[row]]
            words = {"name": figures.name_of(row), "unit": unit, "year": year}
            yield finding("unit_not_valid", row=int(cell["row"]), **words)


def _missing_units(figures: IntakeFigures) -> Iterator[Finding]:
    """Units of a level without a cell in a column that others of the level have."""
    day = year_end(figures.tables.year)
    for level_id, of_level in figures.of_level.items():
        level = figures.tables.area.level(level_id)
        units = {unit.id: unit.name for unit in level.units_on(day)} if level else {}
        missing: dict[tuple[str, ...], list[int]] = {}
        for column in figures.delivered_columns():
            rows = of_level & figures.brought[:, column]
            if rows.any():
                present = set(figures.units[rows].tolist())
                missing.setdefault(tuple(units.keys() - present), []).append(column)
        for keys, columns in missing.items():
            if keys and level:
                yield finding(
                    "units_missing",
                    title=", ".join(figures.title_of(column) for column in columns[:3]),
                    count=len(keys),
                    level=level.name,
                    units=named([units[key] for key in sorted(keys)]),
                )


def _of_kind(figures: IntakeFigures, *kinds: Kind) -> npt.NDArray[np.bool_]:
    quantities = figures.tables.catalogue.quantities
    return np.array([quantities[code].kind in kinds for code in figures.quantities], dtype=np.bool_)


def _negative(figures: IntakeFigures) -> Iterator[Finding]:
    adding = _of_kind(figures, Kind.COUNT, Kind.AMOUNT, Kind.MEAN)
    yield from cell_findings(figures, "negative", figures.brought & (figures.value < 0) & adding)


def _fractions(figures: IntakeFigures) -> Iterator[Finding]:
    """Counts with fractions: one finding for a column, since one cause made all of them."""
    quantities = figures.tables.catalogue.quantities
    whole = _of_kind(figures, Kind.COUNT) & ~np.array(
        [quantities[code].fractional for code in figures.quantities], dtype=np.bool_
    )
    if figures.tables.annual_mean:
        return
    broken = figures.brought & whole & (figures.value != np.floor(figures.value))
    broken &= ~np.isnan(figures.value)
    for column in np.flatnonzero(broken.any(axis=0)).tolist():
        rows = np.flatnonzero(broken[:, column])
        values = figures.value[rows, column]
        places = {len(f"{value:.6f}".rstrip("0").partition(".")[2]) for value in values.tolist()}
        # 1,250 was 1.250: its last zero is lost
        code = "thousands" if max(places) == len("000") else "not_whole"
        yield _of_column(figures, code, column, int(rows[0]), count=len(rows))


def _rounded(figures: IntakeFigures) -> Iterator[Finding]:
    counted = _of_kind(figures, Kind.COUNT)
    for column in figures.delivered_columns():
        values = figures.value[figures.brought[:, column], column]
        values = values[values > 0]
        if not counted[column] or len(values) < FEWEST_ROUNDED:
            continue
        bases = [base for base in _BASES if not (values % base).any()]
        if bases:
            row = int(np.flatnonzero(figures.brought[:, column])[0])
            yield _of_column(figures, "rounded", column, row, count=len(values), base=bases[0])


def _of_column(
    figures: IntakeFigures, code: str, column: int, row: int, **fields: object
) -> Finding:
    """Word a finding about a whole column, with one of its cells as the example."""
    cell = figures.frame.iloc[figures.cell[row, column]]
    return finding(
        code,
        row=int(cell["row"]),
        column=str(cell["column"]),
        value=written(figures.value[row, column]),
        title=figures.title_of(column),
        **fields,
    )
