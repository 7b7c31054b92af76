"""The commands `areas …` and `check`."""

from __future__ import annotations

from datetime import datetime

import typer

from atlas.cli import options as o
from atlas.cli import texts as words
from atlas.cli.console import say
from atlas.cli.german import Command, Group
from atlas.cli.opening import open_atlas, write_notices
from atlas.cli.output import ERRORS_FOUND, FINE, fail, json_text
from atlas.model.problems import Severity
from atlas.model.quantities import Audience

group = typer.Typer(help=words.AREAS, cls=Group, invoke_without_command=True, rich_markup_mode=None)


@group.callback()
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

    atlas = open_atlas(data, home, audience, release)
    listed = listing.areas(atlas)
    write_notices(atlas, *(listed_area["area"] for listed_area in listed["areas"]))
    say(json_text(listed) if form is o.ListFormat.JSON else listing.areas_text(listed))
    if atlas.unusable:
        fail(" ".join(atlas.unusable.values()), ERRORS_FOUND)


@group.command("new", help=words.NEW_AREA, cls=Command)
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
    say(json_text(listing.problems(problems)) if as_json else listing.problems_text(problems))
    severe = any(item.severity is Severity.ERROR for item in problems)
    raise typer.Exit(ERRORS_FOUND if severe else FINE)
