"""Values of larger regions that only one area has: data/indicators/<area>/references.csv."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator
from pathlib import Path
from typing import TypeVar

from atlas.errors import CellError
from atlas.model.indicators import ReferenceValue
from atlas.model.problems import Problem
from atlas.model.source_location import SourceLocation
from atlas.sources.cells import number_of, year_of
from atlas.sources.files import is_there
from atlas.sources.text_files import CsvRow, read_csv

COLUMNS = ("indicator", "region", "year", "value", "source")
Read = TypeVar("Read")


def read_references(
    folder: Path, indicators: Container[str], problems: list[Problem]
) -> tuple[ReferenceValue, ...]:
    """Read `references.csv` of an area; without the file it has none.

    Rows that name an unknown indicator or can't be read are reported and left out.
    """
    path = folder / "references.csv"
    if not is_there(path):
        return ()
    location = SourceLocation(area=folder.name, file=f"indicators/{folder.name}/{path.name}")
    rows = read_csv(path, location, COLUMNS, problems).rows
    return tuple(_references(rows, indicators, location, problems))


def _references(
    rows: tuple[CsvRow, ...],
    indicators: Container[str],
    location: SourceLocation,
    problems: list[Problem],
) -> Iterator[ReferenceValue]:
    for row in rows:
        row_location, cells = location.at_line(row.line), row.cells
        year, value = _if_readable(year_of, cells["year"]), _if_readable(number_of, cells["value"])
        if cells["indicator"] not in indicators:
            problems.append(row_location.problem("catalogue_reference", cells["indicator"]))
        elif year is None:
            problems.append(row_location.problem("reference_bad", cells["year"], column="year"))
        elif value is None:
            problems.append(row_location.problem("reference_bad", cells["value"], column="value"))
        else:
            yield ReferenceValue(
                indicator=cells["indicator"],
                region=cells["region"],
                year=year,
                value=value,
                source=cells["source"],
            )


def _if_readable(read: Callable[[str], Read], text: str) -> Read | None:
    try:
        return read(text)
    except (ValueError, CellError):
        return None
