"""`python -m atlas`: everything the pages can show, without a browser.

Exit codes: 0 fine, 1 errors found in the data or an import refused, 2 wrong use.
"""

from __future__ import annotations

import errno
import json
import sys
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path
from traceback import extract_tb
from typing import TYPE_CHECKING, Any, NoReturn

import typer
from typer.main import get_command

from atlas.cli import deliveries, departments
from atlas.cli import options as o
from atlas.cli import texts as words
from atlas.cli.console import say, write_what_can_be_written
from atlas.cli.german import Command, Group, wrong_call
from atlas.errors import (
    AtlasError,
    DamagedReleaseError,
    FormatError,
    NoDataError,
    OtherVersionError,
    UnknownNameError,
    UnreadableFileError,
    UsageError,
    system_reason,
)
from atlas.model.disclosure import ProtectionMode
from atlas.model.figures import FigureKind
from atlas.model.problems import Severity
from atlas.model.quantities import Audience, Exactness
from atlas.model.releases import AUDIENCES, LATEST, LATEST_OR_WORKING, WORKING
from atlas.model.scope import EVERY_YEAR, ChartKind, Scope, View
from atlas.model.submissions import DeliveryFacts, SubmissionRequest
from atlas.render.paper.formats import Paper
from atlas.sources.journal_location import has_journal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from types import TracebackType

    from atlas.atlas import Atlas
    from atlas.model.footnotes import Footnote
    from atlas.model.releases import Release
    from atlas.model.specs import TableSpec, TidyTable
    from atlas.sources.boundary_import import ImportPlan
    from atlas.views.writings import Writings

_CODE = Path(__file__).parents[1]
FINE, ERRORS_FOUND, WRONG_USE = 0, 1, 2
ALL = "all"
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}

app = typer.Typer(
    help=words.APP, cls=Group, no_args_is_help=True, rich_markup_mode=None, add_completion=False
)
districts = typer.Typer(
    help=words.DISTRICTS, cls=Group, no_args_is_help=True, rich_markup_mode=None
)
areas_group = typer.Typer(
    help=words.AREAS, cls=Group, invoke_without_command=True, rich_markup_mode=None
)
releases_group = typer.Typer(
    help=words.RELEASES, cls=Group, no_args_is_help=True, rich_markup_mode=None
)
app.add_typer(areas_group, name="areas")
app.add_typer(releases_group, name="release")
app.add_typer(departments.group, name="departments")
app.add_typer(deliveries.group, name="deliveries")
app.add_typer(districts, name="districts")


@areas_group.callback()
def areas(  # noqa: PLR0913, PLR0917  (one parameter per option)
    context: typer.Context,
    data: o.Data = o.DATA_FOLDER,
    home: o.Home = o.HOME_FOLDER,
    audience: o.For = Audience.PUBLIC,
    release: o.Published = None,
    form: o.ListForm = o.ListFormat.TEXT,
) -> None:
    """List the areas, unless a new one is wanted."""
    if context.invoked_subcommand is not None:
        return
    # pandas comes with the atlas and takes half a second: --help does without
    from atlas.cli import listing  # noqa: PLC0415

    atlas = _open(data, home, audience, release)
    listed = listing.areas(atlas)
    _write_notices(atlas, *(listed_area["area"] for listed_area in listed["areas"]))
    say(_json(listed) if form is o.ListFormat.JSON else listing.areas_text(listed))
    if atlas.unusable:
        _fail(" ".join(atlas.unusable.values()), ERRORS_FOUND)


@areas_group.command("new", help=words.NEW_AREA, cls=Command)
def new_area(
    folder: o.NewFolder, name: o.NewName, levels: o.Levels, year: o.NewYear = None
) -> None:
    """Write the files of a new area."""
    from atlas.sources.new_area import NewArea, create_area  # noqa: PLC0415  (see `areas`)

    listed = tuple(level.strip() for level in levels.split(","))
    first_year = datetime.now().astimezone().year - 1 if year is None else year
    area = NewArea(name=name.strip(), levels=listed, year=first_year)
    for path in create_area(folder, area):
        say(words.WRITTEN.format(path=path))
    say(words.NEW_AREA_DONE.format(area=area.id, folder=folder))


@app.command(help=words.CHECK, cls=Command)
def check(
    data: o.Data = o.DATA_FOLDER,
    home: o.Home = o.HOME_FOLDER,
    audience: o.For = Audience.PUBLIC,  # noqa: ARG001  (kept for those who name it: all is checked)
    area: o.AnyArea = None,
    form: o.ListForm = o.ListFormat.TEXT,
) -> None:
    """List every problem of the data."""
    from atlas.cli import listing  # noqa: PLC0415  (see `areas`)
    from atlas.desk import Desk  # noqa: PLC0415  (see `areas`)

    problems = Desk.open(data, home).problems(area)
    as_json = form is o.ListFormat.JSON
    say(_json(listing.problems(problems)) if as_json else listing.problems_text(problems))
    severe = any(item.severity is Severity.ERROR for item in problems)
    raise typer.Exit(ERRORS_FOUND if severe else FINE)


