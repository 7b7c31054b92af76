"""Yearly tables: data/indicators/<area>/<year>.csv beside <year>.toml ↔ one tidy frame.

The frame has the columns level, unit, year, quantity, value (float, NaN without figure),
state and status (int8 codes of `State` and `Status`).
"""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from atlas.errors import CellError
from atlas.model.dates import Period, ReferenceDate
from atlas.model.indicators import Catalogue
from atlas.model.problem_texts import Place, meant
from atlas.model.problems import Problem
from atlas.model.quantities import Audience, Delivery, Kind
from atlas.model.units import Area
from atlas.model.values import Cell, State, Status
from atlas.sources.cells import parse_cell, write_cell
from atlas.sources.text_files import (
    DELIMITER,
    CsvRow,
    CsvTable,
    FileModel,
    TomlFile,
    read_csv,
    read_toml,
    validated,
)

KEYS = ("level", "unit")
ANNOTATIONS = ("name",)
COLUMNS = ("level", "unit", "year", "quantity", "value", "state", "status")


class Observation(NamedTuple):
    """One row of the tidy frame."""

    level: str
    unit: str
    year: int
    quantity: str
    value: float | None
    state: int
    status: int


class _DeliveryEntry(FileModel):
    base: str
    source: str
    publisher: str
    date: dt.date | str | None = None
    boundary_date: dt.date | None = None
    definition: str = ""
    audience: Audience = Audience.STATISTICS
    note: str = ""


@dataclass(frozen=True, slots=True)
class YearFile:
    """The rows of one year, what is known of each quantity, and what was wrong."""

    observations: tuple[Observation, ...]
    deliveries: tuple[Delivery, ...]
    lines: Mapping[tuple[str, str], int]


def to_frame(observations: Iterable[Observation]) -> pd.DataFrame:
    """Build the tidy frame from observations."""
    frame = pd.DataFrame(observations, columns=pd.Index(COLUMNS))
    types = {"value": "float64", "state": "int8", "status": "int8", "year": "int64"}
    return frame.astype(types)


def year_files(folder: Path, problems: list[Problem]) -> dict[int, Path]:
    """Find the yearly tables of an area; a year that comes twice is reported."""
    years: dict[int, Path] = {}
    place = Place(area=folder.name)
    for path in sorted(folder.glob("*.csv"), key=lambda path: (len(path.stem), path.stem)):
        here = Place(area=place.area, file=f"indicators/{folder.name}/{path.name}")
        named = re.match(r"(\d{4})(?!\d)", path.stem)
        if path.stem == "published":
            continue
        if named and int(named.group(1)) in years:
            other = years[int(named.group(1))].name
            problems.append(here.problem("year_twice", named.group(1), other=other))
        elif re.fullmatch(r"\d{4}", path.stem):
            years[int(path.stem)] = path
        else:
            problems.append(here.problem("file_ignored"))
    return years


def read_year(path: Path, area: Area, catalogue: Catalogue, problems: list[Problem]) -> YearFile:
    """Read one yearly table with the description beside it.

    Bad rows are left out, bad cells become unknown; each is reported with its line.
    """
    place = Place(area=area.id, file=f"indicators/{area.id}/{path.name}")
    table = read_csv(path, place, KEYS, problems)
    columns = _quantity_columns(table, catalogue, place, problems)
    deliveries = _deliveries(path.with_suffix(".toml"), area, columns, problems)
    units = {level.id: tuple(unit.id for unit in level.units) for level in area.levels}
    rows = tuple(_known_rows(table, units, place, problems))
    year = int(path.stem)
    observations = tuple(
        observation
        for row in rows
        for observation in _observations(row, year, columns, place, problems)
    )
    lines = {(row.cells["level"], row.cells["unit"]): row.line for row in rows}
    return YearFile(observations, deliveries, lines)


def _quantity_columns(
    table: CsvTable, catalogue: Catalogue, place: Place, problems: list[Problem]
) -> dict[str, Kind]:
    names = [name for name in table.columns if name not in (*KEYS, *ANNOTATIONS)]
    known = catalogue.quantities
    for name in names:
        if name not in known:
            hint = meant(name, known)
            problems.append(place.at(1).problem("csv_column_unknown", name, hint=hint))
    return {name: known[name].kind for name in names if name in known}


def _known_rows(
    table: CsvTable, units: Mapping[str, tuple[str, ...]], place: Place, problems: list[Problem]
) -> Iterator[CsvRow]:
    seen: set[tuple[str, str]] = set()
    members = {level: frozenset(ids) for level, ids in units.items()}
    for row in table.rows:
        level, unit = row.cells["level"], row.cells["unit"]
        here = place.at(row.line)
        if level not in members:
            hint = meant(level, members)
            problems.append(here.problem("level_unknown", level, hint=hint))
        elif unit not in members[level]:
            problems.append(_unknown_unit(unit, level, units[level], here))
        elif (level, unit) in seen:
            problems.append(here.problem("unit_twice", unit))
        else:
            seen.add((level, unit))
            yield row


