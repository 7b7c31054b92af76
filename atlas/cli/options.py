"""Options of the command line, and the parsers of some of them."""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated, Final

import typer

from atlas.cli import delivery_texts as delivery_words
from atlas.cli import texts as words
from atlas.cli.console import say
from atlas.errors import UnknownVintageError, UsageError
from atlas.model import areas, dates
from atlas.model.character_texts import described
from atlas.model.disclosure import ProtectionMode
from atlas.model.figures import FigureKind
from atlas.model.quantities import Audience, Exactness
from atlas.model.scope import ChartKind, View
from atlas.model.text import FORBIDDEN, LINE_BREAK, in_one_line, is_device, without_forbidden
from atlas.render.paper.formats import Size


class ListFormat(StrEnum):
    """Formats of lists."""

    TEXT = "text"
    JSON = "json"


class DiffFormat(StrEnum):
    """Formats of what two releases differ in."""

    TEXT = "text"
    JSON = "json"
    CSV = "csv"


class ProfileFormat(StrEnum):
    """Formats of the profiles in a ZIP."""

    PDF = "pdf"
    DOCX = "docx"
    PPTX = "pptx"
    XLSX = "xlsx"
    HTML = "html"


class TableFormat(StrEnum):
    """Formats of tables."""

    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"
    TIDY_CSV = "tidy-csv"
    TIDY_XLSX = "tidy-xlsx"

    @property
    def is_tidy(self) -> bool:
        """Whether it is one for programs."""
        return self in {TableFormat.TIDY_CSV, TableFormat.TIDY_XLSX}

    @property
    def is_workbook(self) -> bool:
        """Whether it is one that no screen can show."""
        return self in {TableFormat.XLSX, TableFormat.TIDY_XLSX}


DATA_FOLDER: Final = Path("data")
HOME_FOLDER: Final = Path(".atlas")


def _accepted(text: str | None) -> str | None:
    """Drop from an option what no drawing may hold, and say so."""
    characters = FORBIDDEN.findall(text or "")
    if characters:
        say(words.CHARACTERS_DROPPED.format(characters=described(characters)), error=True)
    return None if text is None else in_one_line(without_forbidden(text))


def _file_to_write(path: Path | None) -> Path | None:
    """Refuse names that Windows can't have: what is written is handed on."""
    reason = "" if path is None else _unusable_name(path.name)
    if reason:
        name = in_one_line(without_forbidden(str(path)))
        raise UsageError(words.BAD_FILE_NAME.format(name=name, reason=reason))
    return path


def _unusable_name(name: str) -> str:
    """Say why a file can't have a name everywhere, "" if it can."""
    if not name.strip():
        return words.NO_NAME
    if FORBIDDEN.search(name) or LINE_BREAK.search(name.strip()):
        return words.CONTROL_IN_NAME
    if sign := re.search(r'[<>:"|?*\\]', name):
        return words.SIGN_IN_NAME.format(sign=sign[0])
    if is_device(name):
        return words.RESERVED_NAME
    return words.END_OF_NAME if name.endswith((".", " ")) else ""


text = partial(typer.Option, metavar=words.TEXT_VALUE, callback=_accepted)
number, _file, _folder = (
    partial(typer.Option, metavar=kind)
    for kind in (words.NUMBER_VALUE, words.FILE_VALUE, words.FOLDER_VALUE)
)
target = partial(_file, callback=_file_to_write)

# Where the data are, and who asks
Data = Annotated[Path, _folder("--data", envvar="ATLAS_DATA", help=words.DATA)]
Home = Annotated[Path, _folder("--home", envvar="ATLAS_HOME", help=words.HOME)]
For = Annotated[Audience, typer.Option("--audience", help=words.AUDIENCE)]

# What is requested
Area = Annotated[str, text("--area", help=words.AREA)]
AnyArea = Annotated[str | None, text("--area", help=words.AREA)]
Level = Annotated[str, text("--level", help=words.LEVEL)]
Indicator = Annotated[str, text("--indicator", help=words.INDICATOR)]
IndicatorOrAll = Annotated[str, text("--indicator", help=words.INDICATOR_OR_ALL)]
OneIndicator = Annotated[str | None, text("--indicator", help=words.ONE_INDICATOR)]
Year = Annotated[int, number("--year", help=words.YEAR)]
AnyYear = Annotated[int | None, number("--year", help=words.YEAR)]
Years = Annotated[str | None, text("--years", help=words.YEARS)]
As = Annotated[View, typer.Option("--as", help=words.VIEW)]
Base = Annotated[int | None, number("--base", help=words.BASE)]
Stand = Annotated[str | None, text("--stand", help=words.STAND)]
UnitsOfTable = Annotated[str | None, text("--units", help=words.UNITS_TABLE)]