@releases_group.command("build", help=words.RELEASE_BUILD, cls=Command)
def build_release(
    area: o.Area,
    name: o.ReleaseName,
    protection: o.Protected = None,
    data: o.Data = o.DATA_FOLDER,
    home: o.Home = o.HOME_FOLDER,
) -> None:
    """Protect what each audience may see of an area, audit it and freeze it."""
    from atlas.cli import listing  # noqa: PLC0415  (see `areas`)
    from atlas.cli.protocols import write_protocols  # noqa: PLC0415  (see `areas`)
    from atlas.cli.releases import Progress, built_text  # noqa: PLC0415  (see `areas`)
    from atlas.desk import Desk  # noqa: PLC0415  (see `areas`)

    desk = Desk.open(data, home)
    today = datetime.now().astimezone().date()
    folder = home / "protocols" / area / name
    try:
        release = desk.release(
            area,
            name,
            today,
            Progress(),
            mode=protection,
            keep_protocols=partial(write_protocols, folder),
        )
    except KeyboardInterrupt:
        if desk.releases(area).find(name):
            raise
        _fail(words.BUILD_STOPPED, ERRORS_FOUND)
    say(built_text(release, desk.catalogue_file(area).catalogue.titles()))
    say(words.PROTOCOLS_AT.format(folder=folder))
    if problems := desk.release_problems(area):
        say(listing.problems_text(problems))
    before = desk.releases(area).before(release.name)
    if before is not None:
        _say_what_is_new(data, before, release)


def _say_what_is_new(data: Path, before: Release, release: Release) -> None:
    """Say what a release has that the one before hasn't; and if it bears an earlier day."""
    from atlas.views.releases import news  # noqa: PLC0415  (see `areas`)

    if before.day > release.day:
        days = {"before": before.day, "day": release.day}
        say(words.CLOCK_BACK.format(last=before.name, name=release.name, **days), error=True)
    atlas = _open(data, None, Audience.PUBLIC, LATEST)
    say("\n".join(news(atlas.release_diff(release.area, before.name, release.name))))


@releases_group.command("price", help=words.RELEASE_PRICE, cls=Command)
def price_release(
    area: o.Area,
    year: o.AnyYear = None,
    data: o.Data = o.DATA_FOLDER,
    home: o.Home = o.HOME_FOLDER,
    form: o.ListForm = o.ListFormat.TEXT,
) -> None:
    """Say what each way of protecting counts would cost."""
    from atlas.cli.releases import listed_prices, prices_text  # noqa: PLC0415  (see `areas`)
    from atlas.desk import Desk  # noqa: PLC0415  (see `areas`)

    prices = Desk.open(data, home).release_prices(area, year, _say_how_it_is_protected)
    listed = listed_prices(area, year, prices)
    say(_json(listed) if form is o.ListFormat.JSON else prices_text(listed))


def _say_how_it_is_protected(mode: ProtectionMode) -> None:
    from atlas.views.texts import PROTECTION_MODES  # noqa: PLC0415  (see `areas`)

    say(words.PRICE_PROGRESS.format(mode=mode, words=PROTECTION_MODES[mode]), error=True)


@releases_group.command("list", help=words.RELEASE_LIST, cls=Command)
def list_releases(
    area: o.Area, data: o.Data = o.DATA_FOLDER, form: o.ListForm = o.ListFormat.TEXT
) -> None:
    """List the releases of an area; nobody looks into them."""
    from atlas.cli.releases import listed_releases, releases_text  # noqa: PLC0415  (see `areas`)
    from atlas.desk import Desk  # noqa: PLC0415  (see `areas`)

    listed = listed_releases(Desk.open(data).releases(area))
    say(_json(listed) if form is o.ListFormat.JSON else releases_text(listed))
    _end_with_damage(listed)


@releases_group.command("check", help=words.RELEASE_CHECK, cls=Command)
def check_releases(
    area: o.Area, data: o.Data = o.DATA_FOLDER, form: o.ListForm = o.ListFormat.TEXT
) -> None:
    """Say of the releases of an area whether they are what was published."""
    from atlas.cli.releases import listed_releases, releases_text  # noqa: PLC0415  (see `areas`)
    from atlas.desk import Desk  # noqa: PLC0415  (see `areas`)

    desk = Desk.open(data)
    listed = listed_releases(desk.releases(area), desk.altered_releases(area))
    say(_json(listed) if form is o.ListFormat.JSON else releases_text(listed))
    _end_with_damage(listed)


def _end_with_damage(listed: Sequence[Mapping[str, Any]]) -> NoReturn:
    """Say of each release that can't be shown what to do, and end accordingly."""
    errors = [
        OtherVersionError(release["name"])
        if release.get("other_version")
        else DamagedReleaseError(release["name"], release["altered"])
        for release in listed
        if release.get("other_version") or release.get("altered")
    ]
    for error in errors:
        say(str(error), error=True)
    raise typer.Exit(ERRORS_FOUND if errors else FINE)


