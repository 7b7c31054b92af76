"""The commands `release …` and `audit`."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING, Any, NoReturn

import typer

from atlas.cli import options as o
from atlas.cli import texts as words
from atlas.cli.console import say
from atlas.cli.german import Command, Group
from atlas.cli.opening import open_area, open_atlas
from atlas.cli.output import ERRORS_FOUND, FINE, fail, json_text, write_output
from atlas.errors import DamagedReleaseError, OtherVersionError
from atlas.model.quantities import Audience
from atlas.model.releases import LATEST

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from atlas.model.disclosure import ProtectionMode
    from atlas.model.releases import Release

group = typer.Typer(help=words.RELEASES, cls=Group, no_args_is_help=True, rich_markup_mode=None)


@group.command("build", help=words.RELEASE_BUILD, cls=Command)
def build_release(
    area: o.Area,
    name: o.ReleaseName,
    protection: o.Protected = None,
    data: o.Data = o.DATA_FOLDER,
    home: o.Home = o.HOME_FOLDER,
) -> None:
    """Protect what each audience may see of an area, audit it and freeze it."""
    # pandas comes with the atlas and takes half a second: --help does without
    from atlas.cli import listing  # noqa: PLC0415
    from atlas.cli.protocols import write_protocols  # noqa: PLC0415  (see `build_release`)
    from atlas.cli.releases import Progress, built_text  # noqa: PLC0415  (see `build_release`)
    from atlas.desk import Desk  # noqa: PLC0415  (see `build_release`)

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
        fail(words.BUILD_STOPPED, ERRORS_FOUND)
    say(built_text(release, desk.catalogue_file(area).catalogue.titles()))
    say(words.PROTOCOLS_AT.format(folder=folder))
    if problems := desk.release_problems(area):
        say(listing.problems_text(problems))
    before = desk.releases(area).before(release.name)
    if before is not None:
        _say_what_is_new(data, before, release)


def _say_what_is_new(data: Path, before: Release, release: Release) -> None:
    """Say what a release has that the one before hasn't; and if it bears an earlier day."""
    from atlas.views.releases import news  # noqa: PLC0415  (see `build_release`)

    if before.day > release.day:
        days = {"before": before.day, "day": release.day}
        say(words.CLOCK_BACK.format(last=before.name, name=release.name, **days), error=True)
    atlas = open_atlas(data, None, Audience.PUBLIC, LATEST)
    say("\n".join(news(atlas.release_diff(release.area, before.name, release.name))))


@group.command("price", help=words.RELEASE_PRICE, cls=Command)
def price_release(
    area: o.Area,
    year: o.AnyYear = None,
    data: o.Data = o.DATA_FOLDER,
    home: o.Home = o.HOME_FOLDER,
    form: o.ListForm = o.ListFormat.TEXT,
) -> None:
    """Say what each way of protecting counts would cost."""
    from atlas.cli.releases import listed_prices, prices_text  # noqa: PLC0415  (see `build_release`)
    from atlas.desk import Desk  # noqa: PLC0415  (see `build_release`)

    prices = Desk.open(data, home).release_prices(area, year, _say_how_it_is_protected)
    listed = listed_prices(area, year, prices)
    say(json_text(listed) if form is o.ListFormat.JSON else prices_text(listed))


def _say_how_it_is_protected(mode: ProtectionMode) -> None:
    from atlas.views.texts import PROTECTION_MODES  # noqa: PLC0415  (see `build_release`)

    say(words.PRICE_PROGRESS.format(mode=mode, words=PROTECTION_MODES[mode]), error=True)


@group.command("list", help=words.RELEASE_LIST, cls=Command)
def list_releases(
    area: o.Area, data: o.Data = o.DATA_FOLDER, form: o.ListForm = o.ListFormat.TEXT
) -> None:
    """List the releases of an area; nobody looks into them."""
    from atlas.cli.releases import listed_releases, releases_text  # noqa: PLC0415  (see `build_release`)
    from atlas.desk import Desk  # noqa: PLC0415  (see `build_release`)

    listed = listed_releases(Desk.open(data).releases(area))
    say(json_text(listed) if form is o.ListFormat.JSON else releases_text(listed))
    _end_with_damage(listed)


@group.command("check", help=words.RELEASE_CHECK, cls=Command)
def check_releases(
    area: o.Area, data: o.Data = o.DATA_FOLDER, form: o.ListForm = o.ListFormat.TEXT
) -> None:
    """Say of the releases of an area whether they are what was published."""
    from atlas.cli.releases import listed_releases, releases_text  # noqa: PLC0415  (see `build_release`)
    from atlas.desk import Desk  # noqa: PLC0415  (see `build_release`)

    desk = Desk.open(data)
    listed = listed_releases(desk.releases(area), desk.altered_releases(area))
    say(json_text(listed) if form is o.ListFormat.JSON else releases_text(listed))
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


@group.command("diff", help=words.RELEASE_DIFF, cls=Command)
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
    from atlas.cli.releases import diff_text, listed_diff  # noqa: PLC0415  (see `build_release`)
    from atlas.render.downloads import table_file  # noqa: PLC0415  (see `build_release`)
    from atlas.views.releases import corrections_table  # noqa: PLC0415  (see `build_release`)

    diff = open_atlas(data, None, audience, LATEST).release_diff(area, old, new)
    if form is o.DiffFormat.CSV:
        write_output(table_file(corrections_table(diff), "csv"), out)
        return
    text = json_text(listed_diff(diff)) if form is o.DiffFormat.JSON else diff_text(diff)
    if out is None:
        say(text)
    else:
        write_output(f"{text}\n".encode(), out)


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
    from atlas.cli.audit import audit_text, audited, witness_tables, witness_text  # noqa: PLC0415  (see `build_release`)

    atlas, as_json = open_area(data, home, audience, area, release), form is o.ListFormat.JSON
    if witness is not None:
        tables = witness_tables(atlas, area, witness)
        say(json_text(tables) if as_json else witness_text(tables))
        return
    listed = audited(atlas, area, year)
    say(json_text(listed) if as_json else audit_text(listed))
    raise typer.Exit(ERRORS_FOUND if listed["unsafe"] else FINE)
