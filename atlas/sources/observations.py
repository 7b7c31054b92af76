"""Yearly tables: data/indicators/<area>/<year>.csv beside <year>.toml ↔ one tidy frame.

The frame has the columns level, unit, year, quantity, value (float, NaN without figure),
state and status (int8 codes of `State` and `Status`). Names are categories, sorted, the same
for all years of an area.
"""

from __future__ import annotations

import csv
import datetime as dt
import re
from collections import Counter
from collections.abc import Collection, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from io import StringIO
from pathlib import Path, PurePosixPath
from typing import Annotated, Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd
from pydantic import BeforeValidator

from atlas.errors import CellError
from atlas.model.areas import Area
from atlas.model.cells import Cell, State, Status
from atlas.model.date_texts import DAY_FORMS, REFERENCE_FORMS
from atlas.model.dates import Period, ReferenceDate, parse_reference_date, parse_typed_day
from atlas.model.indicators import Catalogue
from atlas.model.problem_texts import more_cells, spelling_hint
from atlas.model.problems import Problem
from atlas.model.quantities import Audience, Delivery, Exactness, Kind, TotalRule
from atlas.model.source_location import SourceLocation
from atlas.sources import toml_texts
from atlas.sources.cells import has_decimal_point, is_whole_with_point, parse_cell, write_cell
from atlas.sources.files import is_left_behind
from atlas.sources.table_names import is_yearly, names_of
from atlas.sources.text_files import (
    DELIMITER,
    CsvRow,
    CsvTable,
    FileModel,
    TomlFile,
    read_csv,
    validated,
)
from atlas.sources.toml_sections import read_toml_sections

KEYS = ("level", "unit")
DEFAULTS = "defaults"
NEEDED = ("base", "source", "publisher")
"""What has to be said of every delivery."""
NOT_YEARLY = {"published", "references"}
ANNOTATIONS = ("name",)
COLUMNS = ("level", "unit", "year", "quantity", "value", "state", "status")
FEW_KEYS = 10
"""Up to so many keys may all be misspelt; more of them belong to other units."""
MOST_GUESSES = 1_000
"""With so many problems nobody reads what a key may have meant, and guesses take long."""
WHOLE_TABLE = frozenset({"cell_whole_point", "cell_missing", "cell_digits", "cell_fraction"})
"""What a program or a decision did to a table is one mistake, not one of each cell."""
NUMBERS = {"value": "float64", "state": "int8", "status": "int8"}


class Observation(NamedTuple):
    """One row of the tidy frame."""

    level: str
    unit: str
    year: int
    quantity: str
    value: float | None
    state: int
    status: int


class _Defaults(FileModel):
    base: str = ""
    source: str = ""
    publisher: str = ""
    date: Annotated[str, BeforeValidator(str)] = ""  # TOML has dates, years and texts
    boundary_date: Annotated[str, BeforeValidator(str)] = ""
    definition: str = ""
    audience: Audience = Audience.STATISTICS
    note: str = ""
    total: TotalRule | None = None
    exactness: Exactness = Exactness.EXACT


class _DeliveryEntry(_Defaults):
    base: str
    source: str
    publisher: str


class _Reader(NamedTuple):
    """How the cells of a column are read; `says_mean` if nobody wonders about a fraction.

    `decimal_points` if some of its cells have points that can't separate thousands.
    """

    kind: Kind
    fractional: bool
    says_mean: bool
    decimal_points: bool = False


@dataclass(frozen=True, slots=True)
class YearFile:
    """The rows of one year, a delivery for each quantity; line and name of each (level, unit)."""

    frame: pd.DataFrame
    deliveries: tuple[Delivery, ...]
    lines: Mapping[tuple[str, str], int]
    names: Mapping[tuple[str, str], str]

    @property
    def observations(self) -> tuple[Observation, ...]:
        """The rows of the frame, as `write_year` takes them."""
        columns = (self.frame[name].tolist() for name in COLUMNS)
        rows = (Observation(*row) for row in zip(*columns, strict=True))
        return tuple(row._replace(value=None) if pd.isna(row.value) else row for row in rows)