@releases_group.command("diff", help=words.RELEASE_DIFF, cls=Command)
def diff_releases(  # noqa: PLR0913, PLR0917  (one parameter per option)
    old: o.OldRelease,
    new: o.NewRelease,
    area: o.Area,
    data: o.Data = o.DATA_FOLDER,
    audience: o.For = Audience.PUBLIC,
    form: o.DiffForm = o.DiffFormat.TEXT,
    out: o.Out = None,
) -> None:
    """Say what is new in a release of an area, and which figures it corrects."""
    from atlas.cli.releases import diff_text, listed_diff  # noqa: PLC0415  (see `areas`)
    from atlas.render.downloads import table_file  # noqa: PLC0415  (see `areas`)
    from atlas.views.releases import corrections_table  # noqa: PLC0415  (see `areas`)

    diff = _open(data, None, audience, LATEST).release_diff(area, old, new)
    if form is o.DiffFormat.CSV:
        _output(table_file(corrections_table(diff), "csv"), out)
        return
    text = _json(listed_diff(diff)) if form is o.DiffFormat.JSON else diff_text(diff)
    if out is None:
        say(text)
    else:
        _output(f"{text}\n".encode(), out)


@app.command("audit", help=words.AUDIT, cls=Command)
def audit_area(  # noqa: PLR0913, PLR0917  (one parameter per option)
    area: o.Area,
    year: o.AnyYear = None,
    data: o.Data = o.DATA_FOLDER,
    home: o.Home = o.HOME_FOLDER,
    audience: o.For = Audience.PUBLIC,
    release: o.Published = None,
    witness: o.Witness = None,
    form: o.ListForm = o.ListFormat.TEXT,
) -> None:
    """Audit what an audience gets of an area."""
    from atlas.cli.audit import audit_text, audited, witness_tables, witness_text  # noqa: PLC0415  (see `areas`)

    atlas, as_json = _open_area(data, home, audience, area, release), form is o.ListFormat.JSON
    if witness is not None:
        tables = witness_tables(atlas, area, witness)
        say(_json(tables) if as_json else witness_text(tables))
        return
    listed = audited(atlas, area, year)
    say(_json(listed) if as_json else audit_text(listed))
    raise typer.Exit(ERRORS_FOUND if listed["unsafe"] else FINE)


@app.command(help=words.VALUES, cls=Command)
def values(  # noqa: PLR0913, PLR0917  (one parameter per option)
    area: o.Area,
    level: o.Level,
    indicator: o.IndicatorOrAll,
    year: o.AnyYear = None,
    years: o.Years = None,
    view: o.As = View.VALUE,
    base: o.Base = None,
    vintage: o.Stand = None,
    units: o.UnitsOfTable = None,
    form: o.TableForm = o.TableFormat.JSON,
    out: o.Out = None,
    data: o.Data = o.DATA_FOLDER,
    home: o.Home = o.HOME_FOLDER,
    audience: o.For = Audience.PUBLIC,
    release: o.Published = None,
) -> None:
    """Print the figures of one indicator or of all."""
    atlas = _open_area(data, home, audience, area, release)
    scope = Scope(
        area=area,
        level=level,
        indicator=indicator,
        years=o.parse_years(year, years),
        view=view,
        base_year=base,
        vintage=o.parse_vintage(atlas.level(area, level), vintage),
    )
    scope = replace(scope, selection=_selection(atlas, scope, units))
    if form.is_workbook and out is None:
        raise UsageError(words.OUT_NEEDED.format(form=form))
    if scope.selection and (form.is_tidy or form is o.TableFormat.JSON):
        raise UsageError(words.UNITS_OF_TABLES)
    if form.is_tidy:
        _write_tidy(_tidy_table(atlas, scope), form, out)
    else:
        _output(_table_bytes(atlas, scope, form), out)


@app.command(help=words.COLUMNS, cls=Command)
def columns(  # noqa: PLR0913, PLR0917  (one parameter per option)
    area: o.Area,
    indicator: o.OneIndicator = None,
    data: o.Data = o.DATA_FOLDER,
    home: o.Home = o.HOME_FOLDER,
    audience: o.For = Audience.PUBLIC,
    form: o.ListForm = o.ListFormat.TEXT,
) -> None:
    """List the columns an area can deliver, and what they are good for."""
    from atlas.cli import listing  # noqa: PLC0415  (see `areas`)

    # what is delivered, and what is still to be
    atlas = _open_area(data, home, audience, area, WORKING)
    listed = listing.columns(atlas, area, None if indicator == ALL else indicator)
    say(_json(listed) if form is o.ListFormat.JSON else listing.columns_text(listed))


