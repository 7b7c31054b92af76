"""A file that was read, held against an area and its catalogue: one tidy frame of what fits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, TypeAlias

import numpy as np
import numpy.typing as npt
import pandas as pd

from atlas.errors import UnknownCodeError, UnknownLevelError
from atlas.model.areas import Area
from atlas.model.indicators import Catalogue
from atlas.model.intake import IntakeProblem
from atlas.sources.intake.corrections import ColumnChoice
from atlas.sources.intake.findings import finding, limited, listed
from atlas.sources.intake.grid import column_index
from atlas.sources.intake.intake import Intake
from atlas.sources.intake.layout_texts import TOTAL
from atlas.sources.intake.quantity_matching import match_columns
from atlas.sources.intake.unit_matching import UnitRegister, match_units
from atlas.sources.observations import COLUMNS, NUMBERS

FRAME_COLUMNS: Final = (*COLUMNS, "row", "column")
"""Those of an observation, and where the cell stands in Excel."""
Part: TypeAlias = tuple[tuple[str, str], ...]
"""Letters of the columns that subdivide the rows of a unit, each with what a row says there."""
MOST_PARTS: Final = 60
"""More combinations than that nobody chooses from a list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeTarget:
    """For which level of which area and which year a file is."""

    area: Area
    level: str
    year: int
    catalogue: Catalogue


def matched_intake(intake: Intake, target: IntakeTarget) -> Intake:
    """Match units and quantities of a file; `Intake.frame` is what fits.

    Raises
    ------
    UnknownLevelError
        If the area has no such level.
    UnknownCodeError
        If a column was said to be a quantity the catalogue doesn't have.
    """
    level = target.area.level(target.level)
    if level is None:
        raise UnknownLevelError(target.level, (item.id for item in target.area.levels))
    said = intake.corrections
    for choice in said.columns:
        if choice.quantity and choice.quantity not in target.catalogue.quantities:
            raise UnknownCodeError(choice.quantity, target.catalogue.quantities)
    register = UnitRegister(target.area, level, date(target.year, 12, 31))
    rows = list(zip(intake.keys, intake.names, (intake.rows - 1).tolist(), strict=True))
    is_code = intake.understood.key_kind == "code"
    units, unit_problems = match_units(register, rows, dict(said.units), is_code=is_code)
    columns = {column.column: column.name for column in intake.understood.columns}
    chosen, column_problems = match_columns(columns, target.catalogue, target.year, said.columns)
    named = tuple(
        replace(column, quantity=chosen[column.column][0], confidence=chosen[column.column][1])
        if column.column in chosen
        else column
        for column in intake.understood.columns
    )
    understood = replace(intake.understood, columns=named)
    fitting = replace(intake, understood=understood, units=units)
    frame, frame_problems = _frame(fitting, target)
    if not units.matched and _are_units(register, columns.values()):
        # nothing else is worth asking before the table is turned
        problems = (*intake.problems, finding("turned"))
    else:
        problems = (*intake.problems, *unit_problems, *column_problems, *frame_problems)
    return replace(fitting, frame=frame, problems=problems)


def _are_units(register: UnitRegister, names: Iterable[str]) -> bool:
    """Whether columns are called as units are: each unit has a column, not a row."""
    fitting = [bool(register.named(name)) for name in names]
    return len(fitting) > 1 and 2 * sum(fitting) > len(fitting)


def _frame(intake: Intake, target: IntakeTarget) -> tuple[pd.DataFrame, list[IntakeProblem]]:
    """Build the tidy frame: a row for each cell of a unit and a quantity."""
    places = [intake.units.places.get(key) for key in intake.keys]
    has_unit = np.array([place is not None for place in places], dtype=bool)
    of_year = _rows_of_year(intake, target.year)
    parts: list[pd.DataFrame] = []
    problems: list[IntakeProblem] = []
    for at, choice in _choices(intake):
        rows = np.flatnonzero(has_unit & of_year & _rows_where(intake, choice))
        units = [place for row in rows if (place := places[row]) is not None]
        part = pd.DataFrame(
            {
                "level": [place.level for place in units],
                "unit": [place.unit for place in units],
                "year": target.year,
                "quantity": choice.quantity,
                "value": intake.numbers[rows, at],
                "state": intake.states[rows, at],
                "status": intake.statuses[rows, at],
                "row": intake.rows[rows],
                "column": choice.column,
            },
            columns=list(FRAME_COLUMNS),
        )
        problems += _repeated(part, intake, choice)
        parts.append(part.drop_duplicates(["level", "unit", "quantity"], keep=False))
    frame = pd.concat(parts, ignore_index=True) if parts else empty_frame()
    return frame.astype(dict(NUMBERS)), problems