def no_observations(area: Area, catalogue: Catalogue) -> pd.DataFrame:
    """Return the tidy frame without rows."""
    types: Mapping[str, Any] = {"year": "int64", **NUMBERS, **names_of(area, catalogue)}
    return pd.DataFrame(columns=list(COLUMNS)).astype(types)


def year_files(folder: Path, problems: list[Problem]) -> dict[int, Path]:
    """Find the yearly tables of an area; a year that occurs twice is reported.

    A year with a description only is included: reading it reports the missing table.
    """
    files = [path for path in sorted(folder.glob("*")) if not is_left_behind(path.name)]
    years = {int(path.stem): path.with_suffix(".csv") for path in files if is_yearly(path.name)}
    for path in files:
        location = SourceLocation(area=folder.name, file=f"indicators/{folder.name}/{path.name}")
        problems += _stray_table(path, years, location)
    return years


def _stray_table(
    path: Path, years: Mapping[int, Path], location: SourceLocation
) -> Iterator[Problem]:
    """Say of a file that looks like a yearly table why it isn't read."""
    lower = path.name.lower().removesuffix(".txt")
    is_table = lower.endswith(".csv") and path.stem not in NOT_YEARLY
    if is_yearly(path.name) or not (is_table or is_yearly(lower)):
        return
    named = re.match(r"([12][0-9]{3})(?![0-9])", path.stem)
    other = years.get(int(named[1])) if named else None
    if is_yearly(lower) and not (other and path.with_name(lower).exists()):
        yield location.problem("file_ending", path.suffix, name=lower)
    elif named and other:
        yield location.problem("year_twice", named[1], other=other.name)
    else:
        example = f"{named[1]}.csv" if named else "2014.csv"
        yield location.problem("file_ignored", path.name, example=example)


def read_year(path: Path, area: Area, catalogue: Catalogue, problems: list[Problem]) -> YearFile:
    """Read one yearly table with the description beside it.

    Bad rows are left out, bad cells become unknown; each is reported with its line.
    """
    location = SourceLocation(area=area.id, file=f"indicators/{area.id}/{path.name}")
    table = read_csv(path, location, KEYS, problems)
    kinds = _quantity_columns(table, catalogue, location, problems)
    deliveries = _deliveries(path.with_suffix(".toml"), area, table, kinds, problems)
    columns = _readers(kinds, catalogue, deliveries)
    units = {level.id: tuple(unit.id for unit in level.latest_versions()) for level in area.levels}
    rows = tuple(_usable_rows(table, units, location, problems))
    names = names_of(area, catalogue)
    frame = pd.DataFrame(
        {
            **{key: _repeated(rows, key, names[key], len(columns)) for key in KEYS},
            "year": int(path.stem),
            "quantity": pd.Categorical([*columns] * len(rows), dtype=names["quantity"]),
            **_figures(rows, columns, location, problems),
        },
        columns=list(COLUMNS),
    )
    lines = {(row.cells["level"], row.cells["unit"]): row.line for row in rows}
    called = {(row.cells["level"], row.cells["unit"]): row.cells.get("name", "") for row in rows}
    return YearFile(frame, deliveries, lines, called)


def _quantity_columns(
    table: CsvTable, catalogue: Catalogue, location: SourceLocation, problems: list[Problem]
) -> dict[str, Kind]:
    names = [name for name in table.columns if name not in (*KEYS, *ANNOTATIONS)]
    quantities = catalogue.quantities
    for name in names:
        if name not in quantities:
            hint = spelling_hint(name, quantities)
            head = location.at_line(table.line)
            problems.append(head.problem("csv_column_unknown", name, hint=hint))
    return {name: quantities[name].kind for name in names if name in quantities}