@app.command("map", help=words.MAP, cls=Command)
def draw_map(  # noqa: PLR0913, PLR0917  (one parameter per option)
    area: o.Area,
    level: o.Level,
    indicator: o.Indicator,
    out: o.MapOut,
    year: o.AnyYear = None,
    years: o.YearsOfMap = None,
    compare_year: o.CompareYear = None,
    compare_indicator: o.CompareIndicator = None,
    compare_level: o.CompareLevel = None,
    view: o.As = View.VALUE,
    base: o.Base = None,
    vintage: o.Stand = None,
    size: o.PaperSize = "A4",
    portrait: o.Portrait = False,
    no_values: o.NoValues = False,
    other: o.OtherOfMap = None,
    classes: o.Classes = None,
    units: o.UnitsOfMap = None,
    data: o.Data = o.DATA_FOLDER,
    home: o.Home = o.HOME_FOLDER,
    audience: o.For = Audience.PUBLIC,
    release: o.Published = None,
) -> None:
    """Draw a map, or several on a sheet, into a file."""
    from atlas.cli.maps import Comparison, MapRequest, files  # noqa: PLC0415  (see `areas`)
    from atlas.views.map.classing_codec import parse_classing  # noqa: PLC0415  (see `areas`)

    scope = Scope(
        area=area,
        level=level,
        indicator=indicator,
        year=year or EVERY_YEAR,
        base_year=base,
        view=view,
        classing=parse_classing(classes),
    )
    request = MapRequest(
        scope=scope,
        paper=Paper(size=size, orientation="portrait" if portrait else "landscape"),
        values=not no_values,
        years=years,
        other=other,
        compared=Comparison(year=compare_year, indicator=compare_indicator, level=compare_level),
    )
    atlas = _open_area(data, home, audience, area, release)
    dated = replace(scope, vintage=o.parse_vintage(atlas.level(area, level), vintage))
    selected = replace(dated, selection=_selection(atlas, scope, units))
    sheets = files(atlas, replace(request, scope=selected), _extension(out))
    _write_sheets(sheets, out)


@app.command("chart", help=words.CHART, cls=Command)
def draw_chart(  # noqa: PLR0913, PLR0917  (one parameter per option)
    area: o.Area,
    level: o.Level,
    indicator: o.Indicator,
    year: o.Year,
    out: o.ChartOut,
    kind: o.Kind = ChartKind.BARS,
    other: o.OtherOfChart = None,
    by_value: o.ByValue = False,
    units: o.Units = None,
    view: o.As = View.VALUE,
    base: o.Base = None,
    vintage: o.Stand = None,
    data: o.Data = o.DATA_FOLDER,
    home: o.Home = o.HOME_FOLDER,
    audience: o.For = Audience.PUBLIC,
    release: o.Published = None,
) -> None:
    """Draw a chart into a file."""
    from atlas.render.downloads import chart_file  # noqa: PLC0415  (see `areas`)
    from atlas.views.selected import ChartChoice, chart  # noqa: PLC0415  (see `areas`)

    atlas = _open_area(data, home, audience, area, release)
    requested = Scope(
        area=area, level=level, indicator=indicator, year=year, base_year=base, view=view
    )
    scope = _with_base_and_vintage(atlas, requested, vintage)
    if kind is ChartKind.SCATTER and other is None:
        raise UsageError(words.OTHER_NEEDED)
    scope = replace(scope, selection=_selection(atlas, scope, units))
    choice = ChartChoice(
        kind=kind,
        scope=scope,
        other=other or "",
        by_value=by_value,
        goals=_written(home, area, audience).goals,
    )
    _output(chart_file(chart(atlas, choice), _extension(out)), out)


@app.command("figure", help=words.FIGURE, cls=Command)
def write_figure(  # noqa: PLR0913, PLR0917  (one parameter per option)
    area: o.Area,
    level: o.Level,
    year: o.Year,
    out: o.BundleOut,
    indicator: o.IndicatorOfFigure = None,
    kind: o.KindOfFigure = FigureKind.MAP,
    other: o.OtherOfFigure = None,
    compare_year: o.CompareYear = None,
    compare_indicator: o.CompareIndicator = None,
    compare_level: o.CompareLevel = None,
    all_years: o.EveryYear = False,
    by_value: o.ByValue = False,
    units: o.UnitsOfFigure = None,
    view: o.As = View.VALUE,
    base: o.Base = None,
    vintage: o.Stand = None,
    classes: o.Classes = None,
    data: o.Data = o.DATA_FOLDER,
    home: o.Home = o.HOME_FOLDER,
    audience: o.For = Audience.PUBLIC,
    release: o.Published = None,
) -> None:
    """Pack pictures, data and words of a figure."""
    from atlas.cli.figures import FigureRequest, check_view, choice_of  # noqa: PLC0415  (see `areas`)
    from atlas.cli.maps import Comparison  # noqa: PLC0415  (see `areas`)
    from atlas.render.bundle import figure_bundle  # noqa: PLC0415  (see `areas`)
    from atlas.views.map.classing_codec import parse_classing  # noqa: PLC0415  (see `areas`)

    if _extension(out) != "zip":
        raise FormatError(_extension(out), ("zip",))
    check_view(kind, view)
    atlas = _open_area(data, home, audience, area, release)
    requested = Scope(
        area=area, level=level, indicator=indicator or "", year=year, base_year=base, view=view
    )
    scope = _with_base_and_vintage(atlas, requested, vintage)
    request = FigureRequest(
        kind=kind,
        scope=replace(
            scope,
            selection=_selection(atlas, scope, units),
            classing=parse_classing(classes),
        ),
        other=other or "",
        compared=Comparison(year=compare_year, indicator=compare_indicator, level=compare_level),
        every_year=all_years,
        by_value=by_value,
        goals=_written(home, area, audience).goals,
    )
    today = datetime.now().astimezone().date()
    _output(figure_bundle(atlas, choice_of(atlas, request), today), out)