def _unknown_unit(unit: str, level: str, known: tuple[str, ...], place: Place) -> Problem:
    padded = [code for code in known if code.startswith("0") and code.lstrip("0") == unit]
    if padded:
        return place.problem("unit_leading_zero", unit, meant=padded[0])
    return place.problem("unit_unknown", unit, level=level, hint=meant(unit, known))


def _observations(
    row: CsvRow, year: int, columns: Mapping[str, Kind], place: Place, problems: list[Problem]
) -> Iterator[Observation]:
    level, unit = row.cells["level"], row.cells["unit"]
    for quantity, kind in columns.items():
        text = row.cells[quantity]
        try:
            cell = parse_cell(text, kind)
        except CellError as error:
            here = place.at(row.line)
            problems.append(here.problem(error.code, text, column=quantity))
            cell = Cell(value=None, state=State.UNKNOWN)
        yield Observation(level, unit, year, quantity, cell.value, cell.state, cell.status)


def _deliveries(
    path: Path, area: Area, columns: Mapping[str, Kind], problems: list[Problem]
) -> tuple[Delivery, ...]:
    place = Place(area=area.id, file=f"indicators/{area.id}/{path.name}")
    file = read_toml(path, place, problems)
    defaults = file.tables.pop("defaults", {})
    merged = {code: {**defaults, **table} for code, table in file.tables.items()}
    full = TomlFile(merged, file.text, place)
    csv_name = path.with_suffix(".csv").name
    for code in merged:
        if columns and code not in columns:
            here = place.at(file.line_of(code))
            problems.append(here.problem("delivery_without_column", code, csv=csv_name))
    for code in columns:
        if code not in merged:
            csv_place = Place(area=area.id, file=f"indicators/{area.id}/{csv_name}", line=1)
            problems.append(csv_place.problem("delivery_missing", code, toml=path.name))
    found = (_delivery(code, area, full, problems) for code in merged if code in columns)
    return tuple(delivery for delivery in found if delivery is not None)


def _delivery(code: str, area: Area, file: TomlFile, problems: list[Problem]) -> Delivery | None:
    entry = validated(_DeliveryEntry, code, file, problems)
    if entry is None:
        return None
    levels = [level.id for level in area.levels]
    if entry.base not in levels:
        here = file.place.at(file.line_of(code, "base") or file.line_of("defaults", "base"))
        problems.append(here.problem("level_unknown", entry.base, hint=meant(entry.base, levels)))
        return None
    try:
        reference_date = parse_reference_date(entry.date)
    except ValueError:
        here = file.place.at(file.line_of(code, "date"))
        problems.append(here.problem("date_bad", entry.date))
        return None
    year = int(Path(file.place.file).stem)
    fields = entry.model_dump(exclude={"base", "date"})
    return Delivery(
        quantity=code, year=year, base_level=entry.base, reference_date=reference_date, **fields
    )


def parse_reference_date(written: dt.date | str | None) -> ReferenceDate | None:
    """Read a reference date: a day, "2014", "2013/14" (school year) or "2011-2013" (pooled).

    Raises
    ------
    ValueError
        If the text is none of these.
    """
    if written is None or written == "":
        return None
    if isinstance(written, dt.date):
        return ReferenceDate.day(written)
    if re.fullmatch(r"\d{4}", written):
        return _span(Period.YEAR, int(written), int(written))
    school = re.fullmatch(r"(\d{4})/(\d{2})", written)
    if school:
        start = int(school.group(1))
        first, last = dt.date(start, 8, 1), dt.date(start + 1, 7, 31)
        return ReferenceDate(period=Period.SCHOOL_YEAR, start=first, end=last)
    pooled = re.fullmatch(r"(\d{4})[-–](\d{4})", written)
    if pooled:
        return _span(Period.POOLED, int(pooled.group(1)), int(pooled.group(2)))
    return ReferenceDate.day(dt.date.fromisoformat(written))


def _span(period: Period, first: int, last: int) -> ReferenceDate:
    return ReferenceDate(period=period, start=dt.date(first, 1, 1), end=dt.date(last, 12, 31))


def write_year(observations: Iterable[Observation], names: Mapping[str, str] | None = None) -> str:
    """Write the observations of one year as a yearly table; `read_year` gives them back."""
    rows: dict[tuple[str, str], dict[str, str]] = {}
    for item in observations:
        cell = Cell(value=item.value, state=State(item.state), status=Status(item.status))
        rows.setdefault((item.level, item.unit), {})[item.quantity] = write_cell(cell)
    quantities = tuple(dict.fromkeys(quantity for cells in rows.values() for quantity in cells))
    out = StringIO()
    writer = csv.writer(out, delimiter=DELIMITER, lineterminator="\n")
    writer.writerow([*KEYS, *(ANNOTATIONS if names is not None else ()), *quantities])
    for (level, unit), cells in rows.items():
        name = [names.get(unit, "")] if names is not None else []
        writer.writerow([level, unit, *name, *(cells.get(q, "") for q in quantities)])
    return out.getvalue()