def _usable_rows(
    table: CsvTable,
    units: Mapping[str, tuple[str, ...]],
    location: SourceLocation,
    problems: list[Problem],
) -> Iterator[CsvRow]:
    seen: set[tuple[str, str]] = set()
    members = {level: frozenset(ids) for level, ids in units.items()}
    numbers = {level: _as_numbers(ids) for level, ids in units.items()}
    foreign = rows_of_other_units(table, units)
    for level, rows in foreign.items():
        counts = {"rows": len(rows), "units": len(units[level])}
        problems.append(location.at_line(rows[0].line).problem("stand_rows", level, **counts))
    for row in table.rows:
        level, unit = row.cells["level"], row.cells["unit"]
        if level in foreign:
            continue
        if not level:
            problems.append(location.at_line(row.line).problem("row_without_level", unit))
        elif level not in members:
            hint = spelling_hint(level, members) if len(problems) < MOST_GUESSES else ""
            problems.append(location.at_line(row.line).problem("level_unknown", level, hint=hint))
        elif not unit:
            problems.append(location.at_line(row.line).problem("unit_empty"))
        elif unit in numbers[level]:
            code = "unit_as_number" if "." in unit else "unit_leading_zero"
            full = numbers[level][unit]
            problems.append(location.at_line(row.line).problem(code, unit, corrected=full))
        elif unit not in members[level]:
            hint = spelling_hint(unit, units[level]) if len(problems) < MOST_GUESSES else ""
            problems.append(
                location.at_line(row.line).problem(
                    "unit_unknown", unit, about=(unit, level), level=level, hint=hint
                )
            )
        elif (level, unit) in seen:
            problems.append(location.at_line(row.line).problem("unit_twice", unit))
        else:
            seen.add((level, unit))
            yield row


def rows_of_other_units(
    table: CsvTable, units: Mapping[str, Collection[str]]
) -> dict[str, tuple[CsvRow, ...]]:
    """Find the levels none of whose rows names a unit that exists, with these rows.

    That is one mistake, to be reported once: the table belongs to another Gebietsstand.

    Parameters
    ----------
    table
        A table with the columns level and unit.
    units
        Keys of the units of each level.
    """
    by_level: dict[str, list[CsvRow]] = {}
    for row in table.rows:
        if row.cells["level"] in units:
            by_level.setdefault(row.cells["level"], []).append(row)
    return {
        level: tuple(rows)
        for level, rows in by_level.items()
        if _are_of_other_units(rows, units[level])
    }


def _are_of_other_units(rows: Sequence[CsvRow], units: Collection[str]) -> bool:
    keys = {row.cells["unit"] for row in rows}
    return len(keys) > FEW_KEYS and len(units) > FEW_KEYS and keys.isdisjoint(units)


def _as_numbers(units: Iterable[str]) -> dict[str, str]:
    """Keys as a program leaves them if it takes them for numbers, with the right one each."""
    right = frozenset(units)
    written: dict[str, list[str]] = {}
    for unit in filter(str.isdigit, units):
        short = unit.lstrip("0") or "0"
        for form in {short, f"{short}.0", f"{unit}.0"} - right:
            written.setdefault(form, []).append(unit)
    return {form: meant[0] for form, meant in written.items() if len(meant) == 1}


def _repeated(
    rows: Sequence[CsvRow], key: str, names: pd.CategoricalDtype, times: int
) -> pd.Categorical[Any]:
    return pd.Categorical([row.cells[key] for row in rows], dtype=names).repeat(times)


def _readers(
    kinds: Mapping[str, Kind], catalogue: Catalogue, deliveries: Iterable[Delivery]
) -> dict[str, _Reader]:
    """Say of each column how its cells are read: a count may have fractions where it says so."""
    means = {item.quantity for item in deliveries if _is_annual_mean(item.reference_date)}
    readers = {}
    for name, kind in kinds.items():
        fractional = name in means or catalogue.quantities[name].fractional
        readers[name] = _Reader(kind, fractional, name in means or kind is not Kind.COUNT)
    return readers


def _is_annual_mean(date: ReferenceDate | None) -> bool:
    return date is not None and date.period is Period.ANNUAL_MEAN