@app.command("profile", help=words.PROFILE, cls=Command)
def write_profile(  # noqa: PLR0913, PLR0917  (one parameter per option)
    area: o.Area,
    level: o.Level,
    unit: o.Unit,
    out: o.ProfileOut,
    year: o.AnyYear = None,
    base: o.Base = None,
    vintage: o.Stand = None,
    ranks: o.Ranks = False,
    beside: o.Beside = None,
    form: o.ProfileForm = None,
    data: o.Data = o.DATA_FOLDER,
    home: o.Home = o.HOME_FOLDER,
    audience: o.For = Audience.PUBLIC,
    release: o.Published = None,
) -> None:
    """Write the profile of a unit, or of all units of a level, into a file."""
    from atlas.cli.profiles import ProfileRequest, beside_key, profile_file  # noqa: PLC0415  (see `areas`)
    from atlas.views.profile.figures import ProfileChoice  # noqa: PLC0415  (see `areas`)

    atlas = _open_area(data, home, audience, area, release)
    scope = Scope(
        area=area,
        level=level,
        indicator="",
        year=year or EVERY_YEAR,
        base_year=base,
        vintage=o.parse_vintage(atlas.level(area, level), vintage),
    )
    request = ProfileRequest(
        choice=ProfileChoice(
            scope=scope, unit=unit, ranks=ranks, beside=beside_key(level, beside or "")
        ),
        day=datetime.now().astimezone().date(),
        form=form,
        writings=_written(home, area, audience),
    )
    tell = partial(say, error=True)
    _output(profile_file(atlas, request, _extension(out), tell), out)


@app.command("report", help=words.REPORT, cls=Command)
def write_report(  # noqa: PLR0913, PLR0917  (one parameter per option)
    out: o.ReportOut,
    area: o.AnyArea = None,
    template: o.Template = None,
    file: o.ReportFile = None,
    topic: o.Topic = None,
    level: o.AnyLevel = None,
    year: o.AnyYear = None,
    data: o.Data = o.DATA_FOLDER,
    home: o.Home = o.HOME_FOLDER,
    audience: o.For = Audience.PUBLIC,
    release: o.Published = None,
) -> None:
    """Write a report into a file: from a template, or one that was saved, on the figures of now."""
    from atlas.cli.reports import ReportRequest, report_choice, requested_area  # noqa: PLC0415  (see `areas`)
    from atlas.render.document.files import document_file  # noqa: PLC0415  (see `areas`)
    from atlas.views.report.document import report_document  # noqa: PLC0415  (see `areas`)

    request = ReportRequest(
        area=area, template=template, file=file, topic=topic, level=level, year=year
    )
    area_id, fields = requested_area(request)
    atlas = _open_area(data, home, audience, area_id, release)
    written = _written(home, area_id, audience)
    choice = report_choice(atlas, replace(request, area=area_id), fields, written)
    for remark in choice.remarks:
        say(remark, error=True)
    _output(document_file(atlas, report_document(atlas, choice), _extension(out)), out)


@app.command("session", help=words.SESSION, cls=Command)
def write_session(  # noqa: PLR0913, PLR0917  (one parameter per option)
    file: o.SessionFile,
    out: o.SessionOut,
    data: o.Data = o.DATA_FOLDER,
    home: o.Home = o.HOME_FOLDER,
    audience: o.For = Audience.PUBLIC,
    release: o.Published = None,
) -> None:
    """Write the slides of a Merkliste that was saved, on the figures of now."""
    from atlas.cli.sessions import SessionRequest, session_file  # noqa: PLC0415  (see `areas`)
    from atlas.views.session.storyboard_file import storyboard_from_bytes  # noqa: PLC0415  (see `areas`)

    request = SessionRequest(
        storyboard=storyboard_from_bytes(file.read_bytes()),
        day=datetime.now().astimezone().date(),
        form=_extension(out),
    )
    atlas = _open(data, home, audience, release)
    shown = {note.area for note in request.storyboard.notes}
    _write_notices(atlas, *sorted(shown.intersection(atlas.area_ids)))
    content = session_file(
        atlas, request, lambda area: _written(home, area, audience).goals, partial(say, error=True)
    )
    _output(content, out)