Published = Annotated[str | None, text("--release", help=words.RELEASE)]
Witness = Annotated[str | None, text("--witness", help=words.WITNESS)]
OldRelease = Annotated[
    str, typer.Argument(metavar=words.TEXT_VALUE, help=words.OLD_RELEASE, callback=_accepted)
]
NewRelease = Annotated[
    str, typer.Argument(metavar=words.TEXT_VALUE, help=words.NEW_RELEASE, callback=_accepted)
]
Protected = Annotated[ProtectionMode | None, typer.Option("--protection", help=words.PROTECTION)]
ReleaseName = Annotated[str, text("--name", help=words.RELEASE_NAME)]

# How it is given
ListForm = Annotated[ListFormat, typer.Option("--format", help=words.FORMAT)]
DiffForm = Annotated[DiffFormat, typer.Option("--format", help=words.FORMAT)]
TableForm = Annotated[TableFormat, typer.Option("--format", help=words.TABLE_FORMAT)]
Out = Annotated[Path | None, target("--out", help=words.OUT)]
MapOut = Annotated[Path, target("--out", help=words.MAP_OUT)]
ChartOut = Annotated[Path, target("--out", help=words.CHART_OUT)]

# Of maps and charts
OtherOfMap = Annotated[str | None, text("--other", help=words.OTHER_MAP)]
YearsOfMap = Annotated[str | None, text("--years", help=words.YEARS_MAP)]
CompareYear = Annotated[int | None, number("--compare-year", help=words.COMPARE_YEAR)]
CompareIndicator = Annotated[str | None, text("--compare-indicator", help=words.COMPARE_INDICATOR)]
CompareLevel = Annotated[str | None, text("--compare-level", help=words.COMPARE_LEVEL)]
UnitsOfMap = Annotated[str | None, text("--units", help=words.UNITS_MAP)]
Classes = Annotated[str | None, text("--classes", help=words.CLASSES)]
PaperSize = Annotated[Size, typer.Option("--paper", help=words.PAPER)]
Portrait = Annotated[bool, typer.Option("--portrait", help=words.PORTRAIT)]
NoValues = Annotated[bool, typer.Option("--no-values", help=words.NO_VALUES)]
Kind = Annotated[ChartKind, typer.Option("--kind", help=words.KIND)]
OtherOfChart = Annotated[str | None, text("--other", help=words.OTHER)]
Units = Annotated[str | None, text("--units", help=words.UNITS)]
ByValue = Annotated[bool, typer.Option("--by-value", help=words.BY_VALUE)]

# Of a profile
Unit = Annotated[str, text("--unit", help=words.UNIT)]
Ranks = Annotated[bool, typer.Option("--ranks", help=words.RANKS)]
Beside = Annotated[str | None, text("--beside", help=words.BESIDE)]
ProfileForm = Annotated[ProfileFormat | None, typer.Option("--format", help=words.PROFILE_FORMAT)]
ProfileOut = Annotated[Path, target("--out", help=words.PROFILE_OUT)]

# Of a report
Template = Annotated[str | None, text("--template", help=words.TEMPLATE)]
ReportFile = Annotated[Path | None, _file("--file", help=words.REPORT_FILE)]
Topic = Annotated[str | None, text("--topic", help=words.TOPIC)]
AnyLevel = Annotated[str | None, text("--level", help=words.LEVEL)]
ReportOut = Annotated[Path, target("--out", help=words.REPORT_OUT)]

# Of a presentation
SessionFile = Annotated[Path, typer.Argument(metavar=words.FILE_VALUE, help=words.SESSION_FILE)]
SessionOut = Annotated[Path, target("--out", help=words.SESSION_OUT)]

# Of a bundle
KindOfFigure = Annotated[FigureKind, typer.Option("--kind", help=words.KIND_OF_FIGURE)]
IndicatorOfFigure = Annotated[str | None, text("--indicator", help=words.INDICATOR_OF_FIGURE)]
EveryYear = Annotated[bool, typer.Option("--all-years", help=words.EVERY_YEAR)]
OtherOfFigure = Annotated[str | None, text("--other", help=words.OTHER_OF_FIGURE)]
UnitsOfFigure = Annotated[str | None, text("--units", help=words.UNITS)]
BundleOut = Annotated[Path, target("--out", help=words.BUNDLE_OUT)]

# Of an index
RecipeFile = Annotated[Path, typer.Argument(metavar=words.FILE_VALUE, help=words.RECIPE)]
TableOfIndex = Annotated[Path | None, _file("--table", help=words.INDEX_TABLE)]
IndexOut = Annotated[Path, target("--out", help=words.INDEX_OUT)]