def _figures(
    rows: Sequence[CsvRow],
    columns: Mapping[str, _Reader],
    location: SourceLocation,
    problems: list[Problem],
) -> dict[str, npt.NDArray[Any]]:
    """Read the cells, row by row, into the columns value, state and status."""
    texts = np.array([[row.cells[name] for name in columns] for row in rows], dtype=object)
    texts = texts.reshape(len(rows), len(columns))
    columns = {
        name: _watchful(reader, set(column))
        for (name, reader), column in zip(columns.items(), texts.T, strict=True)
    }
    figures = {name: np.empty(texts.shape, type_) for name, type_ in NUMBERS.items()}
    oddities: dict[tuple[str, _Reader], str] = {}
    for reader in set(columns.values()):
        alike = np.array([column == reader for column in columns.values()])
        # few texts fill many cells: each is parsed once
        codes, distinct = pd.factorize(texts[:, alike].ravel())
        cells = [_parsed(text, reader, oddities) for text in distinct]
        for name, array in figures.items():
            parsed = np.array([getattr(cell, name) for cell in cells], dtype=array.dtype)
            array[:, alike] = parsed[codes].reshape(texts[:, alike].shape)
    if oddities:
        problems += _cell_problems(rows, columns, oddities, location)
    return {name: array.ravel() for name, array in figures.items()}


def _watchful(reader: _Reader, texts: Collection[str]) -> _Reader:
    """Doubt the points of a column that may hold fractions, if one of them is a decimal point."""
    fractions = reader.fractional or reader.kind is not Kind.COUNT
    return reader._replace(decimal_points=fractions and any(map(has_decimal_point, texts)))


def _parsed(text: str, reader: _Reader, oddities: dict[tuple[str, _Reader], str]) -> Cell:
    """Read a cell; what is wrong or odd about it is noted in `oddities`."""
    try:
        cell = parse_cell(
            text, reader.kind, fractional=reader.fractional, decimal_points=reader.decimal_points
        )
    except CellError as error:
        oddities[text, reader] = error.code
        return Cell(value=None, state=State.UNKNOWN)
    if reader.kind is Kind.COUNT and is_whole_with_point(text):
        oddities[text, reader] = "cell_whole_point"
    elif not reader.says_mean and cell.value is not None and not cell.value.is_integer():
        oddities[text, reader] = "cell_fraction"
    return cell


def _cell_problems(
    rows: Sequence[CsvRow],
    columns: Mapping[str, _Reader],
    oddities: Mapping[tuple[str, _Reader], str],
    location: SourceLocation,
) -> Iterator[Problem]:
    """Report the odd cells; of what has one cause in the whole table, the first."""
    first: dict[str, Problem] = {}
    more: Counter[str] = Counter()
    year = Path(location.file).stem
    for row in rows:
        for quantity, reader in columns.items():
            text = row.cells[quantity]
            code = oddities.get((text, reader), "")
            if not code:
                continue
            problem = location.at_line(row.line).problem(code, text, column=quantity, year=year)
            if code not in WHOLE_TABLE:
                yield problem
            elif code in first:
                more[code] += 1
            else:
                first[code] = problem
    for code, problem in first.items():
        yield replace(problem, message=problem.message + more_cells(more[code]))


def _deliveries(
    path: Path, area: Area, table: CsvTable, columns: Container[str], problems: list[Problem]
) -> tuple[Delivery, ...]:
    location = SourceLocation(area=area.id, file=f"indicators/{area.id}/{path.name}")
    file = read_toml_sections(path, location, problems, 1)
    defaults = _defaults(file, problems)
    if defaults is None:
        return ()
    broken = [".".join(path) for path in file.broken]
    sections = {code: entry for code, entry in file.tables.items() if code != DEFAULTS}
    usable = [name for name in table.columns if name in columns and name not in broken]
    unmatched = [code for code in (*sections, *broken) if code not in table.columns]
    if table.columns:
        problems += _sections_without_column(file, unmatched)
    bare = [name for name in usable if name not in sections] if file.text else []
    lacking = [key for key in NEEDED if key not in defaults]
    if lacking or unmatched:
        reason = toml_texts.why_hidden(unmatched, lacking)
        head = SourceLocation(area=area.id, file=_table_of(file), line=table.line)
        problems += [
            head.problem("delivery_missing", name, toml=path.name, reason=reason) for name in bare
        ]
    else:
        # a section may be left out where the defaults say everything
        sections |= {name: {} for name in bare}
    filled = {
        code: {**defaults, **entry} if isinstance(entry, dict) else entry
        for code, entry in sections.items()
    }
    described = replace(file, tables=filled)
    read = (_delivery(name, area, described, problems) for name in usable if name in filled)
    return tuple(delivery for delivery in read if delivery is not None)