@app.command("index", help=words.INDEX, cls=Command)
def compute_index(  # noqa: PLR0913, PLR0917  (one parameter per option)
    recipe: o.RecipeFile,
    out: o.IndexOut,
    area: o.AnyArea = None,
    level: o.AnyLevel = None,
    year: o.AnyYear = None,
    table: o.TableOfIndex = None,
    data: o.Data = o.DATA_FOLDER,
    home: o.Home = o.HOME_FOLDER,
    audience: o.For = Audience.PUBLIC,
    release: o.Published = None,
) -> None:
    """Compute a composite index."""
    from atlas.cli import composite  # noqa: PLC0415  (see `areas`)
    from atlas.views.composite.table import unknown_units  # noqa: PLC0415  (see `areas`)

    composite.check_format(_extension(out))
    units = composite.Units(area=area, level=level, year=year, table=table)
    file = composite.recipe_file(recipe)
    if table is not None:
        result = composite.of_table(file, table)
    else:
        atlas = _open_area(data, home, audience, area or "", release)
        result = composite.of_area(file, atlas, units)
    if notice := unknown_units(file.recipe, result.table):
        say(notice, error=True)
    _output(result.file(_extension(out)), out)


@app.command("import", help=words.INTAKE, cls=Command)
def import_file(  # noqa: PLR0913, PLR0917  (one parameter per option)
    file: o.IntakeFile,
    area: o.AnyArea = None,
    level: o.AnyLevel = None,
    year: o.AnyYear = None,
    mapping: o.Mapping = None,
    source: o.FactSource = "",
    publisher: o.Publisher = "",
    date: o.Date = "",
    boundary_date: o.BoundaryDate = "",
    definition: o.Definition = "",
    release_to: o.ReleasedTo = Audience.STATISTICS,
    note: o.Note = "",
    exactness: o.HowExact = Exactness.EXACT,
    department: o.FromDepartment = "",
    partial: o.Partial = False,
    comment: o.Comments = None,
    actor: o.Actor = "",
    dry_run: o.DryRun = False,
    form: o.ListForm = o.ListFormat.TEXT,
    data: o.Data = o.DATA_FOLDER,
    home: o.Home = o.HOME_FOLDER,
) -> None:
    """Read a department's file, say what was understood, and hand it in."""
    from atlas.cli.imports import IntakeRequest, intake_text, listed_intake, read_file  # noqa: PLC0415  (see `areas`)

    if not dry_run and not (area and level and year and source and publisher):
        raise UsageError(words.NEEDED_TO_HAND_IN)
    request = IntakeRequest(
        file=file, area=area, level=level, year=year, mapping=tuple(mapping or ()), folder=data
    )
    intake = read_file(request)
    if dry_run:
        say(_json(listed_intake(intake)) if form is o.ListFormat.JSON else intake_text(intake))
        return
    facts = DeliveryFacts(
        source=source,
        publisher=publisher,
        date=date,
        boundary_date=boundary_date,
        definition=definition,
        audience=release_to,
        note=note,
        exactness=exactness,
    )
    place = {"area": area or "", "level": level or "", "department": department}
    submission = SubmissionRequest(**place, year=year or 0, facts=facts, partial=partial)
    places = deliveries.Places(data=data, home=home, actor=actor)
    answers, as_json = deliveries.answers_of(comment), form is o.ListFormat.JSON
    deliveries.hand_in(file, intake, submission, places, answers, as_json=as_json)


@districts.command("import", help=words.IMPORT, cls=Command)
def import_boundaries(  # noqa: PLR0913, PLR0917  (one parameter per option)
    file: o.File,
    area: o.Area,
    level: o.Level,
    code: o.Code,
    name: o.Name,
    where: o.Where = "",
    crs: o.Crs = "",
    source: o.Source = "",
    layer: o.Layer = "",
    encoding: o.Encoding = "",
    valid_at: o.ValidAt = None,
    dry_run: o.DryRun = False,
    data: o.Data = o.DATA_FOLDER,
    home: o.Home = o.HOME_FOLDER,
    audience: o.For = Audience.PUBLIC,
) -> None:
    """Take boundaries over from a file."""
    # geopandas takes more than a second: only this command needs it
    from atlas.sources.boundary_import import ImportRequest, plan_import  # noqa: PLC0415

    atlas = _open(data, None, audience, WORKING)
    request = ImportRequest(
        file=file,
        area=area,
        level=level,
        code=code,
        name=name,
        where=where,
        crs=crs,
        attribution=source,
        valid_at=o.parse_day(valid_at),
        layer=layer,
        encoding=encoding,
    )
    existing = atlas.area(area).level(level) if area in atlas.area_ids else None
    units = existing.units if existing else ()
    _apply(plan_import(request, data / "districts" / area, units), None if dry_run else home)


