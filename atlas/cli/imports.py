"""What `import` prints: what was understood of a department's file, as JSON or in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from atlas.cli import texts as words
from atlas.errors import DataError, UnknownAreaError, UsageError
from atlas.sources.areas import area_ids, read_area
from atlas.sources.catalogue import read_area_catalogue, read_shared_catalogue
from atlas.sources.intake.area_matching import IntakeTarget, matched_intake
from atlas.sources.intake.corrections import ColumnChoice, Corrections
from atlas.sources.intake.intake import Intake
from atlas.sources.intake.reading import read_intake


@dataclass(frozen=True, slots=True, kw_only=True)
class IntakeRequest:
    """Which file is to be read, and for which level of which area and which year."""

    file: Path
    area: str | None
    level: str | None
    year: int | None
    mapping: tuple[str, ...]
    folder: Path


def read_file(request: IntakeRequest) -> Intake:
    """Read a file; where an area is named, match its units and quantities.

    Raises
    ------
    UsageError
        If a mapping can't be read, or only some of area, level and year are named.
    IntakeFileError
        If the file can't be read, or must not be.
    """
    named = (request.area, request.level, request.year)
    if any(named) and not all(named):
        raise UsageError(words.AREA_LEVEL_YEAR)
    target = None
    if request.area is not None and request.level is not None and request.year is not None:
        target = _target(request.folder, request.area, request.level, request.year)
    level = target.area.level(target.level) if target else None
    read = read_intake(request.file, level=level.plural if level else "")
    choices = tuple(_choices(request.mapping, read))
    intake = replace(read, corrections=Corrections(columns=choices))
    return matched_intake(intake, target) if target else intake


def _target(folder: Path, area_id: str, level: str, year: int) -> IntakeTarget:
    ids = area_ids(folder)
    if area_id not in ids:
        raise UnknownAreaError(area_id, ids)
    catalogue = read_area_catalogue(folder, area_id, read_shared_catalogue(folder)).catalogue
    read = read_area(folder / "districts" / area_id, catalogue)
    if read.area is None:
        raise DataError(
            " ".join(
                f"{problem.location}: {problem.message} {problem.remedy}"
                for problem in read.problems
            )
        )
    return IntakeTarget(area=read.area, level=level, year=year, catalogue=catalogue)


def _choices(mapping: Iterable[str], intake: Intake) -> Iterator[ColumnChoice]:
    """Read mappings: a column goes by Excel's letters or by its name."""
    letters = {column.column: column.column for column in intake.understood.columns}
    names = {column.name.casefold(): column.column for column in intake.understood.columns}
    for text in mapping:
        label, _, quantity = (part.strip() for part in text.rpartition("="))
        column = letters.get(label.upper()) or names.get(label.casefold())
        if column is None or not quantity:
            listed = ", ".join(f"{item.column} ({item.name})" for item in intake.understood.columns)
            raise UsageError(words.BAD_MAPPING.format(text=text, columns=listed))
        yield ColumnChoice(column=column, quantity=quantity)


def listed_intake(intake: Intake) -> dict[str, Any]:
    """Return what was understood for programs: rows are Excel's numbers, columns its letters."""
    understood = intake.understood
    return {
        "encoding": understood.encoding,
        "delimiter": understood.delimiter,
        "decimal": understood.decimal,
        "sheet": understood.sheet,
        "header_rows": list(understood.header_rows),
        "footer_rows": list(understood.footer_rows),
        "key": {"column": understood.key_column, "kind": understood.key_kind},
        "dimensions": list(understood.dimensions),
        "columns": [
            {
                "column": column.column,
                "name": column.name,
                "quantity": column.quantity,
                "confidence": column.confidence,
            }
            for column in understood.columns
        ],
        "signs": dict(understood.signs),
        "units": {
            "matched": intake.units.matched,
            "unknown": list(intake.units.unknown),
            "missing": list(intake.units.missing),
            "proposed": [
                {"key": item.key, "unit": item.unit, "name": item.name, "score": item.score}
                for item in intake.units.proposed
            ],
        },
        "records": [record._asdict() for record in intake.records()],
        "problems": [
            {
                "severity": problem.severity,
                "row": problem.row,
                "column": problem.column,
                "value": problem.value,
                "message": problem.message,
                "proposal": problem.proposal,
            }
            for problem in intake.problems
        ],
    }


def intake_text(intake: Intake) -> str:
    """Say what was understood in words."""
    return "\n".join(_lines(intake))


def _lines(intake: Intake) -> Iterator[str]:
    understood = intake.understood
    yield words.INTAKE_ROWS.format(
        rows=len(intake.rows),
        columns=len(understood.columns),
        key=understood.key_column,
        kind=words.KEY_KINDS[understood.key_kind],
    )
    written = (understood.encoding, understood.delimiter, understood.decimal, understood.sheet)
    for label, value in zip(words.INTAKE_FORMS, written, strict=True):
        if value:
            yield words.INTAKE_FORM.format(label=label, value="Tab" if value == "\t" else value)
    for column in understood.columns:
        quantity = column.quantity or words.NO_QUANTITY
        yield words.INTAKE_COLUMN.format(column=column.column, name=column.name, quantity=quantity)
    for problem in intake.problems:
        place = f"{problem.column or ''}{problem.row or ''}"
        yield words.INTAKE_PROBLEM.format(
            severity=words.INTAKE_SEVERITIES[problem.severity],
            place=words.INTAKE_PLACE.format(place=place) if place else "",
            message=problem.message,
            proposal=problem.proposal,
        )
