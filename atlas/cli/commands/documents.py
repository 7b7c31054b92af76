"""The commands `profile`, `report`, `session` and `index`."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from functools import partial

from atlas.cli import options as o
from atlas.cli.console import say
from atlas.cli.opening import open_area, open_atlas, write_notices, writings_of
from atlas.cli.output import extension, write_output
from atlas.model.quantities import Audience
from atlas.model.scope import EVERY_YEAR, Scope


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
    # pandas comes with the atlas and takes half a second: --help does without
    from atlas.cli.profiles import ProfileRequest, beside_key, profile_file  # noqa: PLC0415
    from atlas.views.profile.figures import ProfileChoice  # noqa: PLC0415  (see `write_profile`)

    atlas = open_area(data, home, audience, area, release)
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
        writings=writings_of(home, area, audience),
    )
    tell = partial(say, error=True)
    write_output(profile_file(atlas, request, extension(out), tell), out)


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
    from atlas.cli.reports import ReportRequest, report_choice, requested_area  # noqa: PLC0415  (see `write_profile`)
    from atlas.render.document.files import document_file  # noqa: PLC0415  (see `write_profile`)
    from atlas.views.report.document import report_document  # noqa: PLC0415  (see `write_profile`)

    request = ReportRequest(
        area=area, template=template, file=file, topic=topic, level=level, year=year
    )
    area_id, fields = requested_area(request)
    atlas = open_area(data, home, audience, area_id, release)
    written = writings_of(home, area_id, audience)
    choice = report_choice(atlas, replace(request, area=area_id), fields, written)
    for remark in choice.remarks:
        say(remark, error=True)
    write_output(document_file(atlas, report_document(atlas, choice), extension(out)), out)


def write_session(  # noqa: PLR0913, PLR0917  (one parameter per option)
    file: o.SessionFile,
    out: o.SessionOut,
    data: o.Data = o.DATA_FOLDER,
    home: o.Home = o.HOME_FOLDER,
    audience: o.For = Audience.PUBLIC,
    release: o.Published = None,
) -> None:
    """Write the slides of a Merkliste that was saved, on the figures of now."""
    from atlas.cli.sessions import SessionRequest, session_file  # noqa: PLC0415  (see `write_profile`)
    from atlas.views.session.storyboard_file import storyboard_from_bytes  # noqa: PLC0415  (see `write_profile`)

    request = SessionRequest(
        storyboard=storyboard_from_bytes(file.read_bytes()),
        day=datetime.now().astimezone().date(),
        form=extension(out),
    )
    atlas = open_atlas(data, home, audience, release)
    shown = {note.area for note in request.storyboard.notes}
    write_notices(atlas, *sorted(shown.intersection(atlas.area_ids)))
    content = session_file(
        atlas,
        request,
        lambda area: writings_of(home, area, audience).goals,
        partial(say, error=True),
    )
    write_output(content, out)


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
    from atlas.cli import composite  # noqa: PLC0415  (see `write_profile`)
    from atlas.views.composite.table import unknown_units  # noqa: PLC0415  (see `write_profile`)

    composite.check_format(extension(out))
    units = composite.Units(area=area, level=level, year=year, table=table)
    file = composite.recipe_file(recipe)
    if table is not None:
        result = composite.of_table(file, table)
    else:
        atlas = open_area(data, home, audience, area or "", release)
        result = composite.of_area(file, atlas, units)
    if notice := unknown_units(file.recipe, result.table):
        say(notice, error=True)
    write_output(result.file(extension(out)), out)