def _apply(plan: ImportPlan, home: Path | None) -> None:
    """Write what is planned; nothing without a home."""
    from atlas.sources.boundary_import import apply_import  # noqa: PLC0415  (see `import_boundaries`)

    for note in plan.notes:
        say(note)
    if home is None:
        say(words.DRY_RUN_DONE)
        return
    apply_import(plan, home)
    for path in plan.files:
        say(words.WRITTEN.format(path=path))


def main() -> NoReturn:
    """Run the command line; every failure ends in a German sentence and an exit code."""
    write_what_can_be_written()
    sys.excepthook = _tell_unforeseen
    try:
        # called itself, `app` would have typer tell what nobody foresaw
        sys.exit(get_command(app)(standalone_mode=False) or FINE)
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
    except OSError as error:
        if error.filename is not None:
            _fail(str(UnreadableFileError(error.filename, error)), ERRORS_FOUND)
        if error.errno in _FULL:
            _fail(words.OUTPUT_FAILED.format(reason=system_reason(error)), ERRORS_FOUND)
        raise


def _tell_unforeseen(
    kind: type[BaseException], _: BaseException, trace: TracebackType | None
) -> None:
    """Say in one sentence what nobody foresaw, and where it came from for whoever mends it."""
    ours = [step for step in extract_tb(trace) if Path(step.filename).is_relative_to(_CODE)]
    place = ", ".join(f"{Path(step.filename).name}:{step.lineno}" for step in ours[-1:])
    say(words.UNFORESEEN.format(kind=kind.__name__, place=place), error=True)


def _fail(sentence: str, code: int) -> NoReturn:
    say(sentence, error=True)
    sys.exit(code)


def _with_base_and_vintage(atlas: Atlas, scope: Scope, vintage: str | None) -> Scope:
    """Fill in the base year, and the Gebietsstand named."""
    level = atlas.level(scope.area, scope.level)
    return replace(atlas.with_base_year(scope), vintage=o.parse_vintage(level, vintage))


def _written(home: Path, area: str, audience: Audience) -> Writings:
    """Read what people have written about an area, if anybody has."""
    from atlas.journal import existing_journal  # noqa: PLC0415  (see `areas`)
    from atlas.views.writings import writings  # noqa: PLC0415  (see `areas`)

    return writings(existing_journal(home), area, audience)


def _selection(atlas: Atlas, scope: Scope, units: str | None) -> tuple[str, ...]:
    """Read the keys of the units that are to stand out."""
    from atlas.views.address import rejoined, units_of  # noqa: PLC0415  (see `areas`)

    level = atlas.level(scope.area, scope.level)
    keys = {unit.id for unit in level.units}
    chosen = rejoined(units_of(units or ""), keys)
    for unit in chosen:
        if unit not in keys:
            raise UnknownNameError(level.name, unit, sorted(keys))
    return chosen


def _open(folder: Path, home: Path | None, audience: Audience, release: str | None) -> Atlas:
    """Open the release that is named, without a name the latest one of each area that has any.

    The statistics office, and a town that has released nothing yet, see the figures as they are.
    """
    from atlas.atlas import Atlas  # noqa: PLC0415  (see `areas`)

    name = release or (LATEST_OR_WORKING if audience in AUDIENCES else WORKING)
    atlas = Atlas.open(folder, audience, home, release=None if name == WORKING else name)
    return replace(atlas, footnotes=_footnotes(home, audience))


def _footnotes(home: Path | None, audience: Audience) -> tuple[Footnote, ...]:
    """Read the notes on figures, if anybody has written into the journal."""
    # SQLAlchemy takes a third of a second: most have no journal
    if home is None or not has_journal(home):
        return ()
    from atlas.journal import existing_journal  # noqa: PLC0415  (see above)
    from atlas.views.writings import footnotes  # noqa: PLC0415  (see above)

    try:
        return footnotes(existing_journal(home), audience)
    except AtlasError as error:
        # figures don't wait for a journal that can't be read
        say(str(error), error=True)
        return ()


def _open_area(
    folder: Path, home: Path | None, audience: Audience, area: str, release: str | None
) -> Atlas:
    """Open an atlas to ask it about one area; say so if a release isn't what the data are now."""
    atlas = _open(folder, home, audience, release)
    _write_notices(atlas, area)
    if release is None and atlas.has_newer_data(area):
        name = atlas.edition(area).release
        say(words.NEWER_DATA.format(release=name, working=WORKING), error=True)
    return atlas


def _write_notices(atlas: Atlas, *area_ids: str) -> None:
    """Say what was wrong with the catalogue and the stored editions of areas."""
    from atlas.views.catalogue_errors import catalogue_errors  # noqa: PLC0415  (see `areas`)

    notices = [notice for area in area_ids for notice in atlas.edition(area).notices]
    errors = atlas.catalogue_errors(area_ids)
    for notice in [catalogue_errors(errors), *notices] if errors else notices:
        say(notice, error=True)


