"""Printed figures to check against: data/indicators/<area>/published.csv."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TypeVar

from atlas.errors import CellError
from atlas.model.problems import Problem
from atlas.model.published import ClaimMeasure, PublishedClaim
from atlas.model.source_location import SourceLocation
from atlas.sources.cells import number_of, year_of
from atlas.sources.files import is_there
from atlas.sources.text_files import CsvRow, read_csv

COLUMNS = (
    "place",
    "level",
    "unit",
    "subject",
    "measure",
    "base_year",
    "year",
    "base_value",
    "end_value",
    "printed",
)
_DIGITS = re.compile(r",([0-9]+)")
Read = TypeVar("Read")


def read_claims(folder: Path, problems: list[Problem]) -> tuple[PublishedClaim, ...]:
    """Read `published.csv` of an area; no file means nothing to check."""
    path = folder / "published.csv"
    if not is_there(path):
        return ()
    location = SourceLocation(area=folder.name, file=f"indicators/{folder.name}/{path.name}")
    return tuple(_claims(path, location, problems))


def _claims(
    path: Path, location: SourceLocation, problems: list[Problem]
) -> Iterator[PublishedClaim]:
    for row in read_csv(path, location, COLUMNS, problems).rows:
        column = next(filter(None, (_unreadable(row, column) for column in _READERS)), "")
        if column:
            row_location = location.at_line(row.line)
            fields = {"printed_at": row.cells["place"], "claimed": _described(row)}
            problem = row_location.problem("claim_bad", row.cells[column], column=column, **fields)
            problems.append(problem)
        else:
            yield _claim(row)


def _described(row: CsvRow) -> str:
    """Name indicator, unit and year as they are written in the row."""
    return ", ".join(filter(None, (row.cells[column] for column in ("subject", "unit", "year"))))


def _unreadable(row: CsvRow, column: str) -> str:
    """Name of the column if its cell can't be read, else empty."""
    try:
        _READERS[column](row.cells[column])
    except (ValueError, CellError):
        return column
    return ""


def _claim(row: CsvRow) -> PublishedClaim:
    cells = row.cells
    digits = _DIGITS.search(cells["printed"])
    return PublishedClaim(
        printed_at=cells["place"],
        line=row.line,
        subject=cells["subject"],
        measure=ClaimMeasure(cells["measure"]),
        printed=number_of(cells["printed"]),
        decimals=len(digits.group(1)) if digits else 0,
        year=year_of(cells["year"]),
        level=cells["level"],
        unit=cells["unit"],
        base_year=_if_any(year_of)(cells["base_year"]),
        base_value=_if_any(number_of)(cells["base_value"]),
        end_value=_if_any(number_of)(cells["end_value"]),
    )


def _if_any(read: Callable[[str], Read]) -> Callable[[str], Read | None]:
    return lambda text: read(text) if text else None


_READERS: Mapping[str, Callable[[str], object]] = {
    "measure": ClaimMeasure,
    "base_year": _if_any(year_of),
    "year": year_of,
    "base_value": _if_any(number_of),
    "end_value": _if_any(number_of),
    "printed": number_of,
}
