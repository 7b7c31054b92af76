"""Printed figures to check against: data/indicators/<area>/published.csv."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from atlas.errors import CellError
from atlas.model.problem_texts import Place
from atlas.model.problems import Problem
from atlas.model.published import ClaimMeasure, PublishedClaim
from atlas.model.quantities import Kind
from atlas.sources.cells import parse_cell
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


def read_claims(folder: Path, problems: list[Problem]) -> tuple[PublishedClaim, ...]:
    """Read `published.csv` of an area; no file means nothing to check."""
    path = folder / "published.csv"
    if not path.exists():
        return ()
    place = Place(area=folder.name, file=f"indicators/{folder.name}/{path.name}")
    return tuple(_claims(path, place, problems))


def _claims(path: Path, place: Place, problems: list[Problem]) -> Iterator[PublishedClaim]:
    for row in read_csv(path, place, COLUMNS, problems).rows:
        try:
            yield _claim(row)
        except (ValueError, CellError) as error:
            reason = f"unlesbare Zahl oder Art ({error})"
            problems.append(place.at(row.line).problem("claim_bad", reason=reason))


def _claim(row: CsvRow) -> PublishedClaim:
    cells = row.cells
    printed = _number(cells["printed"])
    if printed is None:
        raise CellError("cell_not_number")
    return PublishedClaim(
        place=cells["place"],
        line=row.line,
        subject=cells["subject"],
        measure=ClaimMeasure(cells["measure"]),
        printed=printed,
        decimals=len(cells["printed"].partition(",")[2]),
        year=int(cells["year"]),
        level=cells["level"],
        unit=cells["unit"],
        base_year=int(cells["base_year"]) if cells["base_year"] else None,
        base_value=_number(cells["base_value"]),
        end_value=_number(cells["end_value"]),
    )


def _number(text: str) -> float | None:
    return parse_cell(text, Kind.GIVEN).value if text else None