def _table_of(file: TomlFile) -> str:
    """Name of the table a description belongs to."""
    return str(PurePosixPath(file.location.file).with_suffix(".csv"))


def _sections_without_column(file: TomlFile, unmatched: Iterable[str]) -> Iterator[Problem]:
    csv_name = PurePosixPath(_table_of(file)).name
    for code in unmatched:
        if code in file.tables:
            location = file.location_of(code)
            yield location.problem("delivery_without_column", code, csv=csv_name)


def _defaults(file: TomlFile, problems: list[Problem]) -> dict[str, Any] | None:
    """What [defaults] says for all sections; None if it is unusable, so that nothing is told."""
    if (DEFAULTS,) in file.broken or () in file.broken:
        return None
    if DEFAULTS not in file.tables:
        return {}
    defaults = validated(_Defaults, (DEFAULTS,), file, problems)
    return None if defaults is None else defaults.model_dump(exclude_unset=True)


def _delivery(code: str, area: Area, file: TomlFile, problems: list[Problem]) -> Delivery | None:
    entry = validated(_DeliveryEntry, (code,), file, problems)
    if entry is None:
        return None
    levels = [level.id for level in area.levels]
    if entry.base not in levels:
        hint = spelling_hint(entry.base, levels)
        wrong = _at_key(code, "base", file).problem("level_unknown", entry.base, hint=hint)
        _append_once(wrong, problems)
        return None
    return Delivery(
        quantity=code,
        year=int(Path(file.location.file).stem),
        base_level=entry.base,
        reference_date=_reference_date(code, entry, file, problems),
        boundary_date=_boundary_date(code, entry, file, problems),
        **entry.model_dump(exclude={"base", "date", "boundary_date"}),
    )


def _append_once(problem: Problem, problems: list[Problem]) -> None:
    """Report a problem; one of [defaults] is the same for all sections."""
    if problem not in problems:
        problems.append(problem)


def _reference_date(
    code: str, entry: _DeliveryEntry, file: TomlFile, problems: list[Problem]
) -> ReferenceDate | None:
    """Read the date of a delivery; a bad one costs no more than itself."""
    try:
        return parse_reference_date(entry.date) if entry.date else None
    except ValueError:
        location = _at_key(code, "date", file)
        _append_once(location.problem("date_bad", entry.date, forms=REFERENCE_FORMS), problems)
        return None


def _boundary_date(
    code: str, entry: _DeliveryEntry, file: TomlFile, problems: list[Problem]
) -> dt.date | None:
    try:
        return parse_typed_day(entry.boundary_date) if entry.boundary_date else None
    except ValueError:
        location = _at_key(code, "boundary_date", file)
        wrong = location.problem("date_bad", entry.boundary_date, forms=DAY_FORMS)
        _append_once(wrong, problems)
        return None


def _at_key(code: str, key: str, file: TomlFile) -> SourceLocation:
    line = file.line_of(code, key)
    inherited = file.line_of("defaults", key) if line == file.line_of(code) else None
    return file.location.at_line(inherited or line)


def write_year(observations: Iterable[Observation], names: Mapping[str, str] | None = None) -> str:
    """Write the observations of one year as a yearly table; `read_year` gives them back."""
    rows: dict[tuple[str, str], dict[str, str]] = {}
    for item in observations:
        value = None if pd.isna(item.value) else item.value  # a frame has NaN for no figure
        cell = Cell(value=value, state=State(item.state), status=Status(item.status))
        rows.setdefault((item.level, item.unit), {})[item.quantity] = write_cell(cell)
    quantities = tuple(dict.fromkeys(quantity for cells in rows.values() for quantity in cells))
    out = StringIO()
    writer = csv.writer(out, delimiter=DELIMITER, lineterminator="\n")
    writer.writerow([*KEYS, *(ANNOTATIONS if names is not None else ()), *quantities])
    for (level, unit), cells in rows.items():
        name = [names.get(unit, "")] if names is not None else []
        writer.writerow([level, unit, *name, *(cells.get(q, "") for q in quantities)])
    return out.getvalue()