def _extension(out: Path) -> str:
    return out.suffix.removeprefix(".").lower()


def _table_bytes(atlas: Atlas, scope: Scope, form: o.TableFormat) -> bytes:
    if form is not o.TableFormat.JSON:
        from atlas.render.downloads import table_file  # noqa: PLC0415  (see `areas`)

        return table_file(_table(atlas, scope), form.value)
    from atlas.cli import listing  # noqa: PLC0415  (see `areas`)

    every = scope.indicator == ALL
    all_tables = listing.all_values(atlas, scope, _all_codes(atlas, scope)) if every else None
    return _json(all_tables or listing.values_of(atlas, scope)).encode() + b"\n"


def _table(atlas: Atlas, scope: Scope) -> TableSpec:
    """Lay out the table that is asked for, of the selected units only where some are."""
    from atlas.views import selected  # noqa: PLC0415  (see `areas`)
    from atlas.views.custom.areas import profile_table  # noqa: PLC0415  (see `areas`)
    from atlas.views.table import tables  # noqa: PLC0415  (see `areas`)
    from atlas.views.table.unit_tables import unit_table  # noqa: PLC0415  (see `areas`)

    if scope.indicator == ALL and not scope.selection:
        return tables.all_values(atlas, scope, _all_codes(atlas, scope))
    if scope.indicator == ALL:
        if len(scope.selection) > 1 or scope.years:
            raise UsageError(words.ONE_UNIT)
        return profile_table(atlas, scope.area, scope.level, *scope.selection)
    every = scope.unselected
    if len(scope.years) == 1:
        # the table of the page, which compares beside each other what is of one year
        spec = unit_table(atlas, replace(every, year=scope.years[0], years=()))
    else:
        spec = tables.value_table(atlas, every)
    level = atlas.level_at(scope.area, scope.level, scope.vintage)
    return selected.only(spec, level, scope.selection) if scope.selection else spec


def _tidy_table(atlas: Atlas, scope: Scope) -> TidyTable:
    from atlas.views.table.tidy import tidy_table  # noqa: PLC0415  (see `areas`)

    codes = _all_codes(atlas, scope) if scope.indicator == ALL else (scope.indicator,)
    return tidy_table(atlas, scope, codes)


def _write_tidy(table: TidyTable, form: o.TableFormat, out: Path | None) -> None:
    """Write figures for programs; a CSV with its description beside it, or packed with it."""
    from atlas.render.downloads import tidy_file  # noqa: PLC0415  (see `areas`)
    from atlas.render.table.tidy import sibling_files  # noqa: PLC0415  (see `areas`)

    endings = ("xlsx",) if form.is_workbook else ("csv", "zip")
    if out is not None and _extension(out) not in endings:
        raise FormatError(_extension(out), endings)
    packed = out is not None and _extension(out) == "zip"
    if form is o.TableFormat.TIDY_XLSX or packed or out is None:
        csv_or_zip = "zip" if packed else "csv"
        _output(tidy_file(table, "xlsx" if form.is_workbook else csv_or_zip), out)
        return
    for name, content in sibling_files(table, out.stem).items():
        _output(content, out.with_name(name))


def _all_codes(atlas: Atlas, scope: Scope) -> tuple[str, ...]:
    """Codes of all that a level has figures of; where there are none, say why."""
    codes = atlas.answerable(scope)
    if not codes:
        _write_why_nothing(atlas, scope)
    return codes


def _write_why_nothing(atlas: Atlas, scope: Scope) -> None:
    """Say of the first quantity why a level has no figures."""
    for quantity in atlas.quantities(scope.area)[:1]:
        try:
            atlas.values(replace(scope, indicator=quantity.code))
        except NoDataError as error:
            say(str(error), error=True)


def _write_sheets(sheets: Sequence[bytes], out: Path) -> None:
    """Write the sheets of a map; those of an earlier one that had more are put away."""
    from atlas.render.map_files import sheet_paths, stale_sheets  # noqa: PLC0415  (see `areas`)
    from atlas.sources.files import put_away  # noqa: PLC0415  (see `areas`)

    for path, content in zip(sheet_paths(out, len(sheets)), sheets, strict=True):
        _output(content, path)
    for path, is_ours in stale_sheets(out, len(sheets)).items():
        if is_ours:
            put_away(path)
        form = words.PUT_AWAY if is_ours else words.NOT_OF_THIS_MAP
        say(form.format(path=path), error=True)


def _output(content: bytes, out: Path | None) -> None:
    if out is None:
        sys.stdout.buffer.write(content)
        return
    from atlas.sources.files import write_atomically  # noqa: PLC0415  (see `areas`)

    write_atomically(out, content)
    say(words.WRITTEN.format(path=out), error=True)


def _json(content: object) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1)