# Of a new area
NewFolder = Annotated[Path, typer.Argument(metavar=words.FOLDER_VALUE, help=words.NEW_FOLDER)]
NewName = Annotated[str, text("--name", help=words.NEW_NAME)]
Levels = Annotated[str, text("--levels", help=words.LEVELS)]
NewYear = Annotated[
    int | None,
    typer.Option("--year", metavar=words.NUMBER_VALUE, min=1000, max=2999, help=words.NEW_YEAR),
]

# Of a department's file
IntakeFile = Annotated[
    Path, typer.Argument(metavar=words.FILE_VALUE, help=words.INTAKE_FILE, show_default=False)
]
Mapping = Annotated[
    list[str] | None, typer.Option("--map", metavar=words.TEXT_VALUE, help=words.MAPPING)
]

# Of a delivery
Actor = Annotated[str, text("--actor", envvar="ATLAS_ACTOR", help=delivery_words.ACTOR)]
Comments = Annotated[
    list[str] | None,
    typer.Option("--comment", metavar=words.TEXT_VALUE, help=delivery_words.COMMENT),
]
FactSource = Annotated[str, text("--source", help=delivery_words.FACT_SOURCE)]
Publisher = Annotated[str, text("--publisher", help=delivery_words.PUBLISHER)]
Date = Annotated[str, text("--date", help=delivery_words.DATE)]
BoundaryDate = Annotated[str, text("--boundary-date", help=delivery_words.BOUNDARY_DATE)]
Definition = Annotated[str, text("--definition", help=delivery_words.DEFINITION)]
ReleasedTo = Annotated[Audience, typer.Option("--release-to", help=delivery_words.RELEASED_TO)]
Note = Annotated[str, text("--note", help=delivery_words.NOTE)]
HowExact = Annotated[Exactness, typer.Option("--exactness", help=delivery_words.EXACTNESS)]
Partial = Annotated[bool, typer.Option("--partial", help=delivery_words.PARTIAL)]
FromDepartment = Annotated[str, text("--department", help=delivery_words.DEPARTMENT)]

# Of boundaries
File = Annotated[Path, typer.Argument(metavar=words.FILE_VALUE, help=words.FILE)]
Code = Annotated[str, text("--code", help=words.CODE)]
Name = Annotated[str, text("--name", help=words.NAME)]
Where = Annotated[str, text("--where", help=words.WHERE)]
Crs = Annotated[str, text("--crs", help=words.CRS)]
Source = Annotated[str, text("--source", help=words.SOURCE)]
Layer = Annotated[str, text("--layer", help=words.LAYER)]
Encoding = Annotated[str, text("--encoding", help=words.ENCODING)]
ValidAt = Annotated[
    str | None, typer.Option("--valid-at", metavar=words.DATE_VALUE, help=words.VALID_AT)
]
DryRun = Annotated[bool, typer.Option("--dry-run", help=words.DRY_RUN)]


def parse_years(year: int | None, years: str | None) -> tuple[int, ...]:
    """Read the years: one, a span like 2009-2014, or none named.

    Raises
    ------
    UsageError
        If both are named, or the span is none.
    """
    if year is not None and years is not None:
        raise UsageError(words.YEAR_OR_YEARS)
    if years is None:
        return () if year is None else (year,)
    span = re.fullmatch(r"([0-9]{4})\s*[-–]\s*([0-9]{4})", years)
    if span is None or span.group(1) > span.group(2):
        raise UsageError(words.BAD_YEARS.format(years=years))
    return tuple(range(int(span.group(1)), int(span.group(2)) + 1))


def parse_day(text: str | None) -> date | None:
    """Read a day, None if none is named; any other form than 2024-12-31 raises `UsageError`."""
    if text is None:
        return None
    try:
        day = dates.parse_day(text)
    except ValueError as error:
        raise UsageError(words.BAD_DATE.format(text=text)) from error
    if text != day.isoformat():
        raise UsageError(words.BAD_DATE.format(text=text))
    return day


def parse_vintage(level: areas.Level, text: str | None) -> date | None:
    """First day of the Gebietsstand that was valid on a day; None for none.

    Raises
    ------
    UsageError
        If the text is no day.
    UnknownVintageError
        If the level has no boundaries that were valid then.
    """
    if text is None:
        return None
    try:
        day = dates.parse_day(text)
    except ValueError as error:
        raise UsageError(words.BAD_VINTAGE.format(vintage=text)) from error
    valid = [first for first in level.vintages if first <= day]
    if not valid:
        raise UnknownVintageError(level.name, day, level.vintages)
    return valid[-1]
