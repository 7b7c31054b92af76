"""`python -m atlas`: everything the pages can show, without a browser.

Exit codes: 0 fine, 1 errors found in the data or an import refused, 2 wrong use.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from atlas.cli_german import Command, Group, wrong_call
from atlas.errors import AtlasError, UnknownNameError, UsageError
from atlas.model.figures import ChartKind, ChartSpec, MapKind, MapSpec
from atlas.model.problems import Problem, Severity
from atlas.model.quantities import Audience
from atlas.model.scope import Query, Scope, View
from atlas.render.paper import Paper, Size
from atlas.views import cli_texts as words
from atlas.views.classing_words import classing_named
from atlas.views.stands import stand_named

if TYPE_CHECKING:
    from atlas.atlas import Atlas
    from atlas.render.print_sheet import Sheet

FINE, ERRORS_FOUND, WRONG_USE = 0, 1, 2
ALL = "all"


class ListFormat(StrEnum):
    """Formats of lists."""

    TEXT = "text"
    JSON = "json"


class TableFormat(StrEnum):
    """Formats of tables."""

    JSON = "json"
    CSV = "csv"
    XLSX = "xlsx"


app = typer.Typer(
    help=words.APP, cls=Group, no_args_is_help=True, rich_markup_mode=None, add_completion=False
)
districts = typer.Typer(
    help=words.DISTRICTS, cls=Group, no_args_is_help=True, rich_markup_mode=None
)
app.add_typer(districts, name="districts")

Data = Annotated[
    Path, typer.Option("--data", envvar="ATLAS_DATA", metavar=words.FOLDER_VALUE, help=words.DATA)
]
Home = Annotated[
    Path, typer.Option("--home", envvar="ATLAS_HOME", metavar=words.FOLDER_VALUE, help=words.HOME)
]
For = Annotated[Audience, typer.Option("--audience", help=words.AUDIENCE)]
AreaOption = Annotated[str, typer.Option("--area", metavar=words.TEXT_VALUE, help=words.AREA)]
LevelOption = Annotated[str, typer.Option("--level", metavar=words.TEXT_VALUE, help=words.LEVEL)]
OutOption = Annotated[Path | None, typer.Option("--out", metavar=words.FILE_VALUE, help=words.OUT)]
IndicatorOption = Annotated[
    str, typer.Option("--indicator", metavar=words.TEXT_VALUE, help=words.INDICATOR)
]
YearNeeded = Annotated[int, typer.Option("--year", metavar=words.NUMBER_VALUE, help=words.YEAR)]
ViewOption = Annotated[View, typer.Option("--as", help=words.VIEW)]
StandOption = Annotated[
    str | None, typer.Option("--stand", metavar=words.TEXT_VALUE, help=words.STAND)
]
BaseOption = Annotated[
    int | None, typer.Option("--base", metavar=words.NUMBER_VALUE, help=words.BASE)
]
DATA_FOLDER, HOME_FOLDER = Path("data"), Path(".atlas")


@app.command(help=words.AREAS, cls=Command)
def areas(
    data: Data = DATA_FOLDER,
    home: Home = HOME_FOLDER,
    audience: For = Audience.PUBLIC,
    form: Annotated[ListFormat, typer.Option("--format", help=words.FORMAT)] = ListFormat.TEXT,
) -> None:
    """List the areas."""
    # pandas comes with the atlas and takes half a second: --help does without
    from atlas.views import listing  # noqa: PLC0415

    atlas = _open(data, home, audience)
    found = listing.areas(atlas)
    typer.echo(_json(found) if form is ListFormat.JSON else listing.areas_text(found))
    if atlas.unusable:
        _fail(" ".join(atlas.unusable.values()), ERRORS_FOUND)


@app.command(help=words.CHECK, cls=Command)
def check(
    data: Data = DATA_FOLDER,
    home: Home = HOME_FOLDER,
    audience: For = Audience.PUBLIC,
    area: Annotated[
        str | None, typer.Option("--area", metavar=words.TEXT_VALUE, help=words.AREA)
    ] = None,
    form: Annotated[ListFormat, typer.Option("--format", help=words.FORMAT)] = ListFormat.TEXT,
) -> None:
    """List every problem of the data."""
    from atlas.views import listing  # noqa: PLC0415  (see `areas`)

    found = _open(data, home, audience).problems(area)
    as_json = form is ListFormat.JSON
    typer.echo(_json(listing.problems(found)) if as_json else _problem_text(found))
    severe = any(item.severity is Severity.ERROR for item in found)
    raise typer.Exit(ERRORS_FOUND if severe else FINE)


@app.command(help=words.VALUES, cls=Command)
def values(  # noqa: PLR0913, PLR0917  (one parameter per option)
    area: AreaOption,
    level: LevelOption,
    indicator: IndicatorOption,
    year: Annotated[
        int | None, typer.Option("--year", metavar=words.NUMBER_VALUE, help=words.YEAR)
    ] = None,
    years: Annotated[
        str | None, typer.Option("--years", metavar=words.TEXT_VALUE, help=words.YEARS)
    ] = None,
    view: ViewOption = View.VALUE,
    base: BaseOption = None,
    stand: StandOption = None,
    form: Annotated[TableFormat, typer.Option("--format", help=words.FORMAT)] = TableFormat.JSON,
    out: OutOption = None,
    data: Data = DATA_FOLDER,
    home: Home = HOME_FOLDER,
    audience: For = Audience.PUBLIC,
) -> None:
    """Print the figures of one indicator or of all."""
    atlas = _open(data, home, audience)
    wanted = _years(year, years)
    query = Query(
        area=area,
        level=level,
        code=indicator,
        years=wanted,
        view=view,
        base_year=base,
        stand=stand_named(atlas.level(area, level), stand),
    )
    if form is TableFormat.XLSX and out is None:
        raise UsageError(words.OUT_NEEDED)
    _deliver(_table_bytes(atlas, query, form), out)


@app.command("map", help=words.MAP, cls=Command)
def draw_map(  # noqa: PLR0913, PLR0917  (one parameter per option)
    area: AreaOption,
    level: LevelOption,
    indicator: IndicatorOption,
    year: YearNeeded,
    out: Annotated[Path, typer.Option("--out", metavar=words.FILE_VALUE, help=words.MAP_OUT)],
    view: ViewOption = View.VALUE,
    base: BaseOption = None,
    stand: StandOption = None,
    size: Annotated[Size, typer.Option("--paper", help=words.PAPER)] = "A4",
    portrait: Annotated[bool, typer.Option("--portrait", help=words.PORTRAIT)] = False,
    other: Annotated[
        str | None, typer.Option("--other", metavar=words.TEXT_VALUE, help=words.OTHER_MAP)
    ] = None,
    classes: Annotated[
        str | None, typer.Option("--classes", metavar=words.TEXT_VALUE, help=words.CLASSES)
    ] = None,
    data: Data = DATA_FOLDER,
    home: Home = HOME_FOLDER,
    audience: For = Audience.PUBLIC,
) -> None:
    """Draw a map into a file."""
    from atlas.render.downloads import SHEET_FORMATS, map_file  # noqa: PLC0415  (see `areas`)

    classing = classing_named(classes)
    if classing is not None and other is not None:
        raise UsageError(words.OTHER_CLASSES)
    atlas = _open(data, home, audience)
    plain = Scope(area=area, level=level, indicator=indicator, year=year, base_year=base, view=view)
    day = stand_named(atlas.level(area, level), stand)
    scope = replace(atlas.settled(plain), stand=day, classing=classing)
    form = _ending(out)
    spec = _map_spec(atlas, scope, other, every_year=form == "html")
    if classing is not None and spec.kind is MapKind.CIRCLES:
        raise UsageError(words.CIRCLES_CLASSES.format(title=spec.title))
    paper = Paper(size=size, orientation="portrait" if portrait else "landscape")
    sheet = _sheet(atlas, scope, paper) if form in SHEET_FORMATS else None
    _deliver(map_file(spec, atlas.boundaries(area, level, scope.stand), form, sheet), out)


@app.command("chart", help=words.CHART, cls=Command)
def draw_chart(  # noqa: PLR0913, PLR0917  (one parameter per option)
    area: AreaOption,
    level: LevelOption,
    indicator: IndicatorOption,
    year: YearNeeded,
    out: Annotated[Path, typer.Option("--out", metavar=words.FILE_VALUE, help=words.CHART_OUT)],
    kind: Annotated[ChartKind, typer.Option("--kind", help=words.KIND)] = ChartKind.BARS,
    other: Annotated[
        str | None, typer.Option("--other", metavar=words.TEXT_VALUE, help=words.OTHER)
    ] = None,
    by_value: Annotated[bool, typer.Option("--by-value", help=words.BY_VALUE)] = False,
    view: ViewOption = View.VALUE,
    base: BaseOption = None,
    stand: StandOption = None,
    data: Data = DATA_FOLDER,
    home: Home = HOME_FOLDER,
    audience: For = Audience.PUBLIC,
) -> None:
    """Draw a chart into a file."""
    from atlas.render.downloads import chart_file  # noqa: PLC0415  (see `areas`)
    from atlas.views import charts  # noqa: PLC0415  (see `areas`)

    atlas = _open(data, home, audience)
    plain = Scope(area=area, level=level, indicator=indicator, year=year, base_year=base, view=view)
    scope = replace(atlas.settled(plain), stand=stand_named(atlas.level(area, level), stand))
    if kind is ChartKind.SCATTER and other is None:
        raise UsageError(words.OTHER_NEEDED)
    draw: dict[ChartKind, Callable[[], ChartSpec]] = {
        ChartKind.BARS: lambda: charts.bars(atlas, scope, by_value=by_value),
        ChartKind.SERIES: lambda: charts.series(atlas, scope),
        ChartKind.SCATTER: lambda: charts.scatter(atlas, scope, other or ""),
        ChartKind.DISTRIBUTION: lambda: charts.distribution(atlas, scope),
    }
    _deliver(chart_file(draw[kind](), _ending(out)), out)


@districts.command("import", help=words.IMPORT, cls=Command)
def import_boundaries(  # noqa: PLR0913, PLR0917  (one parameter per option)
    file: Annotated[Path, typer.Argument(metavar=words.FILE_VALUE, help=words.FILE)],
    area: AreaOption,
    level: LevelOption,
    code: Annotated[str, typer.Option("--code", metavar=words.TEXT_VALUE, help=words.CODE)],
    name: Annotated[str, typer.Option("--name", metavar=words.TEXT_VALUE, help=words.NAME)],
    where: Annotated[str, typer.Option("--where", metavar=words.TEXT_VALUE, help=words.WHERE)] = "",
    crs: Annotated[str, typer.Option("--crs", metavar=words.TEXT_VALUE, help=words.CRS)] = "",
    source: Annotated[
        str, typer.Option("--source", metavar=words.TEXT_VALUE, help=words.SOURCE)
    ] = "",
    layer: Annotated[str, typer.Option("--layer", metavar=words.TEXT_VALUE, help=words.LAYER)] = "",
    valid_at: Annotated[
        str | None, typer.Option("--valid-at", metavar=words.DATE_VALUE, help=words.VALID_AT)
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help=words.DRY_RUN)] = False,
    data: Data = DATA_FOLDER,
    audience: For = Audience.PUBLIC,
) -> None:
    """Take boundaries over from a file."""
    # geopandas takes more than a second: only this command needs it
    from atlas.sources.boundary_import import (  # noqa: PLC0415
        ImportRequest,
        apply_import,
        plan_import,
    )

    atlas = _open(data, None, audience)
    request = ImportRequest(
        file=file,
        area=area,
        level=level,
        code=code,
        name=name,
        where=where,
        crs=crs,
        attribution=source,
        valid_at=None if valid_at is None else _date(valid_at),
        layer=layer,
    )
    found = atlas.area(area).level(level) if area in atlas.area_ids else None
    plan = plan_import(request, data / "districts" / area, found.units if found else ())
    for note in plan.notes:
        typer.echo(note)
    if dry_run:
        typer.echo(words.DRY_RUN_DONE)
        return
    apply_import(plan)
    for path in plan.files:
        typer.echo(words.WRITTEN.format(path=path))


def main() -> NoReturn:
    """Run the command line; every failure ends in a German sentence and an exit code."""
    try:
        sys.exit(app(standalone_mode=False) or FINE)
    except typer.TyperException as error:
        if type(error).__name__ == "NoArgsIsHelpError":
            _fail(error.message, WRONG_USE)
        _fail(f"{wrong_call(error)} {words.SEE_HELP}", WRONG_USE)
    except (UnknownNameError, UsageError) as error:
        _fail(str(error), WRONG_USE)
    except AtlasError as error:
        _fail(str(error), ERRORS_FOUND)
    except typer.Abort:
        _fail(words.STOPPED, ERRORS_FOUND)


def _fail(sentence: str, code: int) -> NoReturn:
    typer.echo(sentence, err=True)
    sys.exit(code)


def _map_spec(atlas: Atlas, scope: Scope, other: str | None, *, every_year: bool) -> MapSpec:
    from atlas.views.bivariate import bivariate  # noqa: PLC0415  (see `areas`)
    from atlas.views.maps import choropleth  # noqa: PLC0415  (see `areas`)

    if other is None:
        return choropleth(atlas, scope, every_year=every_year)
    return bivariate(atlas, scope, other, every_year=every_year)


def _sheet(atlas: Atlas, scope: Scope, paper: Paper) -> Sheet:
    from atlas.render.sheets import sheet_for  # noqa: PLC0415  (matplotlib: see `areas`)

    today = datetime.now().astimezone().date()
    return sheet_for(atlas, scope, paper, today)


def _open(folder: Path, home: Path | None, audience: Audience) -> Atlas:
    from atlas.atlas import Atlas  # noqa: PLC0415  (see `areas`)

    return Atlas.open(folder, audience, home)


def _years(year: int | None, years: str | None) -> tuple[int, ...]:
    if year is not None and years is not None:
        raise UsageError(words.YEAR_OR_YEARS)
    if years is None:
        return () if year is None else (year,)
    span = re.fullmatch(r"(\d{4})\s*[-–]\s*(\d{4})", years)
    if span is None or span.group(1) > span.group(2):
        raise UsageError(words.BAD_YEARS.format(years=years))
    return tuple(range(int(span.group(1)), int(span.group(2)) + 1))


def _date(text: str) -> date:
    try:
        # fromisoformat alone would take 20241231 and 2024-W01-1 too
        day = date.fromisoformat(text) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text) else None
    except ValueError:
        day = None
    if day is None:
        raise UsageError(words.BAD_DATE.format(text=text))
    return day


def _ending(out: Path) -> str:
    return out.suffix.removeprefix(".").lower()


def _table_bytes(atlas: Atlas, query: Query, form: TableFormat) -> bytes:
    from atlas.views import listing, tables  # noqa: PLC0415  (see `areas`)

    codes = atlas.answerable(query) if query.code == ALL else ()
    if form is TableFormat.JSON:
        every = query.code == ALL
        found = listing.all_values(atlas, query, codes) if every else None
        return _json(found or listing.values(atlas.values(query))).encode() + b"\n"
    if query.code == ALL:
        spec = tables.all_values(atlas, query, codes)
    else:
        spec = tables.value_table(atlas, query)
    from atlas.render.downloads import table_file  # noqa: PLC0415  (see `areas`)

    return table_file(spec, form.value)


def _deliver(content: bytes, out: Path | None) -> None:
    if out is None:
        sys.stdout.buffer.write(content)
        return
    from atlas.sources.files import write_atomically  # noqa: PLC0415  (see `areas`)

    write_atomically(out, content)
    typer.echo(words.WRITTEN.format(path=out), err=True)


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1)


def _problem_text(found: Iterable[Problem]) -> str:
    problems = tuple(found)
    if not problems:
        return words.NO_PROBLEMS
    lines = [
        f"{item.severity} · {item.place}\n  {item.message}\n  {words.WHAT_TO_DO}: {item.remedy}"
        for item in problems
    ]
    count = {level: sum(item.severity is level for item in problems) for level in Severity}
    lines.append(
        words.PROBLEM_COUNT.format(
            errors=count[Severity.ERROR],
            warnings=count[Severity.WARNING],
            notes=count[Severity.NOTE],
        )
    )
    return "\n".join(lines)