def empty_frame() -> pd.DataFrame:
    """Return the tidy frame without rows."""
    return pd.DataFrame(
        {name: pd.Series(dtype=NUMBERS.get(name, object)) for name in FRAME_COLUMNS}
    )


def _choices(intake: Intake) -> Iterator[tuple[int, ColumnChoice]]:
    """Return the columns that are a quantity, each with its position among the values."""
    said = intake.corrections.columns
    for at, column in enumerate(intake.understood.columns):
        own = [choice for choice in said if choice.column == column.column]
        if own:
            yield from ((at, choice) for choice in own if choice.quantity)
        elif column.quantity:
            yield at, ColumnChoice(column=column.column, quantity=column.quantity)


def row_parts(intake: Intake, year: int) -> tuple[Part, ...]:
    """What tells the rows of one unit in a year apart, each combination once.

    Empty where nothing but years does, or where there are too many to choose from.
    """
    dimensions = [
        (letter, texts)
        for letter, texts in zip(intake.understood.dimensions, intake.dimension_texts, strict=True)
        if not _are_years(texts)
    ]
    has_unit = np.array([key in intake.units.places for key in intake.keys], dtype=bool)
    rows = np.flatnonzero(has_unit & _rows_of_year(intake, year))
    parts = dict.fromkeys(
        tuple((letter, texts[row]) for letter, texts in dimensions) for row in rows
    )
    return tuple(parts) if 1 < len(parts) <= MOST_PARTS else ()


def total_part(parts: Iterable[Part]) -> Part | None:
    """The one combination that stands for all others: each of its texts is a word for a total."""
    totals = [part for part in parts if all(TOTAL.fullmatch(text.strip()) for _, text in part)]
    return totals[0] if len(totals) == 1 else None


def _rows_of_year(intake: Intake, year: int) -> npt.NDArray[np.bool_]:
    """Mark the rows of a year, where a dimension says years; all rows where none does."""
    mask = np.ones(len(intake.rows), dtype=bool)
    for texts in filter(_are_years, intake.dimension_texts):
        mask &= np.array([text[-4:] == str(year) or text[:4] == str(year) for text in texts])
    return mask


def _are_years(texts: Sequence[str]) -> bool:
    return all(
        len(text) >= 4 and (text[-4:].isdecimal() or text[:4].isdecimal())  # noqa: PLR2004  (a year)
        for text in texts
    )


def _rows_where(intake: Intake, choice: ColumnChoice) -> npt.NDArray[np.bool_]:
    """Mark the rows in which other columns say what they must."""
    mask = np.ones(len(intake.rows), dtype=bool)
    for column, wanted in choice.where:
        if column in intake.understood.dimensions:
            texts = intake.dimension_texts[intake.understood.dimensions.index(column)]
            mask &= np.array([text == wanted for text in texts])
    return mask


def _repeated(part: pd.DataFrame, intake: Intake, choice: ColumnChoice) -> Iterator[IntakeProblem]:
    """Say that a unit has several figures of a quantity, and what might tell them apart."""
    twice = part[part.duplicated(["level", "unit"], keep=False)]
    if twice.empty:
        return
    place = column_index(choice.column)
    first = twice[twice["unit"] == twice["unit"].iloc[0]]["row"]
    if intake.understood.dimensions:
        at = [int(np.flatnonzero(intake.rows == row)[0]) for row in first]
        parts = (
            f"{column}: {listed({texts[row] for row in at}, 4)}"
            for column, texts in zip(
                intake.understood.dimensions, intake.dimension_texts, strict=True
            )
        )
        yield finding("dimension_open", column=place, parts="; ".join(parts))
        return
    yield from limited(
        finding(
            "unit_twice",
            row=int(same["row"].iloc[0]) - 1,
            column=place,
            value=str(unit),
            rows=", ".join(map(str, same["row"])),
        )
        for unit, same in twice.groupby("unit", sort=False)
    )
